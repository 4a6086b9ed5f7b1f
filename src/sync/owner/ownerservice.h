// Answers what other processes ask of the owner over its socket (ownercommand.h):
//   wake                   nothing
//   sync_now            -> status, when a run that began after the request has ended, and "end": endName()
//   show, quit          -> {}
//   everything else     -> SyncStatus::toJson()
// Failures are answered with {"error": errorName() | "unknown_command"}.
#pragma once

#include "sync/owner/ownercommand.h"
#include "sync/owner/ownerserver.h"
#include "sync/worker/syncworker.h"

namespace mimir {

/// Done in the process that owns syncing; Status, Show and Quit do nothing to the worker. Errors: why a
/// decision could not be stored.
Result<void> apply(const OwnerCommand &command, SyncWorker &worker);

class OwnerService : public QObject {
    Q_OBJECT
public:
    /// Lives on the worker's thread. The worker must outlive it.
    explicit OwnerService(SyncWorker &worker, QObject *parent = nullptr);

    /// Before SyncWorker::start(), which reads the decisions that were saved while no one listened.
    Result<void> listen(const QString &socketPath) { return m_server.listen(socketPath); }

Q_SIGNALS:
    void showRequested();
    void quitRequested();
    void signedInElsewhere();
    /// Another process has written to the store.
    void woken();

private:
    void handle(const json::Object &request, const OwnerServer::Reply &reply);
    void syncNow(const OwnerServer::Reply &reply);

    SyncWorker &m_worker;
    OwnerServer m_server;
};

} // namespace mimir
