#include "core/errorname.h"

#include <array>

namespace mimir {
namespace {

constexpr int kMostCodes = 256;

// The enum as it was when numbers were last written; newer codes have names only.
constexpr std::array kNumbered {
    ErrorCode::Unknown,
    ErrorCode::Malformed,
    ErrorCode::Validation,
    ErrorCode::TooLarge,
    ErrorCode::Immutable,
    ErrorCode::Usage,
    ErrorCode::NotFound,
    ErrorCode::Exists,
    ErrorCode::StoreCorrupt,
    ErrorCode::StoreNewer,
    ErrorCode::StoreReadOnly,
    ErrorCode::StoreFull,
    ErrorCode::StoreBusy,
    ErrorCode::StoreFailed,
    ErrorCode::Offline,
    ErrorCode::Timeout,
    ErrorCode::Tls,
    ErrorCode::NotOurs,
    ErrorCode::ServerBusy,
    ErrorCode::InsecureUrl,
    ErrorCode::Unauthorized,
    ErrorCode::Forbidden,
    ErrorCode::SignedOut,
    ErrorCode::Keyring,
    ErrorCode::DeviceRollback,
    ErrorCode::EpochChanged,
    ErrorCode::Refused,
    ErrorCode::Cancelled,
    ErrorCode::Locked,
    ErrorCode::Proxy,
    ErrorCode::DeviceRevoked,
    ErrorCode::TooManyRequests,
    ErrorCode::ServerFull,
    ErrorCode::SlowLine,
    ErrorCode::ServerFailed,
    ErrorCode::OwnerSilent,
    ErrorCode::LocksUnsupported,
    ErrorCode::LocksUnavailable,
    ErrorCode::LockInterrupted,
    ErrorCode::StoreReplaced,
    ErrorCode::StoreGone,
    ErrorCode::KeyringAbsent,
    ErrorCode::ForeignProfile,
    ErrorCode::CursorUnknown,
    ErrorCode::UpgradeRequired,
    ErrorCode::CertificateUnknown,
    ErrorCode::CertificateName,
    ErrorCode::CertificateExpired,
    ErrorCode::CertificateNotYetValid,
    ErrorCode::ClockWrong,
    ErrorCode::NeedsTls,
};

// Prefixes of names from newer versions.
struct Kind {
    std::string_view prefix;
    ErrorCode general;
};
constexpr std::array kKinds {
    Kind {"store_", ErrorCode::StoreFailed},
    Kind {"certificate_", ErrorCode::Tls},
    Kind {"server_", ErrorCode::ServerFailed},
    Kind {"keyring_", ErrorCode::Keyring},
    Kind {"lock", ErrorCode::LocksUnavailable},
};

} // namespace

std::string_view errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unknown:
        return "unknown";
    case ErrorCode::Malformed:
        return "malformed";
    case ErrorCode::Validation:
        return "validation";
    case ErrorCode::TooLarge:
        return "too_large";
    case ErrorCode::Immutable:
        return "immutable";
    case ErrorCode::Usage:
        return "usage";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::Exists:
        return "exists";
    case ErrorCode::StoreCorrupt:
        return "store_corrupt";
    case ErrorCode::StoreNewer:
        return "store_newer";
    case ErrorCode::StoreReadOnly:
        return "store_read_only";
    case ErrorCode::StoreFull:
        return "store_full";
    case ErrorCode::StoreBusy:
        return "store_busy";
    case ErrorCode::StoreFailed:
        return "store_failed";
    case ErrorCode::Offline:
        return "offline";
    case ErrorCode::Timeout:
        return "timeout";
    case ErrorCode::Tls:
        return "tls";
    case ErrorCode::NotOurs:
        return "not_ours";
    case ErrorCode::ServerBusy:
        return "server_busy";
    case ErrorCode::InsecureUrl:
        return "insecure_url";
    case ErrorCode::Unauthorized:
        return "unauthorized";
    case ErrorCode::Forbidden:
        return "forbidden";
    case ErrorCode::SignedOut:
        return "signed_out";
    case ErrorCode::Keyring:
        return "keyring";
    case ErrorCode::DeviceRollback:
        return "device_rollback";
    case ErrorCode::EpochChanged:
        return "epoch_changed";
    case ErrorCode::Refused:
        return "refused";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::Proxy:
        return "proxy";
    case ErrorCode::DeviceRevoked:
        return "device_revoked";
    case ErrorCode::TooManyRequests:
        return "too_many_requests";
    case ErrorCode::ServerFull:
        return "server_full";
    case ErrorCode::SlowLine:
        return "slow_line";
    case ErrorCode::ServerFailed:
        return "server_failed";
    case ErrorCode::OwnerSilent:
        return "owner_silent";
    case ErrorCode::LocksUnsupported:
        return "locks_unsupported";
    case ErrorCode::LocksUnavailable:
        return "locks_unavailable";
    case ErrorCode::LockInterrupted:
        return "lock_interrupted";
    case ErrorCode::StoreReplaced:
        return "store_replaced";
    case ErrorCode::StoreGone:
        return "store_gone";
    case ErrorCode::KeyringAbsent:
        return "keyring_absent";
    case ErrorCode::ForeignProfile:
        return "foreign_profile";
    case ErrorCode::CursorUnknown:
        return "cursor_unknown";
    case ErrorCode::UpgradeRequired:
        return "upgrade_required";
    case ErrorCode::CertificateUnknown:
        return "certificate_unknown";
    case ErrorCode::CertificateName:
        return "certificate_name";
    case ErrorCode::CertificateExpired:
        return "certificate_expired";
    case ErrorCode::CertificateNotYetValid:
        return "certificate_not_yet_valid";
    case ErrorCode::ClockWrong:
        return "clock_wrong";
    case ErrorCode::NeedsTls:
        return "needs_tls";
    case ErrorCode::StoreForeign:
        return "store_foreign";
    case ErrorCode::ServerWrong:
        return "server_wrong";
    case ErrorCode::NotAFile:
        return "not_a_file";
    case ErrorCode::TokenFile:
        return "token_file";
    case ErrorCode::SignInUnknown:
        return "sign_in_unknown";
    case ErrorCode::ServerRedirects:
        return "server_redirects";
    }
    return {};
}

ErrorCode errorFromName(std::string_view name)
{
    for (int number = 0; number < kMostCodes && !name.empty(); ++number)
        if (const auto code = static_cast<ErrorCode>(number); errorName(code) == name)
            return code;
    for (const Kind &kind : kKinds)
        if (name.starts_with(kind.prefix))
            return kind.general;
    return ErrorCode::Unknown;
}

ErrorCode errorFromNumber(std::int64_t number)
{
    const bool known = number >= 0 && number < static_cast<std::int64_t>(kNumbered.size());
    return known ? kNumbered[static_cast<std::size_t>(number)] : ErrorCode::Unknown;
}

} // namespace mimir
