// Work on the whole history, off the threads that the user or the server waits for, with progress counts and
// a way to cancel it. Deletes itself after reporting the result.
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

class LongWork : public QObject {
    Q_OBJECT
public:
    ~LongWork() override;
    void start();
    void cancel() { m_cancelled = true; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// Emitted once; how much was done, or why not: Cancelled, …
    void finished(const mimir::Result<qint64> &done);

protected:
    /// `window` is the parent of its dialogs; `doing` describes the work.
    LongWork(const QString &title, const QString &doing, QWidget *window);

    /// On a thread of its own, which ends before the object does.
    virtual Result<qint64> work() = 0;
    /// How far it is; in items unless said otherwise.
    virtual QString progressText(qint64 done, qint64 total) const;
    /// Empty: nothing is told, since the one who waits for finished() does that.
    virtual QString doneText(qint64 done) const = 0;
    virtual QString failedText(ErrorCode why) const = 0;
    /// Called from work().
    void tellProgress(qint64 done, qint64 total) { Q_EMIT progressed(done, total); }
    bool cancelled() const { return m_cancelled; }
    /// Must be called first by the destructor of every class that implements work().
    void end();

private:
    void showProgress(qint64 done, qint64 total);
    void tell(const Result<qint64> &done);

    const QString m_title, m_doing;
    QPointer<QWidget> m_window;
    QPointer<QProgressDialog> m_dialog;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_cancelled = false;
};

} // namespace mimir
