// Why a server's certificate is not trusted, in words that help: each cause needs another remedy. Internal to
// this layer.
#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <QList>
#include <QSslError>
#include <QUrl>

#include <functional>

class QNetworkAccessManager;
class QObject;

namespace mimir {

/// The most serious one: without a trusted issuer, name and dates prove nothing. Tls: none of the specific
/// ones.
ErrorCode certificateFault(const QList<QSslError> &errors);

/// For a certificate whose only faults, according to `errors`, are its dates: asks the server for the time,
/// with nothing private in the request, and returns ClockWrong if the certificate is valid then and `clock`
/// differs by more than five minutes; otherwise `fault` again. `done` is called later, within a few seconds;
/// not once `context` is gone.
void doubtClock(QNetworkAccessManager &network, const QUrl &server, const QList<QSslError> &errors,
    ErrorCode fault, const Clock &clock, QObject *context, std::function<void(ErrorCode)> done);

} // namespace mimir
