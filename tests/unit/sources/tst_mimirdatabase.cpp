#include "sources/mimirdatabase.h"
#include "sources/sourcelimit.h"

#include "storage/tables/entitytable.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mimir;

namespace {

constexpr auto kConversationId = "7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f";

constexpr auto kSchema = R"sql(
CREATE TABLE conversations(id TEXT PRIMARY KEY, title TEXT, created_at INTEGER, updated_at INTEGER,
    total_tokens INTEGER, total_cost REAL, provider TEXT, model TEXT, status TEXT);
CREATE TABLE messages(id TEXT PRIMARY KEY, conversation_id TEXT, role TEXT, content TEXT, timestamp INTEGER,
    input_tokens INTEGER, output_tokens INTEGER, cost REAL, metadata TEXT);
CREATE TABLE tool_calls(id TEXT PRIMARY KEY, conversation_id TEXT, message_id TEXT, tool_name TEXT, arguments TEXT,
    result TEXT, status TEXT, error TEXT, started_at INTEGER, completed_at INTEGER, duration_ms INTEGER);
CREATE TABLE permissions(id INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id TEXT, command TEXT, risk_level TEXT,
    decision TEXT, user_confirmed INTEGER, timestamp INTEGER, context TEXT);
CREATE TABLE pricing(id INTEGER PRIMARY KEY, model TEXT);
)sql";

constexpr auto kRows = R"sql(
INSERT INTO conversations VALUES('7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f','Fix VAT',1785570000,1785570060,5208,0.0123,
    'anthropic','claude-sonnet-4-5','active');
INSERT INTO messages VALUES('m1','7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f','user','run the VAT test',1785570001,10,20,0.5,
    '{"b":1,"a":2}');
INSERT INTO tool_calls VALUES('t1','7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f','m1','bash','{"command":"pytest -q"}',
    '5 passed','running',NULL,1785570003,NULL,NULL);
INSERT INTO permissions(conversation_id,command,risk_level,decision,user_confirmed,timestamp,context)
    VALUES('7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f','pytest -q','low','allow',1,1785570002,'{"cwd":"/home/ana/shop"}');
)sql";

class TstMimirDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }
    void everythingArrivesInOurForm();
    void workspaceIsTheDirectoryAroundIt();
    void decisionsAreMapped_data();
    void decisionsAreMapped();
    void importingAgainChangesAndQueuesNothing();
    void whatTheSourceChangedIsAnEdit();
    void editMadeHereIsNotUndone();
    void toolCallNeverGoesBack();
    void rowThatVanishedStaysHere();
    void emptyDatabaseDeletesNothing();
    void anotherProgramsDatabaseIsRefused();
    void idThatWasDeletedHereStaysDeleted();
    void reusedRowIdIsAnotherDecision();
    void twoSourcesDoNotShareDecisions();
    void missingTablesAndColumnsAreFine();
    void rowThatCannotBeReadIsReportedAndTheOthersKept();
    void timesAreReadInAnyForm_data();
    void timesAreReadInAnyForm();
    void timesThatAreNoneAreNamed_data();
    void timesThatAreNoneAreNamed();
    void halfWrittenFileIsTriedAgain();
    void fileThatStaysBrokenIsRefused_data();
    void fileThatStaysBrokenIsRefused();
    void whoHasItOpenIsWaitedForAndADeadOneIsNot();
    void missingFileIsNotMade();
    void nothingIsMadeBesideTheSource();
    void viewsAreNotRun();
    void namesOfColumnsAreNames();
    void aStepThatNeverEndsIsEnded();
    void moreRowsThanAreTakenAreNotRead();

