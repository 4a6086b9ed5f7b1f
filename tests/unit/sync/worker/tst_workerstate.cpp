#include "sync/tuning.h"
#include "sync/worker/workerstate.h"

#include <QTest>

using namespace mimir;
using End = RunOutcome::End;

namespace {

constexpr Millis kNow = 1'763'795'000'000;

RunOutcome outcome(End end, ErrorCode error = ErrorCode::Unknown)
{
    RunOutcome made;
    made.end = end;
    made.error = error;
    return made;
}

class TstWorkerState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_state = {}; }
    void whatWasSavedCountsAsFarAsItIsCertain();
    void aRunThatEndsSaysHowThingsAre();
    void aCancelledRunSaysNothing();
    void whyASignInEndedIsRemembered();
    void anotherRunIsAskedForOnce();
    void aPauseTakesBackWhatWasAskedFor();
    void aRepeatedRunRespectsAPause();
    void patienceGrowsUntilARunEnds();
    void signingOutForgetsWhatWasTold();
    void theLossOfCoverIsToldOnce();
    void aStoreIsLostOnce();
    void instantsMoveWithTheClock();

private:
    /// Ends a run like this.
    void end(const RunOutcome &how) { m_state.runEnded(how, std::nullopt, false, kNow); }
    WorkerState m_state;
};

void TstWorkerState::whatWasSavedCountsAsFarAsItIsCertain()
{
    RunState saved;
    saved.offline = true;
    saved.offlineAt = kNow - tuning::kProofAge + 1;
    saved.storeError = ErrorCode::StoreFull;
    saved.keyringLocked = true;
    saved.nextTry = kNow;
    saved.pausedUntil = RunState::kPausedForGood;
    saved.pauseReason = PauseReason::Metered;
    saved.authExpired = true;
    m_state.start(saved, kNow);
    const RunState &run = m_state.run();
    QVERIFY(m_state.isStarted() && run.offline && run.authExpired);
    QVERIFY(!run.storeError && !run.keyringLocked && !run.nextTry);
    QCOMPARE(run.pauseReason, PauseReason::None);
    QCOMPARE(run.pausedUntil, std::optional(RunState::kPausedForGood));
    m_state.start(saved, kNow + 1);
    QVERIFY(!m_state.run().offline); // too long ago
}

