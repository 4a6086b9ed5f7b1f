// Whose rows stay here, what of the others may leave, and that a rule taken back sends nothing by itself.
#include "app/outgoing.h"
#include "privacy/privacypolicy.h"
#include "support/storefixture.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

using Kind = PrivacyRule::Kind;

std::set<std::string> idsIn(const SyncQueue::Frozen &frozen)
{
    std::set<std::string> ids;
    for (const QueuedItem &item : frozen.items)
        ids.insert(item.id);
    return ids;
}

struct Fixture : StoreFixture {
    Fixture() { signIn(); }
    PrivacyRules &rules() { return store->privacyRules(); }
    void in(const std::string &id, const std::string &workspace, const std::string &repository = {},
        const std::string &provider = {})
    {
        Fields fields {{"title", "\"Fix login\""}, {"workspace", json::quoted(workspace)}};
        if (!repository.empty())
            fields.emplace_back("repository", json::quoted(repository));
        if (!provider.empty())
            fields.emplace_back("provider", json::quoted(provider));
        QVERIFY(store->backend().write(record(EntityType::Conversation, id, fields)));
    }
    PrivacyLevel level(const std::string &id) { return *rules().levelOf(id, web); }
    std::set<std::string> leaving() { return idsIn(*store->queue().freeze(web, {})); }
    /// As if the server had taken everything that can leave.
    void sync(std::int64_t rev)
    {
        const auto frozen = store->queue().freeze(web, {});
        wire::BatchAnswer answer;
        answer.hasResults = true;
        answer.serverTimestamp = clock.now();
        for (const QueuedItem &item : frozen->items) {
            wire::ItemResult result;
            result.type = item.type;
            result.id = item.id;
            result.opSeq = item.opSeq;
            result.rev = rev++;
            answer.results.push_back(result);
        }
        QVERIFY(store->replica().applyResults(team(web), frozen->items, answer));
    }
};

using Ids = std::set<std::string>;

} // namespace

class TstPrivacyRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMostExactRuleHolds();
    void spellingsOfARepositoryAreOne();
    void anAgentIsKnownByItsNameOrItsProvider();
    void anOrganisationMayAskForLess();
    void nothingStaysWhoeverWrites();
    void aRuleHoldsForWhatWaitsAlready();
    void aRuleTakenBackSendsNothing();
    void onlyTheNewIsSentAfterRelease();
    void deletesOfWhatTheServerHasGoOut();
    void freeEntriesFollowTheUsualLevel();
    void removedFromTheServerStaysHere();
    void aDeleteElsewhereLeavesWhatStaysHere();
    void badRulesChangeNothing();
    void originalsComeBackFromTheServersWords();
    void aNewFormIsANewNumber();
    void previewIsWhatLeaves();
};

void TstPrivacyRules::theMostExactRuleHolds()
{
    Fixture f;
    f.in("c1", "/home/ada/shop/web", "git@example.org:acme/shop.git", "anthropic");
    QCOMPARE(f.level("c1"), PrivacyLevel::Redacted);
    QVERIFY(f.rules().setUsualLevel(PrivacyLevel::Metadata));
    QCOMPARE(f.level("c1"), PrivacyLevel::Metadata);
    QVERIFY(f.rules().set({Kind::Agent, "anthropic", PrivacyLevel::Full}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Full);
    QVERIFY(f.rules().set({Kind::Repository, "https://example.org/acme/shop", PrivacyLevel::Redacted}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Redacted);
    QVERIFY(f.rules().set({Kind::Workspace, "/home/ada/", PrivacyLevel::Nothing}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Nothing);
    QVERIFY(f.rules().set({Kind::Workspace, "/home/ada/shop", PrivacyLevel::Metadata}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Metadata);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Full}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Full);
    f.in("c2", "/home/ada/shopping");
    QCOMPARE(f.level("c2"), PrivacyLevel::Nothing); // below /home/ada, but not below /home/ada/shop
    QCOMPARE(f.rules().list()->size(), std::size_t(5));
    QVERIFY(f.rules().remove(Kind::Workspace, "/home/ada"));
    QCOMPARE(f.level("c2"), PrivacyLevel::Metadata);
}

void TstPrivacyRules::spellingsOfARepositoryAreOne()
{
    Fixture f;
    f.in("before", "/a", "ssh://git@example.org/acme/shop");
    QVERIFY(f.rules().set({Kind::Repository, "git@example.org:acme/shop.git", PrivacyLevel::Nothing}));
    QCOMPARE(f.level("before"), PrivacyLevel::Nothing);
    f.in("ours", "/b", "https://ada:pw@example.org/acme/shop/");
    // Another program spells it in a way that was never met: its rows are found when they would leave.
    QVERIFY(f.store->database().run("INSERT INTO conversations(id, title, repository) VALUES ('foreign', "
                                    "'t', 'git://EXAMPLE.org/acme/shop.git')"));
    QVERIFY(f.store->database().run(
        "INSERT INTO messages(id, conversation_id, role, content) VALUES ('m', 'foreign', 'user', 'x')"));
    f.in("other", "/c", "https://example.org/acme/other");
    QCOMPARE(f.leaving(), Ids {"other"});
}

void TstPrivacyRules::anAgentIsKnownByItsNameOrItsProvider()
{
    Fixture f;
    QVERIFY(f.rules().set({Kind::Agent, "codex", PrivacyLevel::Nothing}));
    f.in("by-provider", "/a", {}, "codex");
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "by-name",
        {{"title", "\"t\""}, {"agent", "\"codex\""}, {"provider", "\"openai\""}})));
    f.in("another", "/a", {}, "openai");
    QCOMPARE(f.leaving(), Ids {"another"});
}

