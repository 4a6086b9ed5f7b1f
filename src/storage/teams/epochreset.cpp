#include "storage/teams/epochreset.h"

#include "core/records/entity.h"
#include "storage/outbox/outboxwriter.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/triggersuppressor.h"

namespace mimir {

Result<void> EpochReset::apply(const Team &team)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        MIMIR_TRY(noteFormerEpoch(team));
        MIMIR_TRY(offerChanges(team));
        for (EntityType type : kEntityTypes)
            MIMIR_TRY(offerRows(team, type));
        MIMIR_TRY(removeAgain(team));
        MIMIR_TRY(forgetRevisions(team));
    }
    return transaction.commit();
}

// Waiting offers come from a history before that one: the earliest is recorded.
Result<void> EpochReset::noteFormerEpoch(const Team &team)
{
    return m_database.run(
        "UPDATE teams SET former_epoch = epoch WHERE pk = ?1 AND epoch <> '' AND (former_epoch = "
        "'' OR NOT EXISTS (SELECT 1 FROM sync_queue WHERE team = ?1 AND offer = 1))",
        team.pk);
}

// The row of a waiting edit may be lost entirely: the edit is sent with the row.
Result<void> EpochReset::offerChanges(const Team &team)
{
    MIMIR_TRY(m_database.run(
        sqlText<"UPDATE sync_queue SET action = {Action::Create}, offer = 1 WHERE team = ? AND action = "
                "{Action::Update} AND state IN ({State::Ready}, {State::Failed})">,
        team.pk));
    return m_database.run(
        sqlText<"UPDATE sync_queue SET offer = 1 WHERE team = ? AND action = {Action::Delete}">, team.pk);
}

Result<void> EpochReset::offerRows(const Team &team, EntityType type)
{
    const std::string table(tableName(type));
    const bool child = type == EntityType::Message || type == EntityType::ToolCall;
    // What was deleted with its conversation is removed when that deletion is confirmed.
    const std::string alive = child ? "NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = " + table
            + ".conversation_id AND c.deleted = 1)"
                                    : "true";
    MIMIR_TRY(m_database.run("UPDATE " + table + " SET base_rev = 0 WHERE team = ?", team.pk));
    MIMIR_TRY(OutboxWriter(m_database).offer(type, team.pk, alive));
    return {};
}

// It may be in the history that the server continues from.
Result<void> EpochReset::removeAgain(const Team &team)
{
    return m_database.run(
        sqlText<"UPDATE sync_queue SET action = {Action::Delete}, changed = NULL, state = {State::Ready} "
                "WHERE team = ? AND entity_type = {Type::Conversation} AND entity_pk IN (SELECT c.pk FROM "
                "conversations c JOIN tombstones t ON t.id = c.id AND t.entity_type = {Type::Conversation} "
                "WHERE c.deleted = 0)">,
        team.pk);
}

Result<void> EpochReset::forgetRevisions(const Team &team)
{
    MIMIR_TRY(m_database.run(
        "UPDATE sync_queue SET op_seq = NULL, base_rev = 0, known_rev = 0 WHERE team = ?", team.pk));
    MIMIR_TRY(m_database.run("UPDATE others_edits SET base_rev = 0 WHERE team = ?", team.pk));
    MIMIR_TRY(m_database.run(
        "DELETE FROM sync_shadow WHERE EXISTS (SELECT 1 FROM sync_queue q WHERE q.team = ? AND "
        "q.entity_type = sync_shadow.entity_type AND q.entity_pk = sync_shadow.entity_pk)",
        team.pk));
    // The user has not agreed to them, and this history may have the rows.
    MIMIR_TRY(m_database.run("DELETE FROM held_deletions WHERE team = ?", team.pk));
    // The team of tombstones from before the second schema is unknown.
    MIMIR_TRY(
        m_database.run("UPDATE tombstones SET rev = 0, doubted = 1 WHERE team = ? OR team IS NULL", team.pk));
    return m_database.run(
        "UPDATE teams SET cursor = '', position = 0, epoch = '', proof = '', proof_position = 0, "
        "full_pull = 1, rebuilding = 1 WHERE pk = ?",
        team.pk);
}

} // namespace mimir
