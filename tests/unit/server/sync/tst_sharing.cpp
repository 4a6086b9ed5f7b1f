// Who sees and who may write what in a team: roles, conversations that are shared with it and unshared
// (docs/protocol.md, "The server's rule"). Through the real service, on both engines.
#include "support/bothengines.h"
#include "support/syncfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;
using wire::Action;
using wire::Status;

namespace {

/// A conversation of Ada's with a message, a tool call and an audit entry, and everyone's devices.
struct Team : SyncFixture {
    Team() : SyncFixture(engineOfRow())
    {
        rev = push(ada,
            {conversation("c1", "One"), message("m1", "c1", "hello"), toolCall("t1", "c1"),
                audit("a1", "run")})
                  ->results[0]
                  .rev;
    }
    wire::ItemResult setVisibility(const std::string &value)
    {
        auto result = pushOne(ada, edit("c1", "visibility", value, rev, ++at));
        rev = std::max(rev, result.rev);
        return result;
    }
    std::size_t rowsFor(const TestDevice &device) { return pull(device).rows.size(); }

    TestDevice ada = device("laptop");
    TestDevice bob = device("b", SyncFixture::bob());
    TestDevice carol = device("v", SyncFixture::carol()); ///< a viewer
    TestDevice dan = device("d", SyncFixture::dan());     ///< an admin of the team
    std::int64_t rev = 0;
    Millis at = kT;
};

std::set<std::string> idsOf(const wire::Page &page)
{
    std::set<std::string> ids;
    for (const wire::PulledRow &row : page.rows)
        ids.insert(row.record.id);
    return ids;
}

} // namespace

class TstSharing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void conversationsArePersonalByDefault();
    void sharingReachesTheTeamWithMessagesAndToolCalls();
    void peopleOfOneNameAreToldApart();
    void withdrawingTakesThemBack();
    void sharedAgainTheyComeBack();
    void whatComesLaterIsSharedToo();
    void deletionsReachEverybody();
    void withdrawnAndThenDeletedIsOnlyGone();
    void createdSharedInOneBatch();
    void sharedWithEditsOfItsMessagesInOneBatch();
    void onlyTheOwnerWrites();
    void aViewerReadsAndMayNotWrite();
    void anAdminMayWithdrawAndNothingElse();
    void theOwnerMayShareAgainAfterAnAdmin();
    void roleIsReadOnEachRequest();
    void sameIdOfTwoPeople();
    void anIdIsSharedByOnePersonOnly();
    void tracesDoNotTakeAwayWhatSomebodyElseShares();
    void whoIsWoken();
    void originalClientSharesToo();
    void pagesHoldBothStreams_data();
    void pagesHoldBothStreams();
    void byTimeNothingIsLeftOut();
    void manyMessagesAtOnce();
    void deleteKeepsWhatGotANewRevisionBySharing();
};

void TstSharing::conversationsArePersonalByDefault()
{
    Team t;
    for (const TestDevice &other : {t.bob, t.carol, t.dan}) {
        QCOMPARE(t.rowsFor(other), std::size_t(0));
        QVERIFY(t.pull(other).deleted.empty());
    }
}

void TstSharing::sharingReachesTheTeamWithMessagesAndToolCalls()
{
    Team t;
    std::map<std::string, std::string> cursors;
    for (const TestDevice &other : {t.bob, t.carol, t.dan})
        cursors[other.id] = t.pull(other).cursor;
    const std::string own = t.pull(t.ada).cursor;
    QCOMPARE(t.setVisibility("team").status, Status::Applied);
    for (const TestDevice &other : {t.bob, t.carol, t.dan}) {
        const wire::Page page = t.pull(other, cursors[other.id]);
        QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m1", "t1"}));
        for (const wire::PulledRow &row : page.rows)
            QVERIFY(!row.own);
        QCOMPARE(rowOf(page, "c1")->by, std::string("Ada"));
        QCOMPARE(rowOf(page, "m1")->by, std::string());
        QCOMPARE(rowOf(page, "m1")->record.fields.text("content"), std::optional<std::string>("hello"));
        QVERIFY(t.pull(other, page.cursor).rows.empty());
    }
    const wire::Page page = t.pull(t.ada, own);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m1", "t1"}));
    QVERIFY(rowOf(page, "c1")->own);
    TestDevice stranger = t.device("s", t.erin());
    QCOMPARE(t.service().pull(t.caller(stranger), {}).error().code, ErrorCode::Forbidden);
}

