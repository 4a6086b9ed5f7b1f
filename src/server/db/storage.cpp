#include "server/db/storage.h"

#include "server/db/postgresschema.h"
#include "server/db/postgressyncstore.h"
#include "server/db/postgresurl.h"
#include "server/db/schema.h"
#include "server/db/sqliteconnection.h"
#include "server/db/sqlitesyncstore.h"
#include "storage/sqlite/database.h"

namespace mimir::server {
namespace {

Result<std::unique_ptr<PostgresConnection>> openPostgres(const StorageLocation &location, Access access)
{
    auto connection = PostgresConnection::open(location.postgresUrl);
    MIMIR_TRY(connection);
    const auto ready
        = access == Access::ReadWrite ? migratePostgres(**connection) : checkPostgresSchema(**connection);
    if (!ready)
        return Error {ready.error().code, location.forPeople() + ": " + ready.error().message};
    return connection;
}

} // namespace

std::string StorageLocation::forPeople() const
{
    return isPostgres() ? postgresUrlForPeople(postgresUrl) : sqlitePath.toStdString();
}

Storage::Storage() = default;
Storage::~Storage() = default;

Result<std::unique_ptr<Storage>> Storage::open(const StorageLocation &location, Access access)
{
    std::unique_ptr<Storage> storage(new Storage);
    if (location.isPostgres()) {
        auto connection = openPostgres(location, access);
        MIMIR_TRY(connection);
        storage->m_sync = std::make_unique<PostgresSyncStore>(**connection);
        storage->m_sql = std::move(*connection);
        return storage;
    }
    auto database = openServerDatabase(location.sqlitePath, access);
    MIMIR_TRY(database);
    storage->m_database = std::move(*database);
    storage->m_sql = std::make_unique<SqliteConnection>(*storage->m_database);
    storage->m_sync = std::make_unique<SqliteSyncStore>(*storage->m_database);
    return storage;
}

} // namespace mimir::server
