#include "teams/refreshlocks.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTimer>

namespace mimir {
namespace {

/// Between two attempts, ms; random, so that waiting processes differ.
constexpr int kShortestPause = 5, kLongestPause = 40;

} // namespace

void RefreshLocks::setDirectory(const QString &directory, int patience)
{
    m_directory = directory;
    m_patience = patience;
}

void RefreshLocks::acquire(const std::string &account, Acquired then)
{
    if (m_directory.isEmpty())
        return then(nullptr);
    const QByteArray digest
        = QCryptographicHash::hash(QByteArray::fromStdString(account), QCryptographicHash::Sha256).toHex();
    const QString path = m_directory + QStringLiteral("/refresh-%1.lock").arg(QLatin1String(digest.left(16)));
    attempt(std::make_shared<SyncLock>(path), QDeadlineTimer(m_patience).deadline(), std::move(then));
}

void RefreshLocks::attempt(const Held &lock, qint64 deadline, Acquired then)
{
    const auto acquired = lock->acquire();
    if (acquired)
        return then(lock);
    if (acquired.error().code != ErrorCode::Locked || QDeadlineTimer::current().deadline() >= deadline)
        return then(nullptr);
    QTimer::singleShot(QRandomGenerator::global()->bounded(kShortestPause, kLongestPause), this,
        [this, lock, deadline, then = std::move(then)] { attempt(lock, deadline, then); });
}

} // namespace mimir