void TstPrivacyRules::anOrganisationMayAskForLess()
{
    Fixture f;
    f.in("c1", "/a");
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Full}));
    QVERIFY(f.rules().noteCeiling("https://sync.example.org", "acme", PrivacyLevel::Metadata));
    QCOMPARE(f.level("c1"), PrivacyLevel::Metadata);
    QCOMPARE(f.rules().ceiling(), PrivacyLevel::Metadata);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Nothing);
    QVERIFY(f.rules().noteCeiling("https://sync.example.org", "another", PrivacyLevel::Nothing));
    QCOMPARE(f.rules().ceiling(), PrivacyLevel::Metadata);
}

void TstPrivacyRules::nothingStaysWhoeverWrites()
{
    Fixture f;
    QVERIFY(f.rules().set({Kind::Workspace, "/private", PrivacyLevel::Nothing}));
    f.in("c1", "/private/x");
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->database().run(
        "INSERT INTO messages(id, conversation_id, role, content) VALUES ('m2', 'c1', 'user', 'x')"));
    QVERIFY(f.store->database().run("UPDATE conversations SET title = 'other' WHERE id = 'c1'"));
    QVERIFY(f.conversation("c2"));
    const auto counts = f.store->queue().counts();
    QCOMPARE(counts->kept, 3); // known at once, before anything tried to send it
    QCOMPARE(counts->ready, 1);
    QCOMPARE(f.leaving(), Ids {"c2"});
}

void TstPrivacyRules::aRuleHoldsForWhatWaitsAlready()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(f.store->queue().counts()->kept, 2);
    QCOMPARE(f.leaving(), Ids {});
}

void TstPrivacyRules::aRuleTakenBackSendsNothing()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    f.sync(10);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.rules().remove(Kind::Conversation, "c1"));
    QVERIFY(f.message("m2", "c1"));
    QCOMPARE(f.leaving(), Ids {"m2"});
}

void TstPrivacyRules::onlyTheNewIsSentAfterRelease()
{
    Fixture f;
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QCOMPARE(*f.rules().release("c1"), 0); // the rule still holds
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Redacted}));
    QCOMPARE(f.leaving(), Ids {});
    QCOMPARE(*f.rules().keptCount("c1"), 2);
    QCOMPARE(*f.rules().release("c1"), 2);
    QCOMPARE(*f.rules().keptCount("c1"), 0);
    QCOMPARE(f.leaving(), (Ids {"c1", "m1"}));
}

void TstPrivacyRules::deletesOfWhatTheServerHasGoOut()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    f.sync(10);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QVERIFY(f.store->database().run("UPDATE conversations SET title = 'private' WHERE id = 'c1'"));
    QCOMPARE(f.leaving(), Ids {});
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1"));
    QCOMPARE(f.leaving(), Ids {"c1"});
    // What the server never had ends without a word.
    QVERIFY(f.rules().set({Kind::Conversation, "c2", PrivacyLevel::Nothing}));
    QVERIFY(f.conversation("c2"));
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c2"));
    QCOMPARE(f.leaving(), Ids {"c1"});
}

void TstPrivacyRules::freeEntriesFollowTheUsualLevel()
{
    Fixture f;
    QVERIFY(f.audit("a1"));
    QVERIFY(f.rules().setUsualLevel(PrivacyLevel::Nothing));
    QVERIFY(f.audit("a2"));
    QCOMPARE(f.leaving(), Ids {});
    QVERIFY(f.rules().setUsualLevel(PrivacyLevel::Redacted));
    QVERIFY(f.audit("a3"));
    QCOMPARE(f.leaving(), Ids {"a3"});
}

