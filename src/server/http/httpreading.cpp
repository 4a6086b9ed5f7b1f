// Reads requests: HttpFront waits for one, reads its head and its body, and knows the client.
#include "core/text.h"
#include "server/http/httpfrontprivate.h"

#include "core/pace.h"
#include "server/http/requesthead.h"

#include <algorithm>

namespace mimir::server {
namespace {

constexpr std::size_t kMaxBlankLines = 2;       // before a request: some clients leave one behind a body
constexpr std::size_t kMaxChunkHead = 8u << 10; // size line with extensions, or trailer

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

std::string joined(const Request &request, std::string_view name)
{
    std::string out;
    for (const auto &[key, value] : request.headers)
        if (key == name)
            out += (out.empty() ? "" : ",") + value;
    return out;
}

// A line break in place of a request, or a byte that no method begins with. A lone CR may be half of one.
bool beginsNoMethod(std::string_view head)
{
    if (head.empty() || head.front() == '\r')
        return head.starts_with("\r\n");
    return head.front() < '!' || head.front() > '~';
}

bool isRequestId(std::string_view text)
{
    static constexpr std::string_view marks = "._-";
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return isLetterOrDigit(c) || marks.find(c) != marks.npos;
    });
}

} // namespace

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
        if (buffer.size() > most && !buffer.starts_with("\r\n"))
            error = http::error::header_limit;
        else if (beginsNoMethod(buffer))
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
        co_await session.stream->writeSome(goOn, PeerStream::Then::Nothing, error);
}

// Returns how many bytes the parser took; 0: more are needed first.
std::size_t HttpFront::Private::feed(Session &session, RequestParser &parser, error_code &error)
{
    const std::size_t used = parser.put(net::buffer(session.buffer), error);
    session.buffer.erase(0, used);
    if (error == http::error::need_more)
        error = {};
    if (!error && used == 0 && session.buffer.size() > kMaxChunkHead)
        error = http::error::bad_chunk;
    if (!error && !bodies.raise(session.share, parser.get().body().size()))
        error = net::error::no_memory;
    return used;
}

net::awaitable<void> HttpFront::Private::readBody(Session &session, RequestParser &parser, error_code &error)
{
    const HttpLimits &limits = config.limits;
    Pace pace(Steady::now(), {limits.silence, limits.body, limits.bytesPerSecond});
    const bool chunked = parser.chunked();
    std::size_t received = session.buffer.size();
    std::size_t taken = 0;
    while (!error && !parser.is_done()) {
        const std::size_t used = session.buffer.empty() ? 0 : feed(session, parser, error);
        taken += used;
        // One-byte chunks take six bytes each on the wire.
        if (!error && chunked && taken > 2 * limits.bodyBytes + kMaxChunkHead)
            error = http::error::body_limit;
        if (error || used > 0)
            continue;
        session.stream->setDeadline(pace.deadline(Steady::now(), received));
        const std::size_t before = session.buffer.size();
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
    session.share.group = client.group();
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
        RequestParser parser;
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

} // namespace mimir::server
