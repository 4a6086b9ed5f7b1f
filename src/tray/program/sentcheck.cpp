#include "tray/program/sentcheck.h"

#include "core/clock.h"
#include "sync/status/syncstatus.h"

namespace mimir {

SentCheck::SentCheck(const QString &storePath, QWidget *window)
    : LongWork(tr("What was sent before"), tr("Looking through what was sent…"), window),
      m_storePath(storePath)
{
}

Result<qint64> SentCheck::work()
{
    const auto database = Database::open(m_storePath);
    MIMIR_TRY(database);
    const SystemClock clock;
    auto result = SentScan(**database, clock).run([this](std::int64_t done, std::int64_t total) {
        tellProgress(done, total);
        return !cancelled();
    });
    MIMIR_TRY(result);
    m_result = std::move(*result);
    std::erase_if(m_result.findings, [](const SentFinding &finding) { return finding.waits; });
    return static_cast<qint64>(m_result.findings.size());
}

QString SentCheck::doneText(qint64 found) const
{
    return found > 0 ? QString() : tr("Nothing that was sent would be withheld today.");
}

QString SentCheck::failedText(ErrorCode why) const
{
    return why == ErrorCode::Cancelled ? tr("The check was cancelled.") : errorSentence(why);
}

} // namespace mimir
