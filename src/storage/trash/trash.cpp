#include "storage/trash/trash.h"

#include "storage/schema/sqltext.h"
#include "storage/tables/storesettings.h"

#include <algorithm>
#include <iterator>

namespace mimir {
namespace {

// How long this trash has existed, and when that was last counted.
constexpr std::string_view kAge = "trash_age";
constexpr std::string_view kSeen = "trash_seen";

constexpr std::string_view kEntries = sqlText<R"sql(
    SELECT t.entity_type, t.id, t.conversation_id, t.title, t.team, t.at, t.counted_from,
        CASE t.entity_type WHEN {Type::Conversation} THEN (SELECT COUNT(*) FROM trash p
            WHERE p.conversation_id = t.id AND p.entity_type <> {Type::Conversation}) ELSE 0 END
    FROM trash t WHERE (t.entity_type = {Type::Conversation} OR NOT EXISTS (SELECT 1 FROM trash c
        WHERE c.entity_type = {Type::Conversation} AND c.id = t.conversation_id)))sql">;

Trash::Entry readEntry(const Query &row, Millis age)
{
    Trash::Entry entry;
    entry.type = static_cast<EntityType>(row.integer(0));
    entry.id = row.string(1);
    entry.conversationId = row.string(2);
    entry.title = row.string(3);
    entry.team = row.integer(4);
    entry.at = row.integer(5);
    entry.left = std::clamp<Millis>(
        Trash::kDays * Trash::kDay - (age - row.integer(6)), 0, Trash::kDays * Trash::kDay);
    entry.parts = row.integer(7);
    return entry;
}

/// Of one type, with the id of the deleted conversation that they name; as OutboxSummary counts them.
std::string orphansIn(EntityType child)
{
    constexpr std::string_view condition = sqlText<
        " r ON r.pk = q.entity_pk JOIN tombstones t ON t.entity_type = {Type::Conversation} AND t.id = "
        "r.conversation_id LEFT JOIN restored_ids i ON i.entity_type = {Type::Conversation} AND "
        "i.former = r.conversation_id WHERE q.team IS NULL AND q.state = {State::Ready} AND NOT EXISTS "
        "(SELECT 1 FROM conversations c WHERE c.id = r.conversation_id) AND q.entity_type = ">;
    return " FROM sync_queue q INDEXED BY sync_queue_ready JOIN " + std::string(tableName(child))
        + std::string(condition) + sqlNumber(child);
}

} // namespace

Millis Trash::age() const
{
    return m_database.integer("SELECT value FROM settings WHERE key = ?", kAge).value_or(0);
}

Millis Trash::passed() const
{
    const Millis now = m_clock.now();
    return std::clamp<Millis>(
        now - m_database.integer("SELECT value FROM settings WHERE key = ?", kSeen).value_or(now), 0, kDay);
}

Result<void> Trash::put(const LocalRow &row, std::int64_t team, std::string_view title, bool authored)
{
    const Record &record = row.record;
    return m_database.run(
        "INSERT OR REPLACE INTO trash(entity_type, id, conversation_id, team, title, payload, at, "
        "counted_from, authored) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.type, record.id, conversationOf(record), team, title, record.toJson(), m_clock.now(),
        age() + passed(), authored);
}

Result<void> Trash::notePurge(const Record &record)
{
    return m_database.run(
        "INSERT OR REPLACE INTO purges(entity_type, id, conversation_id, at) VALUES (?, ?, ?, ?)",
        record.type, record.id, conversationOf(record), m_clock.now());
}

Result<void> Trash::purge(EntityType type, std::string_view id)
{
    const std::string which = " FROM trash WHERE authored = 0 AND "
        + std::string(type == EntityType::Conversation
                ? sqlText<"?1 = {Type::Conversation} AND conversation_id = ?2">
                : "entity_type = ?1 AND id = ?2");
    MIMIR_TRY(m_database.run(
        "INSERT OR IGNORE INTO purges(entity_type, id, conversation_id, at) SELECT entity_type, id, "
        "conversation_id, at"
            + which,
        type, id));
    return m_database.run("DELETE" + which, type, id);
}

Result<std::int64_t> Trash::purged() const
{
    const auto count = m_database.readInteger(sqlText<
        "SELECT COUNT(*) FROM purges p WHERE p.entity_type = {Type::Conversation} OR NOT EXISTS (SELECT "
        "1 FROM purges c WHERE c.entity_type = {Type::Conversation} AND c.id = p.conversation_id)">);
    MIMIR_TRY(count);
    return count->value_or(0);
}

