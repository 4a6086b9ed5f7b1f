// What can be asked of the owner over its socket, mapped to the worker. Requests: {"command": …}
//   wake                                      no answer
//   status                                 -> SyncStatus::toJson()
//   sync_now                               -> status, when a run that began after the request has ended
//   pause {"until": ms | null}, resume, privacy {"on": bool}, decide_held {"send": bool}, retry {"ids": […]?}
//                                          -> status
//   signed_in, signed_out                  -> status (the caller has changed tokens and teams)
//   show, quit                             -> {} ; what a second instance asks the first
#pragma once

#include "sync/ownersocket.h"
#include "sync/syncworker.h"

namespace mimir {

class OwnerService : public QObject {
    Q_OBJECT
public:
    /// Lives on the worker's thread. References must outlive it.
    OwnerService(SyncWorker &worker, Store &store, const Clock &clock, QObject *parent = nullptr);

    Result<void> listen(const QString &socketPath) { return m_server.listen(socketPath); }

Q_SIGNALS:
    void showRequested();
    void quitRequested();
    void signedInElsewhere();

private:
    void handle(const json::Object &request, const OwnerServer::Reply &reply);

    SyncWorker &m_worker;
    Store &m_store;
    const Clock &m_clock;
    OwnerServer m_server;
};

} // namespace mimir
