#include "sources/hooks/hookevent.h"

#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/callrows.h"
#include "sources/agents/claudeparser.h"
#include "sources/agents/claudetexts.h"
#include "sources/agents/transcripttexts.h"

#include <array>
#include <string_view>
#include <utility>

namespace mimir {
namespace {

constexpr std::size_t kMaxShort = 4096; // ids, names, folders
constexpr std::size_t kMaxKind = 100;

using Outcome = CallEnd::Outcome;

// Names of agents differ in their spelling: "tool_name", "toolName".
std::string textOf(const json::Object &event, std::string_view snake, std::string_view camel = {})
{
    auto text = event.text(snake);
    if (!text && !camel.empty())
        text = event.text(camel);
    return cutText(text.value_or(std::string()), kMaxShort);
}

// Copilot's own format does not name its events; each of them has a member that the others lack.
std::string nameOf(const json::Object &event)
{
    if (const std::string name = textOf(event, "hook_event_name"); !name.empty())
        return name;
    if (event.find("toolResult"))
        return "PostToolUse";
    if (event.find("toolName") && event.text("error"))
        return "PostToolUseFailure";
    return event.find("errorContext") ? "ErrorOccurred" : "";
}

std::string conversationOf(const HookEvent &event)
{
    const std::string session = textOf(event.event, "session_id", "sessionId");
    const std::string subagent = textOf(event.event, "agent_id");
    if (session.empty())
        return {};
    if (event.agent == "claude-code") {
        ClaudePlace place;
        place.session = session;
        place.subagent = subagent;
        return ClaudeParser::conversationId(place);
    }
    // A sub-agent of Codex has a session of its own, which is what it is named by.
    const bool isOwnSession = event.agent == "codex" && !subagent.empty();
    return agentConversationId(event.agent, isOwnSession ? subagent : session);
}

// What a call was given; Copilot passes it as the text of an object.
std::string givenIn(const json::Object &event)
{
    for (const std::string_view name : {"tool_input", "toolArgs"})
        if (const std::string *given = event.find(name))
            return argumentsIn(*given);
    return {};
}

struct Call {
    std::string name; ///< the agent's id of it, or what stands for one
    bool hasId = false;
    CallBegin begin;
};

Call callOf(const HookEvent &event)
{
    Call call;
    call.name = textOf(event.event, "tool_use_id");
    call.hasId = !call.name.empty();
    if (!call.hasId)
        call.name = event.receipt;
    call.begin = {call.name, textOf(event.event, "tool_name", "toolName"), givenIn(event.event), {}, event.at,
        textOf(event.event, "cwd")};
    return call;
}

// The entry among what a call gives, named by the event, so that it stands beside that of the transcript.
std::optional<Record> entryIn(
    std::vector<FoundRow> rows, const std::string &conversation, const std::string &kind, const Call &call)
{
    for (FoundRow &row : rows) {
        if (row.record.type != EntityType::AuditLog)
            continue;
        row.record.id = agentRowId({conversation, "hook", kind, call.name});
        if (!call.hasId)
            row.record.fields.remove("tool_call_id");
        return std::move(row.record);
    }
    return std::nullopt;
}

CallEnd endOf(const HookEvent &event, const std::string &kind, const Call &call)
{
    CallEnd end {call.name, kind == "PostToolUse" ? Outcome::Success : Outcome::Failed, event.at};
    if (end.outcome == Outcome::Failed && event.agent == "claude-code")
        if (const int code = claude::exitCodeIn(textOf(event.event, "error")); code >= 0)
            end.exitCode = code;
    return end;
}

// Claude Code tells of what its auto mode denies, and of nothing that a person does.
CallDecision decisionOf(const HookEvent &event, const std::string &kind, const Call &call)
{
    CallDecision decision;
    decision.call = call.name;
    decision.request = event.receipt;
    decision.at = event.at;
    if (kind == "PermissionRequest") {
        decision.status = "requested";
        return decision;
    }
    decision.decision = "denied";
    decision.decidedBy = textOf(event.event, "permission_mode") == "auto" ? "mode" : "";
    decision.reason = textOf(event.event, "reason");
    return decision;
}

std::optional<Record> entryOf(
    const HookEvent &event, const std::string &kind, const std::string &conversation)
{
    const Call call = callOf(event);
    CallRows calls(event.agent, conversation, "hook");
    if (calls.begin(call.begin).empty())
        return std::nullopt; // a tool without a name
    const bool isDecision = kind == "PermissionRequest" || kind == "PermissionDenied";
    auto rows
        = isDecision ? calls.decide(decisionOf(event, kind, call)) : calls.end(endOf(event, kind, call));
    auto entry = entryIn(std::move(rows), conversation, kind, call);
    if (entry) {
        setText(*entry, "evidence", "hook");
        if (event.agent == "codex" && kind == "PostToolUse")
            entry->fields.remove("status"); // it comes after a command that failed, too
    }
    return entry;
}

std::optional<Record> errorOf(const HookEvent &event, const std::string &conversation)
{
    if (textOf(event.event, "error_context", "errorContext") != "model_call")
        return std::nullopt;
    Record entry = errorEntry({event.agent, conversation, event.receipt, event.at}).record;
    entry.id = agentRowId({conversation, "hook", "ErrorOccurred", event.receipt});
    setText(entry, "evidence", "hook");
    return entry;
}

// Copilot asks its hooks before it looks at its rules: that is no question to a person.
bool isOfEntries(const std::string &agent, const std::string &kind)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> known {{
        {"claude-code", "PermissionRequest"},
        {"claude-code", "PermissionDenied"},
        {"claude-code", "PostToolUse"},
        {"claude-code", "PostToolUseFailure"},
        {"codex", "PermissionRequest"},
        {"codex", "PostToolUse"},
        {"copilot", "PostToolUse"},
        {"copilot", "PostToolUseFailure"},
    }};
    for (const auto &[of, name] : known)
        if (of == agent && name == kind)
            return true;
    return false;
}

bool isOfNoEntry(std::string_view kind)
{
    static constexpr std::array<std::string_view, 12> known {"PreToolUse", "PermissionRequest",
        "SessionStart", "SessionEnd", "UserPromptSubmit", "Stop", "SubagentStart", "SubagentStop",
        "Notification", "PreCompact", "PostCompact", "ErrorOccurred"};
    return isOneOf(kind, known);
}

} // namespace

