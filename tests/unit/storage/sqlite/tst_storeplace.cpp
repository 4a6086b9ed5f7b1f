// An empty file, or another program's, in a store's place is not a new store; files beside a store are
// private and removed with it.
#include "server/db/schema.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/privatefile.h"
#include "storage/sqlite/storeplace.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "support/notfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

} // namespace

class TstStorePlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_mask = ::umask(0);
    }
    void cleanup() { ::umask(m_mask); }
    void whatIsMadeIsPrivate();
    void emptiedStoreIsRefused_data();
    void emptiedStoreIsRefused();
    void emptiedStoreBesideASignInIsRefused_data();
    void emptiedStoreBesideASignInIsRefused();
    void anotherStoresLogIsRefused();
    void missingStoreBesideItsLogIsRefused();
    void aFileThatWasMovedAwayIsNotBegunAnew();
    void whatDoesNotBelongToItsLogIsRefused_data();
    void whatDoesNotBelongToItsLogIsRefused();
    void aCopyWithItsLogIsOpened();
    void aReplacedFileIsNotWrittenTo();
    void foreignDatabaseIsRefused_data();
    void foreignDatabaseIsRefused();
    void foreignDatabaseIsLeftAsItIs_data();
    void foreignDatabaseIsLeftAsItIs();
    void nothingWasThere_data();
    void nothingWasThere();
    void whatIsNoFileIsRefused_data() { addNoFiles(); }
    void whatIsNoFileIsRefused();
    void newerStoreIsToldAsSuch();
    void oneCopyIsKeptAndIsPrivate();
    void copiesGoWithTheData();
    void emptiedServerIsRefused();
    void missingServerIsRefused();
    void aFileThatMayNotBeWrittenIsNamed();

private:
    QString path(const char *name = "mimir.db") const { return m_folder->filePath(QLatin1String(name)); }
    std::optional<ErrorCode> opened()
    {
        const auto store = Store::open(path(), m_clock, m_random);
        return store ? std::nullopt : std::optional(store.error().code);
    }
    void makeStore(bool withLog);
    void make(const QString &file, const std::string &sql)
    {
        const auto database = Database::open(file);
        QVERIFY(database);
        QVERIFY((*database)->script(sql));
        (*database)->checkpoint();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    SeededRandom m_random {7};
    mode_t m_mask = 0;
};

void TstStorePlace::makeStore(bool withLog)
{
    const auto store = Store::open(path(), m_clock, m_random);
    QVERIFY(store);
    (*store)->database().checkpoint();
    Record record {EntityType::Conversation, "c1", {}};
    record.fields.setText("title", "Fix login");
    QVERIFY((*store)->backend().write(record));
    if (!withLog)
        (*store)->database().checkpoint();
}

void TstStorePlace::whatIsMadeIsPrivate()
{
    makeStore(true);
    for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
        QCOMPARE(QFileInfo(m_folder->filePath(name)).permissions(), kOwnerOnly);
}

void TstStorePlace::emptiedStoreIsRefused_data()
{
    QTest::addColumn<bool>("withLog");
    QTest::addColumn<bool>("withMark");
    QTest::newRow("beside its log, of an earlier version") << true << false;
    QTest::newRow("beside its log") << true << true;
    QTest::newRow("alone") << false << true;
}

void TstStorePlace::emptiedStoreIsRefused()
{
    QFETCH(bool, withLog);
    QFETCH(bool, withMark);
    makeStore(withLog);
    if (!withMark)
        QVERIFY(QFile::remove(path("mimir.db.mark")));
    const qint64 log = QFileInfo(path("mimir.db-wal")).size();
    QCOMPARE(log > 0, withLog);
    QVERIFY(QFile::resize(path(), 0));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QCOMPARE(QFileInfo(path()).size(), 0);
    QCOMPARE(QFileInfo(path("mimir.db-wal")).size(), log);
}

void TstStorePlace::emptiedStoreBesideASignInIsRefused_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("nothing") << 0;
    QTest::newRow("less than a header") << 1;
}

void TstStorePlace::emptiedStoreBesideASignInIsRefused()
{
    QFETCH(int, bytes);
    makeStore(false);
    for (const char *name : {"mimir.db.mark", "mimir.db-wal", "mimir.db-shm"})
        QFile::remove(path(name));
    QVERIFY(QFile::resize(path(), bytes));
    QFile tokens(path("tokens.json"));
    QVERIFY(tokens.open(QFile::WriteOnly));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QCOMPARE(QFileInfo(path()).size(), bytes);
    QVERIFY(QFile::remove(path("tokens.json")) && QFile::remove(path()));
    QCOMPARE(opened(), std::optional<ErrorCode>());
}

