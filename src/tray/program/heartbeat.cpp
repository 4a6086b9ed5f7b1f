#include "tray/program/heartbeat.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

Q_LOGGING_CATEGORY(lcHeartbeat, "mimir.heartbeat", QtWarningMsg)

} // namespace

// proc(5)
Heartbeat::Ran Heartbeat::ranSoFar()
{
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> words = file.readAll().split(' ');
    return {words.value(0).toLongLong(), words.value(1).toLongLong()};
}

void Heartbeat::startWhereWanted(QObject *parent)
{
    if (lcHeartbeat().isDebugEnabled())
        new Heartbeat(parent);
}

Heartbeat::Heartbeat(QObject *parent) : QObject(parent), m_timer(this), m_ran(ranSoFar())
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &Heartbeat::beat);
    m_timer.start(kBeatMs);
    m_since.start();
}

Heartbeat::~Heartbeat()
{
    qCWarning(lcHeartbeat, "longest %lld ms of %lld beats", m_longest, m_beats);
}

void Heartbeat::beat()
{
    const Ran before = std::exchange(m_ran, ranSoFar());
    const qint64 late = m_since.nsecsElapsed() - (m_ran.waited - before.waited);
    const qint64 pause = std::max<qint64>(late / 1'000'000 - kBeatMs, 0);
    m_since.restart();
    ++m_beats;
    m_longest = std::max(m_longest, pause);
    if (pause > kNoticeableMs)
        qCWarning(lcHeartbeat, "pause of %lld ms, %lld of them work", pause,
            (m_ran.busy - before.busy) / 1'000'000);
}

} // namespace mimir
