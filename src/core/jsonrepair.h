// What of JSON that others wrote is mended before it is read.
#pragma once

#include <cstddef>

namespace mimir::json {

/// Turns \u0000 and lone surrogate escapes into \ufffd, in place and in one pass: the text keeps its length. No
/// store can hold them.
void repairEscapes(char *text, std::size_t size);

} // namespace mimir::json
