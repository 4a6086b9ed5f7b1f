#include "support/await.h"
#include "support/fakeclock.h"
#include "support/fakehttpserver.h"
#include "sync/tuning.h"
#include "teams/apirequest.h"
#include "teams/httpnetwork.h"
#include "teams/teamsclient.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QLocale>
#include <QSslConfiguration>
#include <QTest>
#include <QTimer>

using namespace mimir;
using namespace mimir::test;

namespace {

using Way = FakeAnswer::Way;
using Kind = SyncRequest::Kind;

FakeAnswer answerBy(Way way, const QByteArray &body = "{}")
{
    FakeAnswer answer = jsonAnswer(200, body);
    answer.way = way;
    return answer;
}

QByteArray fileContent(const QString &name)
{
    QFile file(QStringLiteral(MIMIR_TEST_DATA "/tls/") + name);
    if (!file.open(QFile::ReadOnly))
        qFatal("test data is missing");
    return file.readAll();
}

/// Peak memory of this process, KiB.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TstTeamsClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client.reset();
        m_auth.reset();
        m_network = std::make_unique<HttpNetwork>();
        m_tokens = makeMemoryTokenStore();
        m_refreshes = 0;
        useServer(std::make_unique<FakeHttpServer>());
    }

    void healthIsAskedWithoutAToken()
    {
        const SyncReply reply = send(Kind::Health);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, std::string("{\"ok\":true}"));
        const FakeRequest &request = m_server->requests().at(0);
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.target, QByteArray("/api/v1/health"));
        QVERIFY(!request.headers.contains("authorization"));
        QVERIFY(!request.headers.contains("x-team-id"));
        QCOMPARE(request.headers["x-sync-protocol"], QByteArray("2"));
        QCOMPARE(m_refreshes, 0);
    }

    void pushSendsTheBatchAndWhoSendsIt()
    {
        m_client->setDeviceName([] { return std::string("Ada's L\u00e4ptop\r\n"); });
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, 200);
        const FakeRequest request = m_server->requestsTo("/sync/batch").at(0);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/api/v1/sync/batch"));
        QCOMPARE(request.body, QByteArray("{\"batch\":1}"));
        QCOMPARE(request.headers["authorization"], QByteArray("Bearer access-1"));
        QCOMPARE(request.headers["x-team-id"], QByteArray("team-1"));
        QCOMPARE(request.headers["x-device-id"], QByteArray("device-1"));
        QCOMPARE(request.headers["x-device-name"], QByteArray("Ada%27s%20L%C3%A4ptop%0D%0A"));
        QCOMPARE(request.headers["x-sync-protocol"], QByteArray("2"));
        QCOMPARE(request.headers["content-type"], QByteArray("application/json"));
        QVERIFY(!request.headers.contains("x-last-op-seq"));
        QVERIFY(!request.headers.contains("upgrade")); // HTTP/1.1 only
    }

    // Another process has signed in to another account: a new token is asked for, but not used either.
    void tokenOfSomebodyElseIsNotUsed()
    {
        QByteArray user = "ada";
        m_server->setHandler([this, &user](const FakeRequest &request) {
            if (!request.target.endsWith("/refresh"))
                return jsonAnswer(200, "{\"ok\":true}");
            const QByteArray number = QByteArray::number(++m_refreshes);
            return jsonAnswer(200,
                "{\"accessToken\":\"access-" + number + "\",\"refreshToken\":\"refresh-" + number
                    + "\",\"user\":{\"id\":\"" + user + "\"}}");
        });
        SyncRequest request = make(Kind::Push);
        request.account = "ada";
        QCOMPARE(send(request).status, 200);
        request.account = "bob";
        QCOMPARE(send(request).failure, ErrorCode::Cancelled);
        QCOMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(1));
        user = "bob";
        QCOMPARE(send(request).status, 200);
        QCOMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(2));
        request.account = "ada";
        QCOMPARE(send(request).failure, ErrorCode::Cancelled);
    }

    void pullEscapesTheCursor_data()
    {
        QTest::addColumn<QString>("since");
        QTest::addColumn<QByteArray>("target");
        const QByteArray path = "/api/v1/sync/pull?since=";
        QTest::newRow("start") << QString() << path + "&limit=500";
        QTest::newRow("plain") << QStringLiteral("1763795000000") << path + "1763795000000&limit=500";
        QTest::newRow("reserved") << QStringLiteral("a+b/c=&limit=9#? %\u00e4")
                                  << path + "a%2Bb%2Fc%3D%26limit%3D9%23%3F%20%25%C3%A4&limit=500";
    }
    void pullEscapesTheCursor()
    {
        QFETCH(QString, since);
        SyncRequest request = make(Kind::Pull);
        request.since = since.toStdString();
        request.limit = 500;
        request.lastOpSeq = 412;
        QCOMPARE(send(request).status, 200);
        const FakeRequest sent = m_server->requests().back();
        QCOMPARE(sent.method, QByteArray("GET"));
        QTEST(sent.target, "target");
        QCOMPARE(sent.headers["x-last-op-seq"], QByteArray("412"));
    }

    void serverBelowAPath()
    {
        SyncRequest request = make(Kind::Health);
        request.server += "/mimir";
        QCOMPARE(send(request).status, 200);
        QCOMPARE(m_server->requests().at(0).target, QByteArray("/mimir/api/v1/health"));
    }

    void teamIdCannotBreakHeaders()
    {
        SyncRequest request = make(Kind::Push);
        request.teamId = "team\r\nX-Evil: 1";
        QCOMPARE(send(request).status, 200);
        QVERIFY(!m_server->requests().back().headers.contains("x-evil"));
    }

    void connectionIsKept()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(send(Kind::Push).status, 200);
        QCOMPARE(m_server->connections(), 1);
    }

    void answersWithAStatusArePassedOn_data()
    {
        QTest::addColumn<int>("status");
        for (const int status :
            {200, 202, 400, 403, 404, 408, 409, 410, 413, 418, 422, 429, 500, 502, 503, 504, 507})
            QTest::addRow("%d", status) << status;
    }
    void answersWithAStatusArePassedOn()
    {
        QFETCH(int, status);
        signIn();
        m_server->enqueue(jsonAnswer(status, R"({"code":"word"})"));
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.body, std::string(R"({"code":"word"})"));
    }

    void expiredTokenIsRenewedOnce()
    {
        signIn();
        m_server->enqueue(jsonAnswer(401, "{}"));
        QCOMPARE(send(Kind::Push).status, 200);
        const auto sent = m_server->requestsTo("/sync/batch");
        QCOMPARE(sent.size(), std::size_t(3)); // one of signIn()
        QCOMPARE(sent[1].headers["authorization"], QByteArray("Bearer access-1"));
        QCOMPARE(sent[2].headers["authorization"], QByteArray("Bearer access-2"));
        QCOMPARE(sent[2].body, sent[1].body);
    }

    // Only the refusal of a refresh ends a sign-in.
    void aTokenThatWasJustGivenHasNotExpired()
    {
        signIn();
        m_server->setHandler([this](const FakeRequest &request) {
            return request.target.endsWith("/refresh") ? refreshAnswer() : jsonAnswer(401, "{}");
        });
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::ServerWrong);
        QCOMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(3));
        QCOMPARE(m_refreshes, 2);
    }

    void signedOutSendsNothing()
    {
        QVERIFY((await<Result<void>>([&](auto done) { m_tokens->remove(m_key, done); })));
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::SignedOut);
        QVERIFY(m_server->requests().empty());
    }

    void troubleOfTheRefreshIsTold()
    {
        FakeAnswer busy = jsonAnswer(503, "{}");
        busy.headers.emplace_back("Retry-After", "7");
        m_server->enqueue(busy);
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::ServerBusy);
        QCOMPARE(reply.retryAfter, std::optional<Millis>(7000));
    }

    void noAnswerOfOurs_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("failure");
        const QByteArray html = "text/html; charset=utf-8";
        const QByteArray page = " <!DOCTYPE html><title>Hotel</title>";
        const auto notOurs = int(ErrorCode::NotOurs);
        QTest::newRow("moved") << 301 << QByteArray() << html << int(Way::Whole) << notOurs;
        QTest::newRow("found") << 302 << QByteArray("{}") << QByteArray("application/json") << int(Way::Whole)
                               << notOurs;
        QTest::newRow("temporary") << 307 << QByteArray() << html << int(Way::Whole) << notOurs;
        QTest::newRow("permanent") << 308 << QByteArray() << html << int(Way::Whole) << notOurs;
        QTest::newRow("not modified") << 304 << QByteArray() << html << int(Way::Whole) << notOurs;
        QTest::newRow("page") << 200 << page << html << int(Way::Whole) << notOurs;
        QTest::newRow("page that says it is JSON")
            << 200 << page << QByteArray("application/json") << int(Way::Whole) << notOurs;
        QTest::newRow("announced too large")
            << 200 << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{") << html
            << int(Way::Raw) << notOurs;
        QTest::newRow("cut short") << 200 << QByteArray(R"({"success":true,"synced":{}})")
                                   << QByteArray("application/json") << int(Way::CutShort)
                                   << int(ErrorCode::Offline);
        QTest::newRow("chunks that end too early")
            << 200 << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n")
            << html << int(Way::Raw) << int(ErrorCode::Offline);
        QTest::newRow("that ends too early as announced")
            << 200 << QByteArray("HTTP/1.1 200 OK\r\nX-Sync-Protocol: 2\r\nContent-Length: 5\r\n\r\n{\"a\":")
            << html << int(Way::Raw) << int(ErrorCode::ServerWrong);
        QTest::newRow("asked for a proxy's password without a proxy")
            << 200
            << QByteArray(
                   "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                   "Content-Length: 0\r\n\r\n")
            << html << int(Way::Raw) << notOurs;
        QTest::newRow("not HTTP") << 200 << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << html << int(Way::Raw)
                                  << int(ErrorCode::Offline);
        QTest::newRow("no answer at all")
            << 200 << QByteArray() << html << int(Way::CloseUnanswered) << int(ErrorCode::Offline);
    }
    void noAnswerOfOurs()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(int, way);
        signIn();
        m_server->setHandler([=](const FakeRequest &) {
            FakeAnswer answer = answerBy(Way(way), body);
            answer.status = status;
            answer.contentType = type;
            if (status >= 300)
                answer.headers.emplace_back("Location", "/api/v1/elsewhere");
            return answer;
        });
        const SyncReply reply = send(Kind::Pull);
        QCOMPARE(reply.status, 0);
        QTEST(int(reply.failure), "failure");
        QVERIFY(m_server->requestsTo("/elsewhere").empty());
    }

    void pageWithAnErrorKeepsItsStatus()
    {
        signIn();
        FakeAnswer page = jsonAnswer(502, "<html>Bad gateway");
        page.contentType = "text/html";
        m_server->enqueue(page);
        QCOMPARE(send(Kind::Push).status, 502);
    }

    void jsonThatCallsItselfAPageCounts()
    {
        signIn();
        FakeAnswer sloppy = jsonAnswer(200, R"( {"success":true})");
        sloppy.contentType = "text/html";
        m_server->enqueue(sloppy);
        QCOMPARE(send(Kind::Push).status, 200);
    }

    // No network's sign-in page names the protocol.
    void whatNamesTheProtocolIsTheServers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("failure");
        const auto row = [](const char *name, const QByteArray &head, ErrorCode failure) {
            QTest::newRow(name) << "HTTP/1.1 " + head + "\r\n\r\n" << int(failure);
        };
        const QByteArray ours = "\r\nX-Sync-Protocol: 2";
        row("announced too large", "200 OK\r\nContent-Length: 99999999999" + ours, ErrorCode::ServerWrong);
        row("no length", "200 OK\r\nContent-Length: -1" + ours, ErrorCode::ServerWrong);
        row("not what it says", "200 OK\r\nContent-Encoding: br\r\nContent-Length: 0" + ours,
            ErrorCode::ServerWrong);
        row("redirect", "302 Found\r\nLocation: /x\r\nContent-Length: 0" + ours, ErrorCode::ServerWrong);
        row("redirect of a network", "302 Found\r\nLocation: https://login.example/\r\nContent-Length: 0",
            ErrorCode::NotOurs);
        row("redirect to https", "301 Moved\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0",
            ErrorCode::NeedsTls);
    }
    void whatNamesTheProtocolIsTheServers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, failure);
        signIn();
        m_server->enqueue(answerBy(Way::Raw, answer));
        const SyncReply reply = send(Kind::Pull);
        QCOMPARE(reply.status, 0);
        QCOMPARE(int(reply.failure), failure);
    }

    void aRedirectOfAServerWithACertificate()
    {
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.addCaCertificate(QSslCertificate(fileContent(QStringLiteral("localhost.crt"))));
        QSslConfiguration::setDefaultConfiguration(trusting);
        useServer(tlsServer());
        m_server->enqueue(answerBy(
            Way::Raw, "HTTP/1.1 302 Found\r\nLocation: https://other.example/\r\nContent-Length: 0\r\n\r\n"));
        const SyncReply reply = send(Kind::Health);
        QSslConfiguration::setDefaultConfiguration(before);
        QCOMPARE(reply.failure, ErrorCode::ServerRedirects);
    }

    void endlessAnswerIsRefusedWithinLimits()
    {
        signIn();
        FakeAnswer endless = answerBy(Way::Endless);
        endless.endlessBytes = qint64(1) << 30;
        m_server->enqueue(endless);
        const qint64 before = peakMemory();
        const SyncReply reply = send(Kind::Pull);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::NotOurs);
        QVERIFY(m_server->endlessBytesSent() >= qint64(tuning::kMaxAnswerBytes));
        // What is on the way when the client gives up depends on how busy the computer is.
        QVERIFY2(m_server->endlessBytesSent() < endless.endlessBytes / 4,
            qPrintable(QString::number(m_server->endlessBytesSent())));
        QVERIFY2(
            peakMemory() - before < qint64(128) * 1024, qPrintable(QString::number(peakMemory() - before)));
        QTRY_COMPARE(m_server->openConnections(), 0);
    }

    void largeAnswerWithinLimitsIsRead()
    {
        signIn();
        const QByteArray body = "[\"" + QByteArray(8 << 20, 'x') + "\"]";
        m_server->enqueue(jsonAnswer(200, body));
        QCOMPARE(send(Kind::Pull).body, body.toStdString());
    }

    void noAnswerInTimeIsATimeout()
    {
        signIn();
        m_client->setTimeout(150);
        m_server->enqueue(answerBy(Way::Never));
        QElapsedTimer timer;
        timer.start();
        const SyncReply reply = send(Kind::Push);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::Timeout);
        QVERIFY(timer.elapsed() >= 140 && timer.elapsed() < 2000);
        QTRY_COMPARE(m_server->openConnections(), 0);
    }

    void trickleIsATimeout()
    {
        signIn();
        m_client->setTimeout(200);
        m_server->enqueue(answerBy(Way::Trickle));
        QCOMPARE(send(Kind::Pull).failure, ErrorCode::Timeout);
    }

    void slowAnswerIsNoTimeout()
    {
        signIn();
        m_client->setTimeout(250);
        FakeAnswer slow = answerBy(Way::Slow, "[\"" + QByteArray(20'000, 'x') + "\"]");
        m_server->enqueue(slow);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(send(Kind::Pull).body, slow.body.toStdString());
        QVERIFY(timer.elapsed() > 500);
    }

    // After sleep, or when the network or the proxy changes, at any moment of a request: of one that asks for the
    // token, too. Qt alone would never end it.
    void whatIsInProgressWhenConnectionsAreDroppedBeginsAgain_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addRow("the batch") << QByteArray("/sync/batch");
        QTest::addRow("the token") << QByteArray("/refresh");
    }
    void whatIsInProgressWhenConnectionsAreDroppedBeginsAgain()
    {
        QFETCH(const QByteArray, path);
        bool held = false;
        m_server->setHandler([this, &path, &held](const FakeRequest &request) {
            FakeAnswer answer
                = request.target.endsWith("/refresh") ? refreshAnswer() : jsonAnswer(200, "{\"ok\":true}");
            if (request.target.endsWith(path) && !std::exchange(held, true)) {
                answer.way = Way::Hold;
                QTimer::singleShot(0, m_client.get(), [this] { m_network->dropConnections(); });
            }
            return answer;
        });
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(send(Kind::Push).status, 200);
        QCOMPARE(m_server->requestsTo(path).size(), std::size_t(2));
        QVERIFY(held);
    }

    // What we have sent may be in transit for as long as a slow line explains.
    void largeRequestHasItsTime()
    {
        signIn();
        m_client->setTimeout(150);
        SyncRequest request = make(Kind::Push);
        request.body = std::string(4 * tuning::kSlowestLine, 'x');
        FakeAnswer held = jsonAnswer(200, "{\"ok\":true}");
        held.way = Way::Hold;
        m_server->enqueue(held);
        QTimer::singleShot(600, m_server.get(), [this] {
            QCOMPARE(m_client->silentFor(), 0);
            m_server->release();
        });
        QCOMPARE(send(request).status, 200);
    }

    // Once, not as often as Qt would on its own: it may be large.
    void bodyThatIsCutOffIsNotSentAgain()
    {
        signIn();
        SyncRequest request = make(Kind::Push);
        request.body = std::string(2'000'000, 'x');
        const qint64 before = m_server->received();
        m_server->cutRequestsAt(1'000'000);
        const SyncReply reply = send(request);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::Offline);
        QVERIFY(reply.bytesSent >= 900'000 && reply.bytesSent <= 2'000'000);
        const qint64 received = m_server->received() - before;
        QVERIFY2(received < 4'000'000, qPrintable(QString::number(received)));
    }

    void compressesWhereTheServerTakesIt_data()
    {
        QTest::addColumn<int>("encoding");
        QTest::addColumn<int>("size");
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("zstd") << int(ContentEncoding::Zstd) << 50'000 << QByteArray("zstd");
        QTest::newRow("gzip") << int(ContentEncoding::Gzip) << 50'000 << QByteArray("gzip");
        QTest::newRow("small") << int(ContentEncoding::Zstd) << 1000 << QByteArray();
        QTest::newRow("not asked") << int(ContentEncoding::Identity) << 50'000 << QByteArray();
        // It would look like a decompression bomb.
        QTest::newRow("dense") << int(ContentEncoding::Zstd) << 3'000'000 << QByteArray();
    }
    void compressesWhereTheServerTakesIt()
    {
        QFETCH(int, encoding);
        QFETCH(int, size);
        SyncRequest request = make(Kind::Push);
        request.body = std::string(std::size_t(size), 'x');
        request.encoding = ContentEncoding(encoding);
        const SyncReply reply = send(request);
        QCOMPARE(reply.status, 200);
        const FakeRequest sent = m_server->requestsTo("/sync/batch").back();
        QTEST(sent.headers["content-encoding"], "sent");
        QCOMPARE(qsizetype(reply.bytesSent), sent.body.size());
        const auto used = contentEncodingNamed(sent.headers["content-encoding"].toStdString());
        QVERIFY(*decompressed(sent.body.toStdString(), *used, 4u << 20) == request.body);
    }

    void pagesMayComeCompressed()
    {
        signIn();
        const std::string page = "[\"" + std::string(100'000, 'x') + "\"]";
        const auto packed = [&page](ContentEncoding encoding) {
            FakeAnswer answer = jsonAnswer(200, QByteArray::fromStdString(*compressed(page, encoding)));
            answer.headers.emplace_back(
                "Content-Encoding", QByteArray::fromStdString(std::string(contentEncodingName(encoding))));
            return answer;
        };
        SyncRequest request = make(Kind::Pull);
        QCOMPARE(send(request).status, 200);
        QCOMPARE(m_server->requests().back().headers["accept-encoding"], QByteArray("identity"));
        request.compressedAnswer = true;
        for (const auto encoding : {ContentEncoding::Zstd, ContentEncoding::Gzip}) {
            m_server->enqueue(packed(encoding));
            QCOMPARE(send(request).body, page);
            QCOMPARE(m_server->requests().back().headers["accept-encoding"], QByteArray("zstd, gzip"));
        }
    }

    void hostileCompressionIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("encoding");
        const std::string page = "[\"" + std::string(100'000, 'x') + "\"]";
        const auto whole = QByteArray::fromStdString(*compressed(page, ContentEncoding::Zstd));
        std::string bomb;
        for (int i = 0; i < 100; ++i)
            bomb += *compressed(std::string(1u << 20, ' '), ContentEncoding::Zstd);
        QTest::newRow("bomb") << QByteArray::fromStdString(bomb) << QByteArray("zstd");
        QTest::newRow("cut off") << whole.left(whole.size() - 3) << QByteArray("zstd");
        QTest::newRow("nonsense") << QByteArray(5000, 'n') << QByteArray("zstd");
        QTest::newRow("another") << whole << QByteArray("gzip");
        QTest::newRow("unknown") << whole << QByteArray("br");
    }
    void hostileCompressionIsNoAnswer()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, encoding);
        signIn();
        SyncRequest request = make(Kind::Pull);
        request.compressedAnswer = true;
        FakeAnswer answer = jsonAnswer(200, body);
        answer.headers.emplace_back("Content-Encoding", encoding);
        m_server->enqueue(answer);
        const qint64 before = peakMemory();
        const SyncReply reply = send(request);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::NotOurs);
        QVERIFY(peakMemory() - before < 80'000);
    }

    void cancelEndsTheRequest()
    {
        signIn();
        m_server->enqueue(answerBy(Way::Never));
        const SyncReply reply = await<SyncReply>([&](auto done) {
            m_client->send(make(Kind::Push), done);
            QTimer::singleShot(50, m_client.get(), [this] { m_client->cancel(); });
        });
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::Cancelled);
        QTRY_COMPARE(m_server->openConnections(), 0);
        QCOMPARE(send(Kind::Push).status, 200); // and the next one works
    }

    void cancelAtOnceAndTwice()
    {
        const SyncReply reply = await<SyncReply>([&](auto done) {
            m_client->send(make(Kind::Push), done);
            m_client->cancel();
            m_client->cancel();
        });
        QCOMPARE(reply.failure, ErrorCode::Cancelled);
        m_client->cancel(); // with nothing to cancel
        QCOMPARE(send(Kind::Push).status, 200);
        QCOMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(1));
    }

    void cancelWhileTheTokenIsRefreshed()
    {
        FakeAnswer held = refreshAnswer();
        held.way = Way::Hold;
        m_server->enqueue(held);
        const SyncReply reply = await<SyncReply>([&](auto done) {
            m_client->send(make(Kind::Push), done);
            QTimer::singleShot(50, m_client.get(), [this] { m_client->cancel(); });
        });
        QCOMPARE(reply.failure, ErrorCode::Cancelled);
        m_server->release();
        QCOMPARE(send(Kind::Push).status, 200);
        QCOMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(1));
    }

    void destroyedWhileWaiting()
    {
        signIn();
        m_server->enqueue(answerBy(Way::Never));
        bool called = false;
        m_client->send(make(Kind::Push), [&called](const SyncReply &) { called = true; });
        QTRY_COMPARE(m_server->requestsTo("/sync/batch").size(), std::size_t(2));
        m_client.reset();
        QTRY_COMPARE(m_server->openConnections(), 0);
        QVERIFY(!called);
    }

    void connectionThatJustClosedIsNoError()
    {
        for (int i = 0; i < 10; ++i) {
            m_server->enqueue(answerBy(Way::ThenClose));
            QCOMPARE(send(Kind::Health).status, 200);
            QCOMPARE(send(Kind::Health).status, 200);
        }
    }

    void connectionThatClosesOnARequestIsTriedAgain()
    {
        signIn();
        m_server->enqueue(answerBy(Way::CloseUnanswered));
        QCOMPARE(send(Kind::Push).status, 200);
    }

    void deadServerIsAskedAFewTimesOnly()
    {
        signIn();
        m_server->setHandler([](const FakeRequest &) { return answerBy(Way::CloseUnanswered); });
        QCOMPARE(send(Kind::Push).failure, ErrorCode::Offline);
        QVERIFY(m_server->requestsTo("/sync/batch").size() <= 8);
    }

    void refusedConnectionIsOffline()
    {
        signIn();
        const SyncRequest request = make(Kind::Push);
        m_server->close();
        m_server->closeConnections();
        const SyncReply reply = send(request);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::Offline);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("wait"); // -1 = none
        QTest::newRow("seconds") << QByteArray("120") << qint64(120'000);
        QTest::newRow("now") << QByteArray("0") << qint64(0);
        QTest::newRow("negative") << QByteArray("-5") << qint64(0);
        QTest::newRow("a day") << QByteArray("86400") << qint64(tuning::kMaxRetryAfter);
        QTest::newRow("for ever") << QByteArray("99999999999999999999999") << qint64(tuning::kMaxRetryAfter);
        QTest::newRow("date") << QByteArray("Sat, 22 Nov 2025 07:04:20 GMT") << qint64(60'000);
        QTest::newRow("date gone by") << QByteArray("Fri, 21 Nov 2025 07:04:20 GMT") << qint64(0);
        QTest::newRow("date far away")
            << QByteArray("Sun, 22 Nov 2048 07:04:20 GMT") << qint64(tuning::kMaxRetryAfter);
        QTest::newRow("words") << QByteArray("soon") << qint64(-1);
        QTest::newRow("half a number") << QByteArray("12 apples") << qint64(-1);
        QTest::newRow("empty") << QByteArray("") << qint64(-1);
    }
    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, wait);
        signIn();
        FakeAnswer busy = jsonAnswer(503, "{}");
        busy.headers.emplace_back("Retry-After", value);
        busy.headers.emplace_back("Date", "Sat, 22 Nov 2025 07:03:20 GMT");
        m_clock.advance(-3'600'000); // our clock is wrong; the server's own counts
        m_server->enqueue(busy);
        const SyncReply reply = send(Kind::Push);
        m_clock.advance(3'600'000);
        QCOMPARE(reply.status, 503);
        QCOMPARE(reply.retryAfter, wait < 0 ? std::nullopt : std::optional<Millis>(wait));
    }

    void retryAfterByOurClockWhereTheServerTellsNone()
    {
        QCOMPARE(parseRetryAfter("Sat, 22 Nov 2025 07:04:20 GMT", "", 1'763'795'000'000),
            std::optional<Millis>(60'000));
    }

    void plainHttpElsewhereIsRefused()
    {
        SyncRequest request = make(Kind::Push);
        request.server = "http://192.0.2.1:9";
        QCOMPARE(send(request).failure, ErrorCode::InsecureUrl);
        request.kind = Kind::Health;
        QCOMPARE(send(request).failure, ErrorCode::InsecureUrl);
        m_client->setPlainHttp(PlainHttp::AnyHost);
        m_client->setTimeout(50);
        QVERIFY(send(request).failure != ErrorCode::InsecureUrl);
    }

    void selfSignedCertificateIsRefused()
    {
        useServer(tlsServer());
        const SyncReply reply = send(Kind::Health);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::CertificateUnknown);
        m_client->setPlainHttp(PlainHttp::AnyHost); // is about plain http, not about this
        QCOMPARE(send(Kind::Health).failure, ErrorCode::CertificateUnknown);
        QVERIFY(m_server->requests().empty());
    }

    void trustedCertificateIsAccepted()
    {
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.addCaCertificate(QSslCertificate(fileContent(QStringLiteral("localhost.crt"))));
        QSslConfiguration::setDefaultConfiguration(trusting);
        useServer(tlsServer());
        const SyncReply reply = send(Kind::Push);
        QSslConfiguration::setDefaultConfiguration(before);
        QCOMPARE(reply.status, 200);
    }

    void certificatesAreRefusedByCause_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<int>("fault");
        const auto row
            = [](const char *name, const char *file, bool trusted, const QByteArray &date, ErrorCode fault) {
                  QTest::newRow(name) << QString::fromLatin1(file) << trusted << date << int(fault);
              };
        const QByteArray then = "Sat, 01 Jul 2000 12:00:00 GMT";
        const QByteArray today = QLocale::c()
                                     .toString(QDateTime::currentDateTimeUtc(),
                                         QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
                                     .toLatin1();
        row("good", "signed.crt", true, {}, ErrorCode::Unknown);
        row("unknown authority", "signed.crt", false, {}, ErrorCode::CertificateUnknown);
        row("self-signed", "localhost.crt", false, {}, ErrorCode::CertificateUnknown);
        row("another name", "othername.crt", true, {}, ErrorCode::CertificateName);
        row("expired", "expired.crt", true, {}, ErrorCode::CertificateExpired);
        row("expired, as the server knows", "expired.crt", true, today, ErrorCode::CertificateExpired);
        row("expired by our clock, which is wrong", "expired.crt", true, then, ErrorCode::ClockWrong);
        row("expired, authority unknown", "expired.crt", false, then, ErrorCode::CertificateUnknown);
        row("not yet valid", "notyet.crt", true, {}, ErrorCode::CertificateNotYetValid);
        row("not yet valid by our clock, which is wrong", "notyet.crt", true, "Mon, 03 Jul 2090 12:00:00 GMT",
            ErrorCode::ClockWrong);
    }
    void certificatesAreRefusedByCause()
    {
        QFETCH(QString, certificate);
        QFETCH(bool, isTrusted);
        QFETCH(QByteArray, date);
        QFETCH(int, fault);
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        if (isTrusted)
            trusting.addCaCertificate(QSslCertificate(fileContent(QStringLiteral("ca.crt"))));
        QSslConfiguration::setDefaultConfiguration(trusting);
        useServer(tlsServer(certificate));
        m_server->setHandler([date](const FakeRequest &request) {
            FakeAnswer answer = jsonAnswer(
                200, request.method == "HEAD" ? "" : R"({"ok":true,"accessToken":"a","refreshToken":"r"})");
            if (!date.isEmpty())
                answer.headers.emplace_back("Date", date);
            return answer;
        });
        const SyncReply reply = send(Kind::Push);
        QSslConfiguration::setDefaultConfiguration(before);
        if (fault == int(ErrorCode::Unknown))
            QCOMPARE(reply.status, 200);
        if (fault == int(ErrorCode::Unknown))
            return;
        QCOMPARE(reply.status, 0);
        QCOMPARE(int(reply.failure), fault);
        // The request for the time contains nothing about the user.
        for (const FakeRequest &request : m_server->requests()) {
            QCOMPARE(request.method, QByteArray("HEAD"));
            QCOMPARE(request.target, QByteArray("/"));
            QVERIFY(!request.headers.contains("authorization") && !request.headers.contains("x-device-id"));
        }
    }

    void plainHttpToATlsPort_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("ours") << QByteArray(
            R"({"code":"needs_tls","message":"this port speaks TLS: use https"})")
                              << true;
        QTest::newRow("nginx") << QByteArray(
            "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title>")
                               << true;
        QTest::newRow("Go") << QByteArray("Client sent an HTTP request to an HTTPS server.\n") << true;
        QTest::newRow("another refusal") << QByteArray(R"({"code":"malformed","message":"no"})") << false;
    }
    void plainHttpToATlsPort()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, isTold);
        m_server->enqueue(jsonAnswer(400, body));
        const SyncReply reply = send(Kind::Health);
        QCOMPARE(reply.status, isTold ? 0 : 400);
        if (isTold)
            QCOMPARE(reply.failure, ErrorCode::NeedsTls);
    }

    void tlsToAServerWithoutIt()
    {
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            QTcpSocket *socket = plain.nextPendingConnection();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        SyncRequest request = make(Kind::Health);
        request.server = "https://127.0.0.1:" + std::to_string(plain.serverPort());
        const SyncReply reply = send(request);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.failure, ErrorCode::Tls);
    }

