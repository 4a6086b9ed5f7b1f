// Pulls that wait at the server: what they report, and what servers and proxies may do to them.
#include "core/wire/wire.h"
#include "support/fakeclock.h"
#include "sync/tuning.h"
#include "sync/worker/newswatch.h"

#include <QTest>

#include <map>

using namespace mimir;
using Teams = NewsWatch::Teams;
using namespace mimir::test;

namespace {

struct Line {
    std::vector<SyncRequest> requests;
    Transport::Done done;
    int cancels = 0;

    bool open() const { return done != nullptr; }
    void answer(const SyncReply &reply) { std::exchange(done, nullptr)(reply); }
};

class LineTransport final : public Transport {
public:
    explicit LineTransport(std::vector<std::unique_ptr<Line>> &lines)
    {
        lines.push_back(std::make_unique<Line>());
        m_line = lines.back().get();
    }
    void send(const SyncRequest &request, Done done) override
    {
        m_line->requests.push_back(request);
        m_line->done = std::move(done);
    }
    void cancel() override { ++m_line->cancels; } // the answer comes later

private:
    Line *m_line;
};

SyncReply page(bool news)
{
    wire::PageWriter writer;
    if (news)
        writer.addRow(EntityType::Conversation, R"({"id":"c","title":"new"})", 7);
    return {200, ErrorCode::Unknown, writer.finish("cursor", wire::restIf(news), 1000, "e1"), {}};
}

SyncReply failure(int status, ErrorCode code = ErrorCode::Unknown)
{
    return {status, code, {}, {}};
}

SyncRequest pullOf(const std::string &team, const std::string &since = "one")
{
    SyncRequest pull;
    pull.kind = SyncRequest::Kind::Pull;
    pull.server = "https://sync.example.org";
    pull.teamId = team;
    pull.since = since;
    return pull;
}

} // namespace

class TstNewsWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void asksToBeHeldForALimitedTime();
    void newsIsToldOnce();
    void quietAnswersAreFollowedByTheNextRequest();
    void aWaitThatEndsEarlyIsFollowedAtOnce();
    void whatIsOverdueCoversNothing();
    void theTeamThatIsSilentLongestCounts();
    void aServerThatDoesNotHoldIsAskedAtIntervals();
    void aProxyThatCutsIsAskedForLess();
    void deadNetworksAreLeftToTheRun();
    void refusalsAreLeftToTheRun_data();
    void refusalsAreLeftToTheRun();
    void newsThatDoesNotGoAwayIsNoBusyLoop();
    void letsGoOfEverythingAtOnce();
    void waitsForAFewTeamsOnly();
    void aRequestThatIsHeldEndsTheDoubts();
    void anHourIsCheap_data();
    void anHourIsCheap();

private:
    Line &line(std::size_t at = 0) { return *m_lines.at(at); }
    void answer(const SyncReply &reply, Millis after, std::size_t at = 0)
    {
        m_clock.advance(after);
        line(at).answer(reply);
    }

    FakeClock m_clock;
    SeededRandom m_random {11};
    std::vector<std::unique_ptr<Line>> m_lines;
    std::unique_ptr<NewsWatch> m_watch;
    int m_news = 0;
};

void TstNewsWatch::init()
{
    m_watch.reset();
    m_lines.clear();
    m_news = 0;
    m_watch = std::make_unique<NewsWatch>(
        [this] { return std::make_unique<LineTransport>(m_lines); }, m_clock, m_random);
    m_watch->onNews([this] {
        ++m_news;
        m_watch->stop();
    });
}

void TstNewsWatch::asksToBeHeldForALimitedTime()
{
    QVERIFY(!m_watch->covers());
    m_watch->watch({pullOf("t")}, Teams::All);
    QVERIFY(m_watch->covers());
    const SyncRequest &request = line().requests.at(0);
    QCOMPARE(request.limit, std::size_t(1));
    QVERIFY(request.wait >= 40'000 && request.wait <= 50'000);
    QVERIFY(!request.lastOpSeq);
    QVERIFY(!m_watch->nextStep());
}

void TstNewsWatch::newsIsToldOnce()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    answer(page(true), 300);
    QCOMPARE(m_news, 1);
    QVERIFY(!line().open());
    m_watch->watch({pullOf("t", "two")}, Teams::All);
    QVERIFY(line().open());
    QCOMPARE(line().requests.back().since, std::string("two"));
}

