// QNetworkInformation as a hint (product.md, "Offline, sleep, networks"): where there is no backend, Unknown.
#pragma once

#include "sync/reachability.h"

#include <QObject>

namespace mimir {

class NetworkReachability final : public QObject, public Reachability {
    Q_OBJECT
public:
    explicit NetworkReachability(QObject *parent = nullptr);

    State state() const override;
    bool metered() const override;
    void onChange(std::function<void()> listener) override;

private:
    std::function<void()> m_listener;
};

} // namespace mimir
