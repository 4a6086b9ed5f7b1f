// The conflict rule, as functions of values: no SQL, no clock, no team (docs/protocol.md, "The server's
// rule").
//
// A row carries a stamp per field: (when it was edited, on which device, in which revision). An incoming edit
// says which revision it was made on (`baseRev`) and which fields it changed. For each of those fields:
//
//     equal value                                          nothing happens
//     the field did not change since baseRev,
//       or this device itself wrote it last                the edit was made knowing the value: it is set
//     otherwise the two edits are concurrent:
//       (editedAt, device) is greater than the stamp       it is set; the value it replaces is kept as a
//       loser else                                               it is kept as a loser, the row stays
//
// That is for fields of MergeRule::LastWrite. Maximum and Forward fields only ever move up, Once fields
// differ only by mistake (the loser is kept), Newest takes the greater of both sides and is no edit. Audit
// entries are all or nothing: equal or refused. A redacted field stays blank whatever still arrives.
//
// A field that a device sent with something withheld (`_sync.withheld`) is the same field said less: the two
// forms of one value are no conflict, and the one that reveals less stays.
//
// A history that began anew (a server that was set back) may have lost what devices had acknowledged. They
// offer it (wire::Offer), and an offer is no edit: it says what was there and since when. A field's value is
// news in this history if it was written in it, or if the device that wrote it says that nobody has replaced
// it since (`said`); all else was settled in the history that is lost. So of an offered field
//
//     is set where its instant is the later one, and news that it replaces is kept as a loser;
//     is kept as a loser where it is the earlier one, but this device's own words, and the other value was
//     set in this history;
//     is dropped else, and nobody is told.
//
// `editedAt` never counts as later than the server's now: a fast clock wins no more than it would by being
// honest.
#pragma once

#include "core/wire.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

struct Stamp {
    Millis editedAt = 0;
    std::string device; ///< empty: an original client that names no device
    std::int64_t rev = 0;
    wire::WithheldRule withheld = wire::WithheldRule::None; ///< why the value says less than its device's row
    /// Revision at which the device that wrote the value last said it; 0 = others offered it. nullopt =
    /// `rev`.
    std::optional<std::int64_t> said = std::nullopt;

    std::int64_t saidRev() const { return said.value_or(rev); }
    bool operator==(const Stamp &) const = default;
};

/// What the rule needs to know of a row.
struct RowState {
    EntityType type = EntityType::Conversation;
    json::Object fields; ///< `id` not among them
    std::int64_t rev = 0;
    Stamp whole; ///< of every field without a stamp of its own
    std::map<std::string, Stamp, std::less<>> separately;
    bool redacted = false; ///< its owner blanked the content for good

    /// nullptr: the field was never written.
    const Stamp *stampOf(std::string_view field) const;
    /// A content field of a redacted row.
    bool isRedacted(std::string_view field) const;
    /// The latest of all stamps.
    const Stamp &newest() const;
    /// Every stamp is of this device.
    bool isAllBy(std::string_view device) const;
};

/// A value that is not in the row any more, or never was.
struct Loser {
    std::string field;   ///< empty: the whole row
    std::string losing;  ///< canonical JSON
    std::string winning; ///< canonical JSON, "null" when the row is gone
    std::string losingDevice;
    std::string winningDevice;
    std::string_view reason; ///< lww, immutable, deleted, parent_deleted, gone, deleted_unseen
    bool incoming = false;   ///< the value of the item at hand, not one that was in a row
    Millis editedAt = 0;     ///< when the losing value was written, as its device said; 0 = not known
};

struct Outcome {
    wire::Status status = wire::Status::Duplicate;
    std::string code;              ///< of Rejected and Conflict
    bool changed = false;          ///< the row differs and takes the new revision
    bool said = false;             ///< its stamps alone differ: it is to be stored under its old one
    std::vector<std::string> lost; ///< fields whose incoming value lost
    std::vector<Loser> losers;
};

/// Who writes, when by the server's clock, and the revision the row gets if it changes.
struct Writer {
    std::string device;
    Millis now = 0;
    std::int64_t newRev = 0;
    std::int64_t epochRev = 0; ///< the last revision from before the present history
};

/// A row that is new to the server. Precondition: not a delete.
RowState newRow(const wire::Item &item, const Writer &writer);
/// Merges an item into a live row, in place. Precondition: not a delete.
Outcome mergeItem(RowState &row, const wire::Item &item, const Writer &writer);
/// What a delete destroys without its author having seen it.
std::vector<Loser> unseenByDelete(const RowState &row, const wire::Item &item, const Writer &writer);
/// Every value of the item is in the row.
bool holdsAll(const RowState &row, const wire::Item &item);

/// 16 bytes: type, id, action and the changed fields with their values and instants, but neither `updated_at`
/// nor `baseRev`, which may move between two sends of one op.
std::string fingerprint(const wire::Item &item);

} // namespace mimir::server
