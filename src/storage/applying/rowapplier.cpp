#include "storage/applying/rowapplier.h"

#include "storage/outbox/outboxwriter.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/shadows.h"
#include "storage/tables/withheldforms.h"
#include "storage/teams/teamregistry.h"
#include "storage/teams/teamsuccession.h"
#include "storage/trash/massdeletion.h"
#include "storage/trash/rowremoval.h"

namespace mimir {

bool RowApplier::isOfOtherTeam(const Team &team, const EntityTable::Head &here) const
{
    return here.team && *here.team != team.pk && !m_shared.isSharedWithBoth(here, team);
}

Result<bool> RowApplier::apply(
    const Team &team, const wire::PulledRow &row, PageSource source, PageOutcome &outcome)
{
    const Tombstones tombstones(m_database);
    if (tombstones.isWaitingFor(team, row.record))
        return false;
    const auto verdict = tombstones.verdict(team, row);
    if (verdict == Tombstones::Verdict::Deleted)
        return false;
    const auto here = EntityTable::of(row.record.type).head(m_database, row.record.id);
    MIMIR_TRY(here);
    return *here ? applyOver(team, row, **here, source, outcome) : applyNew(team, row, verdict);
}

Result<bool> RowApplier::applyNew(const Team &team, const wire::PulledRow &row, Tombstones::Verdict verdict)
{
    if (verdict == Tombstones::Verdict::Doubted) {
        MIMIR_TRY(m_adoption.insertHidden(team, row));
        return true;
    }
    if (row.own || !m_shared.belongsToOwnConversation(row.record))
        MIMIR_TRY(m_adoption.insert(team, row));
    if (row.own)
        MIMIR_TRY(Tombstones(m_database).remove(team, row));
    return true;
}

Result<bool> RowApplier::applyOver(const Team &team, const wire::PulledRow &row,
    const EntityTable::Head &here, PageSource source, PageOutcome &outcome)
{
    const EntityType type = row.record.type;
    // Two people have the same id: here it is ours, and the server keeps the two apart.
    if (here.own && !row.own)
        return false;
    const bool hasOpenChange = m_outbox.hasOpenChange(type, here.pk);
    if (here.deleted && !hasOpenChange && source == PageSource::Revisions)
        return false; // hidden
    if (isOfOtherTeam(team, here))
        return applyToOtherTeam(team, row, *here.team);
    if (row.own && !here.own)
        MIMIR_TRY(m_shared.adoptAsOwn(team, type, here.pk));
    if (source == PageSource::Timestamps) {
        const auto stored = OthersEdits(m_database).ownRow(type, here.pk);
        MIMIR_TRY(stored);
        return applyOlderContract(team, **stored, row.record, outcome);
    }
    if (row.own)
        MIMIR_TRY(
            MassDeletion(m_database, m_clock).releaseIfContradicted(team, type, row.record.id, m_position));
    if (row.rev <= here.baseRev) {
        const auto impossible = TeamRegistry(m_database).isImpossible(team.pk, here.baseRev, m_position);
        MIMIR_TRY(impossible);
        if (!*impossible)
            return false;
        MIMIR_TRY(lowerRevision(type, here.pk, row.rev - 1));
    }
    MIMIR_TRY(MassDeletion(m_database, m_clock).release(type, row.record.id)); // the server has it again
    if (hasOpenChange)
        return applyBesideChange(team, row, here.pk, outcome);
    MIMIR_TRY(m_adoption.adopt(team, row));
    MIMIR_TRY(maskAgain(row, here.pk));
    if (m_outbox.hasOpenChange(type, here.pk))
        outcome.dropped.emplace_back(type, here.pk);
    return true;
}

// The server acknowledged the masked form, and shows the value. In an answer to the form it would show that it cannot
// take it, and would be asked forever.
Result<void> RowApplier::maskAgain(const wire::PulledRow &row, std::int64_t pk)
{
    if (!row.own)
        return {};
    const auto shows = WithheldForms(m_database).isBeingMasked(row.record.type, pk, &row.record);
    MIMIR_TRY(shows);
    if (*shows)
        MIMIR_TRY(OutboxWriter(m_database).reform(row.record.type, pk));
    return {};
}

// Otherwise the row would be deaf to every later revision, and its next edit would win over all of them unseen.
Result<void> RowApplier::lowerRevision(EntityType type, std::int64_t pk, std::int64_t rev)
{
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(type)) + " SET base_rev = ?2 WHERE pk = ?1", pk, rev));
    for (const char *table : {"sync_queue", "others_edits"})
        MIMIR_TRY(m_database.run(std::string("UPDATE ") + table
                + " SET base_rev = min(base_rev, ?3) WHERE entity_type = ?1 AND entity_pk = ?2",
            type, pk, rev));
    return m_database.run(
        "DELETE FROM sync_shadow WHERE entity_type = ?1 AND entity_pk = ?2 AND rev > ?3", type, pk, rev);
}

