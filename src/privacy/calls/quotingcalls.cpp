#include "privacy/calls/quotingcalls.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"
#include "privacy/calls/shelleffect.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

// What says what to do, in the order of a command line.
constexpr std::array<std::string_view, 13> kActions {"subcommand", "command", "cmd", "operation", "method",
    "action", "verb", "function", "tool", "args", "arguments", "options", "flags"};
constexpr std::array<std::string_view, 4> kTasks {"instructions", "instruction", "prompt", "task"};
constexpr std::array<std::string_view, 8> kAgents {
    "agent", "agentname", "agentid", "agenttype", "subagent", "subagentname", "subagenttype", "assistant"};

bool isOfGit(const CallName &name)
{
    return name.hasAny({"git"}) || name.isOfAny({"git", "github", "gitlab", "gitea", "bitbucket"});
}

bool getsAny(const CallName &name)
{
    return name.hasAny({"get", "read", "show", "view", "fetch", "search", "find", "query", "open", "load",
        "retrieve", "current", "export"});
}

// The words of one action: "diff", ["log", "-p"].
std::string wordsOf(const std::string &json)
{
    if (const auto text = json::unquoted(json))
        return *text;
    std::string words;
    if (json.starts_with('['))
        for (const std::string &element : json::elementsIn(json).value_or(std::vector<std::string>()))
            words += (words.empty() ? "" : " ") + json::unquoted(element).value_or(std::string());
    return words;
}

std::vector<std::string> actionsIn(const CallArguments &arguments)
{
    std::vector<std::string> out;
    const auto members = json::objectIn(arguments.json);
    if (!members)
        return out;
    for (const std::string_view action : kActions)
        for (const json::Member &member : members->members())
            if (plainName(member.key) == action)
                if (auto words = wordsOf(member.json); !words.empty())
                    out.push_back(std::move(words));
    return out;
}

// What a service has stored under a query is like a file: rows, values, documents.
bool asksDatabase(const CallName &name)
{
    const bool isOne = name.isOfAny({"postgres", "postgresql", "mysql", "mariadb", "sqlite", "mssql",
        "sqlserver", "oracle", "mongodb", "mongo", "redis", "duckdb", "clickhouse", "bigquery", "snowflake",
        "supabase", "neon", "planetscale", "dynamodb", "elasticsearch", "cassandra", "database", "db",
        "dbhub", "sql", "toolbox"});
    return name.hasAny({"sql"})
        || (isOne
            && name.hasAny({"query", "read", "select", "execute", "run", "find", "aggregate", "get", "hget",
                "hgetall", "lrange", "smembers", "fetch", "scan", "search", "sample", "rows", "records"}));
}

// "get_commit", "get_pull_request_files": with what was changed in it.
bool showsChanges(const CallName &name)
{
    return getsAny(name)
        && (name.hasAny({"commit", "changeset", "compare", "comparison"})
            || (name.hasAny({"files", "changes"}) && name.hasAny({"pull", "merge", "pr", "mr", "request"})));
}

// "run_cell" without code: what runs is in the notebook, and shows what it likes.
bool runsCell(const CallName &name, const CallArguments &arguments)
{
    return name.hasAny({"run", "rerun", "execute"}) && name.hasAny({"cell", "cells", "notebook"})
        && arguments.lines.empty() && arguments.contents.empty();
}

// Pieces of documents, of an editor or of a history, by what they are called.
bool saysQuote(const CallName &name)
{
    if (name.hasAny({"diff", "diffs", "blame", "annotate", "hover"}))
        return true;
    return getsAny(name)
        && name.hasAny({"chunk", "chunks", "cell", "cells", "selection", "selected", "snippet", "snippets",
            "note", "notes", "hunk", "hunks", "passage", "passages", "patch", "patches", "buffer", "memory",
            "memories", "context"})
        && !name.hasAny({"list", "contexts", "kube", "kubectl", "window"});
}

// {"method": "get_diff"}, {"action": "read_file"}
bool actsAsReader(const std::vector<std::string> &actions)
{
    return std::ranges::any_of(actions, [](const std::string &action) {
        const CallName name(action.substr(0, 64));
        return action.find(' ') == std::string::npos
            && (saysQuote(name)
                || (name.hasAny({"read", "get", "show", "view"})
                    && name.hasAny({"file", "files", "content", "contents"})));
    });
}

bool runsGit(const CallName &name, const std::vector<std::string> &actions)
{
    if (!name.hasAny({"git"}) && !name.isOfAny({"git"}))
        return false;
    std::string line = "git";
    for (const std::string &word : name.words()) // git_log {"args": "-p"}
        if (word != "git" && word != "run" && word != "command" && word != "cmd" && word != "tool")
            line += ' ' + word;
    for (const std::string &action : actions)
        line += ' ' + action.substr(action.starts_with("git ") ? 4 : 0);
    return effectOfLine(line, {}).files;
}

bool asksForNotes(const CallName &name)
{
    return getsAny(name)
        && name.isOfAny({"obsidian", "notion", "logseq", "joplin", "evernote", "onenote", "roam", "notes",
            "memory", "jupyter", "confluence"});
}

} // namespace

bool quotesFiles(const CallName &name, const CallArguments &arguments)
{
    const auto actions = actionsIn(arguments);
    return saysQuote(name) || asksForNotes(name) || asksDatabase(name) || showsChanges(name)
        || runsCell(name, arguments) || actsAsReader(actions) || runsGit(name, actions)
        || (isOfGit(name) && name.hasAny({"show", "patch"}));
}

bool instructsAgent(const CallArguments &arguments)
{
    const auto members = json::objectIn(arguments.json);
    if (!members)
        return false;
    const auto hasAny = [&members](std::span<const std::string_view> names) {
        return std::ranges::any_of(members->members(),
            [names](const json::Member &member) { return isOneOf(plainName(member.key), names); });
    };
    return hasAny(kTasks) && hasAny(kAgents);
}

} // namespace mimir
