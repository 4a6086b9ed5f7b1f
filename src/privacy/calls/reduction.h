// Fields of a call without what its files contain: what remains are paths, patterns that were looked for, command lines,
// numbers, times, ids and words like "view". Anything else is withheld, whatever its member is called.
#pragma once

#include "privacy/calls/calleffect.h"

#include <string>
#include <string_view>

namespace mimir {

/// How much of a call is withheld.
enum class Extent : std::uint8_t {
    Contents, ///< contents of files
    Secrets,  ///< only those that may never be sent
};

/// What a tool was given. `json`: canonical.
std::string reducedArguments(const std::string &json, const CallEffect &effect, Extent extent);
/// A command line next to the arguments. `json`: canonical.
std::string reducedCommand(const std::string &json, Extent extent);
/// Any other field of it: its result, its error, unknown fields.
std::string reducedOutcome(std::string_view field, const std::string &json, const CallEffect &effect);

} // namespace mimir
