// Takes a canonical value (core/json/json.h) apart. What is inside was read before, so it is cut, not parsed again:
// one pass in time linear in its length. For text of unknown origin there is core/json/jsonreader.h.
#pragma once

#include "core/json/jsonobject.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::json {

/// nullopt when it is not an object.
std::optional<Object> objectIn(std::string_view canonicalText);
/// nullopt when it is not an array, or has more than kMaxElements.
std::optional<std::vector<std::string>> elementsIn(std::string_view canonicalText);

} // namespace mimir::json
