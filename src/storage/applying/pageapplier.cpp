#include "storage/applying/pageapplier.h"

#include "storage/applying/rebuilding.h"
#include "storage/applying/recall.h"
#include "storage/applying/reconciliation.h"
#include "storage/tables/servertime.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/trash/massdeletion.h"
#include "storage/trash/trash.h"

#include <algorithm>

namespace mimir {
namespace {

// Items requested by name may be newer than the page.
std::int64_t positionAfter(const Team &team, const wire::Page &page)
{
    if (page.position)
        return std::max(team.position, *page.position);
    std::int64_t position = std::max<std::int64_t>(team.position, 0);
    for (const wire::PulledRow &row : page.rows)
        position = std::max(position, row.rev);
    for (const wire::Deletion &deletion : page.deleted)
        position = std::max(position, deletion.rev);
    return position;
}

std::optional<std::string_view> quarantineReason(ErrorCode why)
{
    if (why == ErrorCode::Exists)
        return "other_team";
    return why == ErrorCode::Immutable || why == ErrorCode::Validation
        ? std::optional<std::string_view>("not_applicable")
        : std::nullopt;
}

} // namespace

Result<PageOutcome> PageApplier::apply(const Team &team, const wire::Page &page, PageSource source)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(TeamRegistry(m_database).checkAddress(team));
    const auto position = m_database.readInteger("SELECT position FROM teams WHERE pk = ?", team.pk);
    MIMIR_TRY(position);
    m_rows.setPosition(page.position);
    Run run {team, page, source, false, position->value_or(0)};
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        const auto quarantined = m_quarantine.count();
        MIMIR_TRY(quarantined);
        run.anyQuarantined = *quarantined > 0;
        MIMIR_TRY(applyAll(run));
    }
    MIMIR_TRY(transaction.commit());
    return run.outcome;
}

Result<void> PageApplier::applyAll(Run &run)
{
    const wire::Page &page = run.page;
    for (const wire::PulledRow &row : page.rows)
        MIMIR_TRY(applyOrQuarantine(run, row));
    if (run.putAside)
        MIMIR_TRY(Recall(m_database, m_clock).notePutAside(run.team, run.isAllPutAsideNew));
    MIMIR_TRY(applyDeletions(run));
    MIMIR_TRY(storeConflicts(run));
    MIMIR_TRY(Trash(m_database, m_clock).advanceClock());
    MIMIR_TRY(ServerTime(m_database, m_clock).observe(page.serverTimestamp));
    const std::int64_t position = positionAfter(run.team, page);
    if (!page.hasMore && run.source == PageSource::Revisions)
        MIMIR_TRY(Rebuilding(m_database, m_clock, m_random).end(run.team, position, run.outcome));
    return advance(run, position);
}

Result<void> PageApplier::applyOrQuarantine(Run &run, const wire::PulledRow &row)
{
    if (!row.fault.empty())
        return putAside(run, row, row.fault);
    Transaction one(m_database);
    MIMIR_TRY(one.begun());
    const auto applied = m_rows.apply(run.team, row, run.source, run.outcome);
    if (applied) {
        run.outcome.applied += *applied ? 1 : 0;
        MIMIR_TRY(release(run, row.record.type, row.record.id));
        return one.commit();
    }
    const auto reason = quarantineReason(applied.error().code);
    if (!reason)
        return applied.error(); // the store failed; the row is not to blame
    one.rollback();
    return putAside(run, row, *reason);
}

Result<void> PageApplier::putAside(Run &run, const wire::PulledRow &row, std::string_view reason)
{
    run.putAside = true;
    run.isAllPutAsideNew = run.isAllPutAsideNew && row.rev > run.position;
    return m_quarantine.put(run.team, row, reason);
}

Result<void> PageApplier::applyDeletions(Run &run)
{
    MassDeletion mass(m_database, m_clock);
    const auto tooMany = mass.tooMany(run.team, run.page.deleted);
    MIMIR_TRY(tooMany);
    for (const wire::Deletion &deletion : run.page.deleted)
        if (tooMany->contains({deletion.type, deletion.id}))
            MIMIR_TRY(mass.hold(
                {deletion.type, deletion.id, run.team.pk, deletion.rev, deletion.reason == wire::kPrivacy}));
        else
            MIMIR_TRY(applyDeletion(run, deletion));
    return {};
}

Result<void> PageApplier::applyDeletion(Run &run, const wire::Deletion &deletion)
{
    const auto applied = m_rows.apply(run.team, deletion, run.outcome);
    MIMIR_TRY(applied);
    run.outcome.applied += *applied ? 1 : 0;
    if (*applied && !deletion.isWithdrawal())
        MIMIR_TRY(Reconciliation(m_database, m_clock).suspect(run.team));
    return release(run, deletion.type, deletion.id);
}

Result<void> PageApplier::storeConflicts(Run &run)
{
    LostValues lost(m_database, m_clock, m_random);
    for (const wire::ConflictNote &note : run.page.conflicts) {
        const auto isNew = lost.storeNote(note);
        MIMIR_TRY(isNew);
        run.outcome.newConflicts += *isNew ? 1 : 0;
    }
    return {};
}

Result<void> PageApplier::release(const Run &run, EntityType type, std::string_view id)
{
    return run.anyQuarantined ? m_quarantine.release(run.team, type, id) : Result<void>();
}

bool PageApplier::isRestarted(const Team &team) const
{
    return (!team.cursor.empty()
               && m_database.text("SELECT cursor FROM teams WHERE pk = ?", team.pk).value_or("").empty())
        || (!team.fullPull && m_database.integer("SELECT full_pull FROM teams WHERE pk = ?", team.pk) == 1);
}

Result<void> PageApplier::advance(Run &run, std::int64_t position)
{
    const Team &team = run.team;
    const wire::Page &page = run.page;
    TeamRegistry registry(m_database);
    const bool restarted = isRestarted(team);
    if (!page.hasMore && team.fullPull && !restarted) {
        MIMIR_TRY(registry.endFullPull(team.pk));
        MIMIR_TRY(Recall(m_database, m_clock).end(team));
        const auto offered = Reconciliation(m_database, m_clock).end(team);
        MIMIR_TRY(offered);
        run.outcome.queued += *offered;
    }
    MIMIR_TRY(registry.advance(team.pk, restarted ? "" : page.cursor, position, page.epoch));
    if (page.position)
        MIMIR_TRY(registry.noteProof(team.pk, page.cursor, *page.position));
    return page.hasMore ? registry.notePullUnfinished(team.pk) : registry.notePull(team.pk, m_clock.now());
}

} // namespace mimir
