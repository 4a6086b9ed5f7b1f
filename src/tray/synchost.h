// What lives on SyncThread's thread.
#pragma once

#include "app/session.h"
#include "sync/ownerservice.h"
#include "sync/profile.h"
#include "sync/synclock.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace mimir {

class SyncHost : public QObject {
    Q_OBJECT
public:
    explicit SyncHost(const Profile &profile);
    ~SyncHost() override;

    void start();
    /// Ends the run under way and closes the store.
    void stop();

    Result<Session *> session();
    /// Runs now, or as soon as this process owns syncing.
    void whenOwner(const std::function<void(SyncWorker &)> &work);
    bool owns() const { return m_service != nullptr; }
    /// From the worker, or from the store while another process owns syncing.
    void publish();

Q_SIGNALS:
    void statusChanged(const mimir::SyncStatus &status);
    void conflictsAppeared();
    void startedOver();
    void authExpired();
    void showRequested();
    void quitRequested();

private:
    void tryToOpen();
    void tryToOwn();
    void reopen();
    void connectWorker();

    Profile m_profile;
    SyncLock m_lock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<OwnerService> m_service;
    Error m_openError;
    QTimer m_retry;
    std::vector<std::function<void(SyncWorker &)>> m_waiting;
};

} // namespace mimir