void TstPrivacyRules::removedFromTheServerStaysHere()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(!f.rules().serverHas("c1"));
    f.sync(10);
    QVERIFY(f.rules().serverHas("c1"));
    QVERIFY(!f.rules().removeFromServer("c1")); // not before it is said that it stays here
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(*f.rules().removeFromServer("c1"), true);
    QVERIFY(!f.rules().serverHas("c1"));
    const auto frozen = f.store->queue().freeze(f.web, {});
    QCOMPARE(idsIn(*frozen), Ids {"c1"});
    QCOMPARE(frozen->batch.items[0].action, wire::Action::Delete);
    f.sync(20);
    QVERIFY(f.store->backend().read(EntityType::Conversation, "c1")->has_value());
    QVERIFY(f.store->backend().read(EntityType::Message, "m1")->has_value());
    // Its id is dead at the server: it can never go back under it.
    QCOMPARE(f.rules().remove(Kind::Conversation, "c1").error().code, ErrorCode::Immutable);
    QCOMPARE(f.store->onlyHere()->items, 2); // no queue knows of them, and they are nowhere else
    QCOMPARE(
        f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Full}).error().code, ErrorCode::Immutable);
    wire::Page page;
    page.deleted
        = {{EntityType::Conversation, "c1", 20, "deleted"}, {EntityType::Message, "m1", 21, "deleted"}};
    page.cursor = "x";
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
    QVERIFY(f.store->backend().read(EntityType::Message, "m1")->has_value());
    QVERIFY(f.message("m2", "c1"));
    QCOMPARE(f.leaving(), Ids {});
    QCOMPARE(f.store->onlyHere()->items, 3);
}

void TstPrivacyRules::aDeleteElsewhereLeavesWhatStaysHere()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    f.sync(10);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    wire::Page page;
    page.deleted
        = {{EntityType::Conversation, "c1", 20, "deleted"}, {EntityType::Message, "m1", 21, "deleted"}};
    page.cursor = "x";
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
    QVERIFY(f.store->backend().read(EntityType::Conversation, "c1")->has_value());
    QVERIFY(f.store->backend().read(EntityType::Message, "m1")->has_value());
}

void TstPrivacyRules::badRulesChangeNothing()
{
    Fixture f;
    QCOMPARE(f.rules().set({Kind::Workspace, "relative/path", PrivacyLevel::Nothing}).error().code,
        ErrorCode::Validation);
    QCOMPARE(f.rules().set({Kind::Repository, "no remote", PrivacyLevel::Nothing}).error().code,
        ErrorCode::Validation);
    QCOMPARE(f.rules().set({Kind::Agent, "", PrivacyLevel::Nothing}).error().code, ErrorCode::Validation);
    QCOMPARE(f.rules().remove(Kind::Agent, "codex").error().code, ErrorCode::NotFound);
    QVERIFY(f.rules().list()->empty());
    QCOMPARE(f.rules().revision(), 0);
}

void TstPrivacyRules::originalsComeBackFromTheServersWords()
{
    Fixture f;
    const std::string secret = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbC";
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1", "use " + secret));
    auto frozen = *f.store->queue().freeze(f.web, {});
    PrivacyPolicy policy([] { return false; });
    for (std::size_t i = 0; i < frozen.items.size(); ++i)
        policy.prepare(frozen.batch.items[i], frozen.levels[i], "key");
    QVERIFY(f.store->queue().noteWithheld(frozen));
    f.sync(10);
    // The server sends it all again, as it has it: a new history, say.
    wire::Page page;
    page.cursor = "x";
    for (const wire::Item &item : frozen.batch.items)
        page.rows.push_back({item.record, 50, true});
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
    QCOMPARE((*f.store->backend().read(EntityType::Message, "m1"))->fields.text("content").value_or(""),
        "use " + secret);
    // What somebody else wrote there is no form of ours.
    page.rows.clear();
    Record renamed = record(EntityType::Conversation, "c1", {{"title", "\"Another\""}});
    page.rows.push_back({renamed, 60, true});
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
    QCOMPARE((*f.store->backend().read(EntityType::Conversation, "c1"))->fields.text("title").value_or(""),
        std::string("Another"));
}

void TstPrivacyRules::aNewFormIsANewNumber()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.rules().settleForm(f.web, "one"));
    const auto first = f.store->queue().freeze(f.web, {})->items.at(0).opSeq;
    QVERIFY(f.rules().settleForm(f.web, "one"));
    QCOMPARE(f.store->queue().freeze(f.web, {})->items.at(0).opSeq, first);
    QVERIFY(f.rules().settleForm(f.web, "two"));
    QVERIFY(f.store->queue().freeze(f.web, {})->items.at(0).opSeq > first);
}

void TstPrivacyRules::previewIsWhatLeaves()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1", "password: hunter2!"));
    const auto shown = outgoingJson(*f.store, EntityType::Message, "m1");
    QVERIFY(shown && shown->find("hunter2") == std::string::npos);
    QVERIFY(shown->find("[withheld password") != std::string::npos);
    const auto whole = outgoingConversation(*f.store, "c1", 10);
    QCOMPARE(whole->items.size(), std::size_t(2));
    QCOMPARE(whole->items[1], *shown);
    QVERIFY(!whole->more);
    QVERIFY(outgoingConversation(*f.store, "c1", 1)->more);
    QCOMPARE(outgoingConversation(*f.store, "c1", 1)->items.size(), std::size_t(1));
    QCOMPARE(outgoingConversation(*f.store, "none", 10).error().code, ErrorCode::NotFound);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(*outgoingJson(*f.store, EntityType::Message, "m1"), std::string());
    QCOMPARE(outgoingConversation(*f.store, "c1", 10)->stayHere, 2);
}

QTEST_GUILESS_MAIN(TstPrivacyRules)
#include "tst_privacyrules.moc"
