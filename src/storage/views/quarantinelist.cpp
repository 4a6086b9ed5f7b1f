#include "storage/views/quarantinelist.h"

namespace mimir {

Result<std::vector<QuarantinedRow>> quarantinedRows(Database &database, std::size_t limit)
{
    Query rows = database.query(
        "SELECT entity_type, id, reason, at FROM quarantine ORDER BY at DESC LIMIT ?", limit);
    std::vector<QuarantinedRow> list;
    while (rows.next())
        list.push_back(
            {static_cast<EntityType>(rows.integer(0)), rows.string(1), rows.string(2), rows.integer(3)});
    MIMIR_TRY(rows.status());
    return list;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> quarantineReasons(
    Database &database, std::size_t limit)
{
    Query rows = database.query("SELECT reason, COUNT(*) FROM quarantine GROUP BY 1 LIMIT ?", limit);
    std::vector<std::pair<std::string, std::int64_t>> reasons;
    while (rows.next())
        reasons.emplace_back(rows.string(0), rows.integer(1));
    MIMIR_TRY(rows.status());
    return reasons;
}

} // namespace mimir
