// Small functions on UTF-8 text and bytes that more than one layer needs; those on QString are in core/qtext.h. White
// space and letters are ASCII, whatever the locale.
#pragma once

#include <string>
#include <string_view>

namespace mimir {

/// UTF-8 without NUL: what every store can hold.
bool isStorable(std::string_view text);
/// Replaces what no store can hold in text that did not come through JSON: invalid sequences and NUL.
std::string scrubbed(std::string_view text);

} // namespace mimir
