// Times are milliseconds since 1970. Seconds, microseconds or a string in their place would be stored
// permanently, and would show up in the wrong century on every device.
#pragma once

#include "core/clock.h"
#include "core/records/record.h"

#include <functional>

namespace mimir {

/// True for a field of any entity that holds a time.
bool isTime(std::string_view field);

/// Between 2001 and 2100: one that a clock that is set may show.
bool isPossibleTime(Millis time);

/// Which of two times of MergeRule::Newest stays: the later one, but none that is more than a day after `now` while
/// there is another, since a clock that was ahead once would date the row for ever. Of more than two, the order does
/// not matter.
Millis newestOf(Millis one, Millis other, Millis now);

/// The time of an ISO 8601 text, anything from a date alone to fractions of a second. Without a zone it is
/// UTC, as SQLite's own functions write it. nullopt when it is not such a text.
std::optional<Millis> timeFromIso(std::string_view text);

/// Error: Validation, naming the field and what is wrong with it, for a string and for a time before 2001 or
/// after 2100.
Result<void> checkTimes(const Record &record);
/// The same for rows already in the store, whose other odd times may come from a clock that was wrong. What
/// the server already has is left alone: numbers are only checked in fields for which `isNew` is true.
Result<void> checkStoredTimes(const Record &record, const std::function<bool(std::string_view)> &isNew);

} // namespace mimir
