// The copies of a store from before a schema change, next to it.
#pragma once

#include "storage/sqlite/database.h"

#include <QString>
#include <QStringList>

#include <cstdint>

namespace mimir {

/// A copy from before a schema change, 0600 from its first byte, replacing any older one. If it already
/// exists, that is success.
Result<void> copyBeside(Database &database, std::int64_t version);
/// Removes all such copies of the store at `path`. Error: StoreReadOnly.
Result<void> removeCopies(const QString &path);
/// Their paths, and those of copies that were never finished.
QStringList copiesBeside(const QString &path);

} // namespace mimir
