#include "server/http/httpfront.h"

#include "core/pace.h"
#include "server/http/peerstream.h"
#include "server/http/requesthead.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <csignal>
#include <ctime>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace mimir::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kMaxDrainBytes = 32u << 20;
constexpr std::chrono::seconds kMaxDrain {5};
constexpr std::chrono::seconds kMaxLinger {1};
constexpr std::size_t kMaxBlankLines = 2;       // before a request: some clients leave one behind a body
constexpr std::size_t kMaxChunkHead = 8u << 10; // size line with extensions, or trailer
constexpr std::size_t kJoinBytes = 16u << 10;   // a body this small goes with the head
constexpr unsigned char kTlsHandshake = 0x16;
constexpr int kClientGone = 499; // in log and metrics only

// Beast's own string_body reserves what a peer declares before any of it has arrived.
struct GrowingBody {
    using value_type = std::string;
    class reader {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields> &, value_type &body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t> &, error_code &error) { error = {}; }
        template <class Buffers>
        std::size_t put(const Buffers &buffers, error_code &error)
        {
            std::size_t size = 0;
            for (const net::const_buffer buffer : beast::buffers_range_ref(buffers)) {
                m_body.append(static_cast<const char *>(buffer.data()), buffer.size());
                size += buffer.size();
            }
            error = {};
            return size;
        }
        void finish(error_code &error) { error = {}; }

    private:
        value_type &m_body;
    };
};
using Parser = http::request_parser<GrowingBody>;

// Bytes of a body, counted against its sender until it is answered.
struct Hold {
    std::string group;
    std::size_t bytes = 0;
};

// What the coroutine waits for while another thread works on the answer.
struct Pending {
    Pending(const net::any_io_executor &executor, Hold held)
        : ready(executor, net::steady_timer::time_point::max()), hold(std::move(held))
    {
    }
    net::steady_timer ready;
    std::optional<net::steady_timer> lookAgain;
    std::optional<Response> response;
    std::shared_ptr<std::atomic<bool>> gone = std::make_shared<std::atomic<bool>>(false);
    Hold hold;
    bool over = false; ///< no one waits any more
};

Response refusalOf(const error_code &error)
{
    if (error == net::error::timed_out)
        return errorResponse(408, "timeout", "the request did not arrive in time");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return errorResponse(431, "header_too_large", "the header is too large");
    if (error == http::error::body_limit)
        return errorResponse(413, "too_large", "the body is too large");
    return errorResponse(400, "malformed", "not an HTTP/1.1 request");
}

bool peerIsGone(const error_code &error)
{
    return error == net::error::eof
        || (error.category() == net::error::get_system_category() && error != net::error::timed_out
            && error != net::error::no_memory);
}

Request requestOf(const Parser &parser)
{
    const auto &message = parser.get();
    Request request;
    request.method = std::string_view(message.method_string());
    request.target = originForm(std::string_view(message.target()));
    for (const auto &field : message) {
        std::string name(std::string_view(field.name_string()));
        for (char &c : name)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        request.headers.emplace_back(std::move(name), std::string_view(field.value()));
    }
    return request;
}

std::string joined(const Request &request, std::string_view name)
{
    std::string out;
    for (const auto &[key, value] : request.headers)
        if (key == name)
            out += (out.empty() ? "" : ",") + value;
    return out;
}

bool isRequestId(std::string_view text)
{
    static constexpr std::string_view marks = "._-";
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.find(c) != marks.npos;
    });
}

