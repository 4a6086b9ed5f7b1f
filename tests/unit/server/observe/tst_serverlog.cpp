// What is written, line by line, and that nothing from outside can write beyond its own field.
#include "core/json/json.h"
#include "core/text.h"
#include "server/observe/serverlog.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace mimir;
using namespace mimir::server;

namespace {

struct Fixture {
    explicit Fixture(std::size_t fileBytes = 1u << 20, std::size_t waitingBytes = 4u << 20)
    {
        ServerLog::Config config;
        config.file = path.toStdString();
        config.fileBytes = fileBytes;
        config.files = 3;
        config.waitingBytes = waitingBytes;
        log = std::move(*ServerLog::open(config, clock));
    }
    QList<QByteArray> lines(const QString &suffix = {})
    {
        log->flush();
        QFile file(path + suffix);
        if (!file.open(QFile::ReadOnly))
            return {};
        QList<QByteArray> all = file.readAll().split('\n');
        all.removeLast();
        return all;
    }
    json::Object only()
    {
        const auto all = lines();
        return all.size() == 1 ? *json::parseObject(all.front().toStdString()) : json::Object();
    }
    QTemporaryDir directory;
    QString path = directory.filePath(QStringLiteral("server.log"));
    test::FakeClock clock;
    std::unique_ptr<ServerLog> log;
};

Exchange someExchange()
{
    Exchange exchange;
    exchange.id = "r-7";
    exchange.method = "POST";
    exchange.peer = "192.0.2.7";
    exchange.receivedBytes = 812;
    exchange.sentBytes = 355;
    exchange.took = std::chrono::microseconds(3140);
    exchange.response.route = "/sync/batch";
    exchange.response.user = 4;
    exchange.response.team = "t1";
    exchange.response.device = "d1";
    return exchange;
}

} // namespace

class TstServerLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestHasItsFields();
    void failureHasItsReason();
    void eventHasItsFields();
    void everyLineIsOnePrintableObject_data();
    void everyLineIsOnePrintableObject();
    void secretsAreBlackedOut_data();
    void secretsAreBlackedOut();
    void longTextIsCut();
    void fileRotates();
    void failingRotationLosesNothing();
    void fileIsPrivateAndContinued();
    void reopensAfterAMove();
    void stallLosesLinesAndSaysSo();
    void threadsDoNotMixLines();
    void fileThatCannotBeWritten();
};

void TstServerLog::requestHasItsFields()
{
    Fixture fixture;
    fixture.log->request(someExchange());
    const json::Object line = fixture.only();
    QCOMPARE(line.text("event").value_or(""), std::string("request"));
    QCOMPARE(line.text("level").value_or(""), std::string("info"));
    QVERIFY(line.text("ts").value_or("").ends_with("Z"));
    QCOMPARE(line.text("id").value_or(""), std::string("r-7"));
    QCOMPARE(line.text("method").value_or(""), std::string("POST"));
    QCOMPARE(line.text("route").value_or(""), std::string("/sync/batch"));
    QCOMPARE(line.integer("status").value_or(0), 200);
    QCOMPARE(*line.find("ms"), std::string("3.1"));
    QCOMPARE(line.integer("bytesIn").value_or(0), 812);
    QCOMPARE(line.integer("bytesOut").value_or(0), 355);
    QCOMPARE(line.text("peer").value_or(""), std::string("192.0.2.7"));
    QCOMPARE(line.integer("user").value_or(0), 4);
    QCOMPARE(line.text("team").value_or(""), std::string("t1"));
    QCOMPARE(line.text("device").value_or(""), std::string("d1"));
    QVERIFY(!line.find("code") && !line.find("reason") && !line.find("delivered"));
}

void TstServerLog::failureHasItsReason()
{
    Fixture fixture;
    Exchange exchange = someExchange();
    exchange.response.status = 500;
    exchange.response.code = "internal";
    exchange.response.log = "the disk is on fire";
    exchange.delivered = false;
    fixture.log->request(exchange);
    const json::Object line = fixture.only();
    QCOMPARE(line.text("level").value_or(""), std::string("error"));
    QCOMPARE(line.text("code").value_or(""), std::string("internal"));
    QCOMPARE(line.text("reason").value_or(""), std::string("the disk is on fire"));
    QCOMPARE(line.boolean("delivered").value_or(true), false);
}

