// The head of an answer as text.
#pragma once

#include "core/clock.h"
#include "server/http/http.h"

namespace mimir::server {

/// What becomes of the connection.
enum class AfterAnswer : std::uint8_t { KeepAlive, Close };

struct HeadFacts {
    std::string_view requestId;
    std::optional<Millis> now; ///< none = no Date
    AfterAnswer after = AfterAnswer::KeepAlive;
};

/// The status forbids a body: 204, 304.
bool isBodyless(const Response &response);
/// Whatever the case of its letters.
bool hasHeader(const Response &response, std::string_view name);
/// With the empty line at its end.
std::string responseHead(const Response &response, const HeadFacts &facts);

} // namespace mimir::server
