#include "support/storefixture.h"
#include "sync/syncstatus.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstSyncStatus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverSignedInIsLocalAndNoWarning();
    void precedence();
    void syncedIsImpossibleWhileSomethingIsOpen();
    void jsonHasTheFixedShape();
    void everyStateSaysWhatItMeans();
    void runStateComesBack();
    void othersTellWhatTheOwnerKnows();
    void aPauseThatIsOverIsNone();
    void aTimeOfAnotherDayHasItsDate();
    void itemsThatTheServerWantsLaterHaveATime();
    void privacyModeIsSaidInEveryState();
    void aLockedKeyringIsNoLackOfANetwork();
};

void TstSyncStatus::neverSignedInIsLocalAndNoWarning()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Local);
}

void TstSyncStatus::precedence()
{
    StoreFixture f;
    f.signIn();
    const auto state = [&f](const RunState &run) { return computeStatus(*f.store, run).state; };
    QVERIFY(f.store->database().script("UPDATE teams SET last_pull = 1"));
    RunState run;
    QCOMPARE(state(run), SyncState::Synced);
    QVERIFY(f.store->settings().setPrivacyMode(true, 1));
    QCOMPARE(state(run), SyncState::Private);
    run.pausedUntil = RunState::kPausedForGood;
    QCOMPARE(state(run), SyncState::Paused);
    run.offline = true;
    QCOMPARE(state(run), SyncState::Offline);
    run.offline = false;
    run.nextTry = 5;
    QCOMPARE(state(run), SyncState::Waiting);
    run.running = true;
    run.total = 3;
    QCOMPARE(state(run), SyncState::Syncing);
    Conflict conflict;
    conflict.id = "k1";
    conflict.losing = conflict.winning = "1";
    QVERIFY(f.store->conflicts().add(conflict));
    QCOMPARE(state(run), SyncState::Conflict);
    run.keyringLocked = true;
    QCOMPARE(state(run), SyncState::Attention);
    run.keyringLocked = false;
    run.authExpired = true;
    QCOMPARE(state(run), SyncState::Attention);
    QVERIFY(f.store->settings().set("signed_in", "0"));
    QCOMPARE(state(run), SyncState::SignedOut);
    run.storeError = ErrorCode::StoreFull;
    QCOMPARE(state(run), SyncState::Attention);
}

void TstSyncStatus::syncedIsImpossibleWhileSomethingIsOpen()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced); // never pulled
    QVERIFY(f.store->database().script("UPDATE teams SET last_pull = 1"));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Synced);
    QVERIFY(f.store->database().script("UPDATE teams SET pull_failed = 1 WHERE slug = 'ops'"));
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced);
    QVERIFY(f.store->database().script("UPDATE teams SET pull_failed = 0"));
    QVERIFY(f.conversation("c1"));
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced);
    QVERIFY(f.store->queue().park(f.store->backend().pendingSync(1)->at(0), "validation", ""));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Attention);
}

void TstSyncStatus::jsonHasTheFixedShape()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    const auto json = json::parseObject(computeStatus(*f.store, {}).toJson());
    for (const char *key : {"state", "pending", "held", "failed", "conflicts", "quarantined", "lastPush",
             "lastPull", "nextTry", "server", "team", "teams", "deviceId"})
        QVERIFY2(json->find(key), key);
    QCOMPARE(json->integer("pending"), 1);
    QCOMPARE(json->text("team"), std::string("web"));
    QCOMPARE(*json->find("lastPull"), std::string("null"));
    const auto teams = json::parseArray(*json->find("teams"));
    QCOMPARE(teams->size(), std::size_t(2));
    QCOMPARE(json::parseObject(teams->at(0))->integer("pending"), 1);
}

void TstSyncStatus::everyStateSaysWhatItMeans()
{
    std::set<QString> sentences;
    std::set<QString> titles;
    for (int state = 0; state <= static_cast<int>(SyncState::Local); ++state) {
        SyncStatus status;
        status.state = static_cast<SyncState>(state);
        status.pending = 14;
        status.failed = 3;
        status.conflicts = 2;
        sentences.insert(statusSentence(status, 0));
        titles.insert(statusTitle(status.state));
    }
    QCOMPARE(sentences.size(), std::size_t(10));
    QCOMPARE(titles.size(), std::size_t(10));
    QVERIFY(!sentences.contains(QString()));
    SyncStatus offline;
    offline.state = SyncState::Offline;
    offline.pending = 14;
    QVERIFY(statusSentence(offline, 0).contains(QStringLiteral("14")));
}

