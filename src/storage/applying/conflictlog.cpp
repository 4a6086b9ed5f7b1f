#include "storage/applying/conflictlog.h"

#include "storage/schema/sqltext.h"
#include "storage/trash/restoredids.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::string_view kSelect
    = "SELECT id, entity_type, entity_id, conversation_id, field, losing, winning, losing_device, "
      "losing_device_name, "
      "winning_device_name, reason, at, title, local_row, state, edited_at, winning_edited_at "
      "FROM conflicts";

Conflict readConflict(const Query &row)
{
    Conflict c;
    c.id = row.string(0);
    c.type = static_cast<EntityType>(row.integer(1));
    c.entityId = row.string(2);
    c.conversationId = row.string(3);
    c.field = row.string(4);
    c.losing = row.string(5);
    c.winning = row.string(6);
    c.losingDevice = row.string(7);
    c.losingDeviceName = row.string(8);
    c.winningDeviceName = row.string(9);
    c.reason = row.string(10);
    c.at = row.integer(11);
    c.title = row.string(12);
    c.localRow = row.string(13);
    c.state = static_cast<Conflict::State>(row.integer(14));
    c.editedAt = row.integer(15);
    c.winningEditedAt = row.integer(16);
    return c;
}

// The others change automatically with a new id or a new edit.
bool isContent(std::string_view field)
{
    return field != "id" && field != "updated_at" && field != "conversation_id" && field != "message_id";
}

struct Replacing {
    const std::string &field, &from, &to;
};

// The row with the other value, if it is a row that has the first one.
std::string withMember(const std::string &row, const Replacing &replacing)
{
    auto object = json::parseObject(row, json::Author::Store);
    const std::string *value = object ? object->find(replacing.field) : nullptr;
    if (!value || *value != replacing.from)
        return row;
    object->set(replacing.field, replacing.to);
    return object->toJson();
}

} // namespace

bool Conflict::isAgainIn(const Record &row) const
{
    if (!field.empty())
        return false;
    const auto lost = json::parseObject(losing, json::Author::Store);
    return lost && std::ranges::all_of(lost->members(), [&row](const json::Member &member) {
        const std::string *now = row.fields.find(member.key);
        return !isContent(member.key) || member.json == (now ? *now : "null");
    });
}

Result<void> ConflictLog::follow(Conflict &conflict) const
{
    const RestoredIds ids(m_database);
    if (!ids.any())
        return {};
    for (const auto &[type, id] : {std::pair(conflict.type, &conflict.entityId),
             std::pair(EntityType::Conversation, &conflict.conversationId)}) {
        const auto now = ids.now(type, *id);
        MIMIR_TRY(now);
        *id = now->value_or(*id);
    }
    return {};
}

Result<bool> ConflictLog::hasSecondValue(EntityType type, std::string_view id) const
{
    return m_database.has("SELECT 1 FROM conflicts WHERE entity_type = ? AND entity_id = ? AND reason = ?",
        type, id, Conflict::kImmutable);
}

Result<void> ConflictLog::add(const Conflict &c)
{
    return m_database.run(
        "INSERT INTO conflicts(id, entity_type, entity_id, conversation_id, field, losing, winning, "
        "losing_device, losing_device_name, winning_device_name, reason, at, title, local_row, state, "
        "edited_at, winning_edited_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        c.id, c.type, c.entityId, c.conversationId, c.field, c.losing, c.winning, c.losingDevice,
        c.losingDeviceName, c.winningDeviceName, c.reason, c.at, c.title, c.localRow, c.state, c.editedAt,
        c.winningEditedAt);
}

Result<ConflictLog::Unseen> ConflictLog::unseen() const
{
    Query count = m_database.query(
        sqlText<
            "SELECT COUNT(*), COALESCE(SUM(reason = ?), 0) FROM conflicts WHERE state = {Conflict::Unseen}">,
        Conflict::kRewritten);
    if (count.next())
        return Unseen {count.integer(0) - count.integer(1), count.integer(1)};
    MIMIR_TRY(count.status());
    return Unseen {};
}

Result<std::vector<std::string>> ConflictLog::unseenIds() const
{
    Query rows = m_database.query(
        sqlText<
            "SELECT id FROM conflicts WHERE state = {Conflict::Unseen} AND reason <> ? ORDER BY at DESC, id">,
        Conflict::kRewritten);
    std::vector<std::string> out;
    while (rows.next())
        out.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    return out;
}

Result<std::vector<Conflict>> ConflictLog::list(Which which, std::size_t limit) const
{
    static const std::string some
        = std::string(kSelect) + " WHERE state IN (?, ?) ORDER BY at DESC, id LIMIT ?";
    static const std::string all = std::string(kSelect) + " ORDER BY at DESC, id LIMIT ?";
    Query rows = which == Which::All
        ? m_database.query(all, limit)
        : m_database.query(some, Conflict::State::Unseen, Conflict::State::Seen, limit);
    std::vector<Conflict> out;
    while (rows.next())
        out.push_back(readConflict(rows));
    MIMIR_TRY(rows.status());
    for (Conflict &conflict : out)
        MIMIR_TRY(follow(conflict));
    return out;
}

Result<std::optional<Conflict>> ConflictLog::find(std::string_view id) const
{
    static const std::string byId = std::string(kSelect) + " WHERE id = ?";
    std::optional<Conflict> conflict;
    {
        Query row = m_database.query(byId, id);
        if (row.next())
            conflict = readConflict(row);
        MIMIR_TRY(row.status());
    }
    if (conflict)
        MIMIR_TRY(follow(*conflict));
    return conflict;
}

Result<void> ConflictLog::dismiss(std::string_view id)
{
    return m_database.run("UPDATE conflicts SET state = ? WHERE id = ? AND state <> ?",
        Conflict::State::Dismissed, id, Conflict::State::Restored);
}

Result<void> ConflictLog::setState(std::string_view id, Conflict::State state)
{
    return m_database.run("UPDATE conflicts SET state = ? WHERE id = ?", state, id);
}

Result<void> ConflictLog::replaceValue(const std::pair<EntityType, std::string> &item,
    const std::string &field, const std::string &from, const std::string &to)
{
    const auto &[type, id] = item;
    for (const char *column : {"losing", "winning"})
        MIMIR_TRY(
            m_database.run("UPDATE conflicts SET " + std::string(column) + " = ?5 WHERE entity_type = ?1 AND "
                    + "entity_id = ?2 AND field = ?3 AND " + column + " = ?4",
                type, id, field, from, to));
    std::vector<std::pair<std::string, std::array<std::string, 2>>> wholeRows;
    Query rows = m_database.query(
        "SELECT id, local_row, losing FROM conflicts WHERE entity_type = ? AND entity_id = ?", type, id);
    while (rows.next())
        wholeRows.push_back({rows.string(0), {rows.string(1), rows.string(2)}});
    MIMIR_TRY(rows.status());
    for (auto &[conflict, texts] : wholeRows)
        MIMIR_TRY(m_database.run("UPDATE conflicts SET local_row = ?2, losing = ?3 WHERE id = ?1", conflict,
            withMember(texts[0], {field, from, to}), withMember(texts[1], {field, from, to})));
    return {};
}

} // namespace mimir
