#include "storage/applying/sharedrows.h"

#include "storage/outbox/outbox.h"
#include "storage/teams/accountregistry.h"
#include "storage/trash/rowremoval.h"

namespace mimir {

bool SharedRows::belongsToOwnConversation(const Record &record) const
{
    return record.type != EntityType::Conversation
        && m_database.integer(
            "SELECT 1 FROM conversations WHERE id = ? AND own = 1", record.conversationId());
}

bool SharedRows::isSharedWithBoth(const EntityTable::Head &row, const Team &team) const
{
    return !row.own && row.team && AccountRegistry(m_database).areOneTeam(*row.team, team.pk);
}

Result<void> SharedRows::adoptAsOwn(const Team &team, EntityType type, std::int64_t pk)
{
    return m_database.run(
        "UPDATE " + std::string(tableName(type)) + " SET own = 1, team = ?2 WHERE pk = ?1", pk, team.pk);
}

Result<int> SharedRows::withdraw(const Team &team, const wire::Deletion &deletion, std::int64_t pk)
{
    const auto stored = m_lost.storeEdits(
        {deletion.type, deletion.id, pk, deletion.reason, nullptr, Conflict::State::Unseen});
    MIMIR_TRY(stored);
    MIMIR_TRY(Outbox(m_database).remove(deletion.type, pk));
    RowRemoval removal(m_database, m_clock);
    if (deletion.isWithdrawal())
        MIMIR_TRY(removal.remove(deletion.type, pk)); // it may be shared again
    else
        MIMIR_TRY(removal.drop(team, deletion.type, deletion.id, deletion.rev));
    return *stored;
}

} // namespace mimir
