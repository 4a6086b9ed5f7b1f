// Our variables in Claude Code's settings, {"env":{NAME:"value"}}: added and removed as text (hooks/jsonedit.h).
#pragma once

#include "sources/telemetry/telemetrytoken.h"

#include <optional>

namespace mimir {

/// What settings say of where telemetry goes.
struct TelemetryFound {
    std::optional<TelemetryTarget> ours; ///< what was added by us
    bool isWhole = false;                ///< all of it is there
    std::string others;                  ///< a variable or key that was set by someone else; empty = none is
};

namespace claude {

// Errors of all three: Malformed (no JSON object), Validation ("env" is not an object). nullopt = there is no file.

Result<TelemetryFound> telemetryIn(const std::string &settings);
/// What was ours is replaced.
Result<std::string> withTelemetry(const std::optional<std::string> &settings, const TelemetryTarget &target);
Result<std::optional<std::string>> withoutTelemetry(const std::string &settings);

/// Whether a variable of this name says where an agent's log records go, or how.
bool isTelemetryVariable(std::string_view name);

} // namespace claude
} // namespace mimir