std::string dateText(Millis now)
{
    const std::time_t seconds = now / 1000;
    std::tm parts {};
    gmtime_r(&seconds, &parts);
    char text[40];
    return std::string(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

bool hasHeader(const Response &response, std::string_view name)
{
    return std::ranges::any_of(
        response.headers, [name](const auto &header) { return beast::iequals(header.first, name); });
}

// A value passed on from outside must not end the line.
void appendHeader(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ");
    for (const char c : value)
        if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f)
            out += c;
    out += "\r\n";
}

} // namespace

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
        Hold hold;
        Exchange exchange; ///< the present request
        Steady::time_point received;
    };
    using SessionPtr = std::shared_ptr<Session>;
    enum class Got : std::uint8_t { Request, Refusal, Nothing };

    net::awaitable<void> acceptAll();
    bool admit(Session &session);
    net::awaitable<void> serve(SessionPtr session);
    net::awaitable<bool> open(Session &session);
    net::awaitable<bool> serveOne(const SessionPtr &session);
    net::awaitable<bool> waitForRequest(Session &session);
    net::awaitable<Got> readRequest(Session &session, Request &request, Response &refusal);
    net::awaitable<std::size_t> readHead(Session &session, error_code &error);
    net::awaitable<void> readBody(Session &session, Parser &parser, error_code &error);
    bool feed(Session &session, Parser &parser, error_code &error);
    void identifyClient(Session &session, Request &request);
    net::awaitable<void> sayContinue(Session &session, error_code &error);
    bool hold(Session &session, std::size_t bytes);
    void release(Hold &held);
    net::awaitable<bool> answer(const SessionPtr &session, Request &request, Response &response);
    void ask(Request request, const std::shared_ptr<Pending> &pending);
    void watch(const SessionPtr &session, const std::shared_ptr<Pending> &pending);
    net::awaitable<bool> write(Session &session, Response &response, bool keepAlive);
    std::string headOf(const Session &session, const Response &response, bool keepAlive) const;
    net::awaitable<void> lingerAndClose(Session &session, std::chrono::seconds time);
    void told(Session &session, Response response, bool delivered);
    void leave(Session &session);
    void beginDrain();
    void beginStop(std::chrono::milliseconds grace);

    Handler handler;
    HttpConfig config;
    /// Shared with every answer still to come: an answer may be given, or dropped, after the front is gone.
    std::shared_ptr<net::io_context> io = std::make_shared<net::io_context>(1);
    tcp::acceptor acceptor {*io};
    net::steady_timer deadline {*io};

    // Used on the front's thread.
    std::unordered_set<Session *> sessions;
    std::unordered_map<std::string, std::size_t> connectionsOf; ///< by group
    std::unordered_map<std::string, std::size_t> heldBy;        ///< by group
    std::size_t heldBytes = 0;
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

net::awaitable<void> HttpFront::Private::acceptAll()
{
    while (acceptor.is_open()) {
        error_code error;
        tcp::socket socket = co_await acceptor.async_accept(net::redirect_error(net::use_awaitable, error));
        if (error == net::error::operation_aborted)
            continue;
        try {
            if (error)
                throw boost::system::system_error(error);
            const auto session = std::make_shared<Session>();
            std::shared_ptr<const TlsContext> context;
            {
                const std::lock_guard lock(tlsMutex);
                context = tls;
            }
            session->stream
                = std::make_shared<PeerStream>(std::move(socket), context ? context->native() : nullptr);
            if (admit(*session))
                net::co_spawn(*io, serve(session), net::detached);
            continue;
        } catch (const std::exception &) {
            // Out of descriptors or memory: wait for some instead of spinning.
        }
        net::steady_timer pause(*io, std::chrono::milliseconds(100));
        co_await pause.async_wait(net::redirect_error(net::use_awaitable, error));
    }
}

bool HttpFront::Private::admit(Session &session)
{
    error_code error;
    const auto endpoint = session.stream->socket().remote_endpoint(error);
    const auto address = error ? std::nullopt : PeerAddress::parse(endpoint.address().to_string());
    if (!address)
        return false;
    session.address = *address;
    session.trusted = isTrusted(*address, config.trustedProxies);
    if (sessions.size() >= config.limits.connections) {
        ++refusedTotal;
        return false;
    }
    if (!session.trusted) {
        std::size_t &count = connectionsOf[address->group()];
        if (count >= config.limits.connectionsPerPeer) {
            ++refusedPeer;
            return false;
        }
        ++count;
        session.group = address->group();
    }
    sessions.insert(&session);
    connections = sessions.size();
    return true;
}

void HttpFront::Private::leave(Session &session)
{
    session.stream->clearDeadline();
    release(session.hold);
    const auto counted = connectionsOf.find(session.group);
    if (counted != connectionsOf.end() && --counted->second == 0)
        connectionsOf.erase(counted);
    sessions.erase(&session);
    connections = sessions.size();
    if (stopping && sessions.empty())
        deadline.cancel();
}

net::awaitable<void> HttpFront::Private::serve(SessionPtr session)
{
    try {
        bool goesOn = co_await open(*session);
        while (goesOn)
            goesOn = co_await serveOne(session);
    } catch (const std::exception &) {
        // Memory ran out in the middle of this connection: it ends, the others continue.
    }
    leave(*session);
}

