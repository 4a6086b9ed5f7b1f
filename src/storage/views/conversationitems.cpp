#include "storage/views/conversationitems.h"

#include "storage/schema/sqltext.h"
#include "storage/tables/entitytable.h"

namespace mimir {
namespace {

constexpr std::string_view kByAge = sqlText<R"sql(
    SELECT {Type::Message}, id, timestamp AS at, pk FROM messages WHERE conversation_id = ?1 AND deleted = 0
    UNION ALL SELECT {Type::ToolCall}, id, started_at, pk FROM tool_calls WHERE conversation_id = ?1 AND deleted = 0
    UNION ALL SELECT {Type::AuditLog}, id, timestamp, pk FROM audit_logs WHERE conversation_id = ?1 AND deleted = 0
    ORDER BY at, 1, pk LIMIT ?2)sql">;

Result<std::vector<std::int64_t>> keysById(Database &database, EntityType type, std::string_view conversation)
{
    Query rows = database.once("SELECT pk FROM " + std::string(tableName(type))
        + " WHERE conversation_id = ? AND deleted = 0 ORDER BY id");
    rows.bind(1, conversation);
    std::vector<std::int64_t> keys;
    while (rows.next())
        keys.push_back(rows.integer(0));
    MIMIR_TRY(rows.status());
    return keys;
}

} // namespace

Result<std::vector<ItemName>> itemsByAge(Database &database, std::string_view conversation, std::size_t limit)
{
    Query rows = database.query(kByAge, conversation, limit);
    std::vector<ItemName> items;
    while (rows.next())
        items.push_back({static_cast<EntityType>(rows.integer(0)), rows.string(1)});
    MIMIR_TRY(rows.status());
    return items;
}

Result<std::vector<Record>> itemsById(Database &database, EntityType type, std::string_view conversation)
{
    const auto keys = keysById(database, type, conversation);
    MIMIR_TRY(keys);
    std::vector<Record> records;
    records.reserve(keys->size());
    for (const std::int64_t key : *keys) {
        auto row = EntityTable::of(type).byPk(database, key);
        MIMIR_TRY(row);
        if (*row)
            records.push_back(std::move((*row)->record));
    }
    return records;
}

} // namespace mimir
