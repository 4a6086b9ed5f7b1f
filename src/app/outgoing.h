// What would leave this device for one item: "Show what would be sent" in the window and `mimir privacy
// preview`.
#pragma once

#include "core/entity.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace mimir {

class Store;

/// The exact JSON of the item as the next batch would hold it, filtered by the same gate; empty when its
/// privacy level keeps it here. Errors: NotFound.
Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id);

} // namespace mimir
