#include "storage/tables/othersedits.h"

#include "storage/schema/sqltext.h"

#include <string>
#include <vector>

namespace mimir {
namespace {

constexpr std::string_view kAllUnknown = "*", kThisRow = " WHERE entity_type = ?1 AND entity_pk = ?2";
// The present account's own conversations.
constexpr std::string_view kOurs = "team NOT IN (SELECT pk FROM teams_of_other_accounts)";

std::string columnOf(const std::string &field)
{
    return field == kAllUnknown ? "extra" : field;
}

// What the row has now is what the edit is on.
std::string rebaseSql(const std::string &table, const std::string &column)
{
    const std::string now = "(SELECT " + column + " FROM " + table + " WHERE pk = ?2)";
    return "UPDATE others_edits SET was = " + now + ", base_rev = CASE WHEN was IS " + now
        + " THEN (SELECT base_rev FROM " + table + " WHERE pk = ?2) ELSE base_rev END" + std::string(kThisRow)
        + " AND field = ?3";
}

std::string putBackSql(const std::string &table, const std::string &column)
{
    return "UPDATE " + table + " SET " + column + " = (SELECT value FROM others_edits" + std::string(kThisRow)
        + " AND field = ?3) WHERE pk = ?2";
}

} // namespace

Result<void> OthersEdits::takeOut(LocalRow &row) const
{
    Record &record = row.record;
    std::optional<json::Object> extra;
    Query edits = m_database.query(
        "SELECT field, was FROM others_edits WHERE entity_type = ? AND entity_pk = ? ORDER BY field",
        record.type, row.pk);
    while (edits.next()) {
        const std::string field = edits.string(0);
        if (field == kAllUnknown) { // the first one
            row.removeExtra();
            if (auto before = json::parseObject(edits.text(1), json::Author::Store))
                extra = std::move(*before);
            continue;
        }
        const FieldSpec *spec = findField(record.type, field);
        std::string was = spec ? EntityTable::fieldJson(edits, 1, *spec) : std::string();
        if (was.empty())
            record.fields.remove(field);
        else
            record.fields.set(field, std::move(was));
    }
    if (extra)
        row.addExtra(*extra);
    return edits.status();
}

Result<std::optional<LocalRow>> OthersEdits::ownRow(EntityType type, std::int64_t pk) const
{
    auto row = EntityTable::of(type).byPk(m_database, pk);
    MIMIR_TRY(row);
    if (*row)
        MIMIR_TRY(takeOut(**row));
    return std::move(*row);
}

Result<void> OthersEdits::putBack(EntityType type, std::int64_t pk)
{
    std::vector<std::string> fields;
    Query edits = m_database.query(
        "SELECT field FROM others_edits WHERE entity_type = ? AND entity_pk = ?", type, pk);
    while (edits.next())
        fields.push_back(edits.string(0));
    MIMIR_TRY(edits.status());
    const std::string table(tableName(type));
    for (const std::string &field : fields) {
        const std::string column = columnOf(field);
        MIMIR_TRY(m_database.run(rebaseSql(table, column), type, pk, field));
        MIMIR_TRY(m_database.run(putBackSql(table, column), type, pk, field));
    }
    return fields.empty()
        ? Result<void>()
        : m_database.run("DELETE FROM others_edits" + std::string(kThisRow) + " AND was IS value", type, pk);
}

Result<void> OthersEdits::raiseBase(EntityType type, std::int64_t pk, std::int64_t from, std::int64_t rev)
{
    static const std::string sql = "UPDATE others_edits SET base_rev = max(base_rev, ?4)"
        + std::string(kThisRow) + " AND base_rev >= ?3";
    return m_database.run(sql, type, pk, from, rev);
}

Result<bool> OthersEdits::keepHere(EntityType type, std::int64_t pk)
{
    static const std::string sql = std::string(sqlText<"UPDATE others_edits SET state = {State::Kept}">)
        + std::string(kThisRow) + " AND team IN (SELECT pk FROM teams_of_other_accounts)";
    MIMIR_TRY(m_database.run(sql, type, pk));
    return m_database.changes() > 0;
}

Result<bool> OthersEdits::isOfAnother(EntityType type, std::string_view id) const
{
    return m_database.has("SELECT 1 FROM " + std::string(tableName(type))
            + " r JOIN teams_of_other_accounts t ON t.pk = r.team WHERE r.id = ?2 AND NOT EXISTS (SELECT 1 "
              "FROM sync_queue WHERE entity_type = ?1 AND entity_pk = r.pk AND made_under IS NOT NULL)",
        type, id);
}

Result<std::int64_t> OthersEdits::count() const
{
    const auto rows = m_database.readInteger(
        "SELECT COUNT(*) FROM (SELECT DISTINCT entity_type, entity_pk FROM others_edits)");
    MIMIR_TRY(rows);
    return rows->value_or(0);
}

Result<int> OthersEdits::rows(std::string_view account) const
{
    const std::string those = " WHERE made_under = ?1 AND " + std::string(kOurs);
    const auto found = m_database.readInteger("SELECT COUNT(*) FROM (SELECT entity_type, entity_pk FROM "
                                              "sync_queue"
            + those + " UNION SELECT entity_type, entity_pk FROM others_edits" + those + ")",
        account);
    MIMIR_TRY(found);
    return static_cast<int>(found->value_or(0));
}

// Until now they did not date the conversation.
Result<void> OthersEdits::date(std::string_view account)
{
    return m_database.run(
        std::string(sqlText<"UPDATE conversations SET updated_at = CASE WHEN updated_at > e.at + 86400000 "
                            "THEN e.at ELSE max(COALESCE(updated_at, 0), e.at) END "
                            "FROM (SELECT entity_pk, max(at) AS at FROM others_edits WHERE "
                            "entity_type = {Type::Conversation} AND made_under = ? AND ">)
            + std::string(kOurs) + " GROUP BY entity_pk) e WHERE pk = e.entity_pk",
        account);
}

// As an edit of the present account, made when and on what it was made. What was recorded in privacy mode, or under
// the rule "nothing", stays held or kept.
Result<void> OthersEdits::queue(EntityType type, std::string_view account)
{
    const std::string table(tableName(type)), number = sqlNumber(type);
    return m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, "
                          "base_rev, edited_at, state) SELECT "
            + number
            + std::string(sqlText<
                ", e.entity_pk, r.id, e.team, {Action::Update}, json_group_object(e.field, e.at), "
                "min(e.base_rev), max(e.at), CASE WHEN max(e.state) IN ({State::Held}, {State::Kept}) THEN "
                "max(e.state) ELSE {State::Ready} END FROM others_edits e JOIN ">)
            + table + " r ON r.pk = e.entity_pk WHERE r.deleted = 0 AND e.entity_type = " + number
            + " AND e.made_under = ?1 AND e." + std::string(kOurs)
            + std::string(sqlText<
                " GROUP BY e.entity_pk ON CONFLICT(entity_type, entity_pk) DO UPDATE SET op_seq = NULL, "
                "retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL, "
                "base_rev = min(base_rev, excluded.base_rev), state = CASE WHEN state >= {State::Held} THEN "
                "state "
                "ELSE excluded.state END, changed = CASE action WHEN {Action::Delete} THEN NULL ELSE ">)
            + "json_patch(COALESCE(changed, '{}'), excluded.changed) END",
        account);
}

Result<int> OthersEdits::release(std::string_view account)
{
    const auto found = rows(account);
    MIMIR_TRY(found);
    if (*found == 0)
        return 0;
    for (const EntityType type : {EntityType::Conversation, EntityType::Message, EntityType::ToolCall})
        MIMIR_TRY(queue(type, account));
    MIMIR_TRY(date(account));
    const std::string ours(kOurs);
    MIMIR_TRY(m_database.run("DELETE FROM others_edits WHERE made_under = ? AND " + ours, account));
    // What its own account added to a conversation that waited has waited with it.
    MIMIR_TRY(m_database.run(
        std::string(sqlText<
            "UPDATE sync_queue SET state = CASE state WHEN {State::OtherAccount} THEN {State::Ready} "
            "ELSE state END, made_under = NULL WHERE (made_under = ? OR (made_under IS NULL AND state "
            "= {State::OtherAccount})) AND ">)
            + ours,
        account));
    return *found;
}

} // namespace mimir
