// What goes up: `POST /api/v1/sync/batch` (core/wire/wire.h).
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

enum class Action : std::uint8_t { Create = 0, Update = 1, Delete = 2, Redact = 3 };
std::string_view actionName(Action action);
std::optional<Action> actionFromName(std::string_view name);

/// Makes a create an offer: the server of an earlier history had acknowledged the row, and this one may have
/// lost it. Its fields are not edits, except those in `edited`; for each field, `changed` gives when it was
/// edited. A delete that is offered was acknowledged, too.
struct Offer {
    std::vector<std::string> edited;  ///< never acknowledged
    std::vector<std::string> written; ///< this device's own values, not replaced by anyone as far as it knows
};

/// Reason of a delete and of a deletion, see Deletion::reason; and of an update, see Item::forPrivacy.
inline constexpr std::string_view kPrivacy = "privacy";

/// One queued change on its way to the server.
struct Item {
    Record record;          ///< the full allow-listed row; only type and id for a delete
    std::int64_t opSeq = 0; ///< 1, 2, 3 … per (team, device)
    Action action = Action::Create;
    std::int64_t baseRev = 0;  ///< revision the edit was made on, 0 = new
    std::int64_t knownRev = 0; ///< deletes: pull position when the user pressed delete
    /// `_sync.reason`. Deletes: the user wants it on no server and no other device. Updates: what is `withheld` was
    /// sent before, so its form takes the place of what the server has.
    bool forPrivacy = false;
    Millis editedAt = 0; ///< of a create, redact or delete; the default instant of every changed field
    std::vector<std::pair<std::string, Millis>> changed; ///< field -> instant of its edit, by field name
    std::vector<Withheld> withheld; ///< fields that differ from the sender's row, by field name
    std::optional<Offer> offer;
    bool hasSync = true; ///< false for a bare row of an original client
    std::optional<Error>
        error; ///< decoding only: why this item is rejected; the rest of the batch is processed
};

struct Batch {
    std::int64_t lastOpSeq = 0;
    std::int64_t ackedThrough = 0;
    std::string epoch;      ///< empty before the first answer
    std::string offersFrom; ///< the history that its offers come from; empty = not given
    std::vector<Item> items;
};

enum class Dialect : std::uint8_t {
    Full,
    Minimal, ///< bare rows for a server of the original contract; deletes cannot be expressed
};

std::string encode(const Batch &batch, Dialect dialect);
/// One item as it appears in its array of the batch.
std::string encode(const Item &item, Dialect dialect);
/// Envelope errors fail the whole batch; item errors are stored with the item. Items keep their order in the
/// body.
Result<Batch> decodeBatch(std::string_view body);

} // namespace mimir::wire
