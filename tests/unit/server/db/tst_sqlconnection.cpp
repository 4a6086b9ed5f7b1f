#include "server/db/postgresconnection.h"
#include "server/db/postgresurl.h"
#include "server/db/sqliteconnection.h"
#include "support/postgresserver.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using mimir::test::PostgresServer;

namespace {

/// A separate database in either engine, and further connections to it.
class Bench {
public:
    explicit Bench(Engine engine) : m_engine(engine)
    {
        if (engine == Engine::Postgres)
            m_url = PostgresServer::shared().newDatabase();
        else
            m_path = m_directory.filePath(QStringLiteral("test.db"));
    }

    std::unique_ptr<SqlConnection> open()
    {
        if (m_engine == Engine::Postgres)
            return std::move(*PostgresConnection::open(m_url));
        Database::Options options;
        options.busyTimeoutMs = 50;
        m_databases.push_back(std::move(*Database::open(m_path, options)));
        return std::make_unique<SqliteConnection>(*m_databases.back());
    }

private:
    Engine m_engine;
    std::string m_url;
    QTemporaryDir m_directory;
    QString m_path;
    std::vector<std::unique_ptr<Database>> m_databases;
};

constexpr char kTable[] = "CREATE TABLE notes(pk bigint PRIMARY KEY, name text UNIQUE, body text)";

void engines()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

Engine engineOfRow()
{
    return *static_cast<bool *>(QTest::qData("postgres", qMetaTypeId<bool>())) ? Engine::Postgres
                                                                               : Engine::Sqlite;
}

} // namespace

class TstSqlConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBackAsTheyWent_data() { engines(); }
    void valuesComeBackAsTheyWent();
    void parametersWithinQuotesAreText_data() { engines(); }
    void parametersWithinQuotesAreText();
    void countsChangedRows_data() { engines(); }
    void countsChangedRows();
    void truthIsOneAndZero_data() { engines(); }
    void truthIsOneAndZero();
    void refusesTextNoStoreCanKeep_data();
    void refusesTextNoStoreCanKeep();
    void takenKeyIsToldFromOtherErrors_data() { engines(); }
    void takenKeyIsToldFromOtherErrors();
    void keepsBodiesOfEightMebibytes_data() { engines(); }
    void keepsBodiesOfEightMebibytes();
    void transactionsAreWhole_data() { engines(); }
    void transactionsAreWhole();
    void innerTransactionIsPartOfTheOuter_data() { engines(); }
    void innerTransactionIsPartOfTheOuter();
    void snapshotSeesOneMoment_data() { engines(); }
    void snapshotSeesOneMoment();
    void heldLockAnswersBusy_data() { engines(); }
    void heldLockAnswersBusy();
    void failedTransactionDoesNotCommit();
    void arraysCarryWhatTheyAreGiven();
    void survivesARestartOutsideATransaction();
    void lostWithinATransactionIsBusyUntilItEnds();
    void notificationsArrive();
    void worksThroughAPoolerInTransactionMode();
    void saysInOneLineWhatIsWrong_data();
    void saysInOneLineWhatIsWrong();
    void urlForPeopleHidesThePassword_data();
    void urlForPeopleHidesThePassword();
};

void TstSqlConnection::valuesComeBackAsTheyWent()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    const std::string odd = "it's \"quoted\" \\ ?1 $1 \n\t€ 🦊";
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    QVERIFY(sql->run("INSERT INTO notes(pk, name, body) VALUES(?1, ?2, ?3)", least, odd, nullptr));
    QVERIFY(sql->run(
        "INSERT INTO notes(pk, name, body) VALUES(?1, ?2, ?3)", -1, "", std::optional<std::string>()));
    const auto rows = sql->query("SELECT pk, name, body FROM notes ORDER BY pk");
    QVERIFY(rows);
    QCOMPARE(rows->size(), std::size_t(2));
    QCOMPARE(rows->integer(0, 0), least);
    QCOMPARE(rows->text(0, 1), odd);
    QVERIFY(rows->isNull(0, 2) && !rows->isNull(1, 1) && rows->isNull(1, 2));
    QCOMPARE(rows->text(1, 1), std::string());
    QCOMPARE(rows->optionalInteger(1, 0), std::optional<std::int64_t>(-1));
    QCOMPARE(rows->optionalInteger(1, 2), std::optional<std::int64_t>());
    QCOMPARE(sql->query("SELECT name FROM notes WHERE ?1=0 OR pk=?1", -1)->text(0, 0), std::string());
}

