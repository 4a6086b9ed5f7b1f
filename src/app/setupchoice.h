// What a person chooses to sync when this device is set up. Nothing of it holds before the set-up is
// finished.
#pragma once

#include "core/privacylevel.h"
#include "core/result.h"
#include "storage/store.h"

#include <string>
#include <vector>

namespace mimir {

struct SetupChoice {
    /// What was recorded before: sent, or kept on this device for ever.
    enum class Earlier : std::uint8_t { Send, Keep };
    Earlier earlier = Earlier::Send;
    PrivacyLevel level = PrivacyLevel::Redacted; ///< what may usually leave
    std::vector<std::string> staysHere;          ///< folders of which nothing leaves: absolute paths
};

/// Makes the choice hold. Part of a transaction that is open.
Result<void> apply(Store &store, const SetupChoice &choice);

/// `look(store)` as if the choice held; nothing changes.
template <typename Look>
auto previewWith(Store &store, const SetupChoice &choice, Look look) -> decltype(look(store))
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(apply(store, choice));
    return look(store);
}

} // namespace mimir
