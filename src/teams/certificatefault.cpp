#include "teams/certificatefault.h"

#include "teams/apirequest.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::chrono::seconds kPatience {5};
constexpr Millis kTolerated = Millis(5) * 60 * 1000;

bool isDate(QSslError::SslError error)
{
    return error == QSslError::CertificateExpired || error == QSslError::CertificateNotYetValid;
}

bool isAuthority(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::InvalidCaCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateRejected:
        return true;
    default:
        return false;
    }
}

// An authority that the server does not send with its certificate is not told with its error.
bool isValidAt(const QList<QSslError> &errors, Millis when)
{
    const auto isTold = [](const QSslError &error) { return !error.certificate().isNull(); };
    return std::ranges::any_of(errors, isTold)
        && std::ranges::all_of(errors, [when, isTold](const QSslError &error) {
               const QSslCertificate certificate = error.certificate();
               return !isTold(error)
                   || (certificate.effectiveDate().toMSecsSinceEpoch() <= when
                       && when <= certificate.expiryDate().toMSecsSinceEpoch());
           });
}

} // namespace

ErrorCode certificateFault(const QList<QSslError> &errors)
{
    const auto has = [&errors](auto matches) {
        return std::ranges::any_of(errors, [&](const QSslError &error) { return matches(error.error()); });
    };
    const auto is
        = [](QSslError::SslError which) { return [which](QSslError::SslError e) { return e == which; }; };
    if (has(isAuthority))
        return ErrorCode::CertificateUnknown;
    if (has(is(QSslError::HostNameMismatch)))
        return ErrorCode::CertificateName;
    if (errors.isEmpty() || !std::ranges::all_of(errors, isDate, &QSslError::error))
        return ErrorCode::Tls;
    return has(is(QSslError::CertificateExpired)) ? ErrorCode::CertificateExpired
                                                  : ErrorCode::CertificateNotYetValid;
}

void doubtClock(QNetworkAccessManager &network, const QUrl &server, const QList<QSslError> &errors,
    ErrorCode fault, const Clock &clock, QObject *context, std::function<void(ErrorCode)> done)
{
    QUrl address = server;
    address.setPath(QStringLiteral("/"));
    address.setQuery(QString());
    QNetworkRequest request = apiRequest(address);
    request.setTransferTimeout(int(std::chrono::milliseconds(kPatience).count()));
    QNetworkReply *reply = network.head(request);
    reply->setParent(context);      // and is deleted with it
    reply->ignoreSslErrors(errors); // only these faults of this certificate
    QObject::connect(
        reply, &QNetworkReply::finished, context, [reply, errors, fault, &clock, done = std::move(done)] {
            reply->deleteLater();
            const auto told = httpDate(reply->rawHeader("Date").toStdString());
            const bool wrong = told && std::abs(*told - clock.now()) > kTolerated && isValidAt(errors, *told);
            done(wrong ? ErrorCode::ClockWrong : fault);
        });
}

} // namespace mimir
