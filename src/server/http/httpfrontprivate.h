// What HttpFront is made of: its connections, and the coroutines that serve them. Only for httpfront.cpp,
// httpreading.cpp and httpanswering.cpp.
//
// Thread: the front's, except where it says otherwise.
#pragma once

#include "server/http/bodybudget.h"
#include "server/http/httpfront.h"
#include "server/http/peerstream.h"
#include "server/http/requestparser.h"
#include "server/http/responsehead.h"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace mimir::server {

namespace net = boost::asio;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;

class HttpFront::Private {
public:
    Private(Handler onRequest, HttpConfig given) : handler(std::move(onRequest)), config(std::move(given)) { }

    struct Session {
        std::shared_ptr<PeerStream> stream;
        PeerAddress address;
        std::string group;  ///< "" = a trusted proxy, not counted
        std::string buffer; ///< received, not yet read
        bool idle = true;   ///< nothing is lost when it closes
        bool fresh = true;  ///< has not sent a request yet
        bool trusted = false;
        bool keepAlive = false;
        bool headOnly = false;
        BodyShare share;
        Exchange exchange; ///< the present request
        Steady::time_point received;
    };
    using SessionPtr = std::shared_ptr<Session>;
    /// What the coroutine waits for while another thread works on the answer.
    struct Pending {
        Pending(const net::any_io_executor &executor, BodyShare request)
            : ready(executor, net::steady_timer::time_point::max()), share(std::move(request))
        {
        }
        net::steady_timer ready;
        std::optional<net::steady_timer> lookAgain;
        std::optional<Response> response;
        std::shared_ptr<std::atomic<bool>> gone = std::make_shared<std::atomic<bool>>(false);
        BodyShare share;
        bool over = false; ///< no one waits any more
    };
    enum class Got : std::uint8_t { Request, Refusal, Nothing };
    enum class Delivery : std::uint8_t { Done, ClientGone };

    // connections (httpfront.cpp)
    net::awaitable<void> acceptAll();
    bool admit(Session &session);
    net::awaitable<void> serve(SessionPtr session);
    net::awaitable<bool> open(Session &session);
    void leave(Session &session);
    void beginDrain();
    void beginStop(std::chrono::milliseconds grace);

    // requests (httpreading.cpp)
    net::awaitable<bool> waitForRequest(Session &session);
    net::awaitable<Got> readRequest(Session &session, Request &request, Response &refusal);
    net::awaitable<std::size_t> readHead(Session &session, error_code &error);
    net::awaitable<void> readBody(Session &session, RequestParser &parser, error_code &error);
    std::size_t feed(Session &session, RequestParser &parser, error_code &error);
    void identifyClient(Session &session, Request &request);
    net::awaitable<void> sayContinue(Session &session, error_code &error);

    // answers (httpanswering.cpp)
    net::awaitable<bool> serveOne(const SessionPtr &session);
    net::awaitable<bool> answer(const SessionPtr &session, Request &request, Response &response);
    void ask(Request request, const std::shared_ptr<Pending> &pending);
    void watch(const SessionPtr &session, const std::shared_ptr<Pending> &pending);
    net::awaitable<bool> write(Session &session, Response &response, AfterAnswer after);
    net::awaitable<void> lingerAndClose(Session &session, std::chrono::seconds time);
    void told(Session &session, Response response, Delivery delivery);

    Handler handler;
    HttpConfig config;
    /// Shared with every answer still to come: an answer may be given, or dropped, after the front is gone.
    std::shared_ptr<net::io_context> io = std::make_shared<net::io_context>(1);
    tcp::acceptor acceptor {*io};
    net::steady_timer deadline {*io};

    // Used on the front's thread.
    std::unordered_set<Session *> sessions;
    std::unordered_map<std::string, std::size_t> connectionsOf; ///< by group
    BodyBudget bodies {config.limits.heldBytes, config.limits.heldBytesPerPeer};
    std::uint64_t requests = 0;
    bool draining = false;
    bool stopping = false;

    std::shared_ptr<const TlsContext> tls; ///< after listen(), guarded by the mutex
    mutable std::mutex tlsMutex;
    std::atomic<std::uint64_t> connections = 0;
    std::atomic<std::uint64_t> refusedTotal = 0;
    std::atomic<std::uint64_t> refusedPeer = 0;
    std::atomic<std::uint64_t> failedHandshakes = 0;
    std::thread thread;
};

} // namespace mimir::server