void TstServerLog::eventHasItsFields()
{
    Fixture fixture;
    fixture.log->write(LogLevel::Warning, "slow",
        {{"what", "commit"}, {"ms", std::int64_t(70)}, {"rate", 0.5}, {"again", true}});
    const json::Object line = fixture.only();
    QCOMPARE(line.text("level").value_or(""), std::string("warning"));
    QCOMPARE(line.text("event").value_or(""), std::string("slow"));
    QCOMPARE(line.text("what").value_or(""), std::string("commit"));
    QCOMPARE(line.integer("ms").value_or(0), 70);
    QCOMPARE(*line.find("rate"), std::string("0.5"));
    QCOMPARE(line.boolean("again").value_or(false), true);
}

void TstServerLog::everyLineIsOnePrintableObject_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("line end") << QByteArray("a\n{\"event\":\"forged\"}\r\n");
    QTest::newRow("quote") << QByteArray("a\",\"user\":1,\"b\":\"");
    QTest::newRow("terminal") << QByteArray("\x1b]0;owned\x07\x1b[2J");
    QTest::newRow("eight-bit control") << QByteArray("\xc2\x9b"
                                                     "31m");
    QTest::newRow("right to left") << QByteArray("abc\xe2\x80\xae"
                                                 "cba");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xc0\x80");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("emoji") << QByteArray("\xf0\x9f\x90\x89");
    QTest::newRow("backslash") << QByteArray("\\u0000\\");
}

void TstServerLog::everyLineIsOnePrintableObject()
{
    QFETCH(QByteArray, text);
    Fixture fixture;
    Exchange exchange = someExchange();
    exchange.response.device = text.toStdString();
    exchange.response.team = text.toStdString();
    exchange.peer = text.toStdString();
    exchange.method = text.toStdString();
    fixture.log->request(exchange);
    const auto all = fixture.lines();
    QCOMPARE(all.size(), 1);
    for (const char c : all.front())
        QVERIFY(c >= 0x20 && c < 0x7f);
    const auto line = json::parseObject(all.front().toStdString());
    QVERIFY(line.ok());
    QCOMPARE(line->integer("user").value_or(0), 4);
    QCOMPARE(line->text("event").value_or(""), std::string("request"));
    QCOMPARE(line->text("device").value_or(""), scrubbed(text.toStdString()));
}

void TstServerLog::secretsAreBlackedOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("secret");
    const QByteArray secret = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF";
    QTest::newRow("access token") << "near mst_" + secret + " end" << secret;
    QTest::newRow("short token") << QByteArray("msr_abcdef") << QByteArray("abcdef");
    QTest::newRow("without prefix") << "Bearer " + secret << secret;
    QTest::newRow("database URL") << QByteArray("cannot reach postgresql://me:hunter2@db:5432/x now")
                                  << QByteArray("hunter2");
    QTest::newRow("connection string")
        << QByteArray("host=db password=hunter2 user=me") << QByteArray("hunter2");
}

void TstServerLog::secretsAreBlackedOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, secret);
    Fixture fixture;
    Exchange exchange = someExchange();
    exchange.response.log = text.toStdString();
    fixture.log->request(exchange);
    fixture.log->write(
        LogLevel::Error, "failed", {{"why", std::string_view(text.constData(), size_t(text.size()))}});
    for (const QByteArray &line : fixture.lines()) {
        QVERIFY2(!line.contains(secret), line.constData());
        QVERIFY(line.contains("[hidden]"));
    }
    fixture.log->write(LogLevel::Error, "id", {{"id", "0190b3a2-7c11-7d22-8e33-9f4455667788"}});
    QVERIFY(fixture.lines().last().contains("0190b3a2-7c11-7d22-8e33-9f4455667788"));
}

