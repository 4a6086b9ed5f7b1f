#include "storage/schema/schema.h"
#include "storage/sqlite/lockholder.h"
#include "storage/store.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mimir;
using namespace mimir::test;

class TstDatabase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newFileIsPrivateAndDurable();
    void newerSchemaIsRefusedAndLeftUntouched();
    void damagedFileIsRefusedAndLeftUntouched();
    void whatMayNotBeWrittenIsNamedBesideALog_data();
    void whatMayNotBeWrittenIsNamedBesideALog();
    void olderFileIsCopiedBeforeTheFirstStep();
    void failedStepLeavesThePreviousVersion();
    void transactionRollsBackUnlessCommitted();
    void nestedTransactionRollsBackAlone();
    void fullDiskKeepsWhatWasSaved();
    void secondConnectionWaitsForTheWriter();
    void aHeldLockIsToldInOurWords();
    void theProcessThatHoldsTheLockIsFound();

private:
    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    QTemporaryDir m_dir;
    FakeClock m_clock;
    SeededRandom m_random {1};
};

void TstDatabase::newFileIsPrivateAndDurable()
{
    const auto store = Store::open(path("new.db"), m_clock, m_random);
    QVERIFY2(store, store.ok() ? "" : store.error().message.c_str());
    QCOMPARE(
        QFile::permissions(path("new.db")) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    Database &db = (*store)->database();
    QCOMPARE(db.integer("PRAGMA synchronous"), 2);
    QCOMPARE(db.text("PRAGMA journal_mode"), std::string("wal"));
    QCOMPARE(db.integer("PRAGMA wal_autocheckpoint"), 0);
    QCOMPARE(db.integer("PRAGMA page_size"), 8192);
    QCOMPARE(db.integer("PRAGMA foreign_keys"), 0);
}

void TstDatabase::newerSchemaIsRefusedAndLeftUntouched()
{
    {
        const auto store = Store::open(path("newer.db"), m_clock, m_random);
        QVERIFY((*store)->database().script("PRAGMA user_version = 999"));
        (*store)->database().checkpoint();
    }
    QFile file(path("newer.db"));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray before = file.readAll();
    const auto refused = Store::open(path("newer.db"), m_clock, m_random);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StoreNewer);
    file.seek(0);
    QCOMPARE(file.readAll(), before);
}

void TstDatabase::damagedFileIsRefusedAndLeftUntouched()
{
    const QByteArray rubbish = QByteArray("this is not a database, but it was someone's file ").repeated(300);
    QFile file(path("damaged.db"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(rubbish);
    file.close();
    const auto refused = Store::open(path("damaged.db"), m_clock, m_random);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StoreCorrupt);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), rubbish);
}

void TstDatabase::whatMayNotBeWrittenIsNamedBesideALog_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<int>("mode");
    for (const char *part : {"", "-wal", "-shm"})
        for (const int mode : {0400, 0})
            QTest::addRow("%03o mimir.db%s", mode, part) << QString::fromLatin1(part) << mode;
}

