#include "server/http/tlscontext.h"

#include "core/regularfile.h"

#include <ctime>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

namespace mimir::server {
namespace {

constexpr const char *kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20"; // for TLS 1.2; those of 1.3 are all good

// Otherwise a key with a passphrase would ask for it on the terminal.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

Error failure(const std::string &file, const char *what)
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    ERR_clear_error();
    return Error {ErrorCode::Tls, file + ": " + what + (reason ? std::string(" (") + reason + ")" : "")};
}

Result<void> readable(const std::string &file)
{
    if (const auto isFile = checkRegular(QString::fromStdString(file)); !isFile)
        return Error {ErrorCode::Tls, isFile.error().message};
    if (access(file.c_str(), R_OK) == 0)
        return {};
    return Error {ErrorCode::Tls, file + ": the file cannot be read"};
}

Millis endOf(SSL_CTX *context)
{
    const X509 *certificate = SSL_CTX_get0_certificate(context);
    std::tm parts {};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1)
        return 0;
    return static_cast<Millis>(timegm(&parts)) * 1000;
}

} // namespace

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsFiles &files)
{
    ERR_clear_error();
    SSL_CTX *native = SSL_CTX_new(TLS_server_method());
    if (!native)
        return failure("TLS", "cannot be set up");
    const std::shared_ptr<TlsContext> context(new TlsContext(native));
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(
        native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Without RELEASE_BUFFERS each idle connection uses 34 KB.
    SSL_CTX_set_mode(native,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_default_passwd_cb(native, noPassphrase);
    if (SSL_CTX_set_cipher_list(native, kCiphers) != 1)
        return failure("TLS", "the ciphers are not available");
    MIMIR_TRY(context->use(files));
    context->m_expires = endOf(native);
    return std::shared_ptr<const TlsContext>(context);
}

Result<void> TlsContext::use(const TlsFiles &files)
{
    MIMIR_TRY(readable(files.certificate));
    MIMIR_TRY(readable(files.key));
    if (SSL_CTX_use_certificate_chain_file(m_context, files.certificate.c_str()) != 1)
        return failure(files.certificate, "no certificate in PEM form");
    if (SSL_CTX_use_PrivateKey_file(m_context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        const bool other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
        return failure(files.key,
            other ? "this key does not belong to the certificate"
                  : "no private key in PEM form, or one with a passphrase");
    }
    if (SSL_CTX_check_private_key(m_context) != 1)
        return failure(files.key, "this key does not belong to the certificate");
    return {};
}

} // namespace mimir::server
