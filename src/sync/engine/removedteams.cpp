#include "sync/engine/removedteams.h"

#include "sync/tuning.h"

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

constexpr std::string_view kLastAsked = "removed_team_asked"; ///< its pk

} // namespace

bool RemovedTeams::isDue(const Team &team) const
{
    const auto asked = m_askedAt.find(team.pk);
    return asked == m_askedAt.end() || m_clock.elapsed() - asked->second >= tuning::kAskAfterRemoval;
}

bool RemovedTeams::isDue() const
{
    const auto removed = m_store.teams().revoked();
    return removed && std::ranges::any_of(*removed, [this](const Team &team) { return isDue(team); });
}

// An answer may once have named thousands of teams. Every process begins after the last one that was asked about.
Result<std::vector<Team>> RemovedTeams::due() const
{
    const auto undecided = m_store.settings().setupPending();
    MIMIR_TRY(undecided);
    if (*undecided)
        return std::vector<Team>();
    auto removed = m_store.teams().revoked();
    MIMIR_TRY(removed);
    std::erase_if(*removed, [this](const Team &team) { return !isDue(team); });
    if (removed->size() <= tuning::kRemovedTeamsAsked)
        return removed;
    StoreSettings &settings = m_store.settings();
    const std::int64_t last = settings.integer(kLastAsked);
    std::ranges::sort(*removed, {}, [last](const Team &team) { return std::pair(team.pk <= last, team.pk); });
    removed->resize(tuning::kRemovedTeamsAsked);
    MIMIR_TRY(settings.set(kLastAsked, removed->back().pk));
    return removed;
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
