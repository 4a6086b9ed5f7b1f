#include "server/http/peerstream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace mimir::server {
namespace {

namespace net = boost::asio;
using tcp = net::ip::tcp;

constexpr std::size_t kReadBytes = 64u << 10;
// The most unsent bytes the kernel may have for one connection: they are out of our control.
constexpr int kUnsentBytes = 256 << 10;
// One buffer for all: nothing is suspended between filling it and copying from it.
thread_local char scratch[kReadBytes];

boost::system::error_code lastError()
{
    return {errno, boost::system::system_category()};
}

} // namespace

PeerStream::PeerStream(tcp::socket socket, ssl_ctx_st *context)
    : m_socket(std::move(socket)), m_deadline(m_socket.get_executor())
{
    Error ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(tcp::no_delay(true), ignored);
    (void)::setsockopt(
        m_socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsentBytes, sizeof kUnsentBytes);
    if (!context)
        return;
    m_ssl = SSL_new(context);
    if (!m_ssl || SSL_set_fd(m_ssl, m_socket.native_handle()) != 1)
        throw std::bad_alloc();
    SSL_set_mode(m_ssl, SSL_MODE_ENABLE_PARTIAL_WRITE); // so that progress is visible
    SSL_set_accept_state(m_ssl);
}

PeerStream::~PeerStream()
{
    SSL_free(m_ssl);
}

// A timer that has been set again meanwhile expires in the future.
void PeerStream::setDeadline(Instant at)
{
    m_late = false;
    m_due = at;
    m_deadline.expires_at(at);
    m_deadline.async_wait([self = shared_from_this()](const Error &error) {
        if (error || self->m_deadline.expiry() > net::steady_timer::clock_type::now())
            return;
        self->m_late = true;
        Error ignored;
        self->m_socket.cancel(ignored);
    });
}

void PeerStream::clearDeadline()
{
    m_late = false;
    m_due = Instant::max();
    m_deadline.expires_at(Instant::max());
}

void PeerStream::abort()
{
    m_aborted = true;
    Error ignored;
    m_socket.cancel(ignored);
}

// Qt's client writes a request in pieces and leaves Nagle's algorithm on: with delayed acknowledgements each
// batch would wait 40 ms for nothing. The kernel resets the option, so it is set before each read.
void PeerStream::acknowledgeAtOnce()
{
    const int on = 1;
    (void)::setsockopt(m_socket.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

PeerStream::Awaitable<void> PeerStream::wait(Next what, Error &error)
{
    const auto side = what == Next::WaitRead ? tcp::socket::wait_read : tcp::socket::wait_write;
    if (!m_late && !m_aborted)
        co_await m_socket.async_wait(side, net::redirect_error(net::use_awaitable, error));
    if (m_aborted)
        error = net::error::operation_aborted;
    else if (m_late)
        error = net::error::timed_out;
}

PeerStream::Next PeerStream::nextOfTls(int result, Error &error)
{
    switch (SSL_get_error(m_ssl, result)) {
    case SSL_ERROR_WANT_READ:
        return Next::WaitRead;
    case SSL_ERROR_WANT_WRITE:
        return Next::WaitWrite;
    case SSL_ERROR_ZERO_RETURN:
        error = net::error::eof;
        break;
    default:
        m_broken = true;
        error = net::error::connection_reset;
    }
    return Next::Done;
}

PeerStream::Next PeerStream::tryRead(std::string &out, Error &error)
{
    if (m_ssl) {
        ERR_clear_error();
        const int size = SSL_read(m_ssl, scratch, kReadBytes);
        if (size <= 0)
            return nextOfTls(size, error);
        out.append(scratch, static_cast<std::size_t>(size));
        return Next::Done;
    }
    const ssize_t size = ::recv(m_socket.native_handle(), scratch, kReadBytes, MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return Next::WaitRead;
    if (size < 0)
        error = lastError();
    else if (size == 0)
        error = net::error::eof;
    else
        out.append(scratch, static_cast<std::size_t>(size));
    return Next::Done;
}

PeerStream::Next PeerStream::tryWrite(std::string_view &bytes, Then then, Error &error)
{
    if (m_ssl) {
        ERR_clear_error();
        const int most = static_cast<int>(std::min<std::size_t>(bytes.size(), 1u << 20));
        const int size = SSL_write(m_ssl, bytes.data(), most);
        if (size <= 0)
            return nextOfTls(size, error);
        bytes.remove_prefix(static_cast<std::size_t>(size));
        return Next::Done;
    }
    const int flags = MSG_DONTWAIT | MSG_NOSIGNAL | (then == Then::MoreAtOnce ? MSG_MORE : 0);
    const ssize_t size = ::send(m_socket.native_handle(), bytes.data(), bytes.size(), flags);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return Next::WaitWrite;
    if (size < 0)
        error = lastError();
    else
        bytes.remove_prefix(static_cast<std::size_t>(size));
    return Next::Done;
}

PeerStream::Awaitable<unsigned char> PeerStream::firstByte(Error &error)
{
    unsigned char byte = 0;
    while (!error) {
        const ssize_t size = ::recv(m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (size == 1)
            co_return byte;
        if (size == 0)
            error = net::error::eof;
        else if (errno == EAGAIN || errno == EINTR)
            co_await wait(Next::WaitRead, error);
        else
            error = lastError();
    }
    co_return 0;
}

PeerStream::Awaitable<void> PeerStream::handshake(Error &error)
{
    while (!error) {
        ERR_clear_error();
        const int result = SSL_accept(m_ssl);
        if (result == 1)
            co_return;
        const Next next = nextOfTls(result, error);
        if (!error)
            co_await wait(next, error);
    }
}

PeerStream::Awaitable<void> PeerStream::readSome(std::string &out, Error &error)
{
    acknowledgeAtOnce();
    // The timer cannot fire while bytes arrive so fast that nothing waits.
    if (net::steady_timer::clock_type::now() >= m_due)
        error = net::error::timed_out;
    const std::size_t before = out.size();
    while (!error) {
        const Next next = tryRead(out, error);
        if (out.size() > before)
            co_return;
        if (!error)
            co_await wait(next, error);
    }
}

PeerStream::Awaitable<void> PeerStream::writeSome(std::string_view &bytes, Then then, Error &error)
{
    const std::size_t before = bytes.size();
    while (!error && bytes.size() == before) {
        const Next next = tryWrite(bytes, then, error);
        if (!error && next != Next::Done)
            co_await wait(next, error);
    }
    m_accepted += before - bytes.size();
}

std::size_t PeerStream::arrivedBytes()
{
    int underWay = 0;
    (void)::ioctl(m_socket.native_handle(), TIOCOUTQ, &underWay);
    return m_accepted - std::min(m_accepted, static_cast<std::size_t>(underWay));
}

PeerStream::Awaitable<void> PeerStream::drain(std::size_t most)
{
    if (m_ssl && !m_broken) {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
    }
    Error error;
    m_socket.shutdown(tcp::socket::shutdown_send, error);
    while (!error && most > 0) {
        const std::size_t wanted = std::min(most, kReadBytes);
        const ssize_t size = ::recv(m_socket.native_handle(), scratch, wanted, MSG_DONTWAIT);
        if (size > 0)
            most -= static_cast<std::size_t>(size);
        else if (size < 0 && (errno == EAGAIN || errno == EINTR))
            co_await wait(Next::WaitRead, error);
        else
            co_return;
    }
}

bool PeerStream::peerHasLeft()
{
    pollfd state {m_socket.native_handle(), POLLRDHUP, 0};
    return ::poll(&state, 1, 0) > 0;
}

} // namespace mimir::server
