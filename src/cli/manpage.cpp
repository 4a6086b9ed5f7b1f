#include "cli/manpage.h"

#include "app/settingstable.h"
#include "cli/command.h"
#include "core/qtext.h"

namespace mimir::cli {
namespace {

struct Man {
    Q_DECLARE_TR_FUNCTIONS(ManPage)
};

/// Plain text for a page: escaped so that nothing in it is a request or an escape.
QString escaped(QString value)
{
    value.replace(u'\\', QLatin1String("\\e")).replace(u'-', QLatin1String("\\-"));
    if (value.startsWith(u'.') || value.startsWith(u'\''))
        value.prepend(QLatin1String("\\&"));
    return value;
}

QString bold(const QString &value)
{
    return QStringLiteral("\\fB%1\\fR").arg(escaped(value));
}

QString section(const QString &title)
{
    return QStringLiteral(".SH \"%1\"\n").arg(escaped(title.toUpper()));
}

QString item(const QString &term, const QString &said)
{
    return QStringLiteral(".TP\n%1\n%2\n").arg(term, said);
}

QString command(const CommandEntry &entry)
{
    const Command::Description described = entry.make()->describe();
    QString usage = bold(QStringLiteral("mimir ") + toQString(entry.name));
    for (const Option &option : described.options)
        usage += QStringLiteral(" [%1%2]").arg(bold(QStringLiteral("--") + option.name),
            option.value.isEmpty() ? QString() : u' ' + escaped(option.value));
    if (!described.operands.isEmpty())
        usage += u' ' + escaped(described.operands);
    QString out = QStringLiteral(".SS \"%1\"\n%2\n.PP\n%3.\n")
                      .arg(escaped(toQString(entry.name)), usage, escaped(described.summary));
    for (const Option &option : described.options) {
        const QString value = option.value.isEmpty() ? QString() : u' ' + escaped(option.value);
        out += item(bold(QStringLiteral("--") + option.name) + value, escaped(option.description));
    }
    return out;
}

QString settingsSection()
{
    QString out = section(Man::tr("Settings"));
    for (const Setting &setting : allSettings()) {
        const QString fallback = setting.fallback.empty() ? Man::tr("empty") : toQString(setting.fallback);
        out += item(bold(toQString(setting.key)),
            escaped(Man::tr("%1. Values: %2. Default: %3.")
                        .arg(settingText(setting.text), rangeText(setting), fallback)));
    }
    return out;
}

QString filesSection()
{
    QString out = section(Man::tr("Files"));
    out += item(bold(QStringLiteral("~/.local/share/mimir-sync")),
        escaped(Man::tr("The profile: store, settings, log, lock and socket; --profile DIR or MIMIR_PROFILE "
                        "selects another one.")));
    out += item(bold(QStringLiteral("settings.json")),
        escaped(Man::tr("In the profile: the settings that differ from the default.")));
    return out + item(bold(QStringLiteral("mimir.log")), escaped(Man::tr("In the profile: the log.")));
}

QString exitSection()
{
    QString out = section(Man::tr("Exit status"));
    const std::pair<int, QString> codes[] = {{0, Man::tr("Done")}, {1, Man::tr("Failed")},
        {2, Man::tr("Wrong usage")}, {3, Man::tr("Undecided, usually because you are offline")},
        {4, Man::tr("Needs attention: items were refused or put aside, or you have to sign in")}};
    for (const auto &[code, said] : codes)
        out += item(bold(QString::number(code)), escaped(said));
    return out;
}

} // namespace

QString manPage()
{
    QString out = QStringLiteral(".TH MIMIR 1 \"\" \"Mimir Sync %1\"\n").arg(QStringLiteral(MIMIR_VERSION));
    out += section(Man::tr("Name"))
        + QStringLiteral("mimir \\- %1\n")
              .arg(escaped(Man::tr("keeps the history of AI coding agents safe and in step")));
    out += section(Man::tr("Synopsis"))
        + QStringLiteral("%1 [%2 DIR] COMMAND \\&...\n")
              .arg(bold(QStringLiteral("mimir")), bold(QStringLiteral("--profile")));
    out += section(Man::tr("Commands"));
    for (const CommandEntry &entry : allCommands())
        out += command(entry);
    return out + settingsSection() + filesSection() + exitSection();
}

} // namespace mimir::cli
