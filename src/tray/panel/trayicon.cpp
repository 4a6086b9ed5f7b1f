#include "tray/panel/trayicon.h"

#include "sync/status/statuslines.h"
#include "tray/widgets/stateicon.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace mimir {

TrayIcon::TrayIcon(QMenu *menu, QObject *parent) : QObject(parent), m_menu(menu) { }

TrayIcon::~TrayIcon() = default;

QString TrayIcon::toolTip(const SyncStatus &status, Millis now)
{
    const StatusLines lines = statusLines(status, now);
    const QString shown = QStringLiteral("Mimir Sync\n") + lines.headline;
    return lines.beside.isEmpty() ? shown : shown + u'\n' + lines.beside;
}

void TrayIcon::show()
{
    if (m_icon)
        return;
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(m_menu);
    connect(
        m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                Q_EMIT activated();
            else if (reason == QSystemTrayIcon::MiddleClick)
                Q_EMIT middleClicked();
        });
    apply();
    m_icon->show();
}

void TrayIcon::setStatus(const SyncStatus &status, Millis now)
{
    m_state = status.state;
    m_badge = badgeOf(status);
    m_toolTip = toolTip(status, now);
    apply();
}

void TrayIcon::setStyle(IconStyle style)
{
    m_style = style;
    apply();
}

// Panels redraw on every signal: only what changed is set.
void TrayIcon::apply()
{
    if (!m_icon)
        return;
    if (const std::tuple wanted(m_state, m_style, m_badge); m_shown != wanted) {
        m_icon->setIcon(stateIcon(m_state, m_style, m_badge));
        m_shown = wanted;
    }
    if (m_icon->toolTip() != m_toolTip)
        m_icon->setToolTip(m_toolTip);
}

} // namespace mimir