Result<void> Trash::remove(EntityType type, std::string_view id)
{
    return type == EntityType::Conversation
        ? m_database.run("DELETE FROM trash WHERE conversation_id = ?", id)
        : m_database.run("DELETE FROM trash WHERE entity_type = ? AND id = ?", type, id);
}

Result<std::vector<Trash::Entry>> Trash::list() const
{
    Query rows = m_database.query(std::string(kEntries) + " ORDER BY t.at DESC, t.entity_type, t.id");
    const Millis grown = age() + passed();
    std::vector<Entry> entries;
    while (rows.next())
        if (Entry entry = readEntry(rows, grown); entry.left > 0)
            entries.push_back(std::move(entry));
    MIMIR_TRY(rows.status());
    return entries;
}

Result<std::optional<Trash::Entry>> Trash::find(std::string_view id) const
{
    Query row = m_database.query(std::string(kEntries) + " AND t.id = ? ORDER BY t.entity_type", id);
    if (row.next())
        if (Entry entry = readEntry(row, age() + passed()); entry.left > 0)
            return std::optional(std::move(entry));
    MIMIR_TRY(row.status());
    return std::optional<Entry>();
}

Result<std::vector<Record>> Trash::contents(const Entry &entry) const
{
    Query rows = m_database.query(
        sqlText<"SELECT entity_type, payload FROM trash WHERE (entity_type = ?1 AND id = ?2) "
                "OR (?1 = {Type::Conversation} AND conversation_id = ?2) ORDER BY entity_type, id">,
        entry.type, entry.id);
    std::vector<Record> records;
    while (rows.next()) {
        auto object = json::parseObject(rows.text(1), json::Author::Store);
        MIMIR_TRY(object);
        auto record = recordFromObject(static_cast<EntityType>(rows.integer(0)), std::move(*object));
        MIMIR_TRY(record);
        records.push_back(std::move(*record));
    }
    MIMIR_TRY(rows.status());
    return records;
}

Result<std::optional<Trash::Row>> Trash::takeOut(EntityType type, std::string_view id)
{
    std::optional<Row> found;
    {
        Query row = m_database.query(
            "SELECT payload, authored FROM trash WHERE entity_type = ? AND id = ?", type, id);
        if (!row.next()) {
            MIMIR_TRY(row.status());
            return found;
        }
        auto object = json::parseObject(row.text(0), json::Author::Store);
        MIMIR_TRY(object);
        auto record = recordFromObject(type, std::move(*object));
        MIMIR_TRY(record);
        found = Row {std::move(*record), row.integer(1) != 0};
    }
    MIMIR_TRY(m_database.run("DELETE FROM trash WHERE entity_type = ? AND id = ?", type, id));
    return found;
}

Result<std::vector<Trash::Orphans>> Trash::orphans() const
{
    std::string each;
    for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
        each += (each.empty() ? "" : " UNION ALL ")
            + std::string(
                "SELECT COALESCE(i.id, r.conversation_id) AS conversation, t.team, q.edited_at AS at")
            + orphansIn(child);
    Query rows = m_database.query("SELECT conversation, MAX(team), COUNT(*), MIN(at) FROM (" + each
        + ") GROUP BY conversation ORDER BY 4 DESC");
    std::vector<Orphans> all;
    while (rows.next())
        all.push_back({rows.string(0), rows.integer(1), rows.integer(2), rows.integer(3)});
    MIMIR_TRY(rows.status());
    return all;
}

Result<std::vector<Record>> Trash::orphansOf(std::string_view conversation) const
{
    std::vector<Record> records;
    for (const EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        std::vector<std::int64_t> pks;
        Query rows = m_database.query(
            "SELECT r.pk" + orphansIn(child) + " AND COALESCE(i.id, r.conversation_id) = ? ORDER BY r.pk",
            conversation);
        while (rows.next())
            pks.push_back(rows.integer(0));
        MIMIR_TRY(rows.status());
        auto found = EntityTable::of(child).records(m_database, pks);
        MIMIR_TRY(found);
        std::ranges::move(*found, std::back_inserter(records));
    }
    return records;
}

Result<void> Trash::advanceClock()
{
    const Millis now = m_clock.now();
    const Millis more = passed();
    const Millis grown = age() + more;
    if (more <= 0 || more >= kDay / 24) // written once an hour
        for (const auto &[key, value] : {std::pair(kAge, grown), std::pair(kSeen, now)})
            MIMIR_TRY(m_database.run(
                "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key, value));
    MIMIR_TRY(m_database.run("DELETE FROM purges WHERE at <= ?", now - kDays * kDay));
    return m_database.run("DELETE FROM trash WHERE counted_from <= ?", grown - kDays * kDay);
}

} // namespace mimir
