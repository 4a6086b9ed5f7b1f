// Tokens (docs/protocol.md, "Auth"): opaque 256-bit values, `mst_…` for access and `msr_…` for refresh, of
// which the database holds only the SHA-256. A sign-in begins a family; each refresh replaces the family's
// token. A replaced token that comes back ends the whole family, because one of its two holders is a thief,
// unless its successor was never used: then the answer was lost (a crash, a closed lid), the same device gets
// another token, and the lost one is void. A void token that turns up after the grace time ends the family.
// Within the grace time it is merely late: several processes of one device may have refreshed at once, and
// which answer they stored is chance. So at any time exactly one token of a family can be continued with.
//
// Several nodes may be shown the same token at once: the one that replaces a token locks the user's sign-ins until
// the commit.
//
// Thread: the connection's.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/devicelabel.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

inline constexpr Millis kAccessLife = Millis(15) * 60 * 1000;
inline constexpr Millis kRefreshIdle = Millis(30) * 24 * 60 * 60 * 1000;
inline constexpr Millis kFamilyLife = Millis(90) * 24 * 60 * 60 * 1000;
/// A request that arrives twice is not theft: within this time, a replaced token whose successor is in use
/// gets the same device nothing and ends nothing.
inline constexpr Millis kRefreshGrace = Millis(30) * 1000;

/// How long a device that comes back hears that its sign-in has expired, and not that it is unknown.
inline constexpr Millis kExpiredKnown = Millis(180) * 24 * 60 * 60 * 1000;

/// The user and organisation that a token stands for.
struct Identity {
    std::int64_t user = 0;
    std::int64_t org = 0;
};

/// The holder of an access token.
struct TokenHolder : Identity {
    std::string device;   ///< the sign-in's device, named as in kDeviceOfFamily
    std::string deviceId; ///< its own id, which is not revoked; "" if it has none
};

struct Tokens {
    std::string access;
    std::string refresh;
    Identity identity;
    Millis accessLife = 0; ///< from now; shorter than kAccessLife near the end of the family
};

class Sessions {
public:
    Sessions(SqlConnection &sql, const Clock &clock, RandomSource &random);

    /// Begins a sign-in. Precondition: the user is a member of the organisation.
    Result<Tokens> open(const Identity &identity, const DeviceLabel &device = {});
    /// Replaces the token. If `orgSlug` names another organisation of the user, the token stays as it is, and
    /// a separate family with the same end begins for that organisation. `deviceId` and `orgSlug` may be
    /// empty; `deviceName` is the device's name from now on. Errors: SignInUnknown, Unauthorized (expired, ended or
    /// reused; user disabled), DeviceRevoked, Forbidden (not a member of that organisation).
    Result<Tokens> refresh(std::string_view refreshToken, std::string_view deviceId, std::string_view orgSlug,
        std::string_view deviceName = {});
    enum class Reach : std::uint8_t { ThisSession, AllDevices };
    /// Signs out this session; with `orgSlug`, everything this device has in that organisation; with
    /// Reach::AllDevices, all devices (in that organisation, or in all of them). An unknown token counts as
    /// already signed out.
    Result<void> close(std::string_view refreshToken, Reach reach, std::string_view orgSlug = {});
    /// nullopt: not a valid token.
    Result<std::optional<TokenHolder>> identify(std::string_view accessToken);
    /// Deletes expired tokens; the last one of a sign-in only after kExpiredKnown.
    Result<void> purge(Millis now);

private:
    struct Presented; // a refresh token as it is stored
    /// Of a family, by RetentionClock.
    struct Term {
        Millis now = 0;
        Millis end = 0;
    };
    enum class Use : std::uint8_t { First, Again, Late, Theft };

    Result<std::optional<Presented>> find(const std::string &hash, std::string_view deviceId);
    Result<Use> useOf(const Presented &token, std::string_view deviceId);
    Result<void> voidSuccessors(const Presented &token, std::string_view deviceId);
    Result<Identity> identityIn(const Identity &identity, std::string_view orgSlug);
    Result<Tokens> replace(const std::string &hash, const Presented &token, std::string_view deviceId,
        const DeviceLabel &device, const Term &term);
    Result<Tokens> begin(const Identity &identity, const Term &term, const DeviceLabel &device);
    Result<Tokens> issue(std::int64_t family, const Term &term, const Identity &identity);
    Result<void> end(std::int64_t family);

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
};

} // namespace mimir::server
