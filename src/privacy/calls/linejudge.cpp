#include "privacy/calls/linejudge.h"

#include "core/text.h"
#include "privacy/calls/addresses.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/writtentext.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

constexpr int kDeepest = 8;
constexpr std::size_t kReadings = 8;
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

// "[" is a program; "c?t", "$x" and "{cat,f}" become one only when a shell expands them.
bool isLiteralProgram(const Word &word)
{
    const std::string &text = word.text;
    if (text == "[" || text == "[[" || text == "{" || text == "]]")
        return true;
    const std::string_view name = std::string_view(text).substr(text.rfind('/') + 1);
    const bool hasBraces
        = text.find('{') != std::string::npos && text.find_first_of(",.") != std::string::npos;
    return !hasBraces && name.find_first_of("$*?[`<") == std::string_view::npos && !text.starts_with('=');
}

// A compiler that also runs what it is given.
bool takesSource(std::string_view name)
{
    constexpr std::array<std::string_view, 10> compilers {
        "go", "jshell", "tcc", "rust-script", "dotnet", "csi", "kotlin", "kotlinc", "swift", "scala"};
    return isOneOf(name, compilers);
}

// %NAME% of cmd.exe; %s and %d are formats.
bool isCmdVariable(const Word &word)
{
    static const re2::RE2 pattern("%[A-Z_][A-Z0-9_]+%");
    return re2::RE2::PartialMatch(word.text, pattern);
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
    m_shown.files = m_shown.files || !line.isClosed;
    noteVariables(line);
    const auto group = targetOfGroup(line);
    for (const shell::SimpleCommand &command : line.commands) {
        const Words words = programOf(command);
        const Part one {line, command, words, depth};
        redirectedFiles(one);
        assignedPrograms(one);
        for (const auto &written : writtenBy(line, command, words, group, m_folder))
            m_written.push_back(written);
        if (words.empty())
            withoutProgram(one);
        else
            part(one);
    }
}

// Without what a shell itself understands in front of it: "while IFS= read …", "coproc NAME { …".
Words LineJudge::programOf(const shell::SimpleCommand &command) const
{
    Words words = command.words;
    const auto isReserved
        = [&words] { return !words.front().isQuoted && isOneOf(words.front().text, kReserved); };
    while (!words.empty()) {
        const bool isNamed = words.size() > 2 && words[2].text == "{"
            && (words.front().text == "coproc" || words.front().text == "function");
        if (isNamed)
            words = words.subspan(3);
        else if (isReserved() || (!words.front().isQuoted && shell::isAssignment(words.front().text)))
            words = words.subspan(1);
        else
            break;
    }
    return words;
}

// "$(< file)", "done < file": what reads it is the shell, or whatever is within the group.
void LineJudge::withoutProgram(const Part &part)
{
    if (readsFile(part.command))
        showFiles(part);
}

ShellEffect LineJudge::take()
{
    const bool passedOn = m_usesVariables;
    m_shown.environment = m_shown.environment || (m_traces && m_usesOutside);
    return {.files = m_shown.files || (passedOn && m_captured.files),
        .secrets = m_shown.secrets || (passedOn && m_captured.secrets) || (m_copiesSecret && m_shown.files),
        .environment = m_shown.environment || (passedOn && m_captured.environment),
        .written = std::move(m_written)};
}

void LineJudge::part(Part part)
{
    if (part.depth > kDeepest || !mayRead(part.words.size()))
        return giveUp();
    if (!isLiteralProgram(part.words.front()))
        return expandedProgram(part);
    const std::string name = programName(part.words.front().text);
    std::vector<Word> plain;
    if (name == "kubectl" || name == "oc" || name == "k")
        part.words = plain = withoutPlainFormat(part.words);
    const Program *program = findProgram(name);
    const std::vector<std::string> lowered = loweredWords(name, part.arguments());
    const bool quotes
        = program && (program->role == ProgramRole::Viewer || program->role == ProgramRole::Printer);
    if (printsEnvironment(lowered) || std::ranges::any_of(part.words, isPowerShellEnvironment)
        || (!quotes && std::ranges::any_of(part.words, asksForEnvironment)))
        note(&Shown::environment, part);
    if (printsSecrets(lowered))
        note(&Shown::secrets, part);
    if (!quotes)
        askedAddresses(part);
    noteCopied(name, part);
    if (showsFilesBySubcommand(lowered, part.arguments()))
        showFiles(part);
    for (const Word &word : part.arguments())
        usedVariables(word);
    if (std::ranges::any_of(part.words, [](const Word &word) { return namesTerminal(word.text); }))
        note(&Shown::files, part); // wherever else its output goes
    if (takesSource(name))
        for (const Redirection &given : part.command.redirections)
            if (given.kind == Redirection::Kind::String || given.kind == Redirection::Kind::Document)
                code(given.kind == Redirection::Kind::String ? given.target.text : given.document,
                    given.target.at, part);
    if (isUnderstood(name, part))
        return understood(name, part);
    if (name == "git")
        gitOptions(part);
    if (program)
        role(*program, name, part);
    else
        unknownProgram(part);
    const bool namesOnly = program
        && (program->role == ProgramRole::Printer || program->role == ProgramRole::Viewer
            || program->role == ProgramRole::Wrapper || program->role == ProgramRole::Shell);
    if (!namesOnly)
        namedFiles(part);
}

void LineJudge::role(const Program &program, const std::string &name, const Part &part)
{
    switch (program.role) {
    case ProgramRole::Viewer:
        return viewer(program, name, part);
    case ProgramRole::Printer:
        return printer(part);
    case ProgramRole::Wrapper:
    case ProgramRole::Runner:
        return wrapper(program, name, part);
    case ProgramRole::Shell:
        return shell(program, name, part);
    case ProgramRole::Interpreter:
        return interpreter(name, part);
    case ProgramRole::Sink:
        return unknownProgram(part);
    }
}

void LineJudge::askedAddresses(const Part &part)
{
    for (const Word &word : part.arguments()) {
        if (givesEnvironment(word.text))
            note(&Shown::environment, part);
        if (givesSecrets(word.text))
            note(&Shown::secrets, part);
    }
}

void LineJudge::printer(const Part &part)
{
    for (const Word &word : part.arguments())
        expandedVariables(word, part);
    if (std::ranges::any_of(part.arguments(), isCmdVariable))
        note(&Shown::environment, part);
}

void LineJudge::showFiles(const Part &part)
{
    if (!isLost(part.line, part.command))
        note(&Shown::files, part);
}

} // namespace mimir
