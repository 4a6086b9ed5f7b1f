// The sockets: HTTP/1.1, plain or TLS. Boost.Beast reads bodies and fields; none of it is visible outside.
//
// Whatever a peer does, it costs a limited amount of memory for a limited time: exceeding a size limit is
// answered 413 or 431, a time limit 408, anything that is not HTTP (or could be read as two different
// requests) 400, too much at once 503, and the connection closes. Every answer has X-Request-ID; there are no
// CORS headers.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/wire/wire.h"
#include "server/http/http.h"
#include "server/http/peeraddress.h"
#include "server/http/tlscontext.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace mimir::server {

struct HttpLimits {
    std::size_t headerBytes = 16u << 10;
    std::size_t bodyBytes = wire::kMaxBodyBytes;
    std::size_t connections = 8192;        ///< further ones are closed at once
    std::size_t connectionsPerPeer = 1024; ///< from one address; trusted proxies have no limit
    /// Bodies until they are answered, and answers until the peer has read them; beyond this 503.
    std::size_t heldBytes = 256u << 20;
    std::size_t heldBytesPerPeer = 128u << 20;
    std::chrono::milliseconds header {
        10'000}; ///< from the first byte to the end of the header; TLS handshake
    std::chrono::milliseconds silence {60'000}; ///< while reading a body, or while the peer reads an answer
    std::chrono::milliseconds body {60'000};    ///< for the whole body, plus 1 s for every `bytesPerSecond`
    std::chrono::milliseconds write {60'000};   ///< the same for writing
    std::chrono::milliseconds idle {60'000};    ///< between two requests
    std::chrono::milliseconds lastCall {2'000}; ///< the same, once the front is draining
    std::size_t bytesPerSecond = 2u << 10; ///< on average over a transfer; slower peers are cut off (Pace)
};

struct HttpConfig {
    HttpLimits limits = {};
    /// Proxies whose X-Forwarded-For, X-Forwarded-Proto and X-Request-ID are trusted.
    std::vector<Network> trustedProxies = {};
    std::optional<TlsFiles> tls = std::nullopt; ///< none = plain HTTP
    std::string instance = {};                  ///< prefix of the request ids generated here
    const Clock *clock = nullptr;               ///< for the Date of answers; without it there is none
    /// Called on the front's thread after each answer, including the front's own refusals. Must not block.
    std::function<void(const Exchange &)> answered = {};
};

class HttpFront {
public:
    /// The handler is called on the front's own thread and must not block. If `respond` is dropped, 500 is
    /// answered.
    explicit HttpFront(Handler handler, HttpConfig config = {});
    /// Stops at once.
    // NOLINTNEXTLINE(bugprone-exception-escape): without memory to stop with, the program ends anyway.
    ~HttpFront();
    HttpFront(const HttpFront &) = delete;
    HttpFront &operator=(const HttpFront &) = delete;

    /// Binds, listens and starts the thread; port 0 = any free port. Returns the port. Call once. Errors:
    /// Usage (not an IP address), Exists (port in use), Forbidden (not allowed to bind), Tls (certificate or
    /// key), Unknown.
    Result<std::uint16_t> listen(const std::string &address, std::uint16_t port);

    // These may be called from any thread once listen() has succeeded.
    /// Reads certificate and key again: new connections use them, open ones are unaffected. Errors: Tls; then
    /// the old ones stay in use.
    Result<void> reloadTls();
    /// From now on each connection closes after its next answer, which says so; idle ones have
    /// HttpLimits::lastCall to send a request, so that what a proxy is sending at this moment is still
    /// answered. New connections are still accepted.
    void beginDrain();
    /// Accepts no more connections, closes the idle ones, and lets requests under way finish for at most
    /// `grace`.
    void stop(std::chrono::milliseconds grace);

    struct Figures {
        std::uint64_t connections = 0;  ///< open
        std::uint64_t refusedTotal = 0; ///< because of HttpLimits::connections
        std::uint64_t refusedPeer = 0;  ///< because of HttpLimits::connectionsPerPeer
        std::uint64_t failedHandshakes = 0;
        Millis certificateEnds = 0; ///< 0 without TLS
    };
    Figures figures() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// True for 127.0.0.0/8 and ::1.
bool isLoopback(const std::string &address);

} // namespace mimir::server
