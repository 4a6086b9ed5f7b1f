// Which other process is writing to a database, so that a user can wait for it or end it.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

#include <sys/types.h>

namespace mimir {

/// The other process that has the write lock of the write-ahead log of the database at `path`. None if there is none,
/// or if the system does not tell: only Linux does, in proc_locks(5), and not on every file system. Neither opens nor
/// locks a file of the database: closing one would release the locks that this process has on it (fcntl(2)).
std::optional<pid_t> otherWriterOf(const QString &path);
/// The same in what /proc/locks says: `device` and `inode` of the index of the log (stat(2)).
std::optional<pid_t> otherWriterIn(const QByteArray &locks, dev_t device, ino_t inode);

} // namespace mimir
