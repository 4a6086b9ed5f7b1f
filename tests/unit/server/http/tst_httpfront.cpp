// Real sockets on loopback, with shortened limits.
#include "server/http/httpfront.h"

#include "support/fakeclock.h"
#include "support/rawpeer.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <malloc.h>
#include <mutex>
#include <thread>

using namespace mimir;
using namespace mimir::server;
using mimir::test::RawPeer;

namespace {

HttpLimits shortLimits()
{
    HttpLimits limits;
    limits.headerBytes = 2048;
    limits.bodyBytes = 10'000;
    limits.connections = 4;
    limits.header = limits.body = limits.idle = std::chrono::milliseconds(150);
    limits.write = limits.silence = std::chrono::milliseconds(1000);
    return limits;
}

struct Server {
    explicit Server(Handler handler, HttpConfig config = {.limits = shortLimits()})
        : front(std::move(handler), std::move(config))
    {
        port = *front.listen("127.0.0.1", 0);
    }
    HttpFront front;
    std::uint16_t port = 0;
};

// Echoes the request.
void echo(Request request, const std::function<void(Response)> &respond)
{
    respond({200, request.method + " " + request.target + " " + request.body,
        {{"X-Header", std::string(request.header("x-test"))}}});
}

class Peer {
public:
    explicit Peer(std::uint16_t port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(2000);
    }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(2000)) { }
    }
    QByteArray readUntil(const QByteArray &end)
    {
        while (!m_read.contains(end) && m_socket.waitForReadyRead(2000))
            m_read += m_socket.readAll();
        return std::exchange(m_read, QByteArray());
    }
    QByteArray readToEnd()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(2000))
            m_read += m_socket.readAll();
        return m_read + m_socket.readAll();
    }
    bool isClosedBySoon()
    {
        return m_socket.state() != QAbstractSocket::ConnectedState || m_socket.waitForDisconnected(2000);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_read;
};

// Holds every request until told what to answer.
struct PatientHandler {
    void operator()(Request request, std::function<void(Response)> respond)
    {
        const std::lock_guard lock(mutex);
        requests.push_back({std::move(request), std::move(respond)});
    }
    struct HeldRequest {
        Request request;
        std::function<void(Response)> respond;
    };
    std::size_t size()
    {
        const std::lock_guard lock(mutex);
        return requests.size();
    }
    Handler handler()
    {
        return [this](Request request, std::function<void(Response)> respond) {
            (*this)(std::move(request), std::move(respond));
        };
    }
    std::mutex mutex;
    std::vector<HeldRequest> requests;
};

HttpConfig patient(std::vector<Network> trusted = {})
{
    HttpConfig config;
    config.trustedProxies = std::move(trusted);
    config.instance = "test";
    return config;
}

std::string headerOf(const std::string &answer, const std::string &name)
{
    const auto at = answer.find("\r\n" + name + ": ");
    if (at == answer.npos)
        return {};
    const auto from = at + name.size() + 4;
    return answer.substr(from, answer.find("\r\n", from) - from);
}

std::string exchanged(std::uint16_t port, const std::string &request)
{
    RawPeer peer(port);
    peer.send(request);
    return peer.readUntil("\r\n\r\n");
}

const QByteArray kGet = "GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Test: yes\r\n\r\n";

} // namespace

class TstHttpFront : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void limitsAreThoseOfTheContract();
    void answersAndKeepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void closesWhenAsked();
    void refusals_data();
    void refusals();
    void answersOversizedBodyThatIsStillSending();
    void expectContinue();
    void slowHeaderIsCutOff();
    void slowBodyIsCutOff();
    void idleConnectionIsClosed();
    void tooManyConnectionsAreClosed();
    void answersFromAnotherThread();
    void peerThatLeavesDoesNoHarm();
    void stopLetsRequestsFinish();
    void stopDoesNotWaitForever();
    void listenErrors();
    void loopbackAddresses();
    void everyAnswerHasARequestId_data();
    void everyAnswerHasARequestId();
    void requestIdsComeFromTrustedProxiesOnly();
    void peersBehindProxies_data();
    void peersBehindProxies();
    void answersHaveTheirHeaders();
    void handlersCannotSplitAnswers();
    void headHasNoBody();
    void optionsAndOriginsFindNothing();
    void absoluteTargetsArePaths();
    void trailersAddNothing();
    void leavingPeerIsSeen_data();
    void leavingPeerIsSeen();
    void pipeliningPeerHasNotLeft();
    void leavingPeerBehindPipelinedBytesIsSeen();
    void droppedAnswerIs500();
    void throwingHandlerIs500();
    void connectionsPerPeerAreBounded();
    void heldBodiesAreBounded();
    void slowButSteadyBodyIsTaken();
    void slowButSteadyAnswerIsGiven();
    void peerThatReadsNothingIsCutOff();
    void bodyThatPausesIsCutOff();
    void bodyThatTricklesIsCutOff();
    void blankLinesAreFew();
    void answersInFlightAreBounded();
    void drainingClosesGently();
    void tellsWhatHappened();
    void waitingRequestIsSmall();
};