void TstSharing::peopleOfOneNameAreToldApart()
{
    Team t;
    QVERIFY(t.sql().run("UPDATE users SET name='ada' WHERE email='dan@example.org'"));
    QVERIFY(t.sql().run("UPDATE users SET name='Bob' WHERE email='erin@example.org'")); // in no team
    t.setVisibility("team");
    const auto made = t.pushOne(t.bob, conversation("c2", "Two"));
    QCOMPARE(t.pushOne(t.bob, edit("c2", "visibility", "team", made.rev, ++t.at)).status, Status::Applied);
    const wire::Page page = t.pull(t.carol);
    QCOMPARE(rowOf(page, "c1")->by, std::string("Ada (ada@example.org)"));
    QCOMPARE(rowOf(page, "c2")->by, std::string("Bob"));
}

void TstSharing::withdrawingTakesThemBack()
{
    Team t;
    t.setVisibility("team");
    const std::string seen = t.pull(t.bob).cursor;
    QCOMPARE(t.setVisibility("personal").status, Status::Applied);
    const wire::Page page = t.pull(t.bob, seen);
    QVERIFY(page.rows.empty());
    QCOMPARE(page.deleted.size(), std::size_t(3));
    for (const char *id : {"c1", "m1", "t1"})
        QCOMPARE(deletionOf(page, id), std::string("scope"));
    QCOMPARE(t.rowsFor(t.bob), std::size_t(0));
    QCOMPARE(t.rowsFor(t.ada), std::size_t(4));
    QVERIFY(t.pull(t.ada).deleted.empty());
}

void TstSharing::sharedAgainTheyComeBack()
{
    Team t;
    t.setVisibility("team");
    t.setVisibility("personal");
    const wire::Page gone = t.pull(t.bob);
    t.pushOne(t.ada, message("m2", "c1", "meanwhile"));
    t.setVisibility("team");
    const wire::Page page = t.pull(t.bob, gone.cursor);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m1", "m2", "t1"}));
    for (const wire::Deletion &deletion : gone.deleted)
        QVERIFY(rowOf(page, deletion.id)->rev > deletion.rev);
}

void TstSharing::whatComesLaterIsSharedToo()
{
    Team t;
    t.setVisibility("team");
    const std::string seen = t.pull(t.bob).cursor;
    QVERIFY(t.push(
        t.ada, {message("m2", "c1", "later"), rename("c1", "Two", t.rev, kT + 99), audit("a2", "run")}));
    const wire::Page page = t.pull(t.bob, seen);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m2"}));
    QCOMPARE(rowOf(page, "c1")->record.fields.text("title"), std::optional<std::string>("Two"));
}

void TstSharing::deletionsReachEverybody()
{
    Team t;
    t.setVisibility("team");
    std::string seen = t.pull(t.bob).cursor;
    t.pushOne(t.ada, removal(EntityType::Message, "m1", 9));
    wire::Page page = t.pull(t.bob, seen);
    QCOMPARE(page.deleted.size(), std::size_t(1));
    QCOMPARE(deletionOf(page, "m1"), std::string("deleted"));
    seen = page.cursor;
    t.pushOne(t.ada, removal(EntityType::Conversation, "c1", t.rev, 99));
    page = t.pull(t.bob, seen);
    QCOMPARE(page.deleted.size(), std::size_t(2));
    for (const char *id : {"c1", "t1"})
        QCOMPARE(deletionOf(page, id), std::string("deleted"));
    QVERIFY(page.conflicts.empty());
}

