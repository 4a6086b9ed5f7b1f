#include "server/http/httpfront.h"

#include "core/pace.h"
#include "server/http/httpfrontprivate.h"
#include "server/http/peerstream.h"
#include "server/http/requesthead.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>

namespace mimir::server {
namespace {

constexpr unsigned char kTlsHandshake = 0x16;

} // namespace

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
    bodies.release(session.share);
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

// NOLINTNEXTLINE(bugprone-exception-escape): without memory to stop with, the program ends anyway.
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
