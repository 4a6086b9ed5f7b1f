// One conversation: its title, team, sharer and place in the outbox.
#include "storage/views/conversationfacts.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstConversationFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_f = std::make_unique<StoreFixture>(); }
    void whatIsNotThereIsNotFound();
    void titleTeamAndOutbox();
    void aTeammatesName();
    void whatIsHeldOrKeptSaysSo();
    void aDeletedOneIsFoundAsDeleted();
    void aHugeTitleIsCut();

private:
    ConversationFacts facts() { return (*conversationFacts(m_f->store->database(), "c")).value(); }

    std::unique_ptr<StoreFixture> m_f;
};

void TstConversationFacts::whatIsNotThereIsNotFound()
{
    const auto found = conversationFacts(m_f->store->database(), "c");
    QVERIFY(found.ok());
    QVERIFY(!found->has_value());
}

void TstConversationFacts::titleTeamAndOutbox()
{
    QVERIFY(m_f->conversation("c", "Fix login"));
    QCOMPARE(facts().title, std::string("Fix login"));
    QVERIFY(facts().own && !facts().shared && !facts().deleted && !facts().hasTeam);
    QCOMPARE(facts().team, std::string());
    QVERIFY(facts().outbox == Outbox::State::Ready);

    m_f->signIn();
    QVERIFY(facts().hasTeam);
    QCOMPARE(facts().team, std::string("web")); // by its slug: it has no name
    QVERIFY(m_f->store->database().run("UPDATE teams SET name = 'The Web' WHERE slug = 'web'"));
    QCOMPARE(facts().team, std::string("The Web"));

    QVERIFY(m_f->store->database().run("DELETE FROM sync_queue"));
    QVERIFY(!facts().outbox);
}

void TstConversationFacts::aTeammatesName()
{
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->store->database().run(
        "UPDATE conversations SET own = 0, visibility = 'team', shared_by = 'Ada'"));
    QVERIFY(!facts().own && facts().shared);
    QCOMPARE(facts().sharedBy, std::string("Ada"));
}

void TstConversationFacts::whatIsHeldOrKeptSaysSo()
{
    QVERIFY(m_f->store->settings().setPrivacyMode(true, m_f->clock.now()));
    QVERIFY(m_f->conversation("c"));
    QVERIFY(facts().outbox == Outbox::State::Held);
    QVERIFY(m_f->store->outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::KeepHere));
    QVERIFY(facts().outbox == Outbox::State::Kept);
}

void TstConversationFacts::aDeletedOneIsFoundAsDeleted()
{
    m_f->signIn();
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->store->database().run("UPDATE conversations SET deleted = 1"));
    QVERIFY(facts().deleted);
}

void TstConversationFacts::aHugeTitleIsCut()
{
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->store->database().run("UPDATE conversations SET title = ?", std::string(1 << 20, 'a')));
    QCOMPARE(facts().title, std::string(1000, 'a'));
}

QTEST_GUILESS_MAIN(TstConversationFacts)
#include "tst_conversationfacts.moc"
