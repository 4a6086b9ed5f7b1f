// Entity ids (docs/protocol.md, "Basics"): lower-case UUID, version 7 for new ones, or at most 64 of
// [A-Za-z0-9_.:-].
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"

#include <string>
#include <string_view>

namespace mimir {

bool isValidId(std::string_view id);

/// A version 7 UUID (RFC 9562): ids sort by creation time, which keeps every B-tree warm.
std::string newId(Millis now, RandomSource &random);

/// A version 8 UUID from the first 128 bits of a digest: the same name gives the same id on every device.
std::string idFromDigest(std::string_view digest16);

} // namespace mimir