void TstSharing::withdrawnAndThenDeletedIsOnlyGone()
{
    Team t;
    t.setVisibility("team");
    t.setVisibility("personal");
    t.pushOne(t.ada, removal(EntityType::Conversation, "c1", t.rev, 99));
    const wire::Page page = t.pull(t.bob);
    QCOMPARE(page.deleted.size(), std::size_t(3));
    for (const wire::Deletion &deletion : page.deleted)
        QCOMPARE(deletion.reason, std::string("scope"));
}

void TstSharing::createdSharedInOneBatch()
{
    Team t;
    auto shared = conversation("c2", "Shared");
    shared.record.fields.set("visibility", "\"team\"");
    QVERIFY(t.push(t.ada, {message("m2", "c2", "x"), shared, toolCall("t2", "c2")}));
    QCOMPARE(idsOf(t.pull(t.bob)), (std::set<std::string> {"c2", "m2", "t2"}));
}

void TstSharing::sharedWithEditsOfItsMessagesInOneBatch()
{
    Team t;
    const std::string own = t.pull(t.ada).cursor;
    auto result = item(EntityType::ToolCall, "t1", Action::Update,
        {{"conversation_id", "\"c1\""}, {"tool_name", "\"sh\""}, {"status", "\"success\""}}, 3, 0);
    result.changed = {{"status", kT + 5}};
    const auto answer = t.push(t.ada,
        {result, message("m2", "c1", "new"), edit("c1", "visibility", "team", t.rev, kT + 9),
            removal(EntityType::Message, "m1", 2)});
    for (const wire::ItemResult &one : answer->results)
        QVERIFY(one.status == Status::Applied || one.status == Status::Merged);
    const wire::Page page = t.pull(t.bob);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m2", "t1"}));
    QCOMPARE(rowOf(page, "t1")->record.fields.text("status"), std::optional<std::string>("success"));
    QCOMPARE(deletionOf(page, "m1"), std::string("deleted"));
    for (const wire::ItemResult &one : answer->results)
        if (const auto *row = rowOf(page, one.id))
            QCOMPARE(row->rev, one.rev);
    QCOMPARE(t.pull(t.ada, own).rows.size(), std::size_t(3));
}

void TstSharing::onlyTheOwnerWrites()
{
    Team t;
    t.setVisibility("team");
    const std::string seen = t.pull(t.ada).cursor;
    auto bare = conversation("c1", "Bob's");
    bare.hasSync = false;
    for (TestDevice *other : {&t.bob, &t.carol, &t.dan})
        for (const wire::Item &one : {conversation("c1", "Bob's"), rename("c1", "Bob's", t.rev, kT + 999),
                 removal(EntityType::Conversation, "c1", t.rev, 99), removal(EntityType::Message, "m1", 2),
                 message("m1", "c1", "hello"), message("m9", "c1", "into another's"),
                 item(EntityType::Message, "m1", Action::Redact, {}, 2, kT), bare}) {
            const auto refused = t.pushOne(*other, one);
            QCOMPARE(refused.status, Status::Rejected);
            QCOMPARE(refused.code, std::string("forbidden"));
            QVERIFY(!refused.item);
        }
    QVERIFY(t.pull(t.ada, seen).rows.empty());
    QCOMPARE(t.pull(t.ada, seen).cursor, seen);
    // An audit entry about it concerns its writer only.
    QCOMPARE(t.pushOne(t.bob, audit("a9", "read")).status, Status::Applied);
    QVERIFY(!rowOf(t.pull(t.ada, seen), "a9"));
}

void TstSharing::aViewerReadsAndMayNotWrite()
{
    Team t;
    t.setVisibility("team");
    QCOMPARE(t.rowsFor(t.carol), std::size_t(3));
    auto bare = conversation("c5", "Mine");
    bare.hasSync = false;
    for (const wire::Item &one : {conversation("c5", "Mine"), message("m5", "c5", "x"), audit("a5", "run"),
             removal(EntityType::Conversation, "c5", 0), rename("c7", "x", 3, kT), bare}) {
        const auto refused = t.pushOne(t.carol, one);
        QCOMPARE(refused.status, Status::Rejected);
        QCOMPARE(refused.code, std::string("forbidden"));
    }
    QCOMPARE(t.rowsFor(t.carol), std::size_t(3));
    QVERIFY(t.pull(t.carol).conflicts.empty());
    QCOMPARE(t.count("entities", "owner=" + std::to_string(t.SyncFixture::carol())), 0);
}

