#include "cli/timespan.h"

#include <QDateTime>
#include <QRegularExpression>

namespace mimir::cli {
namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kHour = 60 * kMinute;
constexpr Millis kDay = 24 * kHour;

std::optional<QDate> typedDay(const QString &typed, Millis now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now).date();
    if (typed == QLatin1String("today"))
        return today;
    if (typed == QLatin1String("yesterday"))
        return today.addDays(-1);
    static constexpr qsizetype kDayLength = 10; // Qt parses a day and ignores what follows it
    const QDate day = typed.size() == kDayLength ? QDate::fromString(typed, Qt::ISODate) : QDate();
    return day.isValid() ? std::optional(day) : std::nullopt;
}

Millis unit(QChar letter)
{
    switch (letter.unicode()) {
    case u'm':
        return kMinute;
    case u'h':
        return kHour;
    case u'd':
        return kDay;
    default:
        return 7 * kDay;
    }
}

std::optional<Millis> typedMoment(const QString &typed, Millis now)
{
    static const QRegularExpression ago(QStringLiteral("\\A(\\d{1,5})([mhdw])\\z"));
    if (const auto match = ago.match(typed); match.hasMatch())
        return now - match.captured(1).toLongLong() * unit(match.captured(2).front());
    const QDateTime moment = QDateTime::fromString(QString(typed).replace(u' ', u'T'), Qt::ISODate);
    return moment.isValid() ? std::optional<Millis>(moment.toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace

std::optional<Millis> typedInstant(const QString &typed, Millis now)
{
    if (const auto day = typedDay(typed, now))
        return day->startOfDay().toMSecsSinceEpoch();
    return typedMoment(typed, now);
}

std::optional<Millis> typedEnd(const QString &typed, Millis now)
{
    if (const auto day = typedDay(typed, now))
        return day->addDays(1).startOfDay().toMSecsSinceEpoch() - 1;
    return typedMoment(typed, now);
}

} // namespace mimir::cli
