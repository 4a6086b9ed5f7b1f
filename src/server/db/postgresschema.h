// The server's tables in PostgreSQL. The steps are numbered like those of schema.h: the same number means the
// same tables, columns and meaning in both engines.
#pragma once

#include "server/db/postgresconnection.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/schemacheck.h"

#include <span>

namespace mimir::server {

/// The advisory lock that a migration holds: "mimir" in ASCII.
inline constexpr std::int64_t kMigrationLock = 0x6d'69'6d'69'72;

/// Every step, oldest first; the first one makes version 2.
std::span<const Migration> postgresSchemaSteps();

/// Brings the schema up to date in one transaction, under a lock that other nodes wait for. Errors:
/// StoreNewer (nothing changed), StoreReadOnly (the user may not create tables), and SqlConnection's.
Result<void> migratePostgres(PostgresConnection &connection);

/// For callers that only read. Errors: StoreNewer, StoreFailed (the schema is not up to date).
Result<void> checkPostgresSchema(PostgresConnection &connection);

/// Columns and indexes that this version expects and that are missing.
Result<std::vector<SchemaFault>> postgresSchemaFaults(SqlConnection &connection);

} // namespace mimir::server
