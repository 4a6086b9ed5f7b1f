#include "privacy/calls/linejudge.h"

#include "core/text.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/writtentext.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

constexpr int kDeepest = 8;
constexpr std::size_t kReadings = 8;
constexpr std::array<std::string_view, 13> kReserved {
    "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}", "coproc"};
// What a shell itself sets, and nobody puts anything secret into.
constexpr std::array<std::string_view, 18> kOfShell {"PWD", "OLDPWD", "RANDOM", "SECONDS", "LINENO", "UID",
    "EUID", "PPID", "PIPESTATUS", "FUNCNAME", "REPLY", "IFS", "OPTARG", "OPTIND", "BASHPID", "BASH_VERSION",
    "EPOCHSECONDS", "SHLVL"};

// "print-env", "show_environment", "dump:env"
bool asksForEnvironment(const Word &word)
{
    const std::string lowered = asciiLowered(std::string_view(word.text).substr(0, 64));
    return std::ranges::any_of(
        std::array<std::string_view, 6> {"print", "show", "list", "dump", "export", "get"},
        [&lowered](std::string_view verb) {
            std::string_view rest = lowered;
            if (!rest.starts_with(verb) || rest.size() <= verb.size())
                return false;
            rest.remove_prefix(verb.size() + (isLetter(rest[verb.size()]) ? 0 : 1));
            return rest == "env" || rest == "envs" || rest == "environ" || rest == "environment"
                || rest == "envvars";
        });
}

bool isPowerShellEnvironment(const Word &word)
{
    const std::string lowered = asciiLowered(std::string_view(word.text).substr(0, 512));
    return lowered.starts_with("env:") || lowered.find("$env:") != std::string::npos
        || lowered.find("getenvironmentvariable") != std::string::npos;
}

} // namespace

void LineJudge::judge(std::string_view text, std::optional<shell::Span> within, int depth)
{
    m_limit += depth == 0 ? kReadings * text.size() : 0;
    if (depth > kDeepest || !mayRead(text.size()))
        return giveUp();
    judge(shell::parse(text, within), depth);
}

// What is nested may be nested several times over; beyond this it is not worth knowing what it does.
bool LineJudge::mayRead(std::size_t size)
{
    m_read += size;
    return m_read <= m_limit;
}

void LineJudge::giveUp()
{
    m_shown = {.files = true, .secrets = true, .environment = true};
}

void LineJudge::judge(const shell::CommandLine &line, int depth)
{
    if (!line.isComplete || depth > kDeepest)
        return giveUp();
    noteVariables(line);
    const auto group = targetOfGroup(line);
    for (const shell::Command &command : line.commands) {
        Words words = command.words;
        while (!words.empty() && !words.front().isQuoted && isOneOf(words.front().text, kReserved))
            words = words.subspan(1);
        const Part one {line, command, words, depth};
        redirectedFiles(one);
        for (auto &written : writtenBy(line, command, words, group, m_folder))
            m_written.push_back(std::move(written));
        if (!words.empty())
            part(one);
    }
}

ShellEffect LineJudge::take()
{
    const bool passedOn = m_usesVariables;
    return {.files = m_shown.files || (passedOn && m_captured.files),
        .secrets = m_shown.secrets || (passedOn && m_captured.secrets) || (m_copiesSecret && m_shown.files),
        .environment = m_shown.environment || (passedOn && m_captured.environment),
        .written = std::move(m_written)};
}

void LineJudge::noteVariables(const shell::CommandLine &line)
{
    constexpr std::array<std::string_view, 10> setters {
        "for", "select", "read", "export", "declare", "typeset", "local", "readonly", "mapfile", "readarray"};
    for (const shell::Command &command : line.commands) {
        for (const Word &word : command.assignments)
            noteVariable(word.text);
        Words words = command.words;
        while (!words.empty() && isOneOf(words.front().text, kReserved))
            words = words.subspan(1);
        if (words.size() < 2 || !isOneOf(words.front().text, setters))
            continue;
        for (const Word &word : words.subspan(1))
            noteVariable(word.text);
        if (words.front().text == "for" && std::ranges::any_of(words, [this](const Word &word) {
                return isSecretFile(word.text, m_folder);
            }))
            m_secretVariables.insert(words[1].text);
    }
}

