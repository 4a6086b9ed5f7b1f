// The wire contract (docs/protocol.md), written once for both sides.
//
// A batch goes up (`POST /api/v1/sync/batch`), one result per item comes back; pages come down
// (`GET /api/v1/sync/pull`). Rows are bare JSON objects with the original column names; everything the sync
// engine needs is in `_sync`, which a server or client of the original contract ignores. A pulled row carries
// `_sync.rev`, and so does the `item` of a result.
#pragma once

#include "core/clock.h"
#include "core/compression.h"
#include "core/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::wire {

inline constexpr std::string_view kBasePath = "/api/v1";
inline constexpr int kProtocol = 2;
inline constexpr std::size_t kMaxBatchItems = 100;
inline constexpr std::size_t kTargetBatchBytes = 4u << 20;
inline constexpr std::size_t kMaxBodyBytes = 12u << 20;
/// Most rows, deletions and conflicts of one page that are read; a server of the original contract may send
/// all it has at once.
inline constexpr std::size_t kMaxPageItems = 100'000;

enum class Action : std::uint8_t { Create = 0, Update = 1, Delete = 2, Redact = 3 };
std::string_view actionName(Action action);
std::optional<Action> actionFromName(std::string_view name);

/// Why a field differs from the row on its device; the greater the value, the more is missing.
enum class WithheldRule : std::uint8_t {
    None = 0,
    Secret = 1,
    Environment = 2,
    File = 3,
    Size = 4,
    Metadata = 5
};
std::string_view withheldRuleName(WithheldRule rule);
std::optional<WithheldRule> withheldRuleFromName(std::string_view name);

/// `_sync.withheld`: what the sender does not send of one field.
struct Withheld {
    std::string field;
    WithheldRule rule = WithheldRule::None;

    bool operator==(const Withheld &) const = default;
};

/// When the fields of a row were edited (`_sync.at`): all of them at `whole`, except those listed. Sorted by
/// name.
struct Instants {
    Millis whole = 0; ///< 0 = not given
    std::vector<std::pair<std::string, Millis>> separately;

    Millis of(std::string_view field) const;
    std::string toJson() const; ///< {"*":whole, field: instant}
    /// As toJson() or the reader gives it; nothing is given by what is not an object.
    static Instants fromJson(std::string_view canonicalText);
};

/// Makes a create an offer: the server of an earlier history had acknowledged the row, and this one may have
/// lost it. Its fields are not edits, except those in `edited`; for each field, `changed` gives when it was
/// edited. A delete that is offered was acknowledged, too.
struct Offer {
    std::vector<std::string> edited;  ///< never acknowledged
    std::vector<std::string> written; ///< this device's own values, not replaced by anyone as far as it knows
};

/// Reason of a delete and of a deletion, see Deletion::reason.
inline constexpr std::string_view kPrivacy = "privacy";

