// What is known of a program decides whether it shows anything; what is not known of counts as showing what it is given.
// The rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/addresses.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

constexpr std::array<std::string_view, 7> kDeclarations {
    "export", "set", "declare", "typeset", "readonly", "local", "setenv"};
constexpr std::array<std::string_view, 10> kContainers {
    "docker", "podman", "nerdctl", "kubectl", "oc", "k", "docker-compose", "podman-compose", "crictl", "ctr"};

bool namesSecret(const std::string &variable)
{
    const std::string lowered = asciiLowered(variable);
    return std::ranges::any_of(
        std::array<std::string_view, 7> {"token", "secret", "key", "pass", "pwd", "cred", "auth"},
        [&lowered](std::string_view part) { return lowered.find(part) != std::string::npos; });
}

// "ps eww", "ps -ef e": with "e" among the options without a dash, it prints the environment of each process.
bool printsEnvironments(Words arguments)
{
    constexpr std::string_view valued = "-u -U -p -C -o -O -g -G -t -q --user --pid --sort --format";
    return hasOption(arguments, "-E")
        || std::ranges::any_of(operandsOf(arguments, valued), [](const Word *word) {
               return std::ranges::all_of(word->text, isLetter) && word->text.find('e') != std::string::npos;
           });
}

// Scripts of a shell's start, or that say by their name what they are for.
bool isSourcedScript(std::string_view path)
{
    const std::string name = programName(path);
    const bool isScript = name.ends_with(".sh") || name.ends_with(".bash") || name.ends_with(".zsh");
    return name.starts_with("activate") || (isScript && saysItsTask(path)) || name.ends_with("rc")
        || name.ends_with("profile") || name == ".env" || name.starts_with(".env.")
        || name.ends_with("_profile") || name == "env";
}

} // namespace

// Commands with a meaning of their own, and those of quiettable.h with words with which they are known to be quiet.
bool LineJudge::isUnderstood(const std::string &name, const Part &part)
{
    constexpr std::array<std::string_view, 11> own {
        "env", "source", ".", "alias", "trap", "read", "mapfile", "readarray", "find", "fd", "fdfind"};
    if (isOneOf(name, own) || isOneOf(name, kDeclarations))
        return true;
    if (part.words.back().text == "]]" || name.starts_with("-")) // "[[ a && -f b ]]"
        return true;
    if (name == "curl" || name == "wget")
        return isPlainDownload(name, part.arguments());
    return isQuiet(name, part.arguments());
}

void LineJudge::understood(const std::string &name, const Part &part)
{
    if (name == "env")
        return env(part);
    if (isOneOf(name, kDeclarations))
        return declaration(name, part);
    if (name == "source" || name == ".")
        return sourced(part);
    if (name == "alias" || name == "trap")
        return nestedLines(part);
    if (name == "read" || name == "mapfile" || name == "readarray")
        return reading(part);
    const QuietProgram *quiet = findQuiet(name);
    const bool isAnything = quiet && quiet->takes == Takes::Anything;
    if (isOneOf(name, kContainers))
        container(part);
    else if (name == "git")
        git(part);
    else if (name == "find" || name == "fd" || name == "fdfind") {
        if (hasOption(part.arguments(), "-files0-from*"))
            showFiles(part);
        find(part);
    } else if (name == "cd" || name == "pushd" || name == "chdir")
        changeFolder(part);
    else if (name == "ps" && printsEnvironments(part.arguments())) {
        note(&Shown::environment, part);
    } else if (name == "curl" || name == "wget") {
        download(part);
    }
    const bool isBuilt = (name == "docker" || name == "podman") && hasOption(part.arguments(), "-")
        && !part.command.redirections.empty(); // a Dockerfile that is given here
    if (isBuilt)
        showFiles(part);
    if (!isAnything && readsFile(part.command) && !(name == "git" && hasOption(part.arguments(), "apply am")))
        showFiles(part);
    if (!isAnything)
        namedFiles(part);
    else if (std::ranges::any_of(part.arguments(),
                 [](const Word &word) { return std::ranges::any_of(word.variables, namesSecret); }))
        for (const Word &word : part.arguments())
            expandedVariables(word, part);
}

// "$e", "/bin/c?t", "{cat,f}": only where the variable is set in the line is it known what it runs.
void LineJudge::expandedProgram(const Part &part)
{
    std::string text = part.words.front().text;
    std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
    const auto known
        = text.starts_with('$') ? m_values.find(std::string_view(text).substr(1)) : m_values.end();
    if (known == m_values.end() || known->second.find('$') != std::string::npos) {
        showFiles(part);
        note(&Shown::environment, part);
        return note(&Shown::secrets, part);
    }
    std::vector<Word> words;
    for (const std::string_view word : split(trimmed(known->second), ' '))
        words.push_back(
            {.text = std::string(word), .at = part.words.front().at, .variables = {}, .isQuoted = true});
    words.insert(words.end(), part.words.begin() + 1, part.words.end());
    if (!words.front().text.empty())
        this->part({part.line, part.command, words, part.depth + 1, part.getsMore});
}

