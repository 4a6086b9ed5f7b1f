// What the answer of a server that knows only the original contract says of each item (docs/protocol.md, "The original
// contract"). Pure functions.
#pragma once

#include "core/wire/wire.h"
#include "storage/storagebackend.h"

#include <vector>

namespace mimir {

/// Makes the results of `answer` from its other members. An item that it names is to be tried again, and so is
/// everything of a type of which it stored fewer than it was sent; the rest was accepted. False: the answer contradicts
/// itself or lacks what it must have, and nothing of it counts.
bool readOriginalAnswer(wire::BatchAnswer &answer, const std::vector<QueuedItem> &sent);

} // namespace mimir
