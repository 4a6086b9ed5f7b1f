// What only shows with several connections at once: revisions become visible in the order in which they are
// assigned, so that no cursor skips a row that commits late; and a page shows one moment.
#include "support/bothengines.h"
#include "support/syncfixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <map>
#include <set>
#include <thread>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;
using wire::Status;

namespace {

/// A separate connection, as each thread of each node has.
struct Node {
    Node(const StorageLocation &location, const Clock &clock, std::uint64_t seed)
        : storage(openStorage(location)), random(seed), service(storage->sync(), clock, random)
    {
    }
    std::unique_ptr<Storage> storage;
    SeededRandom random;
    SyncService service;
};

/// A team with two people, in a place that several connections can open.
struct Place {
    Place()
    {
        location = engineOfRow() == Engine::Postgres
            ? newLocation()
            : StorageLocation {directory.filePath(QStringLiteral("server.db")), {}};
        const auto storage = openStorage(location);
        Accounts accounts(storage->sql(), clock, random, PasswordCost::cheapest());
        user = accounts.addUser("ada@example.org", "Ada", "correct horse")->pk;
        (void)accounts.addOrg("acme", "Acme");
        team = *accounts.addTeam("acme", "web", "Web", "");
        (void)accounts.addMember("acme", "web", "ada@example.org", "developer");
    }
    Caller caller(const std::string &device) const { return {user, team, device, device}; }
    static wire::Batch batch(std::int64_t seq, std::vector<wire::Item> items)
    {
        wire::Batch made;
        for (wire::Item &one : items)
            one.opSeq = ++made.lastOpSeq + seq;
        made.lastOpSeq += seq;
        made.items = std::move(items);
        return made;
    }

    QTemporaryDir directory;
    FakeClock clock;
    SeededRandom random {1};
    StorageLocation location;
    std::int64_t user = 0;
    std::string team;
};

} // namespace

class TstSyncStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void aLateCommitIsNotSteppedOver();
    void followersMissNothingAndSeeNothingTwice();
    void aPageIsOneMoment();
    void devicesOfOneTeamAreNumberedAtOnce();
};

// One transaction has a revision and has not committed yet; another wants the next one.
void TstSyncStore::aLateCommitIsNotSteppedOver()
{
    Place place;
    Node slow(place.location, place.clock, 2);
    Node reader(place.location, place.clock, 3);
    SyncStore &store = slow.storage->sync();
    QVERIFY(store.begin(SyncStore::Lock::Held));
    auto team = **store.enter(place.user, place.team, SyncStore::Lock::Held);
    StoredRow late;
    late.id = "late";
    late.owner = place.user;
    late.rev = ++team.rev;
    late.commitMs = team.commitMs = place.clock.now();
    late.payload = R"({"id":"late","title":"x"})";
    const StoredRow *const rows[] = {&late};
    QVERIFY(store.insertRows(team.pk, rows));
    QVERIFY(store.saveTeam(team));

    std::atomic<bool> done {false};
    std::jthread other([&] {
        Node quick(place.location, place.clock, 4);
        const auto answer
            = quick.service.push(place.caller("quick"), Place::batch(0, {conversation("early", "y")}));
        if (!answer)
            qWarning("%s", answer.error().message.c_str());
        done = true;
    });
    // While the lock is held nothing overtakes; a pull now must not get past the revision already assigned.
    std::string cursor;
    for (int i = 0; i < 20; ++i) {
        const auto page = wire::decodePage(reader.service.pull(place.caller("reader"), {cursor})->body);
        cursor = page->cursor;
        if (!page->rows.empty() || done)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    QVERIFY(!done);
    QVERIFY(store.commit());
    other.join();
    const auto page = wire::decodePage(reader.service.pull(place.caller("reader"), {cursor})->body);
    QCOMPARE(page->rows.size(), std::size_t(2));
    QVERIFY(rowOf(*page, "late")->rev < rowOf(*page, "early")->rev);
}

void TstSyncStore::followersMissNothingAndSeeNothingTwice()
{
    Place place;
    constexpr int kWriters = 3;
    constexpr int kBatches = 40;
    std::atomic<int> running {kWriters};
    std::atomic<int> failed {0};
    std::vector<std::thread> writers;
    writers.reserve(kWriters);
    for (int w = 0; w < kWriters; ++w)
        writers.emplace_back([&, w] {
            Node node(place.location, place.clock, std::uint64_t(10 + w));
            const std::string device = "writer" + std::to_string(w);
            for (int i = 0; i < kBatches; ++i) {
                const std::string id = device + "-" + std::to_string(i);
                const auto answer = node.service.push(place.caller(device),
                    Place::batch(2 * i, {conversation(id, "x"), message("m" + id, id, "y")}));
                failed += !answer || answer->results[1].status != Status::Applied;
            }
            --running;
        });
    Node follower(place.location, place.clock, 20);
    std::map<std::string, std::int64_t> seen;
    std::string cursor;
    std::int64_t last = 0;
    int twice = 0;
    int backwards = 0;
    for (bool more = true; more;) {
        more = running > 0;
        PullQuery query;
        query.since = cursor;
        query.limit = 7;
        for (bool hasMore = true; hasMore;) {
            const auto page = wire::decodePage(follower.service.pull(place.caller("follower"), query)->body);
            std::set<std::int64_t> revs;
            for (const wire::PulledRow &row : page->rows) {
                twice += !seen.emplace(row.record.id, row.rev).second;
                revs.insert(row.rev);
            }
            backwards += !revs.empty() && *revs.begin() <= last;
            last = revs.empty() ? last : *revs.rbegin();
            query.since = page->cursor;
            hasMore = page->hasMore;
        }
        cursor = query.since;
    }
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(failed.load(), 0);
    QCOMPARE(twice, 0);
    QCOMPARE(backwards, 0);
    QCOMPARE(seen.size(), std::size_t(kWriters * kBatches * 2));
}

// What is committed between the statements of a pull is not in it: rows, cursor and instant belong together.
void TstSyncStore::aPageIsOneMoment()
{
    Place place;
    Node writer(place.location, place.clock, 2);
    Node reader(place.location, place.clock, 3);
    QVERIFY(writer.service.push(place.caller("w"), Place::batch(0, {conversation("c1", "x")})));
    SyncStore &store = reader.storage->sync();
    QVERIFY(store.begin(SyncStore::Lock::None));
    const auto team = **store.enter(place.user, place.team, SyncStore::Lock::None);
    QVERIFY(writer.service.push(place.caller("w"), Place::batch(1, {conversation("c2", "y")})));
    const auto stream = store.ownRows(team.pk, place.user, {});
    int rows = 0;
    while (stream->next()) {
        QVERIFY(stream->rev() <= team.rev);
        ++rows;
    }
    QVERIFY(stream->status());
    QCOMPARE(rows, 1);
    store.rollback();
    QCOMPARE(wire::decodePage(reader.service.pull(place.caller("r"), {})->body)->rows.size(), std::size_t(2));
}

void TstSyncStore::devicesOfOneTeamAreNumberedAtOnce()
{
    Place place;
    std::atomic<int> failed {0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            Node node(place.location, place.clock, std::uint64_t(t));
            for (int i = 0; i < 10; ++i)
                failed += !node.service.push(
                    place.caller("device" + std::to_string(t * 10 + i)), Place::batch(0, {}));
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failed.load(), 0);
    const auto storage = openStorage(place.location);
    QCOMPARE(storage->sql().query("SELECT count(DISTINCT pk) FROM devices")->integer(0, 0), 40);
}

QTEST_GUILESS_MAIN(TstSyncStore)
#include "tst_syncstore.moc"
