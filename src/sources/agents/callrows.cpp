#include "sources/agents/callrows.h"

#include "core/text.h"
#include "privacy/calls/callkind.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::size_t kMaxOpen = 10'000;
constexpr std::size_t kMaxAsked = 100'000;
constexpr std::size_t kMaxSubject = std::size_t(64) << 10;
constexpr std::size_t kMaxError = std::size_t(64) << 10;

std::string_view kindName(CallKind kind)
{
    switch (kind) {
    case CallKind::Read:
        return "read";
    case CallKind::Write:
        return "write";
    case CallKind::Search:
        return "search";
    case CallKind::Shell:
        return "shell";
    case CallKind::Fetch:
        return "fetch";
    case CallKind::Mcp:
        return "mcp";
    case CallKind::Agent:
        return "agent";
    case CallKind::Plan:
        return "plan";
    case CallKind::Other:
        break;
    }
    return "other";
}

std::string joined(const std::vector<std::string> &words)
{
    std::string line;
    for (const std::string &word : words)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

// ["bash", "-lc", "make test"] runs the last of them.
std::string commandOf(const std::vector<std::string> &words)
{
    static constexpr std::array<std::string_view, 3> shells {"bash", "sh", "zsh"};
    static constexpr std::array<std::string_view, 2> options {"-c", "-lc"};
    const bool isShell = words.size() == 3 && std::ranges::find(shells, words[0]) != shells.end()
        && std::ranges::find(options, words[1]) != options.end();
    return isShell ? words[2] : joined(words);
}

// "*** Update File: src/vat.py" within a patch, which is all that was given or a member of it.
std::string patchedFileIn(const std::string &arguments)
{
    std::string patch = json::unquoted(arguments).value_or(std::string());
    if (const auto object = json::objectIn(arguments))
        for (const std::string_view name : {"input", "patch"})
            if (const auto text = object->text(name))
                patch = *text;
    if (!patch.starts_with("*** Begin Patch"))
        return {};
    for (std::string_view rest = patch; !rest.empty();) {
        const std::string_view line = trimmed(takeUntil(rest, '\n'));
        for (const std::string_view begin : {"*** Update File: ", "*** Add File: ", "*** Delete File: "})
            if (line.starts_with(begin))
                return std::string(line.substr(begin.size()));
    }
    return {};
}

std::string urlIn(const std::string &arguments)
{
    const auto object = json::objectIn(arguments);
    if (!object)
        return {};
    for (const std::string_view name : {"url", "uri", "query"})
        if (const auto text = object->text(name))
            return *text;
    return {};
}

// What a call is about: its command, its file, its address.
std::string subjectOf(CallKind kind, const std::string &tool, const CallArguments &arguments)
{
    switch (kind) {
    case CallKind::Shell:
        return !arguments.commands.empty() ? commandOf(arguments.commands.front())
            : arguments.lines.empty()      ? std::string()
                                           : arguments.lines.front();
    case CallKind::Write:
        if (std::string file = patchedFileIn(arguments.json); !file.empty())
            return file;
        [[fallthrough]];
    case CallKind::Read:
    case CallKind::Search:
        return arguments.files.empty() ? std::string() : arguments.files.front();
    case CallKind::Fetch:
        return urlIn(arguments.json);
    case CallKind::Mcp:
    case CallKind::Agent:
        return tool;
    case CallKind::Plan:
    case CallKind::Other:
        break;
    }
    return {};
}

// What only looks leaves nothing to account for.
bool isAccountedFor(const std::string &kind)
{
    return kind == "write" || kind == "fetch" || kind == "mcp" || kind == "agent";
}

} // namespace

std::string CallRows::rowId(const std::string &call) const
{
    const auto open = m_open.find(call);
    return open == m_open.end() ? agentRowId({m_conversation, call}) : open->second.id;
}

std::optional<std::string> CallRows::nameOf(const std::string &call, const std::string &record) const
{
    const auto first = m_askedBy.find(agentRecordKey(m_agent, call));
    if (record.empty() || first == m_askedBy.end())
        return call;
    std::string name = call + '|' + record;
    if (first->second == agentRecordKey(m_agent, record)
        || m_askedAgain.contains(agentRecordKey(m_agent, name)))
        return std::nullopt;
    return name;
}

