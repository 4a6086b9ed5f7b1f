// Rows and conflict records as they are stored.
#pragma once

#include "core/wire/wire.h"

#include <string>
#include <string_view>

namespace mimir::server {

/// Who may read a row besides its owner. The numbers are stored.
enum class Scope : std::uint8_t {
    Own = 0,
    Team = 1,      ///< a conversation with `visibility: team`, its messages and tool calls
    Withdrawn = 2, ///< was shared: the others are told that it is gone
};

/// Messages and tool calls: they belong to a conversation.
constexpr bool isChild(EntityType type)
{
    return type == EntityType::Message || type == EntityType::ToolCall;
}

struct RowKey {
    EntityType type = EntityType::Conversation;
    std::string id;

    bool operator==(const RowKey &) const = default;
};

/// A row as it is stored: RowState without its fields parsed, devices by number.
struct StoredRow {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t owner = 0;
    std::int64_t rev = 0;
    Millis commitMs = 0;
    bool deleted = false;
    Scope scope = Scope::Own;
    std::string conversationId;
    Millis editedAt = 0; ///< with device and madeRev: the stamp of all fields without their own
    std::int64_t device = 0;
    std::int64_t madeRev = 0;
    std::int64_t writer = 0; ///< number of the device whose push gave the row `rev`; 0: none
    std::string stamps;      ///< fieldstamps.h; empty if no field has its own
    bool redacted = false;
    bool forgotten = false; ///< deleted for privacy: without content, and its owner's devices are told why
    std::string payload;    ///< canonical JSON; empty in a tombstone without content
};

struct ConflictRow {
    std::int64_t user = 0; ///< the user whose devices are told
    std::string id;
    std::int64_t rev = 0;
    EntityType type = EntityType::Conversation;
    std::string entityId;
    std::string field;
    std::string losing;
    std::string winning;
    std::int64_t losingDevice = 0;
    std::int64_t winningDevice = 0;
    std::string_view reason;
    Millis editedAt = 0;
    Millis at = 0;
    bool anyInstant = false; ///< for conflictsLike(): matches whenever it was edited
};

struct OwnedKey {
    std::int64_t owner = 0;
    RowKey key;
};

/// A value that its masked form has replaced: conflict records that have it say no more, either.
struct ReducedValue {
    OwnedKey row;
    std::string field;
    std::string from; ///< canonical JSON; empty = every value of the field
    std::string to;   ///< canonical JSON
};

/// The values of column `redacted`.
enum class Redaction : std::uint8_t { None = 0, Blanked = 1, Forgotten = 2 };
Redaction redactionOf(const StoredRow &row);
void setRedaction(StoredRow &row, std::int64_t stored);
/// Whether and why the reader of a stream no longer has a row. The numbers stand in the SQL of streams.
enum class Gone : std::uint8_t { No = 0, Deleted = 1, Withdrawn = 2, Forgotten = 3 };
/// Precondition: it is gone.
std::string_view deletionReason(Gone gone);

} // namespace mimir::server
