// Whether this computer runs on battery or saves power, from UPower and the power profiles daemon on the
// system bus. They are queried without being started, nothing blocks, and without them the answer is "no".
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace mimir {

class PowerSupply : public QObject {
    Q_OBJECT
public:
    explicit PowerSupply(
        const QDBusConnection &bus = QDBusConnection::systemBus(), QObject *parent = nullptr);

    bool onBattery() const { return m_onBattery; }
    bool saving() const { return m_saving; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void propertiesChanged(const QString &interface, const QVariantMap &properties);
    void ownerChanged(const QString &service, const QString &before, const QString &now);

private:
    void ask(const QString &service);
    void take(const QVariantMap &properties);

    QDBusConnection m_bus;
    bool m_onBattery = false;
    bool m_saving = false;
};

} // namespace mimir
