// The outbox by the titles of conversations.
#include "storage/views/changelist.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstChangeList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWaitsIsNamedByItsConversation();
    void whatLacksItsConversationSaysSo();
    void refusedForGoodAndForNow();
    void failuresAreCountedByCode();

private:
    std::vector<ChangeRow> waiting(std::size_t limit = 10)
    {
        return *changeRows(m_f->store->database(), Outbox::State::Ready, limit);
    }
    std::vector<QueuedItem> queued() { return *m_f->store->outboxList().list(Outbox::State::Ready, 10); }

    std::unique_ptr<StoreFixture> m_f;
};

void TstChangeList::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    QVERIFY(m_f->conversation("c", "Fix login"));
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("m", "c"));
}

void TstChangeList::whatWaitsIsNamedByItsConversation()
{
    const auto rows = waiting();
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].id, std::string("c"));
    QVERIFY(rows[0].type == EntityType::Conversation);
    QCOMPARE(rows[1].id, std::string("m"));
    QVERIFY(rows[1].type == EntityType::Message);
    QVERIFY(rows[1].state == Outbox::State::Ready && !rows[1].lacksConversation);
    QVERIFY(rows[1].editedAt > rows[0].editedAt);
    for (const ChangeRow &row : rows)
        QCOMPARE(row.title, std::string("Fix login"));
    QCOMPARE(waiting(1).size(), std::size_t(1));
    QVERIFY(changeRows(m_f->store->database(), Outbox::State::Held, 10)->empty());
}

void TstChangeList::whatLacksItsConversationSaysSo()
{
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("alone", "absent"));
    QCOMPARE(waiting().back().id, std::string("alone"));
    QVERIFY(waiting().back().lacksConversation);
    QCOMPARE(waiting().back().title, std::string());
}

void TstChangeList::refusedForGoodAndForNow()
{
    QVERIFY(refusedChangeRows(m_f->store->database(), 10)->empty());
    const auto items = queued();
    QVERIFY(m_f->store->outbox().markFailed(items[0], "validation", "words"));
    QVERIFY(m_f->store->outbox().countTry(items[1], "later", "words", m_f->clock.now()));
    const auto refused = refusedChangeRows(m_f->store->database(), 10);
    QCOMPARE(refused->size(), std::size_t(2));
    QVERIFY(refused->front().state == Outbox::State::Failed);
    QCOMPARE(refused->front().errorCode, std::string("validation"));
    QVERIFY(refused->back().state == Outbox::State::Ready);
    QCOMPARE(refused->back().tries, 1);
    QVERIFY(refused->back().nextTry > m_f->clock.now());
    QCOMPARE(refusedChangeRows(m_f->store->database(), 1)->size(), std::size_t(1));
}

void TstChangeList::failuresAreCountedByCode()
{
    QVERIFY(failureCodes(m_f->store->database(), 10)->empty());
    for (const QueuedItem &item : queued())
        QVERIFY(m_f->store->outbox().markFailed(item, "validation", ""));
    const auto codes = failureCodes(m_f->store->database(), 10);
    QCOMPARE(codes->size(), std::size_t(1));
    QCOMPARE(codes->front().first, std::string("validation"));
    QCOMPARE(codes->front().second, 2);
    QVERIFY(failureCodes(m_f->store->database(), 0)->empty());
}

QTEST_GUILESS_MAIN(TstChangeList)
#include "tst_changelist.moc"