// All other tests shorten them.
void TstHttpFront::limitsAreThoseOfTheContract()
{
    using namespace std::chrono_literals;
    const HttpLimits limits;
    QCOMPARE(limits.headerBytes, std::size_t(16) << 10);
    QCOMPARE(limits.bodyBytes, std::size_t(12) << 20);
    QVERIFY(limits.header == 10s);
    QVERIFY(limits.silence == 60s);
    QVERIFY(limits.body == 60s);
    QVERIFY(limits.write == 60s);
    QVERIFY(limits.bytesPerSecond * 4 <= 16'000); // the slowest line that must work, with a margin
    QVERIFY(limits.idle == 60s);
    QVERIFY(limits.connectionsPerPeer < limits.connections);
    QVERIFY(limits.heldBytesPerPeer < limits.heldBytes);
}

void TstHttpFront::answersAndKeepsTheConnection()
{
    Server server(echo);
    Peer peer(server.port);
    for (int i = 0; i < 3; ++i) {
        peer.send(kGet);
        const QByteArray answer = peer.readUntil("GET /a?b=c ");
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(answer.contains("X-Header: yes\r\n"));
    }
    peer.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    QVERIFY(peer.readUntil("POST /p hello").contains("200 OK"));
    peer.send(
        "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    QVERIFY(peer.readUntil("POST /p abcde").contains("200 OK"));
}

void TstHttpFront::answersPipelinedRequestsInOrder()
{
    Server server(echo);
    Peer peer(server.port);
    peer.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray both = peer.readUntil("GET /2 ");
    QVERIFY(both.indexOf("GET /1 ") < both.indexOf("GET /2 "));
}

void TstHttpFront::closesWhenAsked()
{
    Server server(echo);
    for (const char *head :
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
        Peer peer(server.port);
        peer.send(head);
        QVERIFY(peer.readToEnd().contains("200 OK"));
        QVERIFY(peer.isClosedBySoon());
    }
}

void TstHttpFront::refusals_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15) << 400;
    QTest::newRow("large header") << "GET / HTTP/1.1\r\nX: " + QByteArray(5000, 'x') + "\r\n\r\n" << 431;
    QTest::newRow("endless header") << "GET / HTTP/1.1\r\nX: " + QByteArray(100'000, 'x') << 431;
    QTest::newRow("declared body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
                                   << 413;
    QTest::newRow("chunked body")
        << "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4e20\r\n"
            + QByteArray(20'000, 'x') + "\r\n0\r\n\r\n"
        << 413;
    QTest::newRow("length and chunks") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                       << 400;
    QTest::newRow("two lengths") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")
                                 << 400;
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")
                                     << 400;
    QTest::newRow("length beyond 64 bits")
        << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551616\r\n\r\n") << 400;
    QTest::newRow("space in a name") << QByteArray("GET / HTTP/1.1\r\nX Y: 1\r\n\r\n") << 400;
}

void TstHttpFront::refusals()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    Server server([](Request, const std::function<void(Response)> &respond) {
        respond({200, "reached", {}});
    });
    Peer peer(server.port);
    peer.send(request);
    const QByteArray answer = peer.readToEnd();
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
    QVERIFY(!answer.contains("reached"));
    QVERIFY(peer.isClosedBySoon());
}

void TstHttpFront::answersOversizedBodyThatIsStillSending()
{
    Server server(echo);
    Peer peer(server.port);
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, 'x'));
    QVERIFY(peer.readToEnd().startsWith("HTTP/1.1 413"));
}

