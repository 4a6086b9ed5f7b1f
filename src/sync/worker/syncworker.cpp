#include "sync/worker/syncworker.h"

#include "storage/tables/servertime.h"
#include "sync/engine/runoutcome.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

// Silent when no log is kept (app/logfile.h).
Q_LOGGING_CATEGORY(lcSync, "mimir.sync", QtWarningMsg)

} // namespace

SyncWorker::SyncWorker(Store &store, Transport &transport, Reachability &reachability, const Clock &clock,
    RandomSource &random, QObject *parent)
    : QObject(parent), m_store(store), m_reachability(reachability), m_clock(clock), m_random(random),
      m_engine(store, transport, clock, random), m_scheduler(random), m_pause(reachability),
      m_writes(store.database(), this), m_timer(this), m_publishTimer(this), m_newsTimer(this),
      m_hungTimer(this), m_clockOffset(clock.now() - clock.elapsed())
{
    qRegisterMetaType<mimir::SyncStatus>();
    qRegisterMetaType<mimir::RunOutcome>();
    qRegisterMetaType<mimir::ErrorCode>();
    setUpTimers();
    connect(&m_writes, &StoreWatch::logChanged, this, &SyncWorker::logChanged);
    connect(&m_writes, &StoreWatch::fileChanged, this, [this] {
        if (m_state.isStarted() && !m_engine.running())
            (void)lostStore();
    });
    m_engine.onProgress([this](const SyncEngine::Progress &progress) {
        m_state.progressed(progress.done, progress.total, progress.received, progress.fetching);
        publish();
    });
    m_reachability.onChange([this] { reachabilityChanged(); });
}

void SyncWorker::setUpTimers()
{
    for (QTimer *timer : {&m_timer, &m_publishTimer, &m_newsTimer, &m_hungTimer})
        timer->setSingleShot(true);
    m_publishTimer.setInterval(100);
    m_timer.callOnTimeout(this, &SyncWorker::run);
    m_publishTimer.callOnTimeout(this, [this] { Q_EMIT statusChanged(status()); });
    m_newsTimer.callOnTimeout(this, [this] {
        m_news->step();
        watchChanged(); // a timer may fire early: then there is still something to do
    });
    m_hungTimer.callOnTimeout(this, &SyncWorker::giveUpHung);
}

SyncWorker::~SyncWorker()
{
    m_reachability.onChange({});
}

// All instants in the worker are times of day; when the clock is set, they are moved with it.
Millis SyncWorker::now()
{
    const Millis now = m_clock.now();
    const Millis offset = now - m_clock.elapsed();
    if (std::abs(offset - m_clockOffset) >= tuning::kClockJump)
        clockJumped(offset - std::exchange(m_clockOffset, offset));
    return now;
}

void SyncWorker::clockJumped(Millis by)
{
    stopWaitingForNews();
    if (m_news)
        m_news->clockJumped(by);
    m_scheduler.clockJumped(by);
    (void)replacePause(m_store, m_state.run().pausedUntil, m_scheduler.pausedUntil());
    m_state.clockJumped(by, m_scheduler.pausedUntil(), m_scheduler.nextTry());
    (void)ServerTime(m_store.database(), m_clock).deviceClockSet(by);
    (void)m_store.outbox().clampTries(m_clock.now());
    save();
    publish();
}

SyncStatus SyncWorker::status()
{
    return computeStatus(m_store, m_state.run());
}

void SyncWorker::start()
{
    m_network = m_reachability.state();
    m_state.start(loadRunState(m_store.settings()), m_clock.now());
    if (const auto until = m_state.run().pausedUntil)
        m_scheduler.pauseUntil(*until);
    const Millis now = this->now(); // the clock may have been set since this process began
    (void)m_store.outbox().clampTries(now);
    m_scheduler.setInterval(m_interval, now);
    m_scheduler.started(now);
    m_writes.begin();
    publish();
    checkPause();
    schedule();
}