void TstServerLog::longTextIsCut()
{
    Fixture fixture;
    Exchange exchange = someExchange();
    std::string words;
    while (words.size() < 100'000)
        words += "word ";
    exchange.response.device = words;
    fixture.log->request(exchange);
    QVERIFY(fixture.lines().front().size() < 1000);
}

void TstServerLog::fileRotates()
{
    Fixture fixture(2000);
    for (int i = 0; i < 200; ++i)
        fixture.log->write(LogLevel::Info, "counted", {{"n", std::int64_t(i)}});
    qint64 next = 199;
    for (const char *suffix : {"", ".1", ".2"}) {
        const auto all = fixture.lines(QLatin1String(suffix));
        QVERIFY(!all.isEmpty());
        QVERIFY(QFile(fixture.path + QLatin1String(suffix)).size() <= 2000);
        for (auto line = all.crbegin(); line != all.crend(); ++line)
            QCOMPARE(json::parseObject(line->toStdString())->integer("n").value_or(-1), next--);
    }
    QVERIFY(!QFile::exists(fixture.path + QStringLiteral(".3")));
}

// The renames would shift the old files away, one by one, for nothing.
void TstServerLog::failingRotationLosesNothing()
{
    Fixture fixture(2000);
    const QString next = fixture.path + QStringLiteral(".next");
    QVERIFY(QDir().mkpath(next)); // nothing can be created there
    for (int i = 0; i < 200; ++i)
        fixture.log->write(LogLevel::Info, "counted", {{"n", std::int64_t(i)}});
    QCOMPARE(fixture.lines().size(), 200);
    QVERIFY(!QFile::exists(fixture.path + QStringLiteral(".1")));
    QVERIFY(QDir().rmdir(next));
    for (int i = 0; i < 10; ++i)
        fixture.log->write(LogLevel::Info, "counted", {{"n", std::int64_t(i)}});
    QVERIFY(fixture.lines().size() < 20);
    QVERIFY(fixture.lines(QStringLiteral(".1")).size() >= 200);
}

void TstServerLog::fileIsPrivateAndContinued()
{
    Fixture fixture;
    fixture.log->write(LogLevel::Info, "first");
    fixture.log.reset();
    fixture.log = std::move(*ServerLog::open({.file = fixture.path.toStdString()}, fixture.clock));
    fixture.log->write(LogLevel::Info, "second");
    QCOMPARE(fixture.lines().size(), 2);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(fixture.path) & others));
}

void TstServerLog::reopensAfterAMove()
{
    Fixture fixture;
    fixture.log->write(LogLevel::Info, "first");
    fixture.log->flush();
    QVERIFY(QFile::rename(fixture.path, fixture.path + QStringLiteral(".old")));
    fixture.log->reopen();
    fixture.log->flush();
    fixture.log->write(LogLevel::Info, "second");
    QCOMPARE(fixture.only().text("event").value_or(""), std::string("second"));
}

void TstServerLog::stallLosesLinesAndSaysSo()
{
    Fixture fixture(1u << 20, 200); // never more than that waiting
    const std::string words(400, ' ');
    fixture.log->write(LogLevel::Info, "lost", {{"text", std::string_view(words)}});
    fixture.log->write(LogLevel::Info, "lost", {{"text", std::string_view(words)}});
    fixture.log->write(LogLevel::Info, "kept");
    QCOMPARE(fixture.log->lostLines(), 2u);
    const auto all = fixture.lines();
    QCOMPARE(all.size(), 2);
    QVERIFY(all.front().contains("\"kept\""));
    QCOMPARE(json::parseObject(all.back().toStdString())->integer("lines").value_or(0), 2);
}

void TstServerLog::threadsDoNotMixLines()
{
    Fixture fixture;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&fixture] {
            for (int n = 0; n < 500; ++n)
                fixture.log->request(someExchange());
        });
    for (std::thread &thread : threads)
        thread.join();
    const auto all = fixture.lines();
    QCOMPARE(all.size(), 2000);
    for (const QByteArray &line : all)
        QVERIFY(json::parseObject(line.toStdString()).ok());
}

void TstServerLog::fileThatCannotBeWritten()
{
    Fixture fixture;
    const auto log = ServerLog::open({.file = fixture.directory.path().toStdString()}, fixture.clock);
    QVERIFY(!log);
    QCOMPARE(log.error().code, ErrorCode::StoreReadOnly);
}

QTEST_GUILESS_MAIN(TstServerLog)
#include "tst_serverlog.moc"
