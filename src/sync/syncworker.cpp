#include "sync/syncworker.h"

#include "core/errorname.h"
#include "storage/servertime.h"
#include "sync/ownerservice.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

// Silent when no log is kept (app/logfile.h).
Q_LOGGING_CATEGORY(lcSync, "mimir.sync", QtWarningMsg)

// Doublings of tuning::kHungAfter.
constexpr int kMostPatience = 5;

SyncScheduler::RunEnd endOf(RunOutcome::End end)
{
    switch (end) {
    case RunOutcome::End::Unreachable:
    case RunOutcome::End::Busy:
        return SyncScheduler::RunEnd::ConnectionFailed;
    case RunOutcome::End::StoreFailed:
        return SyncScheduler::RunEnd::StoreFailed;
    case RunOutcome::End::SignedOut:
    case RunOutcome::End::KeyringLocked:
        return SyncScheduler::RunEnd::Halted;
    case RunOutcome::End::Done:
    case RunOutcome::End::Cancelled:
        break;
    }
    return SyncScheduler::RunEnd::Done;
}

} // namespace

SyncWorker::SyncWorker(Store &store, Transport &transport, Reachability &reachability, const Clock &clock,
    RandomSource &random, QObject *parent)
    : QObject(parent), m_store(store), m_reachability(reachability), m_clock(clock), m_random(random),
      m_engine(store, transport, clock, random), m_scheduler(random), m_timer(this), m_publishTimer(this),
      m_watchTimer(this), m_hungTimer(this), m_lookTimer(this), m_clockOffset(clock.now() - clock.elapsed())
{
    qRegisterMetaType<mimir::SyncStatus>();
    qRegisterMetaType<mimir::RunOutcome>();
    qRegisterMetaType<mimir::ErrorCode>();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SyncWorker::run);
    m_publishTimer.setSingleShot(true);
    m_publishTimer.setInterval(100);
    connect(&m_publishTimer, &QTimer::timeout, this, [this] { Q_EMIT statusChanged(status()); });
    m_watchTimer.setSingleShot(true);
    m_watchTimer.callOnTimeout(this, [this] {
        m_watch->step();
        watchChanged(); // a timer may fire early: then there is still something to do
    });
    m_hungTimer.setSingleShot(true);
    m_hungTimer.callOnTimeout(this, &SyncWorker::giveUpHung);
    connect(&m_file, &QFileSystemWatcher::fileChanged, this, &SyncWorker::fileChanged);
    m_lookTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &SyncWorker::lookAtFile);
    m_engine.onProgress([this](const SyncEngine::Progress &progress) {
        m_run.done = progress.done;
        m_run.total = progress.total;
        m_run.received = progress.received;
        m_run.fetching = progress.fetching;
        if (progress.done > 0 || progress.received > 0) // the server answers, whatever it did before
            m_run.offline = m_run.portal = false;
        publish();
    });
    m_reachability.onChange([this] { reachabilityChanged(); });
}

SyncWorker::~SyncWorker()
{
    m_reachability.onChange({});
}

void SyncWorker::waitForNews(NewsWatch::MakeTransport make)
{
    m_watch = std::make_unique<NewsWatch>(std::move(make), m_clock, m_random);
    m_watch->onNews([this] {
        m_scheduler.syncNow(now());
        run();
    });
    m_watch->onChange([this] { watchChanged(); });
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
    if (m_watch)
        m_watch->clockJumped(by);
    m_scheduler.clockJumped(by);
    (void)replacePause(m_store, m_run.pausedUntil, m_scheduler.pausedUntil());
    m_run.pausedUntil = m_scheduler.pausedUntil();
    m_run.nextTry = m_scheduler.nextTry();
    for (std::optional<Millis> *at : {&m_run.lastConfirmed, &m_run.offlineAt})
        if (*at)
            **at += by;
    (void)ServerTime(m_store.database(), m_clock).deviceClockSet(by);
    (void)m_store.outbox().clampTries(m_clock.now());
    (void)saveRunState(m_store, m_run);
    publish();
}

