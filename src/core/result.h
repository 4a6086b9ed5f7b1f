// Result<T>: how every layer reports failure. No exceptions of our own cross a layer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace mimir {

/// What the program branches on. Text for the user is translated from the code, never from `message`.
enum class ErrorCode : std::uint8_t {
    Unknown,
    // input
    Malformed,  ///< not JSON, not UTF-8, nested too deeply
    Validation, ///< well-formed, but not one of our entities
    TooLarge,   ///< over a limit of docs/protocol.md, "Limits"
    Immutable,  ///< an audit entry, or a field that is written once
    Usage,      ///< wrong command line
    NotFound,
    Exists,
    // store
    StoreCorrupt,
    StoreNewer, ///< written by a newer version of the program
    StoreReadOnly,
    StoreFull,
    StoreBusy,
    StoreFailed,
    // network
    Offline,
    Timeout,
    Tls,
    NotOurs,     ///< an answer, but not from a Mimir server (captive portal, proxy page)
    ServerBusy,  ///< 502, 503, 504
    InsecureUrl, ///< plain http to a host that is not this computer
    // identity
    Unauthorized,
    Forbidden,
    SignedOut,
    Keyring,
    // protocol
    DeviceRollback,
    EpochChanged,
    Refused, ///< the server refused a whole request (400, 413, 422)
    Cancelled,
    Locked,        ///< another process owns syncing
    Proxy,         ///< no proxy where it should be, or it wants another user or password
    DeviceRevoked, ///< the account has removed this device from its list
    // answers by which a server accepted nothing (core/wire/serveranswer.h)
    TooManyRequests, ///< 429
    ServerFull,      ///< 507: its disk is full
    SlowLine,        ///< 408: the request did not arrive in time
    ServerFailed,    ///< 500 and others: the server's own error
    // other users of the profile
    OwnerSilent,      ///< a process owns syncing but does not answer
    LocksUnsupported, ///< the file system does not support locks
    LocksUnavailable, ///< locks are temporarily unavailable, as on a network file system without its lock
                      ///< service
    LockInterrupted,  ///< interrupted by signals at every try
    StoreReplaced,    ///< another file has taken the place of the open store
    StoreGone,        ///< the open store's file is gone
    KeyringAbsent,    ///< the sign-in is in the keyring, and no keyring is running
    ForeignProfile,   ///< it, or a file in it, belongs to another user, or others may write to it
    // differences between two protocol versions
    CursorUnknown,   ///< a position in a history that the server has not signed
    UpgradeRequired, ///< the server requires a newer version of the program
    // why a certificate is not trusted, where known; otherwise Tls
    CertificateUnknown, ///< from an issuer that this computer does not trust
    CertificateName,    ///< issued to another host
    CertificateExpired,
    CertificateNotYetValid,
    ClockWrong,   ///< valid by the server's clock, but not by this computer's
    NeedsTls,     ///< plain http to a port that speaks TLS
    StoreForeign, ///< another program's database is where the store should be
    ServerWrong,  ///< a Mimir server's answer that makes no sense: nothing of it was used
    NotAFile,  ///< a named pipe, socket, device, directory or dead link is where one of our files should be
    TokenFile, ///< the file that holds the sign-in cannot be used
    SignInUnknown,   ///< the server has no record of the sign-in: neither that it stands nor that it ended
    ServerRedirects, ///< a server with a valid certificate sends requests on to another address
};

/// The connection is not trusted, for whatever reason; nothing was sent.
constexpr bool isCertificateFault(ErrorCode code)
{
    return code == ErrorCode::Tls || code == ErrorCode::CertificateUnknown
        || code == ErrorCode::CertificateName || code == ErrorCode::CertificateExpired
        || code == ErrorCode::CertificateNotYetValid || code == ErrorCode::ClockWrong;
}

/// The sign-in cannot be read from, or written to, where it is stored.
constexpr bool isTokenStoreError(ErrorCode code)
{
    return code == ErrorCode::Keyring || code == ErrorCode::KeyringAbsent || code == ErrorCode::TokenFile;
}

/// The store could not be used, whatever is written to it.
constexpr bool isStoreError(ErrorCode code)
{
    return (code >= ErrorCode::StoreCorrupt && code <= ErrorCode::StoreFailed)
        || code == ErrorCode::LocksUnsupported || code == ErrorCode::LocksUnavailable;
}

struct Error {
    ErrorCode code = ErrorCode::Unknown;
    std::string message; ///< for the log and for developers; never contains a body, token or password
    std::optional<std::chrono::milliseconds> retryAfter = std::nullopt;
};

template <typename T = void>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// Precondition of value(), * and ->: ok(). Precondition of error(): !ok().
    T &value() { return std::get<0>(m_state); }
    const T &value() const { return std::get<0>(m_state); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }

    bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace mimir

/// Returns the error of a Result, if it has one, from the enclosing function.
#define MIMIR_TRY(expression)                                                                                \
    do {                                                                                                     \
        if (auto &&mimirTried = (expression); !mimirTried)                                                   \
            return mimirTried.error();                                                                       \
    } while (false)
