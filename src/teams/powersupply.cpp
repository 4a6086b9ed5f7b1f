#include "teams/powersupply.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <array>

namespace mimir {
namespace {

struct Service {
    const char *name, *path, *interface;
};

// The profiles daemon has had two names.
constexpr std::array kServices {
    Service {"org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower"},
    Service {"org.freedesktop.UPower.PowerProfiles", "/org/freedesktop/UPower/PowerProfiles",
        "org.freedesktop.UPower.PowerProfiles"},
    Service {"net.hadess.PowerProfiles", "/net/hadess/PowerProfiles", "net.hadess.PowerProfiles"},
};
constexpr auto kProperties = "org.freedesktop.DBus.Properties";
constexpr auto kBus = "org.freedesktop.DBus";

} // namespace

PowerSupply::PowerSupply(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    for (const Service &service : kServices) {
        const QString name = QLatin1String(service.name);
        m_bus.connect(name, QLatin1String(service.path), QLatin1String(kProperties),
            QStringLiteral("PropertiesChanged"), this, SLOT(propertiesChanged(QString, QVariantMap)));
        m_bus.connect(QLatin1String(kBus), QStringLiteral("/org/freedesktop/DBus"), QLatin1String(kBus),
            QStringLiteral("NameOwnerChanged"), {name}, QStringLiteral("sss"), this,
            SLOT(ownerChanged(QString, QString, QString)));
        ask(name);
    }
}

void PowerSupply::ask(const QString &service)
{
    for (const Service &one : kServices) {
        if (service != QLatin1String(one.name))
            continue;
        QDBusMessage call = QDBusMessage::createMethodCall(
            service, QLatin1String(one.path), QLatin1String(kProperties), QStringLiteral("GetAll"));
        call << QString::fromLatin1(one.interface);
        call.setAutoStartService(false);
        auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QVariantMap> reply = *watcher;
            watcher->deleteLater();
            if (!reply.isError())
                take(reply.value());
        });
    }
}

// The three interfaces have no property names in common.
void PowerSupply::take(const QVariantMap &properties)
{
    const bool onBattery = properties.value(QStringLiteral("OnBattery"), m_onBattery).toBool();
    const QVariant profile = properties.value(QStringLiteral("ActiveProfile"));
    const bool saving = profile.isValid() ? profile.toString() == QLatin1String("power-saver") : m_saving;
    if (onBattery == m_onBattery && saving == m_saving)
        return;
    m_onBattery = onBattery;
    m_saving = saving;
    Q_EMIT changed();
}

void PowerSupply::propertiesChanged(const QString &, const QVariantMap &properties)
{
    take(properties);
}

// Clears what a daemon that has gone said, and asks one that has come.
void PowerSupply::ownerChanged(const QString &service, const QString &, const QString &now)
{
    if (!now.isEmpty())
        return ask(service);
    if (service == QLatin1String(kServices.front().name))
        take({{QStringLiteral("OnBattery"), false}});
    else
        take({{QStringLiteral("ActiveProfile"), QString()}});
}

} // namespace mimir