void SyncWorker::watchChanged()
{
    if (const auto why = m_watch->keyringLocked())
        return haltForKeyring(*why);
    if (lostStore())
        return;
    const bool covers = m_watch->covers();
    if (covers)
        confirmed(*m_watch->confirmedAt());
    else if (m_covered)
        m_scheduler.doubted(now());
    m_covered = covers;
    schedule();
    const auto next = m_watch->nextStep();
    if (next)
        m_watchTimer.start(static_cast<int>(std::clamp<Millis>(*next - now(), 0, tuning::kMaxRetryAfter)));
    else
        m_watchTimer.stop();
}

void SyncWorker::confirmed(Millis at)
{
    m_run.lastConfirmed = std::max(m_run.lastConfirmed, std::optional(at));
    m_scheduler.confirmed(at);
}

// The waiting pull is from before something that matters: a run comes first.
void SyncWorker::stopWaitingForNews()
{
    m_watchTimer.stop();
    m_covered = false;
    if (m_watch)
        m_watch->stop();
}

// At the end, so that other processes can show it, too; in between it is not worth a write.
void SyncWorker::saveConfirmed()
{
    const auto teams = m_store.teams().active();
    if (!teams || !m_run.lastConfirmed)
        return;
    for (const Team &team : *teams)
        if (team.lastPull && *team.lastPull < *m_run.lastConfirmed && !team.pullFailed)
            (void)m_store.teams().notePull(team.pk, *m_run.lastConfirmed);
}

bool SyncWorker::hasWork()
{
    if (const auto bound = m_store.teams().bindWaiting(); !bound)
        return true; // the run reports why
    const auto teams = m_store.teams().active();
    return !teams || std::ranges::any_of(*teams, [this](const Team &team) {
        const auto counts = m_store.outboxSummary().counts(team.pk);
        return !counts || counts->pending() > 0;
    });
}

SyncStatus SyncWorker::status()
{
    return computeStatus(m_store, m_run);
}

void SyncWorker::start()
{
    m_started = true;
    m_network = m_reachability.state();
    m_run = loadRunState(m_store.settings());
    m_run.nextTry.reset();
    if (!m_run.offlineAt || std::abs(now() - *m_run.offlineAt) >= tuning::kProofAge)
        m_run.offline = m_run.portal = false;
    m_run.storeError.reset();    // it could be opened
    m_run.keyringLocked = false; // it will be tried again
    m_run.pauseReason = PauseReason::None;
    (void)m_store.outbox().clampTries(now());
    m_scheduler.setInterval(m_options.interval, now());
    m_scheduler.started(now());
    if (m_run.pausedUntil)
        m_scheduler.pauseUntil(*m_run.pausedUntil);
    m_dataVersion = m_store.database().dataVersion();
    publish();
    checkPause();
    schedule();
}

void SyncWorker::schedule()
{
    if (!m_started || m_engine.running())
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
    if (const auto proof = m_scheduler.nextProof(now, m_watch && m_watch->covers()))
        wait = std::clamp<Millis>(*proof - now, 0, wait);
    m_timer.setTimerType(wait < tuning::kSecond ? Qt::PreciseTimer : Qt::CoarseTimer);
    m_timer.start(static_cast<int>(wait));
}

void SyncWorker::run()
{
    m_timer.stop(); // `syncNow()` came before the timer
    if (m_engine.running()) {
        m_again = true;
        return;
    }
    if (lostStore())
        return;
    const Millis now = this->now();
    if (m_privacyWanted && !storePrivacyMode(true))
        return haltForPrivacy();
    if (m_run.pausedUntil && *m_run.pausedUntil <= now) {
        (void)replacePause(m_store, std::exchange(m_run.pausedUntil, std::nullopt), std::nullopt);
        m_scheduler.resume(now);
        (void)saveRunState(m_store, m_run);
        publish();
    }
    if (!m_scheduler.mayRun(now))
        return schedule();
    if (m_watch && m_watch->covers() && m_scheduler.isProven(now) && !m_scheduler.asked() && !hasWork()
        && !m_engine.hasToAskAfterRemoval()) {
        m_scheduler.runEnded(now, {.nextDue = m_store.outboxSummary().nextDue(now)});
        checkForeignWrites();
        return schedule();
    }
    stopWaitingForNews();
    m_run.running = true;
    m_run.nextTry.reset(); // this run is it
    m_run.done = 0;
    m_run.total = 0;
    m_run.received = 0;
    m_again = false;
    m_engine.start([this](const RunOutcome &outcome) { ended(outcome); });
}

