#include "privacy/calls/calleffect.h"

#include "core/text.h"
#include "privacy/calls/addresses.h"
#include "privacy/calls/inlinecode.h"
#include "privacy/calls/quotingcalls.h"
#include "privacy/calls/secretcalls.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/shelleffect.h"

#include <algorithm>

namespace mimir {
namespace {

void add(CallEffect &effect, const ShellEffect &shown)
{
    effect.files = effect.files || shown.files;
    effect.secrets = effect.secrets || shown.secrets;
    effect.environment = effect.environment || shown.environment;
    effect.writes = effect.writes || !shown.written.empty();
    effect.writesSecrets
        = effect.writesSecrets || std::ranges::any_of(shown.written, &ShellEffect::Written::isSecret);
}

void addCode(CallEffect &effect, std::string_view code, std::string_view folder)
{
    const CodeEffect of = effectOfCode(code, folder);
    effect.files = effect.files || of.files;
    effect.secrets = effect.secrets || of.secrets;
    effect.environment = effect.environment || of.environment;
    if (of.starts)
        for (const std::string &quoted : quotedIn(code))
            add(effect, effectOfLine(quoted, folder));
}

// "!printenv", "%%bash" and what follows: what a notebook hands on to a shell.
void addCellLines(CallEffect &effect, std::string_view code, std::string_view folder)
{
    for (const std::string_view line : split(code, '\n')) {
        std::string_view command = trimmed(line);
        if (command.starts_with("%%"))
            return add(effect,
                effectOfLine(
                    code.substr(static_cast<std::size_t>(line.data() - code.data()) + line.size()), folder));
        if (!command.starts_with('!') && !command.starts_with('%'))
            continue;
        for (const std::string_view magic : {"!", "!", "%", "sx ", "system "})
            command.remove_prefix(command.starts_with(magic) ? magic.size() : 0);
        add(effect, effectOfLine(command, folder));
    }
}

// {"expr": "process.env.DB"}, {"expression": "document.cookie"}: only what is known to be a secret.
void addExpressions(CallEffect &effect, const CallArguments &arguments)
{
    for (const std::string &expression : arguments.expressions) {
        const CodeEffect of = effectOfCode(expression, arguments.folder);
        effect.environment = effect.environment || of.environment;
        effect.secrets
            = effect.secrets || of.secrets || expression.find("document.cookie") != std::string::npos;
    }
}

void addLines(
    CallEffect &effect, const CallName &name, const CallArguments &arguments, const std::string &command)
{
    for (const std::string &line : arguments.lines) {
        add(effect, effectOfLine(line, arguments.folder));
        if (runsCode(name)) {
            addCode(effect, line, arguments.folder);
            addCellLines(effect, line, arguments.folder);
        }
    }
    for (const auto &words : arguments.commands)
        add(effect, effectOfWords(words, arguments.folder));
    if (!command.empty())
        add(effect, effectOfLine(command, arguments.folder));
    const bool isUnknown = arguments.lines.empty() && arguments.commands.empty() && command.empty();
    effect.files = effect.files || arguments.isOpaque || showsEarlierOutput(name)
        || (isUnknown && arguments.namesFile);
}

// By its name, as the command line that it stands for, by the addresses that it asks.
void addStores(CallEffect &effect, const CallName &name, const CallArguments &arguments)
{
    const ShellEffect asLine = effectOfLine(lineOfTool(name, arguments), {});
    effect.environment = asksForEnvironment(name) || asLine.environment
        || std::ranges::any_of(arguments.addresses, givesEnvironment);
    effect.secrets
        = asksForSecrets(name) || asLine.secrets || std::ranges::any_of(arguments.addresses, givesSecrets);
}

void addNamedFiles(CallEffect &effect, const CallArguments &arguments)
{
    for (const std::string &file : arguments.files) {
        effect.environment = effect.environment || isEnvironmentFile(file);
        effect.secrets = effect.secrets || isSecretFile(file, arguments.folder);
    }
    for (const auto *texts : {&arguments.contents, &arguments.lines}) // a patch may be all that was given
        for (const std::string &text : *texts)
            effect.secrets = effect.secrets || isOfSecretFile(text);
}

} // namespace

namespace {

// "file_search.msearch": the tool alone says less than with its name space.
CallKind kindOf(std::string tool, const CallName &name, const CallArguments &arguments)
{
    const CallKind kind = callKindOf(name, arguments);
    if (kind != CallKind::Other || tool.find_first_of("./:") == std::string::npos)
        return kind;
    std::ranges::replace_if(
        tool, [](char c) { return c == '.' || c == '/' || c == ':'; }, '_');
    return callKindOf(CallName(tool), arguments);
}

} // namespace

CallEffect effectOfCall(std::string_view tool, const std::string &given, const std::string &command)
{
    const CallName name(tool);
    const CallArguments arguments = readArguments(given);
    CallEffect effect {.kind = kindOf(std::string(tool), name, arguments)};
    if (effect.kind == CallKind::Other && instructsAgent(arguments))
        effect.kind = CallKind::Agent;
    addStores(effect, name, arguments);
    switch (effect.kind) {
    case CallKind::Shell:
        effect.types = typesIntoProgram(name);
        addLines(effect, name, arguments, command);
        break;
    case CallKind::Agent:
        effect.files = true; // its report quotes what it read
        break;
    case CallKind::Plan:
        break;
    case CallKind::Read:
    case CallKind::Write:
    case CallKind::Search:
        effect.files = !listsOnlyNames(name);
        break;
    case CallKind::Fetch:
    case CallKind::Mcp:
    case CallKind::Other:
        effect.files = arguments.namesFile || arguments.isOpaque
            || std::ranges::any_of(arguments.addresses, isFileOfThisComputer);
        if (!command.empty() || effect.kind == CallKind::Other)
            addLines(effect, name, arguments, command);
        break;
    }
    const bool isCommand = effect.kind == CallKind::Shell && runsCommands(name);
    const bool isJudged = isCommand || effect.kind == CallKind::Agent || effect.kind == CallKind::Plan;
    if (!isJudged && !listsOnlyNames(name))
        effect.files = effect.files || arguments.mayNameFile;
    if (!isJudged && effect.files)
        addNamedFiles(effect, arguments);
    effect.writes
        = effect.writes || (effect.files && effect.kind != CallKind::Shell && effect.kind != CallKind::Agent);
    effect.writesSecrets
        = effect.writesSecrets || (effect.writes && effect.kind != CallKind::Shell && effect.secrets);
    addExpressions(effect, arguments);
    const bool isLine = isCommand && !(arguments.lines.empty() && arguments.commands.empty());
    const bool mayQuote = effect.kind != CallKind::Plan && !isLine && !listsOnlyNames(name);
    effect.files = effect.files || (mayQuote && quotesFiles(name, arguments));
    return effect;
}

} // namespace mimir
