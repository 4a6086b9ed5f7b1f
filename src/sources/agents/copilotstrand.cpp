#include "sources/agents/copilotstrand.h"

#include "core/json/json.h"
#include "core/text.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/copilottexts.h"
#include "sources/agents/transcripttexts.h"

#include <iterator>

namespace mimir {
namespace {

constexpr std::size_t kMaxTitle = 1000;
constexpr std::size_t kMaxReason = 200;
constexpr std::size_t kMaxTool = 200;

void append(CopilotStrand::Rows &rows, CopilotStrand::Rows more)
{
    std::move(more.begin(), more.end(), std::back_inserter(rows));
}

std::string errorOf(const json::Object &data)
{
    if (const auto text = data.text("error"))
        return *text;
    return objectOf(data, "error").text("message").value_or(std::string());
}

} // namespace

CopilotStrand::CopilotStrand(Place place, const CopilotSurroundings &surroundings)
    : m_place(std::move(place)), m_surroundings(surroundings), m_calls(m_place.agent, m_place.conversation)
{
}

CopilotStrand::Rows CopilotStrand::begin(std::optional<Millis> at)
{
    if (std::exchange(m_isBegun, true))
        return {};
    FoundRow row = conversationRow(m_place.conversation,
        {m_place.agent, m_place.nativeId, m_surroundings.workspace, m_surroundings.repository, at});
    if (isSubagent()) {
        setText(row.record, "relation", "subagent");
        setText(row.record, "parent_id", m_place.parent);
    }
    Rows rows {std::move(row)};
    if (!m_place.parentCall.empty()) {
        FoundRow call {{EntityType::ToolCall, m_place.parentCall, {}}, {}, {}, true};
        setText(call.record, "child_id", m_place.conversation);
        rows.push_back(std::move(call));
    }
    return rows;
}

std::optional<FoundRow> CopilotStrand::takeFacts()
{
    return m_isBegun ? changedFacts(m_place.conversation, facts, m_foundFacts) : std::nullopt;
}

// What it follows is the message before it: of what a person took back the file has nothing left, so the next one
// follows what remained.
FoundRow CopilotStrand::message(
    const CopilotEvent &event, std::string_view role, std::string_view kind, std::string_view content)
{
    FoundRow row = messageRow({m_place.conversation, event.id, role, kind, content, event.at});
    if (m_surroundings.folder != m_surroundings.workspace)
        setText(row.record, "cwd", m_surroundings.folder);
    if (m_surroundings.branch != std::exchange(m_branchOfLast, m_surroundings.branch))
        setText(row.record, "git_branch", m_surroundings.branch);
    setText(row.record, "parent_id", std::exchange(m_lastMessage, row.record.id));
    facts.branch = m_surroundings.branch;
    facts.version = m_surroundings.version;
    return row;
}

// Where it is not from a person, a version that says so names who sent it.
bool CopilotStrand::isPrompt(const CopilotEvent &event) const
{
    const std::string source = event.data.text("source").value_or(std::string());
    return !isSubagent() && (source.empty() || source == "user")
        && !event.data.boolean("isAutopilotContinuation").value_or(false);
}

CopilotStrand::Rows CopilotStrand::prompt(const CopilotEvent &event)
{
    const std::string text = event.data.text("content").value_or(std::string());
    const std::string attachments = copilot::attachmentsOf(event.data);
    if (trimmed(text).empty() && attachments.empty())
        return {};
    Rows rows = begin(event.at);
    const bool isPersons = isPrompt(event);
    if (isPersons && facts.title.empty())
        facts.title = cutText(titleOf(text), kMaxTitle);
    FoundRow row = message(event, "user", isPersons ? "prompt" : "notice", text);
    if (!attachments.empty())
        row.record.fields.set("attachments", attachments);
    rows.push_back(std::move(row));
    return rows;
}

CopilotStrand::Rows CopilotStrand::reply(const CopilotEvent &event)
{
    Rows rows = begin(event.at);
    const std::string text = event.data.text("content").value_or(std::string());
    const bool isStep = trimmed(text).empty();
    FoundRow row = message(event, "assistant", isStep ? "step" : "reply", isStep ? std::string_view() : text);
    setText(row.record, "model", facts.model);
    setText(row.record, "thinking", cutText(event.data.text("reasoningText").value_or(std::string())));
    if (const auto tokens = event.data.integer("outputTokens"); tokens && *tokens > 0)
        row.record.fields.setInteger("output_tokens", *tokens);
    m_lastReply = row.record.id;
    rows.push_back(std::move(row));
    return rows;
}

CopilotStrand::Rows CopilotStrand::compaction(const CopilotEvent &event)
{
    Rows rows = begin(event.at);
    rows.push_back(
        message(event, "system", "compaction", event.data.text("summaryContent").value_or(std::string())));
    return rows;
}

EntrySource CopilotStrand::source(const CopilotEvent &event) const
{
    return {m_place.agent, m_place.conversation, event.id, event.at};
}

CopilotStrand::Rows CopilotStrand::mode(const CopilotEvent &event, std::string_view mode)
{
    Rows rows = begin(event.at);
    rows.push_back(modeEntry(source(event), mode));
    return rows;
}

CopilotStrand::Rows CopilotStrand::error(const CopilotEvent &event)
{
    Rows rows = begin(event.at);
    FoundRow row = errorEntry(source(event));
    setText(row.record, "reason", cutText(event.data.text("errorType").value_or(std::string()), kMaxReason));
    rows.push_back(std::move(row));
    return rows;
}

CopilotStrand::Rows CopilotStrand::beginCall(const CopilotEvent &event, const json::Object &request)
{
    Rows rows = begin(event.at);
    CallBegin call {request.text("toolCallId").value_or(std::string()),
        cutText(copilot::toolOf(request), kMaxTool), {}, m_lastReply, event.at};
    if (const std::string *arguments = request.find("arguments"))
        call.arguments = argumentsIn(*arguments);
    if (event.type == "tool.user_requested")
        call.messageRow.clear();
    if (event.type == "assistant.message")
        call.record = event.id;
    if (m_surroundings.folder != m_surroundings.workspace)
        call.folder = m_surroundings.folder;
    append(rows, m_calls.begin(call));
    return rows;
}

CopilotStrand::Rows CopilotStrand::endCall(const CopilotEvent &event, const std::string &child)
{
    CallEnd end {event.data.text("toolCallId").value_or(std::string())};
    const copilot::Output output = copilot::outputOf(event.data);
    const bool isFailed = !event.data.boolean("success").value_or(true) || output.exitCode.value_or(0) != 0;
    end.outcome = isFailed ? CallEnd::Outcome::Failed : CallEnd::Outcome::Success;
    end.at = event.at;
    end.error = errorOf(event.data);
    end.exitCode = output.exitCode;
    end.child = child;
    if (event.data.find("result")) {
        end.result = json::quoted(cutText(output.text));
        end.resultBytes = static_cast<std::int64_t>(output.text.size());
    }
    return m_calls.end(end);
}

CopilotStrand::Rows CopilotStrand::decide(const CallDecision &decision)
{
    Rows rows = begin(decision.at);
    append(rows, m_calls.decide(decision));
    return rows;
}

} // namespace mimir
