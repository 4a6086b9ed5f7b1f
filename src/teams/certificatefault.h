// Why a server's certificate is not trusted, in words that help: each cause has another remedy. Internal to
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

/// The gravest first: of what nobody vouches for, name and dates prove nothing. Tls: none of the named ones.
ErrorCode certificateFault(const QList<QSslError> &errors);

/// For a certificate whose only faults are its dates, as `errors` say: Asks the server for the time, with
/// nothing in the request that is anybody's, and gives ClockWrong where the certificate is valid then and
/// `clock` differs by more than five minutes; else `fault` again. `done` comes later, within some seconds;
/// not once `context` is gone.
void doubtClock(QNetworkAccessManager &network, const QUrl &server, const QList<QSslError> &errors,
    ErrorCode fault, const Clock &clock, QObject *context, std::function<void(ErrorCode)> done);

} // namespace mimir
