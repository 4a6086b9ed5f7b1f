// What is believed of a server: a write-once value never changes, whatever revision a server gives with it, and
// nothing is gone just because a server's row does not have it.
//
// A server's row may say less than the one here. Of a row that only came from the server, a placeholder for a part that
// a device withholds is accepted, since it contains nothing new, and a field that is left out where the server says
// that its owner's device leaves it out (wire::PulledRow::mayLack). What was written here stays: the server has another
// form of it, no matter which program reduced it. An editable field may have been cleared later than it was written here. Any other
// difference cannot come from an edit.
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
    /// This server has already confirmed the values. What came from a server and is not confirmed is for the server to
    /// decide, except audit entries, whose text may also say more there. Leaving something out decides nothing. What
    /// was written here stays, unless the instants give it up: as lost to another device's.
    bool confirmed = false;
    bool own = true; ///< no teammate's
    /// With the server's values, the user's privacy rules would let more of the row be sent.
    bool wouldSendMore = false;
};

/// Write-once fields that the user's privacy rules judge a row by: its own, and what is recorded in it later.
bool isJudgedByRules(EntityType type, std::string_view field);

/// What retainUnedited() found.
struct Retained {
    std::vector<Contradiction> told;
    /// The server says less of what was written here, which stays.
    std::vector<Contradiction> reduced;
};

/// Puts the values that are here over those of `theirs` that cannot come from an edit, and returns what is to
/// be told of them. Audit entries are write-once as a whole.
Retained retainUnedited(const RowHere &here, wire::PulledRow &theirs, PageSource source);

} // namespace mimir
