// Two people, one profile: whose rows wait, whose are sent, and what the user may decide.
#include "app/sharing.h"
#include "storage/accountregistry.h"
#include "support/storefixture.h"
#include "sync/syncstatus.h"

#include <QTest>

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
    using Ids = std::vector<std::string>;
};

} // namespace

class TstAccountRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherPersonSendsNothingOfTheFirst_data();
    void anotherPersonSendsNothingOfTheFirst();
    void whatIsAddedToAConversationIsOfWhoseItIs();
    void onlyItsAccountDecidesWhoReadsIt_data();
    void onlyItsAccountDecidesWhoReadsIt();
    void itsOwnDecisionWaitsForIt();
    void theOneTeamHasACursorPerAccount();
    void sentAsThePresentAccountItGoesWhole();
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

void TstAccountRegistry::whatIsAddedToAConversationIsOfWhoseItIs()
{
    Fixture f;
    f.signIn(kAda);
    QVERIFY(f.conversation("c1"));
    f.sent("c1", 7);
    f.signIn(kBob);
    QVERIFY(f.message("m1", "c1") && f.conversation("c1", "A new title"));
    QCOMPARE(f.leaving(), Fixture::Ids {});
    f.signIn(kAda);
    QCOMPARE(f.leaving(), (Fixture::Ids {"c1", "m1"}));
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
    if (!asked) { // nothing else of what was written is lost, or counts as another field's edit
        QCOMPARE(f.fieldsWaiting("private"), std::string("title"));
        QCOMPARE(f.fieldsWaiting("shared"), std::string("title"));
    }
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
    QVERIFY(sharingSentence(**readSharing(*f.store, "c1")).contains(QStringLiteral("You share “Plan”")));
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
    QCOMPARE(*f.store->accounts().sendAsPresent(kAda), 3);
    QCOMPARE(f.leaving(), (Fixture::Ids {"c1", "c2", "l1", "m1", "m2"}));
    for (const char *id : {"c1", "m1", "m2", "c2", "l1"})
        QCOMPARE(f.queueText("action || ' ' || base_rev", id), std::string("0 0"));
    QCOMPARE(f.ownerOf("c1"), kBob.id);
    QCOMPARE(f.ownerOf("whole"), kAda.id);
    QVERIFY(f.store->accounts().leftByOthers()->empty());
    QCOMPARE(f.store->accounts().sendAsPresent(kAda).error().code, ErrorCode::NotFound);
    f.signIn(kAda);
    QCOMPARE(f.leaving(), Fixture::Ids {});
}

void TstAccountRegistry::whatWaitsInTheOwnersCopyStaysThere()
{
    Fixture f;
    f.signIn(kAda, "own"); // a team that Bob is not in
    QVERIFY(f.conversation("gone") && f.conversation("c1"));
    f.sent("gone", 7);
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "gone"));
    f.signIn(kBob);
    QCOMPARE(*f.store->accounts().sendAsPresent(kAda), 1);
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
