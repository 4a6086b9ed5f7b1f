// What follows when the pull after an EpochReset has caught up: rows of teammates that were not sent again are
// removed, and what was deleted before the server lost its history is deleted there again.
//
// Only inside TriggerSuppressor.
#pragma once

#include "storage/applying/pageoutcome.h"
#include "storage/applying/sharedrows.h"

namespace mimir {

class Rebuilding {
public:
    Rebuilding(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_shared(database, clock, random)
    {
    }

    /// The pull has caught up with `position`. Does nothing for a team that is not being rebuilt.
    Result<void> end(const Team &team, std::int64_t position, PageOutcome &outcome);

private:
    Result<void> withdrawUnsent(const Team &team, EntityType type, PageOutcome &outcome);
    Result<int> queueDeletesOfConversations(const Team &team, std::int64_t position);
    Result<int> queueDeletesOfChildren(const Team &team, EntityType child, std::int64_t position);

    Database &m_database;
    SharedRows m_shared;
};

} // namespace mimir
