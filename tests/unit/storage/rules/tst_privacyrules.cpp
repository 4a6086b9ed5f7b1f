// Whose rows stay here, what of the others may be sent, and that removing a rule sends nothing automatically.
#include "app/outgoing.h"
#include "privacy/privacypolicy.h"
#include "support/storefixture.h"
#include "sync/status/syncstatus.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

using Kind = PrivacyRule::Kind;

const std::string kSecret = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbC";

std::set<std::string> idsIn(const PendingBatch &frozen)
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
    std::set<std::string> leaving() { return idsIn(*store->batches().build(web, {})); }
    /// As if the server had applied everything that can be sent.
    void sync(std::int64_t rev)
    {
        const auto frozen = store->batches().build(web, {});
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
    void whatOnlyTheOrganisationForbidsWaits();
    void whatWasSentReducedStaysReduced();
    void nothingStaysWhoeverWrites();
    void aRuleHoldsForWhatWaitsAlready();
    void aRuleTakenBackSendsNothing();
    void onlyTheNewIsSentAfterRelease();
    void deletesOfWhatTheServerHasGoOut();
    void freeEntriesFollowTheUsualLevel();
    void removedFromTheServerStaysHere();
    void aDeleteElsewhereLeavesWhatStaysHere();
    void whatCameBeforeItsConversationStaysWithIt();
    void badRulesChangeNothing();
    void originalsComeBackFromTheServersWords();
    void aFormBelongsToOneValue();
    void aFormOutlastsWhatAServerLeavesOut();
    void aFormOfAnOlderStoreIsOfWhatStandsHere();
    void aNewFormIsANewNumber();
    void bothFormsOfPlaceholdersAreOurs();
    void previewIsWhatLeaves();

private:
    PendingBatch leave(Fixture &f, const std::string &key = "key");
    void pull(Fixture &f, const Record &row, std::int64_t rev);
    std::string titleOf(Fixture &f, const std::string &id);
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
    // Another program spells it in a way never seen before: its rows are found when they would be sent.
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
    QCOMPARE(*f.rules().ceiling(), PrivacyLevel::Metadata);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(f.level("c1"), PrivacyLevel::Nothing);
    QVERIFY(f.rules().noteCeiling("https://sync.example.org", "another", PrivacyLevel::Nothing));
    QCOMPARE(*f.rules().ceiling(), PrivacyLevel::Metadata);
}

// A server never replaces a form by one that says more: what was acknowledged is not sent again by a level that rises,
// neither the user's own nor the organisation's. What is recorded from then on goes as the level then is.
void TstPrivacyRules::whatWasSentReducedStaysReduced()
{
    Fixture f;
    const auto raised = [&f](bool byTheUser, PrivacyLevel level) {
        return byTheUser ? f.rules().setUsualLevel(level)
                         : f.rules().noteCeiling("https://sync.example.org", "acme", level);
    };
    for (const bool byTheUser : {true, false}) {
        const std::string id = byTheUser ? "own" : "theirs";
        QVERIFY(raised(byTheUser, PrivacyLevel::Metadata));
        QVERIFY(f.conversation("c-" + id));
        QVERIFY(f.message("m-" + id, "c-" + id, "the words"));
        QVERIFY(!leave(f).batch.items.back().record.fields.find("content"));
        f.sync(byTheUser ? 10 : 20);
        QVERIFY(raised(byTheUser, PrivacyLevel::Full));
        QCOMPARE(f.leaving(), Ids {});
        QCOMPARE(f.store->outboxSummary().counts()->pending(), 0);
        QVERIFY(f.message("later-" + id, "c-" + id, "more words"));
        QCOMPARE(leave(f).batch.items.back().record.fields.text("content").value_or(""), "more words");
        f.sync(byTheUser ? 15 : 25);
    }
}

