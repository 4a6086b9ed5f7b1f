// What is in a conversation, by age and by id.
#include "storage/views/conversationitems.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstConversationItems : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void byAgeWhateverTheirType();
    void byIdOfOneType();
    void deletedOnesAreLeftOut();

private:
    std::string byAge(std::size_t limit);

    std::unique_ptr<StoreFixture> m_f;
};

void TstConversationItems::init()
{
    m_f = std::make_unique<StoreFixture>();
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->conversation("other"));
    QVERIFY(m_f->message("x", "other"));
    QVERIFY(m_f->message("m2", "c", "first"));
    m_f->clock.advance(1000);
    QVERIFY(m_f->store->backend().write(
        record(EntityType::ToolCall, "t", {{"conversation_id", "\"c\""}, {"tool_name", "\"bash\""}})));
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("m1", "c", "second"));
}

std::string TstConversationItems::byAge(std::size_t limit)
{
    const auto items = itemsByAge(m_f->store->database(), "c", limit);
    std::string ids;
    for (const ItemName &item : *items)
        ids += (ids.empty() ? "" : " ") + item.id;
    return ids;
}

void TstConversationItems::byAgeWhateverTheirType()
{
    QCOMPARE(byAge(10), std::string("m2 t m1"));
    QCOMPARE(byAge(2), std::string("m2 t"));
    QVERIFY(itemsByAge(m_f->store->database(), "c", 2)->back().type == EntityType::ToolCall);
    QVERIFY(itemsByAge(m_f->store->database(), "absent", 2)->empty());
}

void TstConversationItems::byIdOfOneType()
{
    const auto messages = itemsById(m_f->store->database(), EntityType::Message, "c");
    QCOMPARE(messages->size(), std::size_t(2));
    QCOMPARE(messages->front().id, std::string("m1"));
    QCOMPARE(messages->front().fields.text("content"), std::optional<std::string>("second"));
    QVERIFY(itemsById(m_f->store->database(), EntityType::AuditLog, "c")->empty());
}

void TstConversationItems::deletedOnesAreLeftOut()
{
    QVERIFY(m_f->store->backend().remove(EntityType::Message, "m1"));
    QCOMPARE(byAge(10), std::string("m2 t"));
    QCOMPARE(itemsById(m_f->store->database(), EntityType::Message, "c")->size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TstConversationItems)
#include "tst_conversationitems.moc"
