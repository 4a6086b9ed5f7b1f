// The server's schema on both engines: created, migrated from a version 1 database, refused if newer.
#include "server/accounts/sessions.h"
#include "server/db/postgresschema.h"
#include "server/db/schema.h"
#include "server/sync/syncservice.h"
#include "support/bothengines.h"
#include "support/fakeclock.h"
#include "support/postgresserver.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>
#include <thread>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

// What tests/data/server-v1.sql was made with.
constexpr Millis kMadeAt = 1'763'795'002'000;
constexpr char kUsed[] = "msr_V4C2PDkApqSoIwRRlZtYei0_tezjEZTECvyPW1OPqkQ";
constexpr char kRefresh[] = "msr_WA-WVoYkcEC8IIJbe9-mckp762qziGeIL30CVlvbTIw";
constexpr char kAccess[] = "mst_LB2C9Zqk5DjXWoHLK1lHYWGJr4STEyxbQPMRrI-bqNk";
constexpr std::int64_t kAda = 1;
constexpr std::int64_t kBob = 2;
constexpr std::int64_t kTeam = 3;
constexpr std::int64_t kRevBefore = 20;

/// A file or a database without tables, which may be opened several times.
class Place {
public:
    explicit Place(Engine engine)
    {
        if (engine == Engine::Postgres)
            m_location.postgresUrl = PostgresServer::shared().newDatabase();
        else
            m_location.sqlitePath = m_directory.filePath(QStringLiteral("server.db"));
    }
    const StorageLocation &location() const { return m_location; }
    Result<std::unique_ptr<Storage>> open(Access access = Access::ReadWrite) const
    {
        return Storage::open(m_location, access);
    }
    /// Without checking the schema.
    void change(const char *postgres, const char *sqlite)
    {
        const auto done = m_location.isPostgres()
            ? (*PostgresConnection::open(m_location.postgresUrl))->script(postgres)
            : (*Database::open(m_location.sqlitePath))->script(sqlite);
        if (!done)
            qFatal("%s", done.error().message.c_str());
    }

private:
    QTemporaryDir m_directory;
    StorageLocation m_location;
};

class VersionOne {
public:
    VersionOne()
    {
        QFile file(QStringLiteral(MIMIR_TEST_DATA "/server-v1.sql"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no server-v1.sql");
        place.change("", file.readAll().constData());
        clock.set(kMadeAt);
    }

    Place place {Engine::Sqlite};
    FakeClock clock;
    SeededRandom random {3};
};

std::string only(SqlConnection &sql, std::string_view question)
{
    const auto rows = sql.query(question);
    return rows && rows->size() == 1 ? rows->text(0, 0) : "(none)";
}

// Both name what they cannot have in common: a row's number, which only SQLite has.
std::set<std::string> columnsOf(SqlConnection &sql)
{
    const auto rows = sql.engine() == Engine::Postgres
        ? sql.query("SELECT table_name || '.' || column_name FROM information_schema.columns"
                    " WHERE table_schema='public' AND table_name<>'schema_version'")
        : sql.query("SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
                    " WHERE m.type='table'");
    std::set<std::string> columns;
    for (std::size_t row = 0; rows && row < rows->size(); ++row)
        columns.insert(rows->text(row, 0));
    columns.erase("entities.pk");
    columns.erase("conflicts.pk");
    return columns;
}

/// The string literals of a source file; adjacent ones are joined.
QStringList literalsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QString text = QString::fromUtf8(file.readAll());
    text.remove(QRegularExpression(QStringLiteral("//[^\n]*")));
    // The test suite's switchable defect leaves the team out on purpose.
    text.remove(QRegularExpression(QStringLiteral("constexpr std::string_view kRowsOfAll\\b[^;]*;")));
    text.replace(QLatin1String("\\\""), QLatin1String("'")); // a quoted name
    text.replace(QRegularExpression(QStringLiteral("\"\\s*(MIMIR_[A-Z_]+)?\\s*\"")), QString());
    QStringList literals;
    auto found = QRegularExpression(QStringLiteral("\"([^\"]*)\"")).globalMatch(text);
    while (found.hasNext())
        literals << found.next().captured(1);
    return literals;
}

} // namespace

