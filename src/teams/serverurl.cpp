#include "teams/serverurl.h"

#include <QHostAddress>

namespace mimir {
namespace {

constexpr QLatin1String kBaseSuffix("/api/v1");

Error unusable(const char *why)
{
    return {ErrorCode::Usage, why};
}

// "localhost:8080" would be read as the scheme "localhost" by QUrl.
QUrl withScheme(const QString &typed)
{
    if (typed.contains(QLatin1String("://")))
        return QUrl(typed, QUrl::StrictMode);
    const QUrl plain(QLatin1String("http://") + typed, QUrl::StrictMode);
    return isLoopback(plain) ? plain : QUrl(QLatin1String("https://") + typed, QUrl::StrictMode);
}

QString basePath(QString path)
{
    const auto chopSlashes = [&path] {
        while (path.endsWith(QLatin1Char('/')))
            path.chop(1);
    };
    chopSlashes();
    if (path.endsWith(kBaseSuffix))
        path.chop(kBaseSuffix.size());
    chopSlashes();
    return path;
}

} // namespace

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

Result<QUrl> normalizedServerUrl(const QString &typed, PlainHttp plain)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty())
        return unusable("no server address");
    QUrl url = withScheme(trimmed);
    if (!url.isValid() || url.host().isEmpty() || url.port(1) == 0)
        return unusable("not a server address");
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))
        return unusable("a server address begins with https://");
    if (!url.userInfo().isEmpty() || url.authority().contains(QLatin1Char('@')))
        return unusable("a server address contains no user name or password");
    if (url.hasQuery() || url.hasFragment())
        return unusable("a server address ends with its path");
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (isPlain && plain == PlainHttp::LoopbackOnly && !isLoopback(url))
        return Error {ErrorCode::InsecureUrl, "plain http to another computer"};
    if (url.port() == (isPlain ? 80 : 443))
        url.setPort(-1);
    url.setPath(basePath(url.path()));
    return url;
}

} // namespace mimir
