// What comes from the server is applied here: pages of a pull, the answers to a batch, and what follows when
// the server lost its history. Each in one transaction with the triggers silent.
//
// A row with an open local change is never overwritten: the server's version waits next to it until the change
// has its own answer. A row that was just deleted stays deleted.
#pragma once

#include "storage/applying/discarding.h"
#include "storage/applying/pageapplier.h"
#include "storage/applying/recall.h"
#include "storage/applying/reconciliation.h"
#include "storage/applying/resultapplier.h"
#include "storage/teams/epochreset.h"

namespace mimir {

class Replica {
public:
    Replica(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_random(random)
    {
    }

    using Source = PageSource;
    using PageOutcome = mimir::PageOutcome;
    using BatchOutcome = ResultApplier::Outcome;
    using DiscardOutcome = Discarding::Outcome;

    /// See PageApplier.
    Result<PageOutcome> applyPage(const Team &team, const wire::Page &page, Source source)
    {
        return PageApplier(m_database, m_clock, m_random).apply(team, page, source);
    }
    /// See ResultApplier.
    Result<BatchOutcome> applyResults(
        const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer)
    {
        return ResultApplier(m_database, m_clock, m_random).apply(team, sent, answer);
    }
    /// See EpochReset.
    Result<void> resetEpoch(const Team &team) { return EpochReset(m_database).apply(team); }
    /// See Discarding.
    Result<DiscardOutcome> discard(std::span<const std::string> ids)
    {
        return Discarding(m_database, m_clock, m_random).discard(ids);
    }
    /// See Recall.
    Result<bool> beginRecall(const Team &team) { return Recall(m_database, m_clock).begin(team); }
    /// What was put aside, and what differs, is asked for with the next run. Returns how many rows are put aside.
    Result<std::int64_t> hurryRecall()
    {
        MIMIR_TRY(reconciliation().hurry());
        return Recall(m_database, m_clock).hurry();
    }
    /// See Reconciliation.
    Reconciliation reconciliation() { return {m_database, m_clock}; }
    /// See Quarantine.
    Result<std::int64_t> quarantined() const { return Quarantine(m_database, m_clock).count(); }

private:
    Database &m_database;
    const Clock &m_clock;
    RandomSource &m_random;
};

} // namespace mimir