Result<bool> RowApplier::applyToOtherTeam(const Team &team, const wire::PulledRow &row, std::int64_t other)
{
    if (TeamSuccession(m_database).waitsFor(team, other))
        return false;
    return Error {ErrorCode::Exists, row.record.id + " belongs to another team"};
}

Result<bool> RowApplier::applyBesideChange(
    const Team &team, const wire::PulledRow &row, std::int64_t pk, PageOutcome &outcome)
{
    const auto arrived = hasFailedChangeArrived(row, pk);
    MIMIR_TRY(arrived);
    if (!*arrived) {
        MIMIR_TRY(Shadows(m_database).put(row, pk));
        return false;
    }
    if (*arrived) {
        MIMIR_TRY(m_outbox.remove(row.record.type, pk));
        ++outcome.queued; // what was waiting for it can be sent
    }
    MIMIR_TRY(m_adoption.adopt(team, row));
    return true;
}

Result<bool> RowApplier::hasFailedChangeArrived(const wire::PulledRow &row, std::int64_t pk)
{
    const auto change = m_outbox.row(row.record.type, pk);
    MIMIR_TRY(change);
    if (!*change || (*change)->state != Outbox::State::Failed
        || (*change)->item.action == wire::Action::Delete)
        return false;
    const auto here = OthersEdits(m_database).ownRow(row.record.type, pk);
    MIMIR_TRY(here);
    Record theirs = row.record;
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(theirs, pk));
    return *here && (*here)->record == theirs;
}

// Such a server does not count what it has already, so only this shows that an earlier send had arrived.
Result<bool> RowApplier::settleEqual(const LocalRow &here, PageOutcome &outcome)
{
    const auto change = m_outbox.row(here.record.type, here.pk);
    MIMIR_TRY(change);
    const bool wasTried = *change && (*change)->item.action != wire::Action::Delete
        && ((*change)->state == Outbox::State::Failed
            || ((*change)->state == Outbox::State::Ready && (*change)->item.retryCount > 0));
    if (!wasTried || here.deleted)
        return false;
    MIMIR_TRY(m_outbox.remove(here.record.type, here.pk));
    ++outcome.queued; // what was waiting for it can be sent
    return false;
}

// No revisions to compare: equal rows are skipped, a newer `updated_at` wins, the loser is stored as a conflict.
Result<bool> RowApplier::applyOlderContract(
    const Team &team, const LocalRow &here, Record incoming, PageOutcome &outcome)
{
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(incoming, here.pk));
    if (here.record == incoming)
        return settleEqual(here, outcome);
    if (here.deleted || here.record.type == EntityType::AuditLog)
        return false;
    if (m_outbox.hasOpenChange(incoming.type, here.pk)) {
        const auto mine = here.record.fields.integer("updated_at").value_or(0);
        const auto theirs = incoming.fields.integer("updated_at").value_or(0);
        if (theirs <= mine)
            return false;
        const auto conflicts = m_lost.storeReplaced(here, incoming, theirs);
        MIMIR_TRY(conflicts);
        outcome.newConflicts += *conflicts;
        MIMIR_TRY(m_outbox.remove(incoming.type, here.pk));
    }
    MIMIR_TRY(m_adoption.adopt(team, {incoming, 0, true, {}}, PageSource::Timestamps));
    return true;
}

Result<bool> RowApplier::apply(const Team &team, const wire::Deletion &deletion, PageOutcome &outcome)
{
    const auto here = EntityTable::of(deletion.type).head(m_database, deletion.id);
    MIMIR_TRY(here);
    if (*here && isOfOtherTeam(team, **here))
        return false;
    if (*here && !(*here)->own) {
        const auto conflicts = m_shared.withdraw(team, deletion, (*here)->pk);
        MIMIR_TRY(conflicts);
        outcome.newConflicts += *conflicts;
        return true;
    }
    if (deletion.isWithdrawal())
        return false; // not ours, or not here
    if (deletion.type == EntityType::AuditLog)
        return false; // audit entries are never deleted, no matter who says so
    if (*here && m_outbox.hasOpenChange(deletion.type, (*here)->pk)) {
        MIMIR_TRY(Shadows(m_database).putDeletion(deletion.type, (*here)->pk, deletion.rev));
        return false;
    }
    MIMIR_TRY(RowRemoval(m_database, m_clock)
                  .drop(team,
                      {deletion.type, deletion.id, team.pk, deletion.rev, deletion.reason == wire::kPrivacy},
                      RowRemoval::Fate::Usual));
    return here->has_value();
}

} // namespace mimir
