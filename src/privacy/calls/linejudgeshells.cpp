// Shells and interpreters, and what they run; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/inlinecode.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {

using shell::Redirection;
using shell::Word;

void LineJudge::shell(const Program &program, const std::string &name, const Part &part)
{
    const bool wasOther = m_isOtherShell;
    constexpr std::array<std::string_view, 7> others {"fish", "nu", "csh", "tcsh", "rc", "es", "elvish"};
    m_isOtherShell = m_isOtherShell || isOneOf(name, others);
    shellOptions(name, part);
    bool isCode = false; // what "-c" is followed by
    for (const Word &word : part.arguments()) {
        if (isCommandLine(word.text) || isCode)
            nestedLine(word, part);
        isCode = name != "ssh" && isOption(word.text, "-c --command -Command");
    }
    for (const Redirection &redirection : part.command.redirections) {
        if (redirection.kind == Redirection::Kind::Document)
            judge(redirection.document, redirection.documentAt, part.depth + 1);
        else if (redirection.kind == Redirection::Kind::String)
            nestedLine(redirection.target, part);
    }
    if (const auto &before = part.command.fedBy; before && !part.line.commands[*before].words.empty())
        nestedWords(Words(part.line.commands[*before].words).subspan(1), part);
    nestedPart(part, wrappedAt(part.arguments(), program));
    m_isOtherShell = wasOther;
}

// "bash -x script", "sh notes.txt", "nu -c 'open a'"
void LineJudge::shellOptions(const std::string &name, const Part &part)
{
    constexpr std::array<std::string_view, 15> posix {"bash", "sh", "zsh", "dash", "ash", "ksh", "mksh",
        "yash", "fish", "csh", "tcsh", "rc", "es", "oksh", "osh"};
    constexpr std::array<std::string_view, 6> foreign {"nu", "elvish", "xonsh", "pwsh", "powershell", "cmd"};
    const Words arguments = part.arguments();
    const bool isForeign = isOneOf(name, foreign);
    if (!isForeign && !isOneOf(name, posix))
        return;
    if (readsFile(part.command))
        showFiles(part);
    if (name == "nu" || name == "elvish" || name == "xonsh"
        || (isForeign && std::ranges::any_of(arguments, [](const Word &word) {
               return word.text.find("::") != std::string::npos || word.text.find('$') != std::string::npos;
           }))) {
        showFiles(part);
        if (std::ranges::any_of(arguments,
                [](const Word &word) { return asciiLowered(word.text).find("env") != std::string::npos; }))
            note(&Shown::environment, part);
    }
    if (hasOption(arguments, "-x -v --verbose --xtrace", "-c -o -O")) {
        showFiles(part);
        note(&Shown::environment, part);
    }
    const auto operands = operandsOf(arguments, "-o -O --rcfile --init-file");
    const bool hasCode = hasOption(arguments, "-c -C -Command --command /c /C -s --commands");
    if (!hasCode && !operands.empty() && !isCommandLine(operands.front()->text) && !isForeign
        && !saysItsTask(operands.front()->text))
        showFiles(part);
    if (!hasCode && !operands.empty() && !isCommandLine(operands.front()->text) && !isForeign)
        script(arguments.subspan(static_cast<std::size_t>(operands.front() - arguments.data())), part);
}

// A file that is run, with what it is given. One that is not a script is quoted in the errors about it.
void LineJudge::script(Words words, const Part &part)
{
    constexpr std::array<std::string_view, 34> ends {"sh", "bash", "zsh", "fish", "ksh", "bats", "py", "js",
        "mjs", "cjs", "ts", "tsx", "mts", "rb", "pl", "php", "lua", "r", "jl", "exs", "ex", "groovy", "sc",
        "scala", "swift", "kts", "tcl", "exp", "scm", "rkt", "hs", "raku", "ml", "awk"};
    const std::string name = programName(words.front().text);
    const std::size_t dot = name.rfind('.');
    const bool isScript = dot == std::string::npos
        ? name == "artisan" || name == "configure" || name == "manage" || name == "-" || isKnownProgram(name)
            || words.front().text.starts_with("./") || words.front().text.find("bin/") != std::string::npos
        : isOneOf(std::string_view(name).substr(dot + 1), ends);
    if (!isScript || !std::ranges::all_of(words.subspan(1), isPlainArgument))
        showFiles(part);
}

// "echo cat file | sh": the words one by one, and as one line.
void LineJudge::nestedWords(Words words, const Part &part)
{
    std::string joined;
    for (const Word &word : words) {
        nestedLine(word, part);
        joined += (joined.empty() ? "" : " ") + word.text;
    }
    if (words.size() > 1)
        judge(joined, words.front().at, part.depth + 1);
}

void LineJudge::interpreter(const std::string &name, const Part &part)
{
    const bool isPython = name.starts_with("py") || name == "ipython";
    const bool isLoop = name == "perl" || name == "ruby" || name == "raku"; // -p goes through files
    const std::string_view takesCode = isPython ? "-c"
        : name == "php"                         ? "-r --run -B -R -E"
        : isLoop                                ? "-e -E"
        : name.starts_with("node")              ? "-e -p --eval* --print*"
                                                : "-c -e -p -E --eval* --print* --execute* eval";
    const Words arguments = part.arguments();
    bool hasCode = false;
    std::size_t operand = arguments.size();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &text = arguments[i].text;
        if (text == "-m" && isPython && !hasCode && i + 1 < arguments.size())
            return nestedPart(part, i + 1);
        if (isOption(text, takesCode, "") && i + 1 < arguments.size()) {
            hasCode = true;
            code(arguments[i + 1].text, arguments[i + 1].at, part);
            ++i;
        } else if (text.starts_with('-') && text.find_first_of("(;'\"= ") != std::string::npos) {
            hasCode = hasCode || text.starts_with("-c") || text.starts_with("-e") || text.starts_with("--e");
            code(text, arguments[i].at, part);
        } else if (text.starts_with('-') && text != "-") {
            const bool loads = isOption(text, "-r --require --import -I -W -X", "") && name.starts_with("n");
            i += loads ? 1 : 0;
            const bool isFile = loads && i < arguments.size() && looksLikeFile(arguments[i].text);
            if (isFile && (!isSourceName(arguments[i].text) || arguments[i].text.rfind('.') <= 1))
                showFiles(part);
        } else {
            operand = std::min(operand, i);
        }
    }
    for (const Redirection &redirection : part.command.redirections)
        if (redirection.kind == Redirection::Kind::Document)
            code(redirection.document, redirection.documentAt, part);
        else if (redirection.kind == Redirection::Kind::String)
            code(redirection.target.text, redirection.target.at, part);
    if (const auto &before = part.command.fedBy; before && !hasCode)
        for (const Word &word : part.line.commands[*before].words)
            code(word.text, word.at, part);
    const bool staysOpen = isPython && hasOption(arguments.first(std::min(operand, arguments.size())), "-i");
    if (readsFile(part.command) || part.getsMore || staysOpen || (hasCode && operand < arguments.size()))
        showFiles(part);
    else if (operand < arguments.size())
        script(arguments.subspan(operand), part);
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
    if (effect.writes && (effect.files || effect.writesFile))
        m_written.push_back({at, effect.secrets});
    if (effect.starts)
        for (const std::string &quoted : quotedIn(text))
            judge(quoted, at, part.depth + 1);
}

} // namespace mimir