void TstSqlConnection::parametersWithinQuotesAreText()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    const auto rows
        = sql->query("SELECT '?1 ''?2''', ?2, \"?1\" FROM (SELECT ?1 AS \"?1\") AS inside", "a", "b");
    QVERIFY2(rows, rows ? "" : rows.error().message.c_str());
    QCOMPARE(rows->text(0, 0), std::string("?1 '?2'"));
    QCOMPARE(rows->text(0, 1), std::string("b"));
    QCOMPARE(rows->text(0, 2), std::string("a"));
}

void TstSqlConnection::countsChangedRows()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    QCOMPARE(*sql->run("INSERT INTO notes(pk, name) VALUES(1, 'a'), (2, 'b')"), 2);
    QCOMPARE(*sql->run("INSERT INTO notes(pk, name) VALUES(1, 'c') ON CONFLICT(pk) DO NOTHING"), 0);
    QCOMPARE(*sql->run("UPDATE notes SET body='x' WHERE pk=?1", 3), 0);
    QCOMPARE(*sql->run("UPDATE notes SET body='x'"), 2);
    QCOMPARE(*sql->run("SELECT * FROM notes"), 0);
    const auto deleted = sql->query("DELETE FROM notes WHERE pk=?1 RETURNING name", 2);
    QCOMPARE(deleted->changed(), 1);
    QCOMPARE(deleted->text(0, 0), std::string("b"));
}

void TstSqlConnection::truthIsOneAndZero()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    const auto rows = sql->query("SELECT EXISTS(SELECT 1), 1=2, count(*), sum(3) FROM (SELECT 1) AS one");
    QVERIFY(rows);
    QCOMPARE(rows->integer(0, 0), 1);
    QCOMPARE(rows->text(0, 1), std::string("0"));
    QCOMPARE(rows->integer(0, 2), 1);
    QCOMPARE(rows->integer(0, 3), 3);
}

void TstSqlConnection::refusesTextNoStoreCanKeep_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<QByteArray>("text");
    for (const bool postgres : {false, true}) {
        const char *engine = postgres ? "postgres" : "sqlite";
        QTest::addRow("%s: half a character", engine) << postgres << QByteArray("a\xF0\x9F");
        QTest::addRow("%s: a lone byte", engine) << postgres << QByteArray("\xFF");
        QTest::addRow("%s: a surrogate", engine) << postgres << QByteArray("\xED\xA0\x80");
        QTest::addRow("%s: NUL", engine) << postgres << QByteArray("a\0b", 3);
    }
}

void TstSqlConnection::refusesTextNoStoreCanKeep()
{
    QFETCH(QByteArray, text);
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    SqlTransaction transaction(*sql);
    const auto refused = sql->run("INSERT INTO notes(pk, name) VALUES(1, ?1)", text.toStdString());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Malformed);
    QVERIFY(sql->run("INSERT INTO notes(pk, name) VALUES(1, ?1)", "good")); // the transaction goes on
    QVERIFY(transaction.commit());
    if (auto *postgres = dynamic_cast<PostgresConnection *>(sql.get())) {
        SqlArray names(SqlArray::Of::Texts);
        names.append(text.toStdString());
        const auto rows = postgres->ask("SELECT * FROM unnest(?1::text[])", names);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Malformed);
    }
}

void TstSqlConnection::takenKeyIsToldFromOtherErrors()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    QVERIFY(sql->run("INSERT INTO notes(pk, name) VALUES(1, 'secret name')"));
    for (const char *again : {"INSERT INTO notes(pk, name) VALUES(1, 'b')",
             "INSERT INTO notes(pk, name) VALUES(2, 'secret name')"}) {
        const auto refused = sql->run(again);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Exists);
        QVERIFY(refused.error().message.find("secret") == std::string::npos);
    }
    const auto wrong = sql->run("INSERT INTO nothing VALUES(1)");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, ErrorCode::StoreFailed);
    QVERIFY(sql->run("INSERT INTO notes(pk, name) VALUES(2, 'b')"));
}

void TstSqlConnection::keepsBodiesOfEightMebibytes()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    std::string body;
    for (int i = 0; body.size() < (8u << 20); ++i)
        body += "line " + std::to_string(i) + " ☃\n";
    QVERIFY(sql->run("INSERT INTO notes(pk, body) VALUES(1, ?1)", body));
    const auto rows = sql->query("SELECT body FROM notes");
    QVERIFY(rows && rows->text(0, 0) == body);
}

