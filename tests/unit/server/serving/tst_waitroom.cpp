// Waiting pulls, event by event.
#include "server/serving/waitroom.h"

#include <QTest>

using namespace mimir::server;
using namespace std::chrono_literals;

namespace {

const std::string kTeam = "0190-team";
const WaitRoom::Instant kStart {};

WaitRoom::WaitingPull pull(const std::string &name, std::int64_t user, WaitRoom::Instant until = kStart + 25s)
{
    auto pending = std::make_shared<PendingRequest>();
    pending->request.id = name;
    pending->until = until;
    return {pending, {kTeam, user}, {}};
}

std::string namesOf(const std::vector<WaitRoom::WaitingPull> &pulls)
{
    std::string names;
    for (const WaitRoom::WaitingPull &one : pulls)
        names += (names.empty() ? "" : " ") + one.pending->request.id;
    return names;
}

} // namespace

class TstWaitRoom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWakeOfAPersonReachesThatPersonOnly();
    void aWakeOfATeamReachesAllOfItAndNobodyElse();
    void aWakeBetweenTicketAndWaitingIsNotLost();
    void aWakeOfAnotherPersonBetweenThemChangesNothing();
    void forgottenWakesCostAQuestionAndLoseNothing();
    void theWokenComeOutInPortionsAndInOrder();
    void whatNoQueueTookIsTheNextAgain();
    void timeEndsTheWait();
    void aClientThatHasGoneIsSwept();
    void aWokenClientThatHasGoneIsNotAskedFor();
    void nobodyWaitsInAClosedRoom();
    void knowsWhichTeamsAreWaitedFor();
};

void TstWaitRoom::aWakeOfAPersonReachesThatPersonOnly()
{
    WaitRoom room;
    room.wait(pull("a", 1), room.ticket());
    room.wait(pull("b", 2), room.ticket());
    room.wake({kTeam, 1});
    QCOMPARE(namesOf(room.takeWoken(10)), "a");
    QCOMPARE(room.size(), std::size_t(1));
}

void TstWaitRoom::aWakeOfATeamReachesAllOfItAndNobodyElse()
{
    WaitRoom room;
    room.wait(pull("a", 1), room.ticket());
    room.wait(pull("b", 2), room.ticket());
    auto other = pull("other", 1);
    other.interest.teamId = "0190-other";
    room.wait(std::move(other), room.ticket());
    room.wake({kTeam, 0});
    QCOMPARE(namesOf(room.takeWoken(10)), "a b");
    QCOMPARE(room.size(), std::size_t(1));
}

void TstWaitRoom::aWakeBetweenTicketAndWaitingIsNotLost()
{
    for (const std::int64_t woken : {1, 0}) {
        WaitRoom room;
        const auto ticket = room.ticket(); // the pull finds nothing …
        room.wake({kTeam, woken});         // … and before it waits, a push commits
        room.wait(pull("a", 1), ticket);
        QCOMPARE(namesOf(room.takeWoken(10)), "a");
        room.wait(pull("a", 1), room.ticket()); // the second check has seen that push
        QVERIFY(!room.hasWoken());
    }
}

void TstWaitRoom::aWakeOfAnotherPersonBetweenThemChangesNothing()
{
    WaitRoom room;
    const auto ticket = room.ticket();
    room.wake({kTeam, 2});
    room.wake({"0190-other", 0});
    room.wait(pull("a", 1), ticket);
    QVERIFY(!room.hasWoken());
    QCOMPARE(room.size(), std::size_t(1));
}

void TstWaitRoom::forgottenWakesCostAQuestionAndLoseNothing()
{
    WaitRoom room;
    const auto ticket = room.ticket();
    room.wake({kTeam, 1});
    for (int i = 0; i < 30'000; ++i)
        room.wake({"team " + std::to_string(i), 0});
    room.wait(pull("a", 1), ticket);
    QCOMPARE(namesOf(room.takeWoken(10)), "a");
    room.wait(pull("a", 1), room.ticket());
    QVERIFY(!room.hasWoken());
}

void TstWaitRoom::theWokenComeOutInPortionsAndInOrder()
{
    WaitRoom room;
    for (int i = 0; i < 5; ++i)
        room.wait(pull(std::to_string(i), 1), room.ticket());
    room.wake({kTeam, 0});
    QCOMPARE(namesOf(room.takeWoken(2)), "0 1");
    QCOMPARE(namesOf(room.takeWoken(2)), "2 3");
    QCOMPARE(namesOf(room.takeWoken(2)), "4");
    QVERIFY(!room.hasWoken());
}

void TstWaitRoom::whatNoQueueTookIsTheNextAgain()
{
    WaitRoom room;
    for (int i = 0; i < 3; ++i)
        room.wait(pull(std::to_string(i), 1), room.ticket());
    room.wake({kTeam, 0});
    auto first = room.takeWoken(1);
    room.giveBack(std::move(first.front()));
    QCOMPARE(namesOf(room.takeWoken(3)), "0 1 2");
}

void TstWaitRoom::timeEndsTheWait()
{
    WaitRoom room;
    room.wait(pull("late", 1, kStart + 5s), room.ticket());
    room.wait(pull("later", 1, kStart + 6s), room.ticket());
    QCOMPARE(namesOf(room.takeEnded(kStart + 4s)), "");
    QCOMPARE(namesOf(room.takeEnded(kStart + 5s)), "late");
    QCOMPARE(room.size(), std::size_t(1));
    room.wake({kTeam, 1});
    QCOMPARE(namesOf(room.takeWoken(10)), "later");
}

void TstWaitRoom::aClientThatHasGoneIsSwept()
{
    WaitRoom room;
    const auto gone = std::make_shared<std::atomic<bool>>(false);
    auto one = pull("a", 1);
    one.pending->request.gone = gone;
    room.wait(std::move(one), room.ticket());
    QCOMPARE(namesOf(room.takeEnded(kStart)), "");
    *gone = true;
    QCOMPARE(namesOf(room.takeEnded(kStart)), "a");
    QCOMPARE(room.size(), std::size_t(0));
}

void TstWaitRoom::aWokenClientThatHasGoneIsNotAskedFor()
{
    WaitRoom room;
    const auto gone = std::make_shared<std::atomic<bool>>(true);
    auto one = pull("a", 1);
    one.pending->request.gone = gone;
    room.wait(std::move(one), room.ticket());
    room.wake({kTeam, 0});
    QCOMPARE(namesOf(room.takeEnded(kStart)), "a");
    QCOMPARE(room.size(), std::size_t(0));
}

void TstWaitRoom::nobodyWaitsInAClosedRoom()
{
    WaitRoom room;
    room.wait(pull("a", 1), room.ticket());
    room.wait(pull("b", 2), room.ticket());
    room.wake({kTeam, 2});
    QCOMPARE(namesOf(room.close()), "a b");
    const auto ticket = room.ticket();
    room.wake({kTeam, 1});
    room.wait(pull("c", 1), ticket);
    QCOMPARE(namesOf(room.takeEnded(kStart)), "c");
    QCOMPARE(room.size(), std::size_t(0));
}

void TstWaitRoom::knowsWhichTeamsAreWaitedFor()
{
    WaitRoom room;
    QVERIFY(room.teams().empty());
    room.wait(pull("a", 1), room.ticket());
    room.wait(pull("b", 2), room.ticket());
    QCOMPARE(room.teams(), std::vector {kTeam});
    room.wake({kTeam, 0});
    QVERIFY(room.teams().empty());
}

QTEST_GUILESS_MAIN(TstWaitRoom)
#include "tst_waitroom.moc"
