// The time that a team's commits are dated with.
#pragma once

#include "core/clock.h"
#include "server/sync/syncstore.h"

namespace mimir::server {

/// A clock that is further than this behind what was committed is the wrong one, or it was.
inline constexpr Millis kOutsideCommits = 3'600'000;

/// The time of a team's next commit. Commits do not go back for a clock that may be wrong; one that has been
/// behind them for an hour is right, and the last commit was not.
Millis commitTime(TeamState &team, Millis now);

} // namespace mimir::server
