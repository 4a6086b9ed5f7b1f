// Requests and answers as values: what passes between the socket and the API, and what tests build by hand.
#pragma once

#include "core/json.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::server {

struct Request {
    std::string method;                                            ///< GET, POST
    std::string target;                                            ///< path and query, not decoded
    std::vector<std::pair<std::string, std::string>> headers = {}; ///< names in lower case
    std::string body = {};
    /// Address of the client, as far as the trusted proxies before us say; "" in tests.
    std::string peer = {};
    std::string id = {}; ///< the request's name in logs and in `X-Request-ID`
    bool secure = false; ///< came by TLS, to us or to a trusted proxy
    /// Set when the client has closed the connection: nobody reads the answer. Never null behind the front.
    std::shared_ptr<const std::atomic<bool>> gone = {};

    std::string_view path() const;
    /// Percent-decoded; nullopt when absent.
    std::optional<std::string> parameter(std::string_view name) const;
    /// `name` in lower case; empty when absent.
    std::string_view header(std::string_view name) const;
};

/// Who has something new to pull.
struct Wake {
    std::string teamId;
    std::int64_t user = 0; ///< 0 = everybody in the team
};

/// A pull that found nothing and is to be asked again when something comes, or when `until` has passed.
struct Park {
    std::string teamId;
    std::int64_t user = 0;
    std::chrono::milliseconds wait {0};
};

struct Response {
    int status = 200;
    std::string body; ///< JSON unless a header says otherwise
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string log = {};         ///< why the server failed, for its operator; never sent
    std::string code = {};        ///< of a canonical error, for log and metrics
    std::vector<Wake> wakes = {}; ///< parked pulls that have to be asked again, once this is answered
    /// The lane of this answer cannot write, and has to: it is asked again on the one that can, and this is
    /// the answer where there is none.
    bool needsWriter = false;
    std::optional<Park> park = {}; ///< hold it; `body` is the answer for the end of the wait

    // For log and metrics; never sent.
    std::string route = {};                                      ///< as declared: "/orgs/{slug}"; "" = none
    std::int64_t user = 0;                                       ///< 0 = nobody signed in
    std::string team = {};                                       ///< id
    std::string device = {};                                     ///< id, as the client says
    std::vector<std::pair<std::string, std::size_t>> items = {}; ///< pushed, by status
    std::size_t rows = 0;                                        ///< pulled
    std::chrono::milliseconds waited {0};                        ///< parked
};

/// One request and what became of it, once its answer is written or cannot be.
struct Exchange {
    std::string id;
    std::string method; ///< "" when it was no HTTP
    std::string peer;
    std::size_t receivedBytes = 0;      ///< of the body, as it came
    std::size_t sentBytes = 0;          ///< of the body, as it went
    std::chrono::microseconds took {0}; ///< from the end of the request to the end of the answer
    bool delivered = true;              ///< false: the client had left
    Response response;                  ///< without its body
};

/// {"code":…,"message":…}
Response errorResponse(int status, std::string_view code, std::string_view message);
/// And "details".
Response errorResponse(
    int status, std::string_view code, std::string_view message, const json::Object &details);

/// nullopt when an escape is broken. '+' stays '+'.
std::optional<std::string> percentDecoded(std::string_view text);

/// Called on the socket's thread; `respond` may be called later, from any thread, exactly once.
using Handler = std::function<void(Request request, std::function<void(Response)> respond)>;

} // namespace mimir::server
