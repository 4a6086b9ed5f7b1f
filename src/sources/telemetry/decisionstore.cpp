#include "sources/telemetry/decisionstore.h"

#include "sources/hooks/entrywriting.h"

namespace mimir {

Result<TranscriptWriter::Written> storeDecisions(
    Store &store, const std::vector<ToolDecision> &decisions, Millis received)
{
    TranscriptWriter::Written written;
    const auto stored = store.backend().inOneTransaction([&]() -> Result<void> {
        for (const ToolDecision &decision : decisions) {
            if (const auto entry = entryOf(decision, received))
                MIMIR_TRY(writeEntry(store, *entry, written));
            else
                MIMIR_TRY(Bookmarks(store.database())
                              .countKind(decision.agent, "telemetry/ToolDecision", false, 1));
        }
        return {};
    });
    MIMIR_TRY(stored);
    return written;
}

} // namespace mimir
