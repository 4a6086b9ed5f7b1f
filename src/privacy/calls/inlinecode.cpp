#include "privacy/calls/inlinecode.h"

#include "core/text.h"
#include "privacy/calls/addresses.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 13> kEnvironment {"getenv", "get_env", "%env", "$env", "$_env",
    "$_server", "phpinfo", "expandvars", "dotenv", "getproperty", "envvars", "locals(", "globals("};
constexpr std::array<std::string_view, 46> kReads {"open(", "open ", "read", "slurp", "file(", "file.",
    "files.", "path(", "pathlib", "load(", "loads(", "loadtxt", "require('.", "require(\".", "require('/",
    "require(\"/", "import(", "import '.", "fs.", "io.", "<>", "<$", "cat ", "getline", "linecache",
    "fileinput", "from_file", "parse_file", "sqlite", "getline(", "shutil", "copyfile", "include", "source(",
    "-file", "_file", "runpy", "tokenize", "codecs", "mmap", "dofile", "loadfile", "argv", "stdin", "scan(",
    "sendfile"};
// What a piece of code is put together with so that nothing of what it does stands in it.
constexpr std::array<std::string_view, 16> kDynamic {"__import__", "importlib", "getattr", "eval(", "exec(",
    "compile(", "chr(", "fromcharcode", "b64decode", "atob(", "unhexlify", "fromhex", "rot13", "pack(",
    "constantize", "decode("};
constexpr std::array<std::string_view, 14> kWrites {"write", "'w", "\"w", "'a'", "\"a\"", "dump(", "save",
    "put_contents", "fputs", "to_csv", "to_json", "> ", "appendfile", "copy("};
constexpr std::array<std::string_view, 8> kWritesFile {"put_contents", "write_text", "write_bytes",
    "writefile", "appendfile", "file.write", "writealltext", "writealllines"};
constexpr std::array<std::string_view, 11> kStarts {"subprocess", "system(", "popen", "spawn", "exec",
    "child_process", "shell", "qx", "`", "deno.command", "bun.$"};

template <std::size_t Size>
bool containsAny(std::string_view text, const std::array<std::string_view, Size> &parts)
{
    return std::ranges::any_of(
        parts, [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

// "env" as a word of its own, and anything called an environment.
bool namesEnvironment(const std::string &lowered)
{
    if (lowered.find("environ") != std::string::npos || containsAny(lowered, kEnvironment))
        return true;
    for (std::size_t at = 0; (at = lowered.find("env", at)) != std::string::npos; at += 3) {
        const char before = at > 0 ? lowered[at - 1] : ' ';
        const char behind = at + 3 < lowered.size() ? lowered[at + 3] : ' ';
        const bool isWord = !isLetterOrDigit(before) && before != '_' && before != '/' && before != '-'
            && !isLetterOrDigit(behind) && behind != '_' && behind != '-' && behind != '/';
        if (isWord)
            return true;
    }
    return false;
}

// 'notes.txt', "/srv/a": not a number, a format, an address or a module.
bool namesPlace(std::string_view text)
{
    if (text.empty() || text.size() > 256 || text.find_first_of(" \n%{}()") != std::string_view::npos
        || text.find("://") != std::string_view::npos)
        return false;
    const std::size_t dot = text.rfind('.');
    const bool hasEnd
        = dot != std::string_view::npos && dot > 0 && dot + 1 < text.size() && isLetter(text[dot + 1]);
    return text.starts_with('/') ? text.size() > 1
                                 : text.starts_with("./") || text.starts_with("~") || hasEnd
            || (text.find('/') != std::string_view::npos && isLetter(text.front()));
}

} // namespace

CodeEffect effectOfCode(std::string_view code, std::string_view folder)
{
    const std::string lowered = asciiLowered(code);
    CodeEffect effect;
    const auto quoted = quotedIn(code);
    effect.files = containsAny(lowered, kReads) || containsAny(lowered, kDynamic)
        || std::ranges::any_of(quoted, namesPlace);
    effect.writes = containsAny(lowered, kWrites);
    effect.writesFile = containsAny(lowered, kWritesFile);
    effect.environment = namesEnvironment(lowered) || isEnvironmentFile(lowered)
        || std::ranges::any_of(quoted, givesEnvironment);
    effect.secrets = std::ranges::any_of(quoted, [folder](const std::string &text) {
        return givesSecrets(text)
            || (text.find_first_of("./") != std::string::npos && isSecretFile(text, folder));
    });
    effect.starts = containsAny(lowered, kStarts);
    return effect;
}

std::vector<std::string> quotedIn(std::string_view code)
{
    constexpr std::size_t most = 256;
    std::vector<std::string> out;
    for (std::size_t at = 0;
         out.size() < most && (at = code.find_first_of("'\"`", at)) != std::string_view::npos;) {
        const std::size_t end = code.find(code[at], at + 1);
        if (end == std::string_view::npos)
            break;
        out.emplace_back(code.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return out;
}

} // namespace mimir
