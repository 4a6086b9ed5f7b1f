#include "privacy/calls/lineflow.h"

#include "core/text.h"
#include "privacy/calls/quietprograms.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::CommandLine;
using shell::Redirection;
using shell::SimpleCommand;

constexpr int kLongestPipe = 16;

bool isTerminal(std::string_view path)
{
    return path == "/dev/stdout" || path == "/dev/stderr" || path == "/dev/tty" || path == "/dev/fd/1";
}

std::string programOf(const SimpleCommand &command)
{
    return command.words.empty() ? std::string() : programName(command.words.front().text);
}

const Redirection *outputOf(const SimpleCommand &command)
{
    const auto found = std::ranges::find_if(command.redirections, [](const Redirection &one) {
        return one.kind == Redirection::Kind::Output && (one.descriptor == -1 || one.descriptor == 1)
            && !isTerminal(one.target.text) && one.target.text != shell::kProcess;
    });
    return found == command.redirections.end() ? nullptr : &*found;
}

// Its last word is the file, or what stands for files that are named in what it reads.
bool isWriter(const SimpleCommand &command)
{
    constexpr std::array<std::string_view, 11> writers {"tee", "sponge", "patch", "apply_patch", "applypatch",
        "ed", "ex", "out-file", "set-content", "add-content", "tee-object"};
    for (const shell::Word &word : command.words)
        if (isOneOf(programName(word.text), writers) || word.text.starts_with("of="))
            return true;
    return programOf(command) == "git" && hasOption(command.words, "apply am", "");
}

bool showsNothingOfItsInput(const SimpleCommand &command)
{
    const std::string name = programOf(command);
    if (name == "git")
        return hasOption(command.words, "apply am hash-object update-index commit");
    if (name == "gh" || name == "kubectl")
        return hasOption(command.words, "create apply comment edit replace delete")
            && !hasOption(command.words, "-o* --output*");
    if (!command.words.empty() && hidesItsInput(name, Words(command.words).subspan(1)))
        return true;
    const Program *program = findProgram(name);
    return program
        && (program->role == ProgramRole::Sink
            || (program->role == ProgramRole::Viewer
                && hasOption(command.words, program->quiet, program->withValue)));
}

} // namespace

bool readsFile(const SimpleCommand &command)
{
    return std::ranges::any_of(command.redirections, [](const Redirection &one) {
        return one.kind == Redirection::Kind::Input && isRealFile(one.target.text)
            && !std::ranges::all_of(one.target.text, isDigit); // "((i<3))"
    });
}

bool isRealFile(std::string_view path)
{
    return !path.empty() && path != "-" && path != "/dev/null" && path != "/dev/stdin"
        && path != shell::kProcess;
}

bool isLost(const CommandLine &line, const SimpleCommand &command)
{
    const SimpleCommand *at = &command;
    for (int steps = 0; steps < kLongestPipe; ++steps) {
        if (std::ranges::find(at->words, shell::kProcess, &shell::Word::text) != at->words.end())
            return false; // tee >(cat)
        if (outputOf(*at))
            return true;
        if (!at->feeds)
            return false;
        at = &line.commands[*at->feeds];
        if (showsNothingOfItsInput(*at))
            return true;
    }
    return false;
}

std::optional<std::string> targetOf(const CommandLine &line, const SimpleCommand &command)
{
    const SimpleCommand *at = &command;
    for (int steps = 0; steps < kLongestPipe; ++steps) {
        if (const Redirection *output = outputOf(*at); output && isRealFile(output->target.text))
            return output->target.text;
        if (isWriter(*at))
            return at->words.back().text;
        if (!at->feeds)
            return std::nullopt;
        at = &line.commands[*at->feeds];
    }
    return std::nullopt;
}

std::optional<std::string> targetOfGroup(const CommandLine &line)
{
    for (const SimpleCommand &command : line.commands) {
        const bool isAll = command.words.size() == 1 && command.words.front().text == "exec";
        const bool isEnd = command.words.empty() || isAll || command.words.front().text == "}"
            || command.words.front().text == "done";
        if (const Redirection *output = isEnd ? outputOf(command) : nullptr;
            output && isRealFile(output->target.text))
            return output->target.text;
    }
    return std::nullopt;
}

} // namespace mimir
