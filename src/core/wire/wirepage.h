// What comes down: `GET /api/v1/sync/pull` (core/wire/wire.h).
#pragma once

#include "core/clock.h"
#include "core/records/record.h"
#include "core/wire/wirelimits.h"
#include "core/wire/wirewithheld.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::wire {

/// When the fields of a row were edited (`_sync.at`): all of them at `whole`, except those listed. Sorted by
/// name.
struct Instants {
    Millis whole = 0; ///< 0 = not given
    std::vector<std::pair<std::string, Millis>> separately;

    Millis of(std::string_view field) const;
    /// nullopt: the field is not named.
    std::optional<Millis> named(std::string_view field) const;
    std::string toJson() const; ///< {"*":whole, field: instant}
    /// As toJson() or the reader gives it; nothing is given by what is not an object.
    static Instants fromJson(std::string_view canonicalText);
};

/// Reason of a deletion, see Deletion::reason.
inline constexpr std::string_view kScope = "scope";

struct PulledRow {
    Record record;
    std::int64_t rev = 0; ///< 0 from a server of the original contract
    bool own = true;      ///< false: a teammate shares it with the team (`_sync.own`), only its owner writes
                          ///< it
    std::string by = {};  ///< the owner's name (`_sync.by`), with conversations; hostile; empty = not given
    Instants at = {};
    std::vector<Withheld> withheld = {}; ///< fields that say less than on a device of their owner
    std::string_view fault
        = {}; ///< why it cannot be applied: a quarantine reason; then only its type and id count

    /// The owner's device is said to leave the field out entirely; no other rule does.
    bool mayLack(std::string_view field) const;
};

struct Deletion {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t rev = 0;
    /// "deleted"; "privacy": its owner wants it on no server and on no other device; "scope": it still
    /// exists, but is no longer shared with the caller
    std::string reason;
    bool isWithdrawal() const { return reason == kScope; }
};

/// A value that lost, as the server reports it to the device it came from.
struct ConflictNote {
    std::string id;
    EntityType type = EntityType::Conversation;
    std::string entityId;
    std::string field;         ///< empty when the whole row lost
    std::string losing;        ///< canonical JSON
    std::string winning;       ///< canonical JSON, "null" when the row is gone
    std::string losingDevice;  ///< device id
    std::string winningDevice; ///< device id
    std::string losingDeviceName;
    std::string winningDeviceName;
    std::string reason; ///< lww, immutable, deleted, parent_deleted, gone, deleted_unseen
    Millis at = 0;
    Millis editedAt = 0; ///< when the losing value was written, according to its device; 0 = not known
};

struct Page {
    std::vector<PulledRow> rows; ///< by type, each by rev
    std::vector<Deletion> deleted;
    std::vector<ConflictNote> conflicts;
    std::string cursor; ///< also the proof of `position`, where that is given
    std::optional<std::int64_t> position;
    bool hasMore = false;
    Millis serverTimestamp = 0;
    std::string epoch;
    std::size_t unknown = 0; ///< conflicts of kinds of rows that this version does not know
};

/// The longest name of a person that is accepted from a server, in bytes.
inline constexpr std::size_t kMaxNameBytes = 400;

/// Parses a row as appendRow() writes it.
Result<PulledRow> decodeRow(EntityType type, std::string_view json);

/// Errors: Malformed (not a page), ServerWrong (one that makes no sense).
Result<Page> decodePage(std::string_view body);

} // namespace mimir::wire
