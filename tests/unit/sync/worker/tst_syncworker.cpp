// The timer shell: what the user triggers, and its effect on the engine underneath.
#include "support/storefixture.h"
#include "sync/worker/syncworker.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

using namespace mimir;
using namespace mimir::test;

namespace {

class QuietReachability final : public Reachability {
public:
    State state() const override { return m_state; }
    bool metered() const override { return m_metered; }
    bool onBattery() const override { return m_onBattery; }
    bool savingPower() const override { return m_saving; }
    void onChange(std::function<void()> listener) override { m_listener = std::move(listener); }
    void become(State state)
    {
        m_state = state;
        if (m_listener)
            m_listener();
    }

    void become(bool metered, bool onBattery, bool saving)
    {
        m_metered = metered;
        m_onBattery = onBattery;
        m_saving = saving;
        become(m_state);
    }

private:
    bool m_metered = false, m_onBattery = false, m_saving = false;
    State m_state = State::Unknown;
    std::function<void()> m_listener;
};

// Holds each request until the test answers it.
class HeldTransport final : public Transport {
public:
    void send(const SyncRequest &request, Done done) override
    {
        requests.push_back(request);
        m_done = std::move(done);
    }
    void cancel() override
    {
        ++cancels;
        answer({0, ErrorCode::Cancelled, {}, {}});
    }
    Millis silentFor() const override { return m_done ? silence : 0; }
    void answer(const SyncReply &reply)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            QMetaObject::invokeMethod(
                &m_context, [done, reply] { done(reply); }, Qt::QueuedConnection);
    }
    std::vector<SyncRequest> requests;
    int cancels = 0;
    Millis silence = 0;

private:
    QObject m_context;
    Done m_done;
};

} // namespace

Q_DECLARE_METATYPE(std::function<void(class TstSyncWorker &)>)

class TstSyncWorker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void syncNowSendsAtOnceEvenWhilePaused();
    void pauseStopsAndIsRemembered();
    void aPauseThatAnotherProcessSavedIsNotOverwritten();
    void privacyModeCutsOffWhatIsOnTheWire();
    void networkBackEndsTheBackOff();
    void aLongPauseIsNotBrokenByItsOwnTimer();
    void pauseTakesBackASyncNow();
    void aPauseEndsOnAMeteredNetworkToo();
    void syncNowOvertakesABackOff();
    void syncNowGivesUpASilentRequest();
    void syncNowHasPatienceWithASlowServer();
    void aRunThatIsRepeatedIsNotTheEnd();
    void aRunThatWasCutOffSaysNothingOfTheNetwork();
    void aRevokedDeviceStaysSignedOut();
    void aStoreThatFailedIsTriedAgain();
    void theClockIsSet_data();
    void theClockIsSet();
    void theClockIsSetJustBeforeAPauseEnds();
    void theClockIsSetWhileItemsWait();
    void aDownloadIsToldUntilItsEnd();
    void conflictsAndExpiryAreToldOnce();
    void aLockedKeyringIsAskedOnce_data();
    void aLockedKeyringIsAskedOnce();
    void aKeyringThatLocksWhileNewsIsWaitedForIsNotAskedAgain();
    void writeOfAnotherProcessIsPickedUp();
    void holdsAsThePersonChose_data();
    void holdsAsThePersonChose();
    void resumeSyncsAnywayUntilTheNetworkIsAnotherOne();
    void holdCutsOffWhatIsOnTheWire();
    void optionsAreEffectiveAtOnce();
    void nothingRunsByItselfBeforeItIsStarted();
    void newsThatWasWaitedForStartsARun();
    void letsGoOfTheWaitingRequest_data();
    void letsGoOfTheWaitingRequest();
    void anItemThatIsTriedLaterDoesNotEndTheWaiting();
    void asksAgainWhereTheAnswerCannotCome_data();
    void asksAgainWhereTheAnswerCannotCome();
    void anIdlePullWritesNothing();
    void aServerThatStopsIsNoticed();
    void aTimerThatIsEarlyEndsNoWaiting();
    void syncedIsNoOlderThanItsProof();
    void whoCannotWaitAsksInTime();
    void aStoreThatIsAnotherOneIsNotUsed_data();
    void aStoreThatIsAnotherOneIsNotUsed();
    void whatIsSaidAtTheStartIsProven();

private:
    /// A complete run against an empty server.
    void runThrough();
    SyncReply page(bool news, bool hasMore = false) const;
    /// Answers as the server does until it has proved to be ours.
    void answerHealth();
    /// Fires the timers, however long they were set for.
    void wakeUp();
    HeldTransport *m_news = nullptr;
    std::unique_ptr<StoreFixture> m_f;
    std::unique_ptr<HeldTransport> m_transport;
    std::unique_ptr<QuietReachability> m_reachability;
    std::unique_ptr<SyncWorker> m_worker;
};

