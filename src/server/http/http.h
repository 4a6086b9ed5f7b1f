// Requests and answers as values: what passes between the sockets and the API, and what tests build by hand.
#pragma once

#include "core/json/json.h"

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
    /// The client's address, according to the trusted proxies in front of us; "" in tests.
    std::string peer = {};
    std::string id = {}; ///< the request's name in logs and in `X-Request-ID`
    bool secure = false; ///< came by TLS, to us or to a trusted proxy
    /// Set when the client has closed the connection: no one will read the answer. Never null behind the
    /// front.
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
    std::int64_t user = 0; ///< 0 = everyone in the team
};

/// A pull that found nothing is to wait: it is asked again when something comes for this user in this team.
struct WaitRequest {
    std::string teamId;
    std::int64_t user = 0;
    std::chrono::milliseconds longest {0};
};

struct Response {
    int status = 200;
    std::string body; ///< JSON unless a header says otherwise
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string log = {};         ///< why the server failed, for its operator; never sent
    std::string code = {};        ///< the code of a canonical error, for log and metrics
    std::vector<Wake> wakes = {}; ///< waiting pulls to ask again once this is answered
    /// This lane cannot write, but the request needs it: it is asked again on the lane that can write. If
    /// there is none, this is the answer.
    bool needsWriter = false;
    std::optional<WaitRequest> wait = {}; ///< let it wait; `body` is the answer at the end of the wait
    /// Why this request began a new history of its team, for the log; "" = it did not. Never sent.
    std::string historyBegan = {};

    // For log and metrics; never sent.
    std::string route = {};                                      ///< as declared: "/orgs/{slug}"; "" = none
    std::int64_t user = 0;                                       ///< 0 = not signed in
    std::string team = {};                                       ///< id
    std::string device = {};                                     ///< id, as the client gave it
    std::vector<std::pair<std::string, std::size_t>> items = {}; ///< pushed, by status
    std::size_t rows = 0;                                        ///< pulled
    std::chrono::milliseconds waited {0};                        ///< as a waiting pull
};

/// One request and its outcome, once its answer has been written or cannot be.
struct Exchange {
    std::string id;
    std::string method; ///< "" if it was not HTTP
    std::string peer;
    std::size_t receivedBytes = 0;      ///< of the body, as received
    std::size_t sentBytes = 0;          ///< of the body, as sent
    std::chrono::microseconds took {0}; ///< from the end of the request to the end of the answer
    bool delivered = true;              ///< false: the client had left
    Response response;                  ///< without its body
};

/// {"code":…,"message":…}
Response errorResponse(int status, std::string_view code, std::string_view message);
/// The same with "details".
Response errorResponse(
    int status, std::string_view code, std::string_view message, const json::Object &details);

/// 503 "busy", to be tried again in a second.
Response busyResponse();
/// 500 "internal"; why is for the log.
Response failedResponse();

/// nullopt if an escape is invalid. '+' stays '+'.
std::optional<std::string> percentDecoded(std::string_view text);

/// Called on the socket's thread; `respond` may be called later, from any thread, exactly once.
using Handler = std::function<void(Request request, std::function<void(Response)> respond)>;

} // namespace mimir::server