// Found from outside: with it, the store would be the other one.
void TstStorePlace::anotherStoresLogIsRefused()
{
    {
        const auto other = Store::open(path(), m_clock, m_random);
        QVERIFY(other);
        QVERIFY(QFile::copy(path("mimir.db-wal"), path("log of the other"))); // all that it has
    }
    for (const char *name : {"mimir.db", "mimir.db-wal", "mimir.db-shm", "mimir.db.mark"})
        QVERIFY(QFile::remove(path(name)));
    makeStore(false);
    QFile::remove(path("mimir.db-wal"));
    QFile::remove(path("mimir.db-shm"));
    QVERIFY(QFile::copy(path("log of the other"), path("mimir.db-wal")));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QVERIFY(QFile::remove(path("mimir.db-wal")));
    QFile::remove(path("mimir.db-shm"));
    QCOMPARE(opened(), std::optional<ErrorCode>());
}

void TstStorePlace::missingStoreBesideItsLogIsRefused()
{
    makeStore(true);
    QVERIFY(QFile::rename(path(), path("away")));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreGone));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(QFile::rename(path("away"), path()));
    const auto store = Store::open(path(), m_clock, m_random);
    QVERIFY(store);
    QCOMPARE((*store)->outboxSummary().counts()->ready, 1);
}

// Also when its log is empty, as an owner at rest leaves it: it may be put back. Moving all of it away is what we advise.
void TstStorePlace::aFileThatWasMovedAwayIsNotBegunAnew()
{
    makeStore(false);
    for (const char *name : {"mimir.db-wal", "mimir.db-shm"})
        QFile::remove(path(name));
    QVERIFY(QFile::rename(path(), path("away.db")));
    QVERIFY(QFile::exists(path("mimir.db.mark")));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreGone));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(QFile::rename(path("away.db"), path()));
    QCOMPARE(opened(), std::optional<ErrorCode>());
    for (const char *name : {"mimir.db", "mimir.db-wal", "mimir.db-shm", "mimir.db.mark"})
        QFile::remove(path(name));
    QCOMPARE(opened(), std::optional<ErrorCode>());
}

void TstStorePlace::whatDoesNotBelongToItsLogIsRefused_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::newRow("an older copy, damaged by what came later") << false;
    QTest::newRow("another store, whose log covers it completely") << true;
}

// Only the file was put back: SQLite would read it through the log of a later state, and write that over it.
void TstStorePlace::whatDoesNotBelongToItsLogIsRefused()
{
    QFETCH(bool, isOther);
    const auto fill = [this](const char *from, int count) {
        const auto store = Store::open(path(), m_clock, m_random);
        for (int i = 0; i < count; ++i) {
            Record record {EntityType::Conversation, from + std::to_string(i), {}};
            record.fields.setText("title", std::string(3000, 'x'));
            QVERIFY((*store)->backend().write(record));
        }
    };
    const auto settle = [this] { (*Store::open(path(), m_clock, m_random))->database().checkpoint(); };
    const auto bytesOf = [](const QString &name) {
        QFile file(name);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    fill("early", 40);
    settle();
    QVERIFY(QFile::copy(path(), path("backup")));
    if (isOther) {
        for (const char *name : {"mimir.db", "mimir.db-wal", "mimir.db-shm", "mimir.db.mark"})
            QFile::remove(path(name));
        fill("other", 1);
    } else {
        fill("later", 300);
        settle();
        fill("last", 5);
    }
    QVERIFY(QFileInfo(path("mimir.db-wal")).size() > 0);
    QFile last(path("mimir.db-wal"));
    QVERIFY(last.open(QFile::ReadWrite)
        && last.setFileTime(QFileInfo(last).lastModified().addSecs(-2), QFileDevice::FileModificationTime));
    last.close();
    QVERIFY(QFile::remove(path()) && QFile::copy(path("backup"), path()));
    const QByteArray before = bytesOf(path()), log = bytesOf(path("mimir.db-wal"));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    QVERIFY(bytesOf(path()) == before && bytesOf(path("mimir.db-wal")) == log);
    for (const char *name : {"mimir.db-wal", "mimir.db-shm"})
        QVERIFY(QFile::rename(path(name), path(name) + QStringLiteral(".aside")));
    QCOMPARE(opened(), std::optional<ErrorCode>()); // as the sentence says
}

void TstStorePlace::aCopyWithItsLogIsOpened()
{
    makeStore(true);
    const QString copy = m_folder->filePath(QStringLiteral("copy"));
    QVERIFY(QDir().mkdir(copy));
    for (const char *name : {"mimir.db-wal", "mimir.db.mark", "mimir.db"})
        QVERIFY(QFile::copy(path(name), copy + u'/' + QLatin1String(name)));
    const auto store = Store::open(copy + QStringLiteral("/mimir.db"), m_clock, m_random);
    QVERIFY(store);
    QCOMPARE((*store)->outboxSummary().counts()->ready, 1);
}

// The log at its path may belong to the other file.
void TstStorePlace::aReplacedFileIsNotWrittenTo()
{
    makeStore(true);
    const auto store = Store::open(path(), m_clock, m_random);
    QVERIFY(QFile::rename(path(), path("away")) && QFile::copy(path("away"), path()));
    const qint64 log = (*store)->database().walBytes();
    QVERIFY(log > 0);
    (*store)->database().checkpoint();
    QCOMPARE((*store)->database().walBytes(), log);
}

void TstStorePlace::foreignDatabaseIsRefused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("with tables") << "CREATE TABLE notes(text)";
    QTest::newRow("with tables and a version") << "CREATE TABLE notes(text); PRAGMA user_version=2";
    QTest::newRow("named by its application") << "PRAGMA application_id=77";
    QTest::newRow("with one of our tables, of another application")
        << "CREATE TABLE sync_clock(x); PRAGMA application_id=77";
}