private:
    QString path(const char *workspace = "shop") const
    {
        return m_directory->filePath(QString::fromLatin1(workspace) + QStringLiteral("/.mimir/mimir.db"));
    }
    void change(const char *sql, const char *workspace = "shop");
    Result<MimirDatabase::Summary> import(const char *workspace = "shop");
    std::int64_t count(const char *sql) { return m_store->database().integer(sql).value_or(-1); }
    std::optional<Record> read(EntityType type, const char *id) { return *m_store->backend().read(type, id); }
    std::vector<Record> audits();

    test::FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Store> m_store;
    int m_waits = 0;
    std::function<void()> m_whileWaiting;
};

void TstMimirDatabase::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = std::move(*Store::open(QStringLiteral(":memory:"), m_clock, m_random));
    m_waits = 0;
    m_whileWaiting = {};
    change(kSchema);
    change(kRows);
}

void TstMimirDatabase::change(const char *sql, const char *workspace)
{
    QDir().mkpath(QFileInfo(path(workspace)).absolutePath());
    sqlite3 *handle = nullptr;
    if (sqlite3_open(QFile::encodeName(path(workspace)).constData(), &handle) != SQLITE_OK
        || sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

Result<MimirDatabase::Summary> TstMimirDatabase::import(const char *workspace)
{
    auto source = MimirDatabase::open(path(workspace), [this](std::chrono::milliseconds) {
        ++m_waits;
        if (m_whileWaiting)
            m_whileWaiting();
    });
    MIMIR_TRY(source);
    return source->importInto(*m_store, m_clock, m_random, {});
}

std::vector<Record> TstMimirDatabase::audits()
{
    std::vector<Record> rows;
    (void)EntityTable::of(EntityType::AuditLog).forEach(m_store->database(), [&rows](const LocalRow &row) {
        rows.push_back(row.record);
        return true;
    });
    return rows;
}

void TstMimirDatabase::everythingArrivesInOurForm()
{
    const auto summary = import();
    QVERIFY(summary.ok());
    QCOMPARE(summary->created, std::int64_t(4));
    QVERIFY(summary->problems.empty());

    const auto conversation = read(EntityType::Conversation, kConversationId);
    QVERIFY(conversation);
    QCOMPARE(conversation->fields.text("title"), std::optional<std::string>("Fix VAT"));
    QCOMPARE(conversation->fields.integer("created_at"), std::optional<std::int64_t>(1785570000000));
    QCOMPARE(conversation->fields.integer("updated_at"), std::optional<std::int64_t>(1785570060000));
    QCOMPARE(conversation->fields.text("model"), std::optional<std::string>("claude-sonnet-4-5"));
    QVERIFY(!conversation->fields.find("total_tokens"));
    QVERIFY(!conversation->fields.find("total_cost"));

    const auto message = read(EntityType::Message, "m1");
    QVERIFY(message);
    QCOMPARE(message->fields.text("content"), std::optional<std::string>("run the VAT test"));
    QCOMPARE(*message->fields.find("metadata"), std::string(R"({"a":2,"b":1})"));
    QCOMPARE(*message->fields.find("cost"), std::string("0.5"));
    QCOMPARE(message->fields.integer("timestamp"), std::optional<std::int64_t>(1785570001000));

    const auto toolCall = read(EntityType::ToolCall, "t1");
    QVERIFY(toolCall);
    QCOMPARE(*toolCall->fields.find("arguments"), std::string(R"({"command":"pytest -q"})"));
    QCOMPARE(*toolCall->fields.find("result"), std::string("\"5 passed\""));

    const auto decisions = audits();
    QCOMPARE(decisions.size(), std::size_t(1));
    const json::Object &fields = decisions[0].fields;
    QCOMPARE(fields.text("event_type"), std::optional<std::string>("permission"));
    QCOMPARE(fields.text("action"), std::optional<std::string>("decide"));
    QCOMPARE(fields.text("decision"), std::optional<std::string>("approved"));
    QCOMPARE(fields.text("command"), std::optional<std::string>("pytest -q"));
    QCOMPARE(*fields.find("args"), std::string(R"({"cwd":"/home/ana/shop"})"));
    QCOMPARE(fields.boolean("user_confirmed"), std::optional(true));
    QCOMPARE(fields.integer("timestamp"), std::optional<std::int64_t>(1785570002000));
}

void TstMimirDatabase::workspaceIsTheDirectoryAroundIt()
{
    QVERIFY(import().ok());
    const QString workspace = QFileInfo(m_directory->filePath(QStringLiteral("shop"))).canonicalFilePath();
    QCOMPARE(
        QString::fromStdString(*read(EntityType::Conversation, kConversationId)->fields.text("workspace")),
        workspace);
}

void TstMimirDatabase::decisionsAreMapped_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QByteArray>("ours");
    QTest::newRow("allow") << QByteArray("allow") << QByteArray("approved");
    QTest::newRow("deny") << QByteArray("deny") << QByteArray("denied");
    QTest::newRow("always") << QByteArray("always") << QByteArray("always");
    QTest::newRow("never") << QByteArray("never") << QByteArray("never");
    QTest::newRow("of a later version") << QByteArray("ask") << QByteArray("ask");
}

void TstMimirDatabase::decisionsAreMapped()
{
    QFETCH(QByteArray, theirs);
    QFETCH(QByteArray, ours);
    change(("UPDATE permissions SET decision = '" + theirs + "'").constData());
    QVERIFY(import().ok());
    QCOMPARE(QByteArray::fromStdString(*audits().at(0).fields.text("decision")), ours);
}

void TstMimirDatabase::importingAgainChangesAndQueuesNothing()
{
    QVERIFY(import().ok());
    QVERIFY(m_store->database().run("DELETE FROM sync_queue").ok());
    m_clock.advance(60'000);
    const auto again = import();
    QVERIFY(again.ok());
    QCOMPARE(again->created + again->changed, std::int64_t(0));
    QCOMPARE(again->unchanged, std::int64_t(4));
    QCOMPARE(count("SELECT COUNT(*) FROM sync_queue"), std::int64_t(0));
    QCOMPARE(count("SELECT COUNT(*) FROM audit_logs"), std::int64_t(1));
}

void TstMimirDatabase::whatTheSourceChangedIsAnEdit()
{
    QVERIFY(import().ok());
    change("UPDATE conversations SET title = 'Fix VAT rounding', updated_at = 1785570100");
    change("UPDATE tool_calls SET status = 'success', completed_at = 1785570009");
    const auto again = import();
    QCOMPARE(again->changed, std::int64_t(2));
    QCOMPARE(read(EntityType::Conversation, kConversationId)->fields.text("title"),
        std::optional<std::string>("Fix VAT rounding"));
    QCOMPARE(read(EntityType::ToolCall, "t1")->fields.text("status"), std::optional<std::string>("success"));
}

void TstMimirDatabase::editMadeHereIsNotUndone()
{
    QVERIFY(import().ok());
    Record renamed {EntityType::Conversation, kConversationId, {}};
    renamed.fields.setText("title", "Renamed on the laptop");
    QVERIFY(m_store->backend().write(renamed).ok());
    // The agent continues the conversation, under the title it knows.
    change("UPDATE conversations SET model = 'claude-opus-4-6', updated_at = 1999999999");
    QCOMPARE(import()->changed, std::int64_t(1));
    const auto now = read(EntityType::Conversation, kConversationId);
    QCOMPARE(now->fields.text("title"), std::optional<std::string>("Renamed on the laptop"));
    QCOMPARE(now->fields.text("model"), std::optional<std::string>("claude-opus-4-6"));
}

void TstMimirDatabase::toolCallNeverGoesBack()
{
    change("UPDATE tool_calls SET status = 'success'");
    QVERIFY(import().ok());
    change("UPDATE tool_calls SET status = 'running', duration_ms = 7");
    QVERIFY(import().ok());
    QCOMPARE(read(EntityType::ToolCall, "t1")->fields.text("status"), std::optional<std::string>("success"));
}

void TstMimirDatabase::rowThatVanishedStaysHere()
{
    QVERIFY(import().ok());
    change("DELETE FROM messages; DELETE FROM permissions");
    QVERIFY(import().ok());
    QVERIFY(read(EntityType::Message, "m1"));
    QCOMPARE(audits().size(), std::size_t(1));
}

void TstMimirDatabase::emptyDatabaseDeletesNothing()
{
    QVERIFY(import().ok());
    QVERIFY(QFile::remove(path()));
    change(kSchema);
    const auto summary = import();
    QVERIFY(summary.ok());
    QCOMPARE(summary->created + summary->changed, std::int64_t(0));
    QVERIFY(read(EntityType::Conversation, kConversationId));
}

void TstMimirDatabase::anotherProgramsDatabaseIsRefused()
{
    change("CREATE TABLE songs(id TEXT)", "songs");
    const auto summary = import("songs");
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, ErrorCode::Validation);
}

void TstMimirDatabase::idThatWasDeletedHereStaysDeleted()
{
    QVERIFY(import().ok());
    QVERIFY(m_store->backend().remove(EntityType::Conversation, kConversationId).ok());
    change("UPDATE conversations SET title = 'Again', updated_at = 1999999999");
    const auto summary = import();
    QVERIFY(summary.ok());
    QVERIFY(summary->problems.empty());
    QCOMPARE(summary->deletedHere, std::int64_t(1));
    QVERIFY(!read(EntityType::Conversation, kConversationId));
}

void TstMimirDatabase::reusedRowIdIsAnotherDecision()
{
    QVERIFY(import().ok());
    change("UPDATE permissions SET command = 'rm -rf build', decision = 'deny'"); // the same number
    QCOMPARE(import()->created, std::int64_t(1));
    const auto decisions = audits();
    QCOMPARE(decisions.size(), std::size_t(2));
    QVERIFY(decisions[0].fields.text("command") != decisions[1].fields.text("command"));
}

void TstMimirDatabase::twoSourcesDoNotShareDecisions()
{
    constexpr auto decision
        = "INSERT INTO permissions(command,decision,timestamp) VALUES('ls','allow',1785570002)";
    change(kSchema, "a");
    change(decision, "a");
    change(kSchema, "b");
    change(decision, "b");
    QVERIFY(import("a").ok());
    QVERIFY(import("b").ok());
    QCOMPARE(audits().size(), std::size_t(2));
}

void TstMimirDatabase::missingTablesAndColumnsAreFine()
{
    change("CREATE TABLE conversations(id TEXT, title TEXT); INSERT INTO conversations VALUES('c9','Old')",
        "old");
    const auto summary = import("old");
    QVERIFY(summary.ok());
    QCOMPARE(summary->created, std::int64_t(1));
    QCOMPARE(read(EntityType::Conversation, "c9")->fields.text("title"), std::optional<std::string>("Old"));
}

void TstMimirDatabase::rowThatCannotBeReadIsReportedAndTheOthersKept()
{
    change("INSERT INTO messages(id, role) VALUES('m0', 'user'), ('a b', 'user');"
           "INSERT INTO messages(id, conversation_id, role) VALUES('m9', 'x', 'user')");
    const auto summary = import();
    QVERIFY(summary.ok());
    QCOMPARE(summary->problems.size(), std::size_t(2));
    QCOMPARE(summary->problems[0].table, std::string("messages"));
    QCOMPARE(summary->problems[0].row, std::int64_t(2));
    QVERIFY(read(EntityType::Message, "m9"));
}

void TstMimirDatabase::timesAreReadInAnyForm_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("time");
    QTest::newRow("date") << QByteArray("'2026-11-30'") << qint64(1'795'996'800'000);
    QTest::newRow("SQLite") << QByteArray("'2026-11-30 01:00:00'") << qint64(1'796'000'400'000);
    QTest::newRow("zone") << QByteArray("'2026-11-30T01:00:00.25+01:00'") << qint64(1'795'996'800'250);
    QTest::newRow("bytes") << QByteArray("CAST('2026-11-30' AS BLOB)") << qint64(1'795'996'800'000);
    QTest::newRow("seconds") << QByteArray("1795996800") << qint64(1'795'996'800'000);
    QTest::newRow("seconds as bytes")
        << QByteArray("CAST('1795996800' AS BLOB)") << qint64(1'795'996'800'000);
    QTest::newRow("fraction") << QByteArray("1795996800.25") << qint64(1'795'996'800'250);
    QTest::newRow("milliseconds") << QByteArray("1795996800000") << qint64(1'795'996'800'000);
}

