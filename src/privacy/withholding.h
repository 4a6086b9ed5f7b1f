// What of a row may leave at a privacy level (docs/privacy.md, "Levels"). The row in the store stays as it
// is.
//
//     nothing    not asked here: such a row is never in a batch
//     metadata   titles, times, tokens, costs, tool names; everything else is left out
//     redacted   secrets and the contents of local files are replaced; path, size and line count of a file
//     remain full       contents of files too; secrets, environment variables and files that hold them never
#pragma once

#include "core/privacylevel.h"
#include "core/wire.h"
#include "privacy/secretscanner.h"

namespace mimir {

/// Changes the item to what may leave and names in `item.withheld` which fields differ from the row, and why.
/// Precondition: `level` is not Nothing, the fields are canonical JSON. Deletes carry nothing and stay as
/// they are.
void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner);

} // namespace mimir
