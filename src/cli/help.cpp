#include "cli/help.h"

#include "core/qtext.h"

#include <algorithm>

namespace mimir::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Help", text);
}

const char *const kUsage = QT_TRANSLATE_NOOP("Help", "Usage: %1");
const char *const kAbout = QT_TRANSLATE_NOOP(
    "Help", "Keeps the history of AI coding agents safe and in step between your devices.");
const char *const kCommands = QT_TRANSLATE_NOOP("Help", "Commands:");
const char *const kOptions = QT_TRANSLATE_NOOP("Help", "Options:");
const char *const kMore = QT_TRANSLATE_NOOP("Help", "“mimir COMMAND --help” shows more about a command.");
const char *const kProfile
    = QT_TRANSLATE_NOOP("Help", "the directory that holds this profile (also MIMIR_PROFILE)");
const char *const kNoPager = QT_TRANSLATE_NOOP("Help", "show long output without a pager");
const char *const kHelp = QT_TRANSLATE_NOOP("Help", "show this help");
const char *const kVersion = QT_TRANSLATE_NOOP("Help", "show the version");

using Rows = std::vector<std::pair<QString, QString>>;

QString table(const Rows &rows)
{
    qsizetype width = 0;
    for (const auto &[left, right] : rows)
        width = std::max(width, left.size());
    QString out;
    for (const auto &[left, right] : rows)
        out += QStringLiteral("  %1  %2\n").arg(left.leftJustified(width), right);
    return out;
}

} // namespace

QString helpForGroup(const QString &group)
{
    Rows commands;
    for (const CommandEntry &entry : allCommands()) {
        const QString name = toQString(entry.name);
        if (group.isEmpty() || name.startsWith(group + u' '))
            commands.emplace_back(name, entry.make()->describe().summary);
    }
    const QString words = group.isEmpty() ? QString() : group + u' ';
    QString out = tr(kUsage).arg(QStringLiteral("mimir [--profile DIR] %1COMMAND …").arg(words)) + u'\n';
    if (group.isEmpty())
        out += u'\n' + tr(kAbout) + u'\n';
    out += u'\n' + tr(kCommands) + u'\n' + table(commands) + u'\n' + tr(kOptions) + u'\n';
    out += table(
        {{QStringLiteral("--profile DIR"), tr(kProfile)}, {QStringLiteral("--no-pager"), tr(kNoPager)},
            {QStringLiteral("-h, --help"), tr(kHelp)}, {QStringLiteral("--version"), tr(kVersion)}});
    return out + u'\n' + tr(kMore);
}

QString helpForCommand(const QString &name, const Command::Description &description)
{
    QString line = QStringLiteral("mimir [--profile DIR] ") + name;
    Rows rows;
    for (const Option &option : description.options) {
        const QString value = option.value.isEmpty() ? QString() : u' ' + option.value;
        line += QStringLiteral(" [--%1%2]").arg(option.name, value);
        rows.emplace_back(QStringLiteral("--%1%2").arg(option.name, value), option.description);
    }
    rows.emplace_back(QStringLiteral("-h, --help"), tr(kHelp));
    if (!description.operands.isEmpty())
        line += u' ' + description.operands;
    return tr(kUsage).arg(line) + QStringLiteral("\n\n") + description.summary + QStringLiteral("\n\n")
        + tr(kOptions) + u'\n' + table(rows).chopped(1);
}

} // namespace mimir::cli
