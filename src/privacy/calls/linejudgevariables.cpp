// What is known of a line's variables; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Word;

// What a shell itself sets, and no one puts anything secret into.
constexpr std::array<std::string_view, 18> kOfShell {"PWD", "OLDPWD", "RANDOM", "SECONDS", "LINENO", "UID",
    "EUID", "PPID", "PIPESTATUS", "FUNCNAME", "REPLY", "IFS", "OPTARG", "OPTIND", "BASHPID", "BASH_VERSION",
    "EPOCHSECONDS", "SHLVL"};

} // namespace

void LineJudge::noteVariables(const shell::CommandLine &line)
{
    constexpr std::array<std::string_view, 10> setters {
        "for", "select", "read", "export", "declare", "typeset", "local", "readonly", "mapfile", "readarray"};
    for (const shell::SimpleCommand &command : line.commands) {
        for (const Word &word : command.assignments)
            noteVariable(word.text);
        Words words = command.words;
        while (!words.empty()
            && (isOneOf(words.front().text, kReserved) || shell::isAssignment(words.front().text)))
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
    const bool isFirst = m_variables.insert(name).second;
    const std::size_t equals = assignment.find('=');
    const bool isPlain = equals != std::string::npos && assignment[equals - 1] != '+'
        && assignment.find_first_of("$*?[{`\n", equals) == std::string::npos;
    if (isFirst && isPlain)
        m_values.emplace(name, assignment.substr(equals + 1));
    else
        m_values[name] = "$"; // not known
    if (equals != std::string::npos
        && isSecretFile(std::string_view(assignment).substr(equals + 1), m_folder))
        m_secretVariables.insert(name);
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

// Whatever is given a variable may quote it, if only in an error.
void LineJudge::usedVariables(const Word &word)
{
    for (const std::string &variable : word.variables)
        (m_variables.contains(variable) ? m_usesVariables : m_usesOutside) = true;
}

} // namespace mimir