net::awaitable<bool> HttpFront::Private::open(Session &session)
{
    if (!session.stream->isTls())
        co_return true;
    session.stream->setDeadline(Steady::now() + config.limits.header);
    error_code error;
    const unsigned char first = co_await session.stream->firstByte(error);
    if (!error && first != kTlsHandshake) {
        static const std::string body
            = errorResponse(400, "needs_tls", "this port speaks TLS: use https").body;
        static const std::string plain = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: "
                                         "application/json\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
        (void)::send(session.stream->socket().native_handle(), plain.data(), plain.size(), MSG_NOSIGNAL);
        error = net::error::connection_reset;
    }
    if (!error)
        co_await session.stream->handshake(error);
    if (error)
        ++failedHandshakes;
    co_return !error;
}

net::awaitable<bool> HttpFront::Private::waitForRequest(Session &session)
{
    if (!session.buffer.empty())
        co_return true;
    if (stopping && !session.fresh)
        co_return false;
    const bool isLastCall = draining && !session.fresh;
    session.buffer.shrink_to_fit();
    session.idle = true;
    session.stream->setDeadline(Steady::now() + (isLastCall ? config.limits.lastCall : config.limits.idle));
    error_code error;
    co_await session.stream->readSome(session.buffer, error);
    session.idle = session.fresh = false;
    co_return !error;
}

// Returns the length of the head at the front of the buffer; 0 with an error.
net::awaitable<std::size_t> HttpFront::Private::readHead(Session &session, error_code &error)
{
    std::string &buffer = session.buffer;
    std::size_t scanned = 0;
    std::size_t blankLines = 0;
    while (!error) {
        while (blankLines < kMaxBlankLines && buffer.starts_with("\r\n")) {
            buffer.erase(0, 2);
            scanned = 0;
            ++blankLines;
        }
        const std::size_t most = config.limits.headerBytes - 2 * blankLines;
        const auto end = buffer.find("\r\n\r\n", scanned);
        if (end != buffer.npos && end + 4 <= most)
            co_return end + 4;
        if (buffer.starts_with("\r\n"))
            error = http::error::bad_method;
        else if (buffer.size() > most)
            error = http::error::header_limit;
        else if (!buffer.empty() && (buffer[0] < '!' || buffer[0] > '~') && buffer[0] != '\r')
            error = http::error::bad_method;
        scanned = std::max<std::size_t>(buffer.size(), 3) - 3;
        if (!error)
            co_await session.stream->readSome(buffer, error);
    }
    co_return 0;
}

net::awaitable<void> HttpFront::Private::sayContinue(Session &session, error_code &error)
{
    std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    while (!error && !goOn.empty())
        co_await session.stream->writeSome(goOn, false, error);
}

// False: more bytes are needed first.
bool HttpFront::Private::feed(Session &session, Parser &parser, error_code &error)
{
    const std::size_t used = parser.put(net::buffer(session.buffer), error);
    session.buffer.erase(0, used);
    if (error == http::error::need_more)
        error = {};
    if (!error && used == 0 && session.buffer.size() > kMaxChunkHead)
        error = http::error::bad_chunk;
    if (!error && !hold(session, parser.get().body().size()))
        error = net::error::no_memory;
    return used > 0;
}

net::awaitable<void> HttpFront::Private::readBody(Session &session, Parser &parser, error_code &error)
{
    const HttpLimits &limits = config.limits;
    Pace pace(Steady::now(), {limits.silence, limits.body, limits.bytesPerSecond});
    const bool chunked = parser.chunked();
    std::size_t received = session.buffer.size();
    while (!error && !parser.is_done()) {
        if (!session.buffer.empty() && feed(session, parser, error))
            continue;
        // One-byte chunks take six bytes each on the wire.
        if (chunked && received > 2 * limits.bodyBytes + kMaxChunkHead)
            error = http::error::body_limit;
        session.stream->setDeadline(pace.deadline(Steady::now(), received));
        const std::size_t before = session.buffer.size();
        if (!error)
            co_await session.stream->readSome(session.buffer, error);
        received += session.buffer.size() - before;
    }
}

