// Two people, one profile: whose rows wait, whose are sent, and what the user may decide.
#include "app/sharing.h"
#include "storage/teams/accountregistry.h"
#include "support/storefixture.h"
#include "sync/status/syncstatus.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

const std::string kServer = "https://sync.example.org";
const ServerAccount kAda {kServer, "user-ada", "ada@example.org"};
const ServerAccount kBob {kServer, "user-bob", "bob@example.org"};

class Fixture : public StoreFixture {
public:
    /// As Session stores a sign-in: core, which both are in, and a team of their own.
    void signIn(const ServerAccount &account, const std::string &usual = "core")
    {
        (void)store->accounts().signedIn(account);
        (void)store->teams().signedIn(
            {teamOf("core", account, usual == "core"), teamOf("of-" + account.id, account, usual != "core")});
        (void)store->settings().set("server", account.server);
        (void)store->settings().set("account", account.id);
        (void)store->settings().set("email", account.email);
        (void)store->settings().set("signed_in", "1");
    }
    static Team teamOf(const std::string &id, const ServerAccount &account, bool isDefault)
    {
        Team made;
        made.server = account.server;
        made.orgSlug = "acme";
        made.teamId = made.slug = made.name = id;
        made.account = account.id;
        made.isDefault = isDefault;
        return made;
    }
    void signOut()
    {
        (void)store->teams().signedOut(kServer, "acme");
        (void)store->settings().remove("signed_in");
    }
    /// Everything that would be sent for the active teams.
    std::vector<std::string> leaving()
    {
        std::vector<std::string> ids;
        const auto active = store->teams().active();
        for (const Team &team : *active) {
            const auto frozen = store->batches().build(team.pk, {});
            for (const QueuedItem &item : frozen->items)
                ids.push_back(item.id);
        }
        std::ranges::sort(ids);
        return ids;
    }
    std::string ownerOf(const std::string &conversation)
    {
        Query row = store->database().once(
            "SELECT t.account FROM conversations c JOIN teams t ON t.pk = c.team WHERE c.id = ?");
        row.bind(1, conversation);
        return row.next() ? row.string(0) : "nobody";
    }
    /// As if the server had applied everything of this conversation that is waiting.
    void sent(const std::string &id, std::int64_t rev)
    {
        QVERIFY(store->database().run("DELETE FROM sync_queue WHERE id = ?", id));
        QVERIFY(store->database().run("UPDATE conversations SET base_rev = ?2 WHERE id = ?1", id, rev));
        QVERIFY(store->database().run("UPDATE messages SET base_rev = ?2 WHERE id = ?1", id, rev));
    }
    std::string visibility(const std::string &conversation)
    {
        return store->database()
            .text("SELECT COALESCE(visibility, 'personal') FROM conversations WHERE id = ?", conversation)
            .value_or("no row");
    }
    /// Of which fields an edit waits.
    std::string fieldsWaiting(const std::string &id)
    {
        return store->database()
            .text("SELECT group_concat(key) FROM sync_queue q, json_each(q.changed) WHERE q.id = ?", id)
            .value_or("none");
    }
    Result<void> edit(
        const std::string &id, const std::string &field, const std::string &value, bool bySql = false)
    {
        const EntityType type = id.starts_with('m') ? EntityType::Message : EntityType::Conversation;
        if (bySql)
            return store->database().run(
                "UPDATE " + std::string(tableName(type)) + " SET " + field + " = ? WHERE id = ?", value, id);
        const bool isJson = value.starts_with('{');
        MIMIR_TRY(store->backend().write(record(type, id,
            {{field,
                isJson              ? value
                    : value.empty() ? "null"
                                    : json::quoted(value)}})));
        return {};
    }
    Result<void> addMessage(const std::string &id, const std::string &conversation, bool bySql)
    {
        if (bySql)
            return store->database().run(
                "INSERT INTO messages(id, conversation_id, role) VALUES (?, ?, 'user')", id, conversation);
        MIMIR_TRY(message(id, conversation));
        return {};
    }
    /// What would be sent of it.
    wire::Item going(const std::string &id)
    {
        const auto active = store->teams().active();
        for (const Team &team : *active) {
            const auto frozen = store->batches().build(team.pk, {});
            for (const wire::Item &item : frozen->batch.items)
                if (item.record.id == id)
                    return item;
        }
        return {};
    }
    /// "field=value", in order, of what it changes.
    std::string sentFields(const std::string &id)
    {
        const wire::Item item = going(id);
        std::set<std::string> found;
        for (const auto &[field, at] : item.changed)
            found.insert(
                field + '=' + (item.record.fields.find(field) ? *item.record.fields.find(field) : "-"));
        std::string out;
        for (const std::string &one : found)
            out += (out.empty() ? "" : " ") + one;
        return out;
    }
    using Ids = std::vector<std::string>;
};

} // namespace

class TstAccountRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherPersonSendsNothingOfTheFirst_data();
    void anotherPersonSendsNothingOfTheFirst();
    void whatIsAddedToAConversationIsOfWhoseItIs_data();
    void whatIsAddedToAConversationIsOfWhoseItIs();
    void itsOwnNextWordCounts();
    void whatArrivesMeanwhileIsHers_data();
    void whatArrivesMeanwhileIsHers();
    void onlyItsAccountDeletesIt();
    void privacyOutlastsTheDecision();
    void aServerSetUpAgainIsNoOtherPerson();
    void onlyItsAccountDecidesWhoReadsIt_data();
    void onlyItsAccountDecidesWhoReadsIt();
    void itsOwnDecisionWaitsForIt();
    void theOneTeamHasACursorPerAccount();
    void whatTheOneTeamHasAgainIsDeletedForNeither();
    void sentAsThePresentAccountItGoesWhole();
    void aCopyIsUnderTheSameRule();
    void whatWaitsInTheOwnersCopyStaysThere();
    void mappingsFollowThePresentAccount();
    void sharedRowsAreTheSameForBoth();
    void storesOfBefore_data();
    void storesOfBefore();
};

void TstAccountRegistry::anotherPersonSendsNothingOfTheFirst_data()
{
    QTest::addColumn<bool>("signedOutBetween");
    QTest::newRow("signs in over it") << false;
    QTest::newRow("after a sign-out that kept data") << true;
}

void TstAccountRegistry::anotherPersonSendsNothingOfTheFirst()
{
    QFETCH(bool, signedOutBetween);
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1") && f.message("m1", "c1") && f.audit("l1"));
    if (signedOutBetween) {
        f.signOut();
        QVERIFY(f.message("m2", "c1")); // recorded while signed out: belongs to the last account
    }
    f.signIn(kBob);
    QVERIFY(f.conversation("c2"));
    QCOMPARE(f.leaving(), Fixture::Ids {"c2"});
    const std::vector<LeftByAccount> left {{kAda, signedOutBetween ? 4 : 3}};
    QCOMPARE(*f.store->accounts().leftByOthers(), left);
    const SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.pending, 1);
    QCOMPARE(status.leftByOthers, left);
    QCOMPARE(f.ownerOf("c1"), kAda.id);
    QCOMPARE(f.store->accounts().otherOwner("c1"), std::optional(kAda));
    QVERIFY(!f.store->accounts().otherOwner("c2"));

    f.signIn(kAda); // without asking
    QCOMPARE(f.leaving(),
        signedOutBetween ? (Fixture::Ids {"c1", "l1", "m1", "m2"}) : (Fixture::Ids {"c1", "l1", "m1"}));
    QCOMPARE(*f.store->accounts().leftByOthers(), (std::vector<LeftByAccount> {{kBob, 1}}));
}

void TstAccountRegistry::whatIsAddedToAConversationIsOfWhoseItIs_data()
{
    QTest::addColumn<bool>("bySql");
    QTest::newRow("recorded") << false;
    QTest::newRow("SQL") << true;
}

