// The QTimer shell around the engine: apart from StoreWatch the only place with timers. Lives with its store,
// engine and transport on one worker thread, so that the tray never stutters. Only one process at a time owns
// syncing (SyncLock).
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/store.h"
#include "sync/engine/syncengine.h"
#include "sync/reachability.h"
#include "sync/status/syncstatus.h"
#include "sync/transport.h"
#include "sync/worker/automaticpause.h"
#include "sync/worker/newswatch.h"
#include "sync/worker/storewatch.h"
#include "sync/worker/syncscheduler.h"
#include "sync/worker/workerstate.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace mimir {

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

    /// Reads what was saved, the user's pause included. Others save a decision before they tell the owner of
    /// it, so the caller listens first (OwnerService::listen()): then one of the two arrives.
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
    /// Forbidden = the organisation does not allow it. If turning it on could not be stored, this process
    /// sends nothing until it is.
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
    void setUpTimers();
    void run();
    bool hasNothingToDo(Millis now);
    void ended(RunOutcome outcome);
    void tell(const RunOutcome &outcome, bool wasExpired);
    void checkpointAfter(const RunOutcome &outcome);
    bool hasConfirmedAll(const RunOutcome &outcome);
    /// The time of day, after everything that depends on it has been adjusted to a clock step.
    Millis now();
    void clockJumped(Millis by);
    void giveUpHung();
    void schedule();
    void publish();
    void reachabilityChanged();
    void checkPause();
    void noteForeignWrites();
    void logChanged();
    bool hasWork();
    bool maySleep();
    void restartRun();
    void waitForNextNews();
    void watchChanged();
    void stopWaitingForNews();
    void confirmed(Millis at);
    void saveConfirmed();
    void save();
    Result<void> savePauseAndState();
    Result<void> reported(Result<void> decision);
    Result<void> storePrivacyMode(bool on);
    void haltForPrivacy();
    void haltForKeyring(ErrorCode why);
    bool lostStore();

    Store &m_store;
    Reachability &m_reachability;
    const Clock &m_clock;
    RandomSource &m_random;
    SyncEngine m_engine;
    SyncScheduler m_scheduler;
    AutomaticPause m_pause;
    WorkerState m_state;
    StoreWatch m_writes; ///< by other processes
    std::unique_ptr<NewsWatch> m_news;
    QTimer m_timer;
    QTimer m_publishTimer;
    QTimer m_newsTimer;
    QTimer m_hungTimer; ///< while the user waits for a run under way
    Millis m_interval = tuning::kInterval;
    Millis m_clockOffset;
    Reachability::State m_network = Reachability::State::Unknown;
};

} // namespace mimir

Q_DECLARE_METATYPE(mimir::SyncStatus)
Q_DECLARE_METATYPE(mimir::RunOutcome)
Q_DECLARE_METATYPE(mimir::ErrorCode)