// As a user restricted by file modes: they do not apply to root.
void TstDatabase::whatMayNotBeWrittenIsNamedBesideALog()
{
    QFETCH(QString, part);
    QFETCH(int, mode);
    const QString file = m_dir.filePath(QStringLiteral("kept%1%2.db").arg(part).arg(mode));
    QVERIFY((*Database::open(file))->script("CREATE TABLE a(x)"));
    const uid_t nobody = geteuid() == 0 ? 65534 : geteuid();
    for (const QString &name :
        {QFileInfo(file).path(), file, file + QStringLiteral("-wal"), file + QStringLiteral("-shm")})
        QVERIFY(chown(QFile::encodeName(name).constData(), nobody, gid_t(-1)) == 0);
    QVERIFY(chmod(QFile::encodeName(file + part).constData(), static_cast<mode_t>(mode)) == 0);
    int said[2];
    QVERIFY(pipe(said) == 0);
    const pid_t child = fork();
    if (child == 0) {
        if (setuid(nobody) != 0)
            _exit(1);
        const auto opened = Database::open(file);
        const Result<void> written
            = opened ? (*opened)->run("INSERT INTO a VALUES (1)") : Result<void>(opened.error());
        const std::string words = written
            ? "written"
            : std::to_string(static_cast<int>(written.error().code)) + written.error().message;
        (void)!::write(said[1], words.data(), words.size());
        _exit(0);
    }
    QCOMPARE(waitpid(child, nullptr, 0), child);
    char words[1000] = {};
    QVERIFY(::read(said[0], words, sizeof words - 1) > 0);
    close(said[0]);
    close(said[1]);
    const QString expected = QString::number(static_cast<int>(ErrorCode::StoreReadOnly)) + file + part
        + QStringLiteral(" cannot be read and written: chmod u+rw");
    QCOMPARE(QString::fromUtf8(words), expected);
}

void TstDatabase::olderFileIsCopiedBeforeTheFirstStep()
{
    auto database = Database::open(path("older.db"));
    const Migration one {1, "first", "CREATE TABLE a(x); INSERT INTO a VALUES (1)"};
    const Migration two {2, "second", "ALTER TABLE a ADD COLUMN y"};
    QVERIFY(migrate(**database, {{one}}));
    QVERIFY(!QFile::exists(path("older.db.v1.bak")));
    const Migration steps[] = {one, two};
    QVERIFY(migrate(**database, steps));
    QVERIFY(QFile::exists(path("older.db.v1.bak")));
    QCOMPARE((*database)->integer("PRAGMA user_version"), 2);
    QVERIFY(migrate(**database, steps));
}

void TstDatabase::failedStepLeavesThePreviousVersion()
{
    auto database = Database::open(path("failed.db"));
    const Migration steps[]
        = {{1, "first", "CREATE TABLE a(x)"}, {2, "second", "CREATE TABLE b(x); CREATE TABLE a(x)"}};
    QVERIFY(!migrate(**database, steps));
    QCOMPARE((*database)->integer("PRAGMA user_version"), 1);
    QCOMPARE((*database)->integer("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'b'"), 0);
}

void TstDatabase::transactionRollsBackUnlessCommitted()
{
    auto database = Database::open(path("tx.db"));
    QVERIFY((*database)->script("CREATE TABLE a(x)"));
    {
        Transaction transaction(**database);
        QVERIFY((*database)->run("INSERT INTO a VALUES (1)"));
    }
    QCOMPARE((*database)->integer("SELECT COUNT(*) FROM a"), 0);
}

void TstDatabase::nestedTransactionRollsBackAlone()
{
    auto database = Database::open(path("nested.db"));
    QVERIFY((*database)->script("CREATE TABLE a(x)"));
    {
        Transaction outer(**database);
        QVERIFY((*database)->run("INSERT INTO a VALUES (1)"));
        {
            Transaction inner(**database);
            QVERIFY((*database)->run("INSERT INTO a VALUES (2)"));
        }
        {
            Transaction inner(**database);
            QVERIFY((*database)->run("INSERT INTO a VALUES (3)"));
            QVERIFY(inner.commit());
        }
        QVERIFY(outer.commit());
    }
    QCOMPARE((*database)->text("SELECT group_concat(x) FROM a"), std::string("1,3"));
}

