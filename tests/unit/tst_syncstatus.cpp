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
    QVERIFY(saveRunState(f.store->settings(), run));
    const RunState back = loadRunState(f.store->settings());
    QVERIFY(back.offline && !back.portal && !back.authExpired);
    QCOMPARE(back.nextTry, run.nextTry);
    QCOMPARE(back.pausedUntil, run.pausedUntil);
    QCOMPARE(back.lastError, run.lastError);
    QCOMPARE(back.hold, run.hold);
}

QTEST_GUILESS_MAIN(TstSyncStatus)
#include "tst_syncstatus.moc"
