// The icon in the panel: state, tooltip, menu. Exists only once there is a panel to show it.
#pragma once

#include "sync/status/syncstatus.h"
#include "tray/widgets/stateicon.h"

#include <QObject>

#include <memory>
#include <optional>

class QMenu;
class QSystemTrayIcon;

namespace mimir {

class TrayIcon : public QObject {
    Q_OBJECT
public:
    /// `menu` must outlive the icon.
    explicit TrayIcon(QMenu *menu, QObject *parent = nullptr);
    ~TrayIcon() override;

    /// Call when TrayHost says so, not before.
    void show();
    void setStatus(const SyncStatus &status, Millis now);
    void setStyle(IconStyle style);

    /// The program's name with the two lines of statusLines() below it, plain text.
    static QString toolTip(const SyncStatus &status, Millis now);

Q_SIGNALS:
    /// A single or double click.
    void activated();
    void middleClicked();

private:
    void apply();

    QMenu *m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    SyncState m_state = SyncState::Local;
    IconStyle m_style = IconStyle::Symbolic;
    IconBadge m_badge = IconBadge::None;
    std::optional<std::tuple<SyncState, IconStyle, IconBadge>> m_shown;
    QString m_toolTip;
};

} // namespace mimir
