// What the head of a request must be like before the parser sees it. The parser forgives what the RFCs allow
// to forgive; between a proxy and a server, whatever two programs may read in two ways is refused (RFC 9112,
// section 11.2).
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

/// `head`: request line, fields and the empty line. nullopt: nothing against it.
std::optional<HeadRefusal> refusalOfHead(std::string_view head);

/// "http://host/path?query" → "/path?query"; others as they are.
std::string_view originForm(std::string_view target);

} // namespace mimir::server
