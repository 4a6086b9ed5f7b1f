#include "tray/program/historyexport.h"

#include "core/durablefile.h"
#include "sources/exportstream.h"
#include "storage/views/storetotals.h"
#include "sync/status/syncstatus.h"

namespace mimir {
namespace {

constexpr qint64 kTellEvery = 500;

} // namespace

HistoryExport::HistoryExport(const QString &storePath, const QString &file, QWidget *window)
    : LongWork(tr("Export history"), tr("Exporting the history…"), window), m_storePath(storePath),
      m_file(file)
{
}

Result<qint64> HistoryExport::work()
{
    const auto database = Database::open(m_storePath);
    MIMIR_TRY(database);
    DurableFile out(m_file, FileMode::Private);
    MIMIR_TRY(out.open());
    const qint64 total = rowCount(**database);
    qint64 done = 0;
    Result<void> written;
    ExportStream stream(**database, [&](std::string_view line) {
        written = out.write(std::string(line) + '\n');
        if (++done % kTellEvery == 0)
            tellProgress(done, total);
        return written.ok() && !cancelled();
    });
    const auto lines = stream.all();
    MIMIR_TRY(written);
    MIMIR_TRY(lines);
    MIMIR_TRY(out.commit());
    return static_cast<qint64>(*lines);
}

QString HistoryExport::doneText(qint64 lines) const
{
    return tr("%n item(s) were written.", nullptr, static_cast<int>(lines));
}

QString HistoryExport::failedText(ErrorCode why) const
{
    if (why == ErrorCode::Cancelled)
        return tr("The export was cancelled. No file was written.");
    if (why == ErrorCode::StoreReadOnly)
        return tr("The file cannot be saved there. Choose another place; your history is not affected.");
    return errorSentence(why);
}

} // namespace mimir
