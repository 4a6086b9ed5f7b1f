// Has requests answered, and writes the answers.
#include "server/http/httpfrontprivate.h"

#include "core/pace.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace mimir::server {
namespace {

constexpr std::size_t kMaxDrainBytes = 32u << 20;
constexpr std::chrono::seconds kMaxDrain {5};
constexpr std::chrono::seconds kMaxLinger {1};
constexpr std::size_t kJoinBytes = 16u << 10; // a body this small goes with the head
constexpr int kClientGone = 499;              // in log and metrics only

} // namespace

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
        bodies.release(session->share);
    else if (!co_await answer(session, request, response)) {
        response.status = kClientGone;
        response.code = "client_gone";
        told(*session, std::move(response), Delivery::ClientGone);
        co_return false;
    }
    const bool goesOn = got == Got::Request && session->keepAlive && !draining;
    const bool written
        = co_await write(*session, response, goesOn ? AfterAnswer::KeepAlive : AfterAnswer::Close);
    told(*session, std::move(response), written ? Delivery::Done : Delivery::ClientGone);
    if (written && !goesOn)
        co_await lingerAndClose(*session, got == Got::Refusal ? kMaxDrain : kMaxLinger);
    co_return written &&goesOn;
}

void HttpFront::Private::told(Session &session, Response response, Delivery delivery)
{
    if (!config.answered)
        return;
    session.exchange.took
        = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - session.received);
    session.exchange.delivered = delivery == Delivery::Done;
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
            bodies.release(pending->share);
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
    const auto pending = std::make_shared<Pending>(session->stream->socket().get_executor(), session->share);
    session->share.bytes = 0;
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

net::awaitable<bool> HttpFront::Private::write(Session &session, Response &response, AfterAnswer after)
{
    if (response.body.size() > kJoinBytes && !bodies.raise(session.share, response.body.size())) {
        bodies.release(session.share);
        response = busyResponse();
    }
    if (response.status == 405 && !hasHeader(response, "Allow"))
        response.headers.emplace_back("Allow", "GET, POST, DELETE");
    const auto now = config.clock ? std::optional(config.clock->now()) : std::nullopt;
    std::string head = responseHead(response, {session.exchange.id, now, after});
    std::string body = std::exchange(response.body, {});
    if (session.headOnly || isBodyless(response))
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
        const bool isHead = part.data() == head.data();
        const auto then = isHead && !body.empty() ? PeerStream::Then::MoreAtOnce : PeerStream::Then::Nothing;
        while (!error && !part.empty()) {
            stream.setDeadline(next());
            co_await stream.writeSome(part, then, error);
            // The kernel accepts nothing more until it has sent what it has.
            if (error == net::error::timed_out && next() > Steady::now())
                error = {};
        }
    }
    stream.clearDeadline();
    bodies.release(session.share);
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

} // namespace mimir::server
