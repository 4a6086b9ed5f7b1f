// When to run next: a pure function of what happened. No timers and no clock of its own; SyncWorker has the
// QTimer.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"

#include <optional>

namespace mimir {

class SyncScheduler {
public:
    explicit SyncScheduler(RandomSource &random) : m_random(random) { }

    enum class RunEnd {
        Done,             ///< everything that could be sent was, and the pull caught up
        ConnectionFailed, ///< back off
        StoreFailed,      ///< the disk: tried again at intervals, and after every change
        Halted,           ///< signed out, or the keyring is locked: only an event helps
    };

    // Events. `now` never goes back within a process but by a clock step, which clockJumped() mends.
    void started(Millis now);
    void localChange(Millis now);
    /// `retryAfter` (relative) wins over the back-off. `nextDue`: earliest item that waits for its own next
    /// try.
    void runEnded(Millis now, RunEnd end, std::optional<Millis> retryAfter, std::optional<Millis> nextDue,
        bool sentAnything);
    /// The server said at `at` that there is nothing new, or a run has heard of all.
    void heard(Millis at);
    /// "Sync now": also while paused or backing off.
    void syncNow(Millis now);
    void networkUp(Millis now);
    /// What the server said last may hold no longer: it is asked, unless it is known not to answer.
    void doubted(Millis now);
    void resumedFromSleep(Millis now);
    void signedIn(Millis now);
    void pauseUntil(Millis until);
    void resume(Millis now);
    /// A metered network or the battery saver: nothing runs by itself until it is over.
    void setPaused(bool held, Millis now);
    /// Somebody set the clock by so much: what was to come in ten minutes still comes in ten minutes.
    void clockJumped(Millis by);
    /// Milliseconds; at least one second.
    void setInterval(Millis interval, Millis now);

    /// When to look at mayRun() again: the next run, or the end of a pause; nullopt = not before another
    /// event.
    std::optional<Millis> nextRun(Millis now) const;
    /// When the server is to be asked whatever else there is to do, so that what is said of it stays proven.
    /// `waits`: a request waits there, which is the proof and has its whole time. nullopt = nothing is asked
    /// by itself.
    std::optional<Millis> nextProof(Millis now, bool waits) const;
    /// The server's last word still holds.
    bool isProven(Millis now) const;
    /// Nothing forbids a run at this moment, or it was asked for.
    bool mayRun(Millis now) const;
    /// The back-off's end, while backing off.
    std::optional<Millis> nextTry() const { return m_failures > 0 ? std::optional(m_nextRun) : std::nullopt; }
    /// The next run was asked for; it is not one at an interval.
    bool asked() const { return m_now; }
    std::optional<Millis> pausedUntil() const { return m_pausedUntil; }

private:
    bool paused(Millis now) const { return m_pausedUntil && *m_pausedUntil > now; }
    void soon(Millis at);

    RandomSource &m_random;
    Millis m_interval = 0;
    Millis m_nextRun = 0;
    Millis m_lastSent = 0;
    Millis m_ranAt = 0; ///< when the last run ended
    std::optional<Millis> m_heard;
    Millis m_wokeUp = INT64_MIN / 2; ///< from sleep
    int m_failures = 0;
    bool m_halted = false;
    bool m_storeFailed = false;
    bool m_now = false;
    bool m_held = false;
    std::optional<Millis> m_pausedUntil;
};

} // namespace mimir
