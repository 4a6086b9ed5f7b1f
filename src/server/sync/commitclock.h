// The time that a team's commits carry.
#pragma once

#include "core/clock.h"
#include "server/sync/syncstore.h"

namespace mimir::server {

/// A clock that is further than this behind the last commit is wrong, or was wrong then.
inline constexpr Millis kOutsideCommits = 3'600'000;

/// The time of a team's next commit. Commits do not go back for a clock that may be wrong; after an hour
/// behind them, the clock is believed and the last commit is not.
Millis commitTime(TeamState &team, Millis now);

} // namespace mimir::server
