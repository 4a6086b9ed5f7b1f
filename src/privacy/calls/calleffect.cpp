#include "privacy/calls/calleffect.h"

#include "privacy/calls/inlinecode.h"
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

void addLines(
    CallEffect &effect, const CallName &name, const CallArguments &arguments, const std::string &command)
{
    for (const std::string &line : arguments.lines) {
        add(effect, effectOfLine(line, arguments.folder));
        if (runsCode(name))
            addCode(effect, line, arguments.folder);
    }
    for (const auto &words : arguments.commands)
        add(effect, effectOfWords(words, arguments.folder));
    if (!command.empty())
        add(effect, effectOfLine(command, arguments.folder));
    const bool isUnknown = arguments.lines.empty() && arguments.commands.empty() && command.empty();
    effect.files = effect.files || arguments.isOpaque || showsEarlierOutput(name)
        || (isUnknown && arguments.namesFile);
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
    effect.environment = asksForEnvironment(name);
    effect.secrets = asksForSecrets(name);
    switch (effect.kind) {
    case CallKind::Shell:
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
        effect.files = arguments.namesFile || arguments.isOpaque;
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
    return effect;
}

} // namespace mimir
