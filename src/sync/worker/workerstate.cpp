#include "sync/worker/workerstate.h"

#include "sync/tuning.h"

#include <algorithm>

namespace mimir {
namespace {

// Doublings of tuning::kHungAfter.
constexpr int kMostPatience = 5;

} // namespace

void WorkerState::start(const RunState &saved, Millis now)
{
    m_isStarted = true;
    m_run = saved;
    m_run.nextTry.reset();
    if (!m_run.offlineAt || std::abs(now - *m_run.offlineAt) >= tuning::kProofAge)
        m_run.offline = m_run.portal = false;
    m_run.storeError.reset();    // it could be opened
    m_run.keyringLocked = false; // it will be tried again
    m_run.pauseReason = PauseReason::None;
}

void WorkerState::stop()
{
    m_isStarted = false;
    m_isAskedAgain = false;
}

void WorkerState::runBegan()
{
    m_run.running = true;
    m_run.nextTry.reset(); // this run is it
    m_run.done = 0;
    m_run.total = 0;
    m_run.received = 0;
    m_isAskedAgain = false;
}

void WorkerState::progressed(std::int64_t done, std::int64_t total, std::int64_t received, bool fetching)
{
    m_run.done = done;
    m_run.total = total;
    m_run.received = received;
    m_run.fetching = fetching;
    if (done > 0 || received > 0) // the server answers, whatever it did before
        m_run.offline = m_run.portal = false;
}

void WorkerState::runEnded(const RunOutcome &outcome, std::optional<Millis> nextTry, bool portal, Millis now)
{
    m_run.running = false;
    m_run.fetching = false;
    m_run.nextTry = nextTry;
    if (outcome.end != RunOutcome::End::Cancelled)
        learn(outcome, portal, now);
}

// What a complete run says about the network, the server and the store; a cancelled one says nothing.
void WorkerState::learn(const RunOutcome &outcome, bool portal, Millis now)
{
    using End = RunOutcome::End;
    m_givenUp = 0;
    m_run.offline = outcome.end == End::Unreachable;
    m_run.offlineAt = m_run.offline ? std::optional(now) : std::nullopt;
    m_run.portal = m_run.offline && (portal || outcome.error == ErrorCode::NotOurs);
    m_run.keyringLocked = outcome.end == End::KeyringLocked;
    m_run.storeError = outcome.end == End::StoreFailed ? std::optional(outcome.error) : std::nullopt;
    // Without a token no one says any more why it was refused.
    const bool isKnown
        = m_run.authExpired && outcome.end == End::SignedOut && outcome.error == ErrorCode::SignedOut;
    if (outcome.end == End::SignedOut || outcome.end == End::Done)
        m_run.authExpired = outcome.end == End::SignedOut;
    if (!m_run.authExpired || (outcome.end == End::SignedOut && !isKnown))
        m_run.lastError = outcome.error; // why the sign-in ended is remembered until there is a new one
}

void WorkerState::confirmed(Millis at)
{
    m_run.lastConfirmed = std::max(m_run.lastConfirmed, std::optional(at));
}

Millis WorkerState::patience() const
{
    return tuning::kHungAfter << std::min(m_givenUp, kMostPatience);
}

void WorkerState::pausedUntil(Millis until)
{
    m_isAskedAgain = false;
    m_run.pausedUntil = until;
}

bool WorkerState::pausedBy(PauseReason reason)
{
    if (std::exchange(m_run.pauseReason, reason) == reason)
        return false;
    if (reason != PauseReason::None)
        m_isAskedAgain = false;
    return true;
}

void WorkerState::signedIn()
{
    m_run.authExpired = false;
    m_run.keyringLocked = false;
}

void WorkerState::signedOut()
{
    signedIn();
    m_isAskedAgain = false;
    m_run.offline = false;
    m_run.nextTry.reset();
}

void WorkerState::keyringFailed(ErrorCode why)
{
    m_run.keyringLocked = true;
    m_run.lastError = why;
}

bool WorkerState::storeLost(ErrorCode why)
{
    m_isAskedAgain = false;
    return std::exchange(m_run.storeError, why) != why;
}

bool WorkerState::lostCover(bool covered)
{
    return std::exchange(m_isCovered, covered) && !covered;
}

void WorkerState::clockJumped(Millis by, std::optional<Millis> pausedUntil, std::optional<Millis> nextTry)
{
    m_run.pausedUntil = pausedUntil;
    m_run.nextTry = nextTry;
    for (std::optional<Millis> *at : {&m_run.lastConfirmed, &m_run.offlineAt})
        if (*at)
            **at += by;
}

} // namespace mimir
