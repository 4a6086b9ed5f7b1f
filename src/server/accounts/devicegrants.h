// Device grants (RFC 8628): a device without a keyboard shows a short code, its owner approves it in a
// browser, and the device, which has been asking meanwhile, gets its tokens. Both codes are stored as hashes
// only.
//
// Thread: that of the database.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/devicelabel.h"
#include "server/accounts/sessions.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>

namespace mimir::server {

inline constexpr Millis kGrantLife = 10 * 60 * 1000;
inline constexpr std::int64_t kPollSeconds = 5;
/// What asking too early adds, for good (RFC 8628, 3.5).
inline constexpr std::int64_t kSlowDownSeconds = 5;
/// Together: more grants than this are not kept at the same time.
inline constexpr std::int64_t kMaxGrants = 10'000;

struct StartedGrant {
    std::string deviceCode; ///< 256 bits, "msd_…"
    std::string userCode;   ///< "BCDF-GHJK": 8 letters that are no vowels and look like no other
    std::int64_t intervalSeconds = kPollSeconds;
};

/// A grant that waits for its owner.
struct PendingGrant {
    std::string deviceName; ///< as the device said: hostile
    Millis createdAt = 0;
};

struct GrantPoll {
    enum class State : std::uint8_t { Pending, SlowDown, Denied, Expired, Approved };
    State state = State::Expired;
    std::int64_t intervalSeconds = kPollSeconds; ///< of Pending and SlowDown
    Identity identity = {};                      ///< of Approved
    DeviceLabel device = {};                     ///< of Approved
};

class DeviceGrants {
public:
    DeviceGrants(SqlConnection &sql, const Clock &clock, RandomSource &random);

    /// Errors: StoreBusy (too many at the same time), those of SqlConnection.
    Result<StartedGrant> begin(const DeviceLabel &device);
    /// nullopt: no such code, expired, or decided already. `userCode` as typed: case, spaces and dashes do
    /// not matter.
    Result<std::optional<PendingGrant>> find(std::string_view userCode);
    /// False: as find() gives nullopt. Precondition: the user is a member of the organisation.
    Result<bool> approve(std::string_view userCode, const Identity &identity);
    Result<bool> deny(std::string_view userCode);
    /// The device asks. Approved, denied and expired grants are gone afterwards: in a transaction with what
    /// is done about it, which belongs around the call.
    Result<GrantPoll> poll(std::string_view deviceCode);
    /// Forgets what has expired.
    Result<void> purge();

private:
    Result<bool> decide(std::string_view userCode, std::string_view state, const Identity &identity);
    Result<GrantPoll> stillPending(const std::string &hash, Millis now);
    std::string makeUserCode();

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
};

/// The form people read it in, "BCDF-GHJK"; empty when it cannot be a user code.
std::string userCodeFromText(std::string_view typed);

} // namespace mimir::server
