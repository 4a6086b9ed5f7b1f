// The QTimer shell around the engine: the only place with timers. Lives with its store, engine and transport
// on one worker thread, so that the tray never stutters. Only one process at a time owns syncing (SyncLock).
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

/// What the user has chosen about when and how to sync.
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

    /// Waits for news instead of polling at intervals. Call before start().
    void waitForNews(NewsWatch::MakeTransport make);

    SyncStatus status();
    /// Takes effect at once, also before start(). Without a call, the defaults above apply.
    void setOptions(const SyncOptions &options);

    /// Reads what was saved, the user's pause included. Others save a decision before they tell the owner of it, so
    /// the caller listens first (OwnerService::listen()): then one of the two arrives.
    void start();
    /// Also while paused or backing off; the request is sent within 200 ms. A request under way that has been
    /// silent for long is cancelled for it.
    void syncNow();
    /// This or another process wrote to the store.
    void localChange();
    // The user's decisions. Errors: it could not be stored, which the status says, too.
    Result<void> pauseUntil(qint64 until); ///< RunState::kPausedForGood = until resumed
    /// Ends a pause; on a metered network or battery, syncs anyway until that is over.
    Result<void> resume();
    /// Forbidden = the organisation does not allow it. If turning it on could not be stored, this process sends
    /// nothing until it is.
    Result<void> setPrivacyMode(bool on);
    Result<void> decideHeld(OutboxDecisions::HeldChoice choice);
    Result<void> retryFailed(const std::vector<std::string> &ids = {}); ///< none = all; then syncs
    void signedIn();                                                    ///< syncs, unless paused
    void signedOut();
    /// The keyring appeared or was unlocked: a sign-in that could not be read is read again.
    void keyringChanged();
    void resumedFromSleep();
    /// Ends a run under way; call before quitting.
    void stop();

Q_SIGNALS:
    /// After every change, at most ten times a second.
    void statusChanged(const mimir::SyncStatus &status);
    /// New conflicts of this device; the user interface notifies once for all of them.
    void conflictsAppeared(int count);
    /// The server continues from another history; what it lacks is sent again.
    void startedOver();
    void authExpired();
    /// Another file, or none, has taken the store's place: this worker no longer runs anything. Reopen, or
    /// tell the user (StoreFile).
    void storeLost(mimir::ErrorCode why);
    /// A run has ended (for `sync now --wait`).
    void runEnded(const mimir::RunOutcome &outcome);

private:
    void run();
    void ended(const RunOutcome &outcome);
    void learn(const RunOutcome &outcome);
    /// The time of day, after everything that depends on it has been adjusted to a clock step.
    Millis now();
    void clockJumped(Millis by);
    void giveUpHung();
    void schedule();
    void publish();
    void reachabilityChanged();
    PauseReason wantedPause() const;
    void checkPause();
    void checkForeignWrites();
    bool hasWork();
    void watchChanged();
    void stopWaitingForNews();
    void watchFile();
    void fileChanged();
    void lookAtFile();
    bool maySleep();
    void restartRun();
    void saveConfirmed();
    void confirmed(Millis at);
    void haltForKeyring(ErrorCode why);
    bool lostStore();
    Result<void> storePause();
    Result<void> reported(Result<void> decision);
    Result<void> storePrivacyMode(bool on);
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
    QTimer m_hungTimer; ///< while the user waits for a run under way
    QTimer m_lookTimer; ///< checks whether a change in m_file is visible yet
    int m_givenUp = 0;  ///< runs in a row that were cancelled because they were silent
    Millis m_clockOffset;
    QFileSystemWatcher m_file; ///< the store's log: other processes write to it
    std::size_t m_looks = 0;   ///< since the file last changed
    std::int64_t m_dataVersion = 0;
    bool m_covered = false;     ///< a pull was waiting for news at the last check
    bool m_started = false;     ///< before that, nothing runs automatically: another process may own syncing
    bool m_syncsAnyway = false; ///< the user accepts the metered network or the battery
    Reachability::State m_network = Reachability::State::Unknown;
    bool m_privacyWanted = false; ///< privacy mode was turned on but could not be stored
    bool m_again = false;         ///< asked for while a run was under way
};

} // namespace mimir

Q_DECLARE_METATYPE(mimir::SyncStatus)
Q_DECLARE_METATYPE(mimir::RunOutcome)
Q_DECLARE_METATYPE(mimir::ErrorCode)