// Determines the client's address and the request's id.
void HttpFront::Private::identifyClient(Session &session, Request &request)
{
    const PeerAddress client
        = clientOf(session.address, joined(request, "x-forwarded-for"), config.trustedProxies);
    request.peer = client.text();
    session.hold.group = client.group();
    request.secure = session.stream->isTls();
    if (session.trusted) {
        const std::string protocols = joined(request, "x-forwarded-proto");
        request.secure = request.secure || protocols == "https" || protocols.ends_with(",https")
            || protocols.ends_with(", https");
        if (const std::string_view id = request.header("x-request-id"); isRequestId(id))
            session.exchange.id = id;
    }
    request.id = session.exchange.id;
    session.exchange.peer = request.peer;
    session.exchange.method = request.method;
    session.headOnly = request.method == "HEAD";
}

net::awaitable<HttpFront::Private::Got> HttpFront::Private::readRequest(
    Session &session, Request &request, Response &refusal)
{
    error_code error;
    session.stream->setDeadline(Steady::now() + config.limits.header);
    const std::size_t head = co_await readHead(session, error);
    if (!error) {
        if (const auto wrong = refusalOfHead(std::string_view(session.buffer).substr(0, head))) {
            refusal = errorResponse(wrong->status, wrong->code, wrong->message);
            co_return Got::Refusal;
        }
        Parser parser;
        parser.eager(true);
        parser.header_limit(static_cast<std::uint32_t>(config.limits.headerBytes));
        parser.body_limit(config.limits.bodyBytes);
        parser.put(net::buffer(session.buffer.data(), head), error);
        session.buffer.erase(0, head);
        if (error == http::error::need_more)
            error = {};
        if (!error) {
            session.keepAlive = parser.keep_alive();
            request = requestOf(parser); // now, so that no trailer can add to it
            identifyClient(session, request);
        }
        const bool waits = !error && !parser.is_done() && session.buffer.empty()
            && !request.header("expect").empty() && parser.get().version() == 11;
        if (waits)
            co_await sayContinue(session, error);
        if (!error)
            co_await readBody(session, parser, error);
        request.body = std::move(parser.get().body());
    }
    session.exchange.receivedBytes = request.body.size();
    if (!error)
        co_return Got::Request;
    if (peerIsGone(error))
        co_return Got::Nothing;
    refusal = error == net::error::no_memory ? busyResponse() : refusalOf(error);
    co_return Got::Refusal;
}

bool HttpFront::Private::hold(Session &session, std::size_t bytes)
{
    if (bytes <= session.hold.bytes)
        return true;
    const std::size_t more = bytes - session.hold.bytes;
    std::size_t &peers = heldBy[session.hold.group];
    peers += more;
    heldBytes += more;
    session.hold.bytes = bytes;
    return heldBytes <= config.limits.heldBytes && peers <= config.limits.heldBytesPerPeer;
}

void HttpFront::Private::release(Hold &held)
{
    const auto peer = heldBy.find(held.group);
    if (held.bytes == 0 || peer == heldBy.end())
        return;
    heldBytes -= held.bytes;
    peer->second -= held.bytes;
    if (peer->second == 0)
        heldBy.erase(peer);
    held.bytes = 0;
}

net::awaitable<bool> HttpFront::Private::serveOne(const SessionPtr &session)
{
    if (!co_await waitForRequest(*session))
        co_return false;
    session->exchange = Exchange();
    session->exchange.peer = session->address.text();
    session->exchange.id
        = config.instance + (config.instance.empty() ? "" : "-") + std::to_string(++requests);
    session->headOnly = false;
    Request request;
    Response response;
    const Got got = co_await readRequest(*session, request, response);
    session->stream->clearDeadline();
    session->received = Steady::now();
    if (got == Got::Nothing)
        co_return false;
    if (got == Got::Refusal)
        release(session->hold);
    else if (!co_await answer(session, request, response)) {
        response.status = kClientGone;
        response.code = "client_gone";
        told(*session, std::move(response), false);
        co_return false;
    }
    const bool goesOn = got == Got::Request && session->keepAlive && !draining;
    const bool written = co_await write(*session, response, goesOn);
    told(*session, std::move(response), written);
    if (written && !goesOn)
        co_await lingerAndClose(*session, got == Got::Refusal ? kMaxDrain : kMaxLinger);
    co_return written &&goesOn;
}

