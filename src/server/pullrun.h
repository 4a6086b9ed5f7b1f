// One page of what is new for a device (protocol.md, "GET /sync/pull"): rows, deletions and conflict records
// in the order of their revisions, from one snapshot.
#pragma once

#include "server/syncservice.h"

namespace mimir::server {

/// Lives for one pull, inside its read transaction.
class PullRun {
public:
    PullRun(SyncStore &store, const Caller &caller, const PullQuery &query, Millis now);
    Result<std::string> run();

private:
    Result<void> enter();
    Result<std::int64_t> position();
    std::int64_t positionAt(Millis since);
    std::optional<std::int64_t> commitOfRowAfter(std::int64_t rev);
    Result<std::string> page(std::int64_t from);

    Database &m_database;
    SyncStore &m_store;
    const Caller &m_caller;
    const PullQuery &m_query;
    Millis m_now;
    TeamState m_team;
};

} // namespace mimir::server
