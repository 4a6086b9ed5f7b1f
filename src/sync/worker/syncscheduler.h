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
        StoreFailed,      ///< the store failed: tried again at intervals, and after every change
        Halted,           ///< signed out, or the keyring is locked: only an event helps
    };

    struct EndedRun {
        RunEnd end = RunEnd::Done;
        std::optional<Millis> retryAfter = {}; ///< from now; takes precedence over the back-off
        std::optional<Millis> nextDue = {};    ///< of the earliest item waiting for its own next try
        bool sentAnything = false;
    };

    // Events. Within a process, `now` never goes back except when the clock is set, which clockJumped()
    // corrects.
    void started(Millis now);
    void localChange(Millis now);
    void runEnded(Millis now, const EndedRun &run);
    /// The server answered at `at` that there is nothing new, or a run has covered all teams.
    void confirmed(Millis at);
    /// "Sync now": also while paused or backing off.
    void syncNow(Millis now);
    void networkUp(Millis now);
    /// The server's last answer may no longer be valid: it is asked, unless it is known not to answer.
    void doubted(Millis now);
    void resumedFromSleep(Millis now);
    void signedIn(Millis now);
    void pauseUntil(Millis until);
    void resume(Millis now);
    /// A metered network or the battery saver: nothing runs automatically until unblock().
    void block() { m_blocked = true; }
    void unblock(Millis now);
    /// The clock was set by this much: what was due in ten minutes is still due in ten minutes.
    void clockJumped(Millis by);
    /// Milliseconds; at least one second.
    void setInterval(Millis interval, Millis now);

    /// When to check mayRun() again: the next run, or the end of a pause; nullopt = not before another event.
    std::optional<Millis> nextRun(Millis now) const;
    /// When to ask the server even if there is nothing else to do, so that the status stays proven. `waits`:
    /// a request is waiting there, which is the proof and gets its full time. nullopt = nothing is asked
    /// automatically.
    std::optional<Millis> nextProof(Millis now, bool waits) const;
    /// The server's last answer is still valid.
    bool isProven(Millis now) const;
    /// Nothing forbids a run at this moment, or the user asked for it.
    bool mayRun(Millis now) const;
    /// The end of the back-off, while backing off.
    std::optional<Millis> nextTry() const { return m_failures > 0 ? std::optional(m_nextRun) : std::nullopt; }
    /// The next run was asked for, as opposed to one at an interval.
    bool asked() const { return m_now; }
    std::optional<Millis> pausedUntil() const { return m_pausedUntil; }

private:
    bool paused(Millis now) const { return m_pausedUntil && *m_pausedUntil > now; }
    void soon(Millis at);
    void backOff(Millis now, std::optional<Millis> retryAfter);

    RandomSource &m_random;
    Millis m_interval = 0;
    Millis m_nextRun = 0;
    Millis m_lastSent = 0;
    Millis m_ranAt = 0; ///< when the last run ended
    std::optional<Millis> m_confirmed;
    Millis m_wokeUp = INT64_MIN / 2; ///< from sleep
    int m_failures = 0;
    bool m_halted = false;
    bool m_storeFailed = false;
    bool m_now = false;
    bool m_blocked = false;
    std::optional<Millis> m_pausedUntil;
};

} // namespace mimir
