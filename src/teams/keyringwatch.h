// Watches for a keyring that could not be used to become usable again: unlocked, or restarted. Only listens,
// and only once asked to; nothing blocks.
#pragma once

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>

namespace mimir {

class KeyringWatch : public QObject {
    Q_OBJECT
public:
    explicit KeyringWatch(
        const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    /// Starts watching; calling it again does nothing.
    void begin();

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void propertiesChanged(const QString &interface, const QVariantMap &values);

private:
    QDBusConnection m_bus;
    QDBusServiceWatcher m_owner;
    bool m_listening = false;
};

} // namespace mimir
