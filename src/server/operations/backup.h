// One file that holds all of a SQLite server, and the way back. (PostgreSQL has pg_dump and continuous
// archiving; `export` works on both.)
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/database.h"

#include <QString>

namespace mimir::server {

/// A consistent copy of the moment it began, beside a running `serve`; mode 0600, whole or not there. Gives
/// its size in bytes. Errors: Exists (never overwrites), StoreFull, StoreReadOnly, StoreFailed.
Result<std::int64_t> writeBackup(Database &database, const QString &file);

/// Puts a backup in the place of the data; what was there is kept in a directory beside it, whose path it
/// gives
/// ("" when there was nothing). Every team begins a new history, so that devices offer again what the backup
/// lacks. Nothing has changed unless it succeeds. Errors: Locked (`serve` runs), NotFound, StoreCorrupt,
/// StoreNewer, StoreFull, StoreReadOnly.
Result<QString> restoreBackup(
    const QString &dataDirectory, const QString &file, const Clock &clock, RandomSource &random);

} // namespace mimir::server
