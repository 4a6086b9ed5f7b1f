// Rows that teammates share: copies for reading. They are never offered to a server again, they are removed
// without a tombstone when they are no longer shared, and local edits in them are then stored as conflicts.
//
// Only inside TriggerSuppressor.
#pragma once

#include "core/wire/wire.h"
#include "storage/applying/lostvalues.h"
#include "storage/tables/entitytable.h"
#include "storage/teams/teamregistry.h"

namespace mimir {

class SharedRows {
public:
    SharedRows(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_lost(database, clock, random)
    {
    }

    /// A row of a conversation that is the user's own.
    bool belongsToOwnConversation(const Record &record) const;
    /// A colleague's row arrived while another account was signed in, whose team `team` is, too.
    bool isSharedWithBoth(const EntityTable::Head &row, const Team &team) const;
    /// The user's own row first arrived while another account was signed in, for which it is a colleague's.
    Result<void> adoptAsOwn(const Team &team, EntityType type, std::int64_t pk);
    /// Removes a teammate's row. Returns how many local edits in it were stored as conflicts.
    Result<int> withdraw(const Team &team, const wire::Deletion &deletion, std::int64_t pk);

private:
    Database &m_database;
    const Clock &m_clock;
    LostValues m_lost;
};

} // namespace mimir
