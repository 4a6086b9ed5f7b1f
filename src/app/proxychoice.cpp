#include "app/proxychoice.h"

#include "app/environmentproxy.h"

#include <QHostAddress>

namespace mimir {
namespace {

bool isThisComputer(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

ProxyChoice::ProxyChoice(const Settings &settings, const std::string &password)
{
    const std::string mode = settings.value(settings::kProxyMode);
    m_system = mode == "system";
    if (mode != "manual")
        return;
    const bool socks = settings.value(settings::kProxyType) == "socks5";
    m_proxy = QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
        QString::fromStdString(settings.value(settings::kProxyHost)),
        static_cast<quint16>(settings.number(settings::kProxyPort)));
    // Use a tunnel also for plain http: only then does Qt sign in to a proxy without asking back.
    m_proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    if (const std::string user = settings.value(settings::kProxyUser); !user.empty()) {
        m_proxy.setUser(QString::fromStdString(user));
        m_proxy.setPassword(QString::fromStdString(password));
    }
}

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery &query)
{
    if (isThisComputer(query.peerHostName()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (!m_system)
        return {m_proxy};
    const auto named = proxyOfEnvironment(query.url(), variableOf);
    return named ? QList {*named} : systemProxyForQuery(query);
}

} // namespace mimir
