// Real sockets on loopback, the limits shortened.
#include "server/httpfront.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <thread>

using namespace mimir;
using namespace mimir::server;

namespace {

HttpLimits shortLimits()
{
    HttpLimits limits;
    limits.headerBytes = 2048;
    limits.bodyBytes = 10'000;
    limits.connections = 4;
    limits.header = limits.body = limits.idle = std::chrono::milliseconds(150);
    limits.write = std::chrono::milliseconds(1000);
    return limits;
}

struct Server {
    explicit Server(Handler handler) : front(std::move(handler), HttpConfig {.limits = shortLimits()})
    {
        port = *front.listen("127.0.0.1", 0);
    }
    HttpFront front;
    std::uint16_t port = 0;
};

// Says what it was asked.
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

const QByteArray kGet = "GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Test: yes\r\n\r\n";

} // namespace

class TstHttpFront : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
};

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
    QTest::newRow("declared body") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
                                   << 413;
    QTest::newRow("chunked body") << "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4e20\r\n"
            + QByteArray(20'000, 'x')
            + "\r\n0\r\n\r\n" << 413;
    QTest::newRow("length and chunks")
        << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << 400;
    QTest::newRow("two lengths") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")
                                 << 400;
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n") << 400;
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

QTEST_GUILESS_MAIN(TstHttpFront)
#include "tst_httpfront.moc"
