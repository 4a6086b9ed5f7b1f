// Helpers to write the items of a batch and to inspect the answers.
#pragma once

#include "core/wire/wire.h"

#include <QByteArray>

#include <string>
#include <utility>
#include <vector>

namespace mimir::test {

/// One field after the other: {"title", "\"Fix login\""}; values are canonical JSON.
using Fields = std::vector<std::pair<std::string, std::string>>;

inline constexpr Millis kT = 1'763'790'000'000; // before FakeClock's start

inline wire::Item item(EntityType type, const std::string &id, wire::Action action, const Fields &fields,
    std::int64_t baseRev, Millis editedAt)
{
    wire::Item made;
    made.record.type = type;
    made.record.id = id;
    for (const auto &[name, value] : fields)
        made.record.fields.set(name, value);
    made.action = action;
    made.baseRev = baseRev;
    made.editedAt = editedAt;
    return made;
}

inline wire::Item conversation(const std::string &id, const std::string &title, Millis at = kT)
{
    return item(EntityType::Conversation, id, wire::Action::Create,
        {{"title", json::quoted(title)}, {"status", "\"active\""}, {"updated_at", std::to_string(at)}}, 0,
        at);
}

inline wire::Item message(
    const std::string &id, const std::string &conversationId, const std::string &content)
{
    return item(EntityType::Message, id, wire::Action::Create,
        {{"conversation_id", json::quoted(conversationId)}, {"role", "\"user\""},
            {"content", json::quoted(content)}},
        0, kT);
}

inline wire::Item toolCall(const std::string &id, const std::string &conversationId)
{
    return item(EntityType::ToolCall, id, wire::Action::Create,
        {{"conversation_id", json::quoted(conversationId)}, {"tool_name", "\"sh\""}}, 0, kT);
}

inline wire::Item audit(const std::string &id, const std::string &action)
{
    return item(EntityType::AuditLog, id, wire::Action::Create,
        {{"conversation_id", "\"c1\""}, {"event_type", "\"command\""}, {"action", json::quoted(action)},
            {"command", "\"make\""}},
        0, kT);
}

/// One field of a conversation.
inline wire::Item edit(
    const std::string &id, const std::string &field, const std::string &value, std::int64_t base, Millis at)
{
    auto made
        = item(EntityType::Conversation, id, wire::Action::Update, {{field, json::quoted(value)}}, base, 0);
    made.changed = {{field, at}};
    return made;
}

inline wire::Item rename(const std::string &id, const std::string &title, std::int64_t base, Millis at)
{
    auto made = edit(id, "title", title, base, at);
    made.record.fields.set("status", "\"active\"");
    return made;
}

inline wire::Item removal(EntityType type, const std::string &id, std::int64_t base, std::int64_t known = 0)
{
    auto made = item(type, id, wire::Action::Delete, {}, base, kT);
    made.knownRev = known;
    return made;
}

inline QByteArray titleIn(const std::optional<std::string> &row)
{
    if (!row || row->empty())
        return "(none)";
    return QByteArray::fromStdString(json::parseObject(*row)->text("title").value_or("(no title)"));
}

inline const wire::PulledRow *rowOf(const wire::Page &page, const std::string &id)
{
    for (const wire::PulledRow &row : page.rows)
        if (row.record.id == id)
            return &row;
    return nullptr;
}

/// "deleted", "scope"; empty: not among the deletions.
inline std::string deletionOf(const wire::Page &page, const std::string &id)
{
    for (const wire::Deletion &deletion : page.deleted)
        if (deletion.id == id)
            return deletion.reason;
    return {};
}

} // namespace mimir::test
