// What single programs and wrappers show; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/inlinecode.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

bool isLine(std::string_view text)
{
    return text.find_first_of(" \t\n;|&<>$`(") != std::string_view::npos;
}

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
    const bool isJq = program.names.starts_with("jq");
    for (const Word &word : part.arguments())
        if (word.text.find("ENVIRON") != std::string::npos
            || (isJq && (word.text.starts_with("env") || word.text.find("$ENV") != std::string::npos)))
            note(&Shown::environment, part);
    for (const Redirection &one : part.command.redirections)
        if (one.kind == Redirection::Kind::Document || one.kind == Redirection::Kind::String)
            expandedVariables(one.target, part);
}

void LineJudge::wrapper(const Program &program, const std::string &name, const Part &part)
{
    nestedPart(part, wrappedAt(part.arguments(), program), name == "xargs" || name == "parallel");
}

void LineJudge::shell(const Program &program, const Part &part)
{
    for (const Word &word : part.arguments())
        if (isLine(word.text))
            nestedLine(word, part);
    for (const Redirection &redirection : part.command.redirections) {
        if (redirection.kind == Redirection::Kind::Document)
            judge(redirection.document, redirection.documentAt, part.depth + 1);
        else if (redirection.kind == Redirection::Kind::String)
            nestedLine(redirection.target, part);
    }
    if (const auto &before = part.command.fedBy; before && !part.line.commands[*before].words.empty())
        for (const Word &word : Words(part.line.commands[*before].words).subspan(1))
            nestedLine(word, part);
    nestedPart(part, wrappedAt(part.arguments(), program));
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

void LineJudge::interpreter(const Part &part)
{
    const Words arguments = part.arguments();
    bool hasCode = false;
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (isOption(arguments[i].text, "-c -e -p -r -E -m-c --eval* --print* --execute* eval -x", "")) {
            hasCode = true;
            code(arguments[i + 1].text, arguments[i + 1].at, part);
        }
    for (const Redirection &redirection : part.command.redirections)
        if (redirection.kind == Redirection::Kind::Document)
            code(redirection.document, redirection.documentAt, part);
        else if (redirection.kind == Redirection::Kind::String)
            code(redirection.target.text, redirection.target.at, part);
    const bool goesThroughFiles = hasCode && hasOption(arguments, "-n -p", "");
    if (goesThroughFiles && operandsOf(arguments, "-c -e -E").size() > 1)
        showFiles(part);
}

void LineJudge::code(std::string_view text, shell::Span at, const Part &part)
{
    const CodeEffect effect = effectOfCode(text, m_folder);
    if (effect.files)
        showFiles(part);
    if (effect.environment)
        note(&Shown::environment, part);
    if (effect.secrets)
        note(&Shown::secrets, part);
    if (effect.writes && effect.files)
        m_written.push_back({at, effect.secrets});
    if (effect.starts)
        for (const std::string &quoted : quotedIn(text))
            judge(quoted, at, part.depth + 1);
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
        ? arguments.empty()
        : operandsOf(arguments, "").empty() && !hasOption(arguments, "-f -F");
    if (printsAll || (name != "set" && hasOption(arguments, "-p")))
        note(&Shown::environment, part);
}

void LineJudge::find(const Part &part)
{
    const Words arguments = part.arguments();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        if (!isOption(arguments[i].text, "-exec -execdir -ok -okdir --exec --exec-batch -x -X"))
            continue;
        const Words run = arguments.subspan(i + 1);
        const auto end = std::ranges::find_if(
            run, [](const Word &word) { return word.text == ";" || word.text == "+"; });
        const auto size = static_cast<std::size_t>(end - run.begin());
        if (size > 0)
            this->part({part.line, part.command, run.first(size), part.depth + 1, true});
        i += size;
    }
}

// docker exec app …, docker compose run app …, kubectl exec pod -- …
void LineJudge::container(const Part &part)
{
    const Words arguments = part.arguments();
    const auto runs = std::ranges::find_if(arguments,
        [](const Word &word) { return word.text == "exec" || word.text == "run" || word.text == "debug"; });
    if (runs == arguments.end())
        return;
    auto from = static_cast<std::size_t>(runs - arguments.begin()) + 1;
    for (std::size_t i = from; i < arguments.size(); ++i) {
        if (isLine(arguments[i].text) && !arguments[i].text.starts_with('-'))
            nestedLine(arguments[i], part);
        if (arguments[i].text == "--") {
            from = i + 1;
            break;
        }
    }
    while (from < arguments.size() && !isKnownProgram(programName(arguments[from].text)))
        ++from;
    nestedPart(part, from);
}

void LineJudge::git(const Part &part)
{
    const Words arguments = part.arguments();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string &text = arguments[i].text;
        if (text == "-C")
            m_folder = joinedPath(m_folder, arguments[i + 1].text);
        if (text == "foreach" || text == "--exec" || text == "-x") {
            nestedLine(arguments[i + 1], part);
            nestedPart(part, i + 1);
        } else if (text == "run" && i > 0 && arguments[i - 1].text == "bisect") {
            nestedPart(part, i + 1);
        }
    }
}

void LineJudge::changeFolder(const Part &part)
{
    const auto operands = operandsOf(part.arguments(), "");
    if (!operands.empty())
        m_folder = joinedPath(m_folder, operands.front()->text);
}

} // namespace mimir
