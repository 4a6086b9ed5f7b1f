// Where a secret may begin and end in text that a program printed: behind escapes and colours, too, which are letters
// for a word boundary.
#pragma once

#include <cstddef>
#include <string_view>

namespace mimir {

/// Whether `part` is in `text`. It is looked for by its byte at `rare`: at a blank or an 'n', which most words have, the
/// search would stop too often.
bool contains(std::string_view text, std::string_view part, std::size_t rare);

/// Whether no word is cut when something begins at `at`: `TOKEN_ghp_…`, `\nghp_…`, `%3Dghp_…`, `ESC[32mghp_…`.
bool beginsHere(std::string_view text, std::size_t at);
/// Whether no letter or digit follows.
bool endsHere(std::string_view text, std::size_t at);

/// The first place at or before `at` from which on there are only bytes of tokens, at most `most` away.
std::size_t runBegin(std::string_view text, std::size_t at, std::size_t most);
/// The end of the bytes of tokens from `at` on.
std::size_t runEnd(std::string_view text, std::size_t at, std::size_t most);

/// Bytes of a colour or of "erase the rest of the line" at `at`; 0 = there is none.
std::size_t colourLength(std::string_view text, std::size_t at);

} // namespace mimir
