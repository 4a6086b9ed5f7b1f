// A certificate and its key, ready for handshakes: TLS 1.2 and 1.3, forward secrecy, no compression, no
// renegotiation, no session cache here (tickets only).
#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace mimir::server {

struct TlsFiles {
    std::string certificate; ///< PEM: the server's own first, then the chain to the root
    std::string key;         ///< PEM, without a passphrase
};

class TlsContext {
public:
    /// Errors: Tls, one line that names the file and the problem.
    static Result<std::shared_ptr<const TlsContext>> load(const TlsFiles &files);
    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    ssl_ctx_st *native() const { return m_context; }
    /// When the certificate expires.
    Millis expires() const { return m_expires; }

private:
    explicit TlsContext(ssl_ctx_st *context) : m_context(context) { }
    Result<void> use(const TlsFiles &files);

    ssl_ctx_st *m_context;
    Millis m_expires = 0;
};

} // namespace mimir::server
