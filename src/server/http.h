// Requests and answers as values: what passes between the socket and the API, and what tests build by hand.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::server {

struct Request {
    std::string method;                                       ///< GET, POST
    std::string target;                                       ///< path and query, as received
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;

    std::string_view path() const;
    /// Percent-decoded; nullopt when absent.
    std::optional<std::string> parameter(std::string_view name) const;
    /// `name` in lower case; empty when absent.
    std::string_view header(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string body; ///< JSON
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string log = {}; ///< why the server failed, for its operator; never sent
};

/// {"code":…,"message":…}
Response errorResponse(int status, std::string_view code, std::string_view message);

/// nullopt when an escape is broken. '+' stays '+'.
std::optional<std::string> percentDecoded(std::string_view text);

/// Called on the socket's thread; `respond` may be called later, from any thread, exactly once.
using Handler = std::function<void(Request request, std::function<void(Response)> respond)>;

} // namespace mimir::server
