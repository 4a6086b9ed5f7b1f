// Where a page comes from, and what applying it did.
#pragma once

#include "storage/outbox/outbox.h"

#include <cstdint>
#include <vector>

namespace mimir {

enum class PageSource : std::uint8_t {
    Revisions,  ///< a server of protocol 2
    Timestamps, ///< a server of the original contract: rows without revisions, conflicts decided here by
                ///< updated_at
};

struct PageOutcome {
    int applied = 0;
    int newConflicts = 0;
    int queued = 0; ///< what can be sent now: deletes that are sent again, what was waiting for another item
    std::vector<OutboxKey> dropped; ///< changes that the server acknowledged and does not have: queued again
};

} // namespace mimir