void TstMimirDatabase::timesAreReadInAnyForm()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, time);
    change(("UPDATE messages SET timestamp = " + value).constData());
    change(("UPDATE conversations SET created_at = " + value).constData());
    const auto summary = import();
    QVERIFY(summary);
    QVERIFY(summary->problems.empty());
    QCOMPARE(read(EntityType::Message, "m1")->fields.integer("timestamp").value_or(0), time);
    QCOMPARE(read(EntityType::Conversation, kConversationId)->fields.integer("created_at").value_or(0), time);
}

void TstMimirDatabase::timesThatAreNoneAreNamed_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("fault");
    QTest::newRow("word") << QByteArray("'yesterday'") << "is a string that is not a time";
    QTest::newRow("no such day") << QByteArray("'2026-02-30'") << "is a string that is not a time";
    QTest::newRow("0") << QByteArray("0") << "is not a time between 2001 and 2100 in milliseconds since 1970";
    QTest::newRow("negative") << QByteArray("-1785570001")
                              << "is not a time between 2001 and 2100 in milliseconds since 1970";
    QTest::newRow("nanoseconds") << QByteArray("1785570001000000000")
                                 << "is in nanoseconds: times must be milliseconds since 1970";
}

void TstMimirDatabase::timesThatAreNoneAreNamed()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, fault);
    change(("UPDATE messages SET timestamp = " + value).constData());
    const auto summary = import();
    QVERIFY(summary);
    QCOMPARE(summary->problems.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(summary->problems[0].error.message),
        QStringLiteral("message: \"timestamp\" ") + fault);
    QVERIFY(!read(EntityType::Message, "m1"));
}

