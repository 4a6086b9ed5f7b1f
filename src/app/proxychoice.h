// The way to the server: none for this computer itself, else what the person chose. Internal to this layer.
#pragma once

#include "app/settings.h"

#include <QNetworkProxyFactory>

namespace mimir {

class ProxyChoice final : public QNetworkProxyFactory {
public:
    /// Takes what the settings say now.
    ProxyChoice(const Settings &settings, const std::string &password);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    bool m_system = false;
    QNetworkProxy m_proxy {QNetworkProxy::NoProxy};
};

} // namespace mimir
