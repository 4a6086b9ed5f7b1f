#include "app/environmentproxy.h"

#include <QHostAddress>

#include <algorithm>

namespace mimir {
namespace {

constexpr int kHttpPort = 8080;
constexpr int kSocksPort = 1080;

QString either(const Environment &variable, const char *name)
{
    const QString lower = variable(name);
    return lower.isEmpty() ? variable(QByteArray(name).toUpper().constData()) : lower;
}

bool isInSubnet(const QHostAddress &host, const QString &entry)
{
    const auto subnet = QHostAddress::parseSubnet(entry);
    return entry.contains(u'/') && !host.isNull() && subnet.second >= 0
        && host.isInSubnet(subnet.first, subnet.second);
}

// "example.org" and ".example.org" mean the domain and everything below it; "host:8443" only this port.
bool isExcepted(const QString &entry, const QUrl &server)
{
    if (entry == QLatin1String("*"))
        return true;
    const QString host = server.host().toLower();
    if (isInSubnet(QHostAddress(host), entry))
        return true;
    QString domain = entry;
    while (domain.startsWith(u'.') || domain.startsWith(QLatin1String("*.")))
        domain.remove(0, 1);
    const QUrl named(QStringLiteral("//") + domain);
    const QString name = named.host().toLower();
    const int defaultPort = server.scheme() == QLatin1String("https") ? 443 : 80;
    if (name.isEmpty() || (named.port() != -1 && named.port() != server.port(defaultPort)))
        return false;
    return host == name || (QHostAddress(name).isNull() && host.endsWith(u'.' + name));
}

QNetworkProxy proxyNamed(const QString &text)
{
    const QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("http://") + text);
    const bool socks = url.scheme().startsWith(QLatin1String("socks"));
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || url.host().isEmpty() || !(socks || http))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    QNetworkProxy proxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
        static_cast<quint16>(url.port(socks ? kSocksPort : kHttpPort)), url.userName(QUrl::FullyDecoded),
        url.password(QUrl::FullyDecoded));
    // Use a tunnel also for plain http: only then does Qt sign in to a proxy without asking back.
    if (!proxy.user().isEmpty())
        proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

} // namespace

QString variableOf(const char *name)
{
    return qEnvironmentVariable(name).trimmed();
}

std::optional<QNetworkProxy> proxyOfEnvironment(const QUrl &server, const Environment &variable)
{
    const bool secure = server.scheme() == QLatin1String("https");
    QString named = either(variable, secure ? "https_proxy" : "http_proxy");
    if (named.isEmpty())
        named = either(variable, "all_proxy");
    if (named.isEmpty())
        return std::nullopt;
    const QStringList exceptions = either(variable, "no_proxy").split(u',', Qt::SkipEmptyParts);
    const bool excepted = std::ranges::any_of(
        exceptions, [&server](const QString &entry) { return isExcepted(entry.trimmed(), server); });
    return excepted ? QNetworkProxy(QNetworkProxy::NoProxy) : proxyNamed(named);
}

} // namespace mimir
