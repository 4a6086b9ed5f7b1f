#include "sync/engine/removedteams.h"

#include "sync/tuning.h"

#include <algorithm>

namespace mimir {

bool RemovedTeams::isDue() const
{
    const auto removed = m_store.teams().revoked();
    return removed && std::ranges::any_of(*removed, [this](const Team &team) {
        const auto asked = m_askedAt.find(team.pk);
        return asked == m_askedAt.end() || m_clock.elapsed() - asked->second >= tuning::kAskAfterRemoval;
    });
}

Result<std::vector<Team>> RemovedTeams::due() const
{
    const auto undecided = m_store.settings().setupPending();
    MIMIR_TRY(undecided);
    if (*undecided || !isDue())
        return std::vector<Team>();
    return m_store.teams().revoked();
}

Result<void> RemovedTeams::removed(const Team &team)
{
    MIMIR_TRY(m_store.teams().noteRevoked(team.pk));
    m_askedAt[team.pk] = m_clock.elapsed();
    return {};
}

Result<void> RemovedTeams::isMember(Team &team)
{
    if (!team.revoked)
        return {};
    team.revoked = false;
    m_askedAt.erase(team.pk);
    return m_store.teams().noteAccess(team.pk);
}

} // namespace mimir
