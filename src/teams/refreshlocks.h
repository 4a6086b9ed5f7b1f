// One process at a time reads, replaces and writes an account's refresh token: two processes that show the
// same token at once get two successors, and the server continues with only one of them.
#pragma once

#include "core/synclock.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace mimir {

class RefreshLocks : public QObject {
public:
    /// Released with the last copy, or with the process. Null if there is no one to share with.
    using Held = std::shared_ptr<SyncLock>;
    using Acquired = std::function<void(Held)>;

    explicit RefreshLocks(QObject *parent) : QObject(parent) { }

    /// Where this profile's lock files are, and how many ms to wait for a holder; without a directory every
    /// acquire() succeeds at once.
    void setDirectory(const QString &directory, int patience);
    /// Calls `then` once, at once or later, on this thread. If a holder takes longer than the patience
    /// (frozen, or waiting for a dead network), the wait ends with a null Held, and the server's grace time
    /// for a replaced token keeps this profile signed in. The same applies if the file system has no locks.
    void acquire(const std::string &account, Acquired then);

private:
    void attempt(const Held &lock, qint64 deadline, Acquired then);

    QString m_directory;
    int m_patience = 0;
};

} // namespace mimir
