// Error codes as words, for files, `--json` and the owner's socket: a number would be another code as soon as
// one is added before it.
#pragma once

#include "core/result.h"

#include <string_view>

namespace mimir {

/// "store_full"; never changes once it was released.
std::string_view errorName(ErrorCode code);
/// A name that this version does not know is a newer one's: the general code of its kind, else Unknown.
ErrorCode errorFromName(std::string_view name);
/// Of stores from before there were names: the position that the code had then. Unknown for any other number.
ErrorCode errorFromNumber(std::int64_t number);

} // namespace mimir
