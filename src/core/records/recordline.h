// One record as writers give it: an NDJSON line of `mimir record`, or what an agent's program hands to the
// library.
#pragma once

#include "core/records/record.h"

namespace mimir {

/// An item of 8 MiB may take three times its size when its writer escapes everything that is not ASCII.
inline constexpr std::size_t kMaxRecordLineBytes = 25u << 20;

struct RecordLine {
    Record record;
    bool deleted = false; ///< `"deleted": true`: only type and id count
};

/// Errors: Malformed, Validation, TooLarge (the text as such; the item's own limit is normalize()'s).
Result<RecordLine> parseRecordLine(std::string_view text);

} // namespace mimir
