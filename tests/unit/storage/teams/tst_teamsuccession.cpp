// Teams that turn up elsewhere: at another address, and on a server that was set up again.
#include "core/wire/wire.h"
#include "storage/schema/schema.h"
#include "support/storefixture.h"

#include <QTest>

#include <algorithm>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr const char *kOld = "https://sync.example.org"; // StoreFixture's
constexpr const char *kNew = "https://mimir.example.org";

Team listed(const std::string &server, const std::string &id, const std::string &slug, bool isDefault = false)
{
    Team team;
    team.server = server;
    team.orgSlug = "acme";
    team.teamId = id;
    team.slug = slug;
    team.isDefault = isDefault;
    return team;
}

class Fixture : public StoreFixture {
public:
    Fixture() { signIn(); }

    /// As in SignInFlow::store().
    void signInAt(const std::string &server, const std::vector<Team> &teams)
    {
        (void)store->succession().noteListed(server, teams);
        (void)store->teams().signedIn(teams);
        (void)store->settings().set("server", server);
    }
    void moveTo(const std::string &server)
    {
        signInAt(server, {listed(server, "team-1", "web", true), listed(server, "team-2", "ops")});
    }
    void setUpAgain() { signInAt(kOld, {listed(kOld, "new-1", "web", true), listed(kOld, "new-2", "ops")}); }

    void page(std::int64_t team, const std::vector<std::string> &ids, const std::string &cursor = "c9")
    {
        wire::Page made;
        std::int64_t rev = 9;
        for (const std::string &id : ids) {
            wire::PulledRow row;
            row.record = record(EntityType::Conversation, id,
                {{"title", "\"of the server\""}, {"status", "\"active\""}, {"created_at", "1000"},
                    {"updated_at", "1000"}});
            row.rev = rev++;
            made.rows.push_back(row);
        }
        made.cursor = cursor;
        made.epoch = "e1";
        made.serverTimestamp = clock.now();
        QVERIFY(store->replica().applyPage(this->team(team), made, Replica::Source::Revisions));
    }
    std::int64_t count(const std::string &sql) { return store->database().integer(sql).value_or(-1); }
    std::int64_t at(const std::string &server, const std::string &id)
    {
        return store->database()
            .integer("SELECT pk FROM teams WHERE server = ? AND team_id = ?", server, id)
            .value_or(0);
    }
    std::vector<AddressClaim> claims() { return *store->succession().claims(); }
    std::vector<Team> active() { return *store->teams().active(); }
    std::optional<TeamQuestion> question() { return *store->teamQuestions().question(); }
};

} // namespace