void TstStorePlace::foreignDatabaseIsRefused()
{
    QFETCH(QString, sql);
    make(path(), sql.toStdString());
    QCOMPARE(opened(), std::optional(ErrorCode::StoreForeign));
    QVERIFY(
        Store::open(path(), m_clock, m_random).error().message.find("another program") != std::string::npos);
    const auto database = Database::open(path());
    QVERIFY(!(*database)->integer("SELECT 1 FROM sqlite_schema WHERE name = 'conversations'"));
}

void TstStorePlace::foreignDatabaseIsLeftAsItIs_data()
{
    foreignDatabaseIsRefused_data();
}

// As another program makes it: without our journal mode, at a path that is awkward in a URL.
void TstStorePlace::foreignDatabaseIsLeftAsItIs()
{
    QFETCH(QString, sql);
    const QString file = path("a#b?c%20 d.db");
    sqlite3 *made = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(file).constData(), &made), SQLITE_OK);
    QCOMPARE(sqlite3_exec(made, sql.toUtf8().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(made);
    const auto bytes = [&file] {
        QFile read(file);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    const QStringList names = QDir(m_folder->path()).entryList(QDir::Files);
    const auto store = Store::open(file, m_clock, m_random);
    QCOMPARE(store ? ErrorCode::Unknown : store.error().code, ErrorCode::StoreForeign);
    for (const auto access : {server::Access::ReadWrite, server::Access::ReadOnly})
        QVERIFY(!server::openServerDatabase(file, access));
    QVERIFY(bytes() == before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), names);
}

void TstStorePlace::nothingWasThere_data()
{
    QTest::addColumn<QString>("made");
    QTest::newRow("no file") << "";
    QTest::newRow("an empty file, by a start that was killed") << "file";
    QTest::newRow("an empty database, by such a start") << "database";
}

void TstStorePlace::nothingWasThere()
{
    QFETCH(QString, made);
    if (made == u"file")
        QVERIFY(makePrivateFile(path()));
    if (made == u"database")
        make(path(), "PRAGMA user_version=0");
    QCOMPARE(opened(), std::nullopt);
    QCOMPARE(opened(), std::nullopt);
    if (made == u"database") { // and if a store was there before
        QVERIFY(QFile::remove(path()));
        QFile::remove(path("mimir.db-wal"));
        QFile::remove(path("mimir.db-shm"));
        make(path(), "PRAGMA user_version=0");
        QCOMPARE(opened(), std::optional(ErrorCode::StoreCorrupt));
    }
}

void TstStorePlace::whatIsNoFileIsRefused()
{
    QFETCH(QByteArray, kind);
    for (const char *name :
        {"mimir.db", "mimir.db-wal", "mimir.db-shm", "mimir.db-journal", "mimir.db.mark"}) {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(putNoFile(kind, path(name)));
        QCOMPARE(opened(), std::optional(ErrorCode::NotAFile));
        QVERIFY(!QFileInfo(path(name)).isFile());
    }
    const QString server = path("server.db");
    QVERIFY(putNoFile(kind, server));
    const auto refused = server::openServerDatabase(server, server::Access::ReadWrite);
    QVERIFY(refused.error().message.find("is a " + kind.toStdString() + ", not a file") != std::string::npos);
    QVERIFY(server::quickCheck(server, std::chrono::seconds(1))); // opening it for real reports why
}

void TstStorePlace::newerStoreIsToldAsSuch()
{
    make(path(), "CREATE TABLE later(x); PRAGMA user_version=999");
    QCOMPARE(opened(), std::optional(ErrorCode::StoreNewer));
}

void TstStorePlace::oneCopyIsKeptAndIsPrivate()
{
    const auto &steps = storeMigrations();
    const auto upTo = [&](std::size_t count) {
        const auto database = Database::open(path());
        QVERIFY(migrate(**database, std::span(steps).first(count)));
    };
    const auto copies
        = [this] { return QDir(m_folder->path()).entryList({QStringLiteral("*.bak*")}, QDir::Files); };
    upTo(8);
    QVERIFY(copies().isEmpty());
    upTo(9);
    QCOMPARE(copies(), QStringList {QStringLiteral("mimir.db.v8.bak")});
    upTo(10);
    QCOMPARE(copies(), QStringList {QStringLiteral("mimir.db.v9.bak")});
    QCOMPARE(QFileInfo(path("mimir.db.v9.bak")).permissions(), kOwnerOnly);
    const auto copy = Database::open(path("mimir.db.v9.bak"));
    QCOMPARE((*copy)->integer("PRAGMA user_version"), std::optional<std::int64_t>(9));
}

void TstStorePlace::copiesGoWithTheData()
{
    makeStore(false);
    for (const char *name : {"mimir.db.v9.bak", "mimir.db.v13.bak-part.x1Y2z3"})
        QVERIFY(makePrivateFile(path(name)));
    QVERIFY(makePrivateFile(path("other.db.v9.bak")));
    const auto store = Store::open(path(), m_clock, m_random);
    QVERIFY((*store)->eraseAll());
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.bak*")}, QDir::Files),
        QStringList {QStringLiteral("other.db.v9.bak")});
}