// Bob's words in Ada's conversations wait for her decision, no matter which program writes them; her own unsent ones do not wait.
void TstAccountRegistry::whatIsAddedToAConversationIsOfWhoseItIs()
{
    QFETCH(bool, bySql);
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1", "Plan") && f.message("m0", "c1"));
    f.sent("c1", 7);
    f.sent("m0", 8);
    QVERIFY(
        f.edit("c1", "status", "archived") && f.edit("c1", "model", "m1") && f.conversation("new", "Of Ada"));
    const auto dated = [&f] { return f.going("c1").record.fields.integer("updated_at"); };
    const auto byAda = dated();
    f.signIn(kBob);
    for (const char *id : {"c1", "new"})
        QVERIFY(f.edit(id, "title", "Of Bob", bySql));
    QVERIFY(f.edit("c1", "status", "done", bySql));
    QVERIFY(f.addMessage("m1", "c1", bySql) && f.edit("m0", "metadata", "{\"b\":1}", bySql));
    QVERIFY(f.conversation("of-bob"));
    QCOMPARE(f.leaving(), Fixture::Ids {"of-bob"});
    const std::vector<LeftByAccount> waits {{kAda, 2, 0, 4}};
    QCOMPARE(*f.store->accounts().leftByOthers(), waits);
    QCOMPARE(computeStatus(*f.store, {}).pending, 1);

    f.signIn(kAda);
    const std::vector<LeftByAccount> made {{kBob, 1, 4, 0}};
    QCOMPARE(*f.store->accounts().leftByOthers(), made);
    QCOMPARE(computeStatus(*f.store, {}).pending, 2);
    QCOMPARE(f.leaving(), (Fixture::Ids {"c1", "new"}));
    QCOMPARE(f.sentFields("c1"), std::string("model=\"m1\" status=\"archived\""));
    QCOMPARE(f.going("c1").record.fields.text("title"), std::optional<std::string>("Plan"));
    QCOMPARE(dated(), byAda);
    QCOMPARE(f.going("new").record.fields.text("title"), std::optional<std::string>("Of Ada"));
    const auto shown = f.store->backend().read(EntityType::Conversation, "c1");
    QCOMPARE((*shown)->fields.text("title"), std::optional<std::string>("Of Bob"));

    // The server may have "of-bob", whose number was given: it is Bob's there, and what goes is a copy.
    QCOMPARE(*f.store->accounts().sendAsPresent(kBob), (SentAsPresent {1, 0, 4, 1}));
    Fixture::Ids leaving = f.leaving();
    QVERIFY(std::erase_if(leaving, [&f](const std::string &id) {
        return f.queueText("action", id) == "0" && id != "m1" && id != "new";
    }) == 1);
    QCOMPARE(leaving, (Fixture::Ids {"c1", "m0", "m1", "new"}));
    QCOMPARE(f.sentFields("c1"), std::string("model=\"m1\" status=\"done\" title=\"Of Bob\""));
    QVERIFY(dated() > byAda);
    QCOMPARE(f.sentFields("m0"), std::string("metadata={\"b\":1}"));
    QCOMPARE(f.going("new").record.fields.text("title"), std::optional<std::string>("Of Bob"));
    QVERIFY(f.store->accounts().leftByOthers()->empty());
    QCOMPARE(f.store->accounts().sendAsPresent(kBob).error().code, ErrorCode::NotFound);
}

// What she writes there after him is hers, and the rest of his goes on waiting.
void TstAccountRegistry::itsOwnNextWordCounts()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1", "Plan"));
    f.sent("c1", 7);
    f.signIn(kBob);
    QVERIFY(
        f.edit("c1", "title", "Of Bob") && f.edit("c1", "status", "done") && f.edit("c1", "x_unknown", "b"));
    f.signIn(kAda);
    QVERIFY(f.edit("c1", "title", "Of Ada"));
    QCOMPARE(f.sentFields("c1"), std::string("title=\"Of Ada\""));
    QVERIFY(!f.going("c1").record.fields.find("x_unknown") && !f.going("c1").record.fields.find("status"));
    f.signIn(kBob);
    QVERIFY(f.edit("c1", "status", std::string())); // as she left it
    f.signIn(kAda);
    QCOMPARE(*f.store->accounts().sendAsPresent(kBob), (SentAsPresent {0, 0, 1}));
    QCOMPARE(f.sentFields("c1"), std::string("title=\"Of Ada\" x_unknown=\"b\""));
}

void TstAccountRegistry::whatArrivesMeanwhileIsHers_data()
{
    QTest::addColumn<bool>("agrees");
    QTest::newRow("she sends his words") << true;
    QTest::newRow("she writes her own over them") << false;
}

