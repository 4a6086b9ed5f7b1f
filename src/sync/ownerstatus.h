// The state as a process tells it that is not the owner of syncing: what the store says, and what the owner
// says of this moment. An owner that does not answer in time, and one that is not there, are told as what
// they are.
#pragma once

#include "sync/ownersocket.h"
#include "sync/syncstatus.h"

namespace mimir {

/// Blocks for at most `patienceMs`. `known`: what this process itself knows beside the saved RunState.
SyncStatus statusFromOutside(Store &store, const RunState &known, const OwnerClient &owner, int patienceMs);
/// After the owner has been asked for something else, and this is what came of it.
SyncStatus statusFromAnswer(
    Store &store, const RunState &known, const OwnerClient &owner, const Result<json::Object> &answer);

} // namespace mimir
