// States in the audit trail what of an agent's history is read on this device, so that "no denial" and "denials are not
// recorded" read differently on every device (docs/sources.md, "Coverage"). Statements are audit entries: they are synced,
// and never changed.
#pragma once

#include "sources/agents/agentsource.h"
#include "sources/following/sourcefolders.h"
#include "storage/store.h"

namespace mimir {

/// How often a folder that is followed is said to be, at most.
inline constexpr Millis kStatementEvery = Millis(24) * 60 * 60 * 1000;

/// Call after each look at all of a folder; `looked` is how that went. Errors: Store*.
Result<void> stateFollowed(Store &store, const AgentSource &source, const FollowedFolder &looked);

/// No longer follows a folder, and states that. False where it was not followed. Errors: Store*; then it still is.
Result<bool> endFollowing(Store &store, const std::string &agent, const QString &folder);

} // namespace mimir
