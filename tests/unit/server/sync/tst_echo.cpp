// A device pulls nothing that it wrote itself, and everything else (docs/protocol.md, "Without echo"), on
// both engines.
#include "support/syncfixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

class TstEcho : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void ownRowsAreLeftOutAndThePositionMoves();
    void theLastWriterCounts();
    void tombstonesConflictsAndScopesAreNeverLeftOut();
    void aPageOfNothingButOwnRowsIsBounded();
    void withoutTheHintEverythingComes();
    void whatIsAskedForByNameComes();

private:
    static wire::Page pull(
        SyncFixture &f, const TestDevice &device, const std::string &since = {}, std::size_t scan = 10'000)
    {
        PullQuery query;
        query.since = since;
        query.withoutEcho = true;
        query.scan = scan;
        return *wire::decodePage(f.service().pull(f.caller(device), query)->body);
    }
    static std::vector<std::string> idsOf(const wire::Page &page)
    {
        std::vector<std::string> ids;
        for (const wire::PulledRow &row : page.rows)
            ids.push_back(row.record.id);
        std::ranges::sort(ids);
        return ids;
    }
    using Ids = std::vector<std::string>;
};

void TstEcho::ownRowsAreLeftOutAndThePositionMoves()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a, {conversation("c1", "One"), message("m1", "c1", "hello"), audit("a1", "run")}));
    const wire::Page page = pull(f, a);
    QCOMPARE(idsOf(page), Ids());
    QVERIFY(!page.hasMore);
    QCOMPARE(page.position.value_or(-1), 3);
    QCOMPARE(idsOf(pull(f, b)), (Ids {"a1", "c1", "m1"}));
    QCOMPARE(idsOf(pull(f, a, page.cursor)), Ids());
}

void TstEcho::theLastWriterCounts()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    f.pushOne(a, conversation("c1", "One"));
    f.pushOne(b, rename("c1", "Two", 1, kT + 1));
    QCOMPARE(idsOf(pull(f, a)), Ids {"c1"});
    QCOMPARE(idsOf(pull(f, b)), Ids());
    f.pushOne(a, edit("c1", "model", "m", 2, kT + 2));
    QCOMPARE(idsOf(pull(f, a)), Ids());
    QCOMPARE(idsOf(pull(f, b)), Ids {"c1"});
}

void TstEcho::tombstonesConflictsAndScopesAreNeverLeftOut()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a, {conversation("c1", "One"), message("m1", "c1", "hello"), conversation("c2", "Two")}));
    f.pushOne(a, removal(EntityType::Conversation, "c2", 3));
    f.pushOne(b, rename("c1", "Later", 1, kT + 9));
    f.pushOne(a, rename("c1", "Earlier", 1, kT + 5)); // loses
    const wire::Page page = pull(f, a);
    QCOMPARE(page.deleted.size(), std::size_t(1));
    QCOMPARE(page.conflicts.size(), std::size_t(1));
    f.pushOne(a, edit("c1", "visibility", "team", 9, kT + 20));
    QCOMPARE(idsOf(pull(f, a, page.cursor)), Ids {"m1"}); // has a new revision that no push assigned
}

void TstEcho::aPageOfNothingButOwnRowsIsBounded()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    std::vector<wire::Item> items;
    items.reserve(1200);
    for (int i = 0; i < 1200; ++i) {
        items.push_back(conversation("c" + std::to_string(i), "One"));
        if (items.size() == 100)
            QVERIFY(f.push(a, std::exchange(items, {})));
    }
    f.pushOne(b, conversation("last", "Of the other device"));
    std::string cursor;
    int pages = 0;
    Ids found;
    for (bool hasMore = true; hasMore && pages < 10; ++pages) {
        const wire::Page page = pull(f, a, cursor, 600); // at least as many as fit on a page
        QVERIFY(page.cursor != cursor);
        cursor = page.cursor;
        hasMore = page.hasMore;
        for (const std::string &id : idsOf(page))
            found.push_back(id);
    }
    QCOMPARE(found, Ids {"last"});
    QVERIFY(pages > 1 && pages < 5);
}

void TstEcho::withoutTheHintEverythingComes()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.pushOne(a, conversation("c1", "One"));
    QCOMPARE(idsOf(f.pull(a)), Ids {"c1"});
    Caller nameless = f.caller(a);
    nameless.deviceId.clear();
    PullQuery query;
    query.withoutEcho = true;
    QCOMPARE(idsOf(*wire::decodePage(f.service().pull(nameless, query)->body)), Ids {"c1"});
}

// A lost answer is the only reason to ask, and then the row may be older than the position.
void TstEcho::whatIsAskedForByNameComes()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a, {conversation("c1", "One"), conversation("c2", "Two"), message("m1", "c1", "hello")}));
    f.pushOne(a, removal(EntityType::Conversation, "c2", 3));
    const std::string cursor = pull(f, a).cursor;
    PullQuery query;
    query.since = cursor;
    query.withoutEcho = true;
    query.items = {{EntityType::Conversation, "c1"}, {EntityType::Conversation, "c2"},
        {EntityType::Message, "m1"}, {EntityType::Message, "c1"}, {EntityType::Message, "never sent"}};
    for (TestDevice *device : {&a, &b}) {
        const wire::Page page = *wire::decodePage(f.service().pull(f.caller(*device), query)->body);
        QCOMPARE(idsOf(page), (Ids {"c1", "m1"}));
        QCOMPARE(page.rows.front().rev, 1);
        QCOMPARE(page.deleted.size(), std::size_t(1));
        QCOMPARE(page.deleted.front().id, std::string("c2"));
        QCOMPARE(page.position.value_or(-1), 4);
    }
    Caller stranger = f.caller(a);
    stranger.user = f.bob();
    PullQuery strangers;
    strangers.items = query.items;
    QCOMPARE(idsOf(*wire::decodePage(f.service().pull(stranger, strangers)->body)), Ids());
    query.maxBytes = 1; // no more than one page
    QCOMPARE(idsOf(*wire::decodePage(f.service().pull(f.caller(a), query)->body)), Ids {"c1"});
}

QTEST_GUILESS_MAIN(TstEcho)
#include "tst_echo.moc"
