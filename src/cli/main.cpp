// mimir – the command line (docs/product.md, "Command line").
#include "app/translation.h"
#include "cli/completedids.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/manpage.h"
#include "cli/suggestion.h"
#include "core/errorname.h"
#include "core/standarddescriptors.h"
#include "core/version.h"

#include <cstdio>
#include <cstring>

namespace mimir::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Main", text);
}

const char *const kUnknownCommand = QT_TRANSLATE_NOOP("Main", "unknown command “%1”.");
const char *const kTryHelp = QT_TRANSLATE_NOOP("Main", "Try “mimir %1--help”.");
const char *const kOperands = QT_TRANSLATE_NOOP("Main", "wrong number of arguments");
const char *const kNotWritten = QT_TRANSLATE_NOOP("Main", "The output could not be written.");
const char *const kNotWrittenButDone = QT_TRANSLATE_NOOP(
    "Main", "The output could not be written. What the command was to change, if anything, was changed.");
const char *const kNeedsDirectory = QT_TRANSLATE_NOOP("Main", "--profile needs a directory");
const char *const kEmptyProfile = QT_TRANSLATE_NOOP(
    "Main", "MIMIR_PROFILE is empty: unset it to use the default profile, or set it to a directory");
const char *const kNoProfile = QT_TRANSLATE_NOOP("Main",
    "There is no profile in %1. Signing in, recording or importing creates one; nothing was created now.");

/// The command line, parsed: `mimir [--profile DIR] GROUP COMMAND …`.
struct Words {
    QString profile;
    bool profileMissing = false;
    bool version = false;
    bool json = false; ///< failures must be JSON, whatever else was given
    Terminal::Paging paging = Terminal::Paging::Allowed;
    QStringList rest;
};

Words sorted(QStringList words)
{
    Words out;
    while (!words.isEmpty()) {
        const QString word = words.takeFirst();
        if (word == QLatin1String("--")) {
            out.rest << word << words;
            break;
        }
        if (word == QLatin1String("--profile")) {
            out.profile = words.isEmpty() ? QString() : words.takeFirst();
            out.profileMissing = out.profile.isEmpty();
        } else if (word.startsWith(QLatin1String("--profile="))) {
            out.profile = word.section(u'=', 1);
            out.profileMissing = out.profile.isEmpty();
        } else if (word == QLatin1String("--no-pager")) {
            out.paging = Terminal::Paging::Off;
        } else if (word == QLatin1String("--version") && out.rest.isEmpty()) {
            out.version = true;
        } else {
            out.json = out.json || word == QLatin1String("--json");
            out.rest << word;
        }
    }
    return out;
}

bool wantsHelp(const QString &word)
{
    return word == QLatin1String("--help") || word == QLatin1String("-h") || word == QLatin1String("help");
}

bool isGroup(const QString &word)
{
    for (const CommandEntry &entry : allCommands())
        if (QByteArray::fromRawData(entry.name.data(), static_cast<qsizetype>(entry.name.size()))
                .startsWith(word.toUtf8() + ' '))
            return true;
    return false;
}

const CommandEntry *findCommand(const QString &name)
{
    for (const CommandEntry &entry : allCommands())
        if (name.toUtf8()
            == QByteArray::fromRawData(entry.name.data(), static_cast<qsizetype>(entry.name.size())))
            return &entry;
    return nullptr;
}

int finish(Terminal &terminal, int code)
{
    if (terminal.flush())
        return code;
    terminal.complain(tr(kNotWritten));
    return code == Done ? Failed : code;
}

int misused(Terminal &terminal, bool json, const QString &message, const QString &command)
{
    if (json)
        terminal.line(failureJson(errorName(ErrorCode::Usage), message));
    terminal.complain(message + u'\n' + tr(kTryHelp).arg(command.isEmpty() ? command : command + u' '));
    return finish(terminal, WrongUsage);
}

/// The named directory does not exist: most often a typo.
bool isNowhere(const QString &profile)
{
    return (!profile.isEmpty() || qEnvironmentVariableIsSet("MIMIR_PROFILE")) && !Profile::find(profile);
}

/// An empty variable in a script: the default profile is not what was meant.
bool namesNoProfile(const QString &profile)
{
    return profile.isEmpty() && qEnvironmentVariableIsSet("MIMIR_PROFILE")
        && qEnvironmentVariableIsEmpty("MIMIR_PROFILE");
}

int failed(Terminal &terminal, bool json, std::string_view code, const QString &text)
{
    if (json)
        terminal.line(failureJson(code, text));
    terminal.complain(text);
    return finish(terminal, Failed);
}

