// Points in time as people type them for --since and --until.
#pragma once

#include "core/clock.h"

#include <QString>

#include <optional>

namespace mimir::cli {

/// "2026-08-01", "2026-08-01 09:12", "today", "yesterday", "90m", "12h", "7d", "4w" (ago), in this computer's
/// time zone. A day alone means its beginning. nullopt: none of these.
std::optional<Millis> typedInstant(const QString &typed, Millis now);
/// The same for an inclusive end: a day alone, "today" and "yesterday" mean the last moment of the day.
std::optional<Millis> typedEnd(const QString &typed, Millis now);

} // namespace mimir::cli
