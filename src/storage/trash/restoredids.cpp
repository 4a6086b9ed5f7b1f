#include "storage/trash/restoredids.h"

#include "storage/schema/sqltext.h"

#include <utility>

namespace mimir {
namespace {

// Rows of this device that were recorded into the former conversation, or into one that was restored as ?1
// before. A caller names the table before it, and adds the type of its changes and the brackets.
constexpr std::string_view kRecordedSince = sqlText<R"sql(
     r WHERE r.base_rev = 0 AND r.own = 1 AND (r.conversation_id = ?2 OR r.conversation_id IN
        (SELECT former FROM restored_ids WHERE entity_type = {Type::Conversation} AND id = ?1))
      AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = r.conversation_id)
      AND EXISTS (SELECT 1 FROM sync_queue q WHERE q.entity_pk = r.pk AND q.action = {Action::Create})sql">;

} // namespace

Result<void> RestoredIds::note(EntityType type, std::string_view former, std::string_view id)
{
    MIMIR_TRY(m_database.run(
        "UPDATE restored_ids SET id = ?3 WHERE entity_type = ?1 AND id = ?2", type, former, id));
    return m_database.run("INSERT OR REPLACE INTO restored_ids VALUES (?, ?, ?)", type, former, id);
}

Result<std::optional<std::string>> RestoredIds::now(EntityType type, std::string_view former) const
{
    const std::string table(tableName(type));
    return m_database.readText(
        "SELECT r.id FROM restored_ids r WHERE r.entity_type = ?1 AND r.former = ?2 AND "
        "NOT EXISTS (SELECT 1 FROM "
            + table + " WHERE id = ?2) AND EXISTS (SELECT 1 FROM " + table
            + " WHERE id = r.id AND deleted = 0 AND own = 1)",
        type, former);
}

bool RestoredIds::any() const
{
    return m_database.integer("SELECT 1 FROM restored_ids LIMIT 1").has_value();
}

Result<Record> RestoredIds::redirected(const Record &record) const
{
    Record out = record;
    if (record.type == EntityType::AuditLog || !any())
        return out;
    const auto own = now(record.type, record.id);
    MIMIR_TRY(own);
    out.id = own->value_or(record.id);
    for (const auto &[field, type] : {std::pair("conversation_id", EntityType::Conversation),
             std::pair("message_id", EntityType::Message)}) {
        const auto named = record.fields.text(field);
        if (!named)
            continue;
        const auto there = now(type, *named);
        MIMIR_TRY(there);
        if (*there)
            out.fields.setText(field, **there);
    }
    return out;
}

Result<void> RestoredIds::adopt(EntityType child, std::string_view former, std::string_view id)
{
    const std::string table(tableName(child));
    const std::string those = " IN (SELECT r.pk FROM " + table + std::string(kRecordedSince)
        + " AND q.entity_type = " + sqlNumber(child) + "))";
    const std::string team = "team = (SELECT team FROM conversations WHERE id = ?1)";
    // A number already assigned is for the old content: the server's answer to it must not count for the new
    // one.
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET op_seq = NULL, retry_count = 0, next_attempt_at = 0, "
            + team + " WHERE entity_type = " + sqlNumber(child) + " AND entity_pk" + those,
        id, former));
    return m_database.run(
        "UPDATE " + table + " SET conversation_id = ?1, " + team + " WHERE pk" + those, id, former);
}

Result<void> RestoredIds::adopt(std::string_view former, std::string_view id)
{
    MIMIR_TRY(adopt(EntityType::Message, former, id));
    return adopt(EntityType::ToolCall, former, id);
}

} // namespace mimir
