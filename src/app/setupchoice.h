// What the user chooses to sync when this device is set up. None of it applies before the set-up is finished.
#pragma once

#include "core/privacylevel.h"
#include "core/result.h"
#include "storage/store.h"

#include <string>
#include <vector>

namespace mimir {

struct SetupChoice {
    /// What was recorded before: sent, or kept here forever.
    enum class Earlier : std::uint8_t { Send, Keep };
    Earlier earlier = Earlier::Send;
    PrivacyLevel level = PrivacyLevel::Redacted; ///< what may usually be sent
    std::vector<std::string> staysHere;          ///< folders of which nothing is sent: absolute paths
};

/// Makes the choice apply. Must run inside an open transaction.
Result<void> apply(Store &store, const SetupChoice &choice);

/// Makes the choice apply, and ends the set-up that a sign-in with SignInRequest::setUp began. Signing out, or
/// signing in without it, also ends it.
Result<void> finishSetup(Store &store, const SetupChoice &choice);

/// `look(store)` as if the choice applied; nothing changes.
template <typename Look>
auto previewWith(Store &store, const SetupChoice &choice, Look look) -> decltype(look(store))
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(apply(store, choice));
    return look(store);
}

} // namespace mimir
