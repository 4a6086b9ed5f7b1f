// Checks that a database has the tables, columns, indexes, triggers and views that its steps create. Another
// program may have changed them, or a damaged file may have lost them; without a trigger, edits are silently
// not queued.
#pragma once

#include "storage/sqlite/migrations.h"

#include <set>
#include <string>
#include <vector>

namespace mimir {

struct SchemaFault {
    enum class What : std::uint8_t {
        Missing,
        Different, ///< present, but not as the steps create it
        Foreign,   ///< a trigger that no step creates: it may change what is recorded
    };
    enum class Kind : std::uint8_t { Table, Column, Index, Trigger, View };

    What what;
    Kind kind;
    std::string name; ///< of a column: "table.column"

    bool operator==(const SchemaFault &) const = default;
};

/// "table", "column", "index", "trigger", "view"
std::string_view kindName(SchemaFault::Kind kind);
/// "missing", "different", "foreign"
std::string_view whatName(SchemaFault::What what);

/// Every "table.column" that the steps create. Errors: those of running them.
Result<std::set<std::string>> columnsOf(std::span<const Migration> steps);

/// Compares with an empty in-memory database created by `steps`. Additional tables, columns, indexes and
/// views are ignored. Reads only. Errors: those of reading.
Result<std::vector<SchemaFault>> schemaFaults(Database &database, std::span<const Migration> steps);

} // namespace mimir