private:
    static std::unique_ptr<FakeHttpServer> tlsServer(
        const QString &certificate = QStringLiteral("localhost.crt"))
    {
        auto server = std::make_unique<FakeHttpServer>();
        server->useTls(QSslCertificate(fileContent(certificate)),
            QSslKey(fileContent(QStringLiteral("localhost.key")), QSsl::Ec));
        return server;
    }

    /// A new server that refreshes tokens and answers everything else with success, and a client for it.
    void useServer(std::unique_ptr<FakeHttpServer> server)
    {
        m_client.reset();
        m_auth.reset();
        m_server = std::move(server);
        m_server->setHandler([this](const FakeRequest &request) {
            return request.target.endsWith("/refresh") ? refreshAnswer() : jsonAnswer(200, "{\"ok\":true}");
        });
        m_key = m_server->url().toString().toStdString() + "|acme";
        QVERIFY((await<Result<void>>([&](auto done) { m_tokens->write(m_key, "refresh-1", done); })));
        m_auth = std::make_unique<AuthManager>(*m_network, *m_tokens, m_clock);
        m_client = std::make_unique<TeamsClient>(*m_network, *m_auth, m_clock);
        m_client->setTimeout(10'000);
    }
    FakeAnswer refreshAnswer()
    {
        const QByteArray number = QByteArray::number(++m_refreshes);
        return jsonAnswer(
            200, R"({"accessToken":"access-)" + number + R"(","refreshToken":"refresh-)" + number + R"("})");
    }
    /// One successful request, so that the next needs no refresh.
    void signIn() { QCOMPARE(send(Kind::Push).status, 200); }

    SyncRequest make(Kind kind) const
    {
        SyncRequest request;
        request.kind = kind;
        request.server = m_server->url().toString().toStdString();
        request.orgSlug = "acme";
        request.teamId = "team-1";
        request.deviceId = "device-1";
        request.body = "{\"batch\":1}";
        return request;
    }
    SyncReply send(const SyncRequest &request)
    {
        return await<SyncReply>([&](auto done) { m_client->send(request, done); });
    }
    SyncReply send(Kind kind) { return send(make(kind)); }

    FakeClock m_clock;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<TokenStore> m_tokens;
    std::unique_ptr<HttpNetwork> m_network;
    std::unique_ptr<AuthManager> m_auth;
    std::unique_ptr<TeamsClient> m_client;
    std::string m_key;
    int m_refreshes = 0;
};

QTEST_GUILESS_MAIN(TstTeamsClient)
#include "tst_teamsclient.moc"
