#include "sync/worker/syncscheduler.h"

#include "sync/tuning.h"

#include <algorithm>
#include <utility>

namespace mimir {

void SyncScheduler::soon(Millis at)
{
    m_nextRun = std::min(m_nextRun, at);
}

void SyncScheduler::started(Millis now)
{
    if (m_interval == 0)
        m_interval = tuning::kInterval;
    m_nextRun = now;
}

void SyncScheduler::localChange(Millis now)
{
    if (m_failures > 0 || m_halted)
        return; // the back-off decides; the change is safe in the outbox
    // If the clock was set back, the last time says nothing.
    if (now - m_lastSent >= m_interval || now < m_lastSent)
        soon(now + tuning::kFirstWriteDelay);
}

void SyncScheduler::runEnded(Millis now, const EndedRun &run)
{
    m_now = false;
    if (run.sentAnything)
        m_lastSent = now;
    m_ranAt = now;
    m_halted = run.end == RunEnd::Halted;
    m_storeFailed = run.end == RunEnd::StoreFailed;
    if (run.end == RunEnd::ConnectionFailed)
        return backOff(now, run.retryAfter);
    m_failures = 0;
    if (run.end == RunEnd::StoreFailed) {
        m_nextRun = now + tuning::kStoreRetry;
        return;
    }
    m_nextRun = now + m_interval;
    // Clamped: a clock that was set back must not leave an item due in ten years.
    if (run.nextDue)
        soon(std::clamp(*run.nextDue, now + tuning::kSecond, now + tuning::kBackOff.back() * 2));
}

void SyncScheduler::backOff(Millis now, std::optional<Millis> retryAfter)
{
    const auto step
        = std::min<std::size_t>(static_cast<std::size_t>(m_failures), tuning::kBackOff.size() - 1);
    const double jitter = m_random.between(tuning::kJitterLow, tuning::kJitterHigh);
    const bool justAwake = now - m_wokeUp >= 0 && now - m_wokeUp < tuning::kAfterSleep;
    const Millis pause = justAwake ? tuning::kAfterSleepRetry : tuning::kBackOff[step];
    const auto delay = static_cast<Millis>(static_cast<double>(pause) * jitter);
    ++m_failures;
    m_nextRun = now + std::clamp<Millis>(retryAfter.value_or(delay), tuning::kSecond, tuning::kMaxRetryAfter);
}

void SyncScheduler::confirmed(Millis at)
{
    m_confirmed = std::max(m_confirmed, std::optional(at));
}

bool SyncScheduler::isProven(Millis now) const
{
    return m_confirmed && now - *m_confirmed < tuning::kProofAge;
}

// Without a waiting request, the server is asked while its last answer is still valid.
std::optional<Millis> SyncScheduler::nextProof(Millis now, bool waits) const
{
    if (!m_confirmed || m_storeFailed || m_failures > 0 || !mayRun(now))
        return std::nullopt;
    return std::max(
        *m_confirmed + (waits ? tuning::kProofAge : tuning::kLongestWait), m_ranAt + tuning::kInterval);
}

void SyncScheduler::syncNow(Millis now)
{
    m_failures = 0;
    m_halted = false;
    m_now = true;
    m_nextRun = now;
}

void SyncScheduler::networkUp(Millis now)
{
    if (m_failures > 0)
        m_nextRun = now;
    m_failures = 0;
    soon(now);
}

void SyncScheduler::doubted(Millis now)
{
    if (m_failures == 0)
        soon(now);
}

void SyncScheduler::resumedFromSleep(Millis now)
{
    m_wokeUp = now;
    m_failures = 0;
    m_nextRun = now;
}

void SyncScheduler::signedIn(Millis now)
{
    m_halted = false;
    m_failures = 0;
    m_nextRun = now;
}

void SyncScheduler::pauseUntil(Millis until)
{
    m_pausedUntil = until;
}

void SyncScheduler::resume(Millis now)
{
    m_pausedUntil.reset();
    soon(now);
}

void SyncScheduler::unblock(Millis now)
{
    if (std::exchange(m_blocked, false) && m_failures == 0)
        soon(now);
}

void SyncScheduler::clockJumped(Millis by)
{
    m_nextRun += by;
    m_ranAt += by;
    if (m_confirmed)
        *m_confirmed += by;
    m_lastSent += by;
    m_wokeUp += by;
    if (m_pausedUntil && *m_pausedUntil != INT64_MAX)
        *m_pausedUntil += by;
}

bool SyncScheduler::mayRun(Millis now) const
{
    return m_now || !(m_halted || m_blocked || paused(now));
}

void SyncScheduler::setInterval(Millis interval, Millis now)
{
    m_interval = std::max<Millis>(interval, tuning::kSecond);
    if (m_failures == 0)
        soon(now + m_interval);
}

// "Offline" from the system only extends the wait to the end of the back-off: it may be wrong, so a request
// is still tried.
std::optional<Millis> SyncScheduler::nextRun(Millis now) const
{
    if (m_now)
        return m_nextRun;
    if (paused(now)) // the end is reported even if nothing runs then
        return *m_pausedUntil == INT64_MAX ? std::nullopt : m_pausedUntil;
    if (m_halted || m_blocked)
        return std::nullopt;
    const Millis furthest = now + std::max(tuning::kMaxRetryAfter, m_interval);
    return std::min(m_nextRun, furthest);
}

} // namespace mimir