void TstStorePlace::emptiedServerIsRefused()
{
    const QString file = path("server.db");
    QVERIFY(server::openServerDatabase(file, server::Access::ReadWrite));
    QVERIFY(server::openServerDatabase(file, server::Access::ReadOnly));
    QVERIFY(QFile::resize(file, 0));
    for (const auto access : {server::Access::ReadWrite, server::Access::ReadOnly}) {
        const auto emptied = server::openServerDatabase(file, access);
        QVERIFY(!emptied);
        QCOMPARE(emptied.error().code, ErrorCode::StoreCorrupt);
        const QString said = QString::fromStdString(emptied.error().message);
        for (const char *word : {"is empty", "accounts", "restore FILE", "new-history", "start with nothing"})
            QVERIFY2(said.contains(QLatin1String(word)), qPrintable(said));
    }
    QCOMPARE(QFileInfo(file).size(), 0);
    makeStore(false);
    QVERIFY(!server::openServerDatabase(path(), server::Access::ReadWrite));
}

void TstStorePlace::missingServerIsRefused()
{
    const QString file = path("server.db");
    QVERIFY(server::openServerDatabase(file, server::Access::ReadWrite));
    for (const char *name : {"server.db", "server.db-wal", "server.db-shm"})
        QFile::remove(path(name));
    for (const auto access : {server::Access::ReadWrite, server::Access::ReadOnly}) {
        const auto missing = server::openServerDatabase(file, access);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::StoreGone);
        QVERIFY(missing.error().message.find("restore FILE") != std::string::npos);
    }
    QVERIFY(!QFile::exists(file));
    QVERIFY(QFile::remove(path("server.db.mark"))); // on the operator's request
    QVERIFY(server::openServerDatabase(file, server::Access::ReadWrite));
}

// A message that names the directory would mislead the user.
void TstStorePlace::aFileThatMayNotBeWrittenIsNamed()
{
    makeStore(false);
    const bool isRoot = ::geteuid() == 0; // who may write everything
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner));
    if (isRoot) {
        const QByteArray folder = QFile::encodeName(m_folder->path());
        QCOMPARE(::chown(folder.constData(), 65534, 65534), 0);
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
            QCOMPARE(
                ::chown(QFile::encodeName(path(name.toLatin1().constData())).constData(), 65534, 65534), 0);
        QCOMPARE(::seteuid(65534), 0);
    }
    auto store = Store::open(path(), m_clock, m_random);
    auto written = store ? (*store)->backend().remove(EntityType::Conversation, "c1").ok()
            ? Error {}
            : (*store)->backend().remove(EntityType::Conversation, "c1").error()
                         : store.error();
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(written.code, ErrorCode::StoreReadOnly);
    QCOMPARE(QString::fromStdString(written.message),
        path() + QStringLiteral(" cannot be read and written: chmod u+rw"));
}

QTEST_GUILESS_MAIN(TstStorePlace)
#include "tst_storeplace.moc"
