// Keeps the write-ahead log of a store short where no process owns syncing, which would do it otherwise.
#pragma once

#include "storage/sqlite/database.h"

namespace mimir {

/// For a program that has just written. A log that is still short, or an owner of syncing (`lockPath`), is left
/// alone.
void trimLog(Database &database, const QString &lockPath);

} // namespace mimir
