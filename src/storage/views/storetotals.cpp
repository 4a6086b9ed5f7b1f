#include "storage/views/storetotals.h"

namespace mimir {

std::optional<std::int64_t> rowCount(Database &database, EntityType type)
{
    Query count
        = database.once("SELECT COUNT(*) FROM " + std::string(tableName(type)) + " WHERE deleted = 0");
    return count.next() ? count.optionalInteger(0) : std::nullopt;
}

std::int64_t rowCount(Database &database)
{
    std::int64_t count = 0;
    for (const EntityType type : kEntityTypes)
        count += rowCount(database, type).value_or(0);
    return count;
}

std::int64_t schemaVersion(Database &database)
{
    return database.integer("PRAGMA user_version").value_or(0);
}

std::string quickCheck(Database &database)
{
    Query check = database.once("PRAGMA quick_check(1)");
    return check.next() ? check.string(0) : "failed";
}

} // namespace mimir
