#include "server/httpfront.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace mimir::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr std::size_t kReadAhead = 64u << 10; // Beast reads 512 bytes at a time into an empty buffer
constexpr std::size_t kMaxDrainBytes = 32u << 20;
constexpr std::chrono::seconds kMaxDrain {5};

// What the coroutine waits for while another thread works on the answer.
struct Pending {
    explicit Pending(const net::any_io_executor &executor)
        : ready(executor, net::steady_timer::time_point::max())
    {
    }
    net::steady_timer ready;
    std::optional<Response> response;
};

Request requestOf(Parser &parser)
{
    auto message = parser.release();
    Request request;
    request.method = std::string_view(message.method_string());
    request.target = std::string_view(message.target());
    for (const auto &field : message) {
        std::string name(std::string_view(field.name_string()));
        for (char &c : name)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        request.headers.emplace_back(std::move(name), std::string_view(field.value()));
    }
    request.body = std::move(message.body());
    return request;
}

Response refusalOf(const error_code &error)
{
    if (error == beast::error::timeout)
        return errorResponse(408, "timeout", "the request did not arrive in time");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return errorResponse(431, "header_too_large", "");
    if (error == http::error::body_limit)
        return errorResponse(413, "too_large", "the body is too large");
    return errorResponse(400, "malformed", "not a request of HTTP/1.1");
}

bool peerIsGone(const error_code &error)
{
    return error == http::error::end_of_stream || error == net::error::eof
        || error == net::error::connection_reset || error == net::error::operation_aborted
        || error == net::error::broken_pipe;
}

bool wantsContinue(const Parser &parser)
{
    return beast::iequals(parser.get()[http::field::expect], "100-continue");
}

} // namespace

class HttpFront::Private {
public:
    Private(Handler onRequest, const HttpLimits &bounds) : handler(std::move(onRequest)), limits(bounds) { }

    struct Session {
        explicit Session(tcp::socket socket) : stream(std::move(socket)), deadline(stream.get_executor()) { }
        beast::tcp_stream stream;
        beast::flat_buffer buffer;
        net::steady_timer
            deadline; ///< of reading a request: the stream's own would close before we can say 408
        bool late = false;
        bool idle = true;
    };
    using SessionPtr = std::shared_ptr<Session>;

    net::awaitable<void> acceptAll();
    net::awaitable<void> serve(tcp::socket socket);
    net::awaitable<void> serveSession(const SessionPtr &session);
    net::awaitable<bool> serveOne(const SessionPtr &session);
    net::awaitable<error_code> waitForFirstByte(Session &session);
    net::awaitable<error_code> readRequest(const SessionPtr &session, Parser &parser);
    static void within(const SessionPtr &session, std::chrono::milliseconds time);
    net::awaitable<Response> answer(Session &session, Request &request);
    void ask(Request request, const std::shared_ptr<Pending> &pending);
    net::awaitable<bool> write(Session &session, Response &response, unsigned version, bool keepAlive);
    net::awaitable<void> drain(Session &session);
    void beginStop(std::chrono::milliseconds grace);

    Handler handler;
    HttpLimits limits;
    /// Shared with every answer that is still to come: it may be given, or dropped, after the front has gone.
    std::shared_ptr<net::io_context> io = std::make_shared<net::io_context>(1);
    tcp::acceptor acceptor {*io};
    net::steady_timer deadline {*io};
    std::set<Session *> sessions;
    bool stopping = false; ///< on the front's thread
    std::thread thread;
};

net::awaitable<void> HttpFront::Private::acceptAll()
{
    while (acceptor.is_open()) {
        error_code error;
        tcp::socket socket = co_await acceptor.async_accept(net::redirect_error(net::use_awaitable, error));
        if (!error && sessions.size() < limits.connections) {
            socket.set_option(tcp::no_delay(true), error);
            net::co_spawn(*io, serve(std::move(socket)), net::detached);
        } else if (error && error != net::error::operation_aborted) {
            // Out of descriptors: wait for one instead of spinning.
            net::steady_timer pause(*io, std::chrono::milliseconds(100));
            co_await pause.async_wait(net::redirect_error(net::use_awaitable, error));
        }
    }
}