void TstMimirDatabase::halfWrittenFileIsTriedAgain()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto write = [this](const QByteArray &bytes) {
        QFile target(path());
        return target.open(QIODevice::WriteOnly | QIODevice::Truncate) && target.write(bytes) == bytes.size();
    };
    QVERIFY(write({}));
    m_whileWaiting = [&] { (void)write(m_waits == 1 ? whole.first(whole.size() / 2) : whole); };
    QCOMPARE(import()->created, std::int64_t(4));
    QCOMPARE(m_waits, 2);
}

void TstMimirDatabase::fileThatStaysBrokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("some other file") << QByteArray(4096, 'x');
    QTest::newRow("only a header") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0');
}

void TstMimirDatabase::fileThatStaysBrokenIsRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(import().ok());
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.close();
    QCOMPARE(import().error().code, ErrorCode::StoreCorrupt);
    QCOMPARE(m_waits, int(MimirSnapshot::delays().size()));
    QVERIFY(read(EntityType::Conversation, kConversationId)); // and nothing has changed here
}

// Its log is read once no one has it open, and only then is there no one to wait for.
void TstMimirDatabase::whoHasItOpenIsWaitedForAndADeadOneIsNot()
{
    int toChild[2], toTest[2];
    QVERIFY(pipe(toChild) == 0 && pipe(toTest) == 0);
    const pid_t child = fork();
    if (child == 0) {
        sqlite3 *handle = nullptr;
        const bool isOpen = sqlite3_open(QFile::encodeName(path()).constData(), &handle) == SQLITE_OK
            && sqlite3_exec(handle, "PRAGMA journal_mode=WAL; UPDATE conversations SET title = 'In the log'",
                   nullptr, nullptr, nullptr)
                == SQLITE_OK;
        char byte = isOpen ? '1' : '0';
        (void)!write(toTest[1], &byte, 1);
        (void)!::read(toChild[0], &byte, 1); // until killed
        _exit(0);
    }
    char byte = '0';
    QVERIFY(::read(toTest[0], &byte, 1) == 1 && byte == '1');
    QCOMPARE(import().error().code, ErrorCode::StoreBusy);
    QVERIFY(m_waits > 0);
    kill(child, SIGKILL);
    QCOMPARE(waitpid(child, nullptr, 0), child);
    const auto names = [this] { return QFileInfo(path()).dir().entryList(QDir::Files | QDir::Hidden); };
    const QStringList before = names();
    QVERIFY(before.contains(QLatin1String("mimir.db-wal")));
    m_waits = 0;
    QVERIFY(import());
    QCOMPARE(m_waits, 0);
    QCOMPARE(
        read(EntityType::Conversation, kConversationId)->fields.text("title").value_or(""), "In the log");
    QCOMPARE(names(), before);
    for (const int file : {toChild[0], toChild[1], toTest[0], toTest[1]})
        close(file);
}

