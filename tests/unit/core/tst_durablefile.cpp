// Small files on disks that are full, lose data or fail: with a shim over the system calls, and on a real
// file system without space.
#include "core/durablefile.h"
#include "core/filelock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

enum class Broken { Nothing, Write, Sync, Rename };
Broken g_broken = Broken::Nothing;
QStringList g_calls;

bool fails(Broken what, const char *name)
{
    g_calls << QString::fromLatin1(name);
    if (g_broken == what)
        errno = ENOSPC;
    return g_broken == what;
}

template <typename F>
F next(const char *name)
{
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

bool g_watching = false;

} // namespace

// The shim: system calls made by Qt and the program end up here.
extern "C" ssize_t write(int descriptor, const void *bytes, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    if (g_watching && descriptor > STDERR_FILENO && fails(Broken::Write, "write"))
        return -1;
    return real(descriptor, bytes, size);
}

extern "C" int fsync(int descriptor)
{
    static const auto real = next<int (*)(int)>("fsync");
    struct stat status = {};
    const bool folder = ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
    if (g_watching && fails(Broken::Sync, folder ? "fsync folder" : "fsync"))
        return -1;
    return real(descriptor);
}

extern "C" int rename(const char *from, const char *to) noexcept
{
    static const auto real = next<int (*)(const char *, const char *)>("rename");
    if (g_watching && fails(Broken::Rename, "rename"))
        return -1;
    return real(from, to);
}

using namespace mimir;

class TstDurableFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { g_watching = false; }
    void isSyncedBeforeItTakesThePlaceOfTheOther();
    void aFailingCallLeavesTheOldFile_data();
    void aFailingCallLeavesTheOldFile();
    void aFullFileSystemLeavesTheOldFile();
    void aQuotaLeavesTheOldFile();
    void privateFilesWereNeverOthersToRead();
    void aPlaceThatIsNoFileIsWrittenTo();
    void aLockSaysThatTheDiskIsFull();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("settings.json")); }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    QStringList left() const { return QDir(m_directory->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TstDurableFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    g_broken = Broken::Nothing;
    QVERIFY(writeDurably(path(), "old"));
    g_calls.clear();
    g_watching = true;
}

void TstDurableFile::isSyncedBeforeItTakesThePlaceOfTheOther()
{
    QVERIFY(writeDurably(path(), "new"));
    g_watching = false;
    QCOMPARE(contents(path()), QByteArray("new"));
    QVERIFY2(g_calls.indexOf(QStringLiteral("write")) < g_calls.indexOf(QStringLiteral("fsync")),
        qPrintable(g_calls.join(u' ')));
    QCOMPARE(g_calls.count(QStringLiteral("write")), 1);
    QCOMPARE(g_calls.last(), QStringLiteral("fsync folder"));
    const auto place = g_calls.indexOf(QStringLiteral("rename"));
    if (place >= 0)
        QVERIFY(place > g_calls.indexOf(QStringLiteral("fsync")));
}

void TstDurableFile::aFailingCallLeavesTheOldFile_data()
{
    QTest::addColumn<Broken>("broken");
    QTest::newRow("write") << Broken::Write;
    QTest::newRow("fsync") << Broken::Sync;
    QTest::newRow("rename") << Broken::Rename;
}

void TstDurableFile::aFailingCallLeavesTheOldFile()
{
    QFETCH(Broken, broken);
    g_broken = broken;
    const auto written = writeDurably(path(), "new");
    g_watching = false;
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::StoreFull);
    QVERIFY(!written.error().message.empty());
    QCOMPARE(contents(path()), QByteArray("old"));
    QCOMPARE(left().size(), 1);
}

void TstDurableFile::aLockSaysThatTheDiskIsFull()
{
    g_broken = Broken::Write;
    const auto locked = FileLock::take(path(), std::chrono::seconds(1));
    g_watching = false;
    QVERIFY(!locked);
    QCOMPARE(locked.error().code, ErrorCode::StoreFull);
    QCOMPARE(left().size(), 1);
}

// In a mount namespace of a child process: 0 = as expected, 77 = mounting is not allowed here.
void TstDurableFile::aFullFileSystemLeavesTheOldFile()
{
    g_watching = false;
    const QByteArray place = m_directory->path().toUtf8();
    const pid_t child = ::fork();
    if (child == 0) {
        const uid_t before = ::getuid();
        if (::unshare(CLONE_NEWNS | (before == 0 ? 0 : CLONE_NEWUSER)) != 0
            || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
            || ::mount("none", place.constData(), "tmpfs", 0, "size=64k") != 0)
            ::_exit(77);
        if (!writeDurably(path(), "old"))
            ::_exit(2);
        QFile filler(m_directory->filePath(QStringLiteral("filler")));
        if (!filler.open(QFile::WriteOnly | QFile::Unbuffered))
            ::_exit(3);
        while (filler.write(QByteArray(4096, 'x')) > 0) { }
        const auto written = writeDurably(path(), std::string(2000, 'n'));
        if (written || written.error().code != ErrorCode::StoreFull)
            ::_exit(4);
        ::_exit(contents(path()) == "old" && left().size() == 2 ? 0 : 5);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77)
        QSKIP("mounting is not allowed here; aQuotaLeavesTheOldFile shows the same");
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TstDurableFile::aQuotaLeavesTheOldFile()
{
    g_watching = false;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit tight {1000, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = writeDurably(path(), std::string(5000, 'n'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!written);
    QCOMPARE(contents(path()), QByteArray("old"));
    QCOMPARE(left().size(), 1);
}

void TstDurableFile::privateFilesWereNeverOthersToRead()
{
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::ReadOther));
    QVERIFY(writeDurably(path(), "secret", FileMode::Private));
    struct stat status = {};
    QCOMPARE(::stat(path().toUtf8().constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600u);
}

void TstDurableFile::aPlaceThatIsNoFileIsWrittenTo()
{
    const QString pipe = m_directory->filePath(QStringLiteral("full"));
    QVERIFY(QFile::link(QStringLiteral("/dev/full"), pipe));
    const auto written = writeDurably(pipe, "new");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::StoreFull);
    QVERIFY(writeDurably(QStringLiteral("/dev/null"), "new"));
    struct stat status = {};
    QCOMPARE(::stat("/dev/null", &status), 0);
    QVERIFY(S_ISCHR(status.st_mode));
}

QTEST_GUILESS_MAIN(TstDurableFile)
#include "tst_durablefile.moc"
