#include "app/following/coveragetexts.h"

#include "app/following/sourcetexts.h"
#include "core/plaintext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct CoverageText {
    Q_DECLARE_TR_FUNCTIONS(CoverageText)
};

int number(std::int64_t count)
{
    return static_cast<int>(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

} // namespace

QString decisionsText(std::string_view decisions)
{
    if (decisions == decisionsName(RecordedDecisions::All))
        return CoverageText::tr("all");
    if (decisions == decisionsName(RecordedDecisions::Denials))
        return CoverageText::tr("denials only");
    return decisions == decisionsName(RecordedDecisions::None) ? CoverageText::tr("not recorded")
                                                               : CoverageText::tr("unknown");
}

QString withoutDecisions(const AgentSource &agent)
{
    switch (agent.recordedDecisions()) {
    case RecordedDecisions::All:
        return CoverageText::tr("none was asked for");
    case RecordedDecisions::Denials:
        return CoverageText::tr("no denial; %1 does not record what was allowed").arg(agent.title());
    case RecordedDecisions::None:
        break;
    }
    return CoverageText::tr("not recorded by %1").arg(agent.title());
}

QString deviceText(const Coverage &coverage)
{
    if (coverage.isHere)
        return CoverageText::tr("this device");
    const std::string &name = coverage.device.empty() ? coverage.deviceId : coverage.device;
    return name.empty() ? CoverageText::tr("a device without a name") : plain(name, 80);
}

QString coverageLacks(const Coverage &coverage)
{
    QStringList lacks;
    if (coverage.unread > 0)
        lacks << CoverageText::tr("%n transcript(s) unread", nullptr, number(coverage.unread));
    if (coverage.badLines > 0)
        lacks << CoverageText::tr("%n line(s) unreadable", nullptr, number(coverage.badLines));
    if (!coverage.unknown.empty())
        lacks << CoverageText::tr(
            "%n unknown kind(s) of records", nullptr, static_cast<int>(coverage.unknown.size()));
    if (!coverage.pauses.empty())
        lacks << CoverageText::tr("%n pause(s)", nullptr, static_cast<int>(coverage.pauses.size()));
    return lacks.join(QStringLiteral(", "));
}

QString coverageLine(const Coverage &coverage)
{
    const QString line = coverage.hasEnded
        ? CoverageText::tr("%1: followed from %2 until %3, then ended; decisions: %4")
        : CoverageText::tr("%1: followed from %2 until %3; decisions: %4");
    const QString lacks = coverageLacks(coverage);
    const QString told = line.arg(deviceText(coverage), dayText(coverage.from), dayText(coverage.until),
        decisionsText(coverage.decisions));
    return lacks.isEmpty() ? told : told + QStringLiteral("; ") + lacks;
}

} // namespace mimir
