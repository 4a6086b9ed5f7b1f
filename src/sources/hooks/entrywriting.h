// Stores an entry of the audit trail that an agent told of as it happened.
#pragma once

#include "sources/following/transcriptwriter.h"

namespace mimir {

/// In the caller's transaction. One that is here stays as it is; one whose conversation is not here waits for it in the
/// store: it belongs to no team before that. Errors: Store*; what the store does not take is counted.
Result<void> writeEntry(Store &store, const Record &entry, TranscriptWriter::Written &written);

} // namespace mimir
