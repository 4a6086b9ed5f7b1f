// The main window: state, account, privacy, about. Everything in the tray menu can be done here too.
#pragma once

#include "sync/syncstatus.h"
#include "teams/tokenstore.h"
#include "tray/storelists.h"

#include <QDialog>

#include <memory>

class QMenu;

namespace mimir {

namespace Ui {
class SettingsDialog;
}

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Tab : std::uint8_t { Status, Account, Privacy, About };

    /// `pauseMenu` must outlive the dialog.
    SettingsDialog(const QString &profileDirectory, QMenu *pauseMenu, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void setStatus(const SyncStatus &status, Millis now);
    void setAccount(const Account &account, TokenStore::Kind tokenStore);
    void setHeldItems(const std::vector<ListedItem> &items);
    void showTab(Tab tab);

    /// "The 12 items from 14:00 to 15:10": the span of what was recorded.
    static QString heldSpan(const std::vector<ListedItem> &items, qint64 count);

Q_SIGNALS:
    void syncNowRequested();
    void resumeRequested();
    void privacyModeRequested(bool on);
    void heldChoiceRequested(bool send);
    void conflictsRequested();
    void failedRequested();
    void signInRequested();
    void signOutRequested();
    void quitRequested();

private:
    void connectButtons();
    void showCounts(const SyncStatus &status);

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    std::optional<SyncState> m_shownState;
    qint64 m_held = 0;
};

} // namespace mimir