void TstSqlConnection::transactionsAreWhole()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    const auto other = bench.open();
    QVERIFY(sql->script(kTable));
    const auto count = [&] { return other->query("SELECT count(*) FROM notes")->integer(0, 0); };
    {
        SqlTransaction transaction(*sql);
        QVERIFY(transaction.begun() && sql->inTransaction());
        QVERIFY(sql->run("INSERT INTO notes(pk) VALUES(1)"));
        QCOMPARE(count(), 0);
    }
    QVERIFY(!sql->inTransaction());
    QCOMPARE(count(), 0);
    {
        SqlTransaction transaction(*sql);
        QVERIFY(sql->run("INSERT INTO notes(pk) VALUES(1)"));
        QVERIFY(transaction.commit());
        QVERIFY(!transaction.commit());
    }
    QCOMPARE(count(), 1);
    QVERIFY(!sql->commit());
}

void TstSqlConnection::innerTransactionIsPartOfTheOuter()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    {
        SqlTransaction outer(*sql);
        SqlTransaction inner(*sql);
        QVERIFY(inner.begun());
        QVERIFY(sql->run("INSERT INTO notes(pk) VALUES(1)"));
        QVERIFY(inner.commit());
        QVERIFY(sql->inTransaction());
    }
    QVERIFY(sql->query("SELECT * FROM notes")->empty());
}

void TstSqlConnection::snapshotSeesOneMoment()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    const auto other = bench.open();
    QVERIFY(sql->script(kTable));
    SqlTransaction snapshot(*other, SqlConnection::Mode::Snapshot);
    const auto count = [&] { return other->query("SELECT count(*) FROM notes")->integer(0, 0); };
    QCOMPARE(count(), 0);
    QVERIFY(sql->run("INSERT INTO notes(pk) VALUES(1)"));
    QCOMPARE(count(), 0);
    QVERIFY(snapshot.commit());
    QCOMPARE(count(), 1);
}

void TstSqlConnection::heldLockAnswersBusy()
{
    Bench bench(engineOfRow());
    const auto sql = bench.open();
    const auto other = bench.open();
    QVERIFY(sql->script(kTable));
    QVERIFY(sql->run("INSERT INTO notes(pk, name) VALUES(1, 'a')"));
    SqlTransaction holder(*sql);
    QVERIFY(sql->run("UPDATE notes SET name='b' WHERE pk=1"));
    SqlTransaction waiting(*other);
    if (other->engine() == Engine::Postgres) {
        QVERIFY(waiting.begun());
        QCOMPARE(other->query("SHOW lock_timeout")->text(0, 0), std::string("10s"));
        QVERIFY(other->run("SET LOCAL lock_timeout='50ms'")); // so that the test need not wait
        const auto late = other->run("UPDATE notes SET name='c' WHERE pk=1");
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::StoreBusy);
    } else {
        QVERIFY(!waiting.begun());
        QCOMPARE(waiting.begun().error().code, ErrorCode::StoreBusy);
    }
}

void TstSqlConnection::failedTransactionDoesNotCommit()
{
    Bench bench(Engine::Postgres);
    const auto sql = bench.open();
    QVERIFY(sql->script(kTable));
    SqlTransaction transaction(*sql);
    QVERIFY(sql->run("INSERT INTO notes(pk) VALUES(1)"));
    QVERIFY(!sql->run("INSERT INTO notes(pk) VALUES(1)"));
    QVERIFY(!transaction.commit());
    QVERIFY(!sql->inTransaction());
    QVERIFY(sql->query("SELECT * FROM notes")->empty());
}

void TstSqlConnection::arraysCarryWhatTheyAreGiven()
{
    const auto sql = PostgresConnection::open(PostgresServer::shared().url());
    SqlArray numbers(SqlArray::Of::Integers);
    SqlArray texts(SqlArray::Of::Texts);
    constexpr char kAsk[] = "SELECT n, t FROM unnest(?1::bigint[], ?2::text[]) WITH ORDINALITY AS x(n, t, "
                            "place) ORDER BY place";
    QVERIFY((*sql)->ask(kAsk, numbers, texts)->empty());
    numbers.append(-5);
    numbers.appendNull();
    numbers.append(std::optional<std::int64_t>(1'234'567'890'123));
    texts.append("{\"a\",NULL}");
    texts.append("");
    texts.append(std::optional<std::string>());
    const auto rows = (*sql)->ask(kAsk, numbers, texts);
    QVERIFY2(rows, rows ? "" : rows.error().message.c_str());
    QCOMPARE(rows->size(), std::size_t(3));
    QCOMPARE(rows->integer(0, 0), -5);
    QVERIFY(rows->isNull(1, 0) && rows->isNull(2, 1) && !rows->isNull(1, 1));
    QCOMPARE(rows->integer(2, 0), 1'234'567'890'123);
    QCOMPARE(rows->string(0, 1), std::string("{\"a\",NULL}"));
    numbers.clear();
    QCOMPARE(numbers.size(), std::size_t(0));
    QCOMPARE(
        (*sql)->ask("SELECT coalesce(sum(n), 0) FROM unnest(?1::bigint[]) AS x(n)", numbers)->integer(0, 0),
        0);
}

