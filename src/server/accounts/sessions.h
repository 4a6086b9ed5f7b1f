// Tokens (docs/protocol.md, "Auth"): opaque 256-bit values, `mst_…` for access and `msr_…` for refreshing, of
// which the database holds only the SHA-256. A sign-in begins a family; each refresh replaces the token in
// it; a replaced token that comes back ends the whole family, because one of two holders is a thief. It is no
// theft while nobody has used what replaced it: then the answer got lost (a crash, a closed lid), the same
// device gets another one, and the lost one is void: it ends the family should it turn up after the grace
// time. Within it, it is late: several processes of one device may have refreshed at once, and which answer
// they kept is chance. So at any time one token of a family can be continued with.
//
// Nodes may be shown the same token at once: whoever replaces one holds the user's sign-ins until the commit.
//
// Thread: that of the connection.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/devicelabel.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

inline constexpr Millis kAccessLife = 15 * 60 * 1000;
inline constexpr Millis kRefreshIdle = Millis(30) * 24 * 60 * 60 * 1000;
inline constexpr Millis kFamilyLife = Millis(90) * 24 * 60 * 60 * 1000;
/// A request that arrives twice is no theft: within this time a token that was replaced and whose successor
/// is in use gets the same device nothing, and ends nothing.
inline constexpr Millis kRefreshGrace = 30 * 1000;

/// On whose behalf a token speaks.
struct Identity {
    std::int64_t user = 0;
    std::int64_t org = 0;
};

/// Who holds an access token.
struct TokenHolder : Identity {
    std::string device; ///< of the sign-in, as kDeviceOfFamily names it
};

struct Tokens {
    std::string access;
    std::string refresh;
    Identity identity;
    Millis accessLife = 0; ///< from now; shorter than kAccessLife at the end of the family
};

class Sessions {
public:
    Sessions(SqlConnection &sql, const Clock &clock, RandomSource &random);

    /// A sign-in. Precondition: the user is a member of the organisation.
    Result<Tokens> open(const Identity &identity, const DeviceLabel &device = {});
    /// Replaces the token. When `orgSlug` names another organisation of the user, the token stays as it is
    /// and a family of its own, with the same end, is begun for that one. `deviceId` and `orgSlug` may be
    /// empty; a `deviceName` is what the device is called from now on. Errors: Unauthorized (unknown,
    /// expired, ended or reused; user disabled), DeviceRevoked, Forbidden (no member of that organisation).
    Result<Tokens> refresh(std::string_view refreshToken, std::string_view deviceId, std::string_view orgSlug,
        std::string_view deviceName = {});
    /// A sign-out of this session; of what this device has in that organisation when `orgSlug` is given; of
    /// all devices when `everywhere` (in that organisation, or in all). What is not known is signed out
    /// already.
    Result<void> close(std::string_view refreshToken, bool everywhere, std::string_view orgSlug = {});
    /// nullopt: not a token that is valid now.
    Result<std::optional<TokenHolder>> identify(std::string_view accessToken);
    /// Forgets what has expired.
    Result<void> purge(Millis now);

private:
    struct Presented; // a refresh token as it is stored
    enum class Use : std::uint8_t { First, Again, Late, Theft };

    Result<std::optional<Presented>> find(const std::string &hash, std::string_view deviceId);
    Result<Use> useOf(const Presented &token, std::string_view deviceId);
    Result<void> voidSuccessors(const Presented &token, std::string_view deviceId);
    Result<Identity> identityIn(const Identity &identity, std::string_view orgSlug);
    Result<Tokens> replace(const std::string &hash, const Presented &token, std::string_view deviceId,
        const DeviceLabel &device);
    Result<Tokens> begin(const Identity &identity, Millis end, const DeviceLabel &device);
    Result<Tokens> issue(std::int64_t family, Millis familyEnd, const Identity &identity);
    Result<void> end(std::int64_t family);

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
};

} // namespace mimir::server
