#include "sync/owner/ownerstatus.h"

namespace mimir {

SyncStatus statusFromOutside(Store &store, const RunState &known, const OwnerClient &owner, int patienceMs)
{
    return statusFromAnswer(store, known, owner, owner.ask(OwnerCommand::Kind::Status, patienceMs));
}

SyncStatus statusFromAnswer(
    Store &store, const RunState &known, const OwnerClient &owner, const Result<json::Object> &answer)
{
    using Owner = SyncStatus::Owner;
    if (answer) {
        SyncStatus status = computeStatus(store, known);
        overlay(status, *answer);
        return status;
    }
    const bool silent = answer.error().code == ErrorCode::Timeout;
    SyncStatus status = computeStatus(store, known, silent ? Owner::Silent : Owner::Nobody);
    if (silent)
        status.ownerProcess = owner.process();
    return status;
}

} // namespace mimir
