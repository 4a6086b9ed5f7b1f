// The receiver of telemetry, by its socket: who is let in, what is answered, and that an answer says what is on disk.
#include "app/following/sourcefollowing.h"
#include "app/telemetry/telemetryanswer.h"
#include "app/telemetry/telemetryport.h"
#include "app/telemetry/telemetryreceiver.h"
#include "app/telemetry/telemetrywriter.h"
#include "core/compression.h"
#include "sources/telemetry/telemetrytoken.h"
#include "support/fakeclock.h"
#include "support/freeport.h"
#include "support/otlprequest.h"
#include "support/rawpeer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr std::chrono::seconds kPatience {30};
const std::string kToken(64, 'b');

struct Sent {
    std::string path = "/v1/logs";
    std::string type = "application/json";
    std::string token = kToken;
    std::string more = {}; ///< further lines of the head
    std::string host = "127.0.0.1:24318";
    std::string method = "POST";
};

std::string requestOf(const Sent &sent, const std::string &body)
{
    return sent.method + ' ' + sent.path + " HTTP/1.1\r\nHost: " + sent.host + "\r\nConnection: close\r\n"
        + (sent.token.empty() ? "" : "X-Mimir-Token: " + sent.token + "\r\n")
        + (sent.type.empty() ? "" : "Content-Type: " + sent.type + "\r\n") + sent.more
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Receiving {
public:
    Receiving()
        : profile(*Profile::open(place.path() + QStringLiteral("/profile"))),
          store(std::move(*Store::open(profile.storePath(), clock, random))),
          receiver(profile.storePath(), kToken, [this] { ++wrote; }), port(*receiver.listen(0))
    {
    }

    /// The whole answer.
    std::string send(const Sent &sent, const std::string &body) const
    {
        RawPeer peer(port);
        peer.send(requestOf(sent, body));
        return peer.readToEnd(kPatience);
    }
    int status(const Sent &sent, const std::string &body) const
    {
        const std::string answer = send(sent, body);
        return answer.size() > 12 ? std::atoi(answer.substr(9, 3).c_str()) : 0;
    }
    std::int64_t entries() const
    {
        return *store->database().integer("SELECT count(*) FROM audit_logs WHERE evidence = 'telemetry'");
    }

    QTemporaryDir place;
    const SystemClock clock;
    SystemRandom random;
    Profile profile;
    std::unique_ptr<Store> store;
    std::atomic_int wrote = 0;
    TelemetryReceiver receiver;
    std::uint16_t port;
};

std::string bodyOf(const std::string &answer)
{
    return answer.substr(std::min(answer.size(), answer.find("\r\n\r\n") + 4));
}

} // namespace

class TstTelemetryReceiver : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsAcknowledgedIsStored();
    void withoutTheTokenNothingIsSaid();
    void browsersAreRefused();
    void otherSignalsAreDropped();
    void eachLimitHolds();
    void aHundredAtOnceAreAnswered();
    void aStoreThatIsGoneIsNotMadeAgain();
    void itListensOnThisComputersOwnAddress();
    void settingsBeginAndEndIt();
};

void TstTelemetryReceiver::whatIsAcknowledgedIsStored()
{
    Receiving here;
    const std::string claude = jsonRequest({claudeDecision("call1", "accept", "config")});
    const std::string answer = here.send({}, claude);
    QVERIFY2(answer.starts_with("HTTP/1.1 200 "), answer.c_str());
    QVERIFY(answer.find("Content-Type: application/json\r\n") != answer.npos);
    QCOMPARE(bodyOf(answer), "{}");
    QCOMPARE(here.entries(), 1);
    QCOMPARE(here.wrote.load(), 1);
    QCOMPARE(here.status({}, claude), 200);
    QCOMPARE(here.entries(), 1); // sent again, it is the same
    QCOMPARE(here.wrote.load(), 1);

    Sent sent;
    sent.type = "application/x-protobuf";
    const std::string codex = protobufRequest({codexDecision("call1", "approved", "user")});
    const std::string binary = here.send(sent, codex);
    QVERIFY(binary.starts_with("HTTP/1.1 200 ") && bodyOf(binary).empty());
    QVERIFY(binary.find("Content-Type: application/x-protobuf\r\n") != binary.npos);
    QCOMPARE(here.entries(), 2);

    sent.type = "Application/JSON; charset=utf-8";
    sent.more = "Content-Encoding: gzip\r\n";
    std::vector<LogRecord> many;
    for (int i = 0; i < 50; ++i)
        many.push_back(claudeDecision("z" + std::to_string(i), "reject", "user_reject"));
    const auto packed = compressed(jsonRequest(many), ContentEncoding::Gzip);
    QVERIFY(packed);
    QCOMPARE(here.status(sent, *packed), 200);
    QCOMPARE(here.entries(), 52);
    QCOMPARE(here.status(sent, "not gzip"), 400);
}