void TstSharing::anAdminMayWithdrawAndNothingElse()
{
    Team t;
    t.setVisibility("team");
    const std::string seen = t.pull(t.ada).cursor;
    auto more = edit("c1", "visibility", "personal", t.rev, kT + 50);
    more.changed = {{"title", kT + 50}, {"visibility", kT + 50}};
    auto create = conversation("c1", "One");
    create.record.fields.set("visibility", "\"personal\"");
    auto bare = create;
    bare.hasSync = false;
    for (const wire::Item &one : {more, edit("c1", "visibility", "team", t.rev, kT + 50), create, bare})
        QCOMPARE(t.pushOne(t.dan, one).code, std::string("forbidden"));
    auto withdrawal = edit("c1", "visibility", "personal", t.rev, kT + 50);
    withdrawal.record.fields.set("title", "\"Dan's\""); // an item carries the whole row
    QCOMPARE(t.pushOne(t.bob, withdrawal).code, std::string("forbidden"));
    QCOMPARE(t.pull(t.ada, seen).cursor, seen);

    const auto done = t.pushOne(t.dan, withdrawal);
    QCOMPARE(done.status, Status::Merged);
    QCOMPARE(done.item, std::optional<std::string>("")); // for that device it is gone
    for (const TestDevice &other : {t.bob, t.carol, t.dan}) {
        QCOMPARE(t.rowsFor(other), std::size_t(0));
        QCOMPARE(t.pull(other).deleted.size(), std::size_t(3));
    }
    const wire::Page page = t.pull(t.ada, seen);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m1", "t1"}));
    QCOMPARE(rowOf(page, "c1")->record.fields.text("visibility"), std::optional<std::string>("personal"));
    QCOMPARE(rowOf(page, "c1")->record.fields.text("title"), std::optional<std::string>("One"));
    // And now the id is unknown, to an admin too.
    QCOMPARE(t.pushOne(t.dan, withdrawal).code, std::string("gone"));
}

void TstSharing::theOwnerMayShareAgainAfterAnAdmin()
{
    Team t;
    t.setVisibility("team");
    t.pushOne(t.dan, edit("c1", "visibility", "personal", t.rev, kT + 50));
    t.rev = rowOf(t.pull(t.ada), "c1")->rev;
    QCOMPARE(t.setVisibility("team").status, Status::Applied);
    QCOMPARE(t.rowsFor(t.bob), std::size_t(3));
    // An edit made before the admin's arrives after it: the newer one wins, the other is kept for its owner.
    QCOMPARE(t.pushOne(t.dan, edit("c1", "visibility", "personal", 1, kT + 500)).status, Status::Merged);
    auto late = edit("c1", "visibility", "team", 1, kT + 400);
    TestDevice phone = t.device("phone");
    const auto lost = t.pushOne(phone, late);
    QCOMPARE(lost.status, Status::Conflict);
    QCOMPARE(t.rowsFor(t.bob), std::size_t(0));
    QCOMPARE(t.pull(t.ada).conflicts.size(), std::size_t(2)); // what the admin replaced, and the late one
    QVERIFY(t.pull(t.dan).conflicts.empty());
}

void TstSharing::roleIsReadOnEachRequest()
{
    Team t;
    QCOMPARE(t.pushOne(t.bob, conversation("c5", "Mine")).status, Status::Applied);
    QVERIFY(t.accounts().addMember("acme", "web", "bob@example.org", "viewer"));
    QCOMPARE(t.pushOne(t.bob, conversation("c6", "Mine")).code, std::string("forbidden"));
    QCOMPARE(t.rowsFor(t.bob), std::size_t(1));
    QVERIFY(t.accounts().addMember("acme", "web", "bob@example.org", "developer"));
    QCOMPARE(t.pushOne(t.bob, conversation("c7", "Mine")).status, Status::Applied);
    QVERIFY(t.accounts().removeMember("acme", "web", "bob@example.org"));
    QCOMPARE(t.push(t.bob, {}).error().code, ErrorCode::Forbidden);
    QCOMPARE(t.service().pull(t.caller(t.bob), {}).error().code, ErrorCode::Forbidden);
}

