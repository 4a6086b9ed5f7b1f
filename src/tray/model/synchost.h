// The part of SyncThread that lives on its thread.
#pragma once

#include "app/following/sourcefollowing.h"
#include "app/session.h"
#include "core/synclock.h"
#include "sync/owner/ownerservice.h"
#include "sync/profile.h"

#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace mimir {

class SyncHost : public QObject {
    Q_OBJECT
public:
    explicit SyncHost(const Profile &profile);
    ~SyncHost() override;

    void start();
    /// Aborts the current run and closes the store.
    void stop();

    Result<Session *> session();
    /// Calls `work(session())`, at once unless the store is being opened.
    void withSession(const std::function<void(Result<Session *>)> &work);
    /// What only the owner of syncing may do: done here if this process is the owner, else asked of the
    /// owner. If no owner accepts it, the last request of each kind waits until this process is the owner.
    void whenOwner(const OwnerCommand &command);
    /// False if no one is listening.
    bool tellOwner(const OwnerCommand &command) const;
    /// Takes effect at once, no matter which process owns syncing.
    void setPrivacyMode(bool on);
    /// From the worker; while another process owns syncing, from the store and that process.
    void publish();

Q_SIGNALS:
    void statusChanged(const mimir::SyncStatus &status);
    void conflictsAppeared();
    void startedOver();
    void authExpired();
    void showRequested();
    void quitRequested();

private:
    bool owns() const { return m_service != nullptr; }
    void tryToOpen();
    void tryToOwn();
    void followSources();
    void tellAndRetry(std::chrono::milliseconds after, Qt::TimerType precision);
    void reopen();
    /// Whether another file, or none, is in the place of the store that this process shows; it is reopened.
    bool lostStore();
    /// After what was asked for before, such as reopening.
    void later(const std::function<void()> &work);
    void storeLost(ErrorCode why);
    void close();
    void runDeferred();
    void connectWorker();

    Profile m_profile;
    SyncLock m_lock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<OwnerService> m_service;
    std::unique_ptr<SourceFollowing> m_following; ///< as long as this process owns syncing
    Error m_openError;
    QTimer m_retry;
    std::map<OwnerCommand::Kind, OwnerCommand> m_waiting; ///< Resume under Pause
    std::vector<std::function<void(Result<Session *>)>> m_afterOpening;
    bool m_opening = false; ///< events are handled meanwhile, since the keyring may be slow
    bool m_stopped = false;
};

} // namespace mimir
