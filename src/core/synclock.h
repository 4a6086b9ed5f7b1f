// Only one process at a time owns syncing: flock on `sync.lock` in the profile. The kernel releases it on
// kill -9. Replacing a refresh token uses the same class (teams/refreshlocks.h).
#pragma once

#include "core/result.h"

#include <QString>

namespace mimir {

class SyncLock {
public:
    /// flock(2), or a test's replacement.
    using Flock = int (*)(int fd, int operation);

    /// `path` of the lock file; created if absent (0600).
    explicit SyncLock(const QString &path);
    SyncLock(const QString &path, Flock flock) : m_path(path), m_flock(flock) { }
    ~SyncLock();
    SyncLock(const SyncLock &) = delete;
    SyncLock &operator=(const SyncLock &) = delete;

    /// Locked when another process has it, and only then: trying again helps. StoreReadOnly when the file
    /// cannot be created, NotAFile when something else is there; LocksUnsupported, LocksUnavailable and LockInterrupted when it cannot be determined
    /// who has it. Does not wait.
    Result<void> acquire();
    void release();
    bool held() const { return m_fd >= 0; }

private:
    QString m_path;
    Flock m_flock;
    int m_fd = -1;
};

/// Whether the file system of this directory can lock files by fcntl(2), as SQLite does; SQLite itself takes a lock
/// service that does not run for another program's lock. Errors: LocksUnsupported, LocksUnavailable; none where it
/// cannot be found out.
Result<void> checkLocksIn(const QString &directory);

} // namespace mimir