class TstTeamSuccession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherAddressIsAskedBeforeAnythingMoves()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.page(f.web, {"c2"});
        f.moveTo(kNew);
        QCOMPARE(f.active().size(), std::size_t(2));
        for (const Team &team : f.active())
            QCOMPARE(team.server, std::string(kOld));
        QCOMPARE(f.store->teams().defaultTeam()->pk, f.web); // what is recorded meanwhile belongs to the team
        const auto claims = f.claims();
        QCOMPARE(claims.size(), std::size_t(2));
        QCOMPARE(claims[0].predecessor, f.web);
        QCOMPARE(claims[0].asked.server, std::string(kNew));
        QCOMPARE(claims[0].asked.cursor, std::string("c9"));
        QCOMPARE(claims[0].asked.epoch, std::string("e1"));

        for (const AddressClaim &claim : claims)
            QVERIFY(f.store->succession().accept(claim));
        QCOMPARE(f.store->teams().all()->size(), std::size_t(2));
        QCOMPARE(f.team(f.web).server, std::string(kNew));
        QCOMPARE(f.team(f.web).cursor, std::string("c9")); // continues from where it was
        QCOMPARE(f.queueText("team", "c1"), std::to_string(f.web));
        QVERIFY(f.claims().empty());
        const auto former = f.store->formerAccounts().list();
        QCOMPARE(former.size(), std::size_t(1));
        QCOMPARE(former.front().server, std::string(kOld));
    }

    void anotherHistoryWaitsForThePerson()
    {
        Fixture f;
        f.page(f.web, {"c2"});
        QVERIFY(f.conversation("c1"));
        f.moveTo(kNew);
        for (const AddressClaim &claim : f.claims())
            QVERIFY(f.store->succession().markOtherHistory(claim));
        QVERIFY(f.claims().empty());
        QCOMPARE(f.active().size(), std::size_t(2)); // at the old address, as before
        QVERIFY(f.question());
        QCOMPARE(f.question()->kind, TeamQuestion::Kind::OtherHistory);
        QCOMPARE(f.question()->teams.size(), std::size_t(2));
        QCOMPARE(f.question()->unsent, 1);
        QVERIFY(!f.question()->answered);

        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Keep));
        QVERIFY(f.question()->answered);
        QCOMPARE(f.store->settings().text("server"), std::string(kOld));
        QCOMPARE(*f.store->teamQuestions().leftHere(), 0); // all of it still goes to the old address

        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        QVERIFY(!f.question());
        QCOMPARE(f.team(f.web).server, std::string(kNew));
        QVERIFY(f.team(f.web).cursor.empty());
        QCOMPARE(f.queueText("action", "c2"), std::string("0")); // offered to the other history
        QCOMPARE(f.queueText("base_rev", "c2"), std::string("0"));
    }

    void refreshMovesNothing()
    {
        Fixture f;
        QVERIFY(f.store->teams().signedIn({listed(kNew, "team-1", "web")}, TeamRegistry::Occasion::Refresh));
        QCOMPARE(f.store->teams().all()->size(), std::size_t(2));
    }

    // What a version that took the address for the team has left behind: two rows for one team, and
    // everything that the second one pulled in quarantine.
    void profileThatTookTheAddressForTheTeamIsMended()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.page(f.web, {"c2"}, "c4");
        QVERIFY(f.store->database().run("INSERT INTO teams(server, org_slug, team_id, slug, name, role, "
                                        "is_default) VALUES (?, 'acme', 'team-1', 'web', '', '', 0)",
            kNew));
        const std::int64_t twin = f.at(kNew, "team-1");
        QVERIFY(f.store->database().run("UPDATE teams SET is_default = (pk = ?)", twin));
        f.page(twin, {"c2", "c3"}, "c8");
        QVERIFY(f.conversation("c4"));
        QCOMPARE(*f.store->replica().quarantined(), 1);

        f.moveTo(kNew);
        QCOMPARE(f.claims().size(), std::size_t(2));
        for (const AddressClaim &claim : f.claims())
            QVERIFY(f.store->succession().accept(claim));
        QCOMPARE(*f.store->replica().quarantined(), 0);
        QCOMPARE(f.count("SELECT count(*) FROM teams WHERE team_id = 'team-1'"), 1);
        const std::int64_t team = f.store->teams().defaultTeam()->pk;
        QCOMPARE(f.team(team).server, std::string(kNew));
        QVERIFY(f.team(team).cursor.empty()); // what was quarantined comes again
        for (const char *id : {"c1", "c4"})
            QCOMPARE(f.queueText("team", id), std::to_string(team));
        QCOMPARE(f.count("SELECT count(*) FROM conversations WHERE team = " + std::to_string(team)), 4);
        f.page(team, {"c2", "c3"});
        QCOMPARE(*f.store->replica().quarantined(), 0);
    }

    // The schema step finds them, so that no one has to sign in for it.
    void stepFindsTheRowsOfOneTeam()
    {
        FakeClock clock;
        SeededRandom random {7};
        auto database = std::move(*Database::open(QStringLiteral(":memory:")));
        const auto &steps = storeMigrations();
        const auto step = static_cast<std::size_t>(std::ranges::find_if(steps, [](const Migration &one) {
            return one.what == std::string_view("teams that turn up elsewhere");
        }) - steps.begin());
        QVERIFY(migrate(*database, std::span(steps).first(step)));
        QVERIFY(database->script("INSERT INTO settings VALUES ('server', 'http://localhost:8080');"
                                 "INSERT INTO teams(server, org_slug, team_id, slug, name, role) VALUES"
                                 "('http://127.0.0.1:8080','acme','t1','web','',''), "
                                 "('http://127.0.0.1:8080','acme','t2','ops','',''),"
                                 "('http://localhost:8080','acme','t1','web','',''), "
                                 "('http://localhost:8080','acme','t9','new','','')"));
        QVERIFY(migrate(*database, steps));
        const auto claims = TeamSuccession(*database).claims();
        QVERIFY(claims);
        QCOMPARE(claims->size(), std::size_t(1));
        QCOMPARE(claims->front().asked.server, std::string("http://localhost:8080"));
        QCOMPARE(claims->front().predecessor, 1);
        QCOMPARE(claims->front().candidate, 3);
    }

    void threeAddressesBecomeOne()
    {
        Fixture f;
        f.page(f.web, {"c2"});
        f.moveTo(kNew); // never answers
        f.moveTo("https://third.example.org");
        for (int i = 0; i < 5 && !f.claims().empty(); ++i)
            QVERIFY(f.store->succession().accept(f.claims().front()));
        QCOMPARE(f.store->teams().all()->size(), std::size_t(2));
        QCOMPARE(f.team(f.web).server, std::string("https://third.example.org"));
    }

    void securedAddressKeepsTheRulesOfTheAccount()
    {
        StoreFixture f;
        Team team = listed("http://localhost:8080", "team-1", "web", true);
        QVERIFY(f.store->teams().signedIn({team}));
        QVERIFY(f.store->settings().set("server", team.server));
        QVERIFY(f.store->privacyRules().noteCeiling(team.server, "acme", PrivacyLevel::Metadata));
        StoredPersonKey key;
        key.key = "key";
        QVERIFY(f.store->personKeys().set(team.server, team.account, key));
        const auto digestKey = f.store->personKeys().placeholderKey(f.store->teams().defaultTeam()->pk);
        QVERIFY(digestKey && !digestKey->empty());
        QVERIFY(f.store->succession().noteAddress(team.server, "https://localhost:8080"));
        QVERIFY(f.store->succession().accept(f.store->succession().claims()->front()));
        const Team moved = *f.store->teams().defaultTeam();
        QCOMPARE(*f.store->personKeys().placeholderKey(moved.pk), *digestKey);
        QCOMPARE(moved.server, std::string("https://localhost:8080"));
        QCOMPARE(f.store->settings().text("server"), moved.server);
        QCOMPARE(*f.store->privacyRules().ceiling(), PrivacyLevel::Metadata);
    }

    void serverSetUpAgainIsAskedAbout()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.page(f.web, {"c2"});
        f.setUpAgain();
        QCOMPARE(f.active().size(), std::size_t(2)); // the new ones
        QCOMPARE(f.store->teams().defaultTeam()->teamId, std::string("new-1"));
        QVERIFY(f.question());
        QCOMPARE(f.question()->kind, TeamQuestion::Kind::SetUpAgain);
        QCOMPARE(f.question()->teams.size(), std::size_t(2));
        QCOMPARE(f.question()->unsent, 1);
        QCOMPARE(f.queueText("team", "c1"), std::to_string(f.web)); // nothing has moved
        QCOMPARE(f.queued(), 1);

        f.setUpAgain(); // once is enough
        QVERIFY(!f.question()->answered);
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        QVERIFY(!f.question());
        const std::int64_t team = f.store->teams().defaultTeam()->pk;
        for (const char *id : {"c1", "c2"}) {
            QCOMPARE(f.queueText("team", id), std::to_string(team));
            QCOMPARE(f.queueText("action", id), std::string("0"));
            QCOMPARE(f.queueText("base_rev", id), std::string("0"));
        }
        QCOMPARE(f.store->teams().all()->size(), std::size_t(2));
    }

    // No answer had been given yet: what waits for the first server goes with what waits for the second.
    void serverSetUpAgainTwiceIsOneQuestion()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.setUpAgain();
        QVERIFY(f.conversation("c2"));
        const std::int64_t second = f.store->teams().defaultTeam()->pk;
        f.signInAt(kOld, {listed(kOld, "newer-1", "web", true), listed(kOld, "newer-2", "ops")});
        QCOMPARE(f.question()->teams.size(), std::size_t(2));
        QCOMPARE(f.question()->unsent, 2);
        QVERIFY(f.store->succession().waitsFor(*f.store->teams().defaultTeam(), second));
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        const std::string team = std::to_string(f.store->teams().defaultTeam()->pk);
        QCOMPARE(f.queueText("team", "c1"), team);
        QCOMPARE(f.queueText("team", "c2"), team);
        QCOMPARE(f.store->teams().all()->size(), std::size_t(2));
    }

    // Two people with one profile are each asked about their own items, no matter who signs in first at the new
    // server.
    void nobodyIsAskedAboutAnotherPersonsConversations()
    {
        Fixture f;
        const auto signIn = [&f](const std::string &id, const std::string &email, const std::string &team) {
            QVERIFY(f.store->accounts().signedIn({kOld, id, email}));
            Team docs = listed(kOld, team, "docs", true);
            docs.account = id;
            f.signInAt(kOld, {docs});
        };
        signIn("ada-1", "ada@example.org", "docs-1");
        signIn("bob-1", "bob@example.org", "docs-1");
        QVERIFY(f.conversation("of-bob"));
        signIn("bob-2", "bob@example.org", "docs-2"); // set up again: the people have other ids, too
        QVERIFY(f.question());
        signIn("ada-2", "ada@example.org", "docs-2");
        if (const auto question = f.question())
            QVERIFY(f.store->teamQuestions().answer(*question, TeamQuestions::Answer::Send));
        QCOMPARE(f.count("SELECT count(*) FROM conversations c JOIN teams t ON t.pk = c.team WHERE t.account "
                         "LIKE 'ada%'"),
            0);
        signIn("bob-2", "bob@example.org", "docs-2");
        QVERIFY(f.question());
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        QCOMPARE(f.queueText("team", "of-bob"), std::to_string(f.store->teams().defaultTeam()->pk));
        QCOMPARE(f.store->teams().defaultTeam()->account, std::string("bob-2"));
    }

    // They may become entries of one team, where no two have the same number.
    void auditEntriesOfBothAreNumberedTogether()
    {
        Fixture f;
        f.page(f.web, {"c1"});
        f.setUpAgain();
        for (int i = 1; i <= 2; ++i) {
            const std::string n = std::to_string(i);
            QVERIFY(
                f.store->database().script(("INSERT INTO audit_logs(id, event_type, action) VALUES ('new-" + n
                    + "', 'permission', 'decide');"
                      "INSERT INTO audit_logs(id, conversation_id, event_type, action) VALUES ('old-"
                    + n + "', 'c1', 'permission', 'decide')")
                                               .c_str()));
        }
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        QCOMPARE(
            f.store->database().integer("SELECT count(DISTINCT device_seq) FROM audit_logs").value_or(0), 4);
        QCOMPARE(f.store->database().integer("SELECT count(DISTINCT team) FROM audit_logs").value_or(0), 1);
    }

    // A user who signs in before the teams are created again finds only a personal one there at first.
    void teamsMayBeMadeAgainLater()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.signInAt(kOld, {listed(kOld, "mine", "personal", true)});
        QVERIFY(!f.question());
        f.signInAt(kOld, {listed(kOld, "mine", "personal"), listed(kOld, "new-1", "web", true)});
        QVERIFY(f.question());
        QCOMPARE(f.question()->teams.size(), std::size_t(1));
        QCOMPARE(f.question()->teams.front().to.teamId, std::string("new-1"));
        QCOMPARE(f.team(f.web).standing, Team::Standing::Unknown);
    }

    void keepingLeavesItAndCountsIt()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        f.setUpAgain();
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Keep));
        QVERIFY(f.question()->answered);
        QCOMPARE(*f.store->teamQuestions().leftHere(), 1);
        QVERIFY(f.conversation("c5")); // new work goes to the new team
        QCOMPARE(f.queueText("team", "c5"), std::to_string(f.at(kOld, "new-1")));
        // Another device of the user has sent it there.
        f.page(f.at(kOld, "new-1"), {"c1"});
        QCOMPARE(*f.store->replica().quarantined(), 0);
        f.setUpAgain();
        QVERIFY(f.question()->answered); // is not asked again

        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        QCOMPARE(*f.store->teamQuestions().leftHere(), 0);
        QCOMPARE(f.queueText("team", "c1"), std::to_string(f.at(kOld, "new-1")));
    }

    void teamThatWasLeftIsNoServerSetUpAgain()
    {
        Fixture f;
        // Removed from the teams, and in one of another name.
        f.signInAt(kOld, {listed(kOld, "mine", "personal", true)});
        QVERIFY(!f.question());
        QCOMPARE(f.team(f.web).standing, Team::Standing::Live);
        // One team created again beside others that are known does not mean a new server.
        f.signInAt(kOld, {listed(kOld, "team-1", "web", true), listed(kOld, "other-2", "ops")});
        QVERIFY(!f.question());
    }

    // An answer that was in transit when the team moved belongs to a history that is no longer its own.
    void lateAnswerOfTheOldAddressChangesNothing()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        const Team before = f.team(f.web);
        f.moveTo(kNew);
        for (const AddressClaim &claim : f.claims())
            QVERIFY(f.store->succession().accept(claim));
        wire::Page page;
        page.cursor = "c99";
        page.epoch = "e9";
        const auto applied = f.store->replica().applyPage(before, page, Replica::Source::Revisions);
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::Cancelled);
        QVERIFY(f.team(f.web).cursor.empty());
    }

    // A table that binds rows to a team but is unknown to TeamSuccession would leave them behind.
    void everyBoundTableGoesAlong()
    {
        Fixture f;
        QVERIFY(f.conversation("c1"));
        QVERIFY(f.message("m1", "c1"));
        QVERIFY(f.audit("a1"));
        Query tables = f.store->database().once(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'team' "
            "WHERE m.type = 'table' AND m.name <> 'sync_counts'");
        std::vector<std::string> names;
        while (tables.next())
            names.push_back(tables.string(0));
        QVERIFY(names.size() > 8);
        for (const char *row : {"INSERT INTO workspaces(path, team, resolved_at) VALUES ('/w', ?, 1)",
                 "INSERT INTO tombstones(id, entity_type, rev, team) VALUES ('x', 1, 1, ?)",
                 "INSERT INTO sync_log(at, team, direction, conversations, messages, tool_calls, audit_logs, "
                 "bytes, "
                 "outcome) VALUES (1, ?, 'push', 0, 0, 0, 0, 0, 'ok')",
                 "INSERT INTO quarantine VALUES (?, 1, 'y', 1, '{}', 'other_team', 1)"})
            QVERIFY(f.store->database().run(row, f.web));
        f.setUpAgain();
        QVERIFY(f.store->teamQuestions().answer(*f.question(), TeamQuestions::Answer::Send));
        for (const std::string &name : names)
            QVERIFY2(f.count("SELECT count(*) FROM " + name + " WHERE team = " + std::to_string(f.web)) == 0,
                name.c_str());
    }
};

QTEST_GUILESS_MAIN(TstTeamSuccession)
#include "tst_teamsuccession.moc"
