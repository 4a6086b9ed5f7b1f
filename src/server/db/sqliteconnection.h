// A SqlConnection over an open SQLite database. Statements stay prepared, because their texts come from a
// small, fixed set.
#pragma once

#include "server/db/sqlconnection.h"
#include "storage/sqlite/database.h"

namespace mimir::server {

class SqliteConnection : public SqlConnection {
public:
    /// The database outlives the connection and may be used beside it, in the same transactions.
    explicit SqliteConnection(Database &database) : m_database(database) { }
    ~SqliteConnection() override;

    Engine engine() const override { return Engine::Sqlite; }
    Result<SqlRows> execute(std::string_view sql, const std::vector<SqlParameter> &values) override;
    Result<void> script(const std::string &sql) override;
    Result<void> begin(Mode mode) override;
    Result<void> commit() override;
    void rollback() override;
    bool inTransaction() const override { return m_database.inTransaction(); }
    void watch(Watch watch) override;
    void cancelWaits(Waits) override { }

private:
    Database &m_database;
};

} // namespace mimir::server
