#include "privacy/calls/callkind.h"

#include "core/text.h"
#include "privacy/calls/callnametable.h"

#include <algorithm>

namespace mimir {
namespace {

bool saysPlan(const CallName &name)
{
    return name.hasAny({"todo", "todos", "plan"}) && !name.hasAny({"file", "files"});
}

bool saysAgent(const CallName &name)
{
    return name.hasAny({"agent", "agents", "subagent", "subagents", "subtask", "delegate", "handoff"});
}

bool saysShell(const CallName &name)
{
    return name.hasAny({"bash", "shell", "sh", "zsh", "terminal", "powershell", "pwsh", "cmd", "command",
        "commands", "exec", "execute", "console", "python", "ipython", "jupyter", "repl", "interpreter",
        "stdin", "ssh", "subprocess", "process"});
}

bool saysFetch(const CallName &name)
{
    return name.hasAny({"web", "url", "urls", "http", "https", "browser", "browse", "navigate", "google",
               "internet", "fetch", "website", "webpage"})
        && !name.hasAny({"file", "files"});
}

bool saysFile(const CallName &name)
{
    return name.hasAny({"file", "files", "notebook", "lines", "line", "media", "document", "documents",
        "resource", "resources", "content", "contents", "code", "source", "codebase", "workspace", "editor",
        "buffer", "patch", "diff", "cell", "cells"});
}

// What is looked for is somewhere else.
bool saysElsewhere(const CallName &name)
{
    return name.hasAny({"issue", "issues", "repositories", "repos", "users", "docs", "library", "libraries",
        "ticket", "tickets", "message", "messages", "channel", "channels", "email", "emails", "mail", "page",
        "pages", "papers", "pull", "pulls", "commits", "event", "events", "calendar", "contact", "contacts",
        "tool", "tools", "skill", "skills", "memory", "memories", "conversation", "conversations", "history",
        "product", "products", "news"});
}

bool saysWrite(const CallName &name)
{
    return name.hasAny({"write", "edit", "edits", "patch", "overwrite", "append", "rewrite"});
}

bool saysChange(const CallName &name)
{
    return name.hasAny({"create", "insert", "replace", "save", "update", "modify", "add", "put", "apply",
        "change", "new", "undo", "revert", "delete", "remove", "rename", "move", "copy", "upload"});
}

bool saysRead(const CallName &name)
{
    return name.hasAny({"read", "view", "cat", "reads"});
}

bool saysShow(const CallName &name)
{
    return name.hasAny({"open", "load", "show", "get", "head", "tail", "attach", "preview", "display",
        "print", "dump", "slurp", "fetch", "download", "retrieve", "inspect", "peek", "access"});
}

// Where files are what everything is about.
bool isOfEditor(const CallName &name)
{
    return name.isOfAny({"neovim", "nvim", "vim", "emacs", "vscode", "code", "zed", "jetbrains", "intellij",
        "cursor", "xcode", "editor", "ide", "filesystem", "fs", "jupyter", "notebook", "serena"});
}

// "write_memory": what an agent writes down is of what it read.
bool writesNotes(const CallName &name)
{
    return (saysWrite(name) || saysChange(name)) && name.hasAny({"memory", "memories", "note", "notes"});
}

bool saysSearch(const CallName &name)
{
    return name.hasAny({"grep", "ripgrep", "rg", "search", "find", "lookup", "query", "codebase", "symbols",
        "symbol", "references", "usages", "callers", "callees", "implementations", "definitions",
        "definition", "outline", "diagnostics"});
}

// Words that are written as one.
bool contains(const CallName &name, std::initializer_list<std::string_view> parts)
{
    return std::ranges::any_of(
        parts, [&name](std::string_view part) { return name.plain().find(part) != std::string::npos; });
}

} // namespace

CallKind callKindOf(const CallName &name, const CallArguments &arguments)
{
    for (const KnownCall &known : kKnownCalls)
        if (known.plain == name.plain())
            return known.kind;
    // A tool of a server may use any of the words about something else, so its arguments must be about a file, too.
    const bool isFile = saysFile(name) || arguments.namesFile;
    const bool isHere = !name.isOfServer() || isFile || isOfEditor(name);
    const bool isElsewhere = saysElsewhere(name) && !arguments.namesFile;
    if (writesNotes(name) && arguments.hasContent)
        return CallKind::Write;
    if (saysPlan(name))
        return CallKind::Plan;
    if (saysAgent(name))
        return CallKind::Agent;
    if (saysShell(name) && !isFile)
        return CallKind::Shell;
    if (!isElsewhere && ((saysWrite(name) && isHere) || (saysChange(name) && isFile)))
        return CallKind::Write;
    if (!isElsewhere && ((saysRead(name) && isHere) || (saysShow(name) && isFile && !saysShell(name))))
        return CallKind::Read;
    if (saysShell(name))
        return CallKind::Shell;
    if (saysFetch(name))
        return CallKind::Fetch;
    if (saysSearch(name) && !isElsewhere && isHere)
        return CallKind::Search;
    if (listsOnlyNames(name) || contains(name, {"grep", "codesearch", "textsearch", "filesearch"}))
        return CallKind::Search;
    if (contains(name, {"writefile", "editfile", "createfile", "savefile"}))
        return CallKind::Write;
    if (contains(name, {"readfile", "readtext", "openfile", "viewfile"}))
        return CallKind::Read;
    const bool hasCommand = !arguments.lines.empty() || !arguments.commands.empty();
    if (hasCommand && !arguments.namesFile)
        return CallKind::Shell;
    if (arguments.namesFile && arguments.hasContent)
        return CallKind::Write;
    return name.isOfServer() ? CallKind::Mcp : CallKind::Other;
}

bool listsOnlyNames(const CallName &name)
{
    return isOneOf(name.plain(), kListingCalls);
}

bool showsEarlierOutput(const CallName &name)
{
    return saysShell(name)
        && name.hasAny({"output", "stdin", "last", "result", "read", "write", "poll", "wait", "process",
            "status", "selection"});
}

bool typesIntoProgram(const CallName &name)
{
    return saysShell(name) && name.hasAny({"stdin", "write", "send", "type", "input", "keys", "keystrokes"});
}

bool runsCommands(const CallName &name)
{
    return saysShell(name);
}

bool runsCode(const CallName &name)
{
    return name.hasAny(
        {"python", "ipython", "jupyter", "repl", "interpreter", "code", "javascript", "js", "node", "cell"});
}

} // namespace mimir