void TstNewsWatch::quietAnswersAreFollowedByTheNextRequest()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    for (int i = 1; i < 5; ++i) {
        answer(page(false), 22'000);
        QCOMPARE(m_watch->confirmedAt(), std::optional(m_clock.now()));
        QCOMPARE(line().requests.size(), std::size_t(1 + i));
        QVERIFY(m_watch->covers());
    }
    QCOMPARE(m_news, 0);
}

// How a server that stops behaves: it answers what waits, at any moment.
void TstNewsWatch::aWaitThatEndsEarlyIsFollowedAtOnce()
{
    for (const Millis after : {5, 3'000, 9'900, 30'000}) {
        init();
        m_watch->watch({pullOf("t")}, Teams::All);
        for (int again = 0; again < 3; ++again) { // one that is stopping may still answer so
            answer(page(false), after);
            if (!line().open()) {
                QVERIFY(*m_watch->nextStep() <= m_clock.now() + 2'000);
                m_clock.set(*m_watch->nextStep());
                m_watch->step();
            }
            QVERIFY(line().open());
        }
        answer(failure(0, ErrorCode::Offline), 1);
        QVERIFY(!m_watch->covers()); // a run checks
    }
}

void TstNewsWatch::whatIsOverdueCoversNothing()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    const Millis asked = line().requests.at(0).wait;
    m_clock.advance(asked + tuning::kWaitMargin);
    QVERIFY(m_watch->covers());
    m_clock.advance(1);
    QVERIFY(!m_watch->covers()); // the answer should have come
    line().answer(page(false));
    QVERIFY(m_watch->covers());
    answer(page(false), 5); // too early: the next request is due soon
    m_clock.set(*m_watch->nextStep());
    QVERIFY(m_watch->covers());
    m_clock.advance(2'000);
    QVERIFY(!m_watch->covers()); // and none has been sent
}

void TstNewsWatch::theTeamThatIsSilentLongestCounts()
{
    QVERIFY(!m_watch->confirmedAt());
    m_watch->watch({pullOf("t"), pullOf("u")}, Teams::All);
    const Millis begun = m_clock.now();
    answer(page(false), 22'000, 0);
    QCOMPARE(m_watch->confirmedAt(), std::optional(begun));
    answer(page(false), 1'000, 1);
    QCOMPARE(m_watch->confirmedAt(), std::optional(begun + 22'000));
}

void TstNewsWatch::aServerThatDoesNotHoldIsAskedAtIntervals()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    answer(page(false), 5);
    for (int again = 0; again < tuning::kAskedAgain; ++again) { // the server might be stopping
        m_clock.set(*m_watch->nextStep());
        m_watch->step();
        answer(page(false), 5);
    }
    QVERIFY(!line().open());
    QVERIFY(m_watch->covers()); // it is polled as often as a run would
    QCOMPARE(m_watch->nextStep(), std::optional(m_clock.now() - 5 + tuning::kInterval));
    m_watch->step();
    QVERIFY(!line().open());
    m_clock.advance(tuning::kInterval);
    m_watch->step();
    QVERIFY(line().open());
}

void TstNewsWatch::aProxyThatCutsIsAskedForLess()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    answer(failure(504), 20'000);
    QVERIFY(line().open());
    QVERIFY(m_watch->covers());
    QVERIFY(line().requests.back().wait <= 15'000);
    answer(page(false), 14'000);
    QVERIFY(m_watch->covers() && line().open());
    QVERIFY(line().requests.back().wait <= 15'000); // and stays at that
    QCOMPARE(m_news, 0);
}

void TstNewsWatch::deadNetworksAreLeftToTheRun()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    answer(failure(0, ErrorCode::Offline), 5'500);
    QVERIFY(m_watch->covers() && line().open()); // a proxy may have closed it
    answer(failure(0, ErrorCode::Offline), 10);
    QVERIFY(!m_watch->covers() && !line().open());
    QCOMPARE(m_news, 0);
    // The run has found that all is well: it continues here, later.
    m_watch->watch({pullOf("t")}, Teams::All);
    QVERIFY(!line().open());
    m_clock.set(*m_watch->nextStep());
    m_watch->step();
    answer(page(false), 22'000);
    QVERIFY(m_watch->covers() && line().open());
}

void TstNewsWatch::refusalsAreLeftToTheRun_data()
{
    QTest::addColumn<int>("status");
    for (int status : {400, 401, 403, 404, 409, 410, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TstNewsWatch::refusalsAreLeftToTheRun()
{
    QFETCH(int, status);
    m_watch->watch({pullOf("t")}, Teams::All);
    SyncReply refusal = failure(status);
    refusal.retryAfter = 90'000;
    answer(refusal, 10);
    QVERIFY(!m_watch->covers() && !line().open());
    QCOMPARE(m_news, 0);
    QVERIFY(*m_watch->nextStep() >= m_clock.now() + 90'000);
}

void TstNewsWatch::newsThatDoesNotGoAwayIsNoBusyLoop()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    answer(page(true), 10);
    m_watch->watch({pullOf("t")}, Teams::All); // the run got no further
    answer(page(true), 10);
    QCOMPARE(m_news, 1);
    QVERIFY(!line().open() && !m_watch->covers());
    QVERIFY(*m_watch->nextStep() >= m_clock.now() + tuning::kInterval);
}

void TstNewsWatch::letsGoOfEverythingAtOnce()
{
    m_watch->watch({pullOf("t"), pullOf("u")}, Teams::All);
    m_watch->stop();
    QCOMPARE(line(0).cancels + line(1).cancels, 2);
    QVERIFY(!m_watch->covers() && !m_watch->nextStep());
    answer(page(true), 10); // it was in transit
    QCOMPARE(m_news, 0);
    // Starts again while the second request has not ended yet.
    m_watch->watch({pullOf("t", "two"), pullOf("u", "two")}, Teams::All);
    QCOMPARE(line(0).requests.size(), std::size_t(2));
    QCOMPARE(line(1).requests.size(), std::size_t(1));
    line(1).answer(failure(0, ErrorCode::Cancelled));
    QCOMPARE(line(1).requests.size(), std::size_t(2));
    QCOMPARE(line(1).requests.back().since, std::string("two"));
    QVERIFY(m_watch->covers());
}

void TstNewsWatch::waitsForAFewTeamsOnly()
{
    std::vector<SyncRequest> pulls;
    for (std::size_t i = 0; i <= tuning::kWaitingTeams; ++i)
        pulls.push_back(pullOf("t" + std::to_string(i)));
    m_watch->watch(pulls, Teams::All);
    QCOMPARE(m_lines.size(), tuning::kWaitingTeams);
    QVERIFY(!m_watch->covers());
    pulls.pop_back();
    m_watch->watch(pulls, Teams::All);
    QVERIFY(m_watch->covers());
    m_watch->watch(pulls, Teams::Some);
    QVERIFY(!m_watch->covers());
}

// News that a run could not fetch, after which every run ends the waiting request before it is answered.
void TstNewsWatch::aRequestThatIsHeldEndsTheDoubts()
{
    m_watch->watch({pullOf("t")}, Teams::All);
    for (int told = 0; told < 2; ++told) {
        answer(page(true), 10);
        m_watch->stop();
        m_watch->watch({pullOf("t")}, Teams::All);
        m_clock.set(m_clock.now() + tuning::kInterval);
        m_watch->step();
    }
    QVERIFY(!m_watch->covers());
    m_clock.set(m_clock.now() + tuning::kInterval);
    m_watch->stop();
    m_watch->watch({pullOf("t")}, Teams::All);
    QVERIFY(m_watch->covers());
}

void TstNewsWatch::anHourIsCheap_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("news");
    QTest::addColumn<qint64>("after");
    QTest::addColumn<int>("most");
    QTest::newRow("a server that holds") << 200 << false << qint64(22'000) << 170;
    QTest::newRow("a server that answers at once") << 200 << false << qint64(2) << 370;
    QTest::newRow("always the same news") << 200 << true << qint64(2) << 370;
    QTest::newRow("cut after 20 s") << 504 << false << qint64(20'000) << 400;
    QTest::newRow("cut at once") << 502 << false << qint64(2) << 100;
    QTest::newRow("refused") << 400 << false << qint64(2) << 100;
}

void TstNewsWatch::anHourIsCheap()
{
    QFETCH(int, status);
    QFETCH(bool, news);
    QFETCH(qint64, after);
    QFETCH(int, most);
    m_watch->watch({pullOf("t")}, Teams::All);
    const Millis end = m_clock.now() + 3'600'000;
    while (m_clock.now() < end) {
        if (line().open())
            answer(status == 200 ? page(news) : failure(status), after);
        else
            m_clock.set(std::max(m_clock.now() + 1, m_watch->nextStep().value_or(m_clock.now() + 10'000)));
        if (!m_watch->covers() && !line().open()) // the runs that continue at intervals
            m_watch->watch({pullOf("t")}, Teams::All);
        m_watch->step();
    }
    QVERIFY2(
        line().requests.size() <= std::size_t(most), qPrintable(QString::number(line().requests.size())));
}

QTEST_GUILESS_MAIN(TstNewsWatch)
#include "tst_newswatch.moc"
