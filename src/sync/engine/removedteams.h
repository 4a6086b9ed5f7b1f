// Teams that the user was removed from: now and then the server is asked whether the user is back.
#pragma once

#include "storage/store.h"

#include <map>
#include <vector>

namespace mimir {

class RemovedTeams {
public:
    /// References must outlive the object.
    RemovedTeams(Store &store, const Clock &clock) : m_store(store), m_clock(clock) { }

    /// There is one that was not asked about for tuning::kAskAfterRemoval.
    bool isDue() const;
    /// The same of this one.
    bool isDue(const Team &team) const;
    /// Those, at most tuning::kRemovedTeamsAsked, others the next time; none before the user has decided what may be
    /// sent.
    Result<std::vector<Team>> due() const;
    /// All are due, including those asked about recently.
    void askAgain() { m_askedAt.clear(); }
    /// The server has said that the user is not in the team.
    Result<void> removed(const Team &team);
    /// The team answers as to a member again.
    Result<void> isMember(Team &team);

private:
    Store &m_store;
    const Clock &m_clock;
    std::map<std::int64_t, Millis> m_askedAt; ///< Clock::elapsed(), by team
};

} // namespace mimir
