// Checks a request's head before the parser sees it. The parser accepts whatever the RFCs allow to be
// accepted; but between a proxy and a server, anything that two programs may read in two ways is refused (RFC
// 9112, section 11.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

struct HeadRefusal {
    int status;
    std::string_view code;
    std::string_view message;
};

inline constexpr std::size_t kMaxHeaderFields = 100;

/// `head`: request line, fields and the empty line. nullopt: it is accepted.
std::optional<HeadRefusal> refusalOfHead(std::string_view head);

/// "http://host/path?query" → "/path?query"; other targets are unchanged.
std::string_view originForm(std::string_view target);

} // namespace mimir::server
