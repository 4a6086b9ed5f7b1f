// SyncWorker's runs: whether one is needed, and what follows from how it ended.
#include "core/errorname.h"
#include "sync/engine/runoutcome.h"
#include "sync/worker/syncworker.h"

#include <QLoggingCategory>

#include <algorithm>

namespace mimir {
namespace {

// Silent when no log is kept (app/logfile.h).
Q_LOGGING_CATEGORY(lcSync, "mimir.sync", QtWarningMsg)

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

void SyncWorker::run()
{
    m_timer.stop(); // `syncNow()` came before the timer
    if (m_engine.running())
        return m_state.askAgain();
    if (lostStore())
        return;
    const Millis now = this->now();
    if (m_state.owesPrivacy() && !storePrivacyMode(true))
        return haltForPrivacy();
    if (const auto until = m_state.run().pausedUntil; until && *until <= now) {
        m_state.pauseEnded();
        m_scheduler.resume(now);
        (void)replacePause(m_store, until, std::nullopt);
        save();
        publish();
    }
    if (!m_scheduler.mayRun(now))
        return schedule();
    if (hasNothingToDo(now)) {
        m_scheduler.runEnded(now, {.nextDue = m_store.outboxSummary().nextDue(now)});
        noteForeignWrites();
        return schedule();
    }
    stopWaitingForNews();
    m_state.runBegan();
    m_engine.start([this](const RunOutcome &outcome) { ended(outcome); });
}

// The server would have said what is new there.
bool SyncWorker::hasNothingToDo(Millis now)
{
    return m_news && m_news->covers() && m_scheduler.isProven(now) && !m_scheduler.asked() && !hasWork()
        && !m_engine.hasToAskAfterRemoval();
}

bool SyncWorker::hasWork()
{
    if (const auto bound = m_store.teams().bindWaiting(); !bound)
        return true; // the run reports why
    if (const auto again = m_store.outboxDecisions().retryRefusedBySize(m_clock.now()); !again)
        return true;
    const auto teams = m_store.teams().active();
    return !teams || std::ranges::any_of(*teams, [this](const Team &team) {
        const auto isDue = m_store.outboxSummary().hasDue(team.pk, m_clock.now());
        const auto compares = m_store.replica().reconciliation().isDue(team);
        return !isDue || *isDue || !compares || *compares;
    });
}

void SyncWorker::ended(RunOutcome outcome)
{
    const Millis now = this->now();
    outcome.isFollowed = m_state.takeAskedAgain() && m_state.isStarted();
    m_scheduler.runEnded(now,
        {endOf(outcome.end), outcome.retryAfter, m_store.outboxSummary().nextDue(now), outcome.sent > 0});
    m_hungTimer.stop();
    const bool wasExpired = m_state.run().authExpired;
    m_state.runEnded(
        outcome, m_scheduler.nextTry(), m_reachability.state() == Reachability::State::Portal, m_clock.now());
    const bool confirmedAll = hasConfirmedAll(outcome);
    if (confirmedAll)
        confirmed(now);
    save();
    checkpointAfter(outcome);
    publish();
    tell(outcome, wasExpired);
    if (outcome.isFollowed)
        m_scheduler.syncNow(now);
    noteForeignWrites();
    if (confirmedAll)
        waitForNextNews();
    schedule();
}

// Before the user has decided what may be sent, a run asks no server.
bool SyncWorker::hasConfirmedAll(const RunOutcome &outcome)
{
    const auto undecided = m_store.settings().setupPending();
    return outcome.end == RunOutcome::End::Done && undecided.ok() && !*undecided;
}

void SyncWorker::checkpointAfter(const RunOutcome &outcome)
{
    if (m_store.fileChanged())
        return; // its log may already be the new file's
    const bool wrote = outcome.end == RunOutcome::End::Done && outcome.sent + outcome.received > 0;
    if (wrote || m_store.database().walBytes() > tuning::kWalBytes)
        m_store.database().checkpoint();
}

void SyncWorker::tell(const RunOutcome &outcome, bool wasExpired)
{
    if (outcome.end != RunOutcome::End::Done || outcome.sent + outcome.received + outcome.refused > 0)
        qCInfo(lcSync, "a run ended (%s, %s): %d sent, %d received, %d refused, %d conflicts",
            endName(outcome.end).data(), errorName(outcome.error).data(), outcome.sent, outcome.received,
            outcome.refused, outcome.conflicts);
    if (outcome.conflicts > 0)
        Q_EMIT conflictsAppeared(outcome.conflicts);
    if (outcome.startedOver)
        Q_EMIT startedOver();
    if (m_state.run().authExpired && !wasExpired)
        Q_EMIT authExpired();
    Q_EMIT runEnded(outcome);
}

} // namespace mimir
