// Times are milliseconds since 1970. Seconds, microseconds or a text in their place would be stored for good,
// and would stand in the wrong century on every device.
#pragma once

#include "core/clock.h"
#include "core/record.h"

#include <functional>

namespace mimir {

/// A field of any entity that holds a time.
bool isTime(std::string_view field);

/// The time of an ISO 8601 text, from a date alone to fractions of a second. Without a zone it is UTC, as
/// SQLite's own functions write it. nullopt: it is none.
std::optional<Millis> timeFromIso(std::string_view text);

/// Error: Validation, naming the field and what is wrong with it, for a text and for a time before 2001 or
/// after 2100.
Result<void> checkTimes(const Record &record);
/// The same for what is in the store already: its other odd times may be those of a clock that was wrong.
/// What the server has had is as it is: of numbers only those that `isNew` are checked.
Result<void> checkStoredTimes(const Record &record, const std::function<bool(std::string_view)> &isNew);

} // namespace mimir
