// The way out for changes that a server refuses permanently: back to its version, without losing anything.
#pragma once

#include "storage/applying/lostvalues.h"
#include "storage/applying/rowadoption.h"
#include "storage/outbox/outbox.h"

#include <span>
#include <string>

namespace mimir {

class Discarding {
public:
    Discarding(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_outbox(database), m_adoption(database, clock, random),
          m_lost(database, clock, random)
    {
    }

    struct Outcome {
        int reverted = 0; ///< the row is, or will be after the next pull, as the server has it
        int keptHere = 0; ///< the server never had the row: it stays on this device and is not sent
    };
    /// The user gives up changes that the server refused (state Failed; others are not touched). What was
    /// written is stored as a dismissed conflict and can be restored from there. Where the server's version
    /// is not here, its team is pulled from the start once.
    Result<Outcome> discard(std::span<const std::string> ids);

private:
    Result<void> discardOne(const QueuedItem &item, Outcome &outcome);
    Result<void> revert(const Team &team, const QueuedItem &item);
    /// Undoes a delete, or stores the edits that are given up.
    Result<void> giveUp(const QueuedItem &item, const wire::PulledRow *theirs);
    /// Whatever version the server has replaces the edited fields.
    Result<void> giveUpInstants(const QueuedItem &item);
    /// The next pull fetches the row as it was before the edit.
    Result<void> fetchAgain(const Team &team, const QueuedItem &item);

    Database &m_database;
    const Clock &m_clock;
    Outbox m_outbox;
    RowAdoption m_adoption;
    LostValues m_lost;
};

} // namespace mimir