void TstHttpFront::expectContinue()
{
    Server server(echo);
    Peer peer(server.port);
    peer.send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(peer.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    peer.send("ok");
    QVERIFY(peer.readUntil("POST /p ok").startsWith("HTTP/1.1 200"));
    peer.send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20000\r\n\r\n");
    QVERIFY(peer.readToEnd().startsWith("HTTP/1.1 413"));
}

void TstHttpFront::slowHeaderIsCutOff()
{
    Server server(echo);
    Peer peer(server.port);
    QElapsedTimer timer;
    timer.start();
    peer.send("GET / HTTP/1.1\r\n");
    QVERIFY(peer.readToEnd().startsWith("HTTP/1.1 408"));
    QVERIFY(timer.elapsed() < 1500);
}

void TstHttpFront::slowBodyIsCutOff()
{
    Server server(echo);
    Peer peer(server.port);
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    QVERIFY(peer.readToEnd().startsWith("HTTP/1.1 408"));
}

void TstHttpFront::idleConnectionIsClosed()
{
    Server server(echo);
    Peer silent(server.port);
    QCOMPARE(silent.readToEnd(), QByteArray());
    QVERIFY(silent.isClosedBySoon());
    Peer once(server.port);
    once.send(kGet);
    QVERIFY(once.readToEnd().contains("200 OK"));
    QVERIFY(once.isClosedBySoon());
}

void TstHttpFront::tooManyConnectionsAreClosed()
{
    Server server(echo);
    std::vector<std::unique_ptr<Peer>> peers;
    peers.reserve(4);
    for (int i = 0; i < 4; ++i) {
        peers.push_back(std::make_unique<Peer>(server.port));
        peers.back()->send("GET /");
    }
    Peer fifth(server.port);
    QVERIFY(fifth.isClosedBySoon());
    peers.clear();
    QTRY_VERIFY([&] {
        Peer again(server.port);
        again.send(kGet);
        return again.readUntil("GET /a").contains("200 OK");
    }());
}

void TstHttpFront::answersFromAnotherThread()
{
    std::thread worker;
    Server server([&worker](Request, std::function<void(Response)> respond) {
        worker = std::thread([respond] { respond({202, "later", {}}); });
    });
    Peer peer(server.port);
    peer.send(kGet);
    QVERIFY(peer.readUntil("later").startsWith("HTTP/1.1 202"));
    worker.join();
}

void TstHttpFront::peerThatLeavesDoesNoHarm()
{
    std::function<void(Response)> late;
    std::atomic<int> asked = 0;
    Server server([&](Request request, std::function<void(Response)> respond) {
        if (request.target == "/late")
            late = std::move(respond);
        else
            respond({200, "ok", {}});
        ++asked;
    });
    {
        Peer leaving(server.port);
        leaving.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(asked.load(), 1);
    }
    late({200, std::string(100'000, 'x'), {}});
    Peer peer(server.port);
    peer.send(kGet);
    QVERIFY(peer.readUntil("ok").contains("200 OK"));
}

void TstHttpFront::stopLetsRequestsFinish()
{
    std::function<void(Response)> late;
    std::atomic<bool> asked = false;
    Server server([&](Request, std::function<void(Response)> respond) {
        late = std::move(respond);
        asked = true;
    });
    Peer busy(server.port);
    Peer idle(server.port);
    busy.send(kGet);
    QTRY_VERIFY(asked.load());
    std::thread stopper([&server] { server.front.stop(std::chrono::seconds(5)); });
    QVERIFY(idle.isClosedBySoon());
    late({200, "finished", {}});
    const QByteArray answer = busy.readToEnd();
    stopper.join();
    QVERIFY(answer.contains("finished") && answer.contains("Connection: close"));
}

void TstHttpFront::stopDoesNotWaitForever()
{
    std::atomic<bool> asked = false;
    std::function<void(Response)> never;
    Server server([&](Request, std::function<void(Response)> respond) {
        never = std::move(respond);
        asked = true;
    });
    Peer busy(server.port);
    busy.send(kGet);
    QTRY_VERIFY(asked.load());
    QElapsedTimer timer;
    timer.start();
    server.front.stop(std::chrono::milliseconds(100));
    QVERIFY(timer.elapsed() < 1500);
    QVERIFY(busy.isClosedBySoon());
}

void TstHttpFront::listenErrors()
{
    Server server(echo);
    HttpFront second(echo);
    QCOMPARE(second.listen("127.0.0.1", server.port).error().code, ErrorCode::Exists);
    HttpFront third(echo);
    QCOMPARE(third.listen("localhost", 0).error().code, ErrorCode::Usage);
}

void TstHttpFront::loopbackAddresses()
{
    QVERIFY(isLoopback("127.0.0.1") && isLoopback("127.1.2.3") && isLoopback("::1"));
    QVERIFY(
        !isLoopback("0.0.0.0") && !isLoopback("::") && !isLoopback("10.0.0.1") && !isLoopback("localhost"));
}

void TstHttpFront::everyAnswerHasARequestId_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("good") << kGet << 200;
    QTest::newRow("malformed") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("late") << QByteArray("GET / HT") << 408;
    QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n") << 413;
    QTest::newRow("header") << QByteArray(5000, 'x') << 431;
    QTest::newRow("method") << QByteArray("OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n") << 405;
}

void TstHttpFront::everyAnswerHasARequestId()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    Server server(echo);
    const std::string answer = exchanged(server.port, request.toStdString());
    QVERIFY2(answer.starts_with("HTTP/1.1 " + std::to_string(status)), answer.c_str());
    QCOMPARE(headerOf(answer, "X-Request-ID"), std::string("1"));
}

void TstHttpFront::requestIdsComeFromTrustedProxiesOnly()
{
    const std::string request = "GET / HTTP/1.1\r\nHost: x\r\nX-Request-ID: ";
    const Handler tell = [](Request given, const std::function<void(Response)> &respond) {
        respond({200, given.id, {}});
    };
    Server open(tell, patient());
    QCOMPARE(headerOf(exchanged(open.port, request + "abc\r\n\r\n"), "X-Request-ID"), std::string("test-1"));
    Server behind(tell, patient({*Network::parse("127.0.0.0/8")}));
    QCOMPARE(headerOf(exchanged(behind.port, request + "abc-1.Z_\r\n\r\n"), "X-Request-ID"),
        std::string("abc-1.Z_"));
    for (const std::string insane : {"a b", "a\"b", "<b>", std::string(65, 'a').c_str(), ""})
        QVERIFY(headerOf(exchanged(behind.port, request + insane + "\r\n\r\n"), "X-Request-ID")
                    .starts_with("test-"));
}

void TstHttpFront::peersBehindProxies_data()
{
    QTest::addColumn<QByteArray>("trusted");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray both = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
    QTest::newRow("nobody") << QByteArray() << both << QByteArray("127.0.0.1 plain");
    QTest::newRow("someone else") << QByteArray("10.0.0.0/8") << both << QByteArray("127.0.0.1 plain");
    QTest::newRow("trusted") << QByteArray("127.0.0.1") << both << QByteArray("203.0.113.9 secure");
    QTest::newRow("trusted, plain") << QByteArray(
        "127.0.0.1") << QByteArray("X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: http\r\n")
                                    << QByteArray("203.0.113.9 plain");
    QTest::newRow("forged protocol") << QByteArray("127.0.0.1")
                                     << QByteArray("X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n")
                                     << QByteArray("127.0.0.1 plain");
    QTest::newRow("two headers") << QByteArray("127.0.0.1")
                                 << QByteArray("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.9\r\n")
                                 << QByteArray("203.0.113.9 plain");
}

void TstHttpFront::peersBehindProxies()
{
    QFETCH(QByteArray, trusted);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, expected);
    std::vector<Network> networks;
    if (!trusted.isEmpty())
        networks.push_back(*Network::parse(trusted.toStdString()));
    Server server(
        [](Request request, const std::function<void(Response)> &respond) {
            respond({200, request.peer + (request.secure ? " secure" : " plain"), {}});
        },
        patient(std::move(networks)));
    Peer peer(server.port);
    peer.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
    const QByteArray answer = peer.readToEnd();
    QVERIFY2(answer.endsWith("\r\n\r\n" + expected), answer.constData());
}

void TstHttpFront::answersHaveTheirHeaders()
{
    test::FakeClock clock;
    HttpConfig config = patient();
    config.clock = &clock;
    Server server(
        [](Request request, const std::function<void(Response)> &respond) {
            if (request.target == "/page")
                respond({200, "<p>", {{"content-type", "text/html"}, {"cache-control", "max-age=5"}}});
            else
                respond({200, "{}", {}});
        },
        std::move(config));
    const std::string json = exchanged(server.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(headerOf(json, "Content-Type"), std::string("application/json"));
    QCOMPARE(headerOf(json, "Cache-Control"), std::string("no-store"));
    QCOMPARE(headerOf(json, "X-Content-Type-Options"), std::string("nosniff"));
    QVERIFY(headerOf(json, "Date").ends_with(" GMT"));
    const std::string page = exchanged(server.port, "GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(headerOf(page, "content-type"), std::string("text/html"));
    QCOMPARE(headerOf(page, "Content-Type") + headerOf(page, "Cache-Control"), std::string());
}

void TstHttpFront::handlersCannotSplitAnswers()
{
    Server server([](Request, const std::function<void(Response)> &respond) {
        respond({200, "", {{"X-Name", "a\r\nSet-Cookie: b\r\n\r\n<p>"}}});
    });
    const std::string answer = exchanged(server.port, kGet.toStdString());
    QCOMPARE(headerOf(answer, "X-Name"), std::string("aSet-Cookie: b<p>"));
    QCOMPARE(headerOf(answer, "Set-Cookie"), std::string());
}

void TstHttpFront::headHasNoBody()
{
    Server server([](Request request, const std::function<void(Response)> &respond) {
        respond({request.method == "HEAD" ? 405 : 200, "body", {{"Allow", "GET"}}});
    });
    RawPeer peer(server.port);
    peer.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = peer.readUntil("body");
    QVERIFY(answer.starts_with("HTTP/1.1 405"));
    QCOMPARE(headerOf(answer, "Content-Length"), std::string("4"));
    QCOMPARE(answer.find("\r\n\r\nHTTP/1.1 200"), answer.find("\r\n\r\n"));
}

void TstHttpFront::optionsAndOriginsFindNothing()
{
    Server server(echo);
    for (const char *method : {"OPTIONS", "TRACE", "CONNECT"}) {
        const std::string answer = exchanged(server.port,
            std::string(method)
                + " /api/v1/health HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                  "Access-Control-Request-Method: POST\r\n\r\n");
        QVERIFY(answer.starts_with("HTTP/1.1 405"));
        QVERIFY(!headerOf(answer, "Allow").empty());
        QVERIFY(answer.find("Access-Control") == answer.npos);
    }
    const std::string get
        = exchanged(server.port, "GET / HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n");
    QVERIFY(get.starts_with("HTTP/1.1 200") && get.find("Access-Control") == get.npos);
}

void TstHttpFront::absoluteTargetsArePaths()
{
    Server server(echo);
    Peer peer(server.port);
    peer.send("GET http://x.example/a?b=c HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(peer.readUntil("GET /a?b=c ").contains("200 OK"));
    peer.send("GET HTTPS://x.example HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(peer.readUntil("GET / ").contains("200 OK"));
}

void TstHttpFront::trailersAddNothing()
{
    Server server([](Request request, const std::function<void(Response)> &respond) {
        respond({200, "[" + std::string(request.header("authorization")) + "]", {}});
    });
    Peer peer(server.port);
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              "1\r\nx\r\n0\r\nAuthorization: Bearer stolen\r\n\r\n");
    QVERIFY(peer.readUntil("]").endsWith("[]"));
}

void TstHttpFront::leavingPeerIsSeen_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("closes") << 0;
    QTest::newRow("closes its half") << 1;
    QTest::newRow("resets") << 2;
}

void TstHttpFront::leavingPeerIsSeen()
{
    QFETCH(int, how);
    PatientHandler held;
    std::atomic<int> told = 0;
    HttpConfig config = patient();
    config.answered
        = [&told](const Exchange &exchange) { told = exchange.delivered ? -1 : exchange.response.status; };
    Server server(held.handler(), std::move(config));
    auto peer = std::make_unique<RawPeer>(server.port);
    peer->send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 1u);
    QVERIFY(!*held.requests[0].request.gone);
    if (how == 1)
        peer->finishSending();
    else if (how == 2)
        peer->reset();
    else
        peer.reset();
    QTRY_VERIFY(*held.requests[0].request.gone);
    QTRY_COMPARE(server.front.figures().connections, 0u);
    QTRY_COMPARE(told.load(), 499);
    held.requests[0].respond({200, "no one reads this", {}});
}

void TstHttpFront::pipeliningPeerHasNotLeft()
{
    PatientHandler held;
    Server server(held.handler(), patient());
    RawPeer peer(server.port);
    peer.send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 1u);
    peer.send("GET /second HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::qWait(50);
    QVERIFY(!*held.requests[0].request.gone);
    held.requests[0].respond({200, "one", {}});
    QVERIFY(peer.readUntil("one").find("200 OK") != std::string::npos);
    QTRY_COMPARE(held.size(), 2u);
    QCOMPARE(held.requests[1].request.target, std::string("/second"));
    held.requests[1].respond({200, "two", {}});
    QVERIFY(peer.readUntil("two").find("200 OK") != std::string::npos);
}

void TstHttpFront::leavingPeerBehindPipelinedBytesIsSeen()
{
    PatientHandler held;
    Server server(held.handler(), patient());
    RawPeer peer(server.port);
    peer.send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 1u);
    peer.send("GET /second HTTP/1.1\r\n");
    peer.finishSending();
    QTRY_VERIFY(*held.requests[0].request.gone);
}

void TstHttpFront::droppedAnswerIs500()
{
    Server server([](Request, const std::function<void(Response)> &) {});
    QVERIFY(exchanged(server.port, kGet.toStdString()).starts_with("HTTP/1.1 500"));
}

void TstHttpFront::throwingHandlerIs500()
{
    Server server([](Request, const std::function<void(Response)> &) { throw std::bad_alloc(); });
    QVERIFY(exchanged(server.port, kGet.toStdString()).starts_with("HTTP/1.1 500"));
}

void TstHttpFront::connectionsPerPeerAreBounded()
{
    HttpConfig config = patient({*Network::parse("127.0.0.9")});
    config.limits.connectionsPerPeer = 3;
    Server server(echo, std::move(config));
    std::vector<RawPeer> peers;
    peers.reserve(3);
    for (int i = 0; i < 3; ++i)
        peers.emplace_back(server.port, "127.0.0.5");
    QTRY_COMPARE(server.front.figures().connections, 3u);
    RawPeer fourth(server.port, "127.0.0.5");
    QVERIFY(fourth.isClosedWithin());
    QCOMPARE(server.front.figures().refusedPeer, 1u);
    RawPeer other(server.port, "127.0.0.6");
    other.send(kGet.toStdString());
    QVERIFY(other.readUntil("GET /a").find("200 OK") != std::string::npos);
    std::vector<RawPeer> proxied;
    proxied.reserve(6);
    for (int i = 0; i < 6; ++i)
        proxied.emplace_back(server.port, "127.0.0.9");
    QTRY_COMPARE(server.front.figures().connections, 10u);
    peers.clear();
    QTRY_COMPARE(server.front.figures().connections, 7u);
    RawPeer again(server.port, "127.0.0.5");
    again.send(kGet.toStdString());
    QVERIFY(again.readUntil("GET /a").find("200 OK") != std::string::npos);
}

void TstHttpFront::heldBodiesAreBounded()
{
    PatientHandler held;
    HttpConfig config = patient();
    config.limits.heldBytes = 3'000'000;
    config.limits.heldBytesPerPeer = 1'500'000;
    Server server(held.handler(), std::move(config));
    const std::string post
        = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x');
    std::vector<RawPeer> peers;
    for (const char *from : {"127.0.0.2", "127.0.0.3"}) {
        peers.emplace_back(server.port, from);
        peers.back().send(post);
    }
    QTRY_COMPARE(held.size(), 2u);
    const auto attempt = [&](const char *from) {
        RawPeer peer(server.port, from);
        peer.send(post);
        return peer.readUntil("\r\n\r\n", std::chrono::milliseconds(500));
    };
    const std::string refused = attempt("127.0.0.2"); // has 2 already
    QVERIFY2(refused.starts_with("HTTP/1.1 503"), refused.c_str());
    QCOMPARE(headerOf(refused, "Retry-After"), std::string("1"));
    peers.emplace_back(server.port, "127.0.0.4");
    peers.back().send(post);
    QTRY_COMPARE(held.size(), 3u);
    QVERIFY(attempt("127.0.0.5").starts_with("HTTP/1.1 503")); // 4 in total
    for (auto &request : held.requests)
        request.respond({200, "done", {}});
    for (RawPeer &peer : peers)
        QVERIFY(peer.readUntil("done").find("200 OK") != std::string::npos);
    QVERIFY(attempt("127.0.0.2").empty()); // the handler has it
    QTRY_COMPARE(held.size(), 4u);
}

void TstHttpFront::slowButSteadyBodyIsTaken()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.body = std::chrono::milliseconds(200);
    config.limits.bytesPerSecond = 1000;
    Server server(echo, std::move(config));
    RawPeer peer(server.port);
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6000\r\n\r\n");
    for (int i = 0; i < 6; ++i) {
        peer.send(std::string(1000, 'x'));
        QTest::qWait(70);
    }
    QVERIFY(peer.readUntil("xxx").starts_with("HTTP/1.1 200"));
}

namespace {

// Reads what the server sends at its own pace.
std::size_t readSlowly(RawPeer &peer, std::size_t step, std::chrono::milliseconds pause)
{
    std::size_t all = 0;
    while (const std::size_t came = peer.readAtMost(step)) {
        all += came;
        std::this_thread::sleep_for(pause);
    }
    return all;
}

} // namespace

// Longer than `write` and `silence` together: what the peer reads earns it time.
void TstHttpFront::slowButSteadyAnswerIsGiven()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.write = std::chrono::milliseconds(300);
    config.limits.silence = std::chrono::milliseconds(300);
    config.limits.bytesPerSecond = 200'000;
    const std::string page(2'000'000, 'p');
    Server server([&page](const Request &, const auto &respond) { respond({200, page, {}}); }, config);
    RawPeer peer(server.port, "127.0.0.1", 64 << 10);
    peer.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QVERIFY(readSlowly(peer, 64 << 10, std::chrono::milliseconds(40)) > page.size());
}