// "Nothing" of an organisation is not the user's choice: it waits, no matter who writes, and goes once it is allowed.
void TstPrivacyRules::whatOnlyTheOrganisationForbidsWaits()
{
    Fixture f;
    const auto minimum
        = [&f](PrivacyLevel most) { return f.rules().noteCeiling("https://sync.example.org", "acme", most); };
    QVERIFY(f.conversation("gone"));
    f.sync(1);
    f.in("before", "/a");
    QVERIFY(minimum(PrivacyLevel::Nothing));
    QCOMPARE(f.leaving(), Ids {});
    f.in("own", "/a");
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "named", {{"path", "\"/a/b\""}})));
    QVERIFY(f.message("m1", "before"));
    QVERIFY(f.store->database().run(
        "INSERT INTO messages(id, conversation_id, role, content) VALUES ('m2', 'own', 'user', 'x')"));
    QVERIFY(f.store->database().run("UPDATE conversations SET title = 'other' WHERE id = 'before'"));
    QVERIFY(f.rules().set({Kind::Workspace, "/private", PrivacyLevel::Nothing}));
    f.in("chosen", "/private/x");
    QVERIFY(f.rules().remove(Kind::Workspace, "/private"));
    QCOMPARE(f.leaving(), Ids {});
    QCOMPARE(f.level("own"), PrivacyLevel::Nothing);
    QCOMPARE(f.store->outboxSummary().counts()->kept, 1);
    QCOMPARE(*f.store->outboxSummary().forbidden(), 5);
    QVERIFY(f.store->database().run("DELETE FROM conversations WHERE id = 'gone'"));
    QCOMPARE(f.leaving(), Ids {"gone"}); // reveals nothing
    QVERIFY(minimum(PrivacyLevel::Metadata));
    QCOMPARE(*f.store->outboxSummary().forbidden(), 0);
    QCOMPARE(f.leaving(), (Ids {"gone", "before", "own", "named", "m1", "m2"}));
    QCOMPARE(f.level("own"), PrivacyLevel::Metadata);
    QCOMPARE(f.store->outboxSummary().counts()->kept, 1);
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
    const auto counts = f.store->outboxSummary().counts();
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
    QCOMPARE(f.store->outboxSummary().counts()->kept, 2);
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
    QCOMPARE(*f.rules().release("c1"), 0); // the rule still applies
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
    // What the server never had is removed without a trace.
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
    QVERIFY(!*f.store->serverRemoval().serverHas("c1"));
    f.sync(10);
    QVERIFY(*f.store->serverRemoval().serverHas("c1"));
    QVERIFY(!f.store->serverRemoval().removeFromServer("c1")); // not before it is marked as staying here
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QCOMPARE(*f.store->serverRemoval().removeFromServer("c1"), true);
    QVERIFY(!*f.store->serverRemoval().serverHas("c1"));
    const auto frozen = f.store->batches().build(f.web, {});
    QCOMPARE(idsIn(*frozen), Ids {"c1"});
    QCOMPARE(frozen->batch.items[0].action, wire::Action::Delete);
    QVERIFY(frozen->batch.items[0].forPrivacy);
    QVERIFY(
        wire::encode(frozen->batch, wire::Dialect::Full).find("\"reason\":\"privacy\"") != std::string::npos);
    f.sync(20);
    QVERIFY(f.store->backend().read(EntityType::Conversation, "c1")->has_value());
    QVERIFY(f.store->backend().read(EntityType::Message, "m1")->has_value());
    // Its id is dead at the server: it can never return under it.
    QCOMPARE(f.rules().remove(Kind::Conversation, "c1").error().code, ErrorCode::Immutable);
    QCOMPARE(f.store->onlyHere()->items, 2); // no outbox knows of them, and they exist nowhere else
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

