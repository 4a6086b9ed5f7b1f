// QNetworkInformation and the power supply as a hint (docs/product.md, "Offline, sleep, networks"): Unknown
// if there is no backend.
#pragma once

#include "sync/reachability.h"

#include "teams/powersupply.h"

#include <QObject>

namespace mimir {

class NetworkReachability final : public QObject, public Reachability {
    Q_OBJECT
public:
    explicit NetworkReachability(QObject *parent = nullptr);

    State state() const override;
    bool metered() const override;
    bool onBattery() const override { return m_power.onBattery(); }
    bool savingPower() const override { return m_power.saving(); }
    void onChange(std::function<void()> listener) override;

Q_SIGNALS:
    /// The network changed or is gone; emitted before the listener is told.
    void changed();

private:
    std::function<void()> m_listener;
    PowerSupply m_power;
};

} // namespace mimir
