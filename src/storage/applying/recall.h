// When what was put aside (Quarantine) is asked for again: a team's pull goes back to before the first of it. A version
// that can be applied ends a row's quarantine; so does a complete pull that does not bring the row any more.
//
// The work is bounded whatever the server does: the first time after an hour, then after twice as long each time, at
// most once a week; and by what the history has from there on.
#pragma once

#include "core/clock.h"
#include "storage/teams/teamregistry.h"

#include <string>

namespace mimir {

class Recall {
public:
    Recall(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    /// Of the team's page something was put aside. `isNew`: all of it has a revision after the team's position, so it
    /// comes again from the cursor of the page before; otherwise only from the beginning.
    Result<void> notePutAside(const Team &team, bool isNew);
    /// If it is time, moves the team's cursor back. True: it did.
    Result<bool> begin(const Team &team);
    /// The full pull has caught up.
    Result<void> end(const Team &team);
    /// The user wants it now: the next pull of every team goes back. Returns how many rows are put aside.
    Result<std::int64_t> hurry();

private:
    struct Plan {
        std::string cursor; ///< where to go back to, in the history `epoch`; empty = the beginning
        std::string epoch;
        Millis next = 0;  ///< when
        Millis began = 0; ///< the one under way; 0 = none
        std::int64_t times = 0;
    };
    /// nullopt: none is saved.
    Result<std::optional<Plan>> plan(std::int64_t team) const;
    Result<void> save(std::int64_t team, const Plan &plan);
    Result<bool> hasAny(std::int64_t team) const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
