#include "tray/program/historyimport.h"

#include "core/regularfile.h"
#include "sources/agents/agentsource.h"
#include "sources/recordstream.h"
#include "storage/store.h"
#include "sync/status/syncstatus.h"

#include <QFile>
#include <QLocale>

#include <fcntl.h>

namespace mimir {
namespace {

qint64 linesOf(QFile &file)
{
    constexpr qint64 kPiece = 1 << 20;
    qint64 lines = 0;
    while (!file.atEnd())
        lines += file.read(kPiece).count('\n');
    file.seek(0);
    return lines;
}

} // namespace

HistoryImport::HistoryImport(const QString &storePath, const QString &file, QWidget *window)
    : LongWork(tr("Import history"), tr("Importing the history…"), window), m_storePath(storePath),
      m_file(file)
{
}

Result<qint64> HistoryImport::work()
{
    auto file = openRegular(m_file, O_RDONLY);
    QFile in;
    const auto mode = QIODevice::ReadOnly | QIODevice::Unbuffered;
    if (!file || !in.open(file->release(), mode, QFile::AutoCloseHandle))
        return Error {ErrorCode::NotFound, "the file cannot be read"};
    if (const AgentSource *agent = agentSourceOf(m_file)) {
        m_agent = agent->title();
        return Error {ErrorCode::Malformed, "an agent's transcript"};
    }
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(m_storePath, clock, random);
    MIMIR_TRY(store);
    const qint64 total = linesOf(in);
    RecordStream stream((*store)->backend(), RecordStream::kBatchLines);
    stream.onBatch([this, total](std::int64_t lines) {
        tellProgress(lines, total);
        return !cancelled();
    });
    LineReader reader(in.handle());
    const RecordStream::Summary summary = stream.run(reader);
    m_refused = summary.refused;
    m_written = summary.created + summary.changed;
    if (summary.stopped)
        return *summary.stopped;
    if (m_refused > 0 && summary.created + summary.changed + summary.unchanged == 0)
        return Error {ErrorCode::Malformed, "no line is an item"};
    return m_written.load();
}

QString HistoryImport::doneText(qint64 items) const
{
    QString text = tr("%n item(s) were new or changed.", nullptr, static_cast<int>(items));
    if (m_refused > 0)
        text += u' '
            + tr("%n line(s) could not be used and were left out.", nullptr, static_cast<int>(m_refused));
    return text;
}

QString HistoryImport::failedText(ErrorCode why) const
{
    if (why == ErrorCode::NotFound)
        return tr("The file cannot be read. Nothing was changed.");
    if (why == ErrorCode::Malformed)
        return strangerText();
    const QString kept
        = tr("%n item(s) were read before that and are kept.", nullptr, static_cast<int>(m_written));
    if (why == ErrorCode::Cancelled)
        return tr("The import was cancelled.") + u' ' + kept;
    return errorSentence(why) + u' ' + kept;
}

QString HistoryImport::strangerText() const
{
    if (!m_agent.isEmpty())
        return tr(
            "This is a transcript of %1, and nothing was changed. Mimir Sync reads whole folders of them: "
            "choose the agent on the page Sources, or add the folder there that this file is in.")
            .arg(m_agent);
    QStringList agents;
    for (const auto &source : agentSources())
        agents << source->title();
    return tr("No line of this file is an item of a history, and it is not a transcript of an agent that "
              "Mimir Sync "
              "reads (%1). Nothing was changed.")
        .arg(QLocale().createSeparatedList(agents));
}

} // namespace mimir
