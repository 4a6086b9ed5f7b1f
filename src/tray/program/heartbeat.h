// Measures how long its thread was unresponsive: a timer whose lateness is logged, minus the time the
// computer gave us no CPU. Created only when `mimir.heartbeat` is logged
// (QT_LOGGING_RULES=mimir.heartbeat.debug=true).
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mimir {

class Heartbeat : public QObject {
    Q_OBJECT
public:
    /// Logs each pause longer than kNoticeableMs and how much of it this thread was working; the longest at
    /// the end.
    static void startWhereWanted(QObject *parent);
    ~Heartbeat() override;

    static constexpr int kBeatMs = 10;
    static constexpr qint64 kNoticeableMs = 50;

private:
    explicit Heartbeat(QObject *parent);
    void beat();

    QTimer m_timer;
    QElapsedTimer m_since;
    struct Ran {
        qint64 busy = 0, waited = 0; ///< nanoseconds running on a CPU, and runnable but not scheduled
    };
    static Ran ranSoFar();

    Ran m_ran;
    qint64 m_longest = 0;
    qint64 m_beats = 0;
};

} // namespace mimir
