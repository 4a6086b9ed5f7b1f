// Whom TLS trusts beside the system's authorities: the environment's SSL_CERT_FILE and SSL_CERT_DIR, which Qt
// does not read, and a file of the person's. Internal to this layer.
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace mimir {

/// Of a PEM file of at most 4 MiB; empty where there is none.
QList<QSslCertificate> certificatesIn(const QString &path);

/// For every connection that this process begins from now on. `caFile`: "" = none.
void trustAlso(const QString &caFile);

} // namespace mimir
