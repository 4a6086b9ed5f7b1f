#include "teams/answersigns.h"

#include "core/text.h"

#include <algorithm>

namespace mimir {
namespace {

bool looksLikeJson(std::string_view body)
{
    const std::string_view text = trimmed(body);
    return text.starts_with('{') || text.starts_with('[');
}

} // namespace

bool asksForTls(std::string_view body)
{
    static constexpr std::string_view words[] = {"\"needs_tls\"", "plain HTTP request was sent to HTTPS port",
        "plain HTTP to an SSL-enabled server port", "HTTP request to an HTTPS server"};
    return std::ranges::any_of(
        words, [body = body.substr(0, 4096)](auto one) { return body.find(one) != body.npos; });
}

bool looksCutShort(std::string_view body)
{
    const std::string_view text = trimmed(body);
    return (text.starts_with('{') && !text.ends_with('}')) || (text.starts_with('[') && !text.ends_with(']'));
}

bool looksLikePage(const QByteArray &contentType, std::string_view body)
{
    if (looksLikeJson(body))
        return false;
    const QByteArray type = contentType.toLower();
    return type.startsWith("text/html") || type.startsWith("application/xhtml")
        || trimmed(body).starts_with('<');
}

bool isStatusError(QNetworkReply::NetworkError error)
{
    return (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
        || error == QNetworkReply::ProtocolInvalidOperationError
        || error >= QNetworkReply::InternalServerError;
}

ErrorCode failureOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorCode::Proxy;
    case QNetworkReply::TimeoutError:
        return ErrorCode::Timeout;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return ErrorCode::NotOurs;
    default:
        return ErrorCode::Offline;
    }
}

} // namespace mimir
