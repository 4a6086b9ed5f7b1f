// A batch on its way: what was numbered, and the keys to find it again when the answer comes.
#pragma once

#include "core/privacylevel.h"
#include "storage/outbox/queueditem.h"
#include "storage/tables/touched.h"
#include "storage/tables/withheldforms.h"

#include <string>
#include <vector>

namespace mimir {

struct PendingBatch {
    wire::Batch batch;
    std::vector<QueuedItem> items;          ///< same order and length as batch.items
    std::vector<PrivacyLevel> levels;       ///< what may be sent of each; never Nothing
    std::size_t bytes = 0;                  ///< of the encoded batch, for the ledger
    std::string withheld;                   ///< of the batch, for the ledger (SyncLogEntry)
    Touched touched;                        ///< the same
    std::vector<WithheldForms::Form> forms; ///< of what was withheld, set by noteForms()
    bool suspect = false; ///< a single item that caused a batch to be refused before: it is sent alone

    bool empty() const { return items.empty(); }
    /// Records how the withheld fields of an item read on the wire. `whole`: its fields as they are here.
    void noteForms(std::size_t at, const json::Object &whole);
};

} // namespace mimir
