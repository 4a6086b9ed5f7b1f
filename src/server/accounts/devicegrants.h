// Device grants (RFC 8628): a device without a keyboard shows a short code, its owner approves it in a
// browser, and the device, which polls meanwhile, gets its tokens. Both codes are stored only as hashes.
//
// Thread: the database's.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/devicelabel.h"
#include "server/accounts/sessions.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>

namespace mimir::server {

inline constexpr Millis kGrantLife = Millis(10) * 60 * 1000;
inline constexpr std::int64_t kPollSeconds = 5;
/// Added to the interval, permanently, when a device polls too early (RFC 8628, 3.5).
inline constexpr std::int64_t kSlowDownSeconds = 5;
/// The most grants that are stored at the same time.
inline constexpr std::int64_t kMaxGrants = 10'000;

struct StartedGrant {
    std::string deviceCode; ///< 256 bits, "msd_…"
    std::string userCode;   ///< "BCDF-GHJK": 8 consonants that are not easily confused
    std::int64_t intervalSeconds = kPollSeconds;
};

/// A grant that waits for its owner's decision.
struct PendingGrant {
    std::string deviceName; ///< from the device: untrusted
};

struct GrantPoll {
    enum class State : std::uint8_t { Pending, SlowDown, Denied, Expired, Approved };
    State state = State::Expired;
    std::int64_t intervalSeconds = kPollSeconds; ///< for Pending and SlowDown
    Identity identity = {};                      ///< for Approved
    DeviceLabel device = {};                     ///< for Approved
};

class DeviceGrants {
public:
    DeviceGrants(SqlConnection &sql, const Clock &clock, RandomSource &random);

    /// Errors: StoreBusy (too many at once), and SqlConnection's.
    Result<StartedGrant> begin(const DeviceLabel &device);
    /// nullopt: no such code, or it has expired or been decided. `userCode` as typed: case, spaces and dashes
    /// do not matter.
    Result<std::optional<PendingGrant>> find(std::string_view userCode);
    /// False where find() returns nullopt. Precondition: the user is a member of the organisation.
    Result<bool> approve(std::string_view userCode, const Identity &identity);
    Result<bool> deny(std::string_view userCode);
    /// Called when the device polls. Approved, denied and expired grants are deleted by the call, so call it
    /// in the same transaction as what follows from the answer.
    Result<GrantPoll> poll(std::string_view deviceCode);
    /// Deletes expired grants.
    Result<void> purge();

private:
    Result<bool> decide(std::string_view userCode, std::string_view state, const Identity &identity);
    Result<GrantPoll> stillPending(const std::string &hash, Millis now);
    std::string makeUserCode();

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
};

/// The form shown to people, "BCDF-GHJK"; empty if it cannot be a user code.
std::string userCodeFromText(std::string_view typed);

} // namespace mimir::server