// Her other devices go on meanwhile: his words stay on this one, and are not a change of hers.
void TstAccountRegistry::whatArrivesMeanwhileIsHers()
{
    QFETCH(bool, agrees);
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1", "Plan"));
    f.sent("c1", 7);
    f.signIn(kBob);
    QVERIFY(f.edit("c1", "title", "Of Bob"));
    f.signIn(kAda);
    wire::Page page;
    page.epoch = "e1";
    page.cursor = "x";
    page.rows = {{record(EntityType::Conversation, "c1", {{"title", "\"Elsewhere\""}, {"model", "\"m2\""}}),
        9, true, {}}};
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    const auto shown = f.store->backend().read(EntityType::Conversation, "c1");
    QCOMPARE((*shown)->fields.text("title"), std::optional<std::string>("Of Bob"));
    QCOMPARE((*shown)->fields.text("model"), std::optional<std::string>("m2"));
    QCOMPARE(f.leaving(), Fixture::Ids {});
    QVERIFY(f.edit("c1", "status", "done"));
    QCOMPARE(f.going("c1").record.fields.text("title"), std::optional<std::string>("Elsewhere"));
    QCOMPARE(f.going("c1").baseRev, 9);
    f.sent("c1", 10);
    if (agrees)
        QCOMPARE(*f.store->accounts().sendAsPresent(kBob), (SentAsPresent {0, 0, 1}));
    else
        QVERIFY(f.edit("c1", "title", "Of Ada"));
    QCOMPARE(f.sentFields("c1"), std::string(agrees ? "title=\"Of Bob\"" : "title=\"Of Ada\""));
    QCOMPARE(f.going("c1").baseRev, 7); // on neither screen was her other title
}

void TstAccountRegistry::onlyItsAccountDeletesIt()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1") && f.message("m1", "c1"));
    f.sent("c1", 7);
    f.sent("m1", 8);
    f.signIn(kBob);
    QVERIFY(f.addMessage("m2", "c1", true));
    for (const auto &[type, id] :
        {std::pair(EntityType::Conversation, "c1"), std::pair(EntityType::Message, "m1")}) {
        QCOMPARE(f.store->backend().remove(type, id).error().code, ErrorCode::Forbidden);
        QVERIFY(f.store->database().run("DELETE FROM " + std::string(tableName(type)) + " WHERE id = ?", id));
        QVERIFY(f.store->backend().read(type, id)->has_value());
    }
    QVERIFY(f.store->backend().remove(EntityType::Message, "m2")); // his own
    f.signIn(kAda);
    QCOMPARE(f.leaving(), Fixture::Ids {});
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1"));
    QCOMPARE(f.leaving(), Fixture::Ids {"c1"});
}

// Held and kept as for anyone: her decision on what he made is not one on what is private.
void TstAccountRegistry::privacyOutlastsTheDecision()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1") && f.conversation("kept"));
    f.sent("c1", 7);
    f.sent("kept", 8);
    f.signIn(kBob);
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.edit("c1", "title", "Secret") && f.message("m1", "c1"));
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QVERIFY(f.edit("kept", "title", "Of Bob"));
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "kept", PrivacyLevel::Nothing}));
    f.signIn(kAda);
    QCOMPARE(*f.store->outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::Send), 1); // not for him
    QCOMPARE(f.leaving(), Fixture::Ids {});
    QCOMPARE(*f.store->accounts().sendAsPresent(kBob), (SentAsPresent {0, 0, 3}));
    QCOMPARE(f.leaving(), Fixture::Ids {"m1"});
    QCOMPARE(f.queueText("state", "c1"), std::string("2"));
    QCOMPARE(f.queueText("state", "kept"), std::string("3"));
}

void TstAccountRegistry::aServerSetUpAgainIsNoOtherPerson()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1"));
    f.sent("c1", 7);
    f.signIn({kServer, "user-ada-again", "Ada@example.org"});
    QVERIFY(f.edit("c1", "title", "New"));
    QCOMPARE(f.fieldsWaiting("c1"), std::string("title"));
    QVERIFY(!f.store->accounts().otherOwner("c1"));
}

