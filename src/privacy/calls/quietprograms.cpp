#include "privacy/calls/quietprograms.h"

#include "core/text.h"
#include "privacy/calls/pathspelling.h"

#include <algorithm>
#include <unordered_map>

namespace mimir {
namespace {

using shell::Word;

constexpr std::array<std::string_view, 4> kRuns {"run", "run-script", "r", "exec"};
constexpr std::string_view kPathSigns = "/.~\\$*?[@%";

// Every program may be told by these to read names from a file, which it quotes where there is no such file.
constexpr std::string_view kLists = "--files0-from* --files-from* --from-file*";

constexpr std::array<std::string_view, 83> kVerbs {"build", "test", "tests", "run", "check", "lint", "status",
    "list", "ls", "version", "help", "install", "update", "upgrade", "start", "stop", "restart", "clean",
    "deploy", "init", "fmt", "format", "add", "remove", "migrate", "serve", "server", "dev", "watch",
    "compile", "bundle", "typecheck", "type", "ci", "up", "down", "ps", "info", "all", "release", "debug",
    "prod", "production", "setup", "sync", "doctor", "validate", "verify", "generate", "codegen", "seed",
    "reset", "unit", "integration", "coverage", "bench", "docs", "new", "create", "push", "pull", "login",
    "logout", "whoami", "projects", "makemigrations", "collectstatic", "db", "fix", "fast", "quick", "e2e",
    "staging", "preview", "canary", "local", "showmigrations", "runserver", "route", "routes", "queue",
    "true", "false"};

constexpr std::array<std::string_view, 62> kSourceEnds {"c", "h", "cc", "cpp", "cxx", "hpp", "hh", "hxx", "m",
    "mm", "rs", "go", "java", "kt", "kts", "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "py", "pyi",
    "rb", "cs", "fs", "vb", "swift", "scala", "groovy", "gradle", "html", "css", "scss", "sass", "less",
    "vue", "svelte", "astro", "lua", "ex", "exs", "erl", "hs", "ml", "mli", "dart", "zig", "proto", "graphql",
    "php", "pl", "pm", "t", "sh", "bats", "o", "a", "so", "sol"};

const std::unordered_map<std::string_view, const QuietProgram *> &byName()
{
    static const auto names = [] {
        std::unordered_map<std::string_view, const QuietProgram *> made;
        for (const QuietProgram &program : kQuietPrograms)
            for (const std::string_view name : split(program.names, '|'))
                made.emplace(name, &program);
        return made;
    }();
    return names;
}

bool isListed(std::string_view word, std::string_view patterns)
{
    constexpr std::size_t longest = 256;
    return std::ranges::any_of(split(patterns, ' '), [word](std::string_view pattern) {
        return !pattern.empty() && matchesPattern(word.substr(0, longest), pattern);
    });
}

bool anyListed(Words words, std::string_view patterns)
{
    return !patterns.empty()
        && std::ranges::any_of(words, [patterns](const Word &word) { return isListed(word.text, patterns); });
}

// "npm run test:unit src/a.test.ts": what such scripts do with a file is known, what others do is not.
bool isOfChecking(std::string_view script)
{
    return std::ranges::any_of(std::array<std::string_view, 11> {"test", "lint", "check", "type", "e2e",
                                   "spec", "fmt", "format", "unit", "build", "bench"},
        [script](std::string_view part) { return script.find(part) != std::string_view::npos; });
}

bool isQuietRun(Words behind)
{
    const auto operands = operandsOf(behind, {});
    return (!operands.empty() && isOfChecking(operands.front()->text))
        || std::ranges::all_of(behind, isPlainArgument);
}

// The row that the first words lead to: "docker", then "docker compose".
struct Found {
    const QuietProgram *row = nullptr;
    const Word *subcommand = nullptr;
};

Found rowOf(std::string name, Words arguments)
{
    Found found {findQuiet(name), nullptr};
    while (found.row && found.row->takes == Takes::Subcommands) {
        const auto operands = operandsOf(arguments, found.row->withValue);
        found.subcommand = operands.empty() ? nullptr : operands.front();
        if (!found.subcommand)
            break;
        name += ' ' + found.subcommand->text;
        const QuietProgram *inner = findQuiet(name);
        if (!inner)
            break;
        arguments = arguments.subspan(static_cast<std::size_t>(found.subcommand - arguments.data()) + 1);
        found = {inner, nullptr};
    }
    return found;
}

bool isSourceOperand(const Word &word)
{
    return word.variables.empty() && word.text.find('$') == std::string::npos && isSourceName(word.text);
}

bool isWordOperand(const Word &word)
{
    return word.text.starts_with('+') || word.text.find_first_of(kPathSigns) == std::string::npos;
}

bool isQuietWith(const Found &found, Words arguments)
{
    const QuietProgram &row = *found.row;
    const auto operands = operandsOf(arguments, row.withValue);
    switch (row.takes) {
    case Takes::Anything:
        return true;
    case Takes::PlainWords:
        return std::ranges::all_of(operands, [](const Word *word) { return isWordOperand(*word); });
    case Takes::Sources:
        return std::ranges::all_of(operands, [](const Word *word) { return isSourceOperand(*word); });
    case Takes::Subcommands:
        if (found.subcommand && isOneOf(found.subcommand->text, kRuns) && !row.names.starts_with("docker")
            && !row.names.starts_with("kubectl"))
            return isListed(found.subcommand->text, row.subcommands)
                && isQuietRun(
                    arguments.subspan(static_cast<std::size_t>(found.subcommand - arguments.data()) + 1));
        return found.subcommand ? isListed(found.subcommand->text, row.subcommands)
                                : std::ranges::all_of(arguments, [&row](const Word &word) {
                                      return isListed(word.text, row.subcommands)
                                          || isListed(word.text, "-v -V --version -h --help -C -n");
                                  });
    }
    return false;
}

// "pip install -r notes.txt" quotes a line of it.
bool readsForeignList(const std::string &name, Words arguments)
{
    if (!name.starts_with("pip") && name != "uv")
        return false;
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (isListed(arguments[i].text, "-r -c --requirement --constraint")
            && !isListed(arguments[i + 1].text, "*require*.txt *constraint*.txt *dev*.txt *.in"))
            return true;
    return false;
}

// A number or a verb.
bool isPlainValue(std::string_view text)
{
    if (!text.empty() && std::ranges::all_of(text, [](char c) { return isDigit(c) || c == ':'; }))
        return true;
    const std::string_view verb = text.substr(0, text.find_first_of(":-_"));
    return isOneOf(verb, kVerbs) && std::ranges::all_of(text, [](char c) {
        return isLetterOrDigit(c) || c == ':' || c == '-' || c == '_';
    });
}

} // namespace

const QuietProgram *findQuiet(std::string_view name)
{
    const auto found = byName().find(name);
    return found == byName().end() ? nullptr : found->second;
}

bool isQuiet(const std::string &name, Words arguments)
{
    const QuietProgram *program = findQuiet(name);
    if (!program)
        return false;
    const Found found = rowOf(name, arguments);
    const bool takesLists = program->takes == Takes::Sources && anyListed(arguments, "@*");
    const bool isBad = std::ranges::any_of(
        arguments, [](const Word &word) { return namesTerminal(word.text) || isListed(word.text, kLists); });
    return !isBad && !takesLists && !readsForeignList(name, arguments)
        && !anyListed(arguments, program->shows) && !anyListed(arguments, found.row->shows)
        && isQuietWith(found, arguments);
}

bool hidesItsInput(const std::string &name, Words arguments)
{
    constexpr std::array<std::string_view, 6> prints {"make", "gmake", "for", "select", "case", "code"};
    const QuietProgram *program = findQuiet(name);
    return program && program->takes == Takes::Anything && !isOneOf(name, prints) && isQuiet(name, arguments);
}

bool namesTerminal(std::string_view word)
{
    return std::ranges::any_of(std::array<std::string_view, 6> {"/dev/stdout", "/dev/stderr", "/dev/tty",
                                   "/dev/fd/", "/proc/self/fd/", "/dev/pts/"},
        [word](std::string_view name) { return word.find(name) != std::string_view::npos; });
}

bool isPlainArgument(const Word &word)
{
    const std::string_view text = word.text;
    if (!word.variables.empty() || text.find_first_of(kPathSigns) != std::string_view::npos)
        return text == "./..." || text == ".";
    if (text.starts_with('-')) {
        const std::size_t equals = text.find('=');
        constexpr std::array<std::string_view, 9> choices {
            "auto", "always", "never", "json", "text", "on", "off", "yes", "no"};
        return text.size() > 1 && text.find_first_of(" \n{(") == std::string_view::npos
            && (equals == std::string_view::npos || isOneOf(text.substr(equals + 1), choices)
                || isPlainValue(text.substr(equals + 1)));
    }
    return isPlainValue(text);
}

bool saysItsTask(std::string_view script)
{
    static constexpr std::array<std::string_view, 27> tasks {"configure", "main", "entrypoint", "bootstrap",
        "activate", "env", "venv", "setenv", "setvars", "vars", "nvm", "conda", "rvm", "sdkman", "emsdk",
        "completion", "functions", "common", "lib", "utils", "helpers", "aliases", "prepare", "package",
        "publish", "backup", "stress"};
    std::string name = programName(script);
    if (name == "-" || isKnownProgram(name))
        return true;
    std::ranges::replace_if(
        name, [](char c) { return !isLetterOrDigit(c); }, ' ');
    return std::ranges::any_of(split(name, ' '),
        [](std::string_view word) { return isOneOf(word, kVerbs) || isOneOf(word, tasks); });
}

bool isSourceName(std::string_view path)
{
    path = path.substr(0, path.find("::"));
    if (path.starts_with('@') || path.find(':') != std::string_view::npos)
        return false;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    const bool hasEnd
        = dot != std::string_view::npos && dot + 1 < name.size() && name != "..." && name != "..";
    if (!hasEnd) // a folder, or a program
        return !path.starts_with("/etc") && !path.starts_with("/proc")
            && std::ranges::any_of(name.empty() ? std::string_view("a") : name,
                [](char c) { return (c >= 'a' && c <= 'z') || c == '.' || c == '*' || isDigit(c); });
    const std::string end = asciiLowered(name.substr(dot + 1));
    return isOneOf(end, kSourceEnds) || end.find_first_of("{*") != std::string::npos;
}

} // namespace mimir
