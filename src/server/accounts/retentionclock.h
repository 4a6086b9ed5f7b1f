// The clock used for deleting. A server whose clock is wrong for an hour must not empty the trash or end
// sign-ins because of it: this time follows the system clock, but between two sweeps it gains at most an hour
// more than has really passed. A server that was off, or whose clock was set, catches up gradually.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "server/db/sqlconnection.h"

namespace mimir::server {

class RetentionClock {
public:
    static constexpr Millis kCatchUp = 3'600'000;

    RetentionClock(SqlConnection &sql, const Clock &clock) : m_sql(sql), m_clock(clock) { }

    /// The present value: never later than the server's clock.
    Result<Millis> now();
    /// Part of the hourly work. `passed`: by the steady clock, since the last call; 0 for the first of a
    /// process.
    Result<Millis> advance(Millis passed);

private:
    SqlConnection &m_sql;
    const Clock &m_clock;
};

/// How far the clock is behind the latest commit of any team; 0 = it is not behind.
Result<Millis> behindCommits(SqlConnection &sql, Millis now);

} // namespace mimir::server
