#include "tray/panel/trayhost.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QGuiApplication>

#include <chrono>
#include <string_view>

#ifdef MIMIR_WITH_XCB
#include <xcb/xcb.h>

#include <cstdlib>
#endif

namespace mimir {
namespace {

constexpr std::string_view kSelection = "_NET_SYSTEM_TRAY_S0";
const QString kWatcher = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString kPath = QStringLiteral("/StatusNotifierWatcher");

// Panels that support both announce the old protocol first.
constexpr auto kPatience = std::chrono::seconds(30);
constexpr auto kGrace = std::chrono::seconds(5);

#ifdef MIMIR_WITH_XCB
xcb_connection_t *xConnection()
{
    const auto *x11 = qApp->nativeInterface<QNativeInterface::QX11Application>();
    return x11 ? x11->connection() : nullptr;
}

xcb_atom_t atomOf(xcb_connection_t *connection, std::string_view name)
{
    const auto cookie = xcb_intern_atom(connection, 0, static_cast<std::uint16_t>(name.size()), name.data());
    xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply(connection, cookie, nullptr);
    const xcb_atom_t atom = reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
    std::free(reply);
    return atom;
}
#endif

// A panel that supports only the old protocol owns this selection.
bool hasXEmbedTray()
{
#ifdef MIMIR_WITH_XCB
    xcb_connection_t *connection = xConnection();
    if (!connection)
        return false;
    const auto ownerCookie = xcb_get_selection_owner(connection, atomOf(connection, kSelection));
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
    m_fallback.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_fallback, &QTimer::timeout, this, &TrayHost::askXEmbed);
}

TrayHost::~TrayHost()
{
    qApp->removeNativeEventFilter(this);
}

void TrayHost::watch()
{
    auto *owner = new QDBusServiceWatcher(kWatcher, m_bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(owner, &QDBusServiceWatcher::serviceRegistered, this, &TrayHost::ask);
    m_bus.connect(
        kWatcher, kPath, kWatcher, QStringLiteral("StatusNotifierHostRegistered"), this, SLOT(ask()));
    qApp->installNativeEventFilter(this);
    m_fallback.start(kPatience);
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

void TrayHost::askXEmbed()
{
    if (!m_available && hasXEmbedTray())
        found();
}

// A new tray manager announces itself to all windows through the root (ICCCM 2.8).
bool TrayHost::nativeEventFilter(
    [[maybe_unused]] const QByteArray &type, [[maybe_unused]] void *message, qintptr *)
{
#ifdef MIMIR_WITH_XCB
    if (type != "xcb_generic_event_t")
        return false;
    const auto *event = static_cast<const xcb_generic_event_t *>(message);
    if ((event->response_type & 0x7f) != XCB_CLIENT_MESSAGE)
        return false;
    const auto *told = reinterpret_cast<const xcb_client_message_event_t *>(event);
    xcb_connection_t *connection = xConnection();
    if (told->format == 32 && connection && told->type == atomOf(connection, "MANAGER")
        && told->data.data32[1] == atomOf(connection, kSelection)
        && (!m_fallback.isActive() || m_fallback.remainingTimeAsDuration() < kGrace))
        m_fallback.start(kGrace);
#endif
    return false;
}

void TrayHost::found()
{
    if (m_available)
        return;
    m_available = true;
    m_fallback.stop();
    qApp->removeNativeEventFilter(this);
    Q_EMIT available();
}

} // namespace mimir
