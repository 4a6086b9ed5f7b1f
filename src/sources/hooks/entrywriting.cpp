#include "sources/hooks/entrywriting.h"

#include "core/records/timecheck.h"

namespace mimir {

Result<void> writeEntry(Store &store, const Record &entry, TranscriptWriter::Written &written)
{
    const auto present = store.backend().read(entry.type, entry.id);
    MIMIR_TRY(present);
    if (*present) {
        ++written.unchanged;
        return {};
    }
    const auto times = checkTimes(entry);
    const auto outcome = times ? store.backend().write(entry) : Result<WriteOutcome>(times.error());
    if (!outcome && isStoreError(outcome.error().code))
        return outcome.error();
    if (outcome) {
        ++written.created;
        return {};
    }
    written.refuse(outcome.error());
    return {};
}

} // namespace mimir
