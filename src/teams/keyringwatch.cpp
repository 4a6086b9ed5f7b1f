#include "teams/keyringwatch.h"

namespace mimir {
namespace {

QString service()
{
    return QStringLiteral("org.freedesktop.secrets");
}

// What QtKeychain asks on KDE's desktop.
QStringList otherServices()
{
    return {QStringLiteral("org.kde.kwalletd5"), QStringLiteral("org.kde.kwalletd6")};
}

} // namespace

KeyringWatch::KeyringWatch(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    connect(&m_owner, &QDBusServiceWatcher::serviceOwnerChanged, this,
        [this](const QString &, const QString &, const QString &now) {
            if (!now.isEmpty())
                Q_EMIT changed();
        });
}

void KeyringWatch::begin()
{
    if (m_listening || !m_bus.isConnected())
        return;
    m_listening = m_bus.connect(service(), QString(), QStringLiteral("org.freedesktop.DBus.Properties"),
        QStringLiteral("PropertiesChanged"), this, SLOT(propertiesChanged(QString, QVariantMap)));
    m_owner.setConnection(m_bus);
    m_owner.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    for (const QString &name : QStringList(service()) + otherServices())
        m_owner.addWatchedService(name);
}

void KeyringWatch::propertiesChanged(const QString &interface, const QVariantMap &values)
{
    const auto locked = values.find(QStringLiteral("Locked"));
    if (interface == QLatin1String("org.freedesktop.Secret.Collection") && locked != values.end()
        && !locked->toBool())
        Q_EMIT changed();
}

} // namespace mimir
