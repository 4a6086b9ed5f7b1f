// Two nodes on a real PostgreSQL: each hears what the other announces; and what was missed is found by
// polling.
#include "server/serving/wakeups.h"
#include "support/postgresserver.h"

#include <QTest>

#include <algorithm>

using namespace mimir;
using namespace mimir::server;
using namespace std::chrono_literals;
using test::PostgresServer;

namespace {

struct Node {
    std::mutex mutex;
    std::vector<Wake> heard;
    std::vector<std::string> waitedFor;
    Wakeups wakeups;

    explicit Node(
        const std::string &url, std::vector<std::string> teams = {}, std::chrono::milliseconds askEvery = 1h)
        : Node({url, url, 20ms, askEvery}, std::move(teams))
    {
    }
    Node(const Wakeups::Config &config, std::vector<std::string> teams)
        : waitedFor(std::move(teams)), wakeups(
                                           config,
                                           [this](const Wake &wake) {
                                               const std::lock_guard lock(mutex);
                                               heard.push_back(wake);
                                           },
                                           [this] { return waitedFor; })
    {
    }
    std::string all()
    {
        const std::lock_guard lock(mutex);
        std::vector<std::string> words;
        words.reserve(heard.size());
        for (const Wake &wake : heard)
            words.push_back(wake.teamId + ":" + std::to_string(wake.user));
        std::ranges::sort(words);
        std::string text;
        for (const std::string &word : words)
            text += (text.empty() ? "" : " ") + word;
        return text;
    }
    void forget()
    {
        const std::lock_guard lock(mutex);
        heard.clear();
    }
};

void sql(const std::string &url, const std::string &text)
{
    const auto connection = PostgresConnection::open(url);
    QVERIFY(connection);
    QVERIFY((*connection)->script(text));
}

std::string databaseWithTeams()
{
    std::string url = PostgresServer::shared().newDatabase();
    sql(url,
        "CREATE TABLE teams(id text PRIMARY KEY, rev bigint NOT NULL); INSERT INTO teams VALUES('t1', 5), "
        "('t2', 7)");
    return url;
}

} // namespace

class TstWakeups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatOneNodeTellsTheOtherHears();
    void manyWakesOfOneMomentAreSaidOnce();
    void doesNotHearItself();
    void hearsNothingOfAnotherDatabase();
    void findsByAskingWhatWasNotSaid();
    void asksWhileItCannotListen();
    void listensAgainAfterThePostgresWasAway();
    void saysWhatItHasLeftWhenItEnds();
};

void TstWakeups::whatOneNodeTellsTheOtherHears()
{
    const std::string url = databaseWithTeams();
    Node one(url);
    Node other(url);
    QTRY_VERIFY(one.wakeups.isListening() && other.wakeups.isListening());
    one.wakeups.tell({{"t1", 4}, {"t1", 0}});
    QTRY_COMPARE(other.all(), "t1:0 t1:4");
    other.wakeups.tell({{"t2", 9}});
    QTRY_COMPARE(one.all(), "t2:9");
}

void TstWakeups::manyWakesOfOneMomentAreSaidOnce()
{
    const std::string url = databaseWithTeams();
    Node one(url);
    Node other(url);
    QTRY_VERIFY(one.wakeups.isListening() && other.wakeups.isListening());
    for (int i = 0; i < 1000; ++i)
        one.wakeups.tell({{"t1", 4}});
    one.wakeups.tell({{"t2", 1}});
    QTRY_VERIFY(other.all().ends_with("t2:1"));
    QVERIFY2(other.heard.size() < 100, std::to_string(other.heard.size()).c_str());
}

void TstWakeups::doesNotHearItself()
{
    const std::string url = databaseWithTeams();
    Node one(url);
    Node other(url);
    QTRY_VERIFY(one.wakeups.isListening() && other.wakeups.isListening());
    one.wakeups.tell({{"t1", 4}});
    QTRY_COMPARE(other.all(), "t1:4");
    other.wakeups.tell({{"t2", 4}}); // arrives after anything of its own
    QTRY_VERIFY(!one.all().empty());
    QCOMPARE(one.all(), "t2:4");
}

void TstWakeups::hearsNothingOfAnotherDatabase()
{
    Node one(databaseWithTeams());
    const std::string url = databaseWithTeams();
    Node other(url);
    QTRY_VERIFY(one.wakeups.isListening() && other.wakeups.isListening());
    one.wakeups.tell({{"t1", 4}});
    sql(url, "NOTIFY mimir_wake, 'nonsense'; NOTIFY mimir_wake, 't2 x'; NOTIFY mimir_wake, 't2 1'");
    QTRY_COMPARE(other.all(), "t2:1");
}

void TstWakeups::findsByAskingWhatWasNotSaid()
{
    const std::string url = databaseWithTeams();
    Node one(url, {"t1"}, 30ms);
    QTRY_COMPARE(one.all(), "t1:0"); // never seen before: better once too often
    QTest::qWait(100);
    QCOMPARE(one.all(), "t1:0");
    one.forget();
    sql(url, "UPDATE teams SET rev=rev+1");
    QTRY_COMPARE(one.all(), "t1:0");
}

void TstWakeups::asksWhileItCannotListen()
{
    const std::string url = databaseWithTeams();
    Node one({"postgresql://127.0.0.1:1/nobody", url, 20ms, 30ms}, {"t2"});
    QTRY_COMPARE(one.all(), "t2:0");
    one.forget();
    sql(url, "UPDATE teams SET rev=rev+1");
    QTRY_COMPARE(one.all(), "t2:0");
    QVERIFY(!one.wakeups.isListening());
}

void TstWakeups::listensAgainAfterThePostgresWasAway()
{
    const auto postgres = PostgresServer::start();
    const std::string url = postgres->newDatabase();
    sql(url,
        "CREATE TABLE teams(id text PRIMARY KEY, rev bigint NOT NULL); INSERT INTO teams VALUES('t1', 5)");
    Node one(url);
    Node other(url, {"t1"}, 300ms);
    QTRY_COMPARE(other.all(), "t1:0");
    QTRY_VERIFY(one.wakeups.isListening() && other.wakeups.isListening());
    postgres->kill();
    QTRY_VERIFY(!one.wakeups.isListening() && !other.wakeups.isListening());
    one.wakeups.tell({{"t1", 3}}); // stored until it can be announced
    other.forget();
    postgres->resume();
    sql(url, "UPDATE teams SET rev=rev+1");
    QTRY_VERIFY_WITH_TIMEOUT(one.wakeups.isListening() && other.wakeups.isListening(), 15'000);
    QTRY_VERIFY(other.all().starts_with("t1:0"));
    one.wakeups.tell({{"t1", 4}});
    QTRY_VERIFY(other.all().ends_with("t1:4"));
}

void TstWakeups::saysWhatItHasLeftWhenItEnds()
{
    const std::string url = databaseWithTeams();
    Node other(url);
    QTRY_VERIFY(other.wakeups.isListening());
    {
        Node one({url, url, 1h, 1h}, {});
        QTRY_VERIFY(one.wakeups.isListening());
        one.wakeups.tell({{"t1", 4}});
    }
    QTRY_COMPARE(other.all(), "t1:4");
}

QTEST_GUILESS_MAIN(TstWakeups)
#include "tst_wakeups.moc"
