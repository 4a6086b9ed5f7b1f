// The front over TLS, with certificates made here by openssl.
#include "server/http/httpfront.h"

#include "support/rawpeer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <malloc.h>
#include <mutex>

using namespace mimir;
using namespace mimir::server;
using mimir::test::RawPeer;

namespace {

bool openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

// A certificate and its key, each in a file.
struct Identity {
    Identity(const QTemporaryDir &directory, const QString &name)
        : certificate(directory.filePath(name + QStringLiteral(".crt"))),
          key(directory.filePath(name + QStringLiteral(".key")))
    {
        made = openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
            QStringLiteral("ec"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"),
            QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
            QStringLiteral("/CN=") + name, QStringLiteral("-keyout"), key, QStringLiteral("-out"),
            certificate});
    }
    TlsFiles files() const { return {certificate.toStdString(), key.toStdString()}; }
    QString certificate;
    QString key;
    bool made = false;
};

HttpConfig tlsConfig(const TlsFiles &files)
{
    HttpConfig config;
    config.tls = files;
    return config;
}

void echo(Request request, const std::function<void(Response)> &respond)
{
    respond({200, (request.secure ? "secure " : "plain ") + request.target + " " + request.body, {}});
}

struct Server {
    Server(Handler handler, HttpConfig config) : front(std::move(handler), std::move(config))
    {
        port = *front.listen("127.0.0.1", 0);
    }
    HttpFront front;
    std::uint16_t port = 0;
};

// A client that trusts every certificate.
class TlsPeer {
public:
    explicit TlsPeer(std::uint16_t port, QSsl::SslProtocol protocol = QSsl::SecureProtocols)
    {
        QSslConfiguration configuration = m_socket.sslConfiguration();
        configuration.setProtocol(protocol);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForEncrypted(5000);
    }
    bool isEncrypted() const { return m_socket.isEncrypted(); }
    QSsl::SslProtocol protocol() const { return m_socket.sessionProtocol(); }
    QString name() const
    {
        return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    QByteArray exchange(const QByteArray &request, const QByteArray &end)
    {
        m_socket.write(request);
        QByteArray read;
        while (!read.contains(end) && m_socket.waitForReadyRead(5000))
            read += m_socket.readAll();
        return read;
    }
    QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
};

const QByteArray kGet = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

} // namespace

class TstHttpsTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answersOverTls_data();
    void answersOverTls();
    void largeBodiesBothWays();
    void oldVersionsAreRefused();
    void renegotiationIsRefused();
    void plainHttpIsToldSo();
    void rubbishEndsTheConnection();
    void silentHandshakeIsCutOff();
    void reloadServesTheNewCertificate();
    void badReloadKeepsTheOld();
    void badFiles_data();
    void badFiles();
    void leavingPeerIsSeen();
    void waitingRequestIsSmall();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Identity> m_one;
    std::unique_ptr<Identity> m_two;
};

void TstHttpsTls::initTestCase()
{
    m_one = std::make_unique<Identity>(m_directory, QStringLiteral("one"));
    m_two = std::make_unique<Identity>(m_directory, QStringLiteral("two"));
    QVERIFY(m_one->made && m_two->made);
}

void TstHttpsTls::answersOverTls_data()
{
    QTest::addColumn<int>("protocol");
    QTest::newRow("1.2") << int(QSsl::TlsV1_2);
    QTest::newRow("1.3") << int(QSsl::TlsV1_3);
}

void TstHttpsTls::answersOverTls()
{
    QFETCH(int, protocol);
    Server server(echo, tlsConfig(m_one->files()));
    TlsPeer peer(server.port, QSsl::SslProtocol(protocol));
    QVERIFY(peer.isEncrypted());
    QCOMPARE(int(peer.protocol()), protocol);
    for (int i = 0; i < 3; ++i)
        QVERIFY(peer.exchange(kGet, "secure /a ").startsWith("HTTP/1.1 200"));
    QVERIFY(server.front.figures().certificateEnds > 1'600'000'000'000);
}

void TstHttpsTls::largeBodiesBothWays()
{
    Server server(echo, tlsConfig(m_one->files()));
    TlsPeer peer(server.port);
    const QByteArray body(5'000'000, 'x');
    const QByteArray answer = peer.exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + QByteArray::number(body.size() + 3) + "\r\n\r\n" + body + "end",
        "end");
    QVERIFY(answer.startsWith("HTTP/1.1 200") && answer.endsWith("secure / " + body + "end"));
}

