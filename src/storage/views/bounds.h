// How much of a text a view reads: no window or terminal shows more, however much another program has written.
#pragma once

namespace mimir::views {

inline constexpr int kTitleCharacters = 1000;
inline constexpr int kNameCharacters = 400;

} // namespace mimir::views
