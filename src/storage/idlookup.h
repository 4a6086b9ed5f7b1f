// Ids as people type them: the whole id, or a beginning that one row alone has.
#pragma once

#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// Whose ids: conversations that are not deleted, rows of any kind (deleted ones too, their deletion may
/// wait), conflicts.
enum class IdScope : std::uint8_t { Conversation, Item, Conflict };

/// A shorter beginning stands for nothing: too many ids would share it one day.
inline constexpr std::size_t kShortestIdPrefix = 6;

/// The ids that begin so, in their order, at most `limit`.
Result<std::vector<std::string>> idsBeginning(
    Database &database, IdScope scope, std::string_view prefix, std::size_t limit);

/// What `typed` may stand for: itself alone where it is an id, else the ids that begin so, at most `limit`;
/// none for less than kShortestIdPrefix characters.
Result<std::vector<std::string>> idsTyped(
    Database &database, IdScope scope, std::string_view typed, std::size_t limit);

/// The shortest beginning of `id` that stands for it alone, at least eight characters of it.
Result<std::string> shortId(Database &database, IdScope scope, std::string_view id);

/// The same two for ids that are no rows of a store.
std::vector<std::string> idsTyped(const std::vector<std::string> &ids, std::string_view typed);
std::string shortId(const std::vector<std::string> &ids, std::string_view id);

} // namespace mimir
