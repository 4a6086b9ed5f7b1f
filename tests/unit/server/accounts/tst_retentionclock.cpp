// A server whose clock was wrong: the time it reports, what it deletes because of it, how it recovers. Both
// engines.
#include "server/accounts/retentionclock.h"
#include "server/accounts/sessions.h"
#include "support/syncfixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;
using namespace mimir::server;

namespace {

constexpr Millis kHour = 3'600'000;
constexpr Millis kDay = 24 * kHour;

} // namespace

class TstRetentionClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void wrongClockDeletesNothing();
    void timeThatPassesDeletes();
    void serverThatWasOffCatchesUp();
    void answersSayTheClockNotTheCommit();
    void commitsComeBackByThemselves();
    void clockThatFallsForOnePushMovesNoCommitBack();
    void signInsOutliveAWrongClock();

private:
    static RetentionClock retention(SyncFixture &f) { return {f.sql(), f.clock()}; }
    static Millis commitOf(SyncFixture &f)
    {
        return f.sql().query("SELECT max(commit_ms) FROM teams")->integer(0, 0);
    }
};

void TstRetentionClock::wrongClockDeletesNothing()
{
    SyncFixture f(engineOfRow());
    const Millis start = f.clock().now();
    QCOMPARE(*retention(f).advance(0), start);
    f.clock().advance(kHour);
    f.clock().jump(400 * kDay);
    const Millis ahead = *retention(f).advance(kHour);
    QVERIFY(ahead <= start + 2 * kHour);
    QCOMPARE(*retention(f).now(), ahead);
    f.clock().jump(-400 * kDay);
    f.clock().advance(kHour);
    QCOMPARE(*retention(f).advance(kHour), f.clock().now());
    f.clock().jump(-400 * kDay);
    QCOMPARE(*retention(f).advance(kHour), f.clock().now()); // never later than the clock
    f.clock().jump(400 * kDay);
    QVERIFY(*retention(f).now() >= start + 2 * kHour);
}

void TstRetentionClock::timeThatPassesDeletes()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, rev));
    (void)retention(f).advance(0);
    f.clock().jump(400 * kDay);
    QVERIFY(f.service().emptyTrash(*retention(f).advance(kHour)));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 1);
    f.clock().jump(-400 * kDay);
    f.clock().advance(31 * kDay);
    QVERIFY(f.service().emptyTrash(*retention(f).advance(31 * kDay)));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 0);
}

void TstRetentionClock::serverThatWasOffCatchesUp()
{
    SyncFixture f(engineOfRow());
    (void)retention(f).advance(0);
    f.clock().advance(kDay); // off: no one counts
    Millis now = *retention(f).advance(0);
    QVERIFY(now < f.clock().now());
    for (int hour = 0; hour < 25; ++hour) {
        f.clock().advance(kHour);
        now = *retention(f).advance(kHour);
    }
    QCOMPARE(now, f.clock().now());
}

void TstRetentionClock::answersSayTheClockNotTheCommit()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.clock().jump(400 * kDay);
    f.pushOne(a, conversation("c1", "One"));
    f.clock().jump(-400 * kDay);
    QCOMPARE(f.pull(a).serverTimestamp, f.clock().now());
    QCOMPARE(f.push(a, {conversation("c2", "Two")})->serverTimestamp, f.clock().now());
    QVERIFY(*behindCommits(f.sql(), f.clock().now()) >= 400 * kDay);
}

void TstRetentionClock::commitsComeBackByThemselves()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.clock().jump(400 * kDay);
    f.pushOne(a, conversation("c1", "One"));
    f.clock().jump(-400 * kDay);
    const Millis wrong = commitOf(f);
    f.pushOne(a, conversation("c2", "Two"));
    QCOMPARE(commitOf(f), wrong); // the current clock may be the wrong one
    f.clock().advance(kHour + 1);
    f.pushOne(a, conversation("c3", "Three"));
    QCOMPARE(commitOf(f), f.clock().now());
    QCOMPARE(*behindCommits(f.sql(), f.clock().now()), Millis(0));
    f.clock().advance(1000);
    f.pushOne(a, conversation("c4", "Four"));
    QCOMPARE(commitOf(f), f.clock().now());
    // A client that goes by time still finds what is new.
    QVERIFY(rowOf(f.pull(a, std::to_string(f.clock().now())), "c4"));
}

void TstRetentionClock::clockThatFallsForOnePushMovesNoCommitBack()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    const Millis before = commitOf(f);
    f.clock().jump(-400 * kDay);
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, rev));
    QCOMPARE(commitOf(f), before);
    f.clock().jump(400 * kDay);
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 1);
    f.clock().advance(1000);
    f.pushOne(a, conversation("c2", "Two"));
    QCOMPARE(commitOf(f), f.clock().now());
    QCOMPARE(f.count("teams", "clock_doubt<>0"), 0);
}

void TstRetentionClock::signInsOutliveAWrongClock()
{
    SyncFixture f(engineOfRow());
    SeededRandom random(3);
    Sessions sessions(f.sql(), f.clock(), random);
    const auto org = f.sql().query("SELECT pk FROM orgs WHERE slug='acme'");
    const auto opened = sessions.open({f.ada(), org->integer(0, 0)});
    QVERIFY(opened);
    (void)retention(f).advance(0);
    f.clock().jump(400 * kDay);
    QVERIFY(sessions.purge(*retention(f).advance(kHour)));
    const auto renewed = sessions.refresh(opened->refresh, "", "");
    QVERIFY(renewed);
    f.clock().jump(-400 * kDay);
    QVERIFY(sessions.refresh(renewed->refresh, "", ""));
}

QTEST_GUILESS_MAIN(TstRetentionClock)
#include "tst_retentionclock.moc"
