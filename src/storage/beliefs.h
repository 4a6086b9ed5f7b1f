// What is believed of a server: a write-once value never changes, whatever revision a server gives with it.
//
// A server's row may say less than the one here: its owner blanked it, or its device withholds a part and
// sent a placeholder. That is accepted, since it contains nothing new. Any other difference in such a field
// cannot come from an edit.
#pragma once

#include "core/record.h"

#include <string>
#include <vector>

namespace mimir {

struct Contradiction {
    std::string field;
    std::string said; ///< the server's value, canonical JSON; "null" = nothing
    std::string kept; ///< the value here
};

/// Overwrites the write-once fields of `theirs` with what `ours` says, and returns what was replaced. Audit
/// entries are write-once as a whole. `confirmed`: this server has already confirmed the values that are
/// here; otherwise, the text of an audit entry may also say more there.
std::vector<Contradiction> retainWriteOnceFields(const Record &ours, Record &theirs, bool confirmed);

} // namespace mimir