void TstHttpFront::peerThatReadsNothingIsCutOff()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.write = std::chrono::milliseconds(5000);
    config.limits.silence = std::chrono::milliseconds(200);
    std::atomic<int> cutOff = 0;
    config.answered = [&cutOff](const Exchange &exchange) { cutOff += exchange.delivered ? 0 : 1; };
    const std::string page(8'000'000, 'p');
    Server server([&page](const Request &, const auto &respond) { respond({200, page, {}}); }, config);
    RawPeer peer(server.port, "127.0.0.1", 64 << 10);
    peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(cutOff.load(), 1, 3000);
}

void TstHttpFront::bodyThatPausesIsCutOff()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.body = std::chrono::milliseconds(5000);
    config.limits.silence = std::chrono::milliseconds(200);
    Server server(echo, std::move(config));
    RawPeer peer(server.port);
    QElapsedTimer timer;
    timer.start();
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    QVERIFY(peer.readUntil("\r\n\r\n").starts_with("HTTP/1.1 408"));
    QVERIFY(timer.elapsed() < 3000);
}

// A byte now and then is not progress.
void TstHttpFront::bodyThatTricklesIsCutOff()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.body = std::chrono::milliseconds(300);
    config.limits.silence = std::chrono::milliseconds(5000);
    config.limits.bytesPerSecond = 1000;
    Server server(echo, std::move(config));
    RawPeer peer(server.port);
    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6000\r\n\r\n");
    std::string answer;
    for (int i = 0; i < 60 && answer.empty(); ++i) {
        peer.send("x");
        answer = peer.readUntil("\r\n\r\n", std::chrono::milliseconds(20));
    }
    QVERIFY(answer.starts_with("HTTP/1.1 408"));
}