void TstMimirDatabase::missingFileIsNotMade()
{
    QCOMPARE(import("absent").error().code, ErrorCode::NotFound);
    QVERIFY(!QFile::exists(path("absent")));
    QCOMPARE(m_waits, 0);
}

void TstMimirDatabase::nothingIsMadeBesideTheSource()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    QVERIFY(import().ok());
    QCOMPARE(QFileInfo(path()).dir().entryList(QDir::Files | QDir::Hidden),
        QStringList {QStringLiteral("mimir.db")});
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
}

} // namespace

// A view is a program by the file's author: this one would never end.
void TstMimirDatabase::viewsAreNotRun()
{
    change(
        "DROP TABLE messages; CREATE VIEW messages AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + "
        "1 "
        "FROM n) SELECT 'm' || i AS id, '7f0c2c9e-3a61-4b5d-9d0f-0a1b2c3d4e5f' AS conversation_id, 'user' AS "
        "role, 'x' AS content FROM n;");
    const auto summary = import();
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(count("SELECT COUNT(*) FROM messages"), 0);
    QCOMPARE(count("SELECT COUNT(*) FROM conversations"), 1);
}

void TstMimirDatabase::namesOfColumnsAreNames()
{
    change("ALTER TABLE messages ADD COLUMN \"odd\"\" FROM messages; --\" TEXT");
    const auto summary = import();
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(count("SELECT COUNT(*) FROM messages"), 1);
}

