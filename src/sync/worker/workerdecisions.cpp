// What the user decides about syncing, and what the keyring says.
#include "sync/worker/syncworker.h"

#include <utility>

namespace mimir {

Result<void> SyncWorker::pauseUntil(qint64 until)
{
    stopWaitingForNews();
    (void)now(); // an earlier jump of the clock must not affect the new pause
    m_state.pausedUntil(until);
    m_scheduler.pauseUntil(until);
    Result<void> stored = reported(savePauseAndState());
    m_engine.cancel();
    publish();
    schedule();
    return stored;
}

Result<void> SyncWorker::resume()
{
    stopWaitingForNews();
    const Millis now = this->now(); // an earlier jump of the clock must not bring the pause back
    m_pause.overrule();
    m_state.pauseEnded();
    m_scheduler.resume(now);
    checkPause();
    Result<void> stored = reported(savePauseAndState());
    publish();
    schedule();
    return stored;
}

Result<void> SyncWorker::savePauseAndState()
{
    auto saved = savePause(m_store, m_state.run().pausedUntil);
    save();
    return saved;
}

void SyncWorker::checkPause()
{
    const PauseReason reason = m_pause.reason();
    if (!m_state.pausedBy(reason))
        return;
    if (reason == PauseReason::None) {
        m_scheduler.unblock(now());
    } else {
        m_scheduler.block();
        stopWaitingForNews();
        m_engine.cancel();
    }
    save();
    publish();
}

Result<void> SyncWorker::setPrivacyMode(bool on)
{
    Result<void> stored = storePrivacyMode(on);
    if (!stored && !m_state.owesPrivacy())
        return stored;
    stopWaitingForNews();
    if (on)
        m_engine.cancel(); // also cuts off the request under way, not only the ones after it
    publish();
    m_scheduler.localChange(now());
    schedule();
    return stored;
}

// What could not be stored is tried again before anything is sent.
Result<void> SyncWorker::storePrivacyMode(bool on)
{
    auto set = m_store.settings().setPrivacyMode(on, m_clock.now());
    m_state.owePrivacy(on && !set && set.error().code != ErrorCode::Forbidden);
    return reported(std::move(set));
}

void SyncWorker::haltForPrivacy()
{
    m_scheduler.runEnded(m_clock.now(), {SyncScheduler::RunEnd::StoreFailed});
    RunOutcome outcome;
    outcome.end = RunOutcome::End::StoreFailed;
    outcome.error = m_state.run().storeError.value_or(ErrorCode::StoreFailed);
    Q_EMIT runEnded(outcome); // for a caller that waits for this one
    schedule();
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
    const auto retried = m_store.retry(ids);
    if (!retried)
        return reported(retried.error());
    publish();
    syncNow();
    return {};
}

// Every surface shows why it was not stored.
Result<void> SyncWorker::reported(Result<void> decision)
{
    if (decision)
        return decision;
    if (decision.error().code != ErrorCode::Forbidden)
        m_state.storeFailed(decision.error().code);
    publish();
    return decision;
}

void SyncWorker::signedIn()
{
    m_state.signedIn();
    stopWaitingForNews();
    m_scheduler.signedIn(now());
    publish();
    if (m_state.run().paused())
        return schedule(); // signing in does not end a pause
    syncNow();
}

void SyncWorker::signedOut()
{
    stopWaitingForNews();
    m_state.signedOut();
    m_engine.cancel();
    save();
    publish();
}

void SyncWorker::keyringChanged()
{
    if (!m_state.run().keyringLocked)
        return;
    m_scheduler.signedIn(now());
    schedule();
}

// Each read may prompt the user to unlock it: once is enough.
void SyncWorker::haltForKeyring(ErrorCode why)
{
    stopWaitingForNews();
    m_scheduler.runEnded(now(), {SyncScheduler::RunEnd::Halted});
    m_state.keyringFailed(why);
    save();
    publish();
    schedule();
}

} // namespace mimir