void TstSyncWorker::init()
{
    m_worker.reset();
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    m_transport = std::make_unique<HeldTransport>();
    m_reachability = std::make_unique<QuietReachability>();
    m_worker
        = std::make_unique<SyncWorker>(*m_f->store, *m_transport, *m_reachability, m_f->clock, m_f->random);
}

void TstSyncWorker::syncNowSendsAtOnceEvenWhilePaused()
{
    QVERIFY(m_worker->pauseUntil(RunState::kPausedForGood));
    m_worker->start();
    QVERIFY(m_transport->requests.empty());
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
}

void TstSyncWorker::pauseStopsAndIsRemembered()
{
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    QVERIFY(m_worker->pauseUntil(m_f->clock.now() + 60'000));
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(
        loadRunState(m_f->store->settings()).pausedUntil, std::optional<Millis>(m_f->clock.now() + 60'000));
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    QVERIFY(m_worker->resume());
    QVERIFY(m_worker->status().state != SyncState::Paused);
}

// It was saved, but the owner began again before it could be told.
void TstSyncWorker::aPauseThatAnotherProcessSavedIsNotOverwritten()
{
    const auto saved = [this] { return loadRunState(m_f->store->settings()).pausedUntil; };
    const Millis soon = m_f->clock.now() + 60'000;
    QVERIFY(m_worker->pauseUntil(soon));
    m_worker->start();
    QVERIFY(savePause(*m_f->store, RunState::kPausedForGood));
    m_f->clock.set(soon);
    wakeUp(); // the first pause is over
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_transport->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    m_f->clock.jump(-86'400'000);
    m_worker->localChange();
    QVERIFY(loadRunState(m_f->store->settings()).offline);
    QCOMPARE(saved(), std::optional(RunState::kPausedForGood));

    m_worker.reset();
    m_worker
        = std::make_unique<SyncWorker>(*m_f->store, *m_transport, *m_reachability, m_f->clock, m_f->random);
    m_worker->start();
    QCOMPARE(m_worker->status().run.pausedUntil, std::optional(RunState::kPausedForGood));
    QVERIFY(savePause(*m_f->store, std::nullopt));
    QVERIFY(!saved());
}

void TstSyncWorker::privacyModeCutsOffWhatIsOnTheWire()
{
    QVERIFY(m_f->conversation("c1"));
    m_worker->syncNow();
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    QVERIFY(m_worker->setPrivacyMode(true));
    QCOMPARE(m_transport->cancels, 1);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended.at(0).at(0).value<RunOutcome>().end, RunOutcome::End::Cancelled);
    QVERIFY(*m_f->store->settings().privacyMode());
    QVERIFY(m_worker->setPrivacyMode(false));
    QVERIFY(!*m_f->store->settings().privacyMode());
}

void TstSyncWorker::networkBackEndsTheBackOff()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    m_transport->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Offline);
    QVERIFY(m_worker->status().nextTry);
    m_reachability->become(Reachability::State::Online);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
}

void TstSyncWorker::answerHealth()
{
    m_transport->answer({200, ErrorCode::Unknown, R"({"status":"ok","protocol":{"max":2}})", {}});
    QTRY_COMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Pull);
}

void TstSyncWorker::wakeUp()
{
    for (QTimer *timer : m_worker->findChildren<QTimer *>())
        if (timer->isActive() && timer->interval() > tuning::kSecond)
            timer->start(0);
    QTest::qWait(20);
}

void TstSyncWorker::aLongPauseIsNotBrokenByItsOwnTimer()
{
    QVERIFY(m_f->conversation("c1"));
    const Millis until = m_f->clock.now() + 2 * tuning::kMaxRetryAfter;
    QVERIFY(m_worker->pauseUntil(until));
    m_worker->start();
    m_f->clock.advance(tuning::kMaxRetryAfter); // no timer is set for longer
    wakeUp();
    QVERIFY(m_transport->requests.empty());
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    m_f->clock.set(until);
    wakeUp();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
    QVERIFY(!loadRunState(m_f->store->settings()).pausedUntil);
}

void TstSyncWorker::pauseTakesBackASyncNow()
{
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->syncNow(); // after the current run
    QVERIFY(m_worker->pauseUntil(RunState::kPausedForGood));
    QTRY_COMPARE(ended.count(), 1);
    QTest::qWait(20);
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
}

