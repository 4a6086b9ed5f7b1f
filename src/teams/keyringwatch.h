// When a keyring that could not be used may be usable again: unlocked, or started anew. Listens only, and
// only once it was asked to; nothing blocks.
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

    /// From now on; asked again it does nothing.
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