void TstMimirDatabase::aStepThatNeverEndsIsEnded()
{
    const auto database = Database::open(QStringLiteral(":memory:"));
    SourceLimit limit(**database, std::chrono::milliseconds(50));
    Query endless = (*database)->once(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n");
    QVERIFY(!endless.next());
    QVERIFY(!endless.status());
    QVERIFY(limit.reached());
}

void TstMimirDatabase::moreRowsThanAreTakenAreNotRead()
{
    const auto rowsIn = [this](const char *table) {
        return *(*Database::open(path()))->integer("SELECT COUNT(*) FROM " + std::string(table));
    };
    std::int64_t all = 0;
    for (const char *table : {"conversations", "messages", "tool_calls", "permissions"})
        all += rowsIn(table);
    const auto importing = [this](std::int64_t most) {
        auto source = MimirDatabase::open(path(), [](std::chrono::milliseconds) {});
        return source->importInto(*m_store, m_clock, m_random, {}, most);
    };
    const auto refused = importing(all - 1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooLarge);
    QCOMPARE(count("SELECT COUNT(*) FROM conversations"), 0);
    QVERIFY(importing(all).ok());
    QVERIFY(count("SELECT COUNT(*) FROM conversations") > 0);
}

QTEST_GUILESS_MAIN(TstMimirDatabase)
#include "tst_mimirdatabase.moc"
