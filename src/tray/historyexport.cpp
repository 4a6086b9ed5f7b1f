#include "tray/historyexport.h"

#include "sources/exportstream.h"
#include "sync/syncstatus.h"

#include <QFile>
#include <QLocale>
#include <QMessageBox>
#include <QProgressDialog>
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

HistoryExport::HistoryExport(const QString &storePath, const QString &file, QWidget *parent)
    : m_storePath(storePath), m_file(file), m_window(parent)
{
}

HistoryExport::~HistoryExport()
{
    m_cancelled = true;
    if (m_thread)
        m_thread->wait();
    delete m_dialog;
}

void HistoryExport::start()
{
    m_dialog = new QProgressDialog(tr("Exporting the history…"), tr("&Cancel"), 0, 0, m_window);
    m_dialog->setWindowTitle(tr("Export history"));
    m_dialog->setMinimumDuration(300);
    m_dialog->setAutoClose(false);
    m_dialog->setAutoReset(false);
    connect(m_dialog, &QProgressDialog::canceled, this, [this] { m_cancelled = true; });
    connect(this, &HistoryExport::progressed, this, &HistoryExport::showProgress);
    connect(this, &HistoryExport::finished, this, &HistoryExport::tell);
    m_thread.reset(QThread::create([this] {
        const Result<qint64> lines = write();
        QMetaObject::invokeMethod(
            this, [this, lines] { Q_EMIT finished(lines); }, Qt::QueuedConnection);
    }));
    m_thread->start();
}

Result<qint64> HistoryExport::write()
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
            Q_EMIT progressed(done, total);
        return written && !m_cancelled;
    });
    const auto lines = stream.all();
    if (!written || (lines && !out.commit()))
        return Error {ErrorCode::StoreReadOnly, "the file cannot be written"};
    MIMIR_TRY(lines);
    return static_cast<qint64>(*lines);
}

void HistoryExport::showProgress(qint64 done, qint64 total)
{
    if (!m_dialog || total <= 0)
        return;
    const QLocale locale;
    m_dialog->setMaximum(1000);
    m_dialog->setValue(static_cast<int>(std::min<qint64>(done, total) * 1000 / total));
    m_dialog->setLabelText(tr("%1 of %2 items")
                               .arg(locale.toString(static_cast<qlonglong>(done)),
                                   locale.toString(static_cast<qlonglong>(total))));
}

void HistoryExport::tell(const Result<qint64> &lines)
{
    delete m_dialog;
    QString text;
    if (lines)
        text = tr("%n item(s) were written.", nullptr, static_cast<int>(*lines));
    else if (lines.error().code == ErrorCode::Cancelled)
        text = tr("The export was cancelled. No file was written.");
    else if (lines.error().code == ErrorCode::StoreReadOnly)
        text = tr("The file cannot be written there. Choose another place; your history is not affected.");
    else
        text = errorSentence(lines.error().code);
    auto *box = new QMessageBox(lines ? QMessageBox::Information : QMessageBox::Warning, tr("Export history"),
        text, QMessageBox::Ok, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::NonModal);
    box->show();
    deleteLater();
}

} // namespace mimir
