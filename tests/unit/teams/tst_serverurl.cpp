#include "teams/authmanager.h"

#include <QTest>

using namespace mimir;

class TstServerUrl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void normalises_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("normal");
        QTest::newRow("bare host gets https") << "sync.example.org"
                                              << "https://sync.example.org";
        QTest::newRow("white space and slash") << "  https://sync.example.org/ "
                                               << "https://sync.example.org";
        QTest::newRow("base path") << "https://sync.example.org/api/v1/"
                                   << "https://sync.example.org";
        QTest::newRow("own path stays") << "https://example.org/mimir//"
                                        << "https://example.org/mimir";
        QTest::newRow("own path and base path") << "https://example.org/mimir/api/v1"
                                                << "https://example.org/mimir";
        QTest::newRow("upper case") << "HTTPS://Sync.Example.ORG"
                                    << "https://sync.example.org";
        QTest::newRow("default port") << "https://sync.example.org:443"
                                      << "https://sync.example.org";
        QTest::newRow("other port") << "sync.example.org:8443"
                                    << "https://sync.example.org:8443";
        QTest::newRow("localhost") << "localhost:8080"
                                   << "http://localhost:8080";
        QTest::newRow("loopback address") << "127.0.0.1:8080"
                                          << "http://127.0.0.1:8080";
        QTest::newRow("whole loopback net") << "127.9.8.7"
                                            << "http://127.9.8.7";
        QTest::newRow("loopback v6") << "[::1]:8080"
                                     << "http://[::1]:8080";
        QTest::newRow("https to loopback") << "https://localhost:8080/"
                                           << "https://localhost:8080";
    }
    void normalises()
    {
        QFETCH(QString, typed);
        const auto url = normalizedServerUrl(typed, PlainHttp::LoopbackOnly);
        QVERIFY2(url, url ? "" : url.error().message.c_str());
        QTEST(url->toString(), "normal");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("code");
        const auto usage = int(ErrorCode::Usage);
        const auto insecure = int(ErrorCode::InsecureUrl);
        QTest::newRow("nothing") << "" << usage;
        QTest::newRow("blank") << "  " << usage;
        QTest::newRow("no host") << "https:///path" << usage;
        QTest::newRow("two words") << "my server" << usage;
        QTest::newRow("ftp") << "ftp://example.org" << usage;
        QTest::newRow("file") << "file:///etc/passwd" << usage;
        QTest::newRow("user and password") << "https://ada:secret@example.org" << usage;
        QTest::newRow("user") << "https://ada@example.org" << usage;
        QTest::newRow("user, no scheme") << "ada@example.org" << usage;
        QTest::newRow("empty user") << "https://@example.org" << usage;
        QTest::newRow("query") << "https://example.org/?a=b" << usage;
        QTest::newRow("fragment") << "https://example.org/#x" << usage;
        QTest::newRow("port 0") << "https://example.org:0" << usage;
        QTest::newRow("http to elsewhere") << "http://example.org" << insecure;
        QTest::newRow("http to the local net") << "http://192.168.1.7:8080" << insecure;
        QTest::newRow("http to any address") << "http://0.0.0.0:8080" << insecure;
        QTest::newRow("a name that begins like loopback") << "http://localhost.example.org" << insecure;
        QTest::newRow("an address that begins like loopback") << "http://127.0.0.1.example.org" << insecure;
    }
    void refuses()
    {
        QFETCH(QString, typed);
        const auto url = normalizedServerUrl(typed, PlainHttp::LoopbackOnly);
        QVERIFY(!url);
        QTEST(int(url.error().code), "code");
        QVERIFY(!QByteArray::fromStdString(url.error().message).contains("secret"));
    }

    void plainHttpElsewhereWhenAskedFor()
    {
        QCOMPARE(
            normalizedServerUrl(QStringLiteral("http://192.168.1.7:8080/"), PlainHttp::AnyHost)->toString(),
            QStringLiteral("http://192.168.1.7:8080"));
        QCOMPARE(normalizedServerUrl(QStringLiteral("192.168.1.7"), PlainHttp::AnyHost)->scheme(),
            QStringLiteral("https"));
    }
};

QTEST_GUILESS_MAIN(TstServerUrl)
#include "tst_serverurl.moc"
