#include "tray/widgets/longwork.h"

#include "tray/widgets/questions.h"

#include <QLocale>
#include <QProgressBar>
#include <QProgressDialog>

namespace mimir {

LongWork::LongWork(const QString &title, const QString &doing, QWidget *window)
    : m_title(title), m_doing(doing), m_window(window)
{
}

LongWork::~LongWork()
{
    delete m_dialog;
}

void LongWork::end()
{
    m_cancelled = true;
    if (m_thread)
        m_thread->wait();
}

void LongWork::start()
{
    m_dialog = new QProgressDialog(m_doing, tr("&Cancel"), 0, 0, m_window);
    m_dialog->setWindowTitle(m_title);
    m_dialog->findChild<QProgressBar *>()->setAccessibleName(m_doing);
    m_dialog->setMinimumDuration(300);
    m_dialog->setMinimumWidth(360);
    m_dialog->setAutoClose(false);
    m_dialog->setAutoReset(false);
    connect(m_dialog, &QProgressDialog::canceled, this, &LongWork::cancel);
    connect(this, &LongWork::progressed, this, &LongWork::showProgress);
    connect(this, &LongWork::finished, this, &LongWork::tell);
    m_thread.reset(QThread::create([this] {
        const Result<qint64> done = work();
        QMetaObject::invokeMethod(
            this, [this, done] { Q_EMIT finished(done); }, Qt::QueuedConnection);
    }));
    m_thread->start();
}

void LongWork::showProgress(qint64 done, qint64 total)
{
    if (!m_dialog || total <= 0)
        return;
    m_dialog->setMaximum(1000);
    m_dialog->setValue(static_cast<int>(std::min<qint64>(done, total) * 1000 / total));
    m_dialog->setLabelText(progressText(done, total));
}

QString LongWork::progressText(qint64 done, qint64 total) const
{
    const QLocale locale;
    return tr("%1 of %2 items")
        .arg(locale.toString(static_cast<qlonglong>(done)), locale.toString(static_cast<qlonglong>(total)));
}

void LongWork::tell(const Result<qint64> &done)
{
    delete m_dialog;
    if (const QString text = done ? doneText(*done) : failedText(done.error().code); !text.isEmpty()) {
        auto *box = new QuestionBox(
            done ? QuestionBox::Kind::Question : QuestionBox::Kind::Warning, m_title, text, {}, m_window);
        box->addClose();
        raiseWindow(box);
    }
    deleteLater();
}

} // namespace mimir
