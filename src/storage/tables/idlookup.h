// Ids as users type them: the whole id, or a prefix that is unique.
#pragma once

#include "storage/sqlite/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// Which ids: conversations that are not deleted, rows of any type (also deleted ones, whose deletion may
/// still be waiting), conflicts.
enum class IdScope : std::uint8_t { Conversation, Item, Conflict };

/// A shorter prefix matches nothing: sooner or later too many ids would share it.
inline constexpr std::size_t kShortestIdPrefix = 6;

/// The ids with this prefix, in order, at most `limit`.
Result<std::vector<std::string>> idsBeginning(
    Database &database, IdScope scope, std::string_view prefix, std::size_t limit);

/// What `typed` may refer to: the id itself if it is a complete one, otherwise the ids with this prefix, at
/// most `limit`; none for fewer than kShortestIdPrefix characters.
Result<std::vector<std::string>> idsTyped(
    Database &database, IdScope scope, std::string_view typed, std::size_t limit);

/// The shortest unique prefix of `id`, at least eight characters long.
Result<std::string> shortId(Database &database, IdScope scope, std::string_view id);

/// The same two for ids that are not rows of a store.
std::vector<std::string> idsTyped(const std::vector<std::string> &ids, std::string_view typed);
std::string shortId(const std::vector<std::string> &ids, std::string_view id);

} // namespace mimir
