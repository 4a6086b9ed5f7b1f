#include "tray/trayhost.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QGuiApplication>

#include <chrono>

#ifdef MIMIR_WITH_XCB
#include <xcb/xcb.h>

#include <cstdlib>
#endif

namespace mimir {
namespace {

const QString kWatcher = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString kPath = QStringLiteral("/StatusNotifierWatcher");

// A panel that speaks only the old protocol owns this selection.
bool hasXEmbedTray()
{
#ifdef MIMIR_WITH_XCB
    const auto *x11 = qApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11 || !x11->connection())
        return false;
    xcb_connection_t *connection = x11->connection();
    constexpr char name[] = "_NET_SYSTEM_TRAY_S0";
    const auto atomCookie = xcb_intern_atom(connection, 0, sizeof name - 1, name);
    xcb_intern_atom_reply_t *atom = xcb_intern_atom_reply(connection, atomCookie, nullptr);
    if (!atom)
        return false;
    const auto ownerCookie = xcb_get_selection_owner(connection, atom->atom);
    std::free(atom);
    xcb_get_selection_owner_reply_t *owner = xcb_get_selection_owner_reply(connection, ownerCookie, nullptr);
    const bool owned = owner && owner->owner != XCB_NONE;
    std::free(owner);
    return owned;
#else
    return QGuiApplication::platformName() == QLatin1String("xcb");
#endif
}

} // namespace

TrayHost::TrayHost(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus), m_fallback(this)
{
    m_fallback.setSingleShot(true);
    m_fallback.setInterval(std::chrono::seconds(30));
    m_fallback.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_fallback, &QTimer::timeout, this, &TrayHost::askXEmbed);
}

void TrayHost::watch()
{
    auto *owner = new QDBusServiceWatcher(kWatcher, m_bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(owner, &QDBusServiceWatcher::serviceRegistered, this, &TrayHost::ask);
    m_bus.connect(
        kWatcher, kPath, kWatcher, QStringLiteral("StatusNotifierHostRegistered"), this, SLOT(ask()));
    m_fallback.start();
    ask();
}

void TrayHost::ask()
{
    if (m_available)
        return;
    QDBusMessage get = QDBusMessage::createMethodCall(
        kWatcher, kPath, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    get << kWatcher << QStringLiteral("IsStatusNotifierHostRegistered");
    get.setAutoStartService(false);
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(get), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        done->deleteLater();
        if (reply.isValid() && reply.value().variant().toBool())
            found();
    });
}

// Once only: a panel that starts later than this after us and has no StatusNotifier is not waited for.
void TrayHost::askXEmbed()
{
    if (!m_available && hasXEmbedTray())
        found();
}

void TrayHost::found()
{
    if (m_available)
        return;
    m_available = true;
    m_fallback.stop();
    Q_EMIT available();
}

} // namespace mimir
