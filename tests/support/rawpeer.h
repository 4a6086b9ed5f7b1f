// A client that sends exactly the given bytes, for tests of the server's front.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mimir::test {

class RawPeer {
public:
    /// `window`: what its kernel accepts before it is read; 0 = the system's default.
    explicit RawPeer(std::uint16_t port, const char *from = "127.0.0.1", int window = 0)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (window > 0)
            ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
        sockaddr_in own = addressOf(from, 0);
        sockaddr_in server = addressOf("127.0.0.1", port);
        m_open = ::bind(m_socket, reinterpret_cast<sockaddr *>(&own), sizeof own) == 0
            && ::connect(m_socket, reinterpret_cast<sockaddr *>(&server), sizeof server) == 0;
    }
    ~RawPeer()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    RawPeer(RawPeer &&other) noexcept
        : m_socket(std::exchange(other.m_socket, -1)), m_open(other.m_open), m_read(std::move(other.m_read))
    {
    }
    RawPeer(const RawPeer &) = delete;
    RawPeer &operator=(const RawPeer &) = delete;

    bool isOpen() const { return m_open; }

    /// False: the server has closed meanwhile, or accepts nothing for 5 s. Reads incoming data meanwhile, as
    /// a server that refuses may be waiting for that.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            pollfd state {m_socket, POLLOUT | POLLIN, 0};
            if (::poll(&state, 1, 5000) <= 0)
                return false;
            if ((state.revents & (POLLIN | POLLHUP | POLLERR)) && !readOnce())
                return false;
            const ssize_t size = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (size < 0 && errno != EAGAIN)
                return false;
            bytes.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 0);
        }
        return true;
    }

    /// What was received until `end` arrived, the server closed, or it was silent for `patience`.
    std::string readUntil(std::string_view end, std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        while (m_read.find(end) == m_read.npos && waitAndRead(patience)) { }
        return std::exchange(m_read, {});
    }
    /// Everything until the server closes; `closed()` says whether it did.
    std::string readToEnd(std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        while (waitAndRead(patience)) { }
        return std::exchange(m_read, {});
    }
    bool closed() const { return m_closed; }
    /// Discards what was received and returns how much; 0: closed, or silent for `patience`.
    std::size_t readAtMost(std::size_t most, std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        std::string bytes(most, '\0');
        pollfd state {m_socket, POLLIN, 0};
        if (::poll(&state, 1, static_cast<int>(patience.count())) <= 0)
            return 0;
        const ssize_t size = ::recv(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
        m_closed = m_closed || size == 0;
        return size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    bool isClosedWithin(std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        readToEnd(patience);
        return m_closed;
    }

    /// Half-close: nothing more will be sent.
    void finishSending() { ::shutdown(m_socket, SHUT_WR); }
    /// Without a clean shutdown.
    void reset()
    {
        const linger now {1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        ::close(std::exchange(m_socket, -1));
    }

private:
    static sockaddr_in addressOf(const char *text, std::uint16_t port)
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        ::inet_pton(AF_INET, text, &address.sin_addr);
        return address;
    }
    bool waitAndRead(std::chrono::milliseconds patience)
    {
        pollfd state {m_socket, POLLIN, 0};
        return ::poll(&state, 1, static_cast<int>(patience.count())) > 0 && readOnce();
    }
    bool readOnce()
    {
        char bytes[16'384];
        const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (size > 0)
            m_read.append(bytes, static_cast<std::size_t>(size));
        else if (size == 0 || errno != EAGAIN)
            m_closed = true;
        return !m_closed;
    }

    int m_socket;
    bool m_open = false;
    bool m_closed = false;
    std::string m_read;
};

} // namespace mimir::test
