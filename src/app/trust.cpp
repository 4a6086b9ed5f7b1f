#include "app/trust.h"

#include "core/regularfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSslConfiguration>

namespace mimir {
namespace {

constexpr qint64 kMostBytes = 4 << 20;
constexpr int kMostFiles = 2000;

QList<QSslCertificate> certificatesBelow(const QString &directory)
{
    QList<QSslCertificate> found;
    int left = kMostFiles;
    for (const QFileInfo &file : QDir(directory).entryInfoList(QDir::Files))
        if (left-- > 0)
            found += certificatesIn(file.filePath());
    return found;
}

} // namespace

QList<QSslCertificate> certificatesIn(const QString &path)
{
    const auto text = readRegular(path, kMostBytes + 1);
    return text && text->size() <= kMostBytes ? QSslCertificate::fromData(*text, QSsl::Pem)
                                              : QList<QSslCertificate>();
}

void trustAlso(const QString &caFile)
{
    QList<QSslCertificate> own;
    if (!caFile.isEmpty())
        own += certificatesIn(caFile);
    if (const QString file = qEnvironmentVariable("SSL_CERT_FILE"); !file.isEmpty())
        own += certificatesIn(file);
    for (const QString &directory : qEnvironmentVariable("SSL_CERT_DIR").split(u':', Qt::SkipEmptyParts))
        own += certificatesBelow(directory);
    // Touching Qt's configuration loads all of OpenSSL and every certificate of the system: 15 MiB that a
    // plain address never needs.
    static bool isChanged = false;
    if (own.isEmpty() && !isChanged)
        return;
    static const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = usual;
    // Only then: reading the system's certificates takes time, and Qt normally reads only the one it needs.
    if (!own.isEmpty())
        trusting.setCaCertificates(QSslConfiguration::systemCaCertificates() + own);
    QSslConfiguration::setDefaultConfiguration(trusting);
    isChanged = true;
}

} // namespace mimir