void TstAccountRegistry::onlyItsAccountDecidesWhoReadsIt_data()
{
    QTest::addColumn<QString>("writer");
    QTest::newRow("a recorded line") << QStringLiteral("record");
    QTest::newRow("SQL") << QStringLiteral("sql");
    QTest::newRow("the command, or the window") << QStringLiteral("share");
}

void TstAccountRegistry::onlyItsAccountDecidesWhoReadsIt()
{
    QFETCH(QString, writer);
    const auto write = [&](Fixture &f, const char *id, const std::string &visibility) {
        if (writer == u"share") {
            const bool shared = visibility == "team";
            return share(*f.store, id, shared ? ShareWith::Team : ShareWith::Nobody).ok();
        }
        if (writer == u"sql")
            return f.store->backend()
                .execute(
                    "UPDATE conversations SET title = 'New', visibility = ? WHERE id = ?", {visibility, id})
                .ok();
        return f.store->backend()
            .write(record(EntityType::Conversation, id,
                {{"title", "\"New\""}, {"visibility", "\"" + visibility + "\""}}))
            .ok();
    };
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("private") && f.conversation("shared"));
    QVERIFY(share(*f.store, "shared", ShareWith::Team));
    f.sent("private", 7);
    f.sent("shared", 8);
    f.signOut();
    f.signIn(kBob);
    QVERIFY(f.conversation("of-bob"));
    const bool asked = writer == u"share"; // the others are never refused, lest something be lost
    QCOMPARE(write(f, "private", "team"), !asked);
    QCOMPARE(write(f, "shared", "personal"), !asked);
    QVERIFY(write(f, "of-bob", "team"));
    QCOMPARE(f.visibility("private"), std::string("personal"));
    QCOMPARE(f.visibility("shared"), std::string("team"));
    QCOMPARE(f.visibility("of-bob"), std::string("team"));
    QCOMPARE(f.fieldsWaiting("private") + f.fieldsWaiting("shared"), std::string("nonenone"));
    if (!asked) // nothing else of what was written is lost
        for (const char *id : {"private", "shared"})
            QCOMPARE((*f.store->backend().read(EntityType::Conversation, id))->fields.text("title"),
                std::optional<std::string>("New"));
    f.signIn(kAda);
    QVERIFY(write(f, "private", "team"));
    QCOMPARE(f.visibility("private"), std::string("team"));
}

// What she decided before another account signed in is still sent, and says whose it is.
void TstAccountRegistry::itsOwnDecisionWaitsForIt()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1", "Plan"));
    f.sent("c1", 7);
    QVERIFY(share(*f.store, "c1", ShareWith::Team));
    f.signOut();
    f.signIn(kBob);
    const auto refused = share(*f.store, "c1", ShareWith::Nobody);
    const auto sharing = readSharing(*f.store, "c1");
    QCOMPARE(refused.error().code, ErrorCode::Forbidden);
    for (const QString &said : {sharingSentence(**sharing), sharingError(refused.error(), **sharing)})
        QVERIFY2(said.contains(QStringLiteral("“Plan” belongs to ada@example.org")), qPrintable(said));
    f.signIn(kAda);
    QCOMPARE(f.visibility("c1"), std::string("team"));
    QCOMPARE(f.fieldsWaiting("c1"), std::string("visibility"));
    QVERIFY(sharingSentence(**readSharing(*f.store, "c1")).contains(QStringLiteral("“Plan” will be shared")));
}

void TstAccountRegistry::theOneTeamHasACursorPerAccount()
{
    Fixture f;
    f.signIn(kAda);
    const std::int64_t core = f.store->teams().defaultTeam()->pk;
    QVERIFY(f.store->teams().advance(core, "cursor-of-ada", 9, "e1"));
    f.signIn(kBob);
    QVERIFY(f.store->teams().defaultTeam()->pk != core);
    QCOMPARE(f.store->teams().defaultTeam()->cursor, std::string());
    QVERIFY(f.store->accounts().areOneTeam(core, f.store->teams().defaultTeam()->pk));
    f.signIn(kAda);
    QCOMPARE(f.store->teams().defaultTeam()->pk, core);
    QCOMPARE(f.store->teams().defaultTeam()->cursor, std::string("cursor-of-ada"));
}

