// The server's database: one SQLite file, opened by every thread of `serve` and by admin commands alongside it.
#pragma once

#include "server/db/sqlconnection.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/migrations.h"

#include <QString>

#include <chrono>
#include <memory>
#include <span>

namespace mimir::server {

/// Every step of the schema, oldest first; schema.cpp explains the tables.
std::span<const Migration> schemaSteps();

/// PRAGMA application_id of the server's database.
inline constexpr std::int32_t kApplicationId = 0x4d537276; // "MSrv"

/// Opens the database of a data directory with the server's page and cache sizes. ReadWrite creates it if it
/// does not exist and brings the schema up to date; ReadOnly expects that to be done. Errors: those of
/// Database::open and migrate.
Result<std::unique_ptr<Database>> openServerDatabase(const QString &path, Access access);

/// Checks the pages of a file for at most `longest`. Error: StoreCorrupt, with what helps. A file that does
/// not exist or cannot be opened is not an error here.
Result<void> quickCheck(const QString &path, std::chrono::milliseconds longest);

/// The database file inside a data directory.
QString databasePath(const QString &dataDirectory);

/// Creates the data directory, mode 0700. Errors: StoreReadOnly.
Result<void> makeDataDirectory(const QString &dataDirectory);

} // namespace mimir::server
