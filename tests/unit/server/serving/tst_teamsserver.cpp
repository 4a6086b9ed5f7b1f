// The running server as a whole: what it refuses to start on, and how it handles too much work.
#include "server/db/schema.h"
#include "server/serving/teamsserver.h"
#include "storage/sqlite/database.h"
#include "support/fakeclock.h"
#include "support/postgresserver.h"

#include <QFile>
#include <QFileInfo>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <unistd.h>

using namespace mimir;
using namespace mimir::server;

namespace {

struct World {
    QTemporaryDir directory;
    SystemClock clock;
    SystemRandom random;
    ApiContext context {clock, random};

    TeamsServer::Config config() const
    {
        TeamsServer::Config made;
        made.dataDirectory = directory.filePath(QStringLiteral("data"));
        made.passwordCost = PasswordCost::cheapest();
        return made;
    }
    Result<std::unique_ptr<TeamsServer>> start() { return TeamsServer::start(config(), clock, random); }
    ErrorCode refusal()
    {
        const auto server = start();
        return server ? ErrorCode::Unknown : server.error().code;
    }
};

QByteArray figures(std::uint16_t port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer;
}

const QByteArray kSignIn = "POST /api/v1/auth/login {\"email\":\"user777@example.org\",\"password\":\"x\"}";

/// "METHOD PATH BODY"
QByteArray asked(std::uint16_t port, const QByteArray &what)
{
    const QByteArray body = what.mid(what.indexOf('{') < 0 ? what.size() : what.indexOf('{'));
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.write(what.left(what.size() - body.size()).trimmed()
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
          "application/json\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer;
}

/// So many accounts that their pages are not cached. Returns the path of the database.
QString fill(World &world)
{
    (void)world.start();
    QString path = databasePath(world.config().dataDirectory);
    const auto database = Database::open(path);
    (void)(*database)->script("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                              "20000) INSERT INTO users(id, email, "
                              "name, password, created_at) SELECT 'u' || i, 'user' || i || '@example.org', "
                              "hex(randomblob(40)), 'none', 0 "
                              "FROM n; PRAGMA wal_checkpoint(TRUNCATE)");
    return path;
}

/// Destroys all but the first pages, as a failing disk would.
void damage(const QString &path)
{
    QFile file(path);
    const qint64 kept = qint64(40) * 16384;
    if (file.open(QIODevice::ReadWrite) && file.size() > kept && file.seek(kept))
        file.write(QByteArray(file.size() - kept, '\x5a'));
}

} // namespace

class TstTeamsServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesItsDataPrivate();
    void startsAgainWhereItStopped();
    void refusesASecondServerOnTheSameData();
    void refusesAPortInUse();
    void refusesDataOfANewerVersion();
    void refusesWhatIsNoDatabase();
    void refusesADamagedDatabase();
    void stopsAtTheFirstSignOfDamage();
    void refusesADirectoryItCannotWrite();
    void laneRefusesMoreThanItsQueue();
    void laneFinishesWhatItTook();
    void checkpointsWhileItRuns();
    void threadsOfALaneShareItsWork();
    void refusesADatabaseThatIsNotThere();
    void isOneOfSeveralNodesOnPostgres();
    void saysHowWrongItsClockIs();
};

void TstTeamsServer::makesItsDataPrivate()
{
    World world;
    QVERIFY(world.start());
    const QString data = world.config().dataDirectory;
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(data) & others));
    QVERIFY(!(QFile::permissions(databasePath(data)) & others));
}

void TstTeamsServer::startsAgainWhereItStopped()
{
    World world;
    for (int i = 0; i < 3; ++i) {
        const auto server = world.start();
        QVERIFY(server);
        QVERIFY((*server)->port() > 0);
        (*server)->stop(std::chrono::seconds(1));
        QCOMPARE(QFileInfo(databasePath(world.config().dataDirectory) + QStringLiteral("-wal")).size(), 0);
    }
}

void TstTeamsServer::refusesASecondServerOnTheSameData()
{
    World world;
    const auto first = world.start();
    QVERIFY(first);
    QCOMPARE(world.refusal(), ErrorCode::Locked);
}

void TstTeamsServer::refusesAPortInUse()
{
    World world;
    World other;
    const auto first = world.start();
    auto config = other.config();
    config.port = (*first)->port();
    QCOMPARE(TeamsServer::start(config, other.clock, other.random).error().code, ErrorCode::Exists);
}

