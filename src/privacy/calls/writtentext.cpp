#include "privacy/calls/writtentext.h"

#include "privacy/calls/lineflow.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>

namespace mimir {
namespace {

using shell::Redirection;

bool editsInPlace(std::string_view program, Words arguments)
{
    return (program == "sed" || program == "gsed" || program == "perl" || program == "ruby")
        && hasOption(arguments, "-i* --in-place* -pi* -ni* -0pi* -0777pi* -lpi* -wpi* -p0i* -p0777i*");
}

// ssh host 'cat > file' <<< text: where it goes is written in a command for another shell.
bool handsOnInput(std::string_view program, Words arguments)
{
    const bool isOther = program == "ssh" || program == "docker" || program == "podman"
        || program == "kubectl" || program == "sudo" || program == "bash" || program == "sh";
    return isOther && std::ranges::any_of(arguments, [](const shell::Word &word) {
        return word.text.find('>') != std::string::npos || word.text.find("tee ") != std::string::npos;
    });
}

} // namespace

std::vector<ShellEffect::Written> writtenBy(const shell::CommandLine &line,
    const shell::SimpleCommand &command, Words words, const std::optional<std::string> &groupTarget,
    std::string_view folder)
{
    std::vector<ShellEffect::Written> out;
    const std::string name = words.empty() ? std::string() : programName(words.front().text);
    const Words arguments = words.empty() ? words : words.subspan(1);
    const bool isPatch = name == "apply_patch" || name == "applypatch";
    const auto own = targetOf(line, command);
    const auto &target = own ? own : groupTarget;
    const auto add = [&](shell::Span at, std::string_view file) {
        out.push_back({at, isSecretFile(file, folder)});
    };
    const Program *program = findProgram(name);
    if (isPatch || (target && program && program->role == ProgramRole::Printer))
        for (const shell::Word &word : arguments)
            add(word.at, target.value_or(std::string()));
    const bool takesText = target || isPatch || handsOnInput(name, arguments);
    for (const Redirection &one : takesText ? command.redirections : std::vector<Redirection>())
        if (one.kind == Redirection::Kind::Document)
            add(one.documentAt, target.value_or(std::string()));
        else if (one.kind == Redirection::Kind::String)
            add(one.target.at, target.value_or(std::string()));
    const auto operands = operandsOf(arguments, "");
    if (editsInPlace(name, arguments) && !operands.empty())
        add(operands.front()->at, operands.back()->text);
    return out;
}

} // namespace mimir
