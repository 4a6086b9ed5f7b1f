#include "server/http/peeraddress.h"

#include <QTest>

using namespace mimir::server;

class TstPeerAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addresses_data();
    void addresses();
    void groups();
    void loopback();
    void networks_data();
    void networks();
    void badNetworks_data();
    void badNetworks();
    void clients_data();
    void clients();
};

void TstPeerAddress::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("192.0.2.1", "192.0.2.1");
    row(" 192.0.2.1\t", "192.0.2.1");
    row("192.0.2.1:8080", "192.0.2.1");
    row("::ffff:192.0.2.1", "192.0.2.1");
    row("2001:DB8:0::1", "2001:db8::1");
    row("[2001:db8::1]", "2001:db8::1");
    row("[2001:db8::1]:443", "2001:db8::1");
    for (const char *none :
        {"", "unknown", "1.2.3", "1.2.3.4.5", "300.1.1.1", "[::1", "_hidden", "1.2.3.4;evil"})
        row(none, "");
}

void TstPeerAddress::addresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto address = PeerAddress::parse(text.toStdString());
    QCOMPARE(address ? address->text() : "", expected.toStdString());
}

void TstPeerAddress::groups()
{
    QCOMPARE(PeerAddress::parse("192.0.2.1")->group(), std::string("192.0.2.1"));
    QCOMPARE(PeerAddress::parse("2001:db8:1:2:3:4:5:6")->group(), std::string("2001:db8:1:2::/64"));
}

void TstPeerAddress::loopback()
{
    for (const char *text : {"127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1"})
        QVERIFY(PeerAddress::parse(text)->isLoopback());
    for (const char *text : {"128.0.0.1", "::", "::2", "0.0.0.0", "::127.0.0.1"})
        QVERIFY(!PeerAddress::parse(text)->isLoopback());
}

void TstPeerAddress::networks_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("outside");
    const auto row = [](const char *network, const char *inside, const char *outside) {
        QTest::newRow(network) << QByteArray(network) << QByteArray(inside) << QByteArray(outside);
    };
    row("10.0.0.0/8", "10.255.1.2", "11.0.0.0");
    row("192.0.2.128/25", "192.0.2.129", "192.0.2.127");
    row("192.0.2.7", "192.0.2.7", "192.0.2.6");
    row("192.0.2.6/31", "192.0.2.7", "192.0.2.8");
    row("0.0.0.0/0", "203.0.113.9", "2001:db8::1");
    row("2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1");
    row("::1", "::1", "127.0.0.1");
    row("::/0", "127.0.0.1", "");
}

void TstPeerAddress::networks()
{
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, outside);
    const auto parsed = Network::parse(network.toStdString());
    QVERIFY(parsed.has_value());
    QVERIFY(parsed->contains(*PeerAddress::parse(inside.toStdString())));
    if (!outside.isEmpty())
        QVERIFY(!parsed->contains(*PeerAddress::parse(outside.toStdString())));
}

void TstPeerAddress::badNetworks_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
             "2001:db8::/129", "localhost", "10.0.0.0/8/8", "[::1]", " 10.0.0.0/8"})
        QTest::newRow(text) << QByteArray(text);
}

void TstPeerAddress::badNetworks()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Network::parse(text.toStdString()));
}

void TstPeerAddress::clients_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("forwarded");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *peer, const char *forwarded, const char *expected) {
        QTest::newRow(name) << QByteArray(peer) << QByteArray(forwarded) << QByteArray(expected);
    };
    row("no proxy", "203.0.113.9", "", "203.0.113.9");
    row("says so itself", "203.0.113.9", "198.51.100.1", "203.0.113.9");
    row("one proxy", "10.0.0.1", "203.0.113.9", "203.0.113.9");
    row("forged in front", "10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9");
    row("two proxies", "10.0.0.1", "1.1.1.1,203.0.113.9,10.0.0.2", "203.0.113.9");
    row("pretends to be a proxy", "10.0.0.1", "1.1.1.1, 10.9.9.9, 203.0.113.9", "203.0.113.9");
    row("inside only", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
    row("rubbish", "10.0.0.1", "1.1.1.1, unknown", "10.0.0.1");
    row("empty entry", "10.0.0.1", "1.1.1.1,", "10.0.0.1");
    row("trusted proxy says nothing", "10.0.0.1", "", "10.0.0.1");
    row("IPv6 behind IPv4", "10.0.0.1", "[2001:db8::9]:1234", "2001:db8::9");
}

void TstPeerAddress::clients()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, forwarded);
    QFETCH(QByteArray, expected);
    const auto client = clientOf(
        *PeerAddress::parse(peer.toStdString()), forwarded.toStdString(), {*Network::parse("10.0.0.0/8")});
    QCOMPARE(client.text(), expected.toStdString());
}

QTEST_GUILESS_MAIN(TstPeerAddress)
#include "tst_peeraddress.moc"
