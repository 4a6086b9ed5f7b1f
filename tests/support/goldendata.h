// Databases as earlier versions left them (tests/data/README.md).
#pragma once

#include "server/db/postgresconnection.h"
#include "server/db/storage.h"
#include "storage/sqlite/database.h"
#include "support/postgresserver.h"

#include <QFile>

namespace mimir::test {

/// Aborts the test program if there is no such dump.
inline std::string goldenDump(const QString &name)
{
    QFile file(QStringLiteral(MIMIR_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll().toStdString();
}

/// Makes the file from the dump; aborts the test program if that fails.
inline void loadGolden(const QString &path, const QString &dump)
{
    const auto database = Database::open(path);
    const auto done = database ? (*database)->script(goldenDump(dump)) : database.error();
    if (!done)
        qFatal("%s: %s", qPrintable(dump), done.error().message.c_str());
}

/// A server's database of this version, not yet opened by the program: the file `path`, or a database of
/// PostgresServer::shared(). Aborts the test program where there is no such dump.
inline server::StorageLocation goldenServer(server::Engine engine, int version, const QString &path)
{
    const QString name = QStringLiteral("server-v%1").arg(version);
    if (engine == server::Engine::Sqlite) {
        loadGolden(path, name + QStringLiteral(".sql"));
        return {path, {}};
    }
    const server::StorageLocation location {{}, PostgresServer::shared().newDatabase()};
    const auto connection = server::PostgresConnection::open(location.postgresUrl);
    const auto done = connection ? (*connection)->script(goldenDump(name + QStringLiteral("-postgres.sql")))
                                 : connection.error();
    if (!done)
        qFatal("%s: %s", qPrintable(name), done.error().message.c_str());
    return location;
}

} // namespace mimir::test
