// The history a page at a time. How a window shows it: desktop/tst_history.
#include "storage/views/historypages.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstHistoryPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_f = std::make_unique<StoreFixture>(); }
    void pagesFollowOneAnother();
    void aTitleIsFoundByItsParts_data();
    void aTitleIsFoundByItsParts();
    void textsAreCut();
    void messagesComeOldestFirst();
    void theMarkChangesWithAnyMessage();
    void theVersionChangesWithAnyWrite();

private:
    std::vector<ConversationRow> conversations(
        std::string_view part = {}, std::optional<HistoryPlace> after = std::nullopt, int limit = 10)
    {
        return *conversationRows(m_f->store->database(), part, after, limit);
    }

    std::unique_ptr<StoreFixture> m_f;
};

void TstHistoryPages::pagesFollowOneAnother()
{
    for (const char *id : {"a", "b", "c"}) {
        m_f->clock.advance(1000);
        QVERIFY(m_f->conversation(id));
    }
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("m", "a"));
    QVERIFY(m_f->store->database().run(
        "UPDATE conversations SET own = 0, visibility = 'team', shared_by = 'Ada' WHERE id = 'c'"));
    const auto first = conversations({}, std::nullopt, 2);
    QCOMPARE(first.size(), std::size_t(2));
    QCOMPARE(first[0].id, std::string("a"));
    QCOMPARE(first[0].messages, 1);
    QCOMPARE(first[0].place.at, m_f->clock.now());
    QVERIFY(first[0].own && !first[0].shared);
    QCOMPARE(first[1].id, std::string("c"));
    QVERIFY(!first[1].own && first[1].shared);
    QCOMPARE(first[1].sharedBy, std::string("Ada"));
    const auto second = conversations({}, first.back().place, 2);
    QCOMPARE(second.size(), std::size_t(1));
    QCOMPARE(second[0].id, std::string("b"));
    QVERIFY(conversations({}, second.back().place).empty());
}

void TstHistoryPages::aTitleIsFoundByItsParts_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<int>("found");
    QTest::newRow("all") << QByteArray() << 3;
    QTest::newRow("case") << QByteArray("done_") << 1;
    QTest::newRow("percent") << QByteArray("0%") << 1;
    QTest::newRow("no pattern") << QByteArray("o%r") << 0;
    QTest::newRow("backslash") << QByteArray("C:\\s") << 1;
    QTest::newRow("quotes") << QByteArray("' OR 1") << 0;
}

void TstHistoryPages::aTitleIsFoundByItsParts()
{
    QFETCH(QByteArray, part);
    QFETCH(int, found);
    QVERIFY(m_f->conversation("a", "50% Done_"));
    QVERIFY(m_f->conversation("b", "Other"));
    QVERIFY(m_f->conversation("c", "c:\\src"));
    QCOMPARE(conversations(part.toStdString()).size(), static_cast<std::size_t>(found));
}

void TstHistoryPages::textsAreCut()
{
    const std::string huge(1 << 20, 'a');
    QVERIFY(m_f->conversation("a"));
    QVERIFY(m_f->message("m", "a", huge));
    QVERIFY(m_f->store->database().run("UPDATE conversations SET title = ?1, shared_by = ?1", huge));
    QCOMPARE(conversations().front().title.size(), std::size_t(1000));
    QCOMPARE(conversations().front().sharedBy.size(), std::size_t(400));
    const auto messages = messageRows(m_f->store->database(), "a", std::nullopt, 10, 30);
    QCOMPARE(messages->front().text, std::string(30, 'a'));
    QCOMPARE(messages->front().characters, std::int64_t(1) << 20);
}

void TstHistoryPages::messagesComeOldestFirst()
{
    QVERIFY(m_f->conversation("a"));
    for (const char *id : {"m2", "m1", "m3"}) {
        m_f->clock.advance(1000);
        QVERIFY(m_f->message(id, "a", id));
    }
    QVERIFY(m_f->store->backend().remove(EntityType::Message, "m3"));
    const auto first = messageRows(m_f->store->database(), "a", std::nullopt, 1, 100);
    QCOMPARE(first->front().text, std::string("m2"));
    QCOMPARE(first->front().role, std::string("user"));
    const auto rest = messageRows(m_f->store->database(), "a", first->back().place, 10, 100);
    QCOMPARE(rest->size(), std::size_t(1));
    QCOMPARE(rest->front().text, std::string("m1"));
}

void TstHistoryPages::theMarkChangesWithAnyMessage()
{
    const auto mark = [this] { return *messagesMark(m_f->store->database(), "a"); };
    QVERIFY(m_f->conversation("a"));
    const MessagesMark none = mark();
    QVERIFY(none == MessagesMark());
    QVERIFY(m_f->message("m", "a"));
    const MessagesMark one = mark();
    QVERIFY(one != none);
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("m", "a", "edited"));
    QVERIFY(mark() != one);
    QVERIFY(m_f->store->backend().remove(EntityType::Message, "m"));
    QVERIFY(mark() == none);
}

void TstHistoryPages::theVersionChangesWithAnyWrite()
{
    const StoreVersion before = storeVersion(m_f->store->database());
    QVERIFY(storeVersion(m_f->store->database()) == before);
    QVERIFY(m_f->conversation("a"));
    QVERIFY(!(storeVersion(m_f->store->database()) == before));
}

QTEST_GUILESS_MAIN(TstHistoryPages)
#include "tst_historypages.moc"
