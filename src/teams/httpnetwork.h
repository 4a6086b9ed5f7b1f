// The network access that all requests of a session share. Qt drops requests in progress silently when its
// connections are cleared (their replies never finish), so connections are dropped here and nowhere else: each
// HttpExchange in progress begins again on a new one.
#pragma once

#include <QNetworkAccessManager>

namespace mimir {

class HttpNetwork final : public QNetworkAccessManager {
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    /// After sleep, a change of network or of the proxy, when kept-alive connections lead nowhere.
    void dropConnections();

Q_SIGNALS:
    void connectionsDropped();
};

} // namespace mimir
