// Requests, answers and waits, with a lane that the test controls.
#include "server/serving/dispatcher.h"

#include <QTest>

#include <algorithm>

using namespace mimir::server;
using namespace std::chrono_literals;

namespace {

const std::string kTeam = "0190-team";

struct Asked {
    std::shared_ptr<const Request> request;
    std::function<void(Response)> respond;
};

// What the lanes were asked for, up to the size of their job queue.
struct FakeLanes {
    std::mutex mutex;
    std::vector<Asked> asked;
    std::size_t capacity = 100;
    std::size_t most = 0; ///< at once

    bool ask(std::shared_ptr<const Request> request, std::function<void(Response)> respond)
    {
        const std::lock_guard lock(mutex);
        if (asked.size() >= capacity)
            return false;
        asked.push_back({std::move(request), std::move(respond)});
        most = std::max(most, asked.size());
        return true;
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return asked.size();
    }
    Asked next()
    {
        const std::lock_guard lock(mutex);
        Asked first = asked.front();
        asked.erase(asked.begin());
        return first;
    }
};

struct World {
    FakeLanes lanes;
    std::mutex mutex;
    std::vector<Response> answers;
    std::vector<Wake> told;
    Dispatcher dispatcher;

    explicit World(std::size_t atOnce = 4)
        : dispatcher(
            [this](auto request, auto respond) { return lanes.ask(std::move(request), std::move(respond)); },
            [this](const std::vector<Wake> &wakes) { told.insert(told.end(), wakes.begin(), wakes.end()); },
            atOnce)
    {
    }
    void take(const std::string &id)
    {
        Request request;
        request.id = id;
        dispatcher.take(std::move(request), [this](Response response) {
            const std::lock_guard lock(mutex);
            answers.push_back(std::move(response));
        });
    }
    void wait(std::int64_t user, std::chrono::milliseconds longest = 25s)
    {
        Response response;
        response.body = "empty";
        response.wait = WaitRequest {kTeam, user, longest};
        lanes.next().respond(std::move(response));
    }
    void answerNext(const std::string &body, std::vector<Wake> wakes = {})
    {
        Response response;
        response.body = body;
        response.wakes = std::move(wakes);
        lanes.next().respond(std::move(response));
    }
    std::size_t answered()
    {
        const std::lock_guard lock(mutex);
        return answers.size();
    }
};

} // namespace

class TstDispatcher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersWhatTheLaneAnswers();
    void aFullLaneIsBusy();
    void aWaitingPullIsAskedAgainWhenSomethingComes();
    void theAnswerTellsHowLongItWaited();
    void aPushWakesHereAndElsewhere();
    void theWaitIsCountedFromTheBeginning();
    void manyAreAskedAFewAtATime();
    void theWokenWaitForRoomInTheLane();
    void closingAnswersEverybodyAndClosesConnections();
    void whoComesWhileItClosesDoesNotWait();
};

void TstDispatcher::answersWhatTheLaneAnswers()
{
    World world;
    world.take("a");
    QCOMPARE(world.lanes.count(), std::size_t(1));
    world.answerNext("yes");
    QCOMPARE(world.answers.at(0).body, "yes");
    QVERIFY(world.told.empty());
}

void TstDispatcher::aFullLaneIsBusy()
{
    World world;
    world.lanes.capacity = 0;
    world.take("a");
    const Response &answer = world.answers.at(0);
    QCOMPARE(answer.status, 503);
    QVERIFY(std::ranges::count(answer.headers, std::pair<std::string, std::string>("Retry-After", "1")) == 1);
}

void TstDispatcher::aWaitingPullIsAskedAgainWhenSomethingComes()
{
    World world;
    world.take("a");
    world.wait(7);
    QCOMPARE(world.dispatcher.waiting(), std::size_t(1));
    QCOMPARE(world.dispatcher.teamsWaitedFor(), std::vector {kTeam});
    world.dispatcher.wake({kTeam, 8});
    world.dispatcher.wake({kTeam, 7});
    QTRY_COMPARE(world.lanes.count(), std::size_t(1));
    QCOMPARE(world.answered(), std::size_t(0));
    world.answerNext("rows");
    QCOMPARE(world.answers.at(0).body, "rows");
}

void TstDispatcher::theAnswerTellsHowLongItWaited()
{
    World world;
    world.take("pull");
    world.wait(1, 30ms);
    QTRY_COMPARE(world.answered(), std::size_t(1));
    QVERIFY(world.answers[0].waited >= 30ms);
    world.take("again");
    world.answerNext("at once");
    QVERIFY(world.answers[1].waited == 0ms);
}

void TstDispatcher::aPushWakesHereAndElsewhere()
{
    World world;
    world.take("pull");
    world.wait(7);
    world.take("push");
    world.answerNext("pushed", {{kTeam, 7}});
    QCOMPARE(world.answers.at(0).body, "pushed");
    QCOMPARE(world.told.size(), std::size_t(1));
    QTRY_COMPARE(world.lanes.count(), std::size_t(1));
    world.answerNext("rows");
}

void TstDispatcher::theWaitIsCountedFromTheBeginning()
{
    World world;
    world.take("a");
    world.wait(7, 1ms);
    world.dispatcher.wake({kTeam, 7});
    QTRY_VERIFY(world.lanes.count() + world.answered() > 0); // its time may be up before it was asked
    if (world.lanes.count() > 0)
        world.wait(7, 25s);
    QTRY_COMPARE_WITH_TIMEOUT(world.answered(), std::size_t(1), 3000);
    QCOMPARE(world.answers.at(0).body, "empty");
    QVERIFY(!world.answers.at(0).wait);
}

void TstDispatcher::manyAreAskedAFewAtATime()
{
    World world(4);
    for (int i = 0; i < 400; ++i) {
        world.take("a");
        world.wait(i + 1);
    }
    world.lanes.most = 0;
    world.dispatcher.wake({kTeam, 0});
    for (std::size_t i = 0; i < 400; ++i) {
        QTRY_VERIFY(world.lanes.count() > 0);
        world.answerNext("rows");
    }
    QCOMPARE(world.answered(), std::size_t(400));
    QVERIFY(world.lanes.most <= 4);
    QCOMPARE(world.dispatcher.waiting(), std::size_t(0));
}

void TstDispatcher::theWokenWaitForRoomInTheLane()
{
    World world;
    world.take("a");
    world.wait(7);
    world.lanes.capacity = 0;
    world.dispatcher.wake({kTeam, 7});
    QTest::qWait(60);
    QCOMPARE(world.answered(), std::size_t(0));
    world.lanes.capacity = 1;
    QTRY_COMPARE(world.lanes.count(), std::size_t(1));
    world.answerNext("rows");
    QCOMPARE(world.answers.at(0).body, "rows");
}

void TstDispatcher::closingAnswersEverybodyAndClosesConnections()
{
    World world;
    for (int i = 0; i < 10; ++i) {
        world.take("a");
        world.wait(7);
    }
    world.dispatcher.beginClosing();
    QCOMPARE(world.answered(), std::size_t(10));
    for (const Response &answer : world.answers) {
        QCOMPARE(answer.body, "empty");
        QCOMPARE(answer.headers.back().first, "Connection");
    }
}

void TstDispatcher::whoComesWhileItClosesDoesNotWait()
{
    World world;
    world.take("a");
    world.dispatcher.beginClosing();
    world.wait(7);
    QTRY_COMPARE(world.answered(), std::size_t(1));
    QCOMPARE(world.answers.at(0).body, "empty");
}

QTEST_GUILESS_MAIN(TstDispatcher)
#include "tst_dispatcher.moc"
