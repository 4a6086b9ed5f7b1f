// The opaque position of a device in the history of a team (protocol.md, "GET /sync/pull").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

struct Cursor {
    std::int64_t rev = 0; ///< everything up to here has been sent
    std::string epoch;
};

std::string encodeCursor(const Cursor &cursor);
/// nullopt when the text was not made by encodeCursor.
std::optional<Cursor> decodeCursor(std::string_view text);

} // namespace mimir::server
