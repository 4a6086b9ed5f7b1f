#include "sync/owner/ownerserver.h"

#include "support/notfiles.h"
#include "sync/owner/ownerclient.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <future>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace mimir;

namespace {

constexpr int kPatience = 5000;

json::Object command(std::string_view name)
{
    json::Object request;
    request.setText("command", name);
    return request;
}

/// ask() blocks, and the server answers from this thread's event loop.
Result<json::Object> askFrom(const QString &path, const json::Object &request, int timeoutMs = kPatience)
{
    auto answer = std::async(
        std::launch::async, [path, request, timeoutMs] { return OwnerClient(path).ask(request, timeoutMs); });
    while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
        QCoreApplication::processEvents();
    return answer.get();
}

mode_t modeOf(const QString &path)
{
    struct stat info { };
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
}

class TstOwnerServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void answersARequest();
    void answersSeveralRequestsOfSeveralClients();
    void wakeArrivesAndWaitsForNothing();
    void answerMayComeLater();
    void answerToAClientThatLeftIsHarmless();
    void nobodyListening();
    void ownerThatDoesNotAnswerTimesOut();
    void nonsenseIsAnsweredWithAnError();
    void endlessLineEndsTheConnection();
    void socketIsPrivate();
    void staleSocketIsReplaced();
    void whatIsNoSocketIsNotReplaced();
    void successorsSocketIsLeftAlone();
    void pathThatDoesNotFitIsRefused();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("run/owner.sock")); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TstOwnerServer::answersARequest()
{
    OwnerServer server([](const json::Object &request, const OwnerServer::Reply &reply) {
        json::Object answer;
        answer.setText("heard", request.text("command").value_or(""));
        reply(answer.toJson());
    });
    QVERIFY(server.listen(path()).ok());
    const auto answer = askFrom(path(), command("status"));
    QVERIFY(answer.ok());
    QCOMPARE(answer->text("heard"), std::optional<std::string>("status"));
}

void TstOwnerServer::answersSeveralRequestsOfSeveralClients()
{
    int asked = 0;
    OwnerServer server([&asked](const json::Object &, const OwnerServer::Reply &reply) {
        json::Object answer;
        answer.setInteger("n", ++asked);
        reply(answer.toJson());
    });
    QVERIFY(server.listen(path()).ok());
    for (int i = 1; i <= 100; ++i) {
        const auto answer = askFrom(path(), command("status"));
        QVERIFY(answer.ok());
        QCOMPARE(answer->integer("n"), std::optional<std::int64_t>(i));
    }
}

void TstOwnerServer::wakeArrivesAndWaitsForNothing()
{
    std::string heard;
    OwnerServer server([&heard](const json::Object &request, const OwnerServer::Reply &) {
        heard = request.text("command").value_or("");
    });
    QVERIFY(server.listen(path()).ok());
    OwnerClient(path()).wake(); // on this thread: it would hang if it waited for the server
    QTRY_COMPARE(heard, std::string("wake"));
}

void TstOwnerServer::answerMayComeLater()
{
    OwnerServer::Reply later;
    OwnerServer server([&later](const json::Object &, const OwnerServer::Reply &reply) { later = reply; });
    QVERIFY(server.listen(path()).ok());
    auto answer
        = std::async(std::launch::async, [this] { return OwnerClient(path()).ask(command("x"), kPatience); });
    QTRY_VERIFY(later);
    later(R"({"late":true})");
    while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
        QCoreApplication::processEvents();
    QCOMPARE(answer.get()->boolean("late"), std::optional(true));
}

void TstOwnerServer::answerToAClientThatLeftIsHarmless()
{
    OwnerServer::Reply later;
    auto server = std::make_unique<OwnerServer>(
        [&later](const json::Object &, const OwnerServer::Reply &reply) { later = reply; });
    QVERIFY(server->listen(path()).ok());
    QCOMPARE(askFrom(path(), command("x"), 50).error().code, ErrorCode::Timeout);
    QCoreApplication::processEvents();
    later("{}");
    server.reset();
    later("{}");
}

void TstOwnerServer::nobodyListening()
{
    QCOMPARE(OwnerClient(path()).ask(command("status"), 100).error().code, ErrorCode::NotFound);
    OwnerClient(path()).wake();
}

