// One page of what is new for a device (docs/protocol.md, "GET /sync/pull"): the user's rows, what others
// share with the team, deletions and conflict records by revision, from one snapshot.
#pragma once

#include "server/sync/syncservice.h"

namespace mimir::server {

/// Lives for one pull, inside its read transaction.
class PullRun {
public:
    PullRun(SyncStore &store, const Caller &caller, const PullQuery &query, Millis now);
    Result<PullAnswer> run();
    /// Why it failed: the caller shows a proof of history that this database has lost.
    bool historyDiffers() const { return m_historyDiffers; }

private:
    Result<void> enter();
    Result<std::int64_t> checkHistory(std::string_view proof);
    Result<std::int64_t> position();
    Result<std::int64_t> positionAt(Millis since);
    Result<PullRange> range(std::int64_t from, std::size_t limit);
    Result<PullAnswer> page(std::int64_t from);
    /// Returns how many.
    Result<std::size_t> addAsked(wire::PageWriter &page);

    SyncStore &m_store;
    const Caller &m_caller;
    const PullQuery &m_query;
    Millis m_now;
    TeamState m_team;
    std::int64_t m_proven = 0; ///< the position of the caller's proof
    std::int64_t m_notBy = 0;  ///< number of the device whose rows are left out
    bool m_historyDiffers = false;
};

} // namespace mimir::server