CallRows::Open CallRows::named(const CallBegin &begin)
{
    Open open;
    open.name = nameOf(begin.call, begin.record).value_or(begin.call);
    const bool isFirst = open.name == begin.call;
    open.id = isFirst ? agentRowId({m_conversation, begin.call})
                      : agentRowId({m_conversation, begin.call, begin.record});
    open.key = "c|" + (begin.record.empty() ? begin.call : begin.record + '|' + begin.call);
    if (isFirst && m_askedBy.size() < kMaxAsked)
        m_askedBy.try_emplace(agentRecordKey(m_agent, begin.call), agentRecordKey(m_agent, begin.record));
    else if (!isFirst && m_askedAgain.size() < kMaxAsked)
        m_askedAgain.insert(agentRecordKey(m_agent, open.name));
    return open;
}

std::vector<FoundRow> CallRows::begin(const CallBegin &begin)
{
    if (begin.call.empty() || begin.tool.empty() || !nameOf(begin.call, begin.record)
        || (begin.record.empty() && m_open.contains(begin.call)))
        return {};
    std::vector<FoundRow> rows = end({begin.call, CallEnd::Outcome::NoResult, begin.at});
    const CallName name(begin.tool);
    const CallArguments arguments = readArguments(begin.arguments.empty() ? "null" : begin.arguments);
    const CallKind kind = callKindOf(name, arguments);
    if (m_open.size() >= kMaxOpen)
        m_open.erase(m_open.begin());
    Open &open = m_open[begin.call] = named(begin);
    open.tool = begin.tool;
    open.kind = kindName(kind);
    open.subject = cutText(subjectOf(kind, begin.tool, arguments), kMaxSubject);
    open.folder = begin.folder;
    open.at = begin.at;

    FoundRow row {{EntityType::ToolCall, open.id, {}}, open.key};
    setText(row.record, "conversation_id", m_conversation);
    setText(row.record, "message_id", begin.messageRow);
    setText(row.record, "tool_name", begin.tool);
    setText(row.record, "kind", kindName(kind));
    setText(row.record, "status", "running");
    setInteger(row.record, "started_at", begin.at);
    setText(row.record, "cwd", begin.folder);
    if (!begin.arguments.empty())
        row.record.fields.set("arguments", cutJson(begin.arguments));
    rows.push_back(std::move(row));
    return rows;
}

FoundRow CallRows::change(const CallEnd &end, const Open &open) const
{
    FoundRow row {{EntityType::ToolCall, open.id, {}}, open.key, {}, true};
    setText(row.record, "status", end.outcome == CallEnd::Outcome::Success ? "success" : "failed");
    setInteger(row.record, "completed_at", end.at);
    if (end.at && open.at && *end.at >= *open.at)
        row.record.fields.setInteger("duration_ms", *end.at - *open.at);
    if (!end.result.empty())
        row.record.fields.set("result", cutJson(end.result));
    setText(row.record, "error",
        end.outcome == CallEnd::Outcome::NoResult ? "no result" : cutText(end.error, kMaxError));
    setInteger(row.record, "exit_code", end.exitCode);
    setInteger(row.record, "result_bytes", end.resultBytes);
    setText(row.record, "child_id", end.child);
    return row;
}

FoundRow CallRows::entry(std::string_view about, const Open &open) const
{
    FoundRow row = auditEntry({m_agent, m_conversation, open.name}, about, open.key);
    setText(row.record, "tool_call_id", open.id);
    setText(row.record, "command", open.subject);
    setText(row.record, "cwd", open.folder);
    setText(row.record, "evidence", m_evidence);
    return row;
}

