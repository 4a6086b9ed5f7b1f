// Applies a page of a pull and its cursor in one transaction, with the triggers silent (docs/protocol.md,
// "GET /sync/pull"). A row that cannot be applied is quarantined, and the rest of the page is applied.
#pragma once

#include "storage/applying/quarantine.h"
#include "storage/applying/rowapplier.h"

namespace mimir {

class PageApplier {
public:
    PageApplier(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_random(random), m_rows(database, clock, random),
          m_quarantine(database, clock)
    {
    }

    /// Error: Cancelled (the page comes from an address that the team has left).
    Result<PageOutcome> apply(const Team &team, const wire::Page &page, PageSource source);

private:
    struct Run {
        const Team &team;
        const wire::Page &page;
        PageSource source;
        bool anyQuarantined;
        std::int64_t position; ///< before the page, as it is saved
        PageOutcome outcome = {};
        bool putAside = false;        ///< something of the page
        bool isAllPutAsideNew = true; ///< all of that has a revision after the position
    };
    Result<void> applyAll(Run &run);
    Result<void> applyOrQuarantine(Run &run, const wire::PulledRow &row);
    Result<void> putAside(Run &run, const wire::PulledRow &row, std::string_view reason);
    Result<void> applyDeletions(Run &run);
    Result<void> applyDeletion(Run &run, const wire::Deletion &deletion);
    Result<void> storeConflicts(Run &run);
    /// A version of this row was applied.
    Result<void> release(const Run &run, EntityType type, std::string_view id);
    Result<void> advance(Run &run, std::int64_t position);
    /// The full history has been requested again since this page was requested (Discarding).
    bool isRestarted(const Team &team) const;

    Database &m_database;
    const Clock &m_clock;
    RandomSource &m_random;
    RowApplier m_rows;
    Quarantine m_quarantine;
};

} // namespace mimir
