#include "app/settingstable.h"
#include "app/trust.h"

#include <QFile>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

const QString kAuthority = QStringLiteral(MIMIR_TEST_DATA "/tls/ca.crt");

bool isTrusted()
{
    const auto own = certificatesIn(kAuthority);
    return !own.isEmpty() && QSslConfiguration::defaultConfiguration().caCertificates().contains(own.front());
}

} // namespace

class TstTrust : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("SSL_CERT_FILE");
        qunsetenv("SSL_CERT_DIR");
        trustAlso({});
    }

    void fileOfThePerson()
    {
        QVERIFY(!isTrusted());
        trustAlso(kAuthority);
        QVERIFY(isTrusted());
        for (const QSslCertificate &usual : QSslConfiguration::systemCaCertificates())
            QVERIFY(QSslConfiguration::defaultConfiguration().caCertificates().contains(usual));
        trustAlso({});
        QVERIFY(!isTrusted());
    }

    void fileOfTheEnvironment()
    {
        qputenv("SSL_CERT_FILE", kAuthority.toLocal8Bit());
        trustAlso({});
        QVERIFY(isTrusted());
    }

    void directoriesOfTheEnvironment()
    {
        QTemporaryDir directory;
        QVERIFY(QFile::copy(
            kAuthority, directory.filePath(QStringLiteral("5f3b2a1c.0")))); // as c_rehash names them
        qputenv("SSL_CERT_DIR", (QStringLiteral("/nowhere:") + directory.path()).toLocal8Bit());
        trustAlso({});
        QVERIFY(isTrusted());
    }

    void nothingUsableChangesNothing()
    {
        QTemporaryDir directory;
        qputenv("SSL_CERT_FILE", "/dev/zero");
        qputenv("SSL_CERT_DIR", "/nowhere");
        trustAlso(directory.path());
        QVERIFY(!isTrusted());
        QVERIFY(certificatesIn(QStringLiteral("/dev/zero")).isEmpty());
    }

    void settingTakesAFileWithCertificatesOnly()
    {
        const Setting &setting = *findSetting(settings::kCaFile);
        QVERIFY(acceptedValue(setting, kAuthority.toStdString()).ok());
        QVERIFY(acceptedValue(setting, "").ok());
        for (const char *wrong : {"ca.crt", "/nowhere/ca.crt", "/etc/hostname", "/"})
            QVERIFY2(!acceptedValue(setting, wrong), wrong);
    }
};

QTEST_GUILESS_MAIN(TstTrust)
#include "tst_trust.moc"
