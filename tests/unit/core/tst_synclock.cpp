// The lock of the profile: what the system says, and what is made of it.
#include "core/synclock.h"
#include "sync/status/syncstatus.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <set>
#include <sys/file.h>

using namespace mimir;

namespace {

int failsWith = 0;
int calls = 0;

int failingFlock(int, int)
{
    ++calls;
    errno = failsWith;
    return -1;
}

int twiceInterrupted(int fd, int operation)
{
    if (++calls <= 2) {
        errno = EINTR;
        return -1;
    }
    return ::flock(fd, operation);
}

} // namespace

class TstSyncLock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { calls = 0; }
    void oneHasItAtATime();
    void onlyHeldMeansHeld_data();
    void onlyHeldMeansHeld();
    void aSignalIsNoAnswer();

private:
    QString path() const { return m_directory.filePath(QStringLiteral("sync.lock")); }
    QTemporaryDir m_directory;
};

void TstSyncLock::oneHasItAtATime()
{
    SyncLock one(path()), other(path());
    QVERIFY(one.acquire());
    QCOMPARE(other.acquire().error().code, ErrorCode::Locked);
    one.release();
    QVERIFY(other.acquire());
}

void TstSyncLock::onlyHeldMeansHeld_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("EWOULDBLOCK") << EWOULDBLOCK << ErrorCode::Locked;
    QTest::newRow("ENOLCK") << ENOLCK << ErrorCode::LocksUnavailable;
    QTest::newRow("EOPNOTSUPP") << EOPNOTSUPP << ErrorCode::LocksUnsupported;
    QTest::newRow("ENOSYS") << ENOSYS << ErrorCode::LocksUnsupported;
    QTest::newRow("EINTR") << EINTR << ErrorCode::LockInterrupted;
    QTest::newRow("EIO") << EIO << ErrorCode::StoreFailed;
}

// A caller told "held" retries each second, and never says why.
void TstSyncLock::onlyHeldMeansHeld()
{
    QFETCH(int, number);
    QFETCH(ErrorCode, code);
    failsWith = number;
    SyncLock lock(path(), failingFlock);
    const auto got = lock.acquire();
    QVERIFY(!got && !lock.held());
    QCOMPARE(got.error().code, code);
    QVERIFY(calls <= 10);
    const std::set<QString> words {errorSentence(ErrorCode::Locked),
        errorSentence(ErrorCode::LocksUnavailable), errorSentence(ErrorCode::LocksUnsupported),
        errorSentence(ErrorCode::LockInterrupted)};
    QCOMPARE(words.size(), std::size_t(4));
    QVERIFY(words.contains(errorSentence(code)) || code == ErrorCode::StoreFailed);
}

void TstSyncLock::aSignalIsNoAnswer()
{
    SyncLock lock(path(), twiceInterrupted);
    QVERIFY(lock.acquire());
    QCOMPARE(calls, 3);
}

QTEST_GUILESS_MAIN(TstSyncLock)
#include "tst_synclock.moc"
