// What single programs and wrappers show; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/inlinecode.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

std::vector<const Word *> viewedFiles(const Program &program, std::string_view name, Words arguments)
{
    auto files = operandsOf(arguments, program.withValue);
    const bool isGiven = hasOption(arguments, program.replacesLead);
    const std::size_t leading = isGiven ? 0 : static_cast<std::size_t>(program.leading);
    files.erase(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::min(leading, files.size())));
    std::erase_if(files, [name](const Word *word) {
        return !isRealFile(word->text) || (name == "type" && !looksLikeFile(word->text));
    });
    return files;
}

} // namespace

void LineJudge::viewer(const Program &program, const std::string &name, const Part &part)
{
    const Words arguments = part.arguments();
    viewedVariables(program, part);
    if (hasOption(arguments, program.quiet, program.withValue))
        return;
    if (hasOption(arguments,
            "--files0-from* --slurpfile --rawfile --argfile --from-file* --to-file* -files0-from*"))
        showFiles(part);
    const auto files = viewedFiles(program, name, arguments);
    const bool reads = std::ranges::any_of(part.command.redirections, [](const Redirection &one) {
        return one.kind == Redirection::Kind::Input && isRealFile(one.target.text);
    });
    const bool readsFolder
        = program.recursive == "*" || hasOption(arguments, program.recursive, program.withValue);
    if (!files.empty() || reads || part.getsMore || (readsFolder && !part.command.fedBy))
        showFiles(part);
    for (const Word *word : files)
        if (isSecretFile(word->text, m_folder) || standsForSecretFile(*word))
            note(&Shown::secrets, part);
}

// Programs for text can print the environment, too: ENVIRON of awk, env of jq, what a here-document expands.
void LineJudge::viewedVariables(const Program &program, const Part &part)
{
    const bool isJq = program.names.starts_with("jq") || program.names.starts_with("yq");
    for (const Word &word : part.arguments())
        if (word.text.find("ENVIRON") != std::string::npos
            || (isJq
                && (word.text.starts_with("env") || word.text.find("$ENV") != std::string::npos
                    || word.text.find("env(") != std::string::npos)))
            note(&Shown::environment, part);
    for (const Redirection &one : part.command.redirections)
        if (one.kind == Redirection::Kind::Document || one.kind == Redirection::Kind::String)
            expandedVariables(one.target, part);
}

void LineJudge::wrapper(const Program &program, const std::string &name, const Part &part)
{
    if (name == "entr" && hasOption(part.arguments(), "-p -s"))
        nestedInWords(part);
    const std::size_t at = wrappedAt(part.arguments(), program);
    if (at >= part.arguments().size() && readsFile(part.command))
        showFiles(part); // exec 3< file
    const bool isXargs
        = name == "xargs" && (readsFile(part.command) || hasOption(part.arguments(), "-a --arg-file*"));
    if (isXargs)
        showFiles(part);
    const auto lists = std::ranges::find_if(
        part.arguments(), [](const Word &word) { return word.text.starts_with(":::"); });
    const auto size = static_cast<std::size_t>(lists - part.arguments().begin());
    if (name == "parallel" && at < size && lists != part.arguments().end())
        return this->part(
            {part.line, part.command, part.arguments().subspan(at, size - at), part.depth + 1, true});
    if (name == "parallel" && at < part.arguments().size() && isCommandLine(part.arguments()[at].text))
        nestedLine(part.arguments()[at], part);
    nestedPart(part, at, name == "xargs" || name == "parallel" || name == "entr");
}

void LineJudge::nestedLine(const Word &word, const Part &part)
{
    judge(word.text, word.at, part.depth + 1);
}

void LineJudge::nestedPart(const Part &part, std::size_t from, bool getsMore)
{
    const Words arguments = part.arguments();
    if (from < arguments.size())
        this->part(
            {part.line, part.command, arguments.subspan(from), part.depth + 1, getsMore || part.getsMore});
}

void LineJudge::env(const Part &part)
{
    const Words arguments = part.arguments();
    std::size_t at = 0;
    for (; at < arguments.size(); ++at) {
        const std::string &text = arguments[at].text;
        if (text == "-u" || text == "-C" || text == "--unset" || text == "--chdir")
            ++at;
        else if ((text == "-S" || text == "--split-string") && at + 1 < arguments.size())
            return nestedLine(arguments[at + 1], part);
        else if (!text.starts_with('-') && !shell::isAssignment(text))
            break;
    }
    if (at >= arguments.size())
        note(&Shown::environment, part);
    else
        nestedPart(part, at);
}

// Without a name it prints all of them, "set" only without any word.
void LineJudge::declaration(const std::string &name, const Part &part)
{
    const Words arguments = part.arguments();
    const bool printsAll = name == "set"
        ? arguments.empty() || (m_isOtherShell && operandsOf(arguments, "").empty())
        : operandsOf(arguments, "").empty() && !hasOption(arguments, "-f -F");
    if (printsAll || (name != "set" && hasOption(arguments, "-p")))
        note(&Shown::environment, part);
    // From here on every command is printed with what its variables are.
    m_traces = m_traces || (name == "set" && hasOption(arguments, "-x -v xtrace verbose"));
}

void LineJudge::changeFolder(const Part &part)
{
    const auto operands = operandsOf(part.arguments(), "");
    if (!operands.empty())
        m_folder = joinedPath(m_folder, operands.front()->text);
}

} // namespace mimir
