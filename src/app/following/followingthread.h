// The thread of SourceFollowing.
#pragma once

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>

namespace mimir {

class FollowingThread : public QThread {
    Q_OBJECT
public:
    /// `wrote` is called on the thread.
    FollowingThread(QString storePath, std::function<void()> wrote);
    ~FollowingThread() override;

    void lookAtAll();
    /// False if it does not end within `kStopMs`: a disk that does not answer.
    bool stop();
    static constexpr int kStopMs = 1000;

Q_SIGNALS:
    void fullLookRequested();

protected:
    void run() override;

private:
    QString m_storePath;
    std::function<void()> m_wrote;
    std::atomic_bool m_isStopped = false;
};

} // namespace mimir
