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
///
/// `known` are the secrets of the item's conversation: they are taken out wherever they stand, and what is found is
/// added. An item that would take too much work to look through is sent as at the level "metadata".
void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner, KnownSecrets &known);
/// Of an item without a conversation.
void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner);
/// Of an item that is already reduced: takes out what was found in its conversation after it.
void withholdKnown(wire::Item &item, const SecretScanner &scanner, KnownSecrets &known);

} // namespace mimir
