// Backs a SQLite server up into one file, and restores it. (PostgreSQL has pg_dump and continuous archiving;
// `export` works on both.)
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/sqlite/database.h"

#include <QString>

namespace mimir::server {

/// A consistent copy as of the moment it began, alongside a running `serve`; mode 0600, complete or absent.
/// Returns its size in bytes. Errors: Exists (never overwrites), StoreFull, StoreReadOnly, StoreFailed.
Result<std::int64_t> writeBackup(Database &database, const QString &file);

/// Replaces the data with a backup. The old data is moved into a directory beside it, whose path is returned
/// ("" if there was none). Every team begins a new history, so that devices offer what the backup lacks.
/// Nothing changes unless it succeeds. Errors: Locked (`serve` runs), NotFound, StoreCorrupt, StoreNewer,
/// StoreFull, StoreReadOnly.
Result<QString> restoreBackup(
    const QString &dataDirectory, const QString &file, const Clock &clock, RandomSource &random);

} // namespace mimir::server
