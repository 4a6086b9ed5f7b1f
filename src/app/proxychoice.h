// The proxy for a server: none for this computer itself, otherwise what the user chose. Internal to this
// layer.
#pragma once

#include "app/settings.h"

#include <QNetworkProxyFactory>

namespace mimir {

class ProxyChoice final : public QNetworkProxyFactory {
public:
    /// Adopts the present settings.
    ProxyChoice(const Settings &settings, const std::string &password);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    bool m_system = false;
    QNetworkProxy m_proxy {QNetworkProxy::NoProxy};
};

} // namespace mimir
