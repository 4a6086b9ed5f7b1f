// Error codes as names, for files, `--json` and the owner's socket: a number would mean a different code as
// soon as one is inserted before it.
#pragma once

#include "core/result.h"

#include <string_view>

namespace mimir {

/// "store_full"; never changes once released.
std::string_view errorName(ErrorCode code);
/// A name this version does not know comes from a newer version: returns the general code of its kind, or
/// Unknown.
ErrorCode errorFromName(std::string_view name);
/// For stores from before codes had names: the position the code had then. Unknown for any other number.
ErrorCode errorFromNumber(std::int64_t number);

} // namespace mimir