void SyncWorker::ended(const RunOutcome &outcome)
{
    using End = RunOutcome::End;
    const Millis now = this->now();
    m_scheduler.runEnded(now,
        {endOf(outcome.end), outcome.retryAfter, m_store.outboxSummary().nextDue(now), outcome.sent > 0});
    if (outcome.end != End::Done || outcome.sent + outcome.received + outcome.refused > 0)
        qCInfo(lcSync, "a run ended (%s, %s): %d sent, %d received, %d refused, %d conflicts",
            endName(outcome.end).data(), errorName(outcome.error).data(), outcome.sent, outcome.received,
            outcome.refused, outcome.conflicts);
    const bool wasExpired = m_run.authExpired;
    m_hungTimer.stop();
    m_run.running = false;
    m_run.fetching = false;
    m_run.nextTry = m_scheduler.nextTry();
    if (outcome.end != End::Cancelled)
        learn(outcome);
    const auto undecided = m_store.settings().setupPending();
    const bool confirmedAll = outcome.end == End::Done && undecided.ok() && !*undecided;
    if (confirmedAll)
        confirmed(now);
    (void)saveRunState(m_store, m_run);
    if (m_store.fileChanged()) {
        // Its log may already be the new file's.
    } else if (m_store.database().walBytes() > tuning::kWalBytes
        || (outcome.end == End::Done && outcome.sent + outcome.received > 0))
        m_store.database().checkpoint();
    publish();
    if (outcome.conflicts > 0)
        Q_EMIT conflictsAppeared(outcome.conflicts);
    if (outcome.startedOver)
        Q_EMIT startedOver();
    if (m_run.authExpired && !wasExpired)
        Q_EMIT authExpired();
    Q_EMIT runEnded(outcome);
    if (m_again) {
        m_again = false;
        m_scheduler.syncNow(now);
    }
    checkForeignWrites();
    if (confirmedAll && m_watch && m_started && !m_run.pausedUntil
        && m_run.pauseReason == PauseReason::None) {
        watchFile();
        m_watch->watch(m_engine.caughtUp().pulls,
            m_engine.caughtUp().all ? NewsWatch::Teams::All : NewsWatch::Teams::Some);
        watchChanged();
    }
    schedule();
}

// What a complete run says about the network, the server and the store; a cancelled one says nothing.
void SyncWorker::learn(const RunOutcome &outcome)
{
    using End = RunOutcome::End;
    m_givenUp = 0;
    m_run.offline = outcome.end == End::Unreachable;
    m_run.offlineAt = m_run.offline ? std::optional(m_clock.now()) : std::nullopt;
    m_run.portal = outcome.end == End::Unreachable
        && (outcome.error == ErrorCode::NotOurs || m_reachability.state() == Reachability::State::Portal);
    m_run.keyringLocked = outcome.end == End::KeyringLocked;
    m_run.storeError = outcome.end == End::StoreFailed ? std::optional(outcome.error) : std::nullopt;
    if (outcome.end == End::SignedOut || outcome.end == End::Done)
        m_run.authExpired = outcome.end == End::SignedOut;
    if (!m_run.authExpired || outcome.end == End::SignedOut)
        m_run.lastError = outcome.error; // why the sign-in ended is remembered until there is a new one
}

