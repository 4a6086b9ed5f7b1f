#include "storage/views/changelist.h"

#include "storage/schema/sqltext.h"
#include "storage/views/bounds.h"

namespace mimir {
namespace {

// The conversation that an outbox row belongs to, whatever its type; a deleted one no longer has a title.
constexpr std::string_view kRows = sqlText<R"sql(
    SELECT q.id, q.entity_type, q.edited_at, q.retry_count, q.next_attempt_at, q.error_code, q.state,
        (SELECT substr(c.title, 1, ?1) FROM conversations c WHERE c.id = CASE q.entity_type
            WHEN {Type::Conversation} THEN q.id
            WHEN {Type::Message} THEN (SELECT conversation_id FROM messages WHERE pk = q.entity_pk)
            WHEN {Type::ToolCall} THEN (SELECT conversation_id FROM tool_calls WHERE pk = q.entity_pk)
            WHEN {Type::AuditLog} THEN (SELECT conversation_id FROM audit_logs WHERE pk = q.entity_pk) END),
        q.team IS NULL AND q.state = {State::Ready} AND q.entity_type IN ({Type::Message}, {Type::ToolCall})
            AND EXISTS (SELECT 1 FROM teams)
    FROM sync_queue q WHERE )sql">;
constexpr std::string_view kRefused
    = sqlText<"q.state = {State::Failed} OR (q.state = {State::Ready} AND q.retry_count > 0)">;
constexpr std::string_view kInOrder = " ORDER BY q.edited_at, q.entity_type, q.entity_pk LIMIT ?3";

Result<std::vector<ChangeRow>> read(Query rows)
{
    std::vector<ChangeRow> list;
    while (rows.next()) {
        ChangeRow row;
        row.id = rows.string(0);
        row.type = static_cast<EntityType>(rows.integer(1));
        row.editedAt = rows.integer(2);
        row.tries = static_cast<int>(rows.integer(3));
        row.nextTry = rows.integer(4);
        row.errorCode = rows.string(5);
        row.state = static_cast<Outbox::State>(rows.integer(6));
        row.title = rows.string(7);
        row.lacksConversation = rows.integer(8) == 1;
        list.push_back(std::move(row));
    }
    MIMIR_TRY(rows.status());
    return list;
}

} // namespace

Result<std::vector<ChangeRow>> changeRows(Database &database, Outbox::State state, std::size_t limit)
{
    static const std::string sql = std::string(kRows) + "q.state = ?2" + std::string(kInOrder);
    return read(database.query(sql, views::kTitleCharacters, state, limit));
}

Result<std::vector<ChangeRow>> refusedChangeRows(Database &database, std::size_t limit)
{
    static const std::string sql = std::string(kRows) + std::string(kRefused) + std::string(kInOrder);
    return read(database.query(sql, views::kTitleCharacters, nullptr, limit));
}

Result<std::vector<std::pair<std::string, std::int64_t>>> failureCodes(Database &database, std::size_t limit)
{
    Query rows = database.query(
        sqlText<"SELECT COALESCE(error_code, ''), COUNT(*) FROM sync_queue WHERE state = {State::Failed} "
                "GROUP BY 1 LIMIT ?">,
        limit);
    std::vector<std::pair<std::string, std::int64_t>> codes;
    while (rows.next())
        codes.emplace_back(rows.string(0), rows.integer(1));
    MIMIR_TRY(rows.status());
    return codes;
}

} // namespace mimir