void TstDatabase::fullDiskKeepsWhatWasSaved()
{
    auto store = Store::open(path("full.db"), m_clock, m_random);
    HybridStorageBackend &backend = (*store)->backend();
    Record record {EntityType::Conversation, "c0", {}};
    record.fields.setText("title", "saved");
    QVERIFY(backend.write(record));
    const auto pages = *(*store)->database().integer("PRAGMA page_count");
    QVERIFY((*store)->database().script("PRAGMA max_page_count = " + std::to_string(pages + 2)));
    record.fields.setText("title", std::string(100'000, 'x'));
    record.id = "c1";
    const auto full = backend.write(record);
    QVERIFY(!full);
    QCOMPARE(full.error().code, ErrorCode::StoreFull);
    QVERIFY((*store)->database().script("PRAGMA max_page_count = 100000"));
    QVERIFY(*backend.read(EntityType::Conversation, "c0"));
    QVERIFY(!*backend.read(EntityType::Conversation, "c1"));
    QCOMPARE((*store)->outboxSummary().counts()->pending(), 1);
    QVERIFY(backend.write(record));
}

void TstDatabase::secondConnectionWaitsForTheWriter()
{
    Database::Options impatient;
    impatient.busyTimeoutMs = 20;
    auto first = Database::open(path("two.db"));
    QVERIFY((*first)->script("CREATE TABLE a(x)"));
    auto second = Database::open(path("two.db"), impatient);
    Transaction writer(**first);
    QVERIFY(writer.begun());
    Transaction other(**second);
    QVERIFY(!other.begun());
    QCOMPARE(other.begun().error().code, ErrorCode::StoreBusy);
    const auto before = (*second)->dataVersion();
    QVERIFY((*first)->run("INSERT INTO a VALUES (1)"));
    QVERIFY(writer.commit());
    QVERIFY((*second)->dataVersion() != before);
}

void TstDatabase::aHeldLockIsToldInOurWords()
{
    const auto holder = Database::open(path("held.db"));
    QVERIFY((*holder)->script("CREATE TABLE t(i); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)"));
    Database::Options hasty;
    hasty.busyTimeoutMs = 10;
    const auto other = Database::open(path("held.db"), hasty);
    QVERIFY2(other, other ? "" : other.error().message.c_str());
    const auto written = (*other)->run("INSERT INTO t VALUES (2)");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::StoreBusy);
    QCOMPARE(written.error().message, std::string("another program is writing to the database"));
    QCOMPARE((*other)->script("INSERT INTO t VALUES (3)").error().message, written.error().message);
}

void TstDatabase::theProcessThatHoldsTheLockIsFound()
{
    const QByteArray locks = "1: FLOCK  ADVISORY  WRITE 11 08:02:77 0 EOF\n"
                             "2: POSIX  ADVISORY  READ 12 08:02:77 120 120\n"
                             "3: POSIX  ADVISORY  WRITE 13 08:03:77 120 120\n"
                             "4: POSIX  ADVISORY  WRITE 14 08:02:78 120 120\n"
                             "5: POSIX  ADVISORY  WRITE 15 08:02:77 121 122\n"
                             "6: OFDLCK ADVISORY  WRITE -1 08:02:77 120 120\n"
                             "7: POSIX  ADVISORY  WRITE 16 08:02:77 120 120\n"
                             "7: -> POSIX  ADVISORY  WRITE 17 08:02:77 120 120\n";
    const dev_t device = makedev(8, 2);
    QCOMPARE(otherWriterIn(locks, device, 77), std::optional<pid_t>(16));
    QCOMPARE(otherWriterIn(locks, makedev(8, 3), 77), std::optional<pid_t>(13));
    QCOMPARE(otherWriterIn(locks, device, 79), std::nullopt);
    const QByteArray own
        = "1: POSIX  ADVISORY  WRITE " + QByteArray::number(QCoreApplication::applicationPid());
    QCOMPARE(otherWriterIn(own + " 08:02:77 120 120\n", device, 77), std::nullopt);
    QCOMPARE(
        otherWriterIn("1: POSIX ADVISORY WRITE 18 08:02:77 0 EOF", device, 77), std::optional<pid_t>(18));
    for (const QByteArray &damaged :
        {QByteArray(), QByteArray("\n\n"), QByteArray("1: POSIX"), QByteArray(locks.left(130))})
        otherWriterIn(damaged, device, 77);
}

QTEST_GUILESS_MAIN(TstDatabase)
#include "tst_database.moc"
