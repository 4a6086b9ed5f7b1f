// What can be asked of the owner over its socket, mapped to the worker. Requests: {"command": …}
//   wake                                      no answer
//   status                                 -> SyncStatus::toJson()
//   sync_now                               -> status, when a run that began after the request has ended, and
//                                             "end": endName() of it
//   pause {"until": ms | null}, resume, privacy {"on": bool}, decide_held {"send": bool}, retry {"ids": […]?}
//                                          -> status
//   signed_in, signed_out                  -> status (the caller has changed tokens and teams)
//   show, quit                             -> {} ; what a second instance asks the first
// Failures are answered with {"error": errorName() | "unknown_command"}.
#pragma once

#include "sync/ownersocket.h"
#include "sync/syncworker.h"

namespace mimir {

/// "done", "unreachable", "busy", "signed_out", "keyring_locked", "store_failed", "cancelled"
std::string_view endName(RunOutcome::End end);

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
    void syncNow(const OwnerServer::Reply &reply);
    /// Everything that is answered with the status at once. Error: Usage = not a command.
    Result<void> change(const std::string &command, const json::Object &request);
    Result<void> kept(bool isKept);

    SyncWorker &m_worker;
    OwnerServer m_server;
};

} // namespace mimir