void TstSyncStatus::runStateComesBack()
{
    StoreFixture f;
    RunState run;
    run.offline = true;
    run.nextTry = 77;
    run.pausedUntil = RunState::kPausedForGood;
    run.lastError = ErrorCode::Tls;
    run.hold = RunState::Hold::Battery;
    run.storeError = ErrorCode::StoreFull;
    run.keyringLocked = true;
    QVERIFY(saveRunState(f.store->settings(), run));
    const RunState back = loadRunState(f.store->settings());
    QVERIFY(back.offline && !back.portal && !back.authExpired && back.keyringLocked);
    QCOMPARE(back.nextTry, run.nextTry);
    QCOMPARE(back.pausedUntil, run.pausedUntil);
    QCOMPARE(back.lastError, run.lastError);
    QCOMPARE(back.hold, run.hold);
    QCOMPARE(back.storeError, run.storeError);
}

void TstSyncStatus::othersTellWhatTheOwnerKnows()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->database().script("UPDATE teams SET last_pull = 1"));
    RunState run;
    run.storeError = ErrorCode::StoreFull;
    run.running = run.fetching = true;
    run.received = 12;
    run.lastHeard = 77;
    const SyncStatus owner = computeStatus(*f.store, run);
    SyncStatus other = computeStatus(*f.store, {});
    overlay(other, *json::parseObject(owner.toJson()));
    QCOMPARE(statusSentence(other, 0), statusSentence(owner, 0));
    QCOMPARE(other.state, SyncState::Attention);
    QCOMPARE(other.run.received, 12);
    QVERIFY(other.run.busy());
    QCOMPARE(other.lastPull, std::optional<Millis>(77));
}

void TstSyncStatus::aPauseThatIsOverIsNone()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->database().script("UPDATE teams SET last_pull = 1"));
    RunState run;
    run.pausedUntil = f.clock.now() + 1;
    QCOMPARE(computeStatus(*f.store, run).state, SyncState::Paused);
    f.clock.advance(1);
    QCOMPARE(computeStatus(*f.store, run).state, SyncState::Synced);
}

void TstSyncStatus::aTimeOfAnotherDayHasItsDate()
{
    const QDateTime noon(QDate(2026, 3, 4), QTime(12, 0));
    SyncStatus status;
    status.state = SyncState::Paused;
    const auto until = [&](const QDateTime &end) {
        status.run.pausedUntil = end.toMSecsSinceEpoch();
        return statusSentence(status, noon.toMSecsSinceEpoch());
    };
    QCOMPARE(until(noon.addSecs(7200)).count(QStringLiteral("26")), 0);
    QVERIFY(until(noon.addDays(3)).contains(QStringLiteral("26")));
    const QDateTime morning = QDateTime::fromMSecsSinceEpoch(tomorrow(noon.toMSecsSinceEpoch()));
    QCOMPARE(morning, QDateTime(QDate(2026, 3, 5), QTime(6, 0)));
}

void TstSyncStatus::itemsThatTheServerWantsLaterHaveATime()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->database().script("UPDATE teams SET last_pull = 1"));
    QVERIFY(f.conversation("c1"));
    const QueuedItem item = f.store->backend().pendingSync(1)->at(0);
    QVERIFY(f.store->queue().countTry(item, "busy", "", f.clock.now()));
    SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.state, SyncState::Waiting);
    QCOMPARE(status.nextTry, std::optional(f.clock.now() + 30'000));
    const QString later = statusSentence(status, f.clock.now());
    QVERIFY2(later.contains(QStringLiteral("wants some of it later")), qPrintable(later));
    RunState busy;
    busy.nextTry = f.clock.now() + 5000;
    status = computeStatus(*f.store, busy);
    QCOMPARE(status.nextTry, busy.nextTry);
    QVERIFY(statusSentence(status, f.clock.now()).contains(QStringLiteral("busy")));
    busy.nextTry.reset();
    busy.pausedUntil = RunState::kPausedForGood;
    QVERIFY(!computeStatus(*f.store, busy).nextTry); // nothing is tried then
}

void TstSyncStatus::privacyModeIsSaidInEveryState()
{
    for (int state = 0; state <= static_cast<int>(SyncState::Local); ++state) {
        SyncStatus status;
        status.state = static_cast<SyncState>(state);
        status.pending = 14;
        status.privacyMode = true;
        const QString sentence = statusSentence(status, 0);
        QVERIFY2(sentence.contains(QStringLiteral("nothing leaves this device")), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("will be sent")), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("is sent")), qPrintable(sentence));
    }
}

void TstSyncStatus::aLockedKeyringIsNoLackOfANetwork()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    RunState run;
    run.keyringLocked = true;
    const QString locked = statusSentence(computeStatus(*f.store, run), 0);
    QVERIFY2(locked.contains(QStringLiteral("keyring is locked")), qPrintable(locked));
    QVERIFY2(locked.contains(QStringLiteral("1 change(s) are safe on this device")), qPrintable(locked));
    QVERIFY(f.store->settings().set("token_store", "file"));
    const QString file = statusSentence(computeStatus(*f.store, run), 0);
    QVERIFY2(
        !file.contains(QStringLiteral("keyring")) && file.contains(QStringLiteral("file")), qPrintable(file));
}

QTEST_GUILESS_MAIN(TstSyncStatus)
#include "tst_syncstatus.moc"