void LineJudge::unknownProgram(const Part &part)
{
    const auto &redirections = part.command.redirections;
    const bool isGivenText = std::ranges::any_of(redirections, [](const Redirection &one) {
        return one.kind == Redirection::Kind::Document || one.kind == Redirection::Kind::String;
    });
    const auto &before = part.command.fedBy;
    const bool isFed = before && !part.line.commands[*before].words.empty()
        && findProgram(programName(part.line.commands[*before].words.front().text));
    if (part.getsMore || isGivenText || isFed || readsFile(part.command)
        || !std::ranges::all_of(part.arguments(), isPlainArgument))
        showFiles(part);
    nestedInWords(part);
}

// It may run what it is given: every word may be a program or a command line.
void LineJudge::nestedInWords(const Part &part)
{
    constexpr std::size_t most = 64;
    const Words arguments = part.arguments();
    for (const Redirection &one : part.command.redirections)
        if (one.kind == Redirection::Kind::Document && one.document.find("env") != std::string::npos)
            note(&Shown::environment, part);
        else if (one.kind == Redirection::Kind::String)
            nestedLine(one.target, part);
    for (std::size_t i = 0; i < std::min(arguments.size(), most); ++i) {
        const std::string &text = arguments[i].text;
        const std::size_t equals = text.starts_with('-') ? text.find('=') : std::string::npos;
        std::string value = equals == std::string::npos ? text : text.substr(equals + 1);
        value.erase(0, std::min(value.find_first_not_of("+!:"), value.size())); // "+!env" of vim
        const std::string name = programName(value);
        if (name == "env" || name == "printenv" || name == "set" || name == "export")
            note(&Shown::environment, part);
        else if (isCommandLine(value) || equals != std::string::npos || value.size() < text.size())
            judge(value, arguments[i].at, part.depth + 1);
        else if (findProgram(name))
            return nestedPart(part, i);
    }
}

// What a file says becomes commands; of one that is not a script, a shell's errors quote it.
void LineJudge::sourced(const Part &part)
{
    const auto operands = operandsOf(part.arguments(), "");
    if (operands.empty())
        return;
    if (operands.front()->text == shell::kProcess || readsFile(part.command)
        || operands.front()->text.starts_with("/dev/") || operands.front()->text == "$()") {
        showFiles(part);
        note(&Shown::environment, part);
    } else if (!isSourcedScript(operands.front()->text)) {
        showFiles(part);
        if (isSecretFile(operands.front()->text, m_folder))
            note(&Shown::secrets, part);
    }
}

// A file becomes the value of a variable.
void LineJudge::reading(const Part &part)
{
    m_captured.files = m_captured.files || readsFile(part.command) || part.command.fedBy;
    if (hasOption(part.arguments(), "-C", "")) { // mapfile runs it for each line
        showFiles(part);
        nestedInWords(part);
    }
}

// alias c='cat', trap 'cat f' EXIT
void LineJudge::nestedLines(const Part &part)
{
    for (const Word &word : part.arguments()) {
        const std::size_t equals = shell::isAssignment(word.text) ? word.text.find('=') + 1 : 0;
        const std::string body = word.text.substr(equals);
        if (equals > 0 && part.depth < 8) {
            const shell::CommandLine line = shell::parse(body, word.at);
            judge(line, part.depth + 1);
            for (const shell::SimpleCommand &command : line.commands)
                if (!command.words.empty())
                    this->part({line, command, command.words, part.depth + 1, true});
        } else {
            judge(body, word.at, part.depth + 1);
        }
    }
}

void LineJudge::download(const Part &part)
{
    const auto &reader = part.command.feeds;
    const Words behind = reader ? Words(part.line.commands[*reader].words) : Words();
    const Program *program = behind.empty() ? nullptr : findProgram(programName(behind.front().text));
    const bool isRun = program && program->role == ProgramRole::Shell; // curl … | sh
    if (!isRun && printsNamedFile(programName(part.words.front().text), part.arguments()))
        showFiles(part);
    const bool repeats
        = hasOption(part.arguments(), "-v --verbose --libcurl* -d --debug", "-H -X -o -d -u -A");
    for (const Word &word : part.arguments())
        if (repeats)
            expandedVariables(word, part);
}

// "PAGER='cat f' git log": what a program starts on its own.
void LineJudge::assignedPrograms(const Part &part)
{
    constexpr std::array<std::string_view, 9> ends {
        "PAGER", "EDITOR", "VISUAL", "COMMAND", "DIFF", "OPEN", "BROWSER", "ENV", "SHELL"};
    for (const Word &word : part.command.assignments) {
        const std::size_t equals = std::min(word.text.find('='), word.text.size() - 1);
        const std::string_view name = std::string_view(word.text).substr(0, equals);
        const bool isMeant
            = std::ranges::any_of(ends, [name](std::string_view end) { return name.ends_with(end); });
        if (!isMeant || part.words.empty())
            continue;
        const std::string value = word.text.substr(equals + 1);
        if (name == "BASH_ENV" || name == "ENV")
            showFiles(part);
        else
            judge(value, word.at, part.depth + 1);
        if (!name.ends_with("PAGER") && name != "SHELL" && !name.ends_with("ENV")
            && findProgram(programName(value.substr(0, value.find(' ')))))
            showFiles(part);
    }
}

} // namespace mimir
