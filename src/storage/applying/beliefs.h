// What is believed of a server: a write-once value never changes, whatever revision a server gives with it, and
// nothing is gone just because a server's row does not have it.
//
// A server's row may say less than the one here. A placeholder for a part that a device withholds is accepted,
// since it contains nothing new. A field that is left out is accepted only where the server says that its
// owner's device leaves it out (wire::PulledRow::mayLack), or that an editable field was cleared later than it
// was written here. Any other difference cannot come from an edit.
#pragma once

#include "core/wire/wire.h"
#include "storage/applying/pageoutcome.h"
#include "storage/tables/fieldinstants.h"

#include <string>
#include <vector>

namespace mimir {

struct Contradiction {
    std::string field;
    std::string said; ///< the server's value, canonical JSON; "null" = nothing
    std::string kept; ///< the value here
};

/// What is known of a row that is here.
struct RowHere {
    const Record &record;
    const FieldInstants &instants;
    /// This server has already confirmed the values. What is not confirmed is for the server to decide, except
    /// audit entries, whose text may also say more there. Leaving something out decides nothing.
    bool confirmed = false;
    bool own = true; ///< no teammate's
};

/// Puts the values that are here over those of `theirs` that cannot come from an edit, and returns what is to
/// be told of them. Audit entries are write-once as a whole.
std::vector<Contradiction> retainUnedited(const RowHere &here, wire::PulledRow &theirs, PageSource source);

} // namespace mimir
