// What would be sent from this device for one item: "Show what would be sent" in the window and `mimir
// privacy preview`.
#pragma once

#include "core/records/entity.h"
#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class Store;

/// The exact JSON of the item as in the next batch, filtered by the same gate; empty if its privacy level
/// keeps it here, or kept it when it was recorded. Errors: NotFound.
Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id);

struct OutgoingConversation {
    std::vector<std::string> items; ///< JSON as above: the conversation, then its items by age
    int stayHere = 0;               ///< how many of its rows stay here, as above
    bool more = false;              ///< it has more rows than requested
};
/// Errors: NotFound.
Result<OutgoingConversation> outgoingConversation(
    Store &store, std::string_view conversationId, std::size_t mostRows);

} // namespace mimir
