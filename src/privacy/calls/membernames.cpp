#include "privacy/calls/membernames.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 15> kFileEnds {"path", "paths", "file", "files", "filename",
    "filenames", "uri", "uris", "pathname", "filelocation", "filepattern", "notebook", "attachment",
    "documents", "fileid"};
constexpr std::array<std::string_view, 10> kNoFiles {"originalfile", "profile", "xpath", "jsonpath",
    "urlpath", "apipath", "fieldpath", "keypath", "objectpath", "attrpath"};
constexpr std::array<std::string_view, 8> kEnvironments {"env", "envs", "environment", "environ", "envvars",
    "envvariables", "environmentvariables", "environmentvars"};
constexpr std::array<std::string_view, 17> kPlaceEnds {"cwd", "dir", "dirs", "directory", "directories",
    "folder", "folders", "workdir", "root", "roots", "workspace", "url", "href", "location", "repository",
    "repo", "worktree"};
constexpr std::array<std::string_view, 8> kPlaces {
    "source", "destination", "src", "dst", "dest", "target", "from", "to"};
constexpr std::array<std::string_view, 28> kContents {"content", "contents", "filetext", "newstring",
    "oldstring", "newstr", "oldstr", "text", "newtext", "oldtext", "patch", "diff", "input", "newsource",
    "inserttext", "code", "originalfile", "replacement", "edit", "edits", "codeedit", "unifieddiff", "body",
    "data", "old", "new", "lines", "blob"};
constexpr std::array<std::string_view, 17> kCommands {"command", "commands", "cmd", "cmds", "script",
    "cmdline", "commandline", "shellcommand", "bashcommand", "chars", "input", "stdin", "code", "program",
    "exec", "argv", "keys"};
constexpr std::array<std::string_view, 22> kPatterns {"pattern", "patterns", "query", "queries", "q", "regex",
    "regexp", "glob", "globs", "globpattern", "include", "includes", "exclude", "excludes", "includepattern",
    "excludepattern", "searchterm", "searchterms", "keyword", "keywords", "symbol", "symbolname"};
constexpr std::array<std::string_view, 32> kChoices {"mode", "type", "status", "kind", "action", "operation",
    "command", "outputmode", "encoding", "language", "editmode", "celltype", "format", "method", "viewtype",
    "mimetype", "mediatype", "role", "id", "name", "tool", "toolname", "stopreason", "level", "model",
    "evidence", "decidedby", "scope", "agent", "source", "skill", "skillname"};

bool endsInAny(std::string_view name, std::span<const std::string_view> ends)
{
    return std::ranges::any_of(ends, [name](std::string_view end) { return name.ends_with(end); });
}

// "my notes.txt", as opposed to a sentence.
bool hasExtension(std::string_view value)
{
    const std::size_t dot = value.rfind('.');
    return dot != std::string_view::npos && dot + 1 < value.size() && value.size() - dot <= 9
        && std::ranges::all_of(value.substr(dot + 1), isLetterOrDigit);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

} // namespace

bool namesFile(std::string_view member)
{
    return endsInAny(member, kFileEnds) && !isOneOf(member, kNoFiles);
}

bool namesEnvironment(std::string_view member)
{
    return isOneOf(member, kEnvironments);
}

bool namesFolder(std::string_view member)
{
    return endsInAny(member, kPlaceEnds);
}

bool namesPlace(std::string_view member)
{
    return namesFile(member) || namesFolder(member) || isOneOf(member, kPlaces);
}

bool namesContent(std::string_view member)
{
    return isOneOf(member, kContents) || member.ends_with("content") || member.ends_with("contents")
        || member.ends_with("diff") || member.ends_with("patch") || member.ends_with("text");
}

bool namesCommand(std::string_view member)
{
    return isOneOf(member, kCommands) || member.ends_with("command") || member.ends_with("cmd");
}

bool namesPattern(std::string_view member)
{
    return isOneOf(member, kPatterns);
}

bool namesChoice(std::string_view member)
{
    return isOneOf(member, kChoices) || member.ends_with("id") || member.ends_with("ids")
        || member.ends_with("type") || member.ends_with("mode");
}

bool looksLikePath(std::string_view value)
{
    constexpr std::size_t longest = 1024;
    if (value.empty() || value.size() > longest || value.starts_with("data:")
        || std::ranges::any_of(value, isControl))
        return false;
    const bool hasSeparator = value.find_first_of("/\\") != std::string_view::npos;
    const auto blanks = std::ranges::count(value, ' ');
    return blanks == 0 || (blanks <= 4 && (hasSeparator || hasExtension(value)));
}

bool isPlainlyPath(std::string_view value)
{
    if (value.size() < 2 || value.size() > 1024 || value.find_first_of(" \t\n") != std::string_view::npos)
        return false;
    const bool isDrive = value.size() > 3 && isLetter(value[0]) && value[1] == ':'
        && (value[2] == '\\' || value[2] == '/') && value[3] != '/';
    return isDrive
        || std::ranges::any_of(std::array<std::string_view, 6> {"/", "~/", "./", "../", "file:", "\\\\"},
            [value](std::string_view begin) { return value.starts_with(begin); });
}

bool looksLikeChoice(std::string_view value)
{
    constexpr std::size_t longest = 64;
    constexpr std::string_view also = "_-./:+";
    return value.size() <= longest && std::ranges::all_of(value, [also](char c) {
        return isLetterOrDigit(c) || also.find(c) != std::string_view::npos;
    });
}

bool looksLikeTime(std::string_view value)
{
    constexpr std::string_view others = "-:.+TZ ";
    return value.size() >= 8 && value.size() <= 40 && isDigit(value.front())
        && value.find_first_of(":-") != std::string_view::npos
        && std::ranges::all_of(
            value, [others](char c) { return isDigit(c) || others.find(c) != std::string_view::npos; });
}

} // namespace mimir