void TstSyncWorker::aPauseEndsOnAMeteredNetworkToo()
{
    SyncOptions options;
    options.waitOnMetered = true;
    m_worker->setOptions(options);
    m_reachability->become(true, false, false);
    m_worker->start();
    QVERIFY(m_worker->pauseUntil(m_f->clock.now() + 60'000));
    QCOMPARE(m_worker->status().run.pausedUntil, std::optional(m_f->clock.now() + 60'000));
    QSignalSpy told(m_worker.get(), &SyncWorker::statusChanged);
    m_f->clock.advance(60'000);
    wakeUp();
    QTRY_VERIFY(!told.isEmpty());
    QVERIFY(!told.back().at(0).value<SyncStatus>().run.pausedUntil);
    QVERIFY(statusSentence(m_worker->status(), m_f->clock.now()).contains(QStringLiteral("metered")));
    QVERIFY(m_transport->requests.empty());
}

void TstSyncWorker::syncNowOvertakesABackOff()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    m_transport->answer({503, ErrorCode::Unknown, {}, 600'000});
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Waiting);
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(2));
}

void TstSyncWorker::syncNowGivesUpASilentRequest()
{
    m_worker->start();
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
    m_transport->silence = tuning::kHungAfter - 1;
    m_worker->syncNow();
    QCOMPARE(m_transport->cancels, 0);
    m_transport->silence = tuning::kHungAfter; // and it is checked again automatically
    QTRY_COMPARE(m_transport->cancels, 1);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    m_transport->silence = 2 * tuning::kHungAfter;
    m_worker->syncNow();
    QCOMPARE(m_transport->cancels, 2);
}

void TstSyncWorker::syncNowHasPatienceWithASlowServer()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_transport->silence = tuning::kHungAfter;
    m_worker->start();
    m_worker->syncNow();
    m_worker->syncNow();
    QCOMPARE(m_transport->cancels, 1);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    m_worker->syncNow(); // it timed out once: now it has twice the time
    QCOMPARE(m_transport->cancels, 1);
    m_transport->answer({503, ErrorCode::Unknown, {}, {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(3)); // it was slow, not dead
    m_worker->syncNow();
    QCOMPARE(m_transport->cancels, 2);
}

// As after a sign-in that brings a team back: the run is asked for again while it waits for a slow answer.
void TstSyncWorker::aRunThatIsRepeatedIsNotTheEnd()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    const auto outcome = [&ended](int index) { return ended.at(index).first().value<RunOutcome>(); };
    m_worker->start();
    m_worker->syncNow();
    m_transport->silence = tuning::kHungAfter;
    m_worker->syncNow();
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(outcome(0).end, RunOutcome::End::Cancelled);
    QVERIFY(outcome(0).isFollowed);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    m_transport->silence = 0;
    m_worker->syncNow(); // too early to give it up, but its outcome is not the last one either
    m_transport->answer({503, ErrorCode::Unknown, {}, {}});
    QTRY_COMPARE(ended.count(), 2);
    QVERIFY(outcome(1).isFollowed);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(3));
    m_transport->answer({503, ErrorCode::Unknown, {}, {}});
    QTRY_COMPARE(ended.count(), 3);
    QVERIFY(!outcome(2).isFollowed);
    // Nothing follows what a pause has ended.
    m_worker->syncNow();
    m_worker->syncNow();
    QVERIFY(m_worker->pauseUntil(RunState::kPausedForGood));
    QTRY_COMPARE(ended.count(), 4);
    QCOMPARE(outcome(3).end, RunOutcome::End::Cancelled);
    QVERIFY(!outcome(3).isFollowed);
}

void TstSyncWorker::aRunThatWasCutOffSaysNothingOfTheNetwork()
{
    QVERIFY(m_f->store->database().script("UPDATE teams SET last_pull = 1"));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    m_transport->answer({0, ErrorCode::Tls, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    m_worker->syncNow();
    m_reachability->become(Reachability::State::Online); // aborts the current run
    QTRY_COMPARE(ended.count(), 2);
    QCOMPARE(ended.back().at(0).value<RunOutcome>().end, RunOutcome::End::Cancelled);
    QCOMPARE(m_worker->status().state, SyncState::Offline);
    QCOMPARE(m_worker->status().run.lastError, ErrorCode::Tls);
}

void TstSyncWorker::aRevokedDeviceStaysSignedOut()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    answerHealth();
    m_transport->answer({401, ErrorCode::Unknown, R"({"code":"device_revoked"})", {}});
    QTRY_COMPARE(ended.count(), 1);
    const QString told = statusSentence(m_worker->status(), 0);
    QCOMPARE(m_worker->status().state, SyncState::SignedOut);
    for (const ErrorCode later : {ErrorCode::Offline, ErrorCode::Cancelled}) {
        m_worker->syncNow();
        m_transport->answer({0, later, {}, {}});
        QTRY_VERIFY(ended.back().at(0).value<RunOutcome>().error == later);
        QCOMPARE(m_worker->status().state, SyncState::SignedOut);
        QCOMPARE(statusSentence(m_worker->status(), 0), told);
    }
}

void TstSyncWorker::aStoreThatFailedIsTriedAgain()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    QVERIFY(m_f->store->database().script("ALTER TABLE teams RENAME TO elsewhere"));
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended.back().at(0).value<RunOutcome>().end, RunOutcome::End::StoreFailed);
    QCOMPARE(m_worker->status().state, SyncState::Attention);
    QVERIFY(m_f->store->database().script("ALTER TABLE elsewhere RENAME TO teams"));
    QVERIFY(m_transport->requests.empty());
    wakeUp();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
}

void TstSyncWorker::theClockIsSet_data()
{
    QTest::addColumn<Millis>("by");
    QTest::newRow("back a day") << Millis(-86'400'000);
    QTest::newRow("on a day") << Millis(86'400'000);
}

void TstSyncWorker::theClockIsSet()
{
    QFETCH(Millis, by);
    const auto waits = [this] {
        int longest = 0;
        for (const QTimer *timer : m_worker->findChildren<QTimer *>())
            longest = std::max(longest, timer->isActive() ? timer->interval() : 0);
        return longest;
    };
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    m_transport->answer({503, ErrorCode::Unknown, {}, 600'000});
    QTRY_COMPARE(ended.count(), 1);
    m_f->clock.jump(by);
    m_worker->localChange(); // whatever happens next
    QCOMPARE(waits(), 600'000);
    QCOMPARE(m_worker->status().nextTry, std::optional(m_f->clock.now() + 600'000));

    QVERIFY(m_worker->pauseUntil(m_f->clock.now() + 1'800'000));
    m_f->clock.advance(600'000);
    m_f->clock.jump(by);
    m_worker->localChange();
    QCOMPARE(waits(), 1'200'000);
    const Millis end = m_f->clock.now() + 1'200'000;
    QCOMPARE(m_worker->status().run.pausedUntil, std::optional(end));
    QCOMPARE(loadRunState(m_f->store->settings()).pausedUntil, std::optional(end));
    m_f->clock.advance(1'200'000);
    wakeUp();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
}

void TstSyncWorker::theClockIsSetJustBeforeAPauseEnds()
{
    m_worker->start();
    QVERIFY(m_worker->pauseUntil(m_f->clock.now() + 1'800'000));
    m_f->clock.jump(-86'400'000);
    QVERIFY(m_worker->resume());
    QVERIFY(!m_worker->status().run.pausedUntil);
    QVERIFY(!loadRunState(m_f->store->settings()).pausedUntil);
}

void TstSyncWorker::theClockIsSetWhileItemsWait()
{
    QVERIFY(m_f->conversation("c1"));
    const auto due = [this] { return std::stoll(m_f->queueText("next_attempt_at", "c1")); };
    const QueuedItem item = m_f->store->backend().pendingSync(1)->at(0);
    QVERIFY(m_f->store->outbox().countTry(item, "busy", "", m_f->clock.now()));
    m_f->clock.jump(-86'400'000);
    m_worker->start(); // it was set while nothing ran
    QVERIFY(due() <= m_f->clock.now() + 360'000);
    m_f->clock.jump(-86'400'000);
    m_worker->localChange();
    QVERIFY(due() <= m_f->clock.now() + 360'000);
    QVERIFY(due() > m_f->clock.now());
}

void TstSyncWorker::aDownloadIsToldUntilItsEnd()
{
    (void)m_f->store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
    const Millis earlier = m_f->clock.now() - 1'000;
    QVERIFY(m_f->store->database().script("UPDATE teams SET last_pull = " + std::to_string(earlier)));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    answerHealth();
    for (std::size_t i = 3; i <= 4; ++i) {
        m_transport->answer(page(true, true));
        QTRY_COMPARE(m_transport->requests.size(), i);
        const SyncStatus status = m_worker->status();
        QCOMPARE(status.state, SyncState::Syncing);
        QCOMPARE(status.run.received, std::int64_t(i - 2));
        QVERIFY(statusSentence(status, 0).contains(QStringLiteral("so far")));
        QCOMPARE(status.lastPull, std::optional(earlier));
    }
    m_transport->answer(page(true));
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Synced);
    QCOMPARE(m_worker->status().lastPull, std::optional(m_f->clock.now()));
}

void TstSyncWorker::conflictsAndExpiryAreToldOnce()
{
    QSignalSpy expired(m_worker.get(), &SyncWorker::authExpired);
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    for (int i = 1; i <= 2; ++i) {
        m_worker->syncNow();
        answerHealth();
        m_transport->answer({401, ErrorCode::Unknown, {}, {}});
        QTRY_COMPARE(ended.count(), i);
        m_transport->requests.clear();
        m_transport->requests.push_back({});
    }
    QCOMPARE(expired.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Attention);
}

void TstSyncWorker::aLockedKeyringIsAskedOnce_data()
{
    QTest::addColumn<std::function<void(TstSyncWorker &)>>("event");
    const auto row
        = [](const char *name, std::function<void(TstSyncWorker &)> event) { QTest::newRow(name) << event; };
    row("sync now", [](TstSyncWorker &t) { t.m_worker->syncNow(); });
    row("unlocked", [](TstSyncWorker &t) { t.m_worker->keyringChanged(); });
    row("signed in again", [](TstSyncWorker &t) { t.m_worker->signedIn(); });
}

// Each reading may open a window that asks for a password.
void TstSyncWorker::aLockedKeyringIsAskedOnce()
{
    QFETCH(std::function<void(TstSyncWorker &)>, event);
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    QVERIFY(m_f->conversation("c1"));
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    answerHealth();
    m_transport->answer({0, ErrorCode::Keyring, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Attention);
    QVERIFY(loadRunState(m_f->store->settings()).keyringLocked);

    const std::size_t asked = m_transport->requests.size();
    m_worker->localChange();
    m_worker->resumedFromSleep();
    m_reachability->become(Reachability::State::Offline);
    m_reachability->become(Reachability::State::Online);
    m_f->clock.advance(tuning::kMaxRetryAfter);
    wakeUp();
    QCOMPARE(m_transport->requests.size(), asked);

    event(*this);
    QTRY_COMPARE(m_transport->requests.size(), asked + 1);
    m_transport->answer(page(false)); // the check
    QTRY_COMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Push);
    m_transport->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(ended.count(), 2);
    QCOMPARE(m_worker->status().state, SyncState::Offline);
}

void TstSyncWorker::aKeyringThatLocksWhileNewsIsWaitedForIsNotAskedAgain()
{
    runThrough();
    QTRY_COMPARE(m_news->requests.size(), std::size_t(1));
    const std::size_t asked = m_transport->requests.size();
    m_news->answer({0, ErrorCode::Keyring, {}, {}});
    QTRY_COMPARE(m_worker->status().state, SyncState::Attention);
    m_f->clock.advance(tuning::kMaxRetryAfter);
    wakeUp();
    QCOMPARE(m_transport->requests.size(), asked);
    QCOMPARE(m_news->requests.size(), std::size_t(1));
    m_worker->keyringChanged();
    QTRY_VERIFY(m_transport->requests.size() > asked);
}

void TstSyncWorker::writeOfAnotherProcessIsPickedUp()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    m_transport->answer({200, ErrorCode::Unknown, R"({"status":"ok","protocol":{"max":2}})", {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    const std::string page
        = R"({"conversations":[],"messages":[],"toolCalls":[],"auditLogs":[],"deleted":[],"conflicts":[],"hasMore":false,"cursor":"c","serverTimestamp":1,"epoch":"e"})";
    QVERIFY(
        m_f->store->database().script("INSERT INTO conversations(id, title) VALUES ('c1', 'by plain SQL')"));
    m_transport->answer({200, ErrorCode::Unknown, page, {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(3));
    QCOMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Push);
    QVERIFY(m_transport->requests.back().body.find("by plain SQL") != std::string::npos);
}

void TstSyncWorker::holdsAsThePersonChose_data()
{
    using OnBattery = SyncOptions::OnBattery;
    QTest::addColumn<bool>("waitOnMetered");
    QTest::addColumn<OnBattery>("choice");
    QTest::addColumn<QList<bool>>("system"); // metered, on battery, saving
    QTest::addColumn<PauseReason>("reason");
    const auto row = [](const char *name, bool wait, OnBattery choice, const QList<bool> &system,
                         PauseReason reason) { QTest::newRow(name) << wait << choice << system << reason; };
    row("nothing special", true, OnBattery::Pause, {false, false, false}, PauseReason::None);
    row("metered, wait", true, OnBattery::Ignore, {true, false, false}, PauseReason::Metered);
    row("metered, sync", false, OnBattery::Ignore, {true, false, false}, PauseReason::None);
    row("battery, ignored", true, OnBattery::Ignore, {false, true, true}, PauseReason::None);
    row("battery, only saving counts", true, OnBattery::PauseWhenSaving, {false, true, false},
        PauseReason::None);
    row("saving", true, OnBattery::PauseWhenSaving, {false, true, true}, PauseReason::Battery);
    row("battery", true, OnBattery::Pause, {false, true, false}, PauseReason::Battery);
    row("saving while plugged in", true, OnBattery::Pause, {false, false, true}, PauseReason::Battery);
    row("both", true, OnBattery::Pause, {true, true, true}, PauseReason::Metered);
}

void TstSyncWorker::holdsAsThePersonChose()
{
    QFETCH(bool, waitOnMetered);
    QFETCH(SyncOptions::OnBattery, choice);
    QFETCH(QList<bool>, system);
    QFETCH(PauseReason, reason);
    SyncOptions options;
    options.waitOnMetered = waitOnMetered;
    options.onBattery = choice;
    m_worker->setOptions(options);
    m_reachability->become(system[0], system[1], system[2]);
    QVERIFY(m_f->conversation("c1"));
    m_worker->start();
    QCOMPARE(m_worker->status().run.pauseReason, reason);
    QTest::qWait(0);
    QCoreApplication::processEvents();
    QCOMPARE(m_transport->requests.empty(), reason != PauseReason::None);
    if (reason == PauseReason::None)
        return;
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    QVERIFY(statusSentence(m_worker->status(), 0).contains(QStringLiteral("1 change")));
    m_reachability->become(false, false, false);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    QVERIFY(m_worker->status().state != SyncState::Paused);
}

void TstSyncWorker::resumeSyncsAnywayUntilTheNetworkIsAnotherOne()
{
    SyncOptions options;
    options.waitOnMetered = true;
    m_worker->setOptions(options);
    m_reachability->become(true, false, false);
    m_worker->start();
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    QCOMPARE(json::parseObject(m_worker->status().toJson())->text("pausedBy"),
        std::optional<std::string>("metered"));
    QVERIFY(m_worker->resume());
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    m_reachability->become(true, true, false);
    QCOMPARE(m_worker->status().run.pauseReason, PauseReason::None);
    m_reachability->become(false, false, false);
    m_reachability->become(true, false, false);
    QCOMPARE(m_worker->status().run.pauseReason, PauseReason::Metered);
}

void TstSyncWorker::holdCutsOffWhatIsOnTheWire()
{
    SyncOptions options;
    options.waitOnMetered = true;
    m_worker->setOptions(options);
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    m_reachability->become(true, false, false);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended.at(0).at(0).value<RunOutcome>().end, RunOutcome::End::Cancelled);
    m_worker->syncNow(); // the user insists, once
    QCOMPARE(m_transport->requests.size(), std::size_t(2));
    QCOMPARE(m_transport->cancels, 1);
}

void TstSyncWorker::optionsAreEffectiveAtOnce()
{
    QVERIFY(m_f->conversation("c1") && m_f->conversation("c2") && m_f->conversation("c3"));
    SyncOptions options;
    options.interval = 3'600'000;
    m_worker->setOptions(options);
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    m_transport->answer({401, ErrorCode::Unknown, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    m_worker->signedIn();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    options.batchItems = 2;
    m_worker->setOptions(options);
    answerHealth();
    m_transport->answer({200, ErrorCode::Unknown,
        R"({"conversations":[],"messages":[],"toolCalls":[],"auditLogs":[],"deleted":[],"conflicts":[],"hasMore":false,"cursor":"c","serverTimestamp":1,"epoch":"e"})",
        {}});
    QTRY_COMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Push);
    const std::string &body = m_transport->requests.back().body;
    QVERIFY(body.find("\"c2\"") != std::string::npos && body.find("\"c3\"") == std::string::npos);
}

void TstSyncWorker::nothingRunsByItselfBeforeItIsStarted()
{
    m_reachability->become(Reachability::State::Online);
    m_worker->setOptions({});
    m_worker->localChange();
    QTest::qWait(int(tuning::kFirstWriteDelay) + 50);
    QVERIFY(m_transport->requests.empty());
}

SyncReply TstSyncWorker::page(bool news, bool hasMore) const
{
    wire::PageWriter writer;
    if (news)
        writer.addRow(EntityType::Conversation, R"({"id":"c","title":"new"})", 7);
    return {200, ErrorCode::Unknown,
        writer.finish(hasMore ? "part" + std::to_string(m_transport->requests.size()) : "cursor",
            wire::restIf(hasMore), m_f->clock.now(), "e1"),
        {}};
}

void TstSyncWorker::runThrough()
{
    (void)m_f->store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
    m_worker->waitForNews([this] {
        auto transport = std::make_unique<HeldTransport>();
        m_news = transport.get();
        return transport;
    });
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    m_transport->answer({200, ErrorCode::Unknown, R"({"status":"ok","protocol":{"max":2}})", {}});
    for (std::size_t i = 2; i <= 3; ++i) { // the check, and the pull
        QTRY_COMPARE(m_transport->requests.size(), i);
        m_transport->answer(page(false));
    }
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(m_news);
}

void TstSyncWorker::newsThatWasWaitedForStartsARun()
{
    runThrough();
    QVERIFY(m_news->requests.at(0).wait > 0);
    QCOMPARE(m_news->requests.at(0).since, std::string("cursor"));
    m_news->answer(page(true));
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(4));
    QCOMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Pull);
    QCOMPARE(m_transport->requests.back().wait, 0);
    m_transport->answer(page(true));
    QTRY_COMPARE(m_news->requests.size(), std::size_t(2));
    QVERIFY(*m_f->store->backend().read(EntityType::Conversation, "c"));
}

void TstSyncWorker::letsGoOfTheWaitingRequest_data()
{
    QTest::addColumn<std::function<void(TstSyncWorker &)>>("event");
    const auto row
        = [](const char *name, std::function<void(TstSyncWorker &)> event) { QTest::newRow(name) << event; };
    row("sync now", [](TstSyncWorker &t) { t.m_worker->syncNow(); });
    row("pause", [](TstSyncWorker &t) { QVERIFY(t.m_worker->pauseUntil(RunState::kPausedForGood)); });
    row("sign-out", [](TstSyncWorker &t) { t.m_worker->signedOut(); });
    row("quit", [](TstSyncWorker &t) { t.m_worker->stop(); });
    row("privacy mode", [](TstSyncWorker &t) { QVERIFY(t.m_worker->setPrivacyMode(true)); });
    row("another network", [](TstSyncWorker &t) { t.m_reachability->become(Reachability::State::Online); });
    row("sleep", [](TstSyncWorker &t) { t.m_worker->resumedFromSleep(); });
    row("a change here", [](TstSyncWorker &t) {
        (void)t.m_f->conversation("c1");
        t.m_worker->localChange();
    });
}

void TstSyncWorker::letsGoOfTheWaitingRequest()
{
    QFETCH(std::function<void(TstSyncWorker &)>, event);
    runThrough();
    QCOMPARE(m_news->cancels, 0);
    event(*this);
    QTRY_COMPARE(m_news->cancels, 1);
}

void TstSyncWorker::anItemThatIsTriedLaterDoesNotEndTheWaiting()
{
    runThrough();
    QVERIFY(m_f->conversation("c1"));
    const Millis later = m_f->clock.now() + 4 * tuning::kInterval;
    QVERIFY(m_f->store->database().run("UPDATE sync_queue SET next_attempt_at = ?", later));
    const std::size_t asked = m_transport->requests.size();
    const auto wakeAfter = [this](Millis time) {
        m_f->clock.advance(time);
        wakeUp();
        QCoreApplication::processEvents();
    };
    wakeAfter(2 * tuning::kInterval);
    QCOMPARE(m_news->cancels, 0);
    QCOMPARE(m_transport->requests.size(), asked);
    wakeAfter(2 * tuning::kInterval);
    QTRY_COMPARE(m_transport->requests.size(), asked + 1);
}

void TstSyncWorker::asksAgainWhereTheAnswerCannotCome_data()
{
    QTest::addColumn<std::function<void(TstSyncWorker &)>>("event");
    QTest::addColumn<bool>("again");
    const auto row = [](const char *name, bool again, std::function<void(TstSyncWorker &)> event) {
        QTest::newRow(name) << event << again;
    };
    row("woken up", true, [](TstSyncWorker &t) { t.m_worker->resumedFromSleep(); });
    row("network back", true,
        [](TstSyncWorker &t) { t.m_reachability->become(Reachability::State::Online); });
    row("network gone", false,
        [](TstSyncWorker &t) { t.m_reachability->become(Reachability::State::Offline); });
    row("paused, then woken up", false, [](TstSyncWorker &t) {
        QVERIFY(t.m_worker->pauseUntil(RunState::kPausedForGood));
        QTRY_COMPARE(t.m_transport->cancels, 1);
        t.m_worker->resumedFromSleep();
    });
}

void TstSyncWorker::asksAgainWhereTheAnswerCannotCome()
{
    QFETCH(std::function<void(TstSyncWorker &)>, event);
    QFETCH(bool, again);
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    event(*this);
    if (again)
        QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    QCoreApplication::processEvents();
    QCOMPARE(m_transport->requests.size(), std::size_t(again ? 2 : 1));
}

void TstSyncWorker::anIdlePullWritesNothing()
{
    runThrough();
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    const auto written = [this] { return sqlite3_total_changes64(m_f->store->database().handle()); };
    const auto before = written();
    m_f->clock.advance(3'600'000);
    m_worker->syncNow();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(4));
    m_transport->answer(page(false));
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(written(), before);
    QCOMPARE(m_worker->status().lastPull, std::optional(m_f->clock.now())); // and yet it is known
    m_worker->stop();
    QCOMPARE(computeStatus(*m_f->store, {}).lastPull, std::optional(m_f->clock.now()));
}

// It answers what waits, which looks as if there were nothing new, and exits.
void TstSyncWorker::aServerThatStopsIsNoticed()
{
    runThrough();
    QCOMPARE(m_worker->status().state, SyncState::Synced);
    m_f->clock.advance(4'000);
    m_news->answer(page(false));
    QTest::qWait(20);
    m_f->clock.advance(2'000);
    QTRY_COMPARE(m_news->requests.size(), std::size_t(2));
    m_news->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(4)); // at once, not at the next tick
    m_transport->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(m_worker->status().state, SyncState::Offline);
}

// System timers may fire a few percent early.
void TstSyncWorker::aTimerThatIsEarlyEndsNoWaiting()
{
    runThrough();
    m_news->answer(page(false)); // not held: it is asked again a few times, and then at intervals
    for (std::size_t again = 1; again <= tuning::kAskedAgain; ++again) {
        QTest::qWait(20);
        m_f->clock.advance(tuning::kAskAgain);
        QTRY_COMPARE(m_news->requests.size(), 1 + again);
        m_news->answer(page(false));
    }
    QTest::qWait(20);
    wakeUp();
    QCOMPARE(m_news->requests.size(), std::size_t(1 + tuning::kAskedAgain)); // too early
    m_f->clock.advance(tuning::kInterval);
    wakeUp();
    QTRY_COMPARE(m_news->requests.size(), std::size_t(2 + tuning::kAskedAgain));
}

void TstSyncWorker::syncedIsNoOlderThanItsProof()
{
    runThrough();
    m_f->clock.advance(tuning::kProofAge - 1);
    QCOMPARE(m_worker->status().state, SyncState::Synced);
    m_f->clock.advance(1); // whatever happened to the request, and to every timer
    const SyncStatus status = m_worker->status();
    QCOMPARE(status.state, SyncState::Waiting);
    QVERIFY2(statusSentence(status, 0).contains(QStringLiteral("last heard from")),
        qPrintable(statusSentence(status, 0)));
    wakeUp();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(4));
    QCOMPARE(m_worker->status().state, SyncState::Syncing);
    m_transport->answer(page(false));
    QTRY_COMPARE(m_worker->status().state, SyncState::Synced);
}

void TstSyncWorker::whoCannotWaitAsksInTime()
{
    SyncOptions options;
    options.interval = 3'600'000;
    m_worker->setOptions(options);
    (void)m_f->store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    m_worker->syncNow();
    answerHealth();
    for (std::size_t i = 3; i <= 3; ++i) { // the check, and the pull
        m_transport->answer(page(false));
        QTRY_COMPARE(m_transport->requests.size(), i);
    }
    m_transport->answer(page(false));
    QTRY_COMPARE(ended.count(), 1);
    m_f->clock.advance(tuning::kLongestWait);
    QCOMPARE(m_worker->status().state, SyncState::Synced);
    wakeUp();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(4));
    // Nor is a server that does not answer well asked more often than at intervals.
    m_transport->answer({503, ErrorCode::Unknown, {}, 600'000});
    QTRY_COMPARE(ended.count(), 2);
    int longest = 0;
    for (const QTimer *timer : m_worker->findChildren<QTimer *>())
        longest = std::max(longest, timer->isActive() ? timer->interval() : 0);
    QCOMPARE(longest, 600'000);
}

void TstSyncWorker::aStoreThatIsAnotherOneIsNotUsed_data()
{
    QTest::addColumn<bool>("replaced");
    QTest::newRow("deleted") << false;
    QTest::newRow("replaced") << true;
}

// SQLite would continue with the deleted file.
void TstSyncWorker::aStoreThatIsAnotherOneIsNotUsed()
{
    QFETCH(bool, replaced);
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("mimir.db"));
    const auto opened = Store::open(path, m_f->clock, m_f->random);
    QVERIFY(opened);
    Store &store = **opened;
    QVERIFY(store.settings().set("server", "https://sync.example.org"));
    QVERIFY(store.settings().set("signed_in", "1"));
    SyncWorker worker(store, *m_transport, *m_reachability, m_f->clock, m_f->random);
    QSignalSpy lost(&worker, &SyncWorker::storeLost);
    QSignalSpy ended(&worker, &SyncWorker::runEnded);
    worker.start();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(worker.status().state != SyncState::Attention);

    QVERIFY(QFile::rename(path, path + QStringLiteral(".aside")));
    if (replaced)
        QVERIFY(QFile::copy(path + QStringLiteral(".aside"), path));
    const ErrorCode why = replaced ? ErrorCode::StoreReplaced : ErrorCode::StoreGone;
    QCOMPARE(worker.status().state, SyncState::Attention);
    QCOMPARE(worker.status().run.storeError, std::optional(why));
    QVERIFY(statusSentence(worker.status(), 0).contains(errorSentence(why)));
    worker.syncNow();
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lost.at(0).at(0).value<ErrorCode>(), why);
    QCOMPARE(ended.back().at(0).value<RunOutcome>().end, RunOutcome::End::StoreFailed);
    QVERIFY(m_transport->requests.empty());
}

void TstSyncWorker::whatIsSaidAtTheStartIsProven()
{
    (void)m_f->store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
    const std::string hourAgo = std::to_string(m_f->clock.now() - 3'600'000);
    QVERIFY(m_f->store->database().script("UPDATE teams SET last_pull = " + hourAgo));
    RunState before;
    before.offline = true;
    before.offlineAt = m_f->clock.now() - 3'600'000;
    QVERIFY(saveRunState(*m_f->store, before));
    QVERIFY(m_worker->pauseUntil(m_f->clock.now() + 1'000));
    m_worker->start();
    QCOMPARE(m_worker->status().state, SyncState::Paused); // neither offline nor synced: no one has asked
    m_f->clock.advance(1'000);
    wakeUp();
    QVERIFY(m_worker->status().state != SyncState::Synced && m_worker->status().state != SyncState::Offline);
}

QTEST_GUILESS_MAIN(TstSyncWorker)
#include "tst_syncworker.moc"
