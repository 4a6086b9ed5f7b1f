// Stores what agents' telemetry tells of decisions.
#pragma once

#include "sources/following/transcriptwriter.h"
#include "sources/telemetry/tooldecision.h"

namespace mimir {

/// All or nothing, on disk when it returns. What is here already stays as it is. Errors: Store*.
Result<TranscriptWriter::Written> storeDecisions(
    Store &store, const std::vector<ToolDecision> &decisions, Millis received);

} // namespace mimir
