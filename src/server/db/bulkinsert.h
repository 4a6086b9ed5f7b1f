// Writes many rows of one table with few statements: over a network, an import would otherwise wait for each
// row.
#pragma once

#include "server/db/sqlconnection.h"

#include <optional>

namespace mimir::server {

/// A value; what it refers to must live until it is written.
using SqlCell = std::variant<std::nullptr_t, std::int64_t, std::string>;

class BulkInsert {
public:
    /// `into` is "INSERT INTO table(a, b, c)".
    BulkInsert(SqlConnection &sql, std::string into, std::size_t columns)
        : m_sql(sql), m_into(std::move(into)), m_columns(columns)
    {
    }

    /// Precondition: as many cells as columns. Errors: those of the rows that are written now.
    Result<void> add(std::vector<SqlCell> row);
    /// Writes the remaining rows.
    Result<void> flush();

private:
    SqlConnection &m_sql;
    std::string m_into;
    std::size_t m_columns;
    std::vector<SqlCell> m_cells;
    std::size_t m_bytes = 0;
};

template <typename T>
SqlCell cellOf(const std::optional<T> &value)
{
    return value ? SqlCell(*value) : SqlCell(nullptr);
}

} // namespace mimir::server
