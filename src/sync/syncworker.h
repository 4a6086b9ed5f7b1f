// The QTimer shell around the engine: the only place with timers. Lives with its store, engine and transport
// on one worker thread, so that the tray never stutters. One process at a time owns syncing (SyncLock).
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/store.h"
#include "sync/newswatch.h"
#include "sync/reachability.h"
#include "sync/syncengine.h"
#include "sync/syncscheduler.h"
#include "sync/syncstatus.h"
#include "sync/transport.h"
#include "sync/tuning.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace mimir {

/// What the person has chosen about when and how to sync.
struct SyncOptions {
    enum class OnBattery : std::uint8_t { Ignore, PauseWhenSaving, Pause };

    Millis interval = tuning::kInterval; ///< 0 = live
    std::size_t batchItems = wire::kMaxBatchItems;
    bool waitOnMetered = false;
    OnBattery onBattery = OnBattery::Ignore;
};

class SyncWorker : public QObject {
    Q_OBJECT
public:
    /// All references must outlive the worker and belong to its thread. The caller holds the SyncLock.
    SyncWorker(Store &store, Transport &transport, Reachability &reachability, const Clock &clock,
        RandomSource &random, QObject *parent = nullptr);
    ~SyncWorker() override;

    /// With it, news is waited for instead of asked for at intervals. Call before start().
    void waitForNews(NewsWatch::MakeTransport make);

    SyncStatus status();
    /// Effective at once, also before start(). Never given: the defaults above.
    void setOptions(const SyncOptions &options);

public Q_SLOTS:
    void start();
    /// Also while paused or backing off; the request is out within 200 ms. A request under way that has been
    /// silent for long is given up for it.
    void syncNow();
    /// Somebody wrote to the store: this process or another.
    void localChange();
    // What a person decides. False = it could not be kept: the status says why, and nothing is as if it were.
    bool pauseUntil(qint64 until); ///< RunState::kPausedForGood = until resumed
    /// Ends a pause; on a metered network or battery: syncs anyway, until that is over.
    bool resume();
    /// On, and not kept: nothing is sent by this process before it is.
    bool setPrivacyMode(bool on);
    bool decideHeld(bool send);
    bool retryFailed(const std::vector<std::string> &ids = {}); ///< none = all; then syncs
    void signedIn();                                            ///< syncs, unless paused
    void signedOut();
    /// Or it was unlocked: a sign-in that could not be read is read again.
    void keyringChanged();
    void resumedFromSleep();
    /// Ends a run under way; call before quitting.
    void stop();

Q_SIGNALS:
    /// After every change, at most ten times a second.
    void statusChanged(const mimir::SyncStatus &status);
    /// New conflicts of this device; the user interface tells, once for all of them.
    void conflictsAppeared(int count);
    /// The server goes on from another history; what it lacks is sent again.
    void startedOver();
    void authExpired();
    /// Another file, or none, stands where the store was: nothing runs in this one any more. Reopen, or tell
    /// (StoreFile).
    void storeLost(mimir::ErrorCode why);
    /// A run has ended (for `sync now --wait`).
    void runEnded(const mimir::RunOutcome &outcome);

private:
    void run();
    void ended(const RunOutcome &outcome);
    void learn(const RunOutcome &outcome);
    /// The time of day, after what a step of the clock moves has been moved.
    Millis now();
    void clockJumped(Millis by);
    void giveUpHung();
    void schedule();
    void publish();
    void reachabilityChanged();
    RunState::Hold wantedHold() const;
    void checkHold();
    void checkForeignWrites();
    bool hasWork();
    void heard();
    void stopWaitingForNews();
    void watchFile();
    void fileChanged();
    void lookAtFile();
    bool maySleep();
    void restartRun();
    void noteConfirmed();
    void noteWord(Millis at);
    void haltForKeyring(ErrorCode why);
    bool lostStore();
    bool isKept(const Result<void> &decision);
    bool keepPrivacy(bool on);
    void haltForPrivacy();

    Store &m_store;
    Reachability &m_reachability;
    const Clock &m_clock;
    RandomSource &m_random;
    SyncEngine m_engine;
    SyncScheduler m_scheduler;
    SyncOptions m_options;
    RunState m_run;
    QTimer m_timer;
    QTimer m_publishTimer;
    std::unique_ptr<NewsWatch> m_watch;
    QTimer m_watchTimer;
    QTimer m_hungTimer; ///< while somebody waits for a run under way
    QTimer m_lookTimer; ///< whether what changed in m_file can be seen
    int m_givenUp = 0;  ///< runs in a row, because they were silent
    Millis m_clockOffset;
    QFileSystemWatcher m_file; ///< the store's log: other processes write to it
    std::size_t m_looks = 0;   ///< since the file changed
    std::int64_t m_dataVersion = 0;
    bool m_covered = false; ///< news was waited for at the last look
    bool m_started = false; ///< before that nothing runs by itself: somebody else may own syncing
    bool m_overrideHold = false;  ///< the person does not mind the metered network or the battery
    Reachability::State m_network = Reachability::State::Unknown;
    bool m_privacyWanted = false; ///< privacy mode was turned on, and could not be kept
    bool m_again = false;         ///< asked for while a run was under way
};

} // namespace mimir

Q_DECLARE_METATYPE(mimir::SyncStatus)
Q_DECLARE_METATYPE(mimir::RunOutcome)
Q_DECLARE_METATYPE(mimir::ErrorCode)