void TstOwnerServer::ownerThatDoesNotAnswerTimesOut()
{
    OwnerServer server([](const json::Object &, const OwnerServer::Reply &) {});
    QVERIFY(server.listen(path()).ok());
    QCOMPARE(askFrom(path(), command("status"), 50).error().code, ErrorCode::Timeout);
}

void TstOwnerServer::nonsenseIsAnsweredWithAnError()
{
    bool handled = false;
    OwnerServer server([&handled](const json::Object &, const OwnerServer::Reply &) { handled = true; });
    QVERIFY(server.listen(path()).ok());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, QFile::encodeName(path()).constData());
    QCOMPARE(::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    QCOMPARE(::send(fd, "nonsense\n", 9, MSG_NOSIGNAL), ssize_t(9));
    char answer[100] = {};
    const auto received = [&] { return ::recv(fd, answer, sizeof(answer) - 1, MSG_DONTWAIT) > 0; };
    QVERIFY(QTest::qWaitFor(received));
    QCOMPARE(QByteArray(answer), QByteArray("{\"error\":\"malformed\"}\n"));
    QVERIFY(!handled);
    ::close(fd);
}

void TstOwnerServer::endlessLineEndsTheConnection()
{
    OwnerServer server([](const json::Object &, const OwnerServer::Reply &reply) { reply("{}"); });
    QVERIFY(server.listen(path()).ok());
    json::Object request = command("x");
    request.setText("padding", std::string(std::size_t(100) * 1024, 'a'));
    QCOMPARE(askFrom(path(), request).error().code, ErrorCode::NotFound);
    QVERIFY(askFrom(path(), command("x")).ok()); // the others are unaffected
}

void TstOwnerServer::socketIsPrivate()
{
    OwnerServer server([](const json::Object &, const OwnerServer::Reply &) {});
    QVERIFY(server.listen(path()).ok());
    QCOMPARE(modeOf(path()), mode_t(0600));
    QCOMPARE(modeOf(QFileInfo(path()).absolutePath()), mode_t(0700));
}

void TstOwnerServer::staleSocketIsReplaced()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).absolutePath()));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, QFile::encodeName(path()).constData());
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QCOMPARE(::bind(dead, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    ::close(dead);
    OwnerServer server([](const json::Object &, const OwnerServer::Reply &reply) { reply("{}"); });
    QVERIFY(server.listen(path()).ok());
    QVERIFY(askFrom(path(), command("status")).ok());
}

void TstOwnerServer::whatIsNoSocketIsNotReplaced()
{
    for (const char *kind : {"directory", "named pipe", "device"}) {
        QVERIFY(QDir(m_directory->filePath(QStringLiteral("run"))).removeRecursively());
        QVERIFY(QDir().mkpath(m_directory->filePath(QStringLiteral("run"))));
        QVERIFY(test::putNoFile(kind, path()));
        OwnerServer server([](const json::Object &, const OwnerServer::Reply &) {});
        const auto refused = server.listen(path());
        QCOMPARE(refused.error().code, ErrorCode::NotAFile);
        QCOMPARE(refused.error().message, path().toStdString() + " is not a socket");
        QCOMPARE(OwnerClient(path()).ask(OwnerCommand::Kind::Status, 1000).ok(), false);
    }
}

void TstOwnerServer::successorsSocketIsLeftAlone()
{
    const auto handler = [](const json::Object &, const OwnerServer::Reply &reply) { reply("{}"); };
    auto first = std::make_unique<OwnerServer>(handler);
    QVERIFY(first->listen(path()).ok());
    OwnerServer second(handler);
    QVERIFY(second.listen(path()).ok());
    first.reset();
    QVERIFY(askFrom(path(), command("status")).ok());
}

void TstOwnerServer::pathThatDoesNotFitIsRefused()
{
    OwnerServer server([](const json::Object &, const OwnerServer::Reply &) {});
    const QString endless = m_directory->filePath(QString(200, u'x'));
    QCOMPARE(server.listen(endless).error().code, ErrorCode::StoreReadOnly);
    QCOMPARE(OwnerClient(endless).ask(command("status"), 100).error().code, ErrorCode::NotFound);
}

} // namespace

QTEST_GUILESS_MAIN(TstOwnerServer)
#include "tst_ownerserver.moc"