void TstHttpFront::blankLinesAreFew()
{
    Server server(echo);
    const std::string request = kGet.toStdString();
    QVERIFY(exchanged(server.port, "\r\n\r\n" + request).starts_with("HTTP/1.1 200"));
    QVERIFY(exchanged(server.port, "\r\n\r\n\r\n" + request).starts_with("HTTP/1.1 400"));
    // They count like the head that they precede.
    const std::string fill(shortLimits().headerBytes - request.size() - 6, 'x');
    const std::string full = request.substr(0, request.size() - 2) + "F: " + fill + "\r\n\r\n";
    QVERIFY(exchanged(server.port, full).size() > 0);
    QVERIFY(exchanged(server.port, "\r\n" + full).starts_with("HTTP/1.1 431"));
    // A peer that sends nothing else, without a pause, blocks no one.
    std::atomic<bool> over = false;
    std::thread flood([&] {
        RawPeer peer(server.port);
        std::string blank;
        for (int i = 0; i < 100'000; ++i)
            blank += "\r\n";
        for (int i = 0; i < 200 && !over && peer.send(blank); ++i) { }
    });
    QElapsedTimer timer;
    timer.start();
    QVERIFY(exchanged(server.port, request).starts_with("HTTP/1.1 200"));
    QVERIFY(timer.elapsed() < 1000);
    over = true;
    flood.join();
}

// A peer that reads an answer slowly ties up its memory: only up to a limit.
void TstHttpFront::answersInFlightAreBounded()
{
    HttpConfig config {.limits = shortLimits()};
    config.limits.silence = config.limits.write = std::chrono::milliseconds(10'000);
    config.limits.heldBytes = config.limits.heldBytesPerPeer = 12'000'000;
    const std::string page(8'000'000, 'p');
    Server server([&page](const Request &, const auto &respond) { respond({200, page, {}}); }, config);
    RawPeer slow(server.port, "127.0.0.1", 64 << 10);
    slow.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(slow.readAtMost(100) > 0);
    QVERIFY(exchanged(server.port, kGet.toStdString()).starts_with("HTTP/1.1 503"));
    slow.reset();
    QTRY_VERIFY(exchanged(server.port, kGet.toStdString()).starts_with("HTTP/1.1 200"));
}

void TstHttpFront::drainingClosesGently()
{
    PatientHandler held;
    HttpConfig config = patient();
    config.limits.lastCall = std::chrono::milliseconds(700);
    Server server(held.handler(), std::move(config));
    RawPeer idle(server.port);
    RawPeer busy(server.port);
    RawPeer reused(server.port); // by a proxy that does not know yet
    RawPeer silent(server.port);
    for (RawPeer *peer : {&idle, &busy, &reused})
        peer->send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 3u);
    for (auto &request : held.requests)
        request.respond({200, "one", {}});
    for (RawPeer *peer : {&idle, &busy, &reused})
        QCOMPARE(headerOf(peer->readUntil("one"), "Connection"), std::string("keep-alive"));
    busy.send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 4u);
    server.front.beginDrain();
    held.requests[3].respond({200, "two", {}});
    QCOMPARE(headerOf(busy.readUntil("two"), "Connection"), std::string("close")); // draining has begun
    QVERIFY(busy.isClosedWithin());
    reused.send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 5u);
    held.requests[4].respond({200, "last", {}});
    QCOMPARE(headerOf(reused.readUntil("last"), "Connection"), std::string("close"));
    QVERIFY(reused.isClosedWithin());
    QVERIFY(idle.isClosedWithin()); // no request was made
    // A peer that has just connected, or connects now, still gets an answer.
    silent.send(kGet.toStdString());
    RawPeer late(server.port);
    late.send(kGet.toStdString());
    QTRY_COMPARE(held.size(), 7u);
    held.requests[5].respond({200, "three", {}});
    held.requests[6].respond({200, "three", {}});
    for (RawPeer *peer : {&silent, &late})
        QCOMPARE(headerOf(peer->readUntil("three"), "Connection"), std::string("close"));
}