void TstSqlConnection::survivesARestartOutsideATransaction()
{
    const auto server = PostgresServer::start();
    const auto sql = PostgresConnection::open(server->newDatabase());
    QVERIFY((*sql)->script(kTable));
    server->stop();
    const auto away = (*sql)->query("SELECT 1");
    QVERIFY(!away);
    QCOMPARE(away.error().code, ErrorCode::StoreBusy);
    server->resume();
    QTRY_VERIFY((*sql)->query("SELECT 1").ok());
    server->kill();
    server->resume();
    const std::uint64_t before = (*sql)->generation();
    const auto begun = (*sql)->begin(SqlConnection::Mode::Write);
    QVERIFY2(begun, begun ? "" : begun.error().message.c_str());
    QCOMPARE((*sql)->generation(), before + 1);
    QVERIFY((*sql)->run("INSERT INTO notes(pk) VALUES(1)"));
    QVERIFY((*sql)->commit());
}

void TstSqlConnection::lostWithinATransactionIsBusyUntilItEnds()
{
    const auto url = PostgresServer::shared().newDatabase();
    const auto sql = PostgresConnection::open(url);
    const auto other = PostgresConnection::open(url);
    QVERIFY((*sql)->script(kTable));
    {
        SqlTransaction transaction(**sql);
        QVERIFY((*sql)->run("INSERT INTO notes(pk) VALUES(1)"));
        const auto pid = (*sql)->query("SELECT pg_backend_pid()")->integer(0, 0);
        QCOMPARE((*other)->query("SELECT pg_terminate_backend(?1::int)", pid)->integer(0, 0), 1);
        for (int i = 0; i < 3; ++i) {
            const auto lost = (*sql)->run("INSERT INTO notes(pk) VALUES(2)");
            QVERIFY(!lost);
            QCOMPARE(lost.error().code, ErrorCode::StoreBusy);
        }
        QCOMPARE(transaction.commit().error().code, ErrorCode::StoreBusy);
    }
    QVERIFY((*sql)->query("SELECT * FROM notes")->empty());
}

