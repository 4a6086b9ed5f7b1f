// Detects a profile that is not where it was: a copy, or a store that was restored from a backup.
#pragma once

#include "core/randomsource.h"
#include "storage/store.h"
#include "sync/profile.h"

namespace mimir {

/// Call before anything is asked of a server. A copy (another directory or machine) is signed out with all of
/// its history: the sign-in belongs to the original, which stays signed in. A copy, or a store file that was
/// replaced, is a new device. A profile that was moved within its file system stays what it was; one that was moved
/// to another cannot be told from a copy.
Result<StoreSettings::StoreOrigin> detectCopiedProfile(
    const Profile &profile, Store &store, RandomSource &random);

/// The user has signed in: the profile is no longer a copy.
Result<void> endCopy(StoreSettings &settings);

} // namespace mimir