void TstTeamsServer::refusesDataOfANewerVersion()
{
    World world;
    QVERIFY(world.start());
    {
        const auto database = Database::open(databasePath(world.config().dataDirectory));
        QVERIFY((*database)->script("PRAGMA user_version=999"));
    }
    QCOMPARE(world.refusal(), ErrorCode::StoreNewer);
}

void TstTeamsServer::refusesWhatIsNoDatabase()
{
    World world;
    QVERIFY(makeDataDirectory(world.config().dataDirectory));
    QFile file(databasePath(world.config().dataDirectory));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'x'));
    file.close();
    QCOMPARE(world.refusal(), ErrorCode::StoreCorrupt);
    QCOMPARE(file.size(), 20'000);
}

void TstTeamsServer::refusesADamagedDatabase()
{
    World world;
    const QString path = fill(world);
    QVERIFY(world.start());
    damage(path);
    const auto server = world.start();
    QVERIFY(!server);
    QCOMPARE(server.error().code, ErrorCode::StoreCorrupt);
    QVERIFY(server.error().message.find("is damaged") != std::string::npos);
    QVERIFY(server.error().message.find("restore FILE") != std::string::npos);
    QVERIFY(!quickCheck(path, std::chrono::seconds(10)));
}

void TstTeamsServer::stopsAtTheFirstSignOfDamage()
{
    World world;
    const QString path = fill(world);
    auto config = world.config();
    const QString log = world.directory.filePath(QStringLiteral("log"));
    const auto opened = ServerLog::open({.file = log.toStdString()}, world.clock);
    QVERIFY(opened);
    config.log = opened->get();
    const auto server = TeamsServer::start(config, world.clock, world.random);
    QVERIFY(server);
    const std::uint16_t port = (*server)->port();
    QVERIFY(asked(port, "GET /health").startsWith("HTTP/1.1 200"));
    QVERIFY(asked(port, kSignIn).startsWith("HTTP/1.1 401"));
    damage(path);
    QTRY_VERIFY(asked(port, kSignIn).startsWith("HTTP/1.1 500"));
    QTRY_VERIFY(asked(port, "GET /health").startsWith("HTTP/1.1 503"));
    QVERIFY(asked(port, "GET /health").contains("\"damaged\""));
    QVERIFY(asked(port, "GET /api/v1/sync/pull").contains("\"damaged\"")); // nothing else is checked
    QFile said(log);
    QVERIFY(said.open(QIODevice::ReadOnly));
    QByteArray lines; // written by another thread
    QTRY_VERIFY((lines += said.readAll()).contains("database_damaged"));
    QCOMPARE(lines.count("database_damaged"), 1);
}

void TstTeamsServer::refusesADirectoryItCannotWrite()
{
    // No one, not even root, can create a directory in the kernel's own tree.
    World world;
    TeamsServer::Config config = world.config();
    config.dataDirectory = QStringLiteral("/proc/self/mimir-data");
    const auto server = TeamsServer::start(config, world.clock, world.random);
    QVERIFY(!server);
    QCOMPARE(server.error().code, ErrorCode::StoreReadOnly);
}

void TstTeamsServer::saysHowWrongItsClockIs()
{
    constexpr Millis kHour = 3'600'000;
    World world;
    test::FakeClock clock;
    auto config = world.config();
    config.metrics = {"127.0.0.1", std::uint16_t(0)};
    const QString path = world.directory.filePath(QStringLiteral("log"));
    const auto log = ServerLog::open({.file = path.toStdString()}, clock);
    QVERIFY(log);
    config.log = log->get();
    const auto says = [&](const char *line) {
        const auto server = TeamsServer::start(config, clock, world.random);
        return server && QTest::qWaitFor([&] { return figures((*server)->metricsPort()).contains(line); });
    };
    const auto logs = [&path](const char *text) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
    };
    QVERIFY(says("\nmimir_clock_ahead_seconds 0\n"));
    QVERIFY(!logs("clock_"));
    clock.jump(400 * 24 * kHour);
    QVERIFY(says("\nmimir_clock_ahead_seconds 34556400\n")); // except for the hour that it goes on
    QTRY_VERIFY(logs("clock_ahead_of_retention"));
    QVERIFY(!logs("clock_behind_commits"));
    {
        const auto database = Database::open(databasePath(config.dataDirectory));
        QVERIFY((*database)->script("INSERT INTO orgs(id, slug, name, created_at) VALUES('o', 'o', 'O', 0);"
                                    "INSERT INTO teams(id, org, slug, name, epoch, commit_ms, created_at) "
                                    "SELECT 't', pk, 't', 'T', 'e', "
            + std::to_string(clock.now()) + ", 0 FROM orgs"));
    }
    clock.jump(-400 * 24 * kHour);
    QVERIFY(says("\nmimir_clock_behind_seconds 34560000\n"));
    QTRY_VERIFY(logs("clock_behind_commits"));
}

