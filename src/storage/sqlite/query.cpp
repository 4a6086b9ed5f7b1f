#include "storage/sqlite/query.h"

#include "storage/sqlite/database.h"

#include <sqlite3.h>

#include <utility>

namespace mimir {

Query::Query(Database &database, sqlite3_stmt *statement, sqlite3_stmt **cacheSlot)
    : m_database(&database), m_statement(statement), m_cacheSlot(cacheSlot)
{
    if (!statement) {
        m_failure = database.lastError();
        database.failed(*m_failure);
    }
}

Query::Query(Query &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)),
      m_cacheSlot(other.m_cacheSlot), m_failure(std::move(other.m_failure))
{
}

Query::~Query()
{
    if (!m_statement)
        return;
    if (!m_cacheSlot) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    *m_cacheSlot = m_statement;
}

bool Query::next()
{
    if (!m_statement || m_failure)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        m_failure = m_database->lastError();
        m_database->failed(*m_failure);
    }
    sqlite3_reset(m_statement);
    if (m_database->m_watch)
        m_database->m_watch(m_failure ? std::optional(m_failure->code) : std::nullopt);
    return false;
}

Result<void> Query::status() const
{
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Query::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Query::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return bytes
        ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
        : std::string_view();
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Query::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

Query::Kind Query::kind(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return Kind::Integer;
    case SQLITE_FLOAT:
        return Kind::Real;
    case SQLITE_TEXT:
        return Kind::Text;
    case SQLITE_BLOB:
        return Kind::Blob;
    default:
        return Kind::Null;
    }
}

int Query::columnCount() const
{
    return sqlite3_column_count(m_statement);
}
std::string_view Query::columnName(int column) const
{
    return sqlite3_column_name(m_statement, column);
}

void Query::bind(int index, std::int64_t value)
{
    if (m_statement)
        sqlite3_bind_int64(m_statement, index, value);
}

void Query::bind(int index, double value)
{
    if (m_statement)
        sqlite3_bind_double(m_statement, index, value);
}

void Query::bind(int index, std::string_view text)
{
    // A null pointer would bind NULL, which is different from an empty text.
    if (m_statement)
        sqlite3_bind_text64(
            m_statement, index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Query::bind(int index, std::nullptr_t)
{
    if (m_statement)
        sqlite3_bind_null(m_statement, index);
}

void Query::bindBlob(int index, std::string_view bytes)
{
    if (m_statement)
        sqlite3_bind_blob64(
            m_statement, index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
}

} // namespace mimir
