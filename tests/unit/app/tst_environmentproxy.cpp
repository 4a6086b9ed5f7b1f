#include "app/environmentproxy.h"

#include <QMap>
#include <QTest>

using namespace mimir;

class TstEnvironmentProxy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chooses_data();
    void chooses();
    void credentialsGoByATunnel();
};

void TstEnvironmentProxy::chooses_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("variables"); // NAME=value, one per line
    QTest::addColumn<QString>("expected");  // "" = the environment says nothing
    const auto row = [](const char *name, const char *server, const char *variables, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(variables)
                            << QString::fromLatin1(expected);
    };
    const char *https = "https://sync.example.org/mimir";
    row("nothing", https, "", "");
    row("for https", https, "https_proxy=http://p.example:3128\nhttp_proxy=http://q:1",
        "http p.example:3128");
    row("for http", "http://sync.example.org", "https_proxy=http://p:1\nhttp_proxy=http://q:2", "http q:2");
    row("other scheme only", https, "http_proxy=http://q:2", "");
    row("upper case", https, "HTTPS_PROXY=http://p:3128", "http p:3128");
    row("lower before upper", https, "HTTPS_PROXY=http://p:1\nhttps_proxy=http://q:2", "http q:2");
    row("for all", https, "all_proxy=socks5://s:9050", "socks s:9050");
    row("no scheme", https, "https_proxy=p.example:3128", "http p.example:3128");
    row("no scheme, no port", https, "https_proxy=p.example", "http p.example:8080");
    row("no scheme, address", https, "https_proxy=10.0.0.1:3128", "http 10.0.0.1:3128");
    row("no scheme, user", https, "https_proxy=ada:s%40cret@p:3128", "http p:3128 ada s@cret");
    row("user", https, "https_proxy=http://ada:s%3Acret@p:3128/", "http p:3128 ada s:cret");
    row("socks", https, "https_proxy=socks5h://s", "socks s:1080");
    row("no proxy at all", https, "https_proxy=ftp://p", "none");
    row("nonsense", https, "https_proxy=http://", "none");
    row("star", https, "https_proxy=p:1\nno_proxy=*", "none");
    row("star in a list", https, "https_proxy=p:1\nno_proxy=localhost, *", "none");
    row("domain", https, "https_proxy=p:1\nno_proxy=example.org", "none");
    row("dotted domain", https, "https_proxy=p:1\nNO_PROXY=a.b,.Example.org", "none");
    row("host", https, "https_proxy=p:1\nno_proxy=sync.example.org", "none");
    row("part of a name", https, "https_proxy=p:1\nno_proxy=ample.org", "http p:1");
    row("below it", https, "https_proxy=p:1\nno_proxy=a.sync.example.org", "http p:1");
    row("its port", https, "https_proxy=p:1\nno_proxy=example.org:443", "none");
    row("another port", https, "https_proxy=p:1\nno_proxy=example.org:8443", "http p:1");
    row("address", "https://10.1.2.3", "https_proxy=p:1\nno_proxy=10.1.2.3", "none");
    row("part of an address", "https://10.1.2.3", "https_proxy=p:1\nno_proxy=2.3", "http p:1");
    row("subnet", "https://10.1.2.3", "https_proxy=p:1\nno_proxy=192.168.0.0/16,10.0.0.0/8", "none");
    row("other subnet", "https://11.1.2.3", "https_proxy=p:1\nno_proxy=10.0.0.0/8", "http p:1");
    row("IPv6", "https://[fd00::1]", "https_proxy=[fd00::2]:3128\nno_proxy=::1", "http fd00::2:3128");
}

void TstEnvironmentProxy::chooses()
{
    QFETCH(QString, server);
    QFETCH(QString, variables);
    QMap<QByteArray, QString> set;
    for (const QString &line : variables.split(u'\n', Qt::SkipEmptyParts))
        set[line.section(u'=', 0, 0).toLatin1()] = line.section(u'=', 1);
    const auto proxy
        = proxyOfEnvironment(QUrl(server), [&set](const char *name) { return set.value(QByteArray(name)); });
    QString chosen;
    if (proxy && proxy->type() == QNetworkProxy::NoProxy)
        chosen = QStringLiteral("none");
    else if (proxy)
        chosen = QStringLiteral("%1 %2:%3 %4 %5")
                     .arg(QLatin1String(proxy->type() == QNetworkProxy::Socks5Proxy ? "socks" : "http"),
                         proxy->hostName())
                     .arg(proxy->port())
                     .arg(proxy->user(), proxy->password())
                     .trimmed();
    QTEST(chosen, "expected");
}

// Over plain http Qt would ask for them, and no one answers.
void TstEnvironmentProxy::credentialsGoByATunnel()
{
    const auto proxy = proxyOfEnvironment(QUrl(QStringLiteral("http://192.0.2.1")), [](const char *name) {
        return QByteArray(name) == "http_proxy" ? QStringLiteral("http://ada:pw@p:1") : QString();
    });
    QVERIFY(proxy->capabilities() & QNetworkProxy::TunnelingCapability);
    QVERIFY(!(proxy->capabilities() & QNetworkProxy::CachingCapability));
}

QTEST_GUILESS_MAIN(TstEnvironmentProxy)
#include "tst_environmentproxy.moc"