void TstTelemetryReceiver::withoutTheTokenNothingIsSaid()
{
    Receiving here;
    const std::string body = jsonRequest({claudeDecision("call1", "accept", "config")});
    for (const char *path : {"/v1/logs", "/v1/metrics", "/v1/traces", "/", "/other"})
        for (const std::string &token :
            {std::string(), std::string(64, 'c'), kToken + 'b', kToken.substr(1)}) {
            Sent sent;
            sent.path = path;
            sent.token = token;
            const std::string answer = here.send(sent, body);
            QVERIFY2(answer.starts_with("HTTP/1.1 401 ") && bodyOf(answer).empty(), answer.c_str());
        }
    QCOMPARE(here.entries(), 0);
}

void TstTelemetryReceiver::browsersAreRefused()
{
    Receiving here;
    const std::string body = jsonRequest({claudeDecision("call1", "accept", "config")});
    for (const char *line :
        {"Origin: http://127.0.0.1:24318\r\n", "Origin: null\r\n", "Referer: http://localhost/\r\n"}) {
        Sent sent;
        sent.more = line;
        QCOMPARE(here.status(sent, body), 403);
    }
    for (const char *host : {"rebound.example.org", "rebound.example.org:24318", "192.0.2.1",
             "127.0.0.1.example.org", "127.0.0.2"}) {
        Sent sent;
        sent.host = host;
        QCOMPARE(here.status(sent, body), 403);
    }
    Sent preflight;
    preflight.method = "OPTIONS";
    preflight.more = "Origin: http://x\r\nAccess-Control-Request-Method: POST\r\n";
    const std::string answer = here.send(preflight, "");
    QVERIFY(answer.starts_with("HTTP/1.1 405 ") && answer.find("Access-Control") == answer.npos);
    QCOMPARE(here.entries(), 0);
    for (const char *host : {"127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:24318", "[::1]"}) {
        Sent sent;
        sent.host = host;
        QCOMPARE(here.status(sent, body), 200);
    }
}

void TstTelemetryReceiver::otherSignalsAreDropped()
{
    Receiving here;
    Sent sent;
    for (const char *path : {"/v1/metrics", "/v1/traces"}) {
        sent.path = path;
        QCOMPARE(bodyOf(here.send(sent, "{not even JSON")), "{}");
        QCOMPARE(here.status(sent, jsonRequest({claudeDecision("call1", "accept", "config")})), 200);
    }
    QCOMPARE(here.entries(), 0);
    sent.path = "/v1/logs/more";
    QCOMPARE(here.status(sent, "{}"), 404);
    sent.path = "/v1/logs";
    sent.type = "text/plain";
    QCOMPARE(here.status(sent, "{}"), 415);
    sent.type = "";
    QCOMPARE(here.status(sent, "{}"), 415);
    sent.type = "application/json";
    sent.more = "Content-Encoding: br\r\n";
    QCOMPARE(here.status(sent, "{}"), 415);
    sent.more = "";
    sent.method = "GET";
    QCOMPARE(here.status(sent, ""), 405);
    sent.method = "POST";
    QCOMPARE(here.status(sent, "{"), 400);
    QCOMPARE(here.status(sent, "{}"), 200);
}

void TstTelemetryReceiver::eachLimitHolds()
{
    Receiving here;
    constexpr std::size_t most = TelemetryWriter::kMaxBody;
    const std::string head = "{\"a\":\"", tail = "\"}";
    QCOMPARE(here.status({}, head + std::string(most - head.size() - tail.size(), 'x') + tail), 200);
    QCOMPARE(here.status({}, std::string(most + 1, ' ')), 413);
    Sent packed;
    packed.more = "Content-Encoding: gzip\r\n";
    std::string noise; // that gzip makes half of
    SeededRandom chance(1);
    while (noise.size() < most + 100)
        noise += "0123456789abcdef"[chance.next() & 15];
    QCOMPARE(here.status(packed, *compressed(noise, ContentEncoding::Gzip)), 413);
    QCOMPARE(here.status({}, "{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}"), 400);
    Sent long_;
    long_.more = "X-A: " + std::string(9000, 'a') + "\r\n";
    QCOMPARE(here.status(long_, "{}"), 431);
    // More connections than a few agents have are closed at once.
    std::vector<RawPeer> peers;
    for (int i = 0; i < 40; ++i)
        peers.emplace_back(here.port);
    QVERIFY(peers.back().isClosedWithin());
    QVERIFY(!peers.front().isClosedWithin(std::chrono::milliseconds(100)));
}

