// A row of Mimir's own database as a Record.
#pragma once

#include "core/records/record.h"
#include "storage/sqlite/database.h"

#include <functional>
#include <set>
#include <string>

namespace mimir {

struct MimirTable {
    EntityType type;
    std::string name;
    std::set<std::string, std::less<>> columns;
};

struct MimirOrigin {
    std::string workspace; ///< of conversations that name none; may be empty
    std::string identity;  ///< of the database, so that its permissions have the same ids at each import
};

struct MimirRow {
    Record record;
    std::string mark; ///< what the next import compares
};

/// `row`: the rowid, then the table's columns in the order in which the set has them.
MimirRow mimirRow(const MimirTable &table, const Query &row, const MimirOrigin &origin);

} // namespace mimir
