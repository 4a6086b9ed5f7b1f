#include "sources/agents/conversationrows.h"

#include "sources/agents/agentids.h"

namespace mimir {

FoundRow conversationRow(const std::string &conversation, const ConversationBegin &begin)
{
    FoundRow row {{EntityType::Conversation, conversation, {}}};
    setText(row.record, "agent", begin.agent);
    setText(row.record, "native_id", begin.nativeId);
    setText(row.record, "workspace", begin.workspace);
    setText(row.record, "repository", begin.repository);
    // When it was used last, its messages say.
    setInteger(row.record, "created_at", begin.at);
    setInteger(row.record, "updated_at", begin.at);
    return row;
}

std::optional<FoundRow> changedFacts(
    const std::string &conversation, const ConversationFacts &now, ConversationFacts &found)
{
    if (now == found)
        return std::nullopt;
    FoundRow row {{EntityType::Conversation, conversation, {}}};
    setText(row.record, "title", now.title);
    setText(row.record, "git_branch", now.branch);
    setText(row.record, "agent_version", now.version);
    setText(row.record, "model", now.model);
    setText(row.record, "provider", now.provider);
    found = now;
    return row;
}

FoundRow messageRow(const MessageBegin &begin)
{
    FoundRow row {{EntityType::Message, agentRowId({begin.conversation, begin.native}), {}},
        "m|" + std::string(begin.native)};
    setText(row.record, "conversation_id", begin.conversation);
    setText(row.record, "role", begin.role);
    setText(row.record, "kind", begin.kind);
    row.record.fields.setText("content", cutText(begin.content));
    setInteger(row.record, "timestamp", begin.at);
    return row;
}

} // namespace mimir