void TstSharing::sameIdOfTwoPeople()
{
    Team t;
    QCOMPARE(t.pushOne(t.bob, conversation("c1", "Bob's")).status, Status::Applied);
    QCOMPARE(t.pushOne(t.bob, message("m1", "c1", "his")).status, Status::Applied);
    t.setVisibility("team");
    // A user who has a row with that id sees that one.
    const wire::Page bobs = t.pull(t.bob);
    QCOMPARE(idsOf(bobs), (std::set<std::string> {"c1", "m1", "t1"}));
    QCOMPARE(rowOf(bobs, "c1")->record.fields.text("title"), std::optional<std::string>("Bob's"));
    QVERIFY(rowOf(bobs, "c1")->own && rowOf(bobs, "m1")->own && !rowOf(bobs, "t1")->own);
    QCOMPARE(rowOf(t.pull(t.carol), "c1")->record.fields.text("title"), std::optional<std::string>("One"));
    QCOMPARE(t.pushOne(t.bob, rename("c1", "Still Bob's", rowOf(bobs, "c1")->rev, kT + 9)).status,
        Status::Applied);
    t.pushOne(t.bob, removal(EntityType::Conversation, "c1", 99, 99));
    QCOMPARE(t.rowsFor(t.ada), std::size_t(4));
}

void TstSharing::anIdIsSharedByOnePersonOnly()
{
    Team t;
    const auto rev = t.pushOne(t.bob, conversation("c1", "Bob's")).rev;
    t.pushOne(t.bob, message("m1", "c1", "his"));
    t.setVisibility("team");
    const auto share = edit("c1", "visibility", "team", rev, kT + 20);
    QCOMPARE(t.pushOne(t.bob, share).code, std::string("forbidden"));
    t.setVisibility("personal");
    QCOMPARE(t.pushOne(t.bob, share).status, Status::Applied);
    const wire::Page page = t.pull(t.carol);
    QCOMPARE(idsOf(page), (std::set<std::string> {"c1", "m1"}));
    QCOMPARE(rowOf(page, "c1")->record.fields.text("title"), std::optional<std::string>("Bob's"));
    QCOMPARE(page.deleted.size(), std::size_t(1));
    QCOMPARE(deletionOf(page, "t1"), std::string("scope"));
}

void TstSharing::tracesDoNotTakeAwayWhatSomebodyElseShares()
{
    Team t;
    t.pushOne(t.bob, conversation("c1", "Bob's"));
    auto bobs = rowOf(t.pull(t.bob), "c1")->rev;
    bobs = t.pushOne(t.bob, edit("c1", "visibility", "team", bobs, kT + 20)).rev;
    bobs = t.pushOne(t.bob, edit("c1", "visibility", "personal", bobs, kT + 21)).rev;
    t.setVisibility("team");
    const std::string seen = t.pull(t.carol).cursor;
    QVERIFY(rowOf(t.pull(t.carol), "c1"));
    t.pushOne(t.bob, rename("c1", "His own business", bobs, kT + 22));
    QVERIFY(t.pull(t.carol, seen).deleted.empty());
    QVERIFY(rowOf(t.pull(t.carol), "c1"));
}

void TstSharing::whoIsWoken()
{
    Team t;
    auto answer = t.push(t.ada, {conversation("c2", "Mine")});
    QVERIFY(answer->changed && !answer->sharedChanged);
    answer = t.push(t.ada, {edit("c1", "visibility", "team", t.rev, kT + 1)});
    QVERIFY(answer->changed && answer->sharedChanged);
    answer = t.push(t.ada, {message("m2", "c1", "x")});
    QVERIFY(answer->sharedChanged);
    answer = t.push(t.ada, {message("m2", "c1", "x")});
    QVERIFY(!answer->changed && !answer->sharedChanged);
    answer = t.push(t.ada, {edit("c1", "visibility", "personal", 999, kT + 2)});
    QVERIFY(answer->sharedChanged);
    answer = t.push(t.carol, {conversation("c3", "x")});
    QVERIFY(!answer->changed && !answer->sharedChanged);
}

