#include "storage/teams/rowhandover.h"

#include "core/records/entity.h"
#include "core/wire/wire.h"
#include "storage/schema/sqltext.h"
#include "storage/sqlite/database.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/freshids.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace mimir {
namespace {

// The conversations of a team in which something other than a deletion waits.
constexpr std::string_view kMoving = sqlText<R"sql(
    WITH waiting AS (
        SELECT entity_type, entity_pk FROM sync_queue WHERE team = ?1 AND (action <> {Action::Delete})
            AND state IN ({State::Ready}, {State::Failed}, {State::OtherAccount})
        UNION SELECT entity_type, entity_pk FROM others_edits WHERE team = ?1)
    SELECT c.pk FROM conversations c WHERE c.team = ?1 AND c.own = 1 AND c.deleted = 0 AND (
        EXISTS (SELECT 1 FROM waiting WHERE entity_type = {Type::Conversation} AND entity_pk = c.pk)
        OR EXISTS (SELECT 1 FROM messages m JOIN waiting w ON w.entity_type = {Type::Message} AND w.entity_pk = m.pk
            WHERE m.conversation_id = c.id)
        OR EXISTS (SELECT 1 FROM tool_calls m JOIN waiting w ON w.entity_type = {Type::ToolCall}
            AND w.entity_pk = m.pk WHERE m.conversation_id = c.id)
        OR EXISTS (SELECT 1 FROM audit_logs m JOIN waiting w ON w.entity_type = {Type::AuditLog}
            AND w.entity_pk = m.pk WHERE m.conversation_id = c.id))
    UNION ALL
    SELECT -l.pk FROM audit_logs l JOIN waiting w ON w.entity_type = {Type::AuditLog} AND w.entity_pk = l.pk
        WHERE l.team = ?1 AND l.conversation_id IS NULL)sql">;

// One entity type: which rows move, by the pk of conversation ?1 (audit entries outside of one: minus their
// own pk).
struct Kind {
    EntityType type;
    std::string_view moves, created;
};
constexpr std::array<Kind, 4> kKinds {{
    {EntityType::Conversation, "pk = ?1", "updated_at"},
    {EntityType::Message, "conversation_id = (SELECT id FROM conversations WHERE pk = ?1)", "timestamp"},
    {EntityType::ToolCall, "conversation_id = (SELECT id FROM conversations WHERE pk = ?1)", "started_at"},
    {EntityType::AuditLog, "(pk = -?1 OR conversation_id = (SELECT id FROM conversations WHERE pk = ?1))",
        "timestamp"},
}};

/// Makes new rows of those of one type that move with `one`, in no team.
Result<void> unbind(Database &database, const Kind &kind, std::int64_t one, std::int64_t from)
{
    const std::string table(tableName(kind.type)), type = sqlNumber(kind.type), created(kind.created);
    const std::string those = " WHERE team = ?2 AND own = 1 AND deleted = 0 AND " + std::string(kind.moves);
    const std::string here = " AND entity_pk IN (SELECT pk FROM " + table + those + ")";
    MIMIR_TRY(database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, "
                           "edited_at) SELECT "
            + type + ", pk, id, team, ?3, 0, max(COALESCE(edited_at, 0), CASE typeof(" + created
            + ") WHEN 'integer' THEN " + created + " ELSE 0 END) FROM " + table + those
            + " ON CONFLICT DO NOTHING",
        one, from, wire::Action::Create));
    MIMIR_TRY(database.run(
        std::string(sqlText<
            "UPDATE sync_queue SET action = {Action::Create}, changed = NULL, base_rev = 0, known_rev = 0, "
            "op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL, "
            "state = CASE WHEN state IN ({State::Failed}, {State::OtherAccount}) THEN {State::Ready} ELSE "
            "state END, made_under = NULL WHERE entity_type = ">)
            + type + here,
        one, from));
    const std::string ofType = " WHERE entity_type = " + type + here;
    MIMIR_TRY(database.run("DELETE FROM sync_shadow" + ofType, one, from));
    MIMIR_TRY(database.run("DELETE FROM others_edits" + ofType, one, from));
    const std::string numbered = kind.type == EntityType::AuditLog ? ", device_seq = NULL" : "";
    return database.run("UPDATE " + table + " SET team = NULL, base_rev = 0" + numbered + those, one, from);
}

} // namespace

// They become new rows, because no one else knows what the other account has at the server. Binding numbers
// audit entries and updates the outbox (schema.h).
Result<RowHandover::Moved> RowHandover::run(std::int64_t from, std::int64_t into)
{
    std::vector<std::int64_t> moving;
    Query rows = m_database.query(kMoving, from);
    while (rows.next())
        moving.push_back(rows.integer(0));
    MIMIR_TRY(rows.status());
    int copies = 0;
    for (const std::int64_t one : moving) {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        const auto left = leaveOriginal(one, from);
        MIMIR_TRY(left);
        copies += *left ? 1 : 0;
        for (const Kind &kind : kKinds)
            MIMIR_TRY(unbind(m_database, kind, one, from));
        MIMIR_TRY(m_database.run("UPDATE audit_logs SET team = ?2 WHERE pk = -?1", one, into));
        MIMIR_TRY(m_database.run("UPDATE conversations SET team = ?2 WHERE pk = ?1", one, into));
    }
    const auto entries = std::ranges::count_if(moving, [](std::int64_t one) { return one < 0; });
    const auto all = static_cast<int>(moving.size());
    return Moved {all - static_cast<int>(entries), static_cast<int>(entries), copies};
}

// The other account's devices and its server have it without the changes, and so will this one.
Result<bool> RowHandover::leaveOriginal(std::int64_t conversation, std::int64_t team)
{
    FreshIds ids(m_database, m_makeId);
    const auto isAtServer = ids.areNeeded(conversation);
    MIMIR_TRY(isAtServer);
    if (!*isAtServer)
        return false;
    MIMIR_TRY(ids.give(conversation, team));
    MIMIR_TRY(m_database.run("UPDATE teams SET cursor = '', full_pull = 1 WHERE pk = ?", team));
    return true;
}

} // namespace mimir
