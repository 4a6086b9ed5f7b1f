// Writes the whole history to a file, away from the threads that a person or the server waits for, with
// counts and a way to stop it. A file that is not whole never takes the place of another.
#pragma once

#include "core/result.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <memory>

class QProgressDialog;
class QWidget;

namespace mimir {

class HistoryExport : public QObject {
    Q_OBJECT
public:
    /// Deletes itself when it is over. `parent` is the window its dialogs belong to.
    HistoryExport(const QString &storePath, const QString &file, QWidget *parent);
    ~HistoryExport() override;

    void start();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// Once; the number of lines, or why not: Cancelled, StoreReadOnly (the file cannot be written), Store*.
    void finished(const mimir::Result<qint64> &lines);

private:
    Result<qint64> write();
    void showProgress(qint64 done, qint64 total);
    void tell(const Result<qint64> &lines);

    const QString m_storePath, m_file;
    QPointer<QWidget> m_window;
    QPointer<QProgressDialog> m_dialog;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_cancelled = false;
};

} // namespace mimir
