// What is believed of a server: a value that is written once has no other, whatever revision a server names
// with it.
//
// A server's row may say less than the one here: its owner blanked it, or its device keeps a part to itself
// and sent a placeholder. That is taken, since a word of it is never new. Anything else that differs in such a
// field is no edit that a person can have made.
#pragma once

#include "core/record.h"

#include <string>
#include <vector>

namespace mimir {

struct Contradiction {
    std::string field;
    std::string said; ///< by the server, canonical JSON; "null" = nothing
    std::string kept; ///< what is here
};

/// Puts into `theirs` what `ours` says of fields that are written once, and returns what was replaced by
/// that. Audit entries are written once as a whole. `confirmed`: this server has said before what is here;
/// otherwise the words of an audit entry may also say more there.
std::vector<Contradiction> retainWriteOnceFields(const Record &ours, Record &theirs, bool confirmed);

} // namespace mimir
