#include "privacy/filecontent.h"

#include "core/json/jsonrewriter.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <vector>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 18> kReaders {"read", "readfile", "readmanyfiles", "readmultiplefiles",
    "view", "viewfile", "cat", "openfile", "notebookread", "readnotebook", "fsread", "getfilecontents",
    "readtextfile", "viewimage", "fileread", "readlines", "head", "tail"};
constexpr std::array<std::string_view, 26> kWriters {"write", "writefile", "writetofile", "createfile",
    "create", "edit", "editfile", "multiedit", "replace", "replaceinfile", "strreplace", "strreplaceeditor",
    "strreplacebasededittool", "applypatch", "applydiff", "patch", "notebookedit", "insert", "insertcontent",
    "insertline", "filewrite", "fileedit", "fswrite", "searchreplace", "updatefile", "appendfile"};
constexpr std::array<std::string_view, 18> kContentNames {"content", "contents", "filetext", "newstring",
    "oldstring", "newstr", "oldstr", "text", "newtext", "oldtext", "patch", "diff", "input", "newsource",
    "inserttext", "code", "originalfile", "replacement"};
constexpr std::array<std::string_view, 9> kPathNames {"path", "filepath", "filename", "file", "notebookpath",
    "targetfile", "absolutepath", "relativepath", "uri"};

constexpr std::array<std::string_view, 2> kToolCallFields {"arguments", "result"};
constexpr std::array<std::string_view, 2> kAuditLogFields {"args", "result"};

// "str_replace_based_edit_tool", "mcp__fs__read_file" and "ReadFile" are spellings of a few words.
std::string plainName(std::string_view name)
{
    if (const auto server = name.rfind("__"); server != std::string_view::npos)
        name = name.substr(server + 2);
    std::string out;
    for (const char c : name)
        if (isLetterOrDigit(c))
            out += c;
    return asciiLowered(out);
}

bool isSecretFile(std::string_view path)
{
    static const re2::RE2 pattern(
        "(?i)(?:^|[/\\\\])(?:\\.env(?:\\.[^/\\\\]*)?|[^/"
        "\\\\]*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc)|"
        "id_(?:rsa|dsa|ecdsa|ed25519)[^/\\\\]*|\\.(?:netrc|pgpass|npmrc|pypirc|git-credentials|htpasswd)|"
        "(?:\\.aws[/\\\\])?credentials(?:\\.json)?|\\.docker[/\\\\]config\\.json|kubeconfig|tokens\\.json|"
        "secrets?\\.(?:ya?ml|json|toml|env))$");
    return re2::RE2::PartialMatch(re2::StringPiece(path.data(), path.size()), pattern);
}

bool namesSecretFile(std::string_view command)
{
    for (std::size_t from = 0; from < command.size();) {
        const std::size_t to = std::min(command.find_first_of(" \t\n\"'|;&<>()`", from), command.size());
        if (to > from && isSecretFile(command.substr(from, to - from)))
            return true;
        from = to + 1;
    }
    return false;
}

bool printsEnvironment(std::string_view command)
{
    static const re2::RE2 pattern("(?m)(?:^|[;&|(]\\s*|\\bsudo\\s+)(?:/usr/bin/"
                                  ")?(?:env|printenv|set|export(?:\\s+-p)?|declare\\s+-x|compgen\\s+-v)"
                                  "\\s*(?:$|[;&|)])|/proc/[^/\\s]+/environ|\\bprintenv\\b");
    return re2::RE2::PartialMatch(re2::StringPiece(command.data(), command.size()), pattern);
}

// Looks at everything in the arguments that reads as a command or as a path.
void lookAt(const std::string &json, FilesTouched &out)
{
    (void)json::rewriteTexts(json, [&out](const json::TextPlace &place, std::string &text) {
        if (place.isName)
            return;
        const std::string name = plainName(place.around.empty() ? std::string_view() : place.around.back());
        const bool command = name == "command" || name == "cmd" || name == "script" || name.empty();
        if (isOneOf(name, kPathNames) && isSecretFile(text))
            out.secret = true;
        if (command && namesSecretFile(text))
            out.secret = true;
        if (command && printsEnvironment(text))
            out.environment = true;
    });
}

std::string summary(std::string_view text)
{
    const auto lines = std::ranges::count(text, '\n') + (text.empty() || text.ends_with('\n') ? 0 : 1);
    return "[withheld " + std::to_string(text.size()) + " bytes, " + std::to_string(lines)
        + " lines of a file]";
}

// Accepts only digits: a file that merely begins and ends like a summary is still a file.
bool isSummary(std::string_view text)
{
    static const re2::RE2 pattern("\\[withheld [0-9]{1,20} bytes, [0-9]{1,20} lines of a file\\]");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

} // namespace

FilesTouched filesOf(const Record &record)
{
    FilesTouched out;
    const bool call = record.type == EntityType::ToolCall;
    if (!call && record.type != EntityType::AuditLog)
        return out;
    out.fields = call ? std::span<const std::string_view>(kToolCallFields)
                      : std::span<const std::string_view>(kAuditLogFields);
    for (const std::string_view field : {call ? "arguments" : "args", "command"})
        if (const std::string *value = record.fields.find(field))
            lookAt(*value, out);
    const std::string tool
        = plainName(record.fields.text(call ? "tool_name" : "action").value_or(std::string()));
    out.touched = out.secret || isOneOf(tool, kReaders) || isOneOf(tool, kWriters);
    return out;
}

std::string withoutFileContent(std::string_view field, const std::string &value)
{
    const bool given = field == "arguments" || field == "args";
    return json::rewriteTexts(value, [&](const json::TextPlace &place, std::string &text) {
        if (place.isName || text.empty() || isSummary(text))
            return;
        const std::string name = plainName(place.around.empty() ? std::string_view() : place.around.back());
        // Arguments keep their path and their command; in results, only a path is safe.
        const bool content = given ? isOneOf(name, kContentNames) : !isOneOf(name, kPathNames);
        if (content)
            text = summary(text);
    });
}

bool isEnvironmentName(std::string_view name)
{
    const std::string plain = plainName(name);
    return plain == "env" || plain == "environment" || plain == "environ" || plain == "envvars"
        || plain == "environmentvariables";
}

} // namespace mimir
