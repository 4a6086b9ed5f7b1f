#include "storage/teams/freshids.h"

#include "storage/rules/privacyrules.h"
#include "storage/schema/sqltext.h"
#include "storage/sqlite/database.h"

#include <utility>
#include <vector>

namespace mimir {

Result<bool> FreshIds::areNeeded(std::int64_t conversation) const
{
    return m_database.has(
        sqlText<"SELECT 1 FROM conversations c WHERE pk = ? AND (base_rev > 0 OR EXISTS (SELECT 1 "
                "FROM sync_queue WHERE entity_type = {Type::Conversation} AND entity_pk = c.pk AND "
                "op_seq IS NOT NULL))">,
        conversation);
}

Result<void> FreshIds::give(std::int64_t conversation, std::int64_t team)
{
    const auto former = m_database.readText("SELECT id FROM conversations WHERE pk = ?", conversation);
    MIMIR_TRY(former);
    const std::string id = m_make();
    MIMIR_TRY(copyRule(former->value_or(""), id));
    for (const EntityType type : {EntityType::Message, EntityType::ToolCall})
        MIMIR_TRY(toChildren(type, former->value_or(""), team));
    MIMIR_TRY(rename(EntityType::Conversation, conversation, id));
    for (const std::string_view table : {"messages", "tool_calls"})
        MIMIR_TRY(m_database.run("UPDATE " + std::string(table)
                + " SET conversation_id = ?1 WHERE conversation_id = ?2 AND team = ?3 AND own = 1 AND "
                  "deleted = 0",
            id, *former, team));
    return m_database.run(
        "UPDATE audit_logs SET conversation_id = ?1 WHERE conversation_id = ?2 AND team = ?3 AND "
        "own = 1 AND base_rev = 0",
        id, *former, team);
}

// Its privacy rule applies to the copy before anything of it is sent.
Result<void> FreshIds::copyRule(const std::string &former, const std::string &id)
{
    const auto level = m_database.readInteger("SELECT level FROM privacy_rules WHERE kind = ? AND value = ?",
        PrivacyRule::Kind::Conversation, former);
    MIMIR_TRY(level);
    return *level ? PrivacyRules(m_database)
                        .set({PrivacyRule::Kind::Conversation, id, static_cast<PrivacyLevel>(**level)})
                  : Result<void>();
}

Result<void> FreshIds::toChildren(EntityType type, const std::string &former, std::int64_t team)
{
    std::vector<std::pair<std::int64_t, std::string>> rows;
    Query found = m_database.query("SELECT pk, id FROM " + std::string(tableName(type))
            + " WHERE conversation_id = ? AND team = ? AND own = 1 AND deleted = 0",
        former, team);
    while (found.next())
        rows.emplace_back(found.integer(0), found.string(1));
    MIMIR_TRY(found.status());
    for (const auto &[pk, old] : rows) {
        const std::string id = m_make();
        MIMIR_TRY(rename(type, pk, id));
        if (type == EntityType::Message)
            MIMIR_TRY(m_database.run(
                "UPDATE tool_calls SET message_id = ?1 WHERE message_id = ?2 AND conversation_id = ?3", id,
                old, former));
    }
    return {};
}

Result<void> FreshIds::rename(EntityType type, std::int64_t pk, const std::string &id)
{
    MIMIR_TRY(m_database.run("UPDATE " + std::string(tableName(type)) + " SET id = ? WHERE pk = ?", id, pk));
    return m_database.run(
        "UPDATE sync_queue SET id = ? WHERE entity_type = ? AND entity_pk = ?", id, type, pk);
}

} // namespace mimir