std::optional<HookEvent> hookEventIn(std::string_view line)
{
    const auto envelope = json::parseObject(line);
    if (!envelope)
        return std::nullopt;
    const auto at = envelope->integer("at");
    const std::string *inside = envelope->find("event");
    auto event = inside ? json::objectIn(*inside) : std::nullopt;
    HookEvent found;
    found.agent = envelope->text("agent").value_or(std::string());
    if (!event || !at || found.agent.empty() || *at / kNsPerMs < kStartOfTime || *at / kNsPerMs >= kEndOfTime)
        return std::nullopt;
    found.at = *at / kNsPerMs;
    found.receipt = std::to_string(*at) + '/' + std::to_string(envelope->integer("pid").value_or(0));
    found.event = std::move(*event);
    return found;
}

HookFinding findingOf(const HookEvent &event)
{
    const std::string kind = nameOf(event.event);
    const std::string conversation = conversationOf(event);
    HookFinding finding {"hook/" + cutText(kind.empty() ? "event" : kind, kMaxKind)};
    if (conversation.empty())
        return finding;
    finding.isKnown = isOfEntries(event.agent, kind) || isOfNoEntry(kind);
    if (isOfEntries(event.agent, kind))
        finding.entry = entryOf(event, kind, conversation);
    else if (kind == "ErrorOccurred" && event.agent == "copilot")
        finding.entry = errorOf(event, conversation);
    return finding;
}

} // namespace mimir