class TstStorage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void releasedStepsNeverChange_data();
    void releasedStepsNeverChange();
    void bothEnginesHaveTheSameTables();
    void everyKeyOfSyncedRowsBeginsWithTheTeam();
    void everyStatementOfSyncingNamesItsTeam_data();
    void everyStatementOfSyncingNamesItsTeam();
    void opensAgainWhatItMade_data() { engines(); }
    void opensAgainWhatItMade();
    void manyNodesMayStartAtOnce_data() { engines(); }
    void manyNodesMayStartAtOnce();
    void newerSchemaIsRefusedUntouched_data() { engines(); }
    void newerSchemaIsRefusedUntouched();
    void readersExpectASchema_data() { engines(); }
    void readersExpectASchema();
    void saysWhenTablesMayNotBeMade();
    void versionOneKeepsItsSessions();
    void versionOneGetsRolesAndDevices();
    void versionOneSharesWhatSaidSo();
    void versionOneIsKeptBesideAsItWas();

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("sqlite") << Engine::Sqlite;
        QTest::newRow("postgres") << Engine::Postgres;
    }
};

// A released step stays as it is: a change is a new step, with a line of its own here.
void TstStorage::releasedStepsNeverChange_data()
{
    QTest::addColumn<bool>("isPostgres");
    QTest::addColumn<QByteArrayList>("sha256");
    QTest::newRow("SQLite") << false
                            << QByteArrayList {
                                   "052fb11235c20ef8a674e0f9b85e6c8107ae6c4ee3906977e814793f9e71e61a",
                                   "3238917ce06564fbf69f7baff125b18e02c56eafb0db3db1405b02309df6ac89",
                                   "55128bd8e354e700b3b578290260f6423a4c264525cc241ef8975b3e39d79ea4",
                                   "ec8d00eb0f4c2f71714b11db58d29db672a45a0736f0f79f85eb79a4f01a2608",
                                   "5eaa7d265e1955921bc6626a0bf5a296c804dc7a503a53897572d681bb8b9678",
                                   "e31ebd682bacf5cdcb832e32d8105f86e6d46d75221191431816d6950a526f27",
                                   "9a865bfde671b4aba39870eefe69720f9e01e5ecd6938da456bdb95ba92da1e9",
                                   "306a060ce94c3792f2275f58335069ad60afd4e998b7a1b992c447ad2c9939a5"};
    QTest::newRow("PostgreSQL") << true
                                << QByteArrayList {
                                       "9423a15b35b1dcfc02632c714eda8a0108b25545f3475d8b77d90ef4d20de96d",
                                       "50daeed7e28811a31e21ee5bdf2cc7d8576fcc3561d681f1a09869b8e2f5a5c2",
                                       "5cd82cc30b94708e3642b9f89a2a1473ff34feb72e298236caad2fe8e52f409b",
                                       "e2d2368dcd8ad0f4037093c8bf12de594cd2a1709a2d8f317f8397a5d336724f",
                                       "93004923b0a1743398cd4d5968e48d978411f217b18dfeb1e7c3f0ea7cadbe79",
                                       "d9ba0a9e78108d97d2e0352658467e4ff2ad4b4e1482ec3607791e23837a6572",
                                       "306a060ce94c3792f2275f58335069ad60afd4e998b7a1b992c447ad2c9939a5"};
}

void TstStorage::releasedStepsNeverChange()
{
    QFETCH(bool, isPostgres);
    QFETCH(QByteArrayList, sha256);
    QByteArrayList made;
    int version = isPostgres ? 2 : 1;
    for (const Migration &step : isPostgres ? postgresSchemaSteps() : schemaSteps()) {
        QCOMPARE(step.version, version++);
        made << QCryptographicHash::hash(QByteArray::fromStdString(step.sql), QCryptographicHash::Sha256)
                    .toHex();
    }
    QCOMPARE(made, sha256);
}

void TstStorage::bothEnginesHaveTheSameTables()
{
    const Place one(Engine::Sqlite);
    const Place other(Engine::Postgres);
    const auto sqlite = columnsOf((*one.open())->sql());
    const auto postgres = columnsOf((*other.open())->sql());
    QVERIFY(sqlite.contains("entities.scope") && sqlite.contains("users.disabled"));
    for (const std::string &column : sqlite)
        QVERIFY2(postgres.contains(column), column.c_str());
    for (const std::string &column : postgres)
        QVERIFY2(sqlite.contains(column), column.c_str());
}

void TstStorage::everyKeyOfSyncedRowsBeginsWithTheTeam()
{
    const Place place(Engine::Postgres);
    const auto storage = place.open();
    const auto keys = (*storage)->sql().query(
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid=i.indexrelid"
        " JOIN pg_attribute a ON a.attrelid=i.indrelid AND a.attnum=i.indkey[0]"
        " WHERE i.indrelid IN ('devices'::regclass, 'entities'::regclass, 'conflicts'::regclass,"
        " 'applied_ops'::regclass)");
    QVERIFY(keys && keys->size() >= 9);
    for (std::size_t row = 0; row < keys->size(); ++row)
        QVERIFY2(keys->text(row, 1) == "team", keys->text(row, 0).c_str());
}

