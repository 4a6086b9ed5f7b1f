// The composition root of mimir-tray: builds icon, menu, notifier, windows and the sync thread, and connects
// them. It decides nothing about syncing; every number and word comes from SyncStatus.
#pragma once

#include "app/settings.h"
#include "core/synclock.h"
#include "sync/owner/ownerserver.h"
#include "sync/profile.h"
#include "sync/status/syncstatus.h"
#include "tray/pages/settingsdialog.h"
#include "tray/program/aboutactions.h"
#include "tray/program/accountactions.h"
#include "tray/program/addressactions.h"
#include "tray/program/privacyactions.h"
#include "tray/program/refusedactions.h"
#include "tray/program/setupactions.h"
#include "tray/program/sharingactions.h"
#include "tray/program/sourceactions.h"
#include "tray/program/trashactions.h"
#include "tray/widgets/questions.h"

#include <QPointer>

#include <memory>

namespace mimir {

class Announcer;
class HistoryWindow;
class SyncThread;
class TrayHost;
class TrayIcon;
class TrayMenu;
class InterfaceLanguage;

class TrayApplication : public QObject {
    Q_OBJECT
public:
    /// `clock` and `language` must outlive it.
    TrayApplication(
        const Profile &profile, const Clock &clock, InterfaceLanguage &language, QObject *parent = nullptr);
    ~TrayApplication() override;

    enum class Start : std::uint8_t { Window, Minimized };
    void start(Start how);
    void showWindow(SettingsDialog::Tab tab = SettingsDialog::Tab::Status);
    /// True if the sync thread ended in time.
    bool stop();
    /// Where a second start asks the first for its window, even while another process owns syncing or the
    /// store cannot be opened. {"command":"show","where":{…}} -> where this one is; the window is shown only
    /// if the user who asks can see it (windowlocation.h).
    static QString socketPath(const Profile &profile);

private:
    void connectThread();
    void connectMenu();
    void connectAnnouncer();
    SettingsDialog *window();
    void connectWindow(SettingsDialog *window);

    void settingsChanged(const QStringList &keys);
    void retranslateAll();
    void setStatus(const SyncStatus &status);
    void refreshWindow();
    void showConflicts() { showWindow(SettingsDialog::Tab::Conflicts); }
    void showFailed() { showWindow(SettingsDialog::Tab::Failed); }
    void showHistory();
    void drawIcon();
    void pause(int minutes);

    Profile m_profile;
    const Clock &m_clock;
    InterfaceLanguage &m_language;
    Settings m_settings;
    std::unique_ptr<SyncThread> m_thread;
    std::unique_ptr<TrayMenu> m_menu;
    std::unique_ptr<TrayIcon> m_icon;
    std::unique_ptr<TrayHost> m_host;
    std::unique_ptr<Announcer> m_announcer;
    Questions m_questions;
    AccountActions m_account;
    AddressActions m_address;
    AboutActions m_about;
    PrivacyActions m_privacy;
    SharingActions m_sharing;
    TrashActions m_trash;
    SourceActions m_sources;
    RefusedActions m_refused;
    SetupActions m_setup;
    // Windows are created on demand and deleted when closed: an idle tray holds none.
    QPointer<SettingsDialog> m_window;
    QPointer<HistoryWindow> m_history;
    SyncStatus m_status;
    OwnerServer m_server;
};

} // namespace mimir