void TstWorkerState::aRunThatEndsSaysHowThingsAre()
{
    m_state.runBegan();
    QVERIFY(m_state.run().running);
    m_state.runEnded(outcome(End::Unreachable, ErrorCode::Offline), kNow + 30'000, true, kNow);
    QVERIFY(!m_state.run().running && m_state.run().offline && m_state.run().portal);
    QCOMPARE(m_state.run().offlineAt, std::optional(kNow));
    QCOMPARE(m_state.run().nextTry, std::optional(kNow + 30'000));
    end(outcome(End::Unreachable, ErrorCode::NotOurs));
    QVERIFY(m_state.run().portal);
    m_state.progressed(1, 2, 0, false);
    QVERIFY(!m_state.run().offline && !m_state.run().portal);
    end(outcome(End::KeyringLocked, ErrorCode::Keyring));
    QVERIFY(m_state.run().keyringLocked && !m_state.run().offlineAt);
    end(outcome(End::StoreFailed, ErrorCode::StoreFull));
    QCOMPARE(m_state.run().storeError, std::optional(ErrorCode::StoreFull));
    end(outcome(End::Done));
    QVERIFY(!m_state.run().storeError && !m_state.run().keyringLocked);
}

void TstWorkerState::aCancelledRunSaysNothing()
{
    end(outcome(End::Unreachable, ErrorCode::Tls));
    end(outcome(End::Cancelled, ErrorCode::Cancelled));
    QVERIFY(m_state.run().offline);
    QCOMPARE(m_state.run().lastError, ErrorCode::Tls);
}

void TstWorkerState::whyASignInEndedIsRemembered()
{
    end(outcome(End::SignedOut, ErrorCode::DeviceRevoked));
    end(outcome(End::Unreachable, ErrorCode::Offline));
    QVERIFY(m_state.run().authExpired);
    QCOMPARE(m_state.run().lastError, ErrorCode::DeviceRevoked);
    end(outcome(End::SignedOut, ErrorCode::SignedOut)); // without a token, no one says why any more
    QCOMPARE(m_state.run().lastError, ErrorCode::DeviceRevoked);
    m_state.signedIn();
    QVERIFY(!m_state.run().authExpired);
}

void TstWorkerState::anotherRunIsAskedForOnce()
{
    QVERIFY(!m_state.takeAskedAgain());
    m_state.askAgain();
    QVERIFY(m_state.takeAskedAgain());
    QVERIFY(!m_state.takeAskedAgain());
    m_state.askAgain();
    m_state.runBegan(); // this is it
    QVERIFY(!m_state.takeAskedAgain());
}

void TstWorkerState::aPauseTakesBackWhatWasAskedFor()
{
    m_state.askAgain();
    m_state.pausedUntil(kNow);
    QVERIFY(!m_state.takeAskedAgain());
    m_state.askAgain();
    QVERIFY(m_state.pausedBy(PauseReason::Battery));
    QVERIFY(!m_state.pausedBy(PauseReason::Battery));
    QVERIFY(!m_state.takeAskedAgain());
    m_state.askAgain();
    QVERIFY(m_state.pausedBy(PauseReason::None));
    QVERIFY(m_state.takeAskedAgain());
}

void TstWorkerState::aRepeatedRunRespectsAPause()
{
    m_state.repeatRun(false);
    QVERIFY(m_state.takeAskedAgain());
    m_state.pausedUntil(RunState::kPausedForGood);
    m_state.repeatRun(false);
    QVERIFY(!m_state.takeAskedAgain());
    m_state.repeatRun(true); // the user asked for it
    QVERIFY(m_state.takeAskedAgain());
}

void TstWorkerState::patienceGrowsUntilARunEnds()
{
    QCOMPARE(m_state.patience(), tuning::kHungAfter);
    m_state.gaveUp();
    QCOMPARE(m_state.patience(), 2 * tuning::kHungAfter);
    for (int i = 0; i < 100; ++i)
        m_state.gaveUp();
    QCOMPARE(m_state.patience(), 32 * tuning::kHungAfter);
    end(outcome(End::Cancelled));
    QCOMPARE(m_state.patience(), 32 * tuning::kHungAfter);
    end(outcome(End::Busy));
    QCOMPARE(m_state.patience(), tuning::kHungAfter);
}

void TstWorkerState::signingOutForgetsWhatWasTold()
{
    end(outcome(End::Unreachable, ErrorCode::Offline));
    end(outcome(End::SignedOut, ErrorCode::SignedOut));
    m_state.keyringFailed(ErrorCode::KeyringAbsent);
    QCOMPARE(m_state.run().lastError, ErrorCode::KeyringAbsent);
    m_state.askAgain();
    m_state.signedOut();
    QVERIFY(!m_state.run().offline && !m_state.run().authExpired && !m_state.run().keyringLocked);
    QVERIFY(!m_state.takeAskedAgain());
}

void TstWorkerState::theLossOfCoverIsToldOnce()
{
    QVERIFY(!m_state.lostCover(false));
    QVERIFY(!m_state.lostCover(true));
    QVERIFY(!m_state.lostCover(true));
    QVERIFY(m_state.lostCover(false));
    QVERIFY(!m_state.lostCover(false));
}

void TstWorkerState::aStoreIsLostOnce()
{
    m_state.askAgain();
    QVERIFY(m_state.storeLost(ErrorCode::StoreGone));
    QVERIFY(!m_state.takeAskedAgain());
    QVERIFY(!m_state.storeLost(ErrorCode::StoreGone));
    QVERIFY(m_state.storeLost(ErrorCode::StoreReplaced));
}

void TstWorkerState::instantsMoveWithTheClock()
{
    m_state.confirmed(kNow);
    m_state.confirmed(kNow - 1);
    m_state.clockJumped(-5, kNow + 1, kNow + 2);
    QCOMPARE(m_state.run().lastConfirmed, std::optional(kNow - 5));
    QVERIFY(!m_state.run().offlineAt);
    QCOMPARE(m_state.run().pausedUntil, std::optional(kNow + 1));
    QCOMPARE(m_state.run().nextTry, std::optional(kNow + 2));
}

} // namespace

QTEST_APPLESS_MAIN(TstWorkerState)
#include "tst_workerstate.moc"