void TstSqlConnection::notificationsArrive()
{
    const auto sql = PostgresConnection::open(PostgresServer::shared().url());
    const auto other = PostgresConnection::open(PostgresServer::shared().url());
    using std::chrono::milliseconds;
    QVERIFY((*sql)->script("LISTEN mimir_test"));
    QVERIFY((*sql)->notifications(milliseconds(0))->empty());
    QVERIFY((*other)->run("SELECT pg_notify('mimir_test', ?1)", "hello"));
    const auto came = (*sql)->notifications(milliseconds(15'000));
    QVERIFY(came);
    QCOMPARE(came->size(), std::size_t(1));
    QCOMPARE(came->front().payload, std::string("hello"));
    QVERIFY(!came->front().own);
    QVERIFY((*sql)->script("NOTIFY mimir_test"));
    QVERIFY((*sql)->notifications(milliseconds(15'000))->front().own);
    QVERIFY(
        (*other)->query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'NOTIFY%'"));
    auto lost = (*sql)->notifications(milliseconds(15'000));
    while (lost && lost->empty()) // the farewell comes before the end
        lost = (*sql)->notifications(milliseconds(15'000));
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::StoreBusy);
}

void TstSqlConnection::worksThroughAPoolerInTransactionMode()
{
    const std::string direct = PostgresServer::shared().newDatabase();
    const test::Pooler pooler(PostgresServer::shared());
    const std::string url = PostgresServer::urlThrough(direct, pooler.port());
    const auto one = PostgresConnection::open(url);
    QVERIFY2(one, one ? "" : one.error().message.c_str());
    const auto other = PostgresConnection::open(url);
    QVERIFY((*one)->script(kTable));
    SqlArray keys(SqlArray::Of::Integers);
    for (int i = 0; i < 20; ++i) { // taking turns on the pooler's only connection
        PostgresConnection &here = i % 2 ? **one : **other;
        PostgresConnection &there = i % 2 ? **other : **one;
        {
            SqlTransaction transaction(here);
            QVERIFY(transaction.begun());
            QVERIFY(here.run("INSERT INTO notes(pk, name) VALUES(?1, ?2)", i, std::to_string(i)));
            QVERIFY(transaction.commit());
        }
        keys.append(i);
        QCOMPARE(there.ask("SELECT count(*) FROM notes JOIN unnest(?1::bigint[]) AS k(pk) USING(pk)", keys)
                     ->integer(0, 0),
            i + 1);
        SqlTransaction snapshot(there, SqlConnection::Mode::Snapshot);
        QCOMPARE(there.query("SELECT name FROM notes WHERE pk=?1", i)->text(0, 0), std::to_string(i));
        QCOMPARE(there.run("INSERT INTO notes(pk) VALUES(-1)").error().code, ErrorCode::StoreReadOnly);
    }
    QCOMPARE((*one)->query("SHOW lock_timeout")->text(0, 0), std::string("0")); // nothing is left behind
}

void TstSqlConnection::saysInOneLineWhatIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const QString port = QString::number(PostgresServer::shared().port());
    const QString at = QStringLiteral("@127.0.0.1:%1/").arg(port);
    QTest::newRow("no server") << QStringLiteral("postgresql://mimir:hunter2@127.0.0.1:1/x")
                               << ErrorCode::StoreBusy << QStringLiteral("refused");
    QTest::newRow("no such host") << QStringLiteral("postgresql://mimir:hunter2@database.invalid/x")
                                  << ErrorCode::StoreBusy << QStringLiteral("database.invalid");
    QTest::newRow("wrong password") << QStringLiteral("postgresql://mimir:hunter2") + at
            + QStringLiteral("postgres")
                                    << ErrorCode::StoreBusy
                                    << QStringLiteral("password authentication failed");
    QTest::newRow("no such database") << QString::fromStdString(PostgresServer::shared().url("nothing"))
                                      << ErrorCode::StoreBusy << QStringLiteral("does not exist");
    QTest::newRow("no URL") << QStringLiteral("host=127.0.0.1 password=hunter2") << ErrorCode::Usage
                            << QStringLiteral("postgresql://");
    for (const char *bad : {"postgresql://mimir:hunter2@hunter2@localhost/x",
             "postgresql://mimir:hunter2/hunter2@localhost/x", "postgresql://mimir:hunter2%@localhost/x"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << ErrorCode::Usage << QStringLiteral("%40 for @");
}

void TstSqlConnection::saysInOneLineWhatIsWrong()
{
    QFETCH(QString, url);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    const auto opened = PostgresConnection::open(url.toStdString());
    QVERIFY(!opened);
    const QString message = QString::fromStdString(opened.error().message);
    QVERIFY2(message.contains(says), qPrintable(message));
    QCOMPARE(opened.error().code, code);
    QVERIFY(!message.contains(u'\n') && !message.contains(QStringLiteral("hunter2")));
}

void TstSqlConnection::urlForPeopleHidesThePassword_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("all") << QStringLiteral(
        "postgresql://u:secret@db.example.org:5433/mimir?sslmode=require&password=secret")
                         << QStringLiteral("postgresql://db.example.org:5433/mimir");
    QTest::newRow("two hosts") << QStringLiteral("postgres://u:secret@a:1,b:2/m")
                               << QStringLiteral("postgresql://a:1,b:2/m");
    QTest::newRow("two hosts, one port")
        << QStringLiteral("postgres://u:secret@a,b/m?port=7") << QStringLiteral("postgresql://a:7,b:7/m");
    QTest::newRow("IPv6") << QStringLiteral("postgresql://u:secret@[::1]:5432/m")
                          << QStringLiteral("postgresql://[::1]:5432/m");
    QTest::newRow("a socket") << QStringLiteral("postgresql:///m?host=/run/postgresql&user=u")
                              << QStringLiteral("postgresql:///run/postgresql/m");
    QTest::newRow("broken") << QStringLiteral("postgresql://u:sec@ret@host/m")
                            << QStringLiteral("postgresql://…");
}

void TstSqlConnection::urlForPeopleHidesThePassword()
{
    QFETCH(QString, url);
    QTEST(QString::fromStdString(postgresUrlForPeople(url.toStdString())), "shown");
}

QTEST_GUILESS_MAIN(TstSqlConnection)
#include "tst_sqlconnection.moc"