void TstHttpsTls::oldVersionsAreRefused()
{
    Server server(echo, tlsConfig(m_one->files()));
    QProcess client;
    client.start(QStringLiteral("openssl"),
        {QStringLiteral("s_client"), QStringLiteral("-connect"),
            QStringLiteral("127.0.0.1:%1").arg(server.port), QStringLiteral("-tls1_1"),
            QStringLiteral("-cipher"), QStringLiteral("ALL:@SECLEVEL=0")});
    QVERIFY(client.waitForFinished(10'000));
    const QByteArray said = client.readAllStandardOutput() + client.readAllStandardError();
    QVERIFY2(said.contains("protocol version") || said.contains("unsupported protocol"), said.constData());
    QTRY_COMPARE(server.front.figures().failedHandshakes, 1u);
}

void TstHttpsTls::renegotiationIsRefused()
{
    Server server(echo, tlsConfig(m_one->files()));
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(QStringLiteral("openssl"),
        {QStringLiteral("s_client"), QStringLiteral("-connect"),
            QStringLiteral("127.0.0.1:%1").arg(server.port), QStringLiteral("-tls1_2")});
    QByteArray said;
    while (!said.contains("Verify return code") && client.waitForReadyRead(10'000))
        said += client.readAll();
    QVERIFY(said.contains("Compression: NONE"));
    client.write("R\n");
    while (!said.contains("no renegotiation") && client.waitForReadyRead(5000))
        said += client.readAll();
    QVERIFY2(said.contains("no renegotiation"), said.constData());
    client.kill();
    client.waitForFinished();
}

void TstHttpsTls::plainHttpIsToldSo()
{
    Server server(echo, tlsConfig(m_one->files()));
    RawPeer peer(server.port);
    peer.send(kGet.toStdString());
    const std::string told = peer.readToEnd();
    QVERIFY(told.starts_with("HTTP/1.1 400"));
    QVERIFY(told.find("\"needs_tls\"") != told.npos);
    QVERIFY(peer.closed());
}

void TstHttpsTls::rubbishEndsTheConnection()
{
    Server server(echo, tlsConfig(m_one->files()));
    for (const std::string &rubbish : {std::string("\x16\x03\x01\xff\xff") + std::string(3000, 'x'),
             std::string("\x16\x03\x01\0\5\1\0\0\1\0", 10), std::string("\x16")}) {
        RawPeer peer(server.port);
        peer.send(rubbish);
        peer.finishSending();
        QVERIFY(peer.isClosedWithin());
    }
    TlsPeer good(server.port);
    QVERIFY(good.exchange(kGet, "secure").startsWith("HTTP/1.1 200"));
}

void TstHttpsTls::silentHandshakeIsCutOff()
{
    HttpConfig config = tlsConfig(m_one->files());
    config.limits.header = std::chrono::milliseconds(300);
    Server server(echo, std::move(config));
    QElapsedTimer timer;
    timer.start();
    RawPeer silent(server.port);
    RawPeer halfway(server.port);
    halfway.send(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
    QVERIFY(silent.isClosedWithin());
    QVERIFY(halfway.isClosedWithin());
    QVERIFY(timer.elapsed() >= 250 && timer.elapsed() < 3000);
    QTRY_COMPARE(server.front.figures().connections, 0u);
}

void TstHttpsTls::reloadServesTheNewCertificate()
{
    const Identity live(m_directory, QStringLiteral("live"));
    Server server(echo, tlsConfig(live.files()));
    TlsPeer before(server.port);
    QCOMPARE(before.name(), QStringLiteral("live"));
    for (const auto &[from, to] :
        {std::pair(m_two->certificate, live.certificate), std::pair(m_two->key, live.key)}) {
        QVERIFY(QFile::remove(to));
        QVERIFY(QFile::copy(from, to));
    }
    QVERIFY(server.front.reloadTls().ok());
    TlsPeer after(server.port);
    QCOMPARE(after.name(), QStringLiteral("two"));
    QVERIFY(before.exchange(kGet, "secure").startsWith("HTTP/1.1 200"));
}

void TstHttpsTls::badReloadKeepsTheOld()
{
    const Identity live(m_directory, QStringLiteral("kept"));
    Server server(echo, tlsConfig(live.files()));
    QVERIFY(QFile::remove(live.key));
    QVERIFY(QFile::copy(m_two->key, live.key));
    const auto reloaded = server.front.reloadTls();
    QVERIFY(!reloaded);
    QCOMPARE(reloaded.error().code, ErrorCode::Tls);
    TlsPeer peer(server.port);
    QCOMPARE(peer.name(), QStringLiteral("kept"));
    QVERIFY(peer.exchange(kGet, "secure").startsWith("HTTP/1.1 200"));
}

void TstHttpsTls::badFiles_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("named");
    const QString missing = m_directory.filePath(QStringLiteral("missing.crt"));
    const QString text = m_directory.filePath(QStringLiteral("text.crt"));
    const QString locked = m_directory.filePath(QStringLiteral("locked.key"));
    QFile file(text);
    QVERIFY(file.open(QFile::WriteOnly) && file.write("no certificate\n") > 0);
    file.close();
    QVERIFY(openssl({QStringLiteral("ec"), QStringLiteral("-in"), m_one->key, QStringLiteral("-aes256"),
        QStringLiteral("-passout"), QStringLiteral("pass:secret"), QStringLiteral("-out"), locked}));
    QTest::newRow("no such certificate") << missing << m_one->key << missing;
    QTest::newRow("no such key") << m_one->certificate << missing << missing;
    QTest::newRow("no certificate") << text << m_one->key << text;
    QTest::newRow("no key") << m_one->certificate << text << text;
    QTest::newRow("key of another") << m_one->certificate << m_two->key << m_two->key;
    QTest::newRow("key with a passphrase") << m_one->certificate << locked << locked;
    QTest::newRow("a directory") << m_directory.path() << m_one->key << m_directory.path();
}

void TstHttpsTls::badFiles()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, named);
    HttpFront front(echo, tlsConfig({certificate.toStdString(), key.toStdString()}));
    const auto port = front.listen("127.0.0.1", 0);
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::Tls);
    const std::string &message = port.error().message;
    const std::string path = named.toStdString();
    QVERIFY2(
        message.starts_with(path + ": ") || message == path + " is a directory, not a file", message.c_str());
    QVERIFY(message.find('\n') == message.npos);
}

void TstHttpsTls::leavingPeerIsSeen()
{
    std::function<void(Response)> never;
    std::shared_ptr<const std::atomic<bool>> gone;
    std::atomic<bool> asked = false;
    Server server(
        [&](Request request, std::function<void(Response)> respond) {
            never = std::move(respond);
            gone = request.gone;
            asked = true;
        },
        tlsConfig(m_one->files()));
    auto peer = std::make_unique<TlsPeer>(server.port);
    peer->socket().write(kGet);
    QTRY_VERIFY(asked.load());
    QTest::qWait(100); // TLS 1.3 tickets and whatever else arrives unasked
    QVERIFY(!*gone);
    peer->socket().disconnectFromHost();
    QTRY_VERIFY(*gone);
    QTRY_COMPARE(server.front.figures().connections, 0u);
}

void TstHttpsTls::waitingRequestIsSmall()
{
    static constexpr int count = 20;
    std::mutex mutex;
    std::vector<std::function<void(Response)>> waiting;
    waiting.reserve(2 * count);
    Server server(
        [&](Request, std::function<void(Response)> respond) {
            const std::lock_guard lock(mutex);
            waiting.push_back(std::move(respond));
        },
        tlsConfig(m_one->files()));
    QFile request(m_directory.filePath(QStringLiteral("request")));
    QVERIFY(request.open(QFile::WriteOnly) && request.write(kGet) > 0);
    request.close();
    // The clients are separate processes, so that only the server's memory is counted; they exit with it.
    QProcess first;
    QProcess second;
    const auto beginWaiting = [&](QProcess &clients, std::size_t until) {
        clients.start(QStringLiteral("sh"),
            {QStringLiteral("-c"),
                QStringLiteral("for i in $(seq %1); do openssl s_client -quiet -connect 127.0.0.1:%2 <'%3' "
                               ">/dev/null 2>&1 & done; wait")
                    .arg(count)
                    .arg(server.port)
                    .arg(request.fileName())});
        const auto arrived = [&] {
            const std::lock_guard lock(mutex);
            return waiting.size() == until;
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), 20'000);
    };
    beginWaiting(first, count);
    const std::size_t before = mallinfo2().uordblks;
    beginWaiting(second, 2 * count);
    const std::size_t each = (mallinfo2().uordblks - before) / count;
    qInfo("a waiting request over TLS takes %zu bytes", each);
    QVERIFY2(each <= 25'000, std::to_string(each).c_str());
    server.front.stop(std::chrono::milliseconds(0));
    QVERIFY(first.waitForFinished() && second.waitForFinished());
}

QTEST_GUILESS_MAIN(TstHttpsTls)
#include "tst_httpstls.moc"