/// One queued change on its way to the server.
struct Item {
    Record record;          ///< the full allow-listed row; only type and id for a delete
    std::int64_t opSeq = 0; ///< 1, 2, 3 … per (team, device)
    Action action = Action::Create;
    std::int64_t baseRev = 0;  ///< revision the edit was made on, 0 = new
    std::int64_t knownRev = 0; ///< deletes: pull position when the user pressed delete
    bool forPrivacy = false; ///< deletes: the user wants it on no server and no other device (`_sync.reason`)
    Millis editedAt = 0;     ///< of a create, redact or delete; the default instant of every changed field
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

enum class Status : std::uint8_t { Applied, Merged, Duplicate, Conflict, Rejected, Stale, Retry };
std::string_view statusName(Status status);

struct ItemResult {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t opSeq = 0;
    Status status = Status::Applied;
    std::int64_t rev = 0;
    std::string code;    ///< for rejected and retry: validation, immutable, forbidden, item_too_large, quota,
                         ///< missing_parent, busy, internal; for conflict: what kind
    std::string message; ///< for developers
    std::vector<std::string> lost; ///< conflict: fields whose incoming value lost
    std::vector<std::string>
        conflictIds; ///< conflict: the server's conflict records, one per lost field; a single one for a
                     ///< whole row
    std::string otherDevice; ///< conflict: name of the device that won, when known
    /// merged, duplicate, conflict: the server's row now. nullopt = not sent; empty = the row is gone.
    std::optional<std::string> item;
};

struct BatchAnswer {
    Millis serverTimestamp = 0;
    std::string epoch;
    std::vector<ItemResult> results;
    /// From a server of the original contract: everything not listed here was accepted. Empty type = not
    /// given.
    struct NamedError {
        std::string type, id, error, code;
    };
    std::vector<NamedError> errors;
    bool hasResults = false;
    /// Where the team's history is now, and the server's proof of it; nullopt from a server without proofs.
    std::optional<std::int64_t> position;
    std::string proof;
};

std::string encode(const BatchAnswer &answer);
Result<BatchAnswer> decodeBatchAnswer(std::string_view body);

struct PulledRow {
    Record record;
    std::int64_t rev = 0; ///< 0 from a server of the original contract
    bool own = true;      ///< false: a teammate shares it with the team (`_sync.own`), only its owner writes
                          ///< it
    std::string by = {};  ///< the owner's name (`_sync.by`), with conversations; hostile; empty = not given
    Instants at = {};
    std::string_view fault
        = {}; ///< why it cannot be applied: a quarantine reason; then only its type and id count
};

struct Deletion {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t rev = 0;
    /// "deleted"; "privacy": its owner wants it on no server and on no other device; "scope": it still
    /// exists, but is no longer shared with the caller
    std::string reason;
    bool isWithdrawal() const { return reason == "scope"; }
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
    std::size_t malformed = 0; ///< rows that are not ours and have no id to quarantine them under
};

/// Who owns a pulled row: the caller, or a teammate who shares it.
struct Owner {
    static constexpr Owner caller() { return {}; }
    /// `name`: the teammate's name, sent with conversations; must live as long as this.
    static constexpr Owner teammate(std::string_view name = {}) { return {false, name}; }

    bool isCaller = true;
    std::string_view name = {};
};
/// The longest name of a person that is accepted from a server, in bytes.
inline constexpr std::size_t kMaxNameBytes = 400;

/// Appends a row with its revision: `rowJson` is the canonical object from Record::toJson(), `at` the one
/// from Instants::toJson() or empty.
void appendRow(std::string &out, std::string_view rowJson, std::int64_t rev, Owner owner = Owner::caller(),
    std::string_view at = {});
/// Parses one such row.
Result<PulledRow> decodeRow(EntityType type, std::string_view json);

/// Whether further pages follow.
enum class Rest : std::uint8_t { None, Follows };
constexpr Rest restIf(bool hasMore)
{
    return hasMore ? Rest::Follows : Rest::None;
}

/// Writes a page piece by piece, so that a server can copy stored rows straight into it.
class PageWriter {
public:
    void addRow(EntityType type, std::string_view rowJson, std::int64_t rev, Owner owner = Owner::caller(),
        std::string_view at = {});
    void addDeletion(const Deletion &deletion);
    void addConflict(const ConflictNote &note);
    std::size_t bytes() const;
    std::string finish(std::string_view cursor, Rest rest, Millis serverTimestamp, std::string_view epoch,
        std::optional<std::int64_t> position = std::nullopt);

private:
    std::string m_arrays[4];
    std::string m_deleted;
    std::string m_conflicts;
};

Result<Page> decodePage(std::string_view body);

/// `GET /health`.
struct Health {
    bool ours = false;   ///< {"status":"ok"}
    int minProtocol = 0; ///< older clients are refused
    int maxProtocol = 0; ///< 0 = a server of the original contract
    Millis serverTimestamp = 0;
    std::size_t maxItems = kMaxBatchItems;
    std::size_t maxBodyBytes = kMaxBodyBytes;
    std::size_t maxItemBytes = kMaxItemBytes;
    /// For request bodies, besides identity, best first; unknown ones are left out.
    std::vector<ContentEncoding> encodings;
};

std::string encode(const Health &health);
/// Only its member `limits`.
std::string encodeLimits(const Health &health);
Result<Health> decodeHealth(std::string_view body);

/// Canonical errors: {"code":…,"message":…}, plus "details" unless empty: canonical JSON.
std::string encodeError(std::string_view code, std::string_view message, std::string_view details = {});
/// The `code` of a canonical error body; empty when it is not one.
std::string errorCodeOf(std::string_view body);

} // namespace mimir::wire
