// The filtered list of conversations with their totals.
#include "storage/views/conversationlist.h"
#include "storage/views/historypages.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstConversationList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theLatestActivityComesFirst();
    void itIsBounded();
    void foldersAreFiltered_data();
    void foldersAreFiltered();
    void agentsAndProvidersAreFiltered();
    void sharedOnesAndTimesAreFiltered();
    void whatAnotherProgramWroteIsListed();
    void promptsAndRepliesAreCounted_data();
    void promptsAndRepliesAreCounted();

private:
    std::string listed(const ConversationFilter &filter, std::optional<int> limit = std::nullopt);

    std::unique_ptr<StoreFixture> m_f;
};

void TstConversationList::init()
{
    m_f = std::make_unique<StoreFixture>();
    const auto add = [this](const std::string &id, const Fields &fields) {
        m_f->clock.advance(1000);
        QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, id, fields)));
    };
    add("a", {{"title", "\"One\""}, {"workspace", "\"/src/mimir\""}, {"provider", "\"anthropic\""}});
    add("b", {{"workspace", "\"/src/mimir/docs\""}, {"agent", "\"Claude\""}, {"visibility", "\"team\""}});
    add("c", {{"workspace", "\"/src/mimir-old\""}});
}

// The ids in order.
std::string TstConversationList::listed(const ConversationFilter &filter, std::optional<int> limit)
{
    const auto list = conversationList(m_f->store->backend(), filter, limit);
    std::string ids;
    for (const ListedConversation &one : *list)
        ids += one.id;
    return ids;
}

void TstConversationList::theLatestActivityComesFirst()
{
    QCOMPARE(listed({}), std::string("cba"));
    m_f->clock.advance(1000);
    QVERIFY(m_f->message("m", "a"));
    QCOMPARE(listed({}), std::string("acb"));
    const auto list = conversationList(m_f->store->backend(), {}, 1);
    QCOMPARE(list->front().title, std::string("One"));
    QCOMPARE(list->front().messages, 1);
    QCOMPARE(list->front().lastActivity, std::optional(m_f->clock.now()));
    QCOMPARE(list->front().columns.integer("messages"), std::optional<std::int64_t>(1));
    QCOMPARE(list->front().columns.boolean("own"), std::optional(true));

    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
    QCOMPARE(listed({}), std::string("ab"));
}

void TstConversationList::itIsBounded()
{
    QCOMPARE(listed({}, 2), std::string("cb"));
    QCOMPARE(listed({}, 0), std::string());
}

void TstConversationList::foldersAreFiltered_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("ids");
    QTest::newRow("it and those below") << "/src/mimir" << QString() << "ba";
    QTest::newRow("all") << "/" << QString() << "cba";
    QTest::newRow("by its name, too") << "/home/mimir-old"
                                      << "mimir-old"
                                      << "c";
    QTest::newRow("no part of a name") << "/home/mimir"
                                       << "imir" << QString();
}

void TstConversationList::foldersAreFiltered()
{
    QFETCH(QString, folder);
    QFETCH(QString, name);
    QFETCH(QString, ids);
    ConversationFilter filter;
    filter.folder = folder.toStdString();
    filter.folderName = name.toStdString();
    QCOMPARE(listed(filter), ids.toStdString());
}

void TstConversationList::agentsAndProvidersAreFiltered()
{
    ConversationFilter filter;
    filter.agent = "ANTHROPIC";
    QCOMPARE(listed(filter), std::string("a"));
    filter.agent = "claude";
    QCOMPARE(listed(filter), std::string("b"));
    const auto list = conversationList(m_f->store->backend(), filter, 1);
    QCOMPARE(list->front().agent, std::string("Claude"));
}

void TstConversationList::sharedOnesAndTimesAreFiltered()
{
    ConversationFilter filter;
    filter.onlyShared = true;
    QCOMPARE(listed(filter), std::string("b"));
    filter = {};
    filter.since = filter.until = m_f->clock.now() - 1000;
    QCOMPARE(listed(filter), std::string("b"));
}

void TstConversationList::whatAnotherProgramWroteIsListed()
{
    QVERIFY(m_f->store->database().script(
        "INSERT INTO conversations(id, title, created_at, extra) VALUES ('odd', 'Odd', 'soon', 'no JSON')"));
    ConversationFilter filter;
    const auto list = conversationList(m_f->store->backend(), filter, std::nullopt);
    QCOMPARE(list->size(), std::size_t(4));
    filter.agent = "claude";
    QCOMPARE(listed(filter), std::string("b"));
}

void TstConversationList::promptsAndRepliesAreCounted_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("counted");
    QTest::addColumn<int>("shown");
    const auto row = [](const char *name, const char *fields, int counted, int shown) {
        QTest::newRow(name) << QByteArray(fields) << counted << shown;
    };
    row("a prompt", R"("role":"user","kind":"prompt","content":"x")", 1, 1);
    row("a reply", R"("role":"assistant","kind":"reply","content":"x")", 1, 1);
    row("a reply whose words were withheld", R"("role":"assistant","kind":"reply")", 1, 1);
    row("a step", R"("role":"assistant","kind":"step","content":"")", 0, 0);
    row("a step without content", R"("role":"assistant","kind":"step")", 0, 0);
    row("a step with a text", R"("role":"assistant","kind":"step","content":"x")", 0, 1);
    row("a command", R"("role":"user","kind":"command","content":"/clear")", 0, 1);
    row("a compaction", R"("role":"system","kind":"compaction","content":"x")", 0, 1);
    row("a notice", R"("role":"user","kind":"notice","content":"x")", 0, 1);
    row("a kind of tomorrow", R"("role":"user","kind":"omen","content":"x")", 0, 1);
    row("by its role", R"("role":"user","content":"x")", 1, 1);
    row("by a role of tomorrow", R"("role":"oracle","content":"x")", 1, 1);
    row("an empty one by its role", R"("role":"assistant","content":"")", 0, 0);
    row("without content by its role", R"("role":"assistant")", 0, 0);
    row("a tool's", R"("role":"tool","content":"x")", 0, 1);
    row("the system's", R"("role":"system","content":"x")", 0, 1);
    row("a kind that is none", R"("role":"user","kind":7,"content":"x")", 1, 1);
}

void TstConversationList::promptsAndRepliesAreCounted()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, counted);
    QFETCH(int, shown);
    Record message {EntityType::Message, "m",
        *json::parseObject(R"({"conversation_id":"a","input_tokens":5,)" + fields.toStdString() + '}')};
    QVERIFY(m_f->store->backend().write(message));
    const auto list = conversationList(m_f->store->backend(), {}, 1);
    QCOMPARE(list->front().id, std::string("a")); // whatever it is, it was the latest
    QCOMPARE(list->front().messages, counted);
    QCOMPARE(list->front().columns.integer("totalTokens"), std::optional<std::int64_t>(5));
    QCOMPARE(conversationRows(m_f->store->database(), "One", std::nullopt, 1)->front().messages, counted);
    QCOMPARE(messageRows(m_f->store->database(), "a", std::nullopt, 9, 9)->size(), std::size_t(shown));
}

QTEST_GUILESS_MAIN(TstConversationList)
#include "tst_conversationlist.moc"