void TstHttpFront::tellsWhatHappened()
{
    std::vector<Exchange> told;
    std::mutex mutex;
    HttpConfig config {.limits = shortLimits()};
    config.answered = [&](const Exchange &exchange) {
        const std::lock_guard lock(mutex);
        told.push_back(exchange);
    };
    Server server(
        [](Request, const std::function<void(Response)> &respond) {
            Response response {201, "12345"};
            response.route = "/route";
            response.user = 7;
            respond(std::move(response));
        },
        std::move(config));
    exchanged(server.port, "POST /secret?token=x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
    exchanged(server.port, "nonsense\r\n\r\n");
    const auto count = [&] {
        const std::lock_guard lock(mutex);
        return told.size();
    };
    QTRY_COMPARE(count(), 2u);
    QCOMPARE(told[0].method, std::string("POST"));
    QCOMPARE(told[0].peer, std::string("127.0.0.1"));
    QCOMPARE(told[0].receivedBytes, 3u);
    QCOMPARE(told[0].sentBytes, 5u);
    QCOMPARE(told[0].response.status, 201);
    QCOMPARE(told[0].response.route, std::string("/route"));
    QCOMPARE(told[0].response.user, 7);
    QVERIFY(told[0].delivered && told[0].response.body.empty() && !told[0].id.empty());
    QCOMPARE(told[1].response.status, 400);
    QCOMPARE(told[1].response.code, std::string("malformed"));
    QCOMPARE(told[1].peer, std::string("127.0.0.1"));
    QCOMPARE(told[1].response.route, std::string());
}

namespace {

// Of everything allocated: memory freed by an earlier test would hide it in the resident size.
std::size_t allocatedBytes()
{
    return mallinfo2().uordblks;
}

} // namespace

void TstHttpFront::waitingRequestIsSmall()
{
    static constexpr std::size_t count = 400;
    PatientHandler held;
    held.requests.reserve(2 * count);
    Server server(held.handler(), patient());
    std::vector<RawPeer> peers;
    peers.reserve(2 * count);
    const std::string pull
        = "GET /api/v1/sync/pull?since=abcdefghijklmnopqrstuvwxyz&wait=25 HTTP/1.1\r\nHost: x\r\n"
          "Authorization: Bearer mst_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF\r\n"
          "X-Team-ID: 0190b3a2-7c11-7d22-8e33-9f4455667788\r\nX-Sync-Protocol: 2\r\n\r\n";
    const auto beginWaiting = [&](std::size_t until) {
        while (peers.size() < until) {
            peers.emplace_back(server.port);
            peers.back().send(pull);
        }
        QTRY_COMPARE(held.size(), until);
    };
    beginWaiting(count); // the first ones pay for what all of them share
    const std::size_t before = allocatedBytes();
    beginWaiting(2 * count);
    const std::size_t each = (allocatedBytes() - before) / count;
    qInfo("a waiting request takes %zu bytes", each);
    QVERIFY2(each <= 10'240, std::to_string(each).c_str());
}

QTEST_GUILESS_MAIN(TstHttpFront)
#include "tst_httpfront.moc"
