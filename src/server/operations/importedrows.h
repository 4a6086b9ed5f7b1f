// The rows and conflict records of an export: checked one by one, written many at a time.
#pragma once

#include "server/operations/importednames.h"

namespace mimir::server {

class ImportedRows {
public:
    ImportedRows(SqlConnection &sql, const ImportedNames &names);

    // Errors: Validation, and those of the database.
    Result<void> row(const json::Object &line);
    Result<void> conflict(const json::Object &line);
    /// Writes the remaining ones.
    Result<void> flush();

    /// Without conflict records.
    std::int64_t count() const { return m_count; }

private:
    const ImportedNames &m_names;
    BulkInsert m_rows;
    BulkInsert m_conflicts;
    std::int64_t m_count = 0;
};

} // namespace mimir::server
