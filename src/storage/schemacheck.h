// Does a database have the tables, columns, indexes, triggers and views that its steps make? Another program
// may have changed them, a damaged file may have lost them; without a trigger, edits are not queued and
// nobody is told.
#pragma once

#include "storage/migrations.h"

#include <set>
#include <string>
#include <vector>

namespace mimir {

struct SchemaFault {
    enum class What : std::uint8_t {
        Missing,
        Different, ///< there, but not as the steps make it
        Foreign,   ///< a trigger that no step makes: it may change what is recorded
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

/// Every "table.column" that the steps make. Errors: those of running them.
Result<std::set<std::string>> columnsOf(std::span<const Migration> steps);

/// Compares with an empty database that `steps` make in memory. Other tables, columns, indexes and views than
/// those are nobody's business. Reads only. Errors: those of reading.
Result<std::vector<SchemaFault>> schemaFaults(Database &database, std::span<const Migration> steps);

} // namespace mimir
