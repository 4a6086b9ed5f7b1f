#include "core/records/entity.h"

#include <algorithm>

namespace mimir {
namespace {

using enum FieldKind;
using enum MergeRule;
using enum Presence;

constexpr std::array kConversation {
    FieldSpec {"title", Text, LastWrite},
    FieldSpec {"status", Text, LastWrite},
    FieldSpec {"provider", Text, LastWrite},
    FieldSpec {"model", Text, LastWrite},
    FieldSpec {"workspace", Text, Once},
    FieldSpec {"repository", Text, Once},
    FieldSpec {"visibility", Text, LastWrite},
    FieldSpec {"created_at", Integer, Once},
    FieldSpec {"updated_at", Integer, Newest},
};

// Small columns come before `content`, so that totals are read without touching overflow pages.
constexpr std::array kMessage {
    FieldSpec {"conversation_id", Text, Once, Required},
    FieldSpec {"role", Text, Once, Required},
    FieldSpec {"timestamp", Integer, Once},
    FieldSpec {"input_tokens", Integer, Maximum},
    FieldSpec {"output_tokens", Integer, Maximum},
    FieldSpec {"cost", Real, Maximum},
    FieldSpec {"metadata", Json, LastWrite},
    FieldSpec {"content", Text, Once},
};

constexpr std::array kToolCall {
    FieldSpec {"conversation_id", Text, Once, Required},
    FieldSpec {"message_id", Text, Once},
    FieldSpec {"tool_name", Text, Once, Required},
    FieldSpec {"status", Text, Forward},
    FieldSpec {"started_at", Integer, Once},
    FieldSpec {"completed_at", Integer, LastWrite},
    FieldSpec {"duration_ms", Integer, LastWrite},
    FieldSpec {"error", Text, LastWrite},
    FieldSpec {"arguments", Json, Once},
    FieldSpec {"result", Json, LastWrite},
};

constexpr std::array kAuditLog {
    FieldSpec {"conversation_id", Text, Once},
    FieldSpec {"event_type", Text, Once, Required},
    FieldSpec {"action", Text, Once, Required},
    FieldSpec {"decision", Text, Once},
    FieldSpec {"risk_level", Text, Once},
    FieldSpec {"status", Text, Once},
    FieldSpec {"timestamp", Integer, Once},
    FieldSpec {"device_seq", Integer, Once},
    FieldSpec {"prev_hash", Text, Once},
    FieldSpec {"command", Text, Once},
    FieldSpec {"args", Json, Once},
    FieldSpec {"result", Json, Once},
};

struct TypeSpec {
    std::string_view name, table, array, created;
    std::span<const FieldSpec> fields;
};

const std::array<TypeSpec, 4> kTypes {{
    {"conversation", "conversations", "conversations", "created_at", kConversation},
    {"message", "messages", "messages", "timestamp", kMessage},
    {"tool_call", "tool_calls", "toolCalls", "started_at", kToolCall},
    {"audit_log", "audit_logs", "auditLogs", "timestamp", kAuditLog},
}};

const TypeSpec &spec(EntityType type)
{
    return kTypes[static_cast<std::size_t>(type) - 1];
}

} // namespace

std::span<const FieldSpec> fieldsOf(EntityType type)
{
    return spec(type).fields;
}

const FieldSpec *findField(EntityType type, std::string_view name)
{
    const auto fields = fieldsOf(type);
    const auto at
        = std::find_if(fields.begin(), fields.end(), [name](const FieldSpec &f) { return f.name == name; });
    return at == fields.end() ? nullptr : &*at;
}

MergeRule mergeRule(EntityType type, std::string_view field)
{
    if (const FieldSpec *known = findField(type, field))
        return known->rule;
    return type == EntityType::AuditLog ? Once : LastWrite;
}

bool isDerived(EntityType type, std::string_view field)
{
    return type == EntityType::Conversation
        && (field == "total_tokens" || field == "total_cost" || field == "last_activity");
}

std::string_view createdField(EntityType type)
{
    return spec(type).created;
}
std::string_view typeName(EntityType type)
{
    return spec(type).name;
}
std::string_view tableName(EntityType type)
{
    return spec(type).table;
}
std::string_view wireArray(EntityType type)
{
    return spec(type).array;
}

std::optional<EntityType> typeFromName(std::string_view name)
{
    for (EntityType type : kEntityTypes)
        if (typeName(type) == name)
            return type;
    return std::nullopt;
}

int statusRank(std::string_view status)
{
    if (status == "pending")
        return 0;
    return status == "success" || status == "failed" ? 2 : 1;
}

} // namespace mimir
