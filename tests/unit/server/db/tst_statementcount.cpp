// On PostgreSQL every statement is a round trip: a batch must not need more of them because it has more
// items, of whatever type.
#include "server/db/postgresconnection.h"
#include "support/syncfixture.h"

#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;
using wire::Action;
using wire::Item;
using wire::Status;

namespace {

enum Kind {
    Insert,
    LosingEdit,
    WinningEdit,
    DeletionOfUnseen,
    Share,
    Withdraw,
    OfSomebodyElse,
    Redaction,
    NewChild,
    Kinds
};

std::string idOf(const char *prefix, int i)
{
    return prefix + std::to_string(i);
}

/// Batches of `items` items, each type at least once, each into its own database.
class Growth : public SyncFixture {
public:
    explicit Growth(int items) : SyncFixture(Engine::Postgres), m_items(items) { }

    /// What the batch's items find: a conversation each, with children and a later edit by the laptop.
    void fill()
    {
        for (int i = 0; i < m_items; ++i) {
            QVERIFY(push(m_laptop,
                {conversation(idOf("c", i), "old"), message(idOf("m", i), idOf("c", i), "text"),
                    toolCall(idOf("t", i), idOf("c", i))}));
            QVERIFY(push(m_laptop, {rename(idOf("c", i), "newer", 1, kT + 1000)}));
            if (i % Kinds == Withdraw)
                QVERIFY(push(m_laptop, {edit(idOf("c", i), "visibility", "team", 1, kT + 1)}));
            if (i % Kinds == OfSomebodyElse) {
                QVERIFY(push(m_bobs, {conversation(idOf("b", i), "Bob's")}));
                QVERIFY(push(m_bobs, {edit(idOf("b", i), "visibility", "team", 1, kT + 1)}));
            }
        }
    }
    /// Statements of that one push, and its answers by status.
    std::int64_t pushAll(std::map<Status, int> &answers)
    {
        std::vector<Item> items;
        for (int i = 0; i < m_items; ++i)
            items.push_back(itemOf(i));
        auto &connection = static_cast<PostgresConnection &>(sql());
        const std::int64_t before = connection.statements();
        const auto answer = push(m_phone, std::move(items));
        const std::int64_t after = connection.statements();
        for (const wire::ItemResult &one : answer->results)
            ++answers[one.status];
        return after - before;
    }
    std::int64_t pullAll()
    {
        auto &connection = static_cast<PostgresConnection &>(sql());
        const std::int64_t before = connection.statements();
        (void)pull(m_bobs);
        return connection.statements() - before;
    }

private:
    static Item itemOf(int i)
    {
        const std::string id = idOf("c", i);
        switch (Kind(i % Kinds)) {
        case Insert:
            return conversation(idOf("new", i), "new");
        case LosingEdit:
            return rename(id, "late", 1, kT + 2);
        case WinningEdit:
            return rename(id, "last", 1, kT + 5000);
        case DeletionOfUnseen:
            return removal(EntityType::Conversation, id, 0);
        case Share:
            return edit(id, "visibility", "team", 1, kT + 9);
        case Withdraw:
            return edit(id, "visibility", "personal", 1, kT + 9);
        case OfSomebodyElse:
            return rename(idOf("b", i), "not mine", 1, kT + 9);
        case Redaction:
            return item(EntityType::Message, idOf("m", i), Action::Redact,
                {{"conversation_id", json::quoted(id)}, {"role", "\"user\""}}, 0, kT);
        case NewChild:
        case Kinds:
            break;
        }
        return message(idOf("n", i), id, "one more");
    }

    int m_items;
    TestDevice m_laptop = device("laptop");
    TestDevice m_phone = device("phone");
    TestDevice m_bobs = device("b", bob());
};

} // namespace

class TstStatementCount : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLargeBatchCostsNoMoreStatementsThanASmallOne();
    void whatIsNewByTimeCostsTheSameHoweverLongTheHistory();
};

void TstStatementCount::aLargeBatchCostsNoMoreStatementsThanASmallOne()
{
    Growth small(10);
    Growth large(100);
    small.fill();
    large.fill();
    std::map<Status, int> ofSmall;
    std::map<Status, int> ofLarge;
    const std::int64_t few = small.pushAll(ofSmall);
    const std::int64_t many = large.pushAll(ofLarge);
    for (const Status status : {Status::Applied, Status::Merged, Status::Conflict, Status::Rejected}) {
        QVERIFY2(ofSmall[status] > 0, qPrintable(QString::number(int(status))));
        QVERIFY(ofLarge[status] > ofSmall[status]);
    }
    QVERIFY(small.count("conflicts") > 0);
    QVERIFY(large.count("conflicts") > 5 * small.count("conflicts"));
    QCOMPARE(many, few);
    QVERIFY2(few <= 25, qPrintable(QString::number(few)));
    QCOMPARE(large.pullAll(), small.pullAll());
}

void TstStatementCount::whatIsNewByTimeCostsTheSameHoweverLongTheHistory()
{
    SyncFixture t(Engine::Postgres);
    auto &connection = static_cast<PostgresConnection &>(t.sql());
    TestDevice laptop = t.device("laptop");
    std::int64_t number = 0;
    const auto newestOf = [&](int commits) {
        for (; number < commits; ++number) {
            t.clock().advance(1000);
            if (!t.push(laptop, {conversation("c" + std::to_string(number), "x")}))
                return std::int64_t(-1);
        }
        PullQuery query;
        query.byTime = true;
        query.since = std::to_string(t.clock().now() + 1);
        const std::int64_t before = connection.statements();
        const auto page = wire::decodePage(t.service().pull(t.caller(laptop), query)->body);
        return page && page->rows.empty() ? connection.statements() - before : -1;
    };
    const std::int64_t few = newestOf(3);
    QVERIFY(few > 0);
    QCOMPARE(newestOf(300), few);
}

QTEST_GUILESS_MAIN(TstStatementCount)
#include "tst_statementcount.moc"