void TstAccountRegistry::whatTheOneTeamHasAgainIsDeletedForNeither()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(
        f.store->database().run("INSERT INTO tombstones(id, entity_type, rev, team) VALUES ('back', 1, 5, ?)",
            f.store->teams().defaultTeam()->pk));
    wire::Page page;
    page.epoch = "e1";
    page.cursor = "x";
    wire::PulledRow row;
    row.record = record(EntityType::Conversation, "back", {{"title", "\"One\""}});
    row.rev = 6;
    row.own = true;
    page.rows = {row};
    f.signIn(kBob);
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    QCOMPARE(f.ownerOf("back"), kBob.id);
    QVERIFY(!*f.store->database().has("SELECT 1 FROM tombstones"));
}

void TstAccountRegistry::sentAsThePresentAccountItGoesWhole()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1") && f.message("m1", "c1"));
    f.sent("c1", 7);
    f.sent("m1", 8);
    QVERIFY(f.message("m2", "c1") && f.conversation("c2") && f.audit("l1"));
    QVERIFY(f.conversation("whole"));
    f.sent("whole", 9); // nothing of it waits: it stays hers
    f.signIn(kBob);
    QCOMPARE(*f.store->accounts().sendAsPresent(kAda), (SentAsPresent {2, 1, 0, 1}));
    const Fixture::Ids leaving = f.leaving();
    QCOMPARE(leaving.size(), std::size_t(5));
    for (const char *id : {"c2", "l1"})
        QVERIFY(std::ranges::binary_search(leaving, id));
    for (const char *id : {"c1", "m1", "m2"}) // what Ada has at the server stays hers: this is a copy
        QVERIFY(!std::ranges::binary_search(leaving, id));
    QVERIFY(!*f.store->database().has("SELECT 1 FROM sync_queue WHERE action <> 0 OR base_rev <> 0"));
    QCOMPARE(f.store->database().integer("SELECT COUNT(*) FROM messages m JOIN conversations c ON c.id = "
                                         "m.conversation_id WHERE m.team = c.team AND m.base_rev = 0"),
        std::optional<std::int64_t>(2));
    QCOMPARE(f.ownerOf("c1"), std::string("nobody"));
    QCOMPARE(f.ownerOf("whole"), kAda.id);
    QVERIFY(f.store->accounts().leftByOthers()->empty());
    QCOMPARE(f.store->accounts().sendAsPresent(kAda).error().code, ErrorCode::NotFound);
    f.signIn(kAda);
    QCOMPARE(f.leaving(), Fixture::Ids {});
    QCOMPARE(f.store->teams().defaultTeam()->cursor, std::string()); // it is fetched again
    wire::Page page;
    page.epoch = "e1";
    page.cursor = "x";
    page.rows = {{record(EntityType::Conversation, "c1", {{"title", "\"As it is there\""}}), 7, true, {}}};
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    QCOMPARE(f.ownerOf("c1"), kAda.id);
}

// The rule by which the user keeps a conversation here is about its copy, too.
void TstAccountRegistry::aCopyIsUnderTheSameRule()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1"));
    f.sent("c1", 7);
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Metadata}));
    f.signIn(kBob);
    QVERIFY(f.edit("c1", "title", "Of Bob"));
    QCOMPARE(*f.store->accounts().sendAsPresent(kAda), (SentAsPresent {1, 0, 0, 1}));
    QCOMPARE(f.leaving().size(), std::size_t(1));
    QCOMPARE(
        f.store->database().integer("SELECT COUNT(*) FROM privacy_rules r JOIN conversations c ON c.id = "
                                    "r.value WHERE r.kind = 1 AND r.level = ?",
            PrivacyLevel::Metadata),
        std::optional<std::int64_t>(1));
}

