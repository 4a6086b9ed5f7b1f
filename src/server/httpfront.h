// The sockets: HTTP/1.1 by Boost.Beast, all of it in httpfront.cpp. Plain HTTP; TLS ends in a proxy before
// it.
//
// Whatever a peer does, it costs a bounded amount of memory for a bounded time: limits of size answer 413 and
// 431, limits of time 408, what is no HTTP (or could be read as two different requests) 400, and the
// connection closes.
#pragma once

#include "core/result.h"
#include "core/wire.h"
#include "server/http.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace mimir::server {

struct HttpLimits {
    std::size_t headerBytes = 16u << 10;
    std::size_t bodyBytes = wire::kMaxBodyBytes;
    std::size_t connections = 8192;            ///< more are closed at once
    std::chrono::milliseconds header {10'000}; ///< from the first byte to the end of the header
    std::chrono::milliseconds body {20'000};   ///< the whole of it
    std::chrono::milliseconds write {30'000};
    std::chrono::milliseconds idle {60'000}; ///< between two requests
};

class HttpFront {
public:
    /// The handler is called on the front's own thread and must not block it.
    explicit HttpFront(Handler handler, const HttpLimits &limits = {});
    /// Stops at once.
    ~HttpFront();
    HttpFront(const HttpFront &) = delete;
    HttpFront &operator=(const HttpFront &) = delete;

    /// Binds, listens and starts the thread; port 0 = a free one. Gives the port. Call once.
    /// Errors: Usage (no IP address), Exists (port in use), Forbidden (not allowed to bind), Unknown.
    Result<std::uint16_t> listen(const std::string &address, std::uint16_t port);

    /// Takes no more connections, closes the idle ones, lets requests under way finish for at most `grace`.
    void stop(std::chrono::milliseconds grace);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// True for 127.0.0.0/8 and ::1.
bool isLoopback(const std::string &address);

} // namespace mimir::server
