// Applies one row or one deletion of a page.
//
// A row with an open local change is never overwritten: the server's version waits next to it (Shadows). A row
// that was just deleted stays deleted (Tombstones). A deletion removes the row as RowRemoval says.
//
// Only inside TriggerSuppressor.
#pragma once

#include "storage/applying/pageoutcome.h"
#include "storage/applying/rowadoption.h"
#include "storage/applying/sharedrows.h"
#include "storage/applying/tombstones.h"
#include "storage/outbox/outbox.h"

namespace mimir {

class RowApplier {
public:
    RowApplier(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_outbox(database), m_adoption(database, clock, random),
          m_shared(database, clock, random), m_lost(database, clock, random)
    {
    }

    /// The position of the page that comes, if it names one.
    void setPosition(std::optional<std::int64_t> position) { m_position = position; }
    /// Returns whether the row here changed. Errors: Immutable, Validation (it cannot be applied), Exists (its id is
    /// bound to another team), Store*.
    Result<bool> apply(const Team &team, const wire::PulledRow &row, PageSource source, PageOutcome &outcome);
    /// Returns whether the row was here.
    Result<bool> apply(const Team &team, const wire::Deletion &deletion, PageOutcome &outcome);

private:
    Result<bool> applyNew(const Team &team, const wire::PulledRow &row, Tombstones::Verdict verdict);
    Result<bool> applyOver(const Team &team, const wire::PulledRow &row, const EntityTable::Head &here,
        PageSource source, PageOutcome &outcome);
    Result<bool> applyBesideChange(
        const Team &team, const wire::PulledRow &row, std::int64_t pk, PageOutcome &outcome);
    Result<bool> applyToOtherTeam(const Team &team, const wire::PulledRow &row, std::int64_t other);
    /// The original contract: the row is at the server as it is here.
    Result<bool> settleEqual(const LocalRow &here, PageOutcome &outcome);
    Result<bool> applyOlderContract(
        const Team &team, const LocalRow &here, Record incoming, PageOutcome &outcome);
    /// What was marked as failed is at the server, unchanged: an earlier send of it had arrived.
    Result<bool> hasFailedChangeArrived(const wire::PulledRow &row, std::int64_t pk);
    /// Queues the masked form of what the server still has as it is.
    Result<void> maskAgain(const wire::PulledRow &row, std::int64_t pk);
    /// The row counts as known up to `rev` only.
    Result<void> lowerRevision(EntityType type, std::int64_t pk, std::int64_t rev);
    bool isOfOtherTeam(const Team &team, const EntityTable::Head &here) const;

    Database &m_database;
    const Clock &m_clock;
    Outbox m_outbox;
    RowAdoption m_adoption;
    SharedRows m_shared;
    LostValues m_lost;
    std::optional<std::int64_t> m_position;
};

} // namespace mimir
