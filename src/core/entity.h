// The four kinds of synced rows, their fields and the rule each field is merged by. This table is the
// allow-list for everything that is stored, serialised and merged (docs/protocol.md, "Basics", "Write rules
// per type"); a field not in it is kept and passed on as an unknown field.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mimir {

/// The numbers are stored; their order is the order parents are sent before children.
enum class EntityType : std::uint8_t { Conversation = 1, Message = 2, ToolCall = 3, AuditLog = 4 };

inline constexpr std::array kEntityTypes {
    EntityType::Conversation, EntityType::Message, EntityType::ToolCall, EntityType::AuditLog};

enum class FieldKind : std::uint8_t {
    Text,    ///< a JSON string
    Integer, ///< int64
    Real,    ///< double
    Json,    ///< any JSON value, which comes back as the type given
};

enum class MergeRule : std::uint8_t {
    Once,      ///< written with the row, then immutable; another value is a conflict
    LastWrite, ///< the newest edit wins, field by field
    Maximum,   ///< counters: the greater value stays
    Forward,   ///< tool call status: pending < running < success|failed
    Newest,    ///< `updated_at`: maximum of both sides, never an edit of its own, never a conflict
};

struct FieldSpec {
    std::string_view name; ///< on the wire and as a column
    FieldKind kind;
    MergeRule rule;
    bool required = false; ///< a new row without it is refused
};

/// In the order of the columns.
std::span<const FieldSpec> fieldsOf(EntityType type);
/// nullptr for unknown fields.
const FieldSpec *findField(EntityType type, std::string_view name);
/// The rule of any field, unknown ones too: those are last-write-wins, and write-once in audit entries.
MergeRule mergeRule(EntityType type, std::string_view field);
/// Values that each side works out for itself: never stored, never sent (docs/protocol.md, "Basics").
bool isDerived(EntityType type, std::string_view field);
/// The instant field that a missing time is written to ("missing times mean now"), empty when there is none.
std::string_view createdField(EntityType type);

/// "conversation", "message", "tool_call", "audit_log"
std::string_view typeName(EntityType type);
std::optional<EntityType> typeFromName(std::string_view name);
/// "conversations", "messages", "tool_calls", "audit_logs"
std::string_view tableName(EntityType type);
/// The array it travels in: "conversations", "messages", "toolCalls", "auditLogs"
std::string_view wireArray(EntityType type);

/// Position in pending < running < success|failed; unknown values rank as running.
int statusRank(std::string_view status);

/// Largest item as JSON (docs/protocol.md, "Limits").
inline constexpr std::size_t kMaxItemBytes = 8u << 20;
/// Nesting of one field's value: what still fits kMaxNesting inside a batch.
inline constexpr int kMaxValueNesting = 28;
/// Fields of one row: what still fits json::kMaxMembers with all that is added on the wire.
inline constexpr std::size_t kMaxFields = 4080;

} // namespace mimir
