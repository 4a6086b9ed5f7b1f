#include "cli/settingschange.h"

#include "core/plaintext.h"
#include "core/text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace mimir::cli {
namespace {

constexpr std::size_t kMaxLine = 10'000;   // what is agreed to is seen whole
constexpr std::size_t kMaxCompared = 2000; // lines; the table of more would be too large

struct AgentSettingsText {
    Q_DECLARE_TR_FUNCTIONS(AgentSettingsText)
};

using Lines = std::vector<std::string>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty())
        lines.emplace_back(takeUntil(text, '\n'));
    return lines;
}

QString shown(QChar sign, const std::string &line)
{
    return sign + QLatin1Char(' ') + plain(line, kMaxLine);
}

// How many lines both have from each place on, in the same order.
std::vector<std::vector<int>> commonBehind(const Lines &before, const Lines &after)
{
    std::vector<std::vector<int>> common(before.size() + 1, std::vector<int>(after.size() + 1, 0));
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            common[i][j] = before[i] == after[j] ? common[i + 1][j + 1] + 1
                                                 : std::max(common[i + 1][j], common[i][j + 1]);
    return common;
}

std::string shownText(const std::optional<std::string> &text, const std::string &hidden)
{
    std::string shown = text.value_or(std::string());
    for (std::size_t at = 0; !hidden.empty() && (at = shown.find(hidden, at)) != shown.npos;)
        shown.replace(at, hidden.size(), "…");
    return shown;
}

// Shows what would be changed, and asks.
bool isConfirmed(const AgentSettings &file, const SettingsChange &change, bool asks, Terminal &terminal)
{
    terminal.line(terminal.styled(Terminal::Style::Heading,
        change.after ? AgentSettingsText::tr("Change of %1:").arg(pathText(file))
                     : AgentSettingsText::tr("%1 is deleted:").arg(pathText(file))));
    for (const QString &line :
        changedLines(shownText(change.before, change.hidden), shownText(change.after, change.hidden)))
        terminal.line(line);
    if (!asks)
        return true;
    const auto answer
        = terminal.ask(AgentSettingsText::tr("Type “yes” to change it, or press Enter to leave it: "));
    return answer && (*answer == "yes" || QString::fromStdString(*answer) == AgentSettingsText::tr("yes"));
}

} // namespace

QStringList changedLines(const std::string &before, const std::string &after)
{
    const Lines old = linesOf(before), present = linesOf(after);
    const bool isLong = std::max(old.size(), present.size()) > kMaxCompared;
    const auto common = isLong ? std::vector<std::vector<int>>() : commonBehind(old, present);
    QStringList lines;
    std::size_t i = 0, j = 0;
    while (i < old.size() || j < present.size()) {
        if (i < old.size() && j < present.size() && old[i] == present[j]) {
            ++i, ++j;
        } else if (i < old.size()
            && (j == present.size() || isLong || common[i + 1][j] >= common[i][j + 1])) {
            lines << shown(u'-', old[i++]);
        } else {
            lines << shown(u'+', present[j++]);
        }
    }
    return lines;
}

std::optional<HookSetup> hookSetupOf(const Arguments &arguments, Context &context)
{
    const QString agent = arguments.operands().value(0);
    auto setup = HookSetup::of(agent, QProcessEnvironment::systemEnvironment());
    if (!setup)
        (void)context.misused(
            AgentSettingsText::tr("There are no hooks for %1. There are for: %2.")
                .arg(plain(agent.toStdString()), HookSetup::agents().join(QStringLiteral(", "))));
    return setup;
}

ExitCode failSettings(const AgentSettings &file, const Error &error, Context &context)
{
    const QString path = plain(file.path.toStdString(), kMaxLine);
    switch (error.code) {
    case ErrorCode::NotFound:
        return context.fail(AgentSettingsText::tr(
            "%1 has not been used here: the folder that %2 would be in is missing. Nothing was changed.")
                                .arg(file.title, path));
    case ErrorCode::NotAFile:
        return context.fail(AgentSettingsText::tr(
            "%1 is a link or not a file. Whoever made it so should decide about it; nothing was changed.")
                                .arg(path));
    case ErrorCode::ForeignProfile:
        return context.fail(
            AgentSettingsText::tr("%1, or the folder it is in, is not yours alone. Nothing was changed.")
                .arg(path));
    case ErrorCode::Malformed:
        return context.fail(AgentSettingsText::tr("%1 is not valid %2. Nothing was changed.")
                                .arg(path, QFileInfo(file.path).suffix().toUpper()));
    case ErrorCode::Validation:
        return context.fail(
            AgentSettingsText::tr("%1 has a form that Mimir Sync does not know. Nothing was changed.")
                .arg(path));
    case ErrorCode::StoreBusy:
        return context.fail(AgentSettingsText::tr(
            "%1 has just been changed by another program. Nothing was changed; please try again.")
                                .arg(path));
    default:
        return context.fail(error);
    }
}

Option yesOption()
{
    return {QStringLiteral("yes"), {}, AgentSettingsText::tr("do not ask")};
}

QString pathText(const AgentSettings &file)
{
    return plain(file.path.toStdString(), 500);
}

ExitCode changeSettings(
    const AgentSettings &file, const SettingsChange &change, const Arguments &arguments, Context &context)
{
    const bool asks = !arguments.has(QStringLiteral("yes"));
    if (asks && !Terminal::canAsk())
        return context.misused(AgentSettingsText::tr("cannot ask here: use --yes"));
    if (!isConfirmed(file, change, asks, context.terminal()))
        return Failed;
    const auto replaced = file.replace(change.before, change.after, change.access);
    return replaced ? Done : failSettings(file, replaced.error(), context);
}

} // namespace mimir::cli