void TstAccountRegistry::whatWaitsInTheOwnersCopyStaysThere()
{
    Fixture f;
    f.signIn(kAda, "own"); // a team that Bob is not in
    QVERIFY(f.conversation("gone") && f.conversation("c1"));
    f.sent("gone", 7);
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "gone"));
    f.signIn(kBob);
    QCOMPARE(*f.store->accounts().sendAsPresent(kAda), (SentAsPresent {1, 0, 0}));
    QCOMPARE(f.leaving(), Fixture::Ids {"c1"});
    QCOMPARE(f.ownerOf("c1"), kBob.id);
    QCOMPARE(f.store->teams().defaultTeam()->slug, std::string("core"));
    f.signIn(kAda, "own");
    QCOMPARE(f.leaving(), Fixture::Ids {"gone"}); // her deletion
}

void TstAccountRegistry::mappingsFollowThePresentAccount()
{
    Fixture f;
    f.signIn(kAda, "own");
    const auto teams = f.store->teams().all();
    for (const Team &team : *teams)
        if (team.slug == "core")
            QVERIFY(f.store->teams().mapWorkspace("/src/web", std::nullopt, team.pk, 1));
    f.signIn(kBob, "own");
    QVERIFY(f.store->backend().write(
        record(EntityType::Conversation, "c1", {{"title", "\"t\""}, {"workspace", "\"/src/web\""}})));
    QCOMPARE(f.ownerOf("c1"), kBob.id);
    QCOMPARE(f.leaving(), Fixture::Ids {"c1"});
}

// A colleague's row that both may see is put aside for neither.
void TstAccountRegistry::sharedRowsAreTheSameForBoth()
{
    Fixture f;
    wire::Page page;
    page.epoch = "e1";
    wire::PulledRow row;
    row.record = record(EntityType::Conversation, "shared", {{"title", "\"One\""}});
    row.rev = 5;
    row.own = false;
    page.rows = {row};
    page.cursor = "x";
    f.signIn(kAda);
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    f.signIn(kBob);
    page.rows.front().rev = 6;
    page.rows.front().record.fields.setText("title", "Two");
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    QCOMPARE(*f.store->replica().quarantined(), 0);
    const auto read = f.store->backend().read(EntityType::Conversation, "shared");
    QCOMPARE((*read)->fields.text("title"), std::optional<std::string>("Two"));
    page.rows.front().own = true; // and it turns out to be hers
    f.signIn(kAda);
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    QCOMPARE(f.ownerOf("shared"), kAda.id);
    QVERIFY(f.conversation("shared", "Three"));
    QCOMPARE(f.leaving(), Fixture::Ids {"shared"});
    f.sent("shared", 7);
    QVERIFY(f.store->database().run("UPDATE conversations SET own = 0"));
    f.signIn(kBob);
    page.rows.clear();
    page.deleted = {{EntityType::Conversation, "shared", 8, "scope"}};
    QVERIFY(f.store->replica().applyPage(*f.store->teams().defaultTeam(), page, Replica::Source::Revisions));
    QVERIFY(!*f.store->backend().read(EntityType::Conversation, "shared"));
}

void TstAccountRegistry::storesOfBefore_data()
{
    QTest::addColumn<bool>("another");
    QTest::newRow("the same person signs in") << false;
    QTest::newRow("another person signs in") << true;
}

// Bound before accounts were distinguished; only the e-mail address of the sign-in is known.
void TstAccountRegistry::storesOfBefore()
{
    QFETCH(bool, another);
    Fixture f;
    f.StoreFixture::signIn();
    QVERIFY(f.store->database().run("INSERT INTO accounts VALUES (?, '', 'Ada@example.org')", kServer));
    QVERIFY(f.conversation("c1"));
    (void)f.store->accounts().signedIn(another ? kBob : kAda);
    (void)f.store->teams().signedIn({Fixture::teamOf("team-1", another ? kBob : kAda, true)});
    (void)f.store->settings().set("account", another ? kBob.id : kAda.id);
    QCOMPARE(f.leaving(), another ? Fixture::Ids {} : Fixture::Ids {"c1"});
    QCOMPARE(f.ownerOf("c1"), another ? std::string() : kAda.id);
    (void)f.store->accounts().signedIn(kAda);
    (void)f.store->teams().signedIn({Fixture::teamOf("team-1", kAda, true)});
    QCOMPARE(f.leaving(), Fixture::Ids {"c1"});
}

QTEST_GUILESS_MAIN(TstAccountRegistry)
#include "tst_accountregistry.moc"
