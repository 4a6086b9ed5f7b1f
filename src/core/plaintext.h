// Text from transcripts is hostile: everything that is shown in a terminal or a one-line widget goes through
// here.
#pragma once

#include <QString>

#include <cstddef>
#include <string>
#include <string_view>

namespace mimir {

/// One line without control characters, escape sequences or bidirectional overrides; white space collapsed;
/// at most `maxCharacters` code points, with an ellipsis where it was cut. Input need not be valid UTF-8.
std::string singleLine(std::string_view text, std::size_t maxCharacters = 120);

/// The same for a widget or a sentence.
QString plain(std::string_view hostile, std::size_t maxCharacters = 120);

/// Keeps line breaks and tabs, drops all other control characters and bidirectional overrides.
std::string withoutControls(std::string_view text);

} // namespace mimir
