// Tells how long the thread it lives on could not answer: a timer whose lateness is logged, without the time
// the computer had no processor for us. Made only where somebody listens to `mimir.heartbeat`
// (QT_LOGGING_RULES=mimir.heartbeat.debug=true).
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mimir {

class Heartbeat : public QObject {
    Q_OBJECT
public:
    /// Logs each pause longer than kNoticeableMs and how much of it this thread worked; at the end the
    /// longest.
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
        qint64 busy = 0, waited = 0; ///< nanoseconds on a processor, and ready to run while nobody let it
    };
    static Ran ranSoFar();

    Ran m_ran;
    qint64 m_longest = 0;
    qint64 m_beats = 0;
};

} // namespace mimir