void SyncWorker::schedule()
{
    if (!m_state.isStarted() || m_engine.running())
        return;
    const Millis now = this->now();
    const auto next = m_scheduler.nextRun(now);
    if (!next) {
        m_timer.stop();
        return;
    }
    Millis wait = std::clamp<Millis>(*next - now, 0, tuning::kMaxRetryAfter);
    if (maySleep())
        wait = std::max(wait, tuning::kIdleTick);
    if (const auto proof = m_scheduler.nextProof(now, m_news && m_news->covers()))
        wait = std::clamp<Millis>(*proof - now, 0, wait);
    m_timer.setTimerType(wait < tuning::kSecond ? Qt::PreciseTimer : Qt::CoarseTimer);
    m_timer.start(static_cast<int>(wait));
}

// From here on, nothing written, read or sent would belong to the user's history.
bool SyncWorker::lostStore()
{
    const auto why = m_store.fileChanged();
    if (!why)
        return false;
    stopWaitingForNews();
    m_timer.stop();
    const bool isNews = m_state.storeLost(*why);
    publish();
    if (isNews) {
        qCWarning(lcSync, "the history file is another one, or gone");
        Q_EMIT storeLost(*why);
    }
    RunOutcome outcome;
    outcome.end = RunOutcome::End::StoreFailed;
    outcome.error = *why;
    Q_EMIT runEnded(outcome); // for a caller that waits for this one
    return true;
}

void SyncWorker::logChanged()
{
    if (!m_state.isStarted() || m_engine.running() || lostStore())
        return;
    if (m_writes.noteWrites()) {
        publish();
        localChange();
    }
}

// Foreign writers do not wake us: their commits show in the data version at each tick.
void SyncWorker::noteForeignWrites()
{
    if (m_writes.noteWrites())
        publish();
}

void SyncWorker::publish()
{
    if (!m_publishTimer.isActive())
        m_publishTimer.start();
}

void SyncWorker::syncNow()
{
    if (m_engine.running()) {
        m_state.askAgain();
        return giveUpHung();
    }
    m_engine.askAfterRemoval();
    m_scheduler.syncNow(now());
    run();
}

// The user waits, and the request under way may be waiting on a dead connection.
void SyncWorker::giveUpHung()
{
    if (!m_engine.running())
        return;
    const Millis left = m_state.patience() - m_engine.silentFor();
    if (left > 0)
        return m_hungTimer.start(static_cast<int>(left));
    m_state.gaveUp();
    m_engine.cancel();
}

void SyncWorker::localChange()
{
    m_scheduler.localChange(now());
    publish();
    schedule();
}

void SyncWorker::save()
{
    if (!m_store.fileChanged()) // its log may already be the new file's
        (void)saveRunState(m_store, m_state.run());
}

// A request under way may be waiting on a dead connection; the next one is sent at once.
void SyncWorker::restartRun()
{
    if (!m_engine.running())
        return;
    m_state.repeatRun(m_scheduler.asked());
    m_engine.cancel();
}

void SyncWorker::resumedFromSleep()
{
    stopWaitingForNews();
    restartRun();
    m_scheduler.resumedFromSleep(now());
    schedule();
}

void SyncWorker::setOptions(const SyncOptions &options)
{
    if (std::exchange(m_interval, options.interval) != options.interval)
        m_scheduler.setInterval(options.interval, now());
    m_pause.setOptions(options);
    m_engine.setBatchItems(options.batchItems);
    if (m_state.isStarted())
        checkPause();
    schedule();
}

void SyncWorker::stop()
{
    stopWaitingForNews();
    m_state.stop();
    m_timer.stop();
    m_engine.cancel();
    saveConfirmed();
}

void SyncWorker::reachabilityChanged()
{
    stopWaitingForNews(); // it may be waiting on a network that is gone
    const Reachability::State before = std::exchange(m_network, m_reachability.state());
    if (m_network == Reachability::State::Online) {
        if (before != m_network)
            restartRun();
        m_scheduler.networkUp(now());
    }
    if (m_state.isStarted())
        checkPause();
    publish();
    schedule();
}

} // namespace mimir
