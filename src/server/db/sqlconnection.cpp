#include "server/db/sqlconnection.h"

#include "core/json/json.h"
#include "core/text.h"

#include <charconv>

namespace mimir::server {

SqlRows::SqlRows(std::size_t columns, std::vector<std::optional<std::string>> cells, std::int64_t changed)
    : m_columns(columns), m_cells(std::move(cells)), m_changed(changed)
{
}

std::size_t SqlRows::size() const
{
    return m_columns == 0 ? 0 : m_cells.size() / m_columns;
}

bool SqlRows::isNull(std::size_t row, std::size_t column) const
{
    return !m_cells[row * m_columns + column].has_value();
}

const std::string &SqlRows::text(std::size_t row, std::size_t column) const
{
    static const std::string nothing;
    const auto &cell = m_cells[row * m_columns + column];
    return cell ? *cell : nothing;
}

std::int64_t SqlRows::integer(std::size_t row, std::size_t column) const
{
    const std::string &cell = text(row, column);
    std::int64_t value = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return value;
}

std::optional<std::int64_t> SqlRows::optionalInteger(std::size_t row, std::size_t column) const
{
    return isNull(row, column) ? std::nullopt : std::optional(integer(row, column));
}

Result<void> refuseUnstorable(const std::vector<SqlParameter> &values)
{
    for (const SqlParameter &value : values)
        if (const auto *text = value.text(); text && !isStorable(*text))
            return Error {ErrorCode::Malformed, "a text is not UTF-8, or contains a NUL"};
    return {};
}

SqlConnection::Ended endedWith(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Exists:
    case ErrorCode::Immutable:
    case ErrorCode::Malformed:
    case ErrorCode::TooLarge:
        return SqlConnection::Ended::Done;
    case ErrorCode::StoreBusy:
        return SqlConnection::Ended::Busy;
    case ErrorCode::StoreFull:
        return SqlConnection::Ended::Full;
    case ErrorCode::StoreCorrupt:
        return SqlConnection::Ended::Damaged;
    default:
        return SqlConnection::Ended::Failed;
    }
}

SqlTransaction::SqlTransaction(SqlConnection &connection, SqlConnection::Mode mode)
    : m_connection(connection), m_nested(connection.inTransaction())
{
    if (!m_nested)
        m_begun = connection.begin(mode);
    m_open = m_begun.ok();
}

SqlTransaction::~SqlTransaction()
{
    if (m_open && !m_nested)
        m_connection.rollback();
}

Result<void> SqlTransaction::commit()
{
    if (!m_open)
        return Error {ErrorCode::StoreFailed, "the transaction is not open"};
    if (!m_nested)
        MIMIR_TRY(m_connection.commit());
    m_open = false;
    return {};
}

} // namespace mimir::server
