// Result<T>: how every seam reports failure. No exceptions of our own cross a layer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace mimir {

/// What the program branches on. User-visible text is translated from the code, never from `message`.
enum class ErrorCode : std::uint8_t {
    Unknown,
    // input
    Malformed,  ///< not JSON, not UTF-8, nested too deeply
    Validation, ///< well-formed, but not an entity of ours
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
    Proxy,         ///< there is none where it should be, or it wants another user or password
    DeviceRevoked, ///< the account has taken this device off its list
    // what a server answered that took nothing (core/serveranswer.h)
    TooManyRequests, ///< 429
    ServerFull,      ///< 507: its disk
    SlowLine,        ///< 408: the request did not arrive in time
    ServerFailed,    ///< 500 and others: an error of its own
    // who else uses the profile
    OwnerSilent,      ///< a process owns syncing and does not answer
    LocksUnsupported, ///< the file system has no locks
    LocksUnavailable, ///< it has none to give now, as a network file system without its lock service
    LockInterrupted,  ///< by signals, each time
    StoreReplaced,    ///< another file stands where the open store was
    StoreGone,        ///< no file stands there any more
    KeyringAbsent,    ///< the sign-in is in the keyring, and no keyring is running
    ForeignProfile,   ///< it, or a file in it, is somebody else's or others may write to it
    // what stands between two protocols
    CursorUnknown,   ///< a position in a history that the server has not signed
    UpgradeRequired, ///< the server asks for a newer program than this
    // why a certificate is not trusted, where that is known; Tls = otherwise
    CertificateUnknown, ///< from nobody that this computer trusts
    CertificateName,    ///< of another host
    CertificateExpired,
    CertificateNotYetValid,
    ClockWrong, ///< by the server's clock the certificate is valid, by this computer's it is not
    NeedsTls,   ///< plain http to a port that speaks TLS
    StoreForeign, ///< the database of another program stands where the store should
};

/// The connection is not trusted, for whatever reason: nothing was sent.
constexpr bool isCertificateFault(ErrorCode code)
{
    return code == ErrorCode::Tls || code == ErrorCode::CertificateUnknown
        || code == ErrorCode::CertificateName || code == ErrorCode::CertificateExpired
        || code == ErrorCode::CertificateNotYetValid || code == ErrorCode::ClockWrong;
}

struct Error {
    ErrorCode code = ErrorCode::Unknown;
    std::string message; ///< for the log and for developers; holds no body, token or password
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

/// Leaves the function with the error of a Result, if it has one.
#define MIMIR_TRY(expression)                                                                                \
    do {                                                                                                     \
        if (auto &&mimirTried = (expression); !mimirTried)                                                   \
            return mimirTried.error();                                                                       \
    } while (false)
