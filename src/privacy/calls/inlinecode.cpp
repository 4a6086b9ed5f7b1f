#include "privacy/calls/inlinecode.h"

#include "core/text.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 18> kEnvironment {"environ", "process.env", "getenv", "env[", "env.",
    "%env", "$env", "$_env", "$_server", "phpinfo", "env::var", "env::vars", "sys.getenv", "env.fetch",
    "env.to_h", "expandvars", "dotenv", "import.meta.env"};
constexpr std::array<std::string_view, 30> kReads {"open(", "open ", "read", "slurp", "file(", "file.",
    "files.", "path(", "pathlib", "load(", "loads(", "loadtxt", "require('.", "require(\".", "require('/",
    "require(\"/", "import(", "import '.", "fs.", "io.", "<>", "<$", "cat ", "getline", "linecache",
    "fileinput", "from_file", "parse_file", "sqlite", "getline("};
constexpr std::array<std::string_view, 14> kWrites {"write", "'w", "\"w", "'a'", "\"a\"", "dump(", "save",
    "put_contents", "fputs", "to_csv", "to_json", "> ", "appendfile", "copy("};
constexpr std::array<std::string_view, 11> kStarts {"subprocess", "system(", "popen", "spawn", "exec",
    "child_process", "shell", "qx", "`", "deno.command", "bun.$"};

template <std::size_t Size>
bool containsAny(std::string_view text, const std::array<std::string_view, Size> &parts)
{
    return std::ranges::any_of(
        parts, [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

} // namespace

CodeEffect effectOfCode(std::string_view code, std::string_view folder)
{
    const std::string lowered = asciiLowered(code);
    CodeEffect effect;
    effect.files = containsAny(lowered, kReads);
    effect.writes = containsAny(lowered, kWrites);
    effect.environment = containsAny(lowered, kEnvironment) || isEnvironmentFile(lowered);
    effect.secrets = std::ranges::any_of(quotedIn(code), [folder](const std::string &text) {
        return text.find_first_of("./") != std::string::npos && isSecretFile(text, folder);
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
