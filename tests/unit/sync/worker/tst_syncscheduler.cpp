#include "core/randomsource.h"
#include "sync/tuning.h"
#include "sync/worker/syncscheduler.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::tuning;
using End = SyncScheduler::RunEnd;

class TstSyncScheduler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsEveryIntervalAndAtOnceAtStart();
    void firstWriteAfterAPauseLeavesSoonAndTheNextWaits();
    void backsOffInFourStepsWithJitter();
    void retryAfterWins();
    void syncNowOverridesPauseAndBackOff();
    void networkUpAndResumeEndTheBackOff();
    void afterSleepTheNetworkIsTriedOften();
    void haltedWaitsForSignIn();
    void failedStoreIsTriedAgainAndAfterEveryChange();
    void pauseEndsByItselfOrNever();
    void itemsOwnNextTryIsKeptAndClamped();
    void clockSetBackDoesNotStrandIt();

private:
    static constexpr Millis kNow = 1'000'000'000'000;
    SeededRandom m_random {3};
};

void TstSyncScheduler::runsEveryIntervalAndAtOnceAtStart()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow));
    s.runEnded(kNow, {End::Done});
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + kInterval));
}

void TstSyncScheduler::firstWriteAfterAPauseLeavesSoonAndTheNextWaits()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {End::Done});
    s.localChange(kNow + 5000);
    QCOMPARE(s.nextRun(kNow + 5000), std::optional<Millis>(kNow + 5000 + kFirstWriteDelay));
    s.runEnded(kNow + 6000, {.end = End::Done, .sentAnything = true});
    s.localChange(kNow + 7000);
    QCOMPARE(s.nextRun(kNow + 7000), std::optional<Millis>(kNow + 6000 + kInterval));
}

void TstSyncScheduler::backsOffInFourStepsWithJitter()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    std::set<Millis> seen;
    for (std::size_t i = 0; i < 8; ++i) {
        s.runEnded(kNow, {End::ConnectionFailed});
        const double delay = static_cast<double>(*s.nextRun(kNow) - kNow);
        const double step = static_cast<double>(kBackOff[std::min<std::size_t>(i, 3)]);
        QVERIFY2(
            delay >= step * kJitterLow && delay <= step * kJitterHigh, qPrintable(QString::number(delay)));
        seen.insert(*s.nextRun(kNow));
        s.localChange(kNow); // a write does not shorten a back-off
        QCOMPARE(static_cast<double>(*s.nextRun(kNow) - kNow), delay);
    }
    QVERIFY(seen.size() > 6);
    s.runEnded(kNow, {End::Done});
    QVERIFY(!s.nextTry());
}

void TstSyncScheduler::retryAfterWins()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {End::ConnectionFailed, 7000});
    QCOMPARE(s.nextTry(), std::optional<Millis>(kNow + 7000));
    s.runEnded(kNow, {End::ConnectionFailed, Millis(99) * 24 * 3600 * 1000});
    QCOMPARE(s.nextTry(), std::optional<Millis>(kNow + kMaxRetryAfter));
}

void TstSyncScheduler::syncNowOverridesPauseAndBackOff()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {End::ConnectionFailed});
    s.pauseUntil(INT64_MAX);
    QCOMPARE(s.nextRun(kNow), std::nullopt);
    s.syncNow(kNow);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow));
    s.runEnded(kNow, {.end = End::Done, .sentAnything = true});
    QCOMPARE(s.nextRun(kNow), std::nullopt); // still paused
    s.resume(kNow);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow));
}

void TstSyncScheduler::networkUpAndResumeEndTheBackOff()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    for (int i = 0; i < 4; ++i)
        s.runEnded(kNow, {End::ConnectionFailed});
    s.networkUp(kNow + 1000);
    QCOMPARE(s.nextRun(kNow + 1000), std::optional<Millis>(kNow + 1000));
    s.runEnded(kNow + 1000, {End::ConnectionFailed});
    s.resumedFromSleep(kNow + 2000);
    QCOMPARE(s.nextRun(kNow + 2000), std::optional<Millis>(kNow + 2000));
}

void TstSyncScheduler::afterSleepTheNetworkIsTriedOften()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    for (int i = 0; i < 4; ++i)
        s.runEnded(kNow, {End::ConnectionFailed});
    s.resumedFromSleep(kNow);
    for (Millis now = kNow; now < kNow + kAfterSleep; now = *s.nextRun(now)) {
        s.runEnded(now, {End::ConnectionFailed});
        QVERIFY(*s.nextRun(now) <= now + 6000);
    }
    s.runEnded(kNow + kAfterSleep, {End::ConnectionFailed});
    QVERIFY(*s.nextRun(kNow + kAfterSleep) > kNow + kAfterSleep + 20'000);
}

void TstSyncScheduler::haltedWaitsForSignIn()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {End::Halted});
    QCOMPARE(s.nextRun(kNow), std::nullopt);
    s.localChange(kNow);
    QCOMPARE(s.nextRun(kNow), std::nullopt);
    s.signedIn(kNow);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow));
}

void TstSyncScheduler::failedStoreIsTriedAgainAndAfterEveryChange()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {End::StoreFailed});
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + kStoreRetry));
    QVERIFY(!s.nextTry()); // it is not the server that is busy
    s.localChange(kNow);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + kFirstWriteDelay));
}

void TstSyncScheduler::pauseEndsByItselfOrNever()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.pauseUntil(kNow + 1'800'000);
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + 1'800'000));
    QCOMPARE(s.nextRun(kNow + 1'800'000), std::optional<Millis>(kNow));
    QVERIFY(!s.mayRun(kNow));
    QVERIFY(s.mayRun(kNow + 1'800'000));
    s.block();
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + 1'800'000)); // the user wants to know when it ends
    QVERIFY(!s.mayRun(kNow + 1'800'000));
    s.syncNow(kNow);
    QVERIFY(s.mayRun(kNow));
}

void TstSyncScheduler::itemsOwnNextTryIsKeptAndClamped()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.setInterval(3'600'000, kNow);
    s.runEnded(kNow, {.nextDue = kNow + 30'000, .sentAnything = true});
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + 30'000));
    s.runEnded(kNow, {.nextDue = kNow + Millis(10) * 365 * 86'400'000, .sentAnything = true});
    QCOMPARE(s.nextRun(kNow), std::optional<Millis>(kNow + kBackOff.back() * 2));
}

void TstSyncScheduler::clockSetBackDoesNotStrandIt()
{
    SyncScheduler s(m_random);
    s.started(kNow);
    s.runEnded(kNow, {.end = End::Done, .sentAnything = true});
    const Millis before = kNow - Millis(365) * 86'400'000;
    QVERIFY(*s.nextRun(before) <= before + kMaxRetryAfter);
    s.localChange(before);
    QCOMPARE(s.nextRun(before), std::optional<Millis>(before + kFirstWriteDelay));
}

QTEST_GUILESS_MAIN(TstSyncScheduler)
#include "tst_syncscheduler.moc"
