#include "server/db/sqliteconnection.h"

namespace mimir::server {
namespace {

void bind(Query &query, int index, const SqlParameter &value)
{
    if (const auto *number = value.number())
        query.bind(index, *number);
    else if (const auto *text = value.text())
        query.bind(index, *text);
    else
        query.bind(index, nullptr);
}

} // namespace

SqliteConnection::~SqliteConnection() = default;

Result<SqlRows> SqliteConnection::execute(std::string_view sql, const std::vector<SqlParameter> &values)
{
    MIMIR_TRY(refuseUnstorable(values));
    const std::int64_t before = m_database.totalChanges();
    Query query = m_database.query(sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        bind(query, static_cast<int>(i) + 1, values[i]);
    std::vector<std::optional<std::string>> cells;
    const int columns = query.columnCount();
    while (query.next())
        for (int column = 0; column < columns; ++column)
            cells.push_back(query.isNull(column) ? std::nullopt : std::optional(query.string(column)));
    MIMIR_TRY(query.status());
    return SqlRows(static_cast<std::size_t>(columns), std::move(cells), m_database.totalChanges() - before);
}

void SqliteConnection::watch(Watch watch)
{
    m_database.watch([told = std::move(watch)](
                         std::optional<ErrorCode> error) { told(error ? endedWith(*error) : Ended::Done); });
}

Result<void> SqliteConnection::script(const std::string &sql)
{
    return m_database.script(sql);
}

Result<void> SqliteConnection::begin(Mode mode)
{
    return m_database.run(
        mode == Mode::Write ? std::string_view("BEGIN IMMEDIATE") : std::string_view("BEGIN"));
}

Result<void> SqliteConnection::commit()
{
    return m_database.run("COMMIT");
}

void SqliteConnection::rollback()
{
    // SQLite may have rolled back automatically, as it does when the disk is full.
    if (m_database.inTransaction())
        (void)m_database.run("ROLLBACK");
}

} // namespace mimir::server
