#include "server/db/bulkinsert.h"

namespace mimir::server {
namespace {

constexpr std::size_t kRows = 100;
constexpr std::size_t kBytes = 4u << 20;

SqlParameter valueOf(const SqlCell &cell)
{
    if (const auto *number = std::get_if<std::int64_t>(&cell))
        return SqlParameter(*number);
    if (const auto *text = std::get_if<std::string>(&cell))
        return SqlParameter(*text);
    return SqlParameter(nullptr);
}

} // namespace

Result<void> BulkInsert::add(std::vector<SqlCell> row)
{
    for (SqlCell &cell : row) {
        if (const auto *text = std::get_if<std::string>(&cell))
            m_bytes += text->size();
        m_cells.push_back(std::move(cell));
    }
    return m_cells.size() >= kRows * m_columns || m_bytes >= kBytes ? flush() : Result<void>();
}

Result<void> BulkInsert::flush()
{
    if (m_cells.empty())
        return {};
    std::string sql = m_into + " VALUES";
    std::vector<SqlParameter> values;
    values.reserve(m_cells.size());
    for (const SqlCell &cell : m_cells) {
        const std::size_t column = values.size() % m_columns;
        values.push_back(valueOf(cell));
        if (column == 0)
            sql += values.size() > 1 ? ",(" : "(";
        sql += "?" + std::to_string(values.size()) + (column + 1 == m_columns ? ")" : ",");
    }
    const auto written = m_sql.execute(sql, values);
    m_cells.clear();
    m_bytes = 0;
    MIMIR_TRY(written);
    return {};
}

} // namespace mimir::server
