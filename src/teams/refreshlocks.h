// One process at a time reads, replaces and writes the refresh token of an account: two that show the same
// token at once get two successors, of which the server goes on with one.
#pragma once

#include "core/synclock.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace mimir {

class RefreshLocks : public QObject {
public:
    /// Free again with the last copy, or with the process. Null where there is nobody to share with.
    using Held = std::shared_ptr<SyncLock>;
    using Acquired = std::function<void(Held)>;

    explicit RefreshLocks(QObject *parent) : QObject(parent) { }

    /// Where the lock files of this profile are, and for how many ms a holder is waited for; without a
    /// directory every acquire() succeeds at once.
    void setDirectory(const QString &directory, int patience);
    /// `then` is called once, at once or later, on this thread. A holder that takes longer than that
    /// (frozen, or waiting for a dead network) is waited for no more: Held is null then, and the server's
    /// grace time for a replaced token is what keeps this profile signed in. The same where the file system
    /// has no locks.
    void acquire(const std::string &account, Acquired then);

private:
    void attempt(const Held &lock, qint64 deadline, Acquired then);

    QString m_directory;
    int m_patience = 0;
};

} // namespace mimir
