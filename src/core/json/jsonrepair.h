// What of JSON that others wrote is mended before it is read.
#pragma once

#include <cstddef>
#include <string_view>

namespace mimir::json {

/// Turns \u0000 and lone surrogate escapes into \ufffd, in place and in one pass: the text keeps its length. No
/// store can hold them.
void repairEscapes(char *text, std::size_t size);
/// How many escapes repairEscapes() would replace.
std::size_t unstorableEscapes(std::string_view text);

} // namespace mimir::json