net::awaitable<void> HttpFront::Private::serve(tcp::socket socket)
{
    const auto session = std::make_shared<Session>(std::move(socket));
    sessions.insert(session.get());
    try {
        co_await serveSession(session);
    } catch (const std::exception &) {
        // Memory ran out in the middle of this connection: it ends, the others go on.
    }
    session->deadline.cancel();
    sessions.erase(session.get());
    if (stopping && sessions.empty())
        deadline.cancel();
}

net::awaitable<void> HttpFront::Private::serveSession(const SessionPtr &session)
{
    bool goesOn = true;
    while (goesOn && !stopping)
        goesOn = co_await serveOne(session);
    error_code ignored;
    session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

net::awaitable<error_code> HttpFront::Private::waitForFirstByte(Session &session)
{
    error_code error;
    if (session.buffer.size() > 0)
        co_return error;
    session.buffer.shrink_to_fit();
    session.idle = true;
    session.stream.expires_after(limits.idle);
    const auto space = session.buffer.prepare(4096);
    const std::size_t size
        = co_await session.stream.async_read_some(space, net::redirect_error(net::use_awaitable, error));
    session.buffer.commit(size);
    session.idle = false;
    co_return error;
}

// Qt's client writes a request in pieces and leaves Nagle's algorithm on: with delayed acknowledgements each
// batch would wait 40 ms for nothing. The kernel forgets the option, so it is set before each read.
static void acknowledgeAtOnce(beast::tcp_stream &stream)
{
    const int on = 1;
    (void)::setsockopt(stream.socket().native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

// Reading is cut off at that time from now. A timer that has been set anew meanwhile has its expiry in the
// future.
void HttpFront::Private::within(const SessionPtr &session, std::chrono::milliseconds time)
{
    session->deadline.expires_after(time);
    session->deadline.async_wait([session](const error_code &error) {
        if (error || session->deadline.expiry() > net::steady_timer::clock_type::now())
            return;
        session->late = true;
        error_code ignored;
        session->stream.socket().cancel(ignored);
    });
}

net::awaitable<error_code> HttpFront::Private::readRequest(const SessionPtr &session, Parser &parser)
{
    beast::tcp_stream &stream = session->stream;
    error_code error;
    stream.expires_never();
    within(session, limits.header);
    acknowledgeAtOnce(stream);
    co_await http::async_read_header(
        stream, session->buffer, parser, net::redirect_error(net::use_awaitable, error));
    if (error)
        co_return error;
    within(session, limits.body);
    if (wantsContinue(parser)) {
        static constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto bytes = net::buffer(goOn.data(), goOn.size());
        co_await net::async_write(stream, bytes, net::redirect_error(net::use_awaitable, error));
        if (error)
            co_return error;
    }
    if (!parser.is_done()) {
        session->buffer.reserve(kReadAhead);
        while (!error && !parser.is_done()) {
            acknowledgeAtOnce(stream);
            co_await http::async_read_some(
                stream, session->buffer, parser, net::redirect_error(net::use_awaitable, error));
        }
    }
    co_return error;
}

net::awaitable<bool> HttpFront::Private::serveOne(const SessionPtr &session)
{
    session->late = false;
    error_code error = co_await waitForFirstByte(*session);
    if (error)
        co_return false;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.headerBytes));
    parser.body_limit(limits.bodyBytes);
    error = co_await readRequest(session, parser);
    session->deadline.expires_at(net::steady_timer::time_point::max());
    if (error && session->late)
        error = beast::error::timeout;
    if (peerIsGone(error))
        co_return false;
    if (error) {
        Response refusal = refusalOf(error);
        const bool written = co_await write(*session, refusal, 11, false);
        if (written)
            co_await drain(*session);
        co_return false;
    }
    const unsigned version = parser.get().version();
    const bool keepAlive = parser.get().keep_alive();
    Request request = requestOf(parser);
    Response response = co_await answer(*session, request);
    const bool goesOn = keepAlive && !stopping;
    const bool written = co_await write(*session, response, version, goesOn);
    co_return written &&goesOn;
}

// Not part of the coroutine: its frame, which the context owns, must not own the context.
void HttpFront::Private::ask(Request request, const std::shared_ptr<Pending> &pending)
{
    const auto deliver = [context = io, pending](Response response) {
        net::post(*context, [pending, given = std::move(response)]() mutable {
            pending->response = std::move(given);
            pending->ready.cancel();
        });
    };
    handler(std::move(request), deliver);
}

net::awaitable<Response> HttpFront::Private::answer(Session &session, Request &request)
{
    session.stream.expires_never();
    const auto pending = std::make_shared<Pending>(session.stream.get_executor());
    ask(std::move(request), pending);
    error_code ignored;
    while (!pending->response)
        co_await pending->ready.async_wait(net::redirect_error(net::use_awaitable, ignored));
    co_return std::move(*pending->response);
}

net::awaitable<bool> HttpFront::Private::write(
    Session &session, Response &response, unsigned version, bool keepAlive)
{
    http::response<http::string_body> message(static_cast<http::status>(response.status), version);
    message.set(http::field::content_type, "application/json");
    for (const auto &[name, value] : response.headers)
        message.set(name, value);
    message.keep_alive(keepAlive);
    message.body() = std::move(response.body);
    message.prepare_payload();
    session.stream.expires_after(limits.write);
    error_code error;
    co_await http::async_write(session.stream, message, net::redirect_error(net::use_awaitable, error));
    co_return !error;
}

// A peer that is still sending would see a reset instead of the answer that tells it why.
net::awaitable<void> HttpFront::Private::drain(Session &session)
{
    error_code error;
    session.stream.socket().shutdown(tcp::socket::shutdown_send, error);
    session.stream.expires_after(kMaxDrain);
    session.buffer.clear();
    for (std::size_t total = 0; !error && total < kMaxDrainBytes;) {
        const auto space = session.buffer.prepare(kReadAhead);
        total
            += co_await session.stream.async_read_some(space, net::redirect_error(net::use_awaitable, error));
    }
}

void HttpFront::Private::beginStop(std::chrono::milliseconds grace)
{
    stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    for (Session *session : sessions)
        if (session->idle)
            session->stream.close();
    if (sessions.empty())
        return;
    deadline.expires_after(grace);
    deadline.async_wait([this](const error_code &error) {
        if (!error)
            io->stop();
    });
}

HttpFront::HttpFront(Handler handler, const HttpLimits &limits)
    : d(std::make_unique<Private>(std::move(handler), limits))
{
}

HttpFront::~HttpFront()
{
    stop(std::chrono::milliseconds(0));
}

Result<std::uint16_t> HttpFront::listen(const std::string &address, std::uint16_t port)
{
    error_code error;
    const auto ip = net::ip::make_address(address, error);
    if (error)
        return Error {ErrorCode::Usage, "\"" + address + "\" is no IP address"};
    const tcp::endpoint endpoint(ip, port);
    d->acceptor.open(endpoint.protocol(), error);
    if (!error)
        d->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        d->acceptor.bind(endpoint, error);
    if (!error)
        d->acceptor.listen(1024, error);
    if (error) {
        const std::string where = address + ":" + std::to_string(port);
        if (error == net::error::address_in_use)
            return Error {ErrorCode::Exists, where + " is in use by another program"};
        const bool denied = error == net::error::access_denied;
        return Error {denied ? ErrorCode::Forbidden : ErrorCode::Unknown,
            "cannot listen on " + where + ": " + error.message()};
    }
    net::co_spawn(*d->io, d->acceptAll(), net::detached);
    d->thread = std::thread([this] { d->io->run(); });
    return d->acceptor.local_endpoint().port();
}

void HttpFront::stop(std::chrono::milliseconds grace)
{
    if (!d->thread.joinable())
        return;
    net::post(*d->io, [this, grace] { d->beginStop(grace); });
    d->thread.join();
}

bool isLoopback(const std::string &address)
{
    error_code error;
    const auto ip = net::ip::make_address(address, error);
    return !error && ip.is_loopback();
}

} // namespace mimir::server