std::optional<FoundRow> CallRows::entryOf(const CallEnd &end, const Open &open) const
{
    const bool isDenied = end.outcome == CallEnd::Outcome::Denied;
    if (isDenied && open.isDecided)
        return std::nullopt;
    const bool isCommand = open.kind == "shell";
    const bool hasHappened
        = end.outcome == CallEnd::Outcome::Success || open.kind == "fetch" || open.kind == "mcp";
    if (!isDenied && !isCommand && !(isAccountedFor(open.kind) && hasHappened))
        return std::nullopt;
    FoundRow row = entry(isDenied ? "permission" : "call", open);
    setText(row.record, "event_type", isDenied ? "permission" : isCommand ? "command" : "tool");
    setText(row.record, "action", open.tool);
    setInteger(row.record, "timestamp", end.at ? end.at : open.at);
    if (isDenied) {
        setText(row.record, "decision", "denied");
        setText(row.record, "decided_by", end.decidedBy);
        setText(row.record, "scope", end.decidedBy == "person" ? "once" : "");
        setText(row.record, "reason", cutText(end.reason, kMaxError));
        row.record.fields.setBool("inferred", end.isInferred);
        return row;
    }
    setText(row.record, "status",
        end.outcome == CallEnd::Outcome::NoResult      ? "requested"
            : end.outcome == CallEnd::Outcome::Success ? "success"
                                                       : "failed");
    if (end.exitCode)
        row.record.fields.set("args", "{\"exit_code\":" + std::to_string(*end.exitCode) + '}');
    return row;
}

std::vector<FoundRow> CallRows::end(const CallEnd &end)
{
    const auto open = m_open.find(end.call);
    if (open == m_open.end())
        return {};
    std::vector<FoundRow> rows {change(end, open->second)};
    if (auto entry = entryOf(end, open->second))
        rows.push_back(std::move(*entry));
    m_open.erase(open);
    return rows;
}

// Empty where there is an entry that says the same.
std::string CallRows::entryName(const CallDecision &decision, const std::string &call)
{
    const bool isOfCall = !call.empty();
    const std::string &first = isOfCall ? call : decision.request;
    const auto [known, isFirst]
        = m_decisions.try_emplace(agentRecordKey(m_agent, first), std::string(decision.decision));
    if (isFirst)
        return first;
    const bool isOther = std::exchange(known->second, decision.decision) != decision.decision;
    return isOfCall && isOther ? decision.request : std::string();
}

FoundRow CallRows::entryOf(const CallDecision &decision, const std::string &name, const Open &about) const
{
    FoundRow row = auditEntry({m_agent, m_conversation, name, decision.at}, "permission", "c|" + name);
    setText(row.record, "event_type", "permission");
    setText(row.record, "action", about.tool.empty() ? decision.tool : about.tool);
    setText(row.record, "tool_call_id", decision.call.empty() ? std::string() : rowId(decision.call));
    setText(row.record, "command",
        decision.subject.empty() ? about.subject : cutText(decision.subject, kMaxSubject));
    setText(row.record, "cwd", about.folder);
    setText(row.record, "decision", decision.decision);
    setText(row.record, "decided_by", decision.decidedBy);
    setText(row.record, "scope", decision.scope);
    setText(row.record, "status", decision.status);
    setText(row.record, "reason", cutText(decision.reason, kMaxError));
    return row;
}

std::vector<FoundRow> CallRows::decide(const CallDecision &decision)
{
    std::vector<FoundRow> rows;
    const auto open = m_open.find(decision.call);
    const bool isOpen = open != m_open.end();
    if (const std::string name = entryName(decision, isOpen ? open->second.name : decision.call);
        !name.empty())
        rows.push_back(entryOf(decision, name, isOpen ? open->second : Open()));
    const bool isDenied = decision.decision == "denied";
    if (!isOpen || (!isDenied && decision.status != "cancelled"))
        return rows;
    open->second.isDecided = true;
    const auto outcome = isDenied ? CallEnd::Outcome::Denied : CallEnd::Outcome::NoResult;
    CallEnd unmade {decision.call, outcome, decision.at};
    unmade.error = decision.error;
    for (FoundRow &row : end(unmade))
        rows.push_back(std::move(row));
    return rows;
}

std::vector<FoundRow> CallRows::endAll(std::optional<Millis> at)
{
    std::vector<FoundRow> rows;
    while (!m_open.empty()) {
        CallEnd none {m_open.begin()->first, CallEnd::Outcome::NoResult};
        none.at = at;
        for (FoundRow &row : end(none))
            rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace mimir
