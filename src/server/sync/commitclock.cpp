#include "server/sync/commitclock.h"

#include <algorithm>

namespace mimir::server {

Millis commitTime(TeamState &team, Millis now)
{
    if (team.commitMs <= now + kOutsideCommits) {
        team.clockDoubt = 0;
        return std::max(now, team.commitMs);
    }
    if (team.clockDoubt == 0 || team.clockDoubt > now)
        team.clockDoubt = now;
    return now - team.clockDoubt < kOutsideCommits ? team.commitMs : now;
}

} // namespace mimir::server
