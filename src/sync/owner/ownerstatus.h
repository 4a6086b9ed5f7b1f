// The state as shown by a process that does not own syncing: what the store says, plus what the owner says
// about this moment. An owner that does not answer in time and one that is not there are reported as such.
#pragma once

#include "sync/owner/ownerclient.h"
#include "sync/status/syncstatus.h"

namespace mimir {

/// Blocks for at most `patienceMs`. `known`: what this process itself knows in addition to the saved
/// RunState.
SyncStatus statusFromOutside(Store &store, const RunState &known, const OwnerClient &owner, int patienceMs);
/// The same after the owner has been asked for something else, with `answer` as the result.
SyncStatus statusFromAnswer(
    Store &store, const RunState &known, const OwnerClient &owner, const Result<json::Object> &answer);

} // namespace mimir
