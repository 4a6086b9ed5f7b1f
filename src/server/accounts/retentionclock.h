// The time that deletes. A server whose clock is wrong for an hour must not empty the trash or end sign-ins
// by it: this time goes on with the clock, but at most an hour faster than really passes between two sweeps.
// A server that was off, or whose clock was set, catches up with it little by little.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "server/db/sqlconnection.h"

namespace mimir::server {

class RetentionClock {
public:
    static constexpr Millis kCatchUp = 3'600'000;

    RetentionClock(SqlConnection &sql, const Clock &clock) : m_sql(sql), m_clock(clock) { }

    /// Where it stands: never later than the server's clock.
    Result<Millis> now();
    /// The hourly work: `passed` by the steady clock since the last time, 0 for the first of a process.
    Result<Millis> advance(Millis passed);

private:
    SqlConnection &m_sql;
    const Clock &m_clock;
};

/// How far the clock is behind the last commit of any team; 0 = not at all.
Result<Millis> behindCommits(SqlConnection &sql, Millis now);

} // namespace mimir::server
