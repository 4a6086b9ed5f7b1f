// A row as a transcript tells it, whole or in part, before it is stored.
#pragma once

#include "core/clock.h"
#include "core/json/jsonparts.h"
#include "core/records/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

struct FoundRow {
    Record record;
    /// What names it among all records of its agent, such as "m|" and the uuid of a message. Agents copy records into
    /// forks: what is known by this key in another conversation is not stored again. Empty in conversations.
    std::string key {};
    /// Of a message: the key of the one it follows; empty when there is none.
    std::string parentKey {};
    /// What became of a row that was found before. Where that row is not stored, neither is this.
    bool onlyChange = false;
    /// Its transcript has no copies: it is remembered by its key, but stored even if another row has that key.
    bool isOriginal = false;
    /// Of a message whose key says more than what names it in its conversation: the latter.
    std::string native {};
};

// Sets a field; what is empty or absent is left out.
void setText(Record &record, std::string_view field, std::string_view value);
void setInteger(Record &record, std::string_view field, std::optional<std::int64_t> value);

/// A number of tokens as it was recorded; 0 for one that cannot be.
std::int64_t tokensIn(std::optional<std::int64_t> number);

/// Longest text that is kept of one field; docs/sources.md, "Limits".
inline constexpr std::size_t kMaxFoundText = std::size_t(2) << 20;
/// `text` within `most` bytes of UTF-8; what was cut is said at its end.
std::string cutText(std::string_view text, std::size_t most = kMaxFoundText);
/// A JSON value within kMaxFoundText: a larger one becomes the text of its beginning.
std::string cutJson(std::string canonicalJson);

/// No clock that is set shows an earlier time: 2001-01-01.
inline constexpr Millis kStartOfTime = 978'307'200'000;
/// nullopt for a time that no clock that is set shows.
std::optional<Millis> timeIn(std::string_view iso);

} // namespace mimir