void TstStorage::everyStatementOfSyncingNamesItsTeam_data()
{
    QTest::addColumn<QString>("engine");
    for (const char *engine : {"sqlite", "postgres"})
        QTest::newRow(engine) << QString::fromLatin1(engine);
}

// So that an engine that stores each team elsewhere only has to change one place. Each mention of a table of
// synced rows is restricted to the team, or to rows that were found through it.
void TstStorage::everyStatementOfSyncingNamesItsTeam()
{
    QFETCH(QString, engine);
    static const QRegularExpression mention(QStringLiteral(
        "\\b(FROM|JOIN|UPDATE|INSERT INTO|REPLACE INTO)\\s+(entities|conflicts|devices|applied_ops)\\b"));
    static const QRegularExpression bound(
        QStringLiteral("\\bteam=(\\?1|[a-z]\\.team)|INTO [a-z_]+\\(team,|entities\\.pk=n\\.p|\\bpk IN "
                       "\\(SELECT (?:[a-z]\\.)?pk "));
    int statements = 0;
    for (const char *part : {"syncstore", "rows", "pulls"}) {
        const QString file = QStringLiteral(MIMIR_SOURCE_DIR "/src/server/db/%1%2.cpp")
                                 .arg(engine, QString::fromLatin1(part));
        for (const QString &literal : literalsOf(file)) {
            const auto mentions = literal.count(mention);
            QVERIFY2(literal.count(bound) >= mentions, qPrintable(literal));
            statements += mentions > 0 ? 1 : 0;
        }
    }
    QVERIFY2(statements >= 18, qPrintable(QString::number(statements)));
}

void TstStorage::opensAgainWhatItMade()
{
    QFETCH(Engine, engine);
    const Place place(engine);
    {
        const auto first = place.open();
        QVERIFY2(first, first ? "" : first.error().message.c_str());
        QCOMPARE((*first)->sql().engine(), engine);
        QCOMPARE((*first)->sqlite() != nullptr, engine == Engine::Sqlite);
        QVERIFY((*first)->sql().run("INSERT INTO settings(name, value) VALUES('a', 'b')"));
    }
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
        const auto again = place.open(access);
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QCOMPARE(only((*again)->sql(), "SELECT value FROM settings"), std::string("b"));
    }
}

void TstStorage::manyNodesMayStartAtOnce()
{
    QFETCH(Engine, engine);
    const Place place(engine);
    std::unique_ptr<PostgresConnection> holder; // so that all have checked the database before one changes it
    if (engine == Engine::Postgres) {
        holder = std::move(*PostgresConnection::open(place.location().postgresUrl));
        QVERIFY(holder->begin(SqlConnection::Mode::Write));
        QVERIFY(holder->run("SELECT pg_advisory_xact_lock(?1)", kMigrationLock));
    }
    std::vector<Result<void>> outcomes(6);
    std::vector<std::thread> nodes;
    nodes.reserve(outcomes.size());
    for (Result<void> &outcome : outcomes)
        nodes.emplace_back([&] {
            const auto opened = place.open();
            outcome = opened ? (*opened)->sql().script("SELECT scope FROM entities") : opened.error();
        });
    if (holder) {
        QTest::qWait(200);
        holder->rollback();
    }
    for (std::thread &node : nodes)
        node.join();
    for (const Result<void> &outcome : outcomes)
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
}

void TstStorage::newerSchemaIsRefusedUntouched()
{
    QFETCH(Engine, engine);
    Place place(engine);
    QVERIFY(place.open());
    place.change("INSERT INTO schema_version(version, what) VALUES(99, 'x'); DROP TABLE settings",
        "PRAGMA user_version=99; DROP TABLE settings");
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
        const auto refused = place.open(access);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StoreNewer);
        const QString message = QString::fromStdString(refused.error().message);
        QVERIFY2(message.contains(QStringLiteral("newer version (schema 99, this program knows 8)")),
            qPrintable(message));
        QVERIFY(message.startsWith(QString::fromStdString(place.location().forPeople())));
        QVERIFY(!message.contains(u'\n') && !message.contains(QStringLiteral("p%40ss")));
    }
    place.change(
        "CREATE TABLE settings(name text)", "CREATE TABLE settings(name text)"); // no one had created it
}

void TstStorage::readersExpectASchema()
{
    QFETCH(Engine, engine);
    Place place(engine);
    place.change("SELECT 1", "PRAGMA user_version=0"); // an empty database
    const auto refused = place.open(Access::ReadOnly);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StoreFailed);
    QVERIFY(refused.error().message.find("serve") != std::string::npos);
}

