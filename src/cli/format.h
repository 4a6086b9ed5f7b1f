// Values as people and as programs read them.
#pragma once

#include "core/clock.h"
#include "core/json.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir::cli {

/// [{…},{…}]
std::string jsonArray(const std::vector<json::Object> &objects);
/// "2026-08-01 09:12" in this computer's time zone; "–" when there is none.
QString localTime(std::optional<Millis> at);

} // namespace mimir::cli