// From here on, nothing written, read or sent would belong to the user's history.
bool SyncWorker::lostStore()
{
    const auto why = m_store.fileChanged();
    if (!why)
        return false;
    const bool isNews = m_run.storeError != why;
    stopWaitingForNews();
    m_again = false;
    m_timer.stop();
    m_run.storeError = why;
    publish();
    if (isNews) {
        qCWarning(lcSync, "the history file was replaced or is gone");
        Q_EMIT storeLost(*why);
    }
    RunOutcome outcome;
    outcome.end = RunOutcome::End::StoreFailed;
    outcome.error = *why;
    Q_EMIT runEnded(outcome); // for a caller that waits for this one
    return true;
}

// No tick is needed: the server reports what is new there, the file what is new here.
bool SyncWorker::maySleep()
{
    return m_watch && m_watch->covers() && !m_scheduler.asked() && !m_file.files().isEmpty() && !hasWork();
}

void SyncWorker::watchFile()
{
    const QString log = m_store.database().path() + QStringLiteral("-wal");
    if (m_file.files().isEmpty() && QFile::exists(log))
        m_file.addPath(log);
}

void SyncWorker::fileChanged()
{
    m_looks = 0;
    lookAtFile();
}

// The log is written, and flushed, before its contents become visible: the first check is usually too early,
// and nothing signals when the next one would not be.
void SyncWorker::lookAtFile()
{
    if (m_looks < tuning::kLooksAtFile.size())
        m_lookTimer.start(static_cast<int>(tuning::kLooksAtFile[m_looks++]));
    if (m_started && !m_engine.running() && lostStore())
        return;
    if (m_started && !m_engine.running() && m_store.database().dataVersion() != m_dataVersion) {
        checkForeignWrites();
        localChange();
    }
}

// Foreign writers do not wake us: their commits show in the data version at each tick.
void SyncWorker::checkForeignWrites()
{
    const std::int64_t version = m_store.database().dataVersion();
    if (version != m_dataVersion) {
        m_dataVersion = version;
        publish();
    }
}

void SyncWorker::publish()
{
    if (!m_publishTimer.isActive())
        m_publishTimer.start();
}

