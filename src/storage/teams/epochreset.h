// The server lost its history (another epoch): its team is pulled from the start, and every own row of it is
// offered again. The server's rule merges what is offered field by field, and its own newer rows arrive through
// the shadow, so neither side's edits are lost. What was deleted before is in doubt; it is deleted again if the
// new history turns out to have it (Rebuilding).
#pragma once

#include "core/records/entity.h"
#include "storage/teams/teamregistry.h"

namespace mimir {

class EpochReset {
public:
    explicit EpochReset(Database &database) : m_database(database) { }

    Result<void> apply(const Team &team);

private:
    Result<void> noteFormerEpoch(const Team &team);
    /// Makes an offer of every change that waits, and of every row that is at the server.
    Result<void> offerChanges(const Team &team);
    Result<void> offerRows(const Team &team, EntityType type);
    /// What was asked to be removed from the server for privacy is asked again.
    Result<void> removeAgain(const Team &team);
    /// Nothing counts any more that refers to the former history.
    Result<void> forgetRevisions(const Team &team);

    Database &m_database;
};

} // namespace mimir
