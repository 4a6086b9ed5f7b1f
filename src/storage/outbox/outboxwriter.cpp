#include "storage/outbox/outboxwriter.h"

#include "storage/outbox/outboxrows.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/entitytable.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kIsAsGiven
    = "entity_type = ?1 AND entity_pk = ?2 AND op_seq IS ?3 AND (?4 = 0 OR ?4 = ";

std::optional<std::int64_t> numberOf(const QueuedItem &item)
{
    return item.opSeq > 0 ? std::optional(item.opSeq) : std::nullopt;
}

} // namespace

Result<void> OutboxWriter::nameUnknownFields(
    EntityType type, std::int64_t pk, const std::vector<std::string> &fields, Millis instant)
{
    json::Object patch;
    for (const std::string &field : fields)
        patch.setInteger(field, instant);
    patch.set("*", "null"); // json_patch removes it
    return m_database.run(
        "UPDATE sync_queue SET changed = json_patch(changed, ?3) WHERE entity_type = ?1 AND entity_pk = ?2 "
        "AND changed IS NOT NULL AND (made_under IS NOT NULL OR team IS NULL OR team NOT IN (SELECT pk FROM "
        "teams_of_other_accounts))",
        type, pk, patch.toJson());
}

Result<void> OutboxWriter::requeue(EntityType type, std::string_view id, wire::Action action)
{
    constexpr std::string_view insert = sqlText<
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, CASE WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 "
        "THEN {State::Held} ELSE {State::Ready} END) ON CONFLICT DO UPDATE SET state = {State::Ready}, "
        "retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL, op_seq = NULL WHERE "
        "state = {State::Failed}">;
    const auto head = EntityTable::of(type).head(m_database, id);
    MIMIR_TRY(head);
    if (!*head)
        return Error {
            ErrorCode::NotFound, std::string(typeName(type)) + " " + std::string(id) + " is not here"};
    if (!(*head)->own)
        return Error {ErrorCode::Forbidden, std::string(id) + " belongs to someone else in the team"};
    return m_database.run(insert, type, (*head)->pk, id, (*head)->team, action, (*head)->baseRev,
        m_database.integer("SELECT hlc FROM sync_clock").value_or(0));
}

Result<bool> OutboxWriter::reform(EntityType type, std::int64_t pk)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, "
        "reform) SELECT ?1, r.pk, r.id, r.team, ?3, r.base_rev, (SELECT hlc FROM sync_clock), 1 FROM "
            + std::string(tableName(type))
            + " r WHERE r.pk = ?2 AND r.own = 1 AND r.deleted = 0 AND r.base_rev > 0 AND r.team IS NOT NULL "
              "AND "
              "r.team NOT IN (SELECT pk FROM teams_of_other_accounts) ON CONFLICT DO UPDATE SET reform = 1, "
              "op_seq = NULL WHERE action = ?3",
        type, pk, wire::Action::Update));
    return m_database.changes() > 0;
}

Result<void> OutboxWriter::sendAgain(EntityType type, std::int64_t pk, const Edits &edits)
{
    if (edits.empty())
        return {};
    json::Object changed;
    Millis last = 0;
    for (const auto &[field, at] : edits) {
        changed.setInteger(field, at);
        last = std::max(last, at);
    }
    return m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, "
                          "base_rev, edited_at) SELECT ?1, pk, "
                          "id, team, ?3, ?4, 0, ?5 FROM "
            + std::string(tableName(type))
            + " WHERE pk = ?2 ON CONFLICT DO UPDATE SET changed = json_patch(excluded.changed, changed) "
              "WHERE action = "
              "?3 AND changed IS NOT NULL",
        type, pk, wire::Action::Update, changed.toJson(), last);
}

// For a server that does not know offers: an older copy there must lose to the row as it is.
Result<int> OutboxWriter::offer(EntityType type, std::int64_t team, std::string_view where)
{
    const std::string instant
        = type == EntityType::Conversation ? "updated_at" : std::string(createdField(type));
    const std::string table(tableName(type));
    MIMIR_TRY(m_database.run(
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, "
        "offer) SELECT ?2, pk, id, team, ?3, 0, max(COALESCE(edited_at, 0), CASE typeof("
            + instant + ") WHEN 'integer' THEN " + instant + " ELSE 0 END), 1 FROM " + table
            + " WHERE team = ?1 AND own = 1 AND deleted = 0 AND " + std::string(where)
            + " ON CONFLICT DO NOTHING",
        team, type, wire::Action::Create));
    return m_database.changes();
}

Result<void> OutboxWriter::remove(const std::vector<QueuedItem> &items)
{
    static const std::string sql
        = "DELETE FROM sync_queue WHERE " + std::string(kIsAsGiven) + std::string(kNewestEdit) + ")";
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const QueuedItem &item : items)
        MIMIR_TRY(m_database.run(sql, item.type, item.pk, numberOf(item), item.editedAt));
    return transaction.commit();
}

Result<bool> OutboxWriter::isPresent(const QueuedItem &item) const
{
    static const std::string sql
        = "SELECT 1 FROM sync_queue WHERE " + std::string(kIsAsGiven) + std::string(kNewestEdit) + ")";
    return m_database.has(sql, item.type, item.pk, numberOf(item), item.editedAt);
}

} // namespace mimir
