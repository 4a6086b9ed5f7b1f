#include "sources/agents/callrows.h"

#include "privacy/calls/callkind.h"
#include "sources/agents/agentids.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::size_t kMaxOpen = 10'000;
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
    case CallKind::Read:
    case CallKind::Write:
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

std::string CallRows::rowId(std::string_view call) const
{
    return agentRowId({m_conversation, call});
}

std::vector<FoundRow> CallRows::begin(const CallBegin &begin)
{
    if (begin.call.empty() || begin.tool.empty() || m_open.contains(begin.call))
        return {};
    const CallName name(begin.tool);
    const CallArguments arguments = readArguments(begin.arguments.empty() ? "null" : begin.arguments);
    const CallKind kind = callKindOf(name, arguments);
    if (m_open.size() >= kMaxOpen)
        m_open.erase(m_open.begin());
    m_open[begin.call] = {begin.tool, std::string(kindName(kind)),
        cutText(subjectOf(kind, begin.tool, arguments), kMaxSubject), begin.folder, begin.at};

    FoundRow row {{EntityType::ToolCall, rowId(begin.call), {}}, key(begin.call)};
    setText(row.record, "conversation_id", m_conversation);
    setText(row.record, "message_id", begin.messageRow);
    setText(row.record, "tool_name", begin.tool);
    setText(row.record, "kind", kindName(kind));
    setText(row.record, "status", "running");
    setInteger(row.record, "started_at", begin.at);
    setText(row.record, "cwd", begin.folder);
    if (!begin.arguments.empty())
        row.record.fields.set("arguments", cutJson(begin.arguments));
    return {std::move(row)};
}

FoundRow CallRows::change(const CallEnd &end, const Open &open) const
{
    FoundRow row {{EntityType::ToolCall, rowId(end.call), {}}, key(end.call), {}, true};
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

FoundRow CallRows::entry(std::string_view about, const std::string &call, const Open &open) const
{
    FoundRow row {{EntityType::AuditLog, agentRowId({m_conversation, about, call}), {}}, key(call)};
    setText(row.record, "conversation_id", m_conversation);
    setText(row.record, "agent", m_agent);
    setText(row.record, "tool_call_id", rowId(call));
    setText(row.record, "command", open.subject);
    setText(row.record, "cwd", open.folder);
    setText(row.record, "evidence", "transcript");
    row.record.fields.setBool("inferred", false);
    return row;
}

std::optional<FoundRow> CallRows::entryOf(const CallEnd &end, const Open &open) const
{
    const bool isDenied = end.outcome == CallEnd::Outcome::Denied;
    const bool isCommand = open.kind == "shell";
    const bool hasHappened
        = end.outcome == CallEnd::Outcome::Success || open.kind == "fetch" || open.kind == "mcp";
    if (!isDenied && !isCommand && !(isAccountedFor(open.kind) && hasHappened))
        return std::nullopt;
    FoundRow row = entry(isDenied ? "permission" : "call", end.call, open);
    setText(row.record, "event_type", isDenied ? "permission" : isCommand ? "command" : "tool");
    setText(row.record, "action", open.tool);
    setInteger(row.record, "timestamp", end.at ? end.at : open.at);
    if (isDenied) {
        setText(row.record, "decision", "denied");
        setText(row.record, "decided_by", end.decidedBy);
        setText(row.record, "scope", "once");
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