void TstSharing::originalClientSharesToo()
{
    Team t;
    const auto send = [&](const std::string &visibility, Millis updated) {
        auto one = conversation("c1", "One", updated);
        one.record.fields.set("visibility", json::quoted(visibility));
        one.hasSync = false;
        wire::Batch batch;
        batch.items = {one};
        return t.service().push(t.caller(t.device("")), batch)->results[0].status;
    };
    QCOMPARE(send("team", kT + 10), Status::Merged);
    QCOMPARE(t.rowsFor(t.bob), std::size_t(3));
    QCOMPARE(send("personal", kT + 20), Status::Merged);
    QCOMPARE(t.rowsFor(t.bob), std::size_t(0));
}

void TstSharing::pagesHoldBothStreams_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("bytes");
    QTest::newRow("one at a time") << 1 << (1 << 20);
    QTest::newRow("seven at a time") << 7 << (1 << 20);
    QTest::newRow("few bytes") << 500 << 900;
    QTest::newRow("fewer bytes than a row") << 500 << 10;
}

// Own rows, others' rows and conflict records, interleaved; each once, in the order of their revisions.
void TstSharing::pagesHoldBothStreams()
{
    QFETCH(int, limit);
    QFETCH(int, bytes);
    Team t;
    t.setVisibility("team");
    for (int i = 0; i < 15; ++i) {
        const std::string n = std::to_string(i);
        t.pushOne(t.ada, message("shared" + n, "c1", std::string(200, 'x')));
        auto mine = conversation("own" + n, std::string(200, 'y'));
        if (i % 3 == 0)
            mine.record.fields.set("visibility", "\"team\""); // what this user shares is in both indexes
        t.pushOne(t.bob, mine);
        t.pushOne(t.bob, rename("gone" + n, "lost", 5, kT));
    }
    server::PullQuery query;
    query.limit = std::size_t(limit);
    query.maxBytes = std::size_t(bytes);
    std::multiset<std::string> seen;
    std::int64_t last = 0;
    bool hasMore = true;
    for (int pages = 0; hasMore && pages < 200; ++pages) {
        const auto page = wire::decodePage(t.service().pull(t.caller(t.bob), query)->body);
        std::set<std::int64_t> revs;
        for (const wire::PulledRow &row : page->rows) {
            seen.insert(row.record.id);
            revs.insert(row.rev);
        }
        for (const wire::ConflictNote &note : page->conflicts)
            seen.insert(note.entityId);
        QVERIFY(page->rows.size() + page->conflicts.size() >= 1);
        QVERIFY(page->rows.size() + page->conflicts.size() <= query.limit);
        QVERIFY(revs.empty() || *revs.begin() > last);
        last = revs.empty() ? last : *revs.rbegin();
        query.since = page->cursor;
        hasMore = page->hasMore;
    }
    QCOMPARE(seen.size(), std::size_t(3 + 15 + 15 + 15));
    QCOMPARE(std::set<std::string>(seen.begin(), seen.end()).size(), seen.size());
}