void HttpFront::Private::told(Session &session, Response response, bool delivered)
{
    if (!config.answered)
        return;
    session.exchange.took
        = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - session.received);
    session.exchange.delivered = delivered;
    session.exchange.response = std::move(response);
    config.answered(session.exchange);
    session.exchange.response = Response();
}

namespace {

// What a handler holds: the way back to the coroutine. If it is dropped without an answer, it sends one
// itself.
class Reply {
public:
    using Deliver = std::function<void(Response)>;
    explicit Reply(Deliver deliver) : m_deliver(std::move(deliver)) { }
    ~Reply()
    {
        if (!m_given.exchange(true))
            m_deliver(failedResponse());
    }
    Reply(const Reply &) = delete;
    Reply &operator=(const Reply &) = delete;
    void give(Response response)
    {
        if (!m_given.exchange(true))
            m_deliver(std::move(response));
    }

private:
    Deliver m_deliver;
    std::atomic<bool> m_given = false;
};

} // namespace

// Not part of the coroutine: its frame, which the context owns, must not own the context.
void HttpFront::Private::ask(Request request, const std::shared_ptr<Pending> &pending)
{
    // What is posted runs while the front exists, or never.
    const auto deliver = [this, context = io, pending](Response response) {
        net::post(*context, [this, pending, given = std::move(response)]() mutable {
            release(pending->hold);
            pending->response = std::move(given);
            pending->ready.cancel();
        });
    };
    const auto reply = std::make_shared<Reply>(deliver);
    try {
        handler(std::move(request), [reply](Response response) { reply->give(std::move(response)); });
    } catch (const std::exception &) {
        reply->give(failedResponse());
    }
}

// Notices when the peer leaves while it waits. Bytes that arrive are left for the next request; a peer that
// leaves after them is noticed within a second.
void HttpFront::Private::watch(const SessionPtr &session, const std::shared_ptr<Pending> &pending)
{
    const auto look = [this, session, pending](const error_code &error) {
        if (error || pending->over)
            return;
        if (session->stream->peerHasLeft()) {
            *pending->gone = true;
            pending->ready.cancel();
            return;
        }
        if (!pending->lookAgain)
            pending->lookAgain.emplace(*io);
        pending->lookAgain->expires_after(std::chrono::seconds(1));
        pending->lookAgain->async_wait([this, session, pending](const error_code &stopped) {
            if (!stopped && !pending->over)
                watch(session, pending);
        });
    };
    session->stream->socket().async_wait(tcp::socket::wait_read, look);
}

// False: the peer has left, no one reads the answer.
net::awaitable<bool> HttpFront::Private::answer(
    const SessionPtr &session, Request &request, Response &response)
{
    const auto pending = std::make_shared<Pending>(session->stream->socket().get_executor(), session->hold);
    session->hold.bytes = 0;
    request.gone = pending->gone;
    if (session->buffer.empty())
        session->buffer.shrink_to_fit();
    ask(std::move(request), pending);
    request = Request();
    watch(session, pending);
    error_code ignored;
    while (!pending->response && !*pending->gone)
        co_await pending->ready.async_wait(net::redirect_error(net::use_awaitable, ignored));
    pending->over = true;
    if (pending->lookAgain)
        pending->lookAgain->cancel();
    session->stream->socket().cancel(ignored);
    if (!pending->response)
        co_return false;
    response = std::move(*pending->response);
    co_return true;
}

std::string HttpFront::Private::headOf(const Session &session, const Response &response, bool keepAlive) const
{
    const bool bodyless = response.status == 204 || response.status == 304;
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head += std::string_view(
        http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status))));
    head += "\r\n";
    if (config.clock)
        appendHeader(head, "Date", dateText(config.clock->now()));
    if (!bodyless && !hasHeader(response, "Content-Type"))
        appendHeader(head, "Content-Type", "application/json");
    if (!hasHeader(response, "Cache-Control"))
        appendHeader(head, "Cache-Control", "no-store");
    appendHeader(head, "X-Content-Type-Options", "nosniff");
    appendHeader(head, "X-Request-ID", session.exchange.id);
    for (const auto &[name, value] : response.headers)
        appendHeader(head, name, value);
    if (!bodyless)
        appendHeader(head, "Content-Length", std::to_string(response.body.size()));
    appendHeader(head, "Connection", keepAlive ? "keep-alive" : "close");
    return head + "\r\n";
}

