// The end of the spool in a profile, as `mimir-hook` sees it. Nothing here waits, and nothing is reported: what cannot be
// added is counted, where even that is possible.
#pragma once

#include <cstddef>

namespace mimir::hook {

/// Events that are not read are no reason to fill the disk.
inline constexpr long kMaxSpool = 64L << 20;

/// Adds a whole line to the spool of `profile`, by one write. The folder must be there and belong to the user alone.
void addToSpool(const char *profile, const char *line, std::size_t size);

} // namespace mimir::hook