int runCommand(const QString &name, const CommandEntry &entry, const Words &given)
{
    const QStringList &words = given.rest;
    const QString &profile = given.profile;
    Terminal terminal;
    const std::unique_ptr<Command> command = entry.make();
    Command::Description description = command->describe();
    description.options.push_back({QStringLiteral("help"), {}, {}});
    const auto arguments = Arguments::parse(words, description.options);
    if (!arguments)
        return misused(terminal, given.json, QString::fromStdString(arguments.error().message), name);
    if (arguments->has(QStringLiteral("help"))) {
        description.options.pop_back();
        terminal.line(helpForCommand(name, description));
        return finish(terminal, Done);
    }
    const qsizetype operands = arguments->operands().size();
    if (operands < description.minOperands || operands > description.maxOperands)
        return misused(terminal, given.json, tr(kOperands), name);
    const bool json = arguments->has(QStringLiteral("json"));
    if (namesNoProfile(profile))
        return misused(terminal, given.json, tr(kEmptyProfile), {});
    using NewProfile = CommandEntry::NewProfile;
    const bool onlyReads = entry.newProfile == NewProfile::Refused
        || (entry.newProfile == NewProfile::MadeToSet && operands == 0);
    if (onlyReads && isNowhere(profile))
        return failed(terminal, json, errorName(ErrorCode::NotFound),
            tr(kNoProfile).arg(profile.isEmpty() ? qEnvironmentVariable("MIMIR_PROFILE") : profile));
    auto opened = Profile::open(profile);
    if (!opened)
        return failed(terminal, json, errorName(opened.error().code),
            errorSentence(opened.error().code) + QStringLiteral(" (%1)").arg(errorReason(opened.error())));
    Context context(std::move(*opened), given.paging);
    if (json)
        context.speakJson();
    const int code = command->run(*arguments, context);
    if (context.terminal().flush())
        return code;
    context.terminal().complain(code == Done ? tr(kNotWrittenButDone) : tr(kNotWritten));
    return code == Done ? Failed : code;
}

/// The user's own, if there is a profile; none is created for it.
QString languageOf(const QString &profile)
{
    const auto found = Profile::find(profile);
    return found
        ? QString::fromStdString(Settings(*found, Settings::Damage::LeaveAlone).value(settings::kLanguage))
        : QString();
}

/// Output for other programs: `mimir help --man`, `mimir help --completion SHELL`, `mimir help --ids SCOPE
/// [PREFIX]`.
std::optional<QString> generated(const QStringList &words, const QString &profile)
{
    if (words.size() >= 3 && words.at(1) == QLatin1String("--ids"))
        return completedIds(profile, words.at(2), words.value(3));
    if (words.size() == 2 && words.at(1) == QLatin1String("--man"))
        return manPage();
    if (words.size() != 3 || words.at(1) != QLatin1String("--completion"))
        return std::nullopt;
    return completion(words.at(2));
}

int run(const QStringList &given)
{
    Terminal terminal;
    Words words = sorted(given);
    const SpokenLanguage language(languageOf(words.profile));
    if (words.rest.value(0) == QLatin1String("help"))
        if (const auto text = generated(words.rest, words.profile)) {
            terminal.line(text->trimmed());
            return finish(terminal, Done);
        }
    if (words.profileMissing)
        return misused(terminal, words.json, tr(kNeedsDirectory), {});
    if (words.version) {
        terminal.line(QStringLiteral("mimir ") + QLatin1String(versionWithCommit()));
        return finish(terminal, Done);
    }
    // `mimir help sync now` is `mimir sync now --help`.
    if (!words.rest.isEmpty() && words.rest.first() == QLatin1String("help"))
        words.rest << words.rest.takeFirst().prepend(QLatin1String("--"));
    if (words.rest.isEmpty() || wantsHelp(words.rest.first())) {
        terminal.line(helpForGroup({}));
        return finish(terminal, words.rest.isEmpty() ? WrongUsage : Done);
    }
    QString name = words.rest.takeFirst();
    if (isGroup(name)) {
        if (words.rest.isEmpty() || wantsHelp(words.rest.first())) {
            terminal.line(helpForGroup(name));
            return finish(terminal, words.rest.isEmpty() ? WrongUsage : Done);
        }
        name += u' ' + words.rest.takeFirst();
    }
    const CommandEntry *entry = findCommand(name);
    if (!entry) {
        const QString group = isGroup(name.section(u' ', 0, 0)) ? name.section(u' ', 0, 0) : QString();
        return misused(terminal, words.json,
            tr(kUnknownCommand).arg(name) + suggestion(name.section(u' ', -1), wordsAfter(group)), group);
    }
    return runCommand(name, *entry, words);
}

// Before Qt is set up: scripts ask for it often.
int printVersion()
{
    const std::string line = "mimir " + std::string(versionWithCommit());
    return std::puts(line.c_str()) < 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

} // namespace
} // namespace mimir::cli

int main(int argc, char *argv[])
{
    mimir::openStandardDescriptors();
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0)
        return mimir::cli::printVersion();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mimir"));
    return mimir::cli::run(QCoreApplication::arguments().mid(1));
}
