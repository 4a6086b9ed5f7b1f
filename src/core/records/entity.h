// The four types of synced rows, their fields and the merge rule of each field. This table is the allow-list
// for everything that is stored, serialised and merged (docs/protocol.md, "Basics", "Write rules per type");
// a field that is not in it is stored and passed on as an unknown field.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mimir {

/// The numbers are stored; in this order, parents are sent before children.
enum class EntityType : std::uint8_t { Conversation = 1, Message = 2, ToolCall = 3, AuditLog = 4 };

inline constexpr std::array kEntityTypes {
    EntityType::Conversation, EntityType::Message, EntityType::ToolCall, EntityType::AuditLog};

enum class FieldKind : std::uint8_t {
    Text,    ///< a JSON string
    Integer, ///< int64
    Real,    ///< double
    Json,    ///< any JSON value; it comes back as the type it was given
};

/// Which value a field has after two devices wrote it (docs/protocol.md, "Write rules per type").
enum class MergeRule : std::uint8_t {
    Once,      ///< the first value stays; another one is a conflict, and in an audit entry refused
    LastWrite, ///< the newest edit wins; of two concurrent ones, the value that lost is a conflict
    Maximum,   ///< counters: the greater value stays, and nothing is a conflict
    Forward,   ///< `status` of a tool call: the further one stays; between two equally far, as LastWrite
    Newest,    ///< times: the later one, unless it is more than a day ahead; never an edit, never a conflict
};

/// Of a field in a new row; one without a required field is refused.
enum class Presence : std::uint8_t { Optional, Required };

/// The lowest level at which a field is sent (docs/privacy.md, "Levels"); an unknown one from "redacted" on.
enum class SentFrom : std::uint8_t { Redacted, Metadata };

/// Programs from before a later field pass it on as an unknown one, whatever its value is. So does this one where the
/// value is of another kind; in a field of the original contract that is an error.
enum class Origin : std::uint8_t { Contract, Later };

struct FieldSpec {
    std::string_view name; ///< on the wire and as the column name
    FieldKind kind;
    MergeRule rule;
    SentFrom sentFrom; ///< the compiler warns of a field that does not say it
    Presence presence = Presence::Optional;
    Origin origin = Origin::Contract;
};

/// The number of an audit entry among those of its device. Of an entry that two devices have, as of a session that was
/// copied, the one that came first stays, and another one is no difference (docs/protocol.md, "Write rules per type").
inline constexpr std::string_view kDeviceSeq = "device_seq";

/// Those of the original contract first.
std::span<const FieldSpec> fieldsOf(EntityType type);
/// nullptr for unknown fields.
const FieldSpec *findField(EntityType type, std::string_view name);
/// False for an unknown field, and for a later one whose value (canonical JSON) is of another kind.
bool hasColumn(EntityType type, std::string_view field, std::string_view value);
/// True for a field that is sent at the level "metadata"; never for an unknown one.
bool isMetadata(EntityType type, std::string_view field);
/// The rule of any field, including unknown ones: last-write-wins, or write-once in audit entries.
MergeRule mergeRule(EntityType type, std::string_view field);
/// Values that each side computes for itself: never stored, never sent (docs/protocol.md, "Basics").
bool isDerived(EntityType type, std::string_view field);
/// The time field that is filled in when missing ("missing times mean now"); empty when there is none.
std::string_view createdField(EntityType type);

/// "conversation", "message", "tool_call", "audit_log"
std::string_view typeName(EntityType type);
std::optional<EntityType> typeFromName(std::string_view name);
/// "conversations", "messages", "tool_calls", "audit_logs"
std::string_view tableName(EntityType type);
/// The column of that table with the conversation of a row; a conversation is its own.
std::string conversationColumn(EntityType type);
/// The array it is sent in: "conversations", "messages", "toolCalls", "auditLogs"
std::string_view wireArray(EntityType type);

/// Position in pending < running < success|failed; unknown values rank as running.
int statusRank(std::string_view status);

/// Largest item as JSON (docs/protocol.md, "Limits").
inline constexpr std::size_t kMaxItemBytes = 8u << 20;
/// Nesting of one field's value: what still fits into kMaxNesting inside a batch.
inline constexpr int kMaxValueNesting = 28;
/// Fields of one row: what still fits into json::kMaxMembers with everything that is added on the wire.
inline constexpr std::size_t kMaxFields = 4080;

} // namespace mimir
