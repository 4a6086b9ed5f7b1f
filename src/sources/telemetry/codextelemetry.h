// Our lines in Codex's config.toml: a table of their own at its end, which is valid wherever the file has no other one of
// its name. A file that mentions it in any other way is left alone, so TOML need not be parsed.
#pragma once

#include "sources/telemetry/claudetelemetry.h"

namespace mimir::codex {

// Errors of all three: Malformed (a text in it does not end), Validation (our lines were changed by someone else).
// nullopt = there is no file.

Result<TelemetryFound> telemetryIn(const std::string &config);
/// What was ours is replaced.
Result<std::string> withTelemetry(const std::optional<std::string> &config, const TelemetryTarget &target);
Result<std::optional<std::string>> withoutTelemetry(const std::string &config);

} // namespace mimir::codex
