#include "cli/arguments.h"

#include "cli/suggestion.h"

#include <QCoreApplication>

#include <algorithm>

namespace mimir::cli {
namespace {

Error usage(const char *text, const QString &option)
{
    return Error {ErrorCode::Usage, QCoreApplication::translate("Arguments", text).arg(option).toStdString()};
}

const char *const kUnknown = QT_TRANSLATE_NOOP("Arguments", "unknown option %1.");
const char *const kNeedsValue = QT_TRANSLATE_NOOP("Arguments", "%1 needs a value");
const char *const kTakesNone = QT_TRANSLATE_NOOP("Arguments", "%1 takes no value");

Error unknown(const QString &shown, const std::vector<Option> &options)
{
    QStringList known;
    for (const Option &option : options)
        known << QStringLiteral("--") + option.name;
    Error error = usage(kUnknown, shown);
    error.message += suggestion(shown, known).toStdString();
    return error;
}

} // namespace

Result<Arguments> Arguments::parse(const QStringList &words, const std::vector<Option> &options)
{
    Arguments parsed;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word == QLatin1String("--")) {
            parsed.m_operands += words.mid(i + 1);
            break;
        }
        if (!word.startsWith(u'-') || word.size() < 2) {
            parsed.m_operands += word;
            continue;
        }
        const QString shown = word.section(u'=', 0, 0);
        const QString name = word == QLatin1String("-h") ? QStringLiteral("help") : shown.mid(2);
        const auto known
            = std::find_if(options.begin(), options.end(), [&](const Option &o) { return o.name == name; });
        if ((!shown.startsWith(QLatin1String("--")) && name != QLatin1String("help"))
            || known == options.end())
            return unknown(shown, options);
        const bool attached = word.contains(u'=');
        QString value;
        if (known->value.isEmpty() && attached)
            return usage(kTakesNone, shown);
        if (!known->value.isEmpty()) {
            if (!attached && i + 1 >= words.size())
                return usage(kNeedsValue, shown);
            value = attached ? word.section(u'=', 1) : words.at(++i);
        }
        parsed.m_values[name] += value;
    }
    return parsed;
}

QString Arguments::value(const QString &option, const QString &fallback) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? fallback : found->second.last();
}

QStringList Arguments::values(const QString &option) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? QStringList() : found->second;
}

} // namespace mimir::cli