void LineJudge::noteVariable(const std::string &assignment)
{
    const std::string name = assignment.substr(0, assignment.find_first_of("+="));
    m_variables.insert(name);
    const std::size_t equals = assignment.find('=');
    if (equals != std::string::npos
        && isSecretFile(std::string_view(assignment).substr(equals + 1), m_folder))
        m_secretVariables.insert(name);
}

void LineJudge::part(Part part)
{
    if (part.depth > kDeepest || !mayRead(part.words.size()))
        return giveUp();
    const std::string name = programName(part.words.front().text);
    const Program *program = findProgram(name);
    const std::vector<std::string> lowered = loweredWords(name, part.arguments());
    const bool quotes
        = program && (program->role == ProgramRole::Viewer || program->role == ProgramRole::Printer);
    if (printsEnvironment(lowered) || std::ranges::any_of(part.words, isPowerShellEnvironment)
        || (!quotes && std::ranges::any_of(part.words, asksForEnvironment)))
        note(&Shown::environment, part);
    if (printsSecrets(lowered))
        note(&Shown::secrets, part);
    noteCopied(name, part);
    if (showsFilesBySubcommand(lowered, part.arguments()))
        showFiles(part);
    withMeaningOfItsOwn(name, part);
    if (program)
        role(*program, name, part);
    const bool isHarmless = program
        && (program->role == ProgramRole::Harmless || program->role == ProgramRole::Printer
            || program->role == ProgramRole::Viewer || program->role == ProgramRole::Wrapper
            || program->role == ProgramRole::Shell);
    if (!isHarmless)
        namedFiles(part);
}

void LineJudge::withMeaningOfItsOwn(const std::string &name, const Part &part)
{
    if (name == "env")
        env(part);
    else if (name == "export" || name == "set" || name == "declare" || name == "typeset" || name == "readonly"
        || name == "local")
        declaration(name, part);
    else if (name == "find" || name == "fd" || name == "fdfind")
        find(part);
    else if (name == "docker" || name == "podman" || name == "nerdctl" || name == "kubectl" || name == "oc"
        || name == "k" || name == "docker-compose" || name == "crictl")
        container(part);
    else if (name == "git")
        git(part);
    else if (name == "cd" || name == "pushd" || name == "chdir")
        changeFolder(part);
    else if (name == "ps" && part.words.size() > 1) {
        const std::string &options = part.words[1].text;
        const bool isBsd = std::ranges::all_of(options, isLetter) && options.find('e') != std::string::npos;
        if (isBsd || options == "-E")
            note(&Shown::environment, part);
    }
}

void LineJudge::role(const Program &program, const std::string &name, const Part &part)
{
    switch (program.role) {
    case ProgramRole::Viewer:
        return viewer(program, name, part);
    case ProgramRole::Printer:
        return printer(part);
    case ProgramRole::Wrapper:
        return wrapper(program, name, part);
    case ProgramRole::Shell:
        return shell(program, part);
    case ProgramRole::Interpreter:
        return interpreter(part);
    case ProgramRole::Harmless:
    case ProgramRole::Sink:
        return;
    }
}

void LineJudge::printer(const Part &part)
{
    for (const Word &word : part.arguments())
        expandedVariables(word, part);
}

void LineJudge::expandedVariables(const Word &word, const Part &part)
{
    for (const std::string &variable : word.variables) {
        if (m_variables.contains(variable))
            m_usesVariables = true;
        else if (!isOneOf(variable, kOfShell))
            note(&Shown::environment, part);
    }
}

void LineJudge::showFiles(const Part &part)
{
    if (!isLost(part.line, part.command))
        note(&Shown::files, part);
}

} // namespace mimir
