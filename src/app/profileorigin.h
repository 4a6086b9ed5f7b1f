// A profile that finds itself somewhere else than it was last: a copy, or a store that came back from a
// backup.
#pragma once

#include "core/randomsource.h"
#include "storage/store.h"
#include "sync/profile.h"

namespace mimir {

/// Before anything is asked of a server. A copy (another directory or machine) is signed out, with all of its
/// history: the sign-in is the original's, which stays signed in. A copy and a store file that was replaced
/// are new devices.
Result<StoreSettings::StoreOrigin> detectCopiedProfile(const Profile &profile, Store &store, RandomSource &random);

/// This profile is a copy that nobody has signed in to yet.
bool isUnsettledCopy(const StoreSettings &settings);
/// Somebody has signed in: the profile stands for itself.
Result<void> endCopy(StoreSettings &settings);

} // namespace mimir