void TstSharing::byTimeNothingIsLeftOut()
{
    Team t;
    t.setVisibility("team");
    std::set<std::string> all = idsOf(t.pull(t.bob));
    const Millis begin = t.clock().now();
    for (int i = 0; i < 12; ++i) {
        const std::string n = std::to_string(i);
        if (i % 4 == 3)
            t.clock().advance(1000);
        QVERIFY(t.push(t.ada, {message("s" + n, "c1", "x"), message("u" + n, "c1", "y")}));
        QVERIFY(t.push(t.bob, {conversation("o" + n, "z")}));
        all.insert({"s" + n, "u" + n, "o" + n});
    }
    t.clock().advance(5000);
    QVERIFY(t.pull(t.bob, std::to_string(t.clock().now())).rows.empty());
    QVERIFY(t.pull(t.carol, std::to_string(t.clock().now())).rows.empty());
    for (const auto &[limit, bytes] :
        {std::pair<std::size_t, std::size_t>(1, 1u << 20), {2, 1u << 20}, {500, 100}}) {
        server::PullQuery query;
        query.since = std::to_string(begin - 1000);
        query.limit = limit;
        query.maxBytes = bytes;
        query.byTime = true;
        std::set<std::string> seen;
        for (int pages = 0; pages < 60; ++pages) {
            const auto page = wire::decodePage(t.service().pull(t.caller(t.bob), query)->body);
            seen.merge(idsOf(*page));
            query.since = std::to_string(page->serverTimestamp);
            if (!page->hasMore)
                break;
        }
        QCOMPARE(seen, all);
    }
}

// Thousands of rows in one statement: each has its own revision, instants stay few.
void TstSharing::manyMessagesAtOnce()
{
    Team t;
    const int wanted = qEnvironmentVariableIntValue("MIMIR_SHARED_CHILDREN") / 100 * 100;
    const int kMessages = wanted > 0 ? wanted : 3000;
    const auto timed = [](const char *what, auto act) {
        QElapsedTimer timer;
        timer.start();
        act();
        qInfo("%s: %lld ms", what, static_cast<long long>(timer.elapsed()));
    };
    for (int i = 0; i < kMessages;) {
        std::vector<wire::Item> items;
        for (int k = 0; k < 100; ++k, ++i)
            items.push_back(message("many" + std::to_string(i), "c1", "x"));
        QVERIFY(t.push(t.ada, std::move(items)));
    }
    timed("sharing", [&] { t.setVisibility("team"); });
    const auto distinct = t.sql().query(
        "SELECT count(DISTINCT rev), count(DISTINCT commit_ms), max(rev) FROM entities WHERE scope=1");
    QCOMPARE(distinct->integer(0, 0), kMessages + 3);
    QCOMPARE(distinct->integer(0, 1), (kMessages + 2 + 31) / 32);
    QCOMPARE(
        distinct->integer(0, 2), t.sql().query("SELECT rev FROM teams WHERE id=?1", t.team())->integer(0, 0));
    server::PullQuery query;
    query.since = "0";
    query.byTime = true;
    query.limit = 100;
    std::set<std::string> seen;
    for (int pages = 0; pages < kMessages; ++pages) {
        const auto page = wire::decodePage(t.service().pull(t.caller(t.bob), query)->body);
        QVERIFY(page->rows.size() < 200);
        seen.merge(idsOf(*page));
        query.since = std::to_string(page->serverTimestamp);
        if (!page->hasMore)
            break;
    }
    QCOMPARE(seen.size(), std::size_t(kMessages + 3));
    timed("withdrawing", [&] { t.setVisibility("personal"); });
    QCOMPARE(t.count("entities", "scope=2"), kMessages + 3);
    const std::int64_t known = t.rev + kMessages + 3;
    timed("deleting", [&] { t.pushOne(t.ada, removal(EntityType::Conversation, "c1", t.rev, known)); });
    QCOMPARE(t.count("entities", "deleted=1"), kMessages + 3);
}

void TstSharing::deleteKeepsWhatGotANewRevisionBySharing()
{
    Team t;
    TestDevice phone = t.device("phone");
    const std::int64_t known = rowOf(t.pull(phone), "t1")->rev;
    t.setVisibility("team");
    QCOMPARE(t.pushOne(phone, removal(EntityType::Conversation, "c1", t.rev, known)).status, Status::Applied);
    // A page that ended at the old revision may have been read when the rows already had their new one.
    std::set<std::string> kept;
    for (const wire::ConflictNote &note : t.pull(phone).conflicts)
        if (note.reason == "deleted_unseen" && note.field.empty())
            kept.insert(note.entityId);
    QVERIFY(kept.contains("t1"));
}

QTEST_GUILESS_MAIN(TstSharing)
#include "tst_sharing.moc"
