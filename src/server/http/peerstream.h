// One accepted connection, plain or TLS, read and written by coroutines under one deadline. OpenSSL works on
// the descriptor itself: asio::ssl would hold 73 KB per connection, this holds 14 (and plain ones next to
// nothing).
//
// Thread: that of the io_context. Owned by shared_ptr: its timer keeps it for the moment it fires.
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

    /// From then on everything fails with timed_out, even while the peer sends without a pause.
    void setDeadline(Instant at);
    void clearDeadline();

    // After an error the stream is of no more use but for drain().
    /// Waits for the first byte without taking it; 0 with an error.
    Awaitable<unsigned char> firstByte(Error &error);
    Awaitable<void> handshake(Error &error);
    /// Appends at least one byte, at most what one read gives.
    Awaitable<void> readSome(std::string &out, Error &error);
    /// Takes at least one byte off `bytes`. `more`: another write follows at once. May be called again with
    /// the same bytes after timed_out, once the deadline is a new one.
    Awaitable<void> writeSome(std::string_view &bytes, bool more, Error &error);
    /// How much of what was written the peer's kernel has.
    std::size_t arrivedBytes();
    /// Says that nothing more will come, then reads and forgets until the peer has closed too: closing on a
    /// peer that still sends would take the answer from it.
    Awaitable<void> drain(std::size_t most);

    /// The peer has closed, at least its sending half; unread bytes do not hide it.
    bool peerHasLeft();
    /// Ends whatever waits.
    void abort();

private:
    enum class Next : std::uint8_t { Done, WaitRead, WaitWrite };

    Next tryRead(std::string &out, Error &error);
    Next tryWrite(std::string_view &bytes, bool more, Error &error);
    Next nextOfTls(int result, Error &error);
    Awaitable<void> wait(Next what, Error &error);
    void acknowledgeAtOnce();

    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_deadline;
    ssl_st *m_ssl = nullptr;
    bool m_broken = false; ///< TLS may not even say goodbye
    Instant m_due = Instant::max();
    std::size_t m_accepted = 0; ///< written, as far as our kernel has it
    bool m_late = false;
    bool m_aborted = false;
};

} // namespace mimir::server
