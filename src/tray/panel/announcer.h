// Decides which changes are news for the user (docs/product.md, "Notifications") and has the Notifier show
// them: anything from before the start has been told, or the window shows it; off means off, also for what is
// on the screen.
#pragma once

#include "app/conflictchoice.h"
#include "sync/status/syncstatus.h"
#include "tray/panel/notifier.h"

#include <QTimer>

namespace mimir {

class Settings;
class SyncThread;

class Announcer : public QObject {
    Q_OBJECT
public:
    /// `thread` and `settings` must outlive it.
    Announcer(
        SyncThread *thread, const Settings &settings, const QDBusConnection &bus, QObject *parent = nullptr);

    void setStatus(const SyncStatus &status);
    void settingsChanged();
    /// What agents are about to delete; asked for by itself soon after the start and then once a day.
    void tellWhatAgentsDelete();
    /// Before quitting: no one would handle their buttons.
    void withdrawAll() { m_notifier.withdrawAll(); }

Q_SIGNALS:
    // The buttons of the notifications.
    void conflictsRequested();
    void refusedRequested();
    void signInRequested();
    void deletionsRequested();
    void sourcesRequested();
    void windowRequested();

private:
    void tellConflicts();
    void chooseUnseenConflicts(ConflictChoice choice);
    void tellTrouble(const SyncStatus &before);
    void tellRefused();
    void tellServerNews(const SyncStatus &before);
    void tellDeletions(const SyncStatus &before, bool isNew);
    void tellStartedOver();
    void tellAuthExpired();

    SyncThread *m_thread;
    const Settings &m_settings;
    Notifier m_notifier;
    SyncStatus m_status;
    bool m_statusKnown = false; ///< m_status came from the store
    std::optional<std::int64_t> m_refusedBefore;
    QTimer m_agents; ///< to the next look at what they delete
};

} // namespace mimir