void TstPrivacyRules::whatCameBeforeItsConversationStaysWithIt()
{
    Fixture f;
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.message("m2", "c2"));
    QVERIFY(f.store->backend().write(record(EntityType::ToolCall, "t1",
        {{"conversation_id", "\"c1\""}, {"message_id", "\"m1\""}, {"tool_name", "\"sh\""}})));
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QVERIFY(f.rules().set({Kind::Workspace, "/home/ada/private", PrivacyLevel::Nothing}));
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().run( // another program's
        "INSERT INTO conversations(id, title, workspace) VALUES ('c2', 't', '/home/ada/private')"));
    const auto counts = *f.store->outboxSummary().counts();
    QCOMPARE(counts.ready, 0);
    QCOMPARE(counts.kept, 5);
    QCOMPARE(f.leaving(), Ids {});
    const SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.pending, 0);
    QCOMPARE(status.waitingForParent, 0);
    QVERIFY(f.rules().set({Kind::Conversation, "c1", PrivacyLevel::Full}));
    QCOMPARE(*f.rules().release("c1"), 3);
    // In privacy mode, too.
    QVERIFY(f.message("m3", "c3"));
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.conversation("c3"));
    QCOMPARE(f.store->outboxSummary().counts()->held, 2);
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
    QCOMPARE(*f.rules().revision(), 0);
}

// As the engine sends it: what is sent, and what is recorded about it.
PendingBatch TstPrivacyRules::leave(Fixture &f, const std::string &key)
{
    auto frozen = *f.store->batches().build(f.web, {});
    PrivacyPolicy policy([] { return false; });
    for (std::size_t i = 0; i < frozen.items.size(); ++i) {
        const json::Object whole = frozen.batch.items[i].record.fields;
        policy.prepare(frozen.batch.items[i], frozen.levels[i], key);
        frozen.noteForms(i, whole);
    }
    [&] { QVERIFY(f.store->batches().noteWithheld(frozen)); }();
    return frozen;
}

void TstPrivacyRules::pull(Fixture &f, const Record &row, std::int64_t rev)
{
    wire::Page page;
    page.cursor = "x";
    page.rows.push_back({row, rev, true, {}});
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
}

std::string TstPrivacyRules::titleOf(Fixture &f, const std::string &id)
{
    return (*f.store->backend().read(EntityType::Conversation, id))->fields.text("title").value_or("");
}

void TstPrivacyRules::originalsComeBackFromTheServersWords()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1", "use " + kSecret));
    const auto sent = leave(f);
    f.sync(10);
    // The server sends it all again, as it has it: a new history, for example.
    for (const wire::Item &item : sent.batch.items)
        pull(f, item.record, 50);
    QCOMPARE((*f.store->backend().read(EntityType::Message, "m1"))->fields.text("content").value_or(""),
        "use " + kSecret);
    // What another program wrote there is not one of our forms.
    pull(f, record(EntityType::Conversation, "c1", {{"title", "\"Another\""}}), 60);
    QCOMPARE(titleOf(f, "c1"), std::string("Another"));
}

void TstPrivacyRules::aFormBelongsToOneValue()
{
    Fixture f;
    QVERIFY(f.conversation("c1", "first, with " + kSecret));
    const Record masked = leave(f).batch.items.at(0).record;
    QVERIFY(masked.fields.text("title") != "first, with " + kSecret);
    f.sync(10);
    pull(f, record(EntityType::Conversation, "c1", {{"title", "\"second, by someone\""}}), 20);
    // A server that was set back sends the first title again: the second is not its original.
    pull(f, masked, 30);
    QCOMPARE(titleOf(f, "c1"), *masked.fields.text("title"));

    // A new value has its own form, and that of the old one is forgotten.
    QVERIFY(f.conversation("c2", "first, with " + kSecret));
    const Record old = leave(f).batch.items.at(0).record;
    f.sync(40);
    QVERIFY(f.conversation("c2", "second, with " + kSecret));
    const Record fresh = leave(f).batch.items.at(0).record;
    f.sync(41);
    pull(f, fresh, 50);
    QCOMPARE(titleOf(f, "c2"), "second, with " + kSecret);
    pull(f, old, 51);
    QCOMPARE(titleOf(f, "c2"), *old.fields.text("title"));
    QCOMPARE(f.store->database().integer("SELECT COUNT(*) FROM sync_withheld").value_or(-1), 0);
}

