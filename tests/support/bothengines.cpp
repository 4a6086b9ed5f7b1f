#include "support/bothengines.h"

#include "support/postgresserver.h"

#include <QTest>

namespace mimir::test {
namespace {

// With all tables; copying that is faster than creating them for each test.
std::string migratedDatabase()
{
    const std::string url = PostgresServer::shared().newDatabase();
    openStorage({{}, url});
    return url.substr(url.rfind('/') + 1);
}

} // namespace

void addEngines()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

server::Engine engineOfRow()
{
    QFETCH_GLOBAL(bool, postgres);
    return postgres ? server::Engine::Postgres : server::Engine::Sqlite;
}

server::StorageLocation newLocation()
{
    return newLocation(engineOfRow());
}

server::StorageLocation newLocation(server::Engine engine)
{
    if (engine == server::Engine::Sqlite)
        return {QStringLiteral(":memory:"), {}};
    static const std::string pattern = migratedDatabase();
    return {{}, PostgresServer::shared().newDatabase(pattern)};
}

std::unique_ptr<server::Storage> openStorage(const server::StorageLocation &location)
{
    auto storage = server::Storage::open(location, server::Access::ReadWrite);
    if (!storage)
        qFatal("%s", storage.error().message.c_str());
    return std::move(*storage);
}

} // namespace mimir::test
