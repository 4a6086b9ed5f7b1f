// Files that only their owner may read, from their first byte.
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace mimir {

/// StoreReadOnly with the system's reason, from errno.
Error cannotWrite(const QString &path);
/// Creates an empty file next to `path` that no one else writes to; returns its name. Error: StoreReadOnly.
Result<QByteArray> makePrivateFileBeside(const QString &path, const char *suffix);
/// Creates an empty file that only its owner may read, so that what SQLite creates next to it is private,
/// too. If it already exists, it is left as it is, and that is success. Error: StoreReadOnly.
Result<void> makePrivateFile(const QString &path);

} // namespace mimir