// What a server leaves out stays here, and what it was sent as is still known when the server says it again.
void TstPrivacyRules::aFormOutlastsWhatAServerLeavesOut()
{
    Fixture f;
    QVERIFY(f.conversation("c1", "first, with " + kSecret));
    const Record masked = leave(f).batch.items.at(0).record;
    f.sync(10);
    pull(f, record(EntityType::Conversation, "c1", {{"model", "\"m\""}}), 20);
    QCOMPARE(titleOf(f, "c1"), "first, with " + kSecret);
    pull(f, masked, 30);
    QCOMPARE(titleOf(f, "c1"), "first, with " + kSecret);
}

// In a store of version 5 it is unknown which value a form belonged to.
void TstPrivacyRules::aFormOfAnOlderStoreIsOfWhatStandsHere()
{
    Fixture f;
    QVERIFY(f.conversation("c1", "first, with " + kSecret));
    const Record masked = leave(f).batch.items.at(0).record;
    f.sync(10);
    QVERIFY(f.store->database().run("UPDATE sync_withheld SET original = ''"));
    pull(f, masked, 20);
    QCOMPARE(titleOf(f, "c1"), "first, with " + kSecret);
    pull(f, record(EntityType::Conversation, "c1", {{"title", "\"second, by someone\""}}), 30);
    pull(f, masked, 40);
    QCOMPARE(titleOf(f, "c1"), *masked.fields.text("title"));
}

void TstPrivacyRules::aNewFormIsANewNumber()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.rules().requeueIfRedactionChanged(f.web, "one"));
    const auto first = f.store->batches().build(f.web, {})->items.at(0).opSeq;
    QVERIFY(f.rules().requeueIfRedactionChanged(f.web, "one"));
    QCOMPARE(f.store->batches().build(f.web, {})->items.at(0).opSeq, first);
    QVERIFY(f.rules().requeueIfRedactionChanged(f.web, "two"));
    QVERIFY(f.store->batches().build(f.web, {})->items.at(0).opSeq > first);
}

// With a key, without one, with another one: with any of them at the server, the original stays, and nothing is told.
void TstPrivacyRules::bothFormsOfPlaceholdersAreOurs()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1", "use " + kSecret));
    std::vector<Record> forms;
    for (const std::string key : {"one", "", "two"}) {
        QVERIFY(f.rules().requeueIfRedactionChanged(f.web, "key " + key));
        QVERIFY(f.store->backend().write(
            record(EntityType::Message, "m1", {{"metadata", json::quoted("with " + key)}})));
        for (const wire::Item &item : leave(f, key).batch.items)
            if (item.record.id == "m1")
                forms.push_back(item.record);
        f.sync(std::int64_t(forms.size()) * 10);
    }
    QCOMPARE(forms.size(), std::size_t(3));
    QCOMPARE(forms[1].fields.text("content").value_or(""), std::string("use [withheld github-token]"));
    QVERIFY(forms[0].fields.text("content") != forms[1].fields.text("content"));
    QVERIFY(forms[0].fields.text("content") != forms[2].fields.text("content"));
    for (std::size_t i = 0; i < forms.size(); ++i) {
        pull(f, forms[i], 100 + std::int64_t(i));
        QCOMPARE((*f.store->backend().read(EntityType::Message, "m1"))->fields.text("content").value_or(""),
            "use " + kSecret);
    }
    QCOMPARE(f.store->database().integer("SELECT COUNT(*) FROM conflicts").value_or(-1), 0);
}

void TstPrivacyRules::previewIsWhatLeaves()
{
    Fixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1", "password: hunter2!"));
    const auto shown = outgoingJson(*f.store, EntityType::Message, "m1");
    QVERIFY(shown && shown->find("hunter2") == std::string::npos);
    QVERIFY(shown->find("[withheld password]") != std::string::npos);
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
    QVERIFY(f.rules().remove(Kind::Conversation, "c1")); // what was kept stays kept
    QCOMPARE(*outgoingJson(*f.store, EntityType::Message, "m1"), std::string());
    QCOMPARE(outgoingConversation(*f.store, "c1", 10)->stayHere, 2);
    QCOMPARE(*f.rules().release("c1"), 2);
    QCOMPARE(outgoingConversation(*f.store, "c1", 10)->items.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TstPrivacyRules)
#include "tst_privacyrules.moc"