void SyncWorker::syncNow()
{
    if (m_engine.running()) {
        m_again = true;
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
    const Millis patience = tuning::kHungAfter << std::min(m_givenUp, kMostPatience);
    const Millis left = patience - m_engine.silentFor();
    if (left > 0)
        return m_hungTimer.start(static_cast<int>(left));
    ++m_givenUp;
    m_engine.cancel();
}

void SyncWorker::localChange()
{
    m_scheduler.localChange(now());
    publish();
    schedule();
}

Result<void> SyncWorker::pauseUntil(qint64 until)
{
    stopWaitingForNews();
    (void)now(); // an earlier jump of the clock must not affect the new pause
    m_again = false;
    m_run.pausedUntil = until;
    m_scheduler.pauseUntil(until);
    Result<void> stored = reported(storePause());
    m_engine.cancel();
    publish();
    schedule();
    return stored;
}

Result<void> SyncWorker::resume()
{
    stopWaitingForNews();
    m_syncsAnyway = wantedPause() != PauseReason::None;
    m_run.pausedUntil.reset();
    m_scheduler.resume(now());
    checkPause();
    Result<void> stored = reported(storePause());
    publish();
    schedule();
    return stored;
}

Result<void> SyncWorker::storePause()
{
    const auto saved = savePause(m_store, m_run.pausedUntil);
    (void)saveRunState(m_store, m_run);
    return saved;
}

// Every surface shows why it was not stored.
Result<void> SyncWorker::reported(Result<void> decision)
{
    if (decision)
        return decision;
    if (decision.error().code != ErrorCode::Forbidden)
        m_run.storeError = decision.error().code;
    publish();
    return decision;
}

// What could not be stored is tried again before anything is sent.
Result<void> SyncWorker::storePrivacyMode(bool on)
{
    auto set = m_store.settings().setPrivacyMode(on, m_clock.now());
    m_privacyWanted = on && !set && set.error().code != ErrorCode::Forbidden;
    return reported(std::move(set));
}

void SyncWorker::haltForPrivacy()
{
    m_scheduler.runEnded(m_clock.now(), {SyncScheduler::RunEnd::StoreFailed});
    RunOutcome outcome;
    outcome.end = RunOutcome::End::StoreFailed;
    outcome.error = m_run.storeError.value_or(ErrorCode::StoreFailed);
    Q_EMIT runEnded(outcome); // for a caller that waits for this one
    schedule();
}

Result<void> SyncWorker::setPrivacyMode(bool on)
{
    Result<void> stored = storePrivacyMode(on);
    if (!stored && !m_privacyWanted)
        return stored;
    stopWaitingForNews();
    if (on)
        m_engine.cancel(); // also cuts off the request under way, not only the ones after it
    publish();
    m_scheduler.localChange(now());
    schedule();
    return stored;
}

Result<void> SyncWorker::decideHeld(OutboxDecisions::HeldChoice choice)
{
    const auto decided = m_store.outboxDecisions().decideHeld(choice);
    if (!decided)
        return reported(decided.error());
    publish();
    if (choice == OutboxDecisions::HeldChoice::Send)
        syncNow();
    return {};
}

Result<void> SyncWorker::retryFailed(const std::vector<std::string> &ids)
{
    const auto retried = m_store.outboxDecisions().retry(ids);
    if (!retried)
        return reported(retried.error());
    publish();
    syncNow();
    return {};
}

void SyncWorker::signedIn()
{
    m_run.authExpired = false;
    m_run.keyringLocked = false;
    stopWaitingForNews();
    m_scheduler.signedIn(now());
    publish();
    if (m_run.paused())
        return schedule(); // signing in does not end a pause
    syncNow();
}

void SyncWorker::keyringChanged()
{
    if (!m_run.keyringLocked)
        return;
    m_scheduler.signedIn(now());
    schedule();
}

// Each read may prompt the user to unlock it: once is enough.
void SyncWorker::haltForKeyring(ErrorCode why)
{
    stopWaitingForNews();
    m_scheduler.runEnded(now(), {SyncScheduler::RunEnd::Halted});
    m_run.keyringLocked = true;
    m_run.lastError = why;
    (void)saveRunState(m_store, m_run);
    publish();
    schedule();
}

void SyncWorker::signedOut()
{
    stopWaitingForNews();
    m_again = false;
    m_engine.cancel();
    m_run.authExpired = false;
    m_run.keyringLocked = false;
    m_run.offline = false;
    m_run.nextTry.reset();
    (void)saveRunState(m_store, m_run);
    publish();
}

// A request under way may be waiting on a dead connection; the next one is sent at once.
void SyncWorker::restartRun()
{
    if (!m_engine.running())
        return;
    m_again = m_scheduler.asked() || (!m_run.pausedUntil && m_run.pauseReason == PauseReason::None);
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
    if (options.interval != m_options.interval)
        m_scheduler.setInterval(options.interval, now());
    m_options = options;
    m_engine.setBatchItems(options.batchItems);
    if (m_started)
        checkPause();
    schedule();
}

PauseReason SyncWorker::wantedPause() const
{
    using OnBattery = SyncOptions::OnBattery;
    if (m_options.waitOnMetered && m_reachability.metered())
        return PauseReason::Metered;
    const bool saves = m_reachability.savingPower();
    if ((m_options.onBattery != OnBattery::Ignore && saves)
        || (m_options.onBattery == OnBattery::Pause && m_reachability.onBattery()))
        return PauseReason::Battery;
    return PauseReason::None;
}

void SyncWorker::checkPause()
{
    PauseReason reason = wantedPause();
    if (reason == PauseReason::None)
        m_syncsAnyway = false;
    if (m_syncsAnyway)
        reason = PauseReason::None;
    if (reason == m_run.pauseReason)
        return;
    m_run.pauseReason = reason;
    if (reason == PauseReason::None) {
        m_scheduler.unblock(now());
    } else {
        m_scheduler.block();
        stopWaitingForNews();
        m_again = false;
        m_engine.cancel();
    }
    (void)saveRunState(m_store, m_run);
    publish();
}

void SyncWorker::stop()
{
    stopWaitingForNews();
    m_started = false;
    m_again = false;
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
    if (m_started)
        checkPause();
    publish();
    schedule();
}

} // namespace mimir
