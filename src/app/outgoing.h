// What would leave this device for one item: "Show what would be sent" in the window and `mimir privacy
// preview`.
#pragma once

#include "core/entity.h"
#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class Store;

/// The exact JSON of the item as the next batch would hold it, filtered by the same gate; empty when its
/// privacy level keeps it here. Errors: NotFound.
Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id);

struct OutgoingConversation {
    std::vector<std::string> items; ///< JSON as above: the conversation, then what belongs to it by its age
    int stayHere = 0;               ///< rows of it that its privacy level keeps here
    bool more = false;              ///< it has more rows than were asked for
};
/// Errors: NotFound.
Result<OutgoingConversation> outgoingConversation(
    Store &store, std::string_view conversationId, std::size_t mostRows);

} // namespace mimir
