// What was sent once and would be withheld today: its device sends the row again for privacy, and the forms it sends
// take the place of what is here (docs/protocol.md, "Sent again for privacy").
#pragma once

#include "server/sync/rowstate.h"

#include <string>
#include <vector>

namespace mimir::server {

/// A field that was replaced by its form; canonical JSON.
struct Reformed {
    std::string field, from, to;
};

/// Puts the forms of the fields that `item` withholds into the row, in place. No edit: each field keeps its instant and
/// its device. Nothing is rewritten: a form that says something that is not here already makes the field go as a whole,
/// or, if the field was written after what the device knew, changes nothing. Returns what changed.
std::vector<Reformed> reform(RowState &row, const wire::Item &item);

} // namespace mimir::server
