#include "tray/program/sourcesimport.h"

#include "sources/agents/folderrepository.h"
#include "sources/following/sourcescan.h"
#include "sync/status/syncstatus.h"

#include <QLocale>

namespace mimir {

SourcesImport::SourcesImport(const QString &storePath, std::vector<SourceToRead> sources, QWidget *window)
    : LongWork(tr("Agents"), tr("Reading what your agents have written…"), window), m_storePath(storePath),
      m_sources(std::move(sources))
{
}

Result<qint64> SourcesImport::work()
{
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(m_storePath, clock, random);
    MIMIR_TRY(store);
    FolderRepository repositories;
    const AgentSurroundings surroundings {
        [&repositories](const std::string &folder) { return repositories.of(folder); }};
    for (const SourceToRead &source : m_sources) {
        const AgentSource *agent = agentSourceNamed(source.agent);
        if (!agent)
            continue;
        SourceScan scan(**store, *agent, source.folder, surroundings, source.since);
        const auto summary = scan.run([this](const SourceScan::Progress &progress) {
            tellProgress(progress.done, progress.total);
            return !cancelled();
        });
        MIMIR_TRY(summary);
        m_written += summary->written.created + summary->written.changed;
        m_unread += static_cast<qint64>(summary->problems.size());
        if (summary->isCancelled)
            return Error {ErrorCode::Cancelled, "cancelled"};
    }
    return m_written.load();
}

QString SourcesImport::progressText(qint64 done, qint64 total) const
{
    const QLocale locale;
    return tr("%1 of %2").arg(locale.formattedDataSize(done), locale.formattedDataSize(total));
}

QString SourcesImport::doneText(qint64) const
{
    return m_unread == 0 ? QString()
                         : tr("%n transcript(s) could not be read; the page Sources says which, and why.",
                             nullptr, static_cast<int>(m_unread));
}

QString SourcesImport::failedText(ErrorCode why) const
{
    const QString kept
        = tr("%n item(s) were read before that and are kept.", nullptr, static_cast<int>(m_written));
    return why == ErrorCode::Cancelled ? QString() : errorSentence(why) + u' ' + kept;
}

} // namespace mimir
