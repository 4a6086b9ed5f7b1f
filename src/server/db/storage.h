// Where the server stores everything, and one connection to it with all its queries: what a lane, a test or
// an admin command opens. SQLite is a file in the data directory. PostgreSQL is named by a URL; all processes
// with the same URL are nodes of one server.
#pragma once

#include "server/db/sqlconnection.h"
#include "server/sync/syncstore.h"

#include <QString>

#include <memory>
#include <string>

namespace mimir {
class Database;
}

namespace mimir::server {

struct StorageLocation {
    QString sqlitePath; ///< used when `postgresUrl` is empty; ":memory:" in tests
    std::string
        postgresUrl; ///< "postgresql://…" or "postgres://…"; may hold a password: never logged or shown

    bool isPostgres() const { return !postgresUrl.empty(); }
    /// For people and logs: the path, or the URL without user and password.
    std::string forPeople() const;
};

class Storage {
public:
    /// ReadWrite first brings the schema up to date, under a lock that other nodes wait for. Errors say in
    /// one line what is wrong and what to do: StoreNewer (nothing changed), StoreBusy (no such server, wrong
    /// password, too many connections), those of openServerDatabase.
    static Result<std::unique_ptr<Storage>> open(const StorageLocation &location, Access access);
    ~Storage();
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;

    SqlConnection &sql() { return *m_sql; }
    SyncStore &sync() { return *m_sync; }
    /// nullptr if the data is in PostgreSQL. For checkpoints and backups.
    Database *sqlite() { return m_database.get(); }

private:
    Storage();

    std::unique_ptr<Database> m_database; // first: it is destroyed last
    std::unique_ptr<SqlConnection> m_sql;
    std::unique_ptr<SyncStore> m_sync;
};

} // namespace mimir::server
