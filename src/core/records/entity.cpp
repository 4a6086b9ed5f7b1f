#include "core/records/entity.h"

#include "core/json/json.h"

#include <algorithm>

namespace mimir {
namespace {

using enum FieldKind;
using enum MergeRule;
using enum Presence;
using enum SentFrom;

constexpr FieldSpec later(std::string_view name, FieldKind kind, MergeRule rule, SentFrom sentFrom)
{
    return {name, kind, rule, sentFrom, Optional, Origin::Later};
}

constexpr std::array kConversation {
    FieldSpec {"title", Text, LastWrite, Metadata},
    FieldSpec {"status", Text, LastWrite, Metadata},
    FieldSpec {"provider", Text, LastWrite, Metadata},
    FieldSpec {"model", Text, LastWrite, Metadata},
    FieldSpec {"workspace", Text, Once, Redacted},
    FieldSpec {"repository", Text, Once, Redacted},
    FieldSpec {"visibility", Text, LastWrite, Metadata},
    FieldSpec {"created_at", Integer, Once, Metadata},
    FieldSpec {"updated_at", Integer, Newest, Metadata},
    later("agent", Text, Once, Metadata),
    later("native_id", Text, Once, Metadata),
    later("parent_id", Text, Once, Metadata),
    later("relation", Text, Once, Metadata),
    later("fork_point", Text, Once, Metadata),
    later("git_branch", Text, LastWrite, Redacted),
    later("agent_version", Text, LastWrite, Metadata),
};

// What totals and lists read stands before `content` or in messages_by_conversation, so that they touch no overflow
// pages; a column that a step adds stands behind it.
constexpr std::array kMessage {
    FieldSpec {"conversation_id", Text, Once, Metadata, Required},
    FieldSpec {"role", Text, Once, Metadata, Required},
    FieldSpec {"timestamp", Integer, Once, Metadata},
    FieldSpec {"input_tokens", Integer, Maximum, Metadata},
    FieldSpec {"output_tokens", Integer, Maximum, Metadata},
    FieldSpec {"cost", Real, Maximum, Metadata},
    FieldSpec {"metadata", Json, LastWrite, Redacted},
    FieldSpec {"content", Text, Once, Redacted},
    later("kind", Text, Once, Metadata),
    later("parent_id", Text, Once, Metadata),
    later("seq", Integer, Once, Metadata),
    later("model", Text, Once, Metadata),
    later("thinking", Text, Once, Redacted),
    later("cache_read_tokens", Integer, Maximum, Metadata),
    later("cache_write_tokens", Integer, Maximum, Metadata),
    later("reasoning_tokens", Integer, Maximum, Metadata),
    later("cwd", Text, Once, Redacted),
    later("git_branch", Text, Once, Redacted),
    later("attachments", Json, Once, Redacted),
};

constexpr std::array kToolCall {
    FieldSpec {"conversation_id", Text, Once, Metadata, Required},
    FieldSpec {"message_id", Text, Once, Metadata},
    FieldSpec {"tool_name", Text, Once, Metadata, Required},
    FieldSpec {"status", Text, Forward, Metadata},
    FieldSpec {"started_at", Integer, Once, Metadata},
    FieldSpec {"completed_at", Integer, LastWrite, Metadata},
    FieldSpec {"duration_ms", Integer, LastWrite, Metadata},
    FieldSpec {"error", Text, LastWrite, Redacted},
    FieldSpec {"arguments", Json, Once, Redacted},
    FieldSpec {"result", Json, LastWrite, Redacted},
    later("kind", Text, Once, Metadata),
    later("seq", Integer, Once, Metadata),
    later("child_id", Text, Once, Metadata),
    later("exit_code", Integer, LastWrite, Metadata),
    later("result_bytes", Integer, Once, Metadata),
    later("cwd", Text, Once, Redacted),
};

constexpr std::array kAuditLog {
    FieldSpec {"conversation_id", Text, Once, Metadata},
    FieldSpec {"event_type", Text, Once, Metadata, Required},
    FieldSpec {"action", Text, Once, Metadata, Required},
    FieldSpec {"decision", Text, Once, Metadata},
    FieldSpec {"risk_level", Text, Once, Metadata},
    FieldSpec {"status", Text, Once, Metadata},
    FieldSpec {"timestamp", Integer, Once, Metadata},
    FieldSpec {kDeviceSeq, Integer, Once, Metadata},
    FieldSpec {"prev_hash", Text, Once, Metadata},
    FieldSpec {"command", Text, Once, Redacted},
    FieldSpec {"args", Json, Once, Redacted},
    FieldSpec {"result", Json, Once, Redacted},
    later("evidence", Text, Once, Metadata),
    later("inferred", Json, Once, Metadata),
    later("decided_by", Text, Once, Metadata),
    later("scope", Text, Once, Metadata),
    later("reason", Text, Once, Redacted),
    later("tool_call_id", Text, Once, Metadata),
    later("agent", Text, Once, Metadata),
    later("cwd", Text, Once, Redacted),
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

bool isOfKind(FieldKind kind, std::string_view value)
{
    switch (kind) {
    case Text:
        return value.starts_with('"');
    case Integer:
        return json::toInteger(value).has_value();
    case Real:
        return json::toReal(value).has_value();
    case Json:
        break;
    }
    return true;
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

bool hasColumn(EntityType type, std::string_view field, std::string_view value)
{
    const FieldSpec *known = findField(type, field);
    return known && (known->origin == Origin::Contract || value == "null" || isOfKind(known->kind, value));
}

bool isMetadata(EntityType type, std::string_view field)
{
    const FieldSpec *known = findField(type, field);
    return known && known->sentFrom == SentFrom::Metadata;
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

std::string conversationColumn(EntityType type)
{
    return type == EntityType::Conversation ? "id" : "conversation_id";
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
