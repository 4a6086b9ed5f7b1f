// What waits in the outbox, as JSON.
#pragma once

#include "storage/ownsync.h"

namespace mimir::library {

/// A JSON array.
std::string pendingToJson(const std::vector<OwnSync::Pending> &pending);
/// One of its objects; what else is in it is ignored. Errors: Malformed, Validation.
Result<OwnSync::Reference> referenceFromJson(std::string_view object);
Result<std::vector<OwnSync::Reference>> referencesFromJson(std::string_view array);

/// Error: Validation.
Result<EntityType> typeFrom(std::string_view name);

} // namespace mimir::library
