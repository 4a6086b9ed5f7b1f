// The conflict rule, as functions of values: no SQL, no clock, no team (docs/protocol.md, "The server's
// rule").
//
// A row carries a stamp per field: when it was edited, on which device, in which revision. An incoming edit
// says which revision it was made on (`baseRev`) and which fields it changed. For each of those fields:
//
//     equal value                                          nothing happens
//     the field did not change since baseRev,
//       or this device itself wrote it last                the edit was made knowing the value: it is set
//     otherwise the two edits are concurrent:
//       (editedAt, device) is greater than the stamp       it is set; the old value is kept as a loser
//       else                                               it is kept as a loser, the row stays
//
// That is for fields of MergeRule::LastWrite. Maximum and Forward fields only ever move up, Once fields
// differ only by mistake (the loser is kept), and Newest takes the greater of both sides and is not an edit.
// Audit entries are all or nothing: equal or refused. A redacted field stays blank, whatever arrives later.
//
// If a device withheld part of a field (`_sync.withheld`), what it sent is a reduced form of the same value:
// two forms of one value are not a conflict, and the one that reveals less stays.
//
// When a history begins again (the server was set back), it may lack what devices had acknowledged. They
// offer it (wire::Offer). An offer is not an edit: it says what was there and since when. A field's value is
// news in this history if it was written in it, or if the device that wrote it says that no server has
// acknowledged it yet, or that it has not been replaced since (`said`); everything else was resolved in the lost
// history. So an offered field
//
//     is set if its instant is later, and news that it replaces is kept as a loser;
//     is kept as a loser if its instant is earlier, but this device wrote it and the other value was set in
//     this history;
//     is dropped otherwise, and no one is told.
//
// `editedAt` never counts as later than the server's now: a fast clock wins no more often than an honest one.
#pragma once

#include "server/sync/reforming.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

/// A value that is no longer in the row, or never was.
struct Loser {
    std::string field;   ///< empty: the whole row
    std::string losing;  ///< canonical JSON
    std::string winning; ///< canonical JSON, "null" when the row is gone
    std::string losingDevice;
    std::string winningDevice;
    std::string_view reason; ///< lww, immutable, deleted, parent_deleted, gone, deleted_unseen
    bool incoming = false;   ///< the value comes from the present item, not from a row
    Millis editedAt = 0;     ///< when its device wrote the losing value; 0 = unknown
};

struct Outcome {
    wire::Status status = wire::Status::Duplicate;
    std::string code;              ///< for Rejected and Conflict
    bool changed = false;          ///< the row differs and gets the new revision
    bool said = false;             ///< only its stamps differ: it is stored under its old revision
    std::vector<std::string> lost; ///< fields whose incoming value lost
    std::vector<Loser> losers;
    std::vector<Reformed> reformed; ///< sent again for privacy
};

/// Who writes, when (by the server's clock), and the revision the row gets if it changes.
struct Writer {
    std::string device;
    Millis now = 0;
    std::int64_t newRev = 0;
    std::int64_t epochRev = 0; ///< the last revision before the present history
};

/// A row that is new to the server. Precondition: not a delete.
RowState newRow(const wire::Item &item, const Writer &writer);
/// Merges an item into a live row, in place. Precondition: not a delete.
Outcome mergeItem(RowState &row, const wire::Item &item, const Writer &writer);
/// The values that a delete destroys although its author had not seen them.
std::vector<Loser> unseenByDelete(const RowState &row, const wire::Item &item, const Writer &writer);
/// The row has every value of the item.
bool holdsAll(const RowState &row, const wire::Item &item);

} // namespace mimir::server
