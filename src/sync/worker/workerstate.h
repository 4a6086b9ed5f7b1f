// What SyncWorker knows of its runs, the user's decisions and the keyring: changed by named events, without
// timers and without a clock of its own. All instants are times of day.
#pragma once

#include "sync/engine/runoutcome.h"
#include "sync/status/runstate.h"

#include <optional>
#include <utility>

namespace mimir {

class WorkerState {
public:
    const RunState &run() const { return m_run; }

    /// Before that, nothing runs automatically: another process may own syncing. `saved` is from an earlier
    /// process, so what is no longer certain in it does not count.
    void start(const RunState &saved, Millis now);
    void stop();
    bool isStarted() const { return m_isStarted; }

    void runBegan();
    /// Items sent, of how many; rows received, and whether more will come.
    void progressed(std::int64_t done, std::int64_t total, std::int64_t received, bool fetching);
    /// `portal`: the system says that a captive portal answers instead of the network.
    void runEnded(const RunOutcome &outcome, std::optional<Millis> nextTry, bool portal, Millis now);
    /// The server answered at `at` that there is nothing new.
    void confirmed(Millis at);

    /// Another run follows the one under way.
    void askAgain() { m_isAskedAgain = true; }
    /// The run under way is cancelled and repeated, unless syncing has been paused since it began.
    void repeatRun(bool wasAskedFor) { m_isAskedAgain = wasAskedFor || !m_run.paused(); }
    /// Whether another one follows; asked once.
    bool takeAskedAgain() { return std::exchange(m_isAskedAgain, false); }

    /// How long a request may be silent while the user waits: longer after each one that was cancelled for
    /// it.
    Millis patience() const;
    void gaveUp() { ++m_givenUp; }

    void pausedUntil(Millis until);
    void pauseEnded() { m_run.pausedUntil.reset(); }
    /// What pauses syncing apart from the user. False = that was known.
    bool pausedBy(PauseReason reason);

    void signedIn();
    void signedOut();
    void keyringFailed(ErrorCode why);
    /// A decision could not be stored.
    void storeFailed(ErrorCode why) { m_run.storeError = why; }
    /// Another file is in the store's place. False = that was known.
    bool storeLost(ErrorCode why);

    /// Privacy mode is to be turned on, but could not be stored yet: nothing is sent before it is.
    void owePrivacy(bool owed) { m_owesPrivacy = owed; }
    bool owesPrivacy() const { return m_owesPrivacy; }

    /// Whether a pull waits for news of every team. True = it did at the last call, and no longer does.
    bool lostCover(bool covered);

    /// The clock was set by this much. What the scheduler has adjusted is passed.
    void clockJumped(Millis by, std::optional<Millis> pausedUntil, std::optional<Millis> nextTry);

private:
    void learn(const RunOutcome &outcome, bool portal, Millis now);

    RunState m_run;
    bool m_isStarted = false;
    bool m_isAskedAgain = false;
    bool m_owesPrivacy = false;
    bool m_isCovered = false;
    int m_givenUp = 0; ///< runs in a row that were cancelled because they were silent
};

} // namespace mimir
