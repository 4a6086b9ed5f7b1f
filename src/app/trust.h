// What TLS trusts in addition to the system's authorities: the environment's SSL_CERT_FILE and SSL_CERT_DIR,
// which Qt does not read, and a file the user sets. Internal to this layer.
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace mimir {

/// The certificates of a PEM file of at most 4 MiB; empty if there are none.
QList<QSslCertificate> certificatesIn(const QString &path);

/// For every connection that this process makes from now on. `caFile`: "" = none.
void trustAlso(const QString &caFile);

} // namespace mimir
