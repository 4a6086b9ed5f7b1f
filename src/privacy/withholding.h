// What of a row may be sent at a privacy level (docs/privacy.md, "Levels"). The stored row is not changed.
//
//   nothing    not handled here: such a row is never in a batch
//   metadata   titles, times, tokens, costs, tool names; everything else is left out
//   redacted   secrets and the contents of local files are replaced; path, size and line count remain
//   full       contents of files too; never secrets, environment variables or files that contain them
#pragma once

#include "core/privacylevel.h"
#include "core/wire/wire.h"
#include "privacy/secretscanner.h"

namespace mimir {

/// Reduces the item to what may be sent and lists in `item.withheld` which fields differ from the row, and
/// why. Precondition: `level` is not Nothing, the fields are canonical JSON. Deletes contain nothing and are
/// not changed.
void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner);

} // namespace mimir
