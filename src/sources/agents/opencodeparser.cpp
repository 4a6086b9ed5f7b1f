#include "sources/agents/opencodeparser.h"

#include "core/json/jsonparts.h"
#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/opencodecall.h"
#include "sources/agents/transcripttexts.h"

namespace mimir {
namespace {

using opencode::Call;
using opencode::Message;

constexpr std::string_view kEvidence = "database";

std::string textOf(const json::Object &record, std::string_view name)
{
    return record.text(name).value_or(std::string());
}

// What a session is called until its first answer.
bool isGenericTitle(std::string_view title)
{
    return title.empty() || title.starts_with("New session - ") || title.starts_with("Child session - ");
}

std::string_view kindName(const Message &message)
{
    switch (message.kind) {
    case Message::Kind::Prompt:
        return "prompt";
    case Message::Kind::Command:
        return "command";
    case Message::Kind::Notice:
        return "notice";
    case Message::Kind::Summary:
        return "compaction";
    default:
        return message.text.empty() ? "step" : "reply";
    }
}

void setTokens(Record &record, const Message &message)
{
    for (const auto &[field, tokens] : {std::pair("input_tokens", message.input),
             std::pair("output_tokens", message.output), std::pair("reasoning_tokens", message.reasoning),
             std::pair("cache_read_tokens", message.cacheRead),
             std::pair("cache_write_tokens", message.cacheWrite)})
        if (tokens > 0)
            record.fields.setInteger(field, tokens);
}

} // namespace

OpencodeParser::OpencodeParser(OpencodePlace place)
    : m_place(std::move(place)), m_conversation(agentConversationId(m_place.agent, m_place.session)),
      m_calls(m_place.agent, m_conversation, std::string(kEvidence))
{
}

void OpencodeParser::read(const json::Object &record)
{
    if (textOf(record, "table") == "session")
        return readSession(record);
    const Message message = opencode::messageIn(record);
    if (!record.isNullOrAbsent("copied_from"))
        return noteCopy(objectOf(record, "copied_from"), message);
    if (!message.isFinal) {
        m_isWaiting = true;
        return;
    }
    readMessage(message);
}

void OpencodeParser::readSession(const json::Object &session)
{
    m_workspace = textOf(session, "directory");
    if (m_workspace.empty() && textOf(session, "worktree") != "/")
        m_workspace = textOf(session, "worktree");
    m_folder = m_workspace;
    std::string repository;
    if (m_place.repositoryOf && !m_workspace.empty())
        repository = m_place.repositoryOf(m_workspace);
    FoundRow row = conversationRow(m_conversation,
        {m_place.agent, m_place.session, m_workspace, repository,
            opencode::timeOf(session.integer("time_created"))});
    const std::string parent = textOf(session, "parent_id"), original = textOf(session, "fork_session_id");
    if (!parent.empty() || !original.empty()) {
        setText(
            row.record, "parent_id", agentConversationId(m_place.agent, parent.empty() ? original : parent));
        setText(row.record, "relation", parent.empty() ? "fork" : "subagent");
    }
    add(std::move(row));
    m_facts.version = textOf(session, "version");
    m_facts.title = textOf(session, "title");
    m_hasOwnTitle = !isGenericTitle(m_facts.title);
    if (!m_hasOwnTitle)
        m_facts.title.clear();
}

// A fork has its own copies of what was before it, under other ids.
void OpencodeParser::noteCopy(const json::Object &from, const Message &message)
{
    const bool isRow = message.kind != Message::Kind::Nothing && message.kind != Message::Kind::Moved
        && message.kind != Message::Kind::Unknown;
    if (message.kind == Message::Kind::Moved && !message.folder.empty())
        m_folder = message.folder;
    if (isRow)
        m_forkPoint
            = agentRowId({agentConversationId(m_place.agent, textOf(from, "session")), textOf(from, "id")});
    skipKnown("copied by a fork");
}

void OpencodeParser::readMessage(const Message &message)
{
    switch (message.kind) {
    case Message::Kind::Unknown:
        return skipUnknown(message.name);
    case Message::Kind::Nothing:
        return skipKnown(message.name);
    case Message::Kind::Moved:
        m_folder = message.folder.empty() ? m_folder : message.folder;
        return skipKnown(message.name);
    default:
        break;
    }
    for (const std::string &type : message.unknownParts)
        skipUnknown(message.name + '/' + type);
    if (message.hasServiceError) {
        FoundRow entry = errorEntry({m_place.agent, m_conversation, message.id, message.at});
        entry.record.fields.setText("evidence", kEvidence);
        add(std::move(entry));
    }
    const bool isEmpty = trimmed(message.text).empty() && message.thinking.empty() && message.calls.empty()
        && message.attachments.empty();
    if (isEmpty)
        return skipKnown(message.name + " without content");
    addMessage(message, kindName(message));
}

// Empty where the session is at home.
std::string OpencodeParser::elsewhere(const std::string &folder) const
{
    const std::string &there = folder.empty() ? m_folder : folder;
    return there == m_workspace ? std::string() : there;
}

void OpencodeParser::addMessage(const Message &message, std::string_view kind)
{
    if (message.kind == Message::Kind::Prompt && !m_hasOwnTitle && m_facts.title.empty())
        m_facts.title = titleOf(message.text);
    if (message.kind == Message::Kind::Answer) {
        m_facts.model = message.model;
        m_facts.provider = message.provider;
    }
    FoundRow row = messageRow({m_conversation, message.id, message.role, kind, message.text, message.at});
    Record &record = row.record;
    setInteger(record, "seq", message.seq);
    setText(record, "cwd", elsewhere(message.folder));
    setText(record, "thinking", cutText(message.thinking));
    if (message.role != "user")
        setText(record, "model", message.model);
    if (!message.attachments.empty())
        record.fields.set("attachments", message.attachments);
    if (!message.cost.empty())
        record.fields.set("cost", message.cost);
    setTokens(record, message);
    const std::string id = record.id;
    add(std::move(row));
    addCalls(message, id);
}

// Some models count their calls from one in each answer; one with the id of an earlier one is named by its message, too.
void OpencodeParser::addCalls(const Message &message, const std::string &row)
{
    for (const Call &call : message.calls) {
        if (call.id.empty() || call.tool.empty()) {
            skipKnown("call without an id");
            continue;
        }
        const bool isFirst = m_callIds.insert(call.id).second;
        addCall(call, isFirst ? call.id : message.id + '|' + call.id, row, elsewhere(message.folder));
    }
}

void OpencodeParser::addCall(
    const Call &call, const std::string &id, const std::string &row, const std::string &folder)
{
    CallBegin begin {id, call.tool, call.arguments, row, call.began, folder};
    for (FoundRow &found : m_calls.begin(begin))
        add(std::move(found));
    CallEnd end {id};
    end.outcome = call.isOpen ? CallEnd::Outcome::NoResult
        : call.hasFailed      ? CallEnd::Outcome::Failed
                              : CallEnd::Outcome::Success;
    end.at = call.ended;
    end.result = call.result;
    end.error = call.error;
    end.exitCode = call.exitCode;
    end.resultBytes = call.resultBytes;
    if (!call.childSession.empty())
        end.child = agentConversationId(m_place.agent, call.childSession);
    for (FoundRow &found : m_calls.end(end))
        add(std::move(found));
}

void OpencodeParser::endBatch()
{
    if (auto row = changedFacts(m_conversation, m_facts, m_foundFacts))
        add(std::move(*row));
    if (m_forkPoint.empty())
        return;
    FoundRow row {{EntityType::Conversation, m_conversation, {}}};
    setText(row.record, "fork_point", std::exchange(m_forkPoint, {}));
    add(std::move(row));
}

} // namespace mimir
