#include "tray/historyexport.h"

#include "sources/exportstream.h"
#include "sync/syncstatus.h"

#include <QFile>
#include <QSaveFile>

namespace mimir {
namespace {

constexpr qint64 kTellEvery = 500;

qint64 rowsOf(Database &database)
{
    qint64 count = 0;
    for (const EntityType type : kEntityTypes)
        count
            += database.integer("SELECT COUNT(*) FROM " + std::string(tableName(type)) + " WHERE deleted = 0")
                   .value_or(0);
    return count;
}

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
    QSaveFile out(m_file);
    if (!out.open(QIODevice::WriteOnly))
        return Error {ErrorCode::StoreReadOnly, "the file cannot be written"};
    out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const qint64 total = rowsOf(**database);
    qint64 done = 0;
    bool written = true;
    ExportStream stream(**database, [&](std::string_view line) {
        written = out.write(line.data(), static_cast<qint64>(line.size())) == static_cast<qint64>(line.size())
            && out.putChar('\n');
        if (++done % kTellEvery == 0)
            tellProgress(done, total);
        return written && !cancelled();
    });
    const auto lines = stream.all();
    if (!written || (lines && !out.commit()))
        return Error {ErrorCode::StoreReadOnly, "the file cannot be written"};
    MIMIR_TRY(lines);
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
        return tr("The file cannot be written there. Choose another place; your history is not affected.");
    return errorSentence(why);
}

} // namespace mimir
