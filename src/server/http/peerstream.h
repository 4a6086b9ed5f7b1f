// One accepted connection, plain or TLS, read and written by coroutines under one deadline. OpenSSL works on
// the descriptor itself: asio::ssl would use 73 KB per connection; this uses 14 (and plain ones next to
// nothing).
//
// Thread: the io_context's. Owned by shared_ptr: its timer keeps it alive until it has fired.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace mimir::server {

class PeerStream : public std::enable_shared_from_this<PeerStream> {
public:
    using Error = boost::system::error_code;
    using Instant = boost::asio::steady_timer::time_point;
    template <typename T>
    using Awaitable = boost::asio::awaitable<T>;

    /// `context`: nullptr = plain.
    PeerStream(boost::asio::ip::tcp::socket socket, ssl_ctx_st *context);
    ~PeerStream();
    PeerStream(const PeerStream &) = delete;
    PeerStream &operator=(const PeerStream &) = delete;

    bool isTls() const { return m_ssl != nullptr; }
    boost::asio::ip::tcp::socket &socket() { return m_socket; }

    /// From then on everything fails with timed_out, even if the peer sends without a pause.
    void setDeadline(Instant at);
    void clearDeadline();

    // After an error only drain() may be called.
    /// Waits for the first byte without consuming it; 0 with an error.
    Awaitable<unsigned char> firstByte(Error &error);
    Awaitable<void> handshake(Error &error);
    /// Appends at least one byte, at most what one read returns.
    Awaitable<void> readSome(std::string &out, Error &error);
    /// What the next write after this one is.
    enum class Then : std::uint8_t { Nothing, MoreAtOnce };
    /// Removes at least one byte from `bytes`. May be called again with the same bytes after timed_out, once a
    /// new deadline is set.
    Awaitable<void> writeSome(std::string_view &bytes, Then then, Error &error);
    /// How many of the written bytes have reached the peer's kernel.
    std::size_t arrivedBytes();
    /// Signals the end of sending, then reads and discards until the peer has closed too: closing while the
    /// peer still sends could make it lose the answer.
    Awaitable<void> drain(std::size_t most);

    /// The peer has closed, at least for sending; unread bytes do not hide that.
    bool peerHasLeft();
    /// Cancels everything that waits.
    void abort();

private:
    enum class Next : std::uint8_t { Done, WaitRead, WaitWrite };

    Next tryRead(std::string &out, Error &error);
    Next tryWrite(std::string_view &bytes, Then then, Error &error);
    Next nextOfTls(int result, Error &error);
    Awaitable<void> wait(Next what, Error &error);
    void acknowledgeAtOnce();

    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_deadline;
    ssl_st *m_ssl = nullptr;
    bool m_broken = false; ///< TLS may not even send its closing alert
    Instant m_due = Instant::max();
    std::size_t m_accepted = 0; ///< written, as far as accepted by our kernel
    bool m_late = false;
    bool m_aborted = false;
};

} // namespace mimir::server
