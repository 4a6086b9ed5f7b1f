// The main window, one page per subject. Everything in the tray menu can also be done here.
#pragma once

#include "sync/status/syncstatus.h"
#include "teams/tokenstore.h"
#include "tray/model/privacylists.h"
#include "tray/model/storelists.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

#include <memory>

class QMenu;

namespace mimir {

class AboutPage;
class AccountPage;
class ActivityPage;
class ConflictsPage;
class FailedPage;
class PrivacyPage;
class Settings;
class SourcesPage;
class StatusPage;
class SyncPage;
class SyncThread;
class TrashPage;
namespace Ui {
class SettingsDialog;
}

/// What the window shows from the store besides the status.
struct WindowData {
    Account account;
    TokenStore::Kind tokenStore = TokenStore::Kind::Keyring;
    std::vector<ListedItem> held;
    PrivacyOverview privacy;
    Traffic traffic;
};

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Tab : std::uint8_t {
        Status,
        Account,
        Sync,
        Sources,
        Privacy,
        Conflicts,
        Failed,
        Trash,
        Activity,
        Notifications,
        About
    };

    /// `thread` (nullptr in tests), `settings` and `pauseMenu` must outlive the dialog.
    SettingsDialog(SyncThread *thread, Settings &settings, const QString &profileDirectory, QMenu *pauseMenu,
        QWidget *parent = nullptr);
    ~SettingsDialog() override;

    /// Pages whose numbers this changes read the store again.
    void setStatus(const SyncStatus &status, Millis now);
    void setData(const WindowData &read);
    void showTab(Tab tab);
    Tab currentTab() const;

    // The application answers their signals.
    StatusPage *statusPage() { return m_status; }
    AccountPage *accountPage() { return m_account; }
    SyncPage *syncPage() { return m_sync; }
    SourcesPage *sourcesPage() { return m_sources; }
    PrivacyPage *privacyPage() { return m_privacy; }
    ConflictsPage *conflictsPage() { return m_conflicts; }
    FailedPage *failedPage() { return m_failed; }
    TrashPage *trashPage() { return m_trash; }
    ActivityPage *activityPage() { return m_activity; }
    AboutPage *aboutPage() { return m_about; }

Q_SIGNALS:
    void quitRequested();
    /// setData() is due: time has passed, or something was received.
    void dataOutdated();
    /// This page is now in front; its data may be stale.
    void tabShown(mimir::SettingsDialog::Tab tab);

private:
    void addPage(Tab tab, QWidget *page, const QString &title, const char *icon);
    void reloadPage(Tab tab);

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    StatusPage *m_status;
    AccountPage *m_account;
    SyncPage *m_sync;
    SourcesPage *m_sources;
    PrivacyPage *m_privacy;
    ConflictsPage *m_conflicts;
    FailedPage *m_failed;
    TrashPage *m_trash;
    ActivityPage *m_activity;
    AboutPage *m_about;
    SyncStatus m_shown;
    QTimer m_activityLater;
    QTimer m_refresh {this};
    QElapsedTimer m_sinceRefresh;
};

} // namespace mimir
