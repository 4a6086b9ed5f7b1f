// One page of what is new for a device (protocol.md, "GET /sync/pull"): its person's rows, what others share
// with the team, deletions and conflict records in the order of their revisions, from one snapshot.
#pragma once

#include "server/syncservice.h"

namespace mimir::server {

/// Lives for one pull, inside its read transaction.
class PullRun {
public:
    PullRun(SyncStore &store, const Caller &caller, const PullQuery &query, Millis now);
    Result<PullAnswer> run();

private:
    Result<void> enter();
    Result<std::int64_t> position();
    Result<std::int64_t> positionAt(Millis since);
    Result<PullRange> range(std::int64_t from, std::size_t limit);
    Result<PullAnswer> page(std::int64_t from);

    SyncStore &m_store;
    const Caller &m_caller;
    const PullQuery &m_query;
    Millis m_now;
    TeamState m_team;
};

} // namespace mimir::server