void TstTeamsServer::laneRefusesMoreThanItsQueue()
{
    World world;
    const auto lane
        = Lane::start({"test", {QStringLiteral(":memory:"), {}}, Access::ReadWrite, 1, 2}, world.context);
    QVERIFY(lane);
    std::promise<void> begun;
    std::promise<void> goOn;
    auto mayGoOn = goOn.get_future().share();
    QVERIFY((*lane)->submit([&begun, mayGoOn](Lane::LaneContext &) {
        begun.set_value();
        mayGoOn.wait();
    }));
    begun.get_future().wait();
    QVERIFY((*lane)->submit([](Lane::LaneContext &) {}));
    QVERIFY((*lane)->submit([](Lane::LaneContext &) {}));
    QVERIFY(!(*lane)->submit([](Lane::LaneContext &) {}));
    goOn.set_value();
}

void TstTeamsServer::laneFinishesWhatItTook()
{
    World world;
    const auto lane
        = Lane::start({"test", {QStringLiteral(":memory:"), {}}, Access::ReadWrite, 1, 100}, world.context);
    int done = 0;
    for (int i = 0; i < 50; ++i)
        QVERIFY((*lane)->submit([&done](Lane::LaneContext &) { ++done; }));
    (*lane)->stop();
    QCOMPARE(done, 50);
    QVERIFY(!(*lane)->submit([](Lane::LaneContext &) {}));
}

void TstTeamsServer::checkpointsWhileItRuns()
{
    World world;
    const auto server = world.start();
    const QString path = databasePath(world.config().dataDirectory);
    const qint64 before = QFileInfo(path).size();
    {
        const auto database = openServerDatabase(path, Access::ReadWrite);
        const std::string body(2'000'000, 'x');
        QVERIFY((*database)->run("INSERT INTO settings(name, value) VALUES('large', ?1)", body));
    }
    QTRY_VERIFY(QFileInfo(path).size() > before + 1'000'000);
}

void TstTeamsServer::threadsOfALaneShareItsWork()
{
    World world;
    const auto lane
        = Lane::start({"test", {{}, test::PostgresServer::shared().newDatabase()}, Access::ReadWrite, 3, 10},
            world.context);
    QVERIFY(lane);
    // Each waits for the others: a single thread would never finish.
    std::promise<void> all;
    std::atomic<int> begun = 0;
    auto complete = all.get_future().share();
    for (int i = 0; i < 3; ++i)
        QVERIFY((*lane)->submit([&, complete](Lane::LaneContext &) {
            if (++begun == 3)
                all.set_value();
            complete.wait_for(std::chrono::seconds(10));
        }));
    QCOMPARE(complete.wait_for(std::chrono::seconds(5)), std::future_status::ready);
}

void TstTeamsServer::refusesADatabaseThatIsNotThere()
{
    World world;
    auto config = world.config();
    config.databaseUrl = "postgresql://somebody:secret@127.0.0.1:1/nowhere";
    const auto server = TeamsServer::start(config, world.clock, world.random);
    QVERIFY(!server);
    QCOMPARE(server.error().code, ErrorCode::StoreBusy);
    QVERIFY2(server.error().message.find("secret") == std::string::npos, server.error().message.c_str());
    QVERIFY(server.error().message.find("127.0.0.1") != std::string::npos);
}

void TstTeamsServer::isOneOfSeveralNodesOnPostgres()
{
    World world;
    auto config = world.config();
    config.databaseUrl = test::PostgresServer::shared().newDatabase();
    const auto one = TeamsServer::start(config, world.clock, world.random);
    QVERIFY2(one.ok(), one.ok() ? "" : one.error().message.c_str());
    const auto two = TeamsServer::start(config, world.clock, world.random);
    QVERIFY2(two.ok(), two.ok() ? "" : two.error().message.c_str());
    QVERIFY((*one)->port() != (*two)->port());
    QVERIFY(!QFile::exists(config.dataDirectory));
}

QTEST_GUILESS_MAIN(TstTeamsServer)
#include "tst_teamsserver.moc"