net::awaitable<bool> HttpFront::Private::write(Session &session, Response &response, bool keepAlive)
{
    if (response.body.size() > kJoinBytes && !hold(session, response.body.size())) {
        release(session.hold);
        response = busyResponse();
    }
    if (response.status == 405 && !hasHeader(response, "Allow"))
        response.headers.emplace_back("Allow", "GET, POST, DELETE");
    std::string head = headOf(session, response, keepAlive);
    std::string body = std::exchange(response.body, {});
    if (session.headOnly || response.status == 204 || response.status == 304)
        body.clear();
    session.exchange.sentBytes = body.size();
    if (body.size() <= kJoinBytes)
        head += std::exchange(body, {});
    const HttpLimits &limits = config.limits;
    PeerStream &stream = *session.stream;
    Pace pace(Steady::now(), {limits.silence, limits.write, limits.bytesPerSecond});
    const std::size_t before = stream.arrivedBytes();
    const auto next = [&] { return pace.deadline(Steady::now(), stream.arrivedBytes() - before); };
    error_code error;
    for (std::string_view part : {std::string_view(head), std::string_view(body)}) {
        const bool more = part.data() == head.data() && !body.empty();
        while (!error && !part.empty()) {
            stream.setDeadline(next());
            co_await stream.writeSome(part, more, error);
            // The kernel accepts nothing more until it has sent what it has.
            if (error == net::error::timed_out && next() > Steady::now())
                error = {};
        }
    }
    stream.clearDeadline();
    release(session.hold);
    co_return !error;
}

net::awaitable<void> HttpFront::Private::lingerAndClose(Session &session, std::chrono::seconds time)
{
    if (stopping)
        time = std::chrono::seconds(0);
    session.buffer = std::string();
    session.idle = true;
    session.stream->setDeadline(Steady::now() + time);
    co_await session.stream->drain(kMaxDrainBytes);
}

void HttpFront::Private::beginDrain()
{
    draining = true;
    for (Session *session : sessions) {
        if (!session->idle)
            continue;
        if (stopping)
            session->stream->abort();
        else if (!session->fresh)
            session->stream->setDeadline(
                Steady::now() + std::min(config.limits.idle, config.limits.lastCall));
    }
}

void HttpFront::Private::beginStop(std::chrono::milliseconds grace)
{
    stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    beginDrain();
    if (sessions.empty())
        return;
    deadline.expires_after(grace);
    deadline.async_wait([this](const error_code &error) {
        if (!error)
            io->stop();
    });
}

HttpFront::HttpFront(Handler handler, HttpConfig config)
    : d(std::make_unique<Private>(std::move(handler), std::move(config)))
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
        return Error {ErrorCode::Usage, "\"" + address + "\" is not an IP address"};
    if (d->config.tls)
        MIMIR_TRY(reloadTls());
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
    d->thread = std::thread([this] {
        // OpenSSL gets SIGPIPE when it writes to a peer that has gone.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        d->io->run();
    });
    return d->acceptor.local_endpoint().port();
}

Result<void> HttpFront::reloadTls()
{
    if (!d->config.tls)
        return {};
    auto context = TlsContext::load(*d->config.tls);
    MIMIR_TRY(context);
    const std::lock_guard lock(d->tlsMutex);
    d->tls = std::move(*context);
    return {};
}

void HttpFront::beginDrain()
{
    net::post(*d->io, [this] { d->beginDrain(); });
}

void HttpFront::stop(std::chrono::milliseconds grace)
{
    if (!d->thread.joinable())
        return;
    net::post(*d->io, [this, grace] { d->beginStop(grace); });
    d->thread.join();
    // Answers still to come keep the context alive, and these with it; their peers need not wait for that.
    boost::system::error_code ignored;
    for (Private::Session *session : d->sessions)
        session->stream->socket().close(ignored);
}

HttpFront::Figures HttpFront::figures() const
{
    Figures figures;
    figures.connections = d->connections;
    figures.refusedTotal = d->refusedTotal;
    figures.refusedPeer = d->refusedPeer;
    figures.failedHandshakes = d->failedHandshakes;
    const std::lock_guard lock(d->tlsMutex);
    figures.certificateEnds = d->tls ? d->tls->expires() : 0;
    return figures;
}

bool isLoopback(const std::string &address)
{
    const auto peer = PeerAddress::parse(address);
    return peer && peer->isLoopback();
}

} // namespace mimir::server
