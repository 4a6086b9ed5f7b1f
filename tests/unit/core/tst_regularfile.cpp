// What is in the place of one of our files without being one is refused by its kind, and no program waits for it.
#include "core/durablefile.h"
#include "core/filelock.h"
#include "core/regularfile.h"
#include "core/synclock.h"
#include "support/notfiles.h"

#include <QTemporaryDir>

#include <fcntl.h>

using namespace mimir;
using namespace mimir::test;

class TstRegularFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFileIsOpenedAndRead();
    void whatIsMissingIsNotFound();
    void aLinkIsFollowed();
    void anythingElseIsRefused_data() { addNoFiles(); }
    void anythingElseIsRefused();
    void aPipeThatIsReadAndWrittenIsRefusedToo();
    void aLinkThatLeadsNowhereIsRefused();
    void whatIsBesideADatabaseIsAFile_data() { addNoFiles(); }
    void whatIsBesideADatabaseIsAFile();
    void whatIsNamedMayBeAPipeWithAnotherEnd();
    void aLockIsAFile_data() { addNoFiles(); }
    void aLockIsAFile();
    void oneHasTheLockAtATime();
    void aPrivateFileReplacesOnlyAFile_data() { addNoFiles(); }
    void aPrivateFileReplacesOnlyAFile();

private:
    QString path(const char *name = "file") const { return m_directory->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TstRegularFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void TstRegularFile::aFileIsOpenedAndRead()
{
    QVERIFY(openRegular(path(), O_WRONLY | O_CREAT));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(writeDurably(path(), "0123456789"));
    QCOMPARE(*readRegular(path(), 4), QByteArray("0123"));
    QCOMPARE(*readRegular(path(), 4000), QByteArray("0123456789"));
    QVERIFY(checkRegular(path()));
}

void TstRegularFile::whatIsMissingIsNotFound()
{
    QCOMPARE(readRegular(path(), 4).error().code, ErrorCode::NotFound);
    QVERIFY(checkRegular(path()));
}

void TstRegularFile::aLinkIsFollowed()
{
    QVERIFY(writeDurably(path(), "text"));
    QVERIFY(QFile::link(path(), path("link")));
    QCOMPARE(*readRegular(path("link"), 4), QByteArray("text"));
}

void TstRegularFile::anythingElseIsRefused()
{
    QFETCH(QByteArray, kind);
    QVERIFY(putNoFile(kind, path()));
    const std::string said = path().toStdString() + " is a " + kind.toStdString() + ", not a file";
    for (const Error &error : {checkRegular(path()).error(), readRegular(path(), 4).error(),
             openRegular(path(), O_RDWR | O_CREAT).error()}) {
        QCOMPARE(error.code, ErrorCode::NotAFile);
        QCOMPARE(error.message, said);
    }
}

void TstRegularFile::aPipeThatIsReadAndWrittenIsRefusedToo()
{
    QVERIFY(putNoFile("named pipe", path()));
    const OpenedFile both(::open(QFile::encodeName(path()).constData(), O_RDWR | O_NONBLOCK));
    QCOMPARE(::write(both.get(), "{}", 2), ssize_t(2));
    QCOMPARE(readRegular(path(), 4).error().code, ErrorCode::NotAFile);
}

void TstRegularFile::aLinkThatLeadsNowhereIsRefused()
{
    QVERIFY(QFile::link(path("missing"), path()));
    QVERIFY(QFile::link(path("loop"), path("loop")));
    for (const char *name : {"file", "loop"}) {
        const QString link = path(name);
        for (const Error &error : {checkRegular(link).error(), readRegular(link, 4).error(),
                 openRegular(link, O_RDWR | O_CREAT).error(),
                 writeDurably(link, "x", FileMode::Private).error()}) {
            QCOMPARE(error.code, ErrorCode::NotAFile);
            QCOMPARE(error.message, link.toStdString() + " is a link to something that is missing");
        }
    }
    QVERIFY(!QFile::exists(path("missing")));
}

void TstRegularFile::whatIsBesideADatabaseIsAFile()
{
    QFETCH(QByteArray, kind);
    QVERIFY(checkDatabaseFiles(path("a.db")));
    QVERIFY(QDir().mkpath(path("elsewhere")));
    QVERIFY(writeDurably(path("elsewhere/real.db"), "x"));
    QVERIFY(QFile::link(path("elsewhere/real.db"), path("a.db")));
    QVERIFY(checkDatabaseFiles(path("a.db")));
    for (const char *beside : {"a.db-wal", "a.db-shm", "a.db-journal", "elsewhere/real.db-journal"}) {
        QVERIFY(putNoFile(kind, path(beside)));
        QCOMPARE(checkDatabaseFiles(path("a.db")).error().code, ErrorCode::NotAFile);
        QVERIFY(QFile::remove(path(beside)) || QDir().rmdir(path(beside)));
    }
    QVERIFY(checkDatabaseFiles(path("a.db")));
}

void TstRegularFile::whatIsNamedMayBeAPipeWithAnotherEnd()
{
    QCOMPARE(openNamed(path(), O_RDONLY).error().code, ErrorCode::NotFound);
    QVERIFY(putNoFile("named pipe", path()));
    {
        const OpenedFile both(::open(QFile::encodeName(path()).constData(), O_RDWR | O_NONBLOCK));
        QVERIFY(writeDurably(path(), "text"));
        auto in = openNamed(path(), O_RDONLY);
        QVERIFY(in);
        char text[5] {};
        QCOMPARE(::read(in->get(), text, 4), ssize_t(4));
        QCOMPARE(text, "text");
    }
    for (const char *kind : {"directory", "socket"}) {
        QVERIFY(putNoFile(kind, path(kind)));
        QCOMPARE(openNamed(path(kind), O_RDONLY).error().code, ErrorCode::NotAFile);
        QCOMPARE(writeDurably(path(kind), "x").error().code, ErrorCode::NotAFile);
    }
}

void TstRegularFile::aLockIsAFile()
{
    QFETCH(QByteArray, kind);
    QVERIFY(putNoFile(kind, path("sync.lock")));
    SyncLock sync(path("sync.lock"));
    QCOMPARE(sync.acquire().error().code, ErrorCode::NotAFile);
    QVERIFY(!sync.held());
    QVERIFY(putNoFile(kind, path("file.lock")));
    QCOMPARE(FileLock::take(path(), std::chrono::hours(1)).error().code, ErrorCode::NotAFile);
}

void TstRegularFile::oneHasTheLockAtATime()
{
    {
        const auto one = FileLock::take(path(), {});
        QVERIFY(one);
        QCOMPARE(FileLock::take(path(), {}).error().code, ErrorCode::StoreBusy);
    }
    QVERIFY(FileLock::take(path(), {}));
    QCOMPARE(FileLock::take(path("no/file"), {}).error().code, ErrorCode::StoreReadOnly);
}

void TstRegularFile::aPrivateFileReplacesOnlyAFile()
{
    QFETCH(QByteArray, kind);
    QVERIFY(putNoFile(kind, path()));
    QCOMPARE(writeDurably(path(), "secret", FileMode::Private).error().code, ErrorCode::NotAFile);
    QVERIFY(!QFileInfo(path()).isFile());
}

QTEST_GUILESS_MAIN(TstRegularFile)
#include "tst_regularfile.moc"