void TstTelemetryReceiver::aHundredAtOnceAreAnswered()
{
    Receiving here;
    std::vector<RawPeer> peers;
    int stored = 0;
    for (int round = 0; round < 4; ++round) {
        peers.clear();
        for (int i = 0; i < 25; ++i) {
            peers.emplace_back(here.port);
            peers.back().send(requestOf(
                {}, jsonRequest({claudeDecision(std::to_string(100 * round + i), "accept", "config")})));
        }
        for (RawPeer &peer : peers) {
            const std::string answer = peer.readToEnd(kPatience);
            QVERIFY(answer.starts_with("HTTP/1.1 200 ") || answer.find("Retry-After: ") != answer.npos);
            stored += answer.starts_with("HTTP/1.1 200 ") ? 1 : 0;
        }
    }
    QCOMPARE(here.entries(), stored);
    QVERIFY(stored >= 4 * 16);
}

void TstTelemetryReceiver::aStoreThatIsGoneIsNotMadeAgain()
{
    Receiving here;
    QCOMPARE(here.status({}, jsonRequest({claudeDecision("call1", "accept", "config")})), 200);
    here.store.reset();
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(here.profile.storePath() + QString::fromLatin1(end));
    const std::string answer = here.send({}, jsonRequest({claudeDecision("call2", "accept", "config")}));
    QVERIFY2(
        answer.starts_with("HTTP/1.1 503 ") && answer.find("Retry-After: ") != answer.npos, answer.c_str());
    QVERIFY(!QFile::exists(here.profile.storePath()));
    QCOMPARE(here.status({}, "{}"), 200); // nothing to store
}

void TstTelemetryReceiver::itListensOnThisComputersOwnAddress()
{
    Receiving here;
    QCOMPARE(listenerOn(here.port), PortListener::SameUser);
    QFile table(QStringLiteral("/proc/self/net/tcp"));
    QVERIFY(table.open(QFile::ReadOnly));
    const QByteArray own = "0100007F:" + QByteArray::number(here.port, 16).rightJustified(4, '0').toUpper();
    QVERIFY(table.readAll().contains(own + " 00000000:0000 0A"));
    QCOMPARE(listenerOn(test::freePort()), PortListener::None);
}

void TstTelemetryReceiver::settingsBeginAndEndIt()
{
    QTemporaryDir place;
    const auto profile = Profile::open(place.path() + QStringLiteral("/profile"));
    QVERIFY(profile.ok());
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(profile->storePath(), clock, random);
    QVERIFY(store.ok());
    const auto port = test::freePort();
    Settings watched(*profile);
    watched.watch();
    SourceFollowing following(*profile, watched);
    QSignalSpy wrote(&following, &SourceFollowing::wrote);
    following.refresh(**store);
    QCOMPARE(listenerOn(port), PortListener::None);
    Settings settings(*profile);
    const auto token = ensureTelemetryToken(profile->directory());
    QVERIFY(settings.set({{"telemetry.receive", "true"}, {"telemetry.port", std::to_string(port)}}).ok());
    QTRY_COMPARE_WITH_TIMEOUT(listenerOn(port), PortListener::SameUser, 30'000);
    Sent sent;
    sent.token = *token;
    RawPeer peer(port);
    peer.send(requestOf(sent, jsonRequest({codexDecision("call1", "denied", "user")})));
    QVERIFY(peer.readToEnd(kPatience).starts_with("HTTP/1.1 200 "));
    QTRY_COMPARE_WITH_TIMEOUT(wrote.size(), 1, 30'000);
    QVERIFY(settings.set("telemetry.receive", "false").ok());
    QTRY_COMPARE_WITH_TIMEOUT(listenerOn(port), PortListener::None, 30'000);
}

QTEST_GUILESS_MAIN(TstTelemetryReceiver)
#include "tst_telemetryreceiver.moc"