void TstStorage::saysWhenTablesMayNotBeMade()
{
    Place place(Engine::Postgres);
    place.change("CREATE ROLE guest LOGIN PASSWORD 'guest'; REVOKE CREATE ON SCHEMA public FROM public", "");
    StorageLocation location = place.location();
    location.postgresUrl.replace(0, location.postgresUrl.find('@'), "postgresql://guest:guest");
    const auto refused = Storage::open(location, Access::ReadWrite);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StoreReadOnly);
    QVERIFY2(refused.error().message.find("permission denied for schema public") != std::string::npos,
        refused.error().message.c_str());
}

void TstStorage::versionOneKeepsItsSessions()
{
    VersionOne old;
    const auto storage = old.place.open();
    QVERIFY2(storage, storage ? "" : storage.error().message.c_str());
    Sessions sessions((*storage)->sql(), old.clock, old.random);
    const auto identity = sessions.identify(kAccess);
    QVERIFY(identity && *identity);
    QCOMPARE((*identity)->user, kAda);
    const auto next = sessions.refresh(kRefresh, "ada-laptop", "");
    QVERIFY(next);
    QVERIFY(!sessions.refresh(kUsed, "a-thief", ""));
    QVERIFY(!*sessions.identify(next->access));
}

void TstStorage::versionOneGetsRolesAndDevices()
{
    VersionOne old;
    const auto storage = old.place.open();
    SqlConnection &sql = (*storage)->sql();
    const auto roles = sql.query("SELECT team, \"user\", role FROM team_members ORDER BY team, \"user\"");
    std::vector<std::string> words;
    for (std::size_t row = 0; row < roles->size(); ++row)
        words.push_back(roles->text(row, 2));
    QCOMPARE(words, (std::vector<std::string> {"admin", "admin", "developer", "admin"}));
    const auto families
        = sql.query("SELECT device_id, device_name, created_at, used_at FROM token_families ORDER BY pk");
    QCOMPARE(families->text(0, 0), std::string("ada-laptop"));
    QCOMPARE(families->text(0, 1), std::string("name of ada-laptop"));
    QCOMPARE(families->integer(0, 2), kMadeAt);
    QCOMPARE(families->integer(0, 3), kMadeAt);
    QCOMPARE(families->text(1, 0), std::string());
    QCOMPARE(only(sql, "SELECT count(*) FROM users WHERE disabled=0"), std::string("2"));
}

void TstStorage::versionOneSharesWhatSaidSo()
{
    VersionOne old;
    const auto storage = old.place.open();
    SqlConnection &sql = (*storage)->sql();
    const auto rows
        = sql.query("SELECT id, scope, rev, commit_ms FROM entities WHERE team=?1 ORDER BY rev", kTeam);
    QVERIFY(rows);
    std::set<std::string> shared;
    std::set<std::int64_t> revs;
    Millis lastCommit = 0;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const std::int64_t rev = rows->integer(row, 2);
        QVERIFY(revs.insert(rev).second);
        QVERIFY(rows->integer(row, 3) >= lastCommit);
        lastCommit = rows->integer(row, 3);
        QCOMPARE(rev > kRevBefore, rows->integer(row, 1) == 1);
        if (rows->integer(row, 1) == 1)
            shared.insert(rows->text(row, 0));
    }
    // Neither the audit entry nor what was deleted.
    QCOMPARE(shared, (std::set<std::string> {"shared", "s1", "t1", "bobs-shared", "bs1"}));
    QCOMPARE(only(sql, "SELECT rev FROM teams WHERE pk=3"), std::to_string(*revs.rbegin()));

    SyncService service((*storage)->sync(), old.clock, old.random);
    const std::string team = only(sql, "SELECT id FROM teams WHERE pk=3");
    const auto page = service.pull({kBob, team, "bob-laptop", ""}, {});
    QVERIFY2(page, page ? "" : page.error().message.c_str());
    const auto read = wire::decodePage(page->body);
    QVERIFY(read);
    std::set<std::string> seen;
    for (const wire::PulledRow &row : read->rows)
        seen.insert(row.record.id);
    QVERIFY(seen.contains("shared") && seen.contains("s1") && seen.contains("t1"));
    QVERIFY(!seen.contains("private") && !seen.contains("p1") && !seen.contains("a1"));
}

void TstStorage::versionOneIsKeptBesideAsItWas()
{
    VersionOne old;
    QVERIFY(old.place.open());
    const QString copy = old.place.location().sqlitePath + QStringLiteral(".v1.bak");
    Database::Options options;
    options.readOnly = true;
    const auto database = Database::open(copy, options);
    QVERIFY(database);
    QCOMPARE((*database)->integer("PRAGMA user_version"), 1);
    QCOMPARE((*database)->integer("SELECT count(*) FROM refresh_tokens WHERE typeof(hash)='blob'"), 3);
}

QTEST_GUILESS_MAIN(TstStorage)
#include "tst_storage.moc"
