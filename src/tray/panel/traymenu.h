// The menu of the tray icon: flat, and everything in it is also available in the window.
#pragma once

#include "sync/status/syncstatus.h"

#include <QMenu>

namespace mimir {

class TrayMenu : public QObject {
    Q_OBJECT
public:
    explicit TrayMenu(QObject *parent = nullptr);
    ~TrayMenu() override;

    QMenu *menu() { return m_menu.get(); }
    /// Pause choices, shared with the window's button. Lives as long as this object.
    QMenu *pauseMenu() { return m_pause; }

    void setStatus(const SyncStatus &status, Millis now);
    /// Sets the texts in the current language; setStatus() sets the rest.
    void retranslate();

Q_SIGNALS:
    void syncNowRequested();
    /// Minutes from now; kUntilTomorrow and kUntilResumed are not durations.
    void pauseRequested(int minutes);
    void resumeRequested();
    void privacyModeRequested(bool on);
    void signInRequested();
    void conflictsRequested();
    void refusedRequested();
    void retryRequested();
    void historyRequested();
    void settingsRequested();
    void quitRequested();

public:
    static constexpr int kUntilTomorrow = -1;
    static constexpr int kUntilResumed = -2;

private:
    void buildPauseMenu();

    std::unique_ptr<QMenu> m_menu;
    QMenu *m_pause = nullptr;
    QAction *m_status = nullptr;
    QAction *m_beside = nullptr;
    QAction *m_syncNow = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_privacy = nullptr;
    QAction *m_signIn = nullptr;
    QAction *m_conflicts = nullptr;
    QAction *m_refused = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_history = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_quit = nullptr;
};

} // namespace mimir
