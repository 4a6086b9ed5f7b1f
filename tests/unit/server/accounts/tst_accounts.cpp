#include "server/accounts/accounts.h"
#include "server/accounts/administration.h"
#include "server/accounts/devicegrants.h"
#include "server/accounts/devicelist.h"
#include "server/accounts/secrets.h"
#include "server/accounts/sessions.h"
#include "server/api/api.h"
#include "support/bothengines.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

struct Fixture {
    explicit Fixture(const StorageLocation &location = newLocation()) : storage(openStorage(location)) { }

    /// Another process on the same database.
    struct Node {
        Node(const Fixture &of, const StorageLocation &location)
            : storage(openStorage(location)), clock(of.clock)
        {
        }
        std::unique_ptr<Storage> storage;
        const FakeClock &clock;
        SeededRandom random {8};
        Accounts accounts {storage->sql(), clock, random, PasswordCost::cheapest()};
        Sessions sessions {storage->sql(), clock, random};
        DeviceList devices {storage->sql(), clock};
    };
    /// What a node reports while `change` is made at another one and committed a little later.
    template <typename Answer>
    static Answer meanwhile(
        SqlConnection &sql, const std::function<void()> &change, const std::function<Answer()> &ask)
    {
        std::optional<Answer> answer;
        SqlTransaction slow(sql);
        change();
        std::thread node([&] { answer = ask(); });
        QTest::qWait(100);
        (void)slow.commit();
        node.join();
        return *answer;
    }

    FakeClock clock;
    SeededRandom random {7};
    std::unique_ptr<Storage> storage;
    SqlConnection &sql = storage->sql();
    Accounts accounts {sql, clock, random, PasswordCost::cheapest()};
    Sessions sessions {sql, clock, random};

    User ada = *accounts.addUser("Ada@Example.org", "Ada", "correct horse");

    std::vector<OrgInfo> orgs() { return *accounts.organisationsOf(ada.pk); }
    Identity home() { return {ada.pk, orgs().back().pk}; }
    bool holds(const std::string &access) { return sessions.identify(access)->has_value(); }
};

StorageLocation twoNodesLocation(const QTemporaryDir &directory)
{
    if (engineOfRow() == Engine::Postgres)
        return newLocation();
    return {directory.filePath(QStringLiteral("server.db")), {}};
}

} // namespace

class TstAccounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void accountComesWithAPersonalTeam();
    void addressesAreOneWhateverTheirCase();
    void refusesBadNames_data();
    void refusesBadNames();
    void memberOfATeamIsMemberOfItsOrganisation();
    void memberOfAnOrganisationIsInNoTeam();
    void teamsAreFoundInTheTokensOrganisationOnly();
    void wrongPasswordAndUnknownAddressAreAlike();
    void passwordsAndTokensAreNotStored();
    void orgSecretIsTheSamePerPersonAndOrganisation();
    void accessTokenExpires();
    void refreshRotates();
    void answersMayGetLostForLong();
    void lostAnswerMayBeAskedAgainByTheSameDevice();
    void repeatsLeaveOneTokenToContinueWith_data();
    void repeatsLeaveOneTokenToContinueWith();
    void processesThatRefreshAtOnceStaySignedIn_data();
    void processesThatRefreshAtOnceStaySignedIn();
    void voidTokenThatComesLateEndsNothing();
    void arrivingTwiceEndsNothing();
    void reuseEndsTheFamily_data();
    void reuseEndsTheFamily();
    void refreshIdlesOutAndEndsAtLast();
    void refreshTellsTheName();
    void refreshForAnotherOrganisation();
    void signOutEndsAccessAtOnce();
    void removalFromTheOrganisationEndsAccess();
    void purgeForgetsOnlyWhatExpired();
    void viewersHaveARoleOfTheirOwn();
    void disabledUsersAreOut();
    void sessionsKnowTheirDevice();
    void revokedDevicesGetNoTokens();
    void signOutOfOneOrganisation();
    void signOutEverywhereInOneOrganisation();
    void failingStoreIsNoAnswer();
    void refreshedAtTwoNodesAtOnceIsReuse();
    void revokedWhileAnotherSignInBegins();
    void refreshedWhileItIsRevoked();
    void ownPasswordIsChangedByWhoKnowsIt();
    void passwordChangedWhileAnotherSignInBegins();
    void passwordChangedWhileSomebodySignsIn_data();
    void passwordChangedWhileSomebodySignsIn();
    void madeAtTwoNodesAtOnceExists();
    void aGrantAskedForAtTwoNodesAtOnceIsGivenOnce();
};

void TstAccounts::accountComesWithAPersonalTeam()
{
    Fixture f;
    const auto orgs = f.orgs();
    QCOMPARE(orgs.size(), std::size_t(1));
    QVERIFY(orgs[0].personal && orgs[0].slug.starts_with("personal-"));
    QCOMPARE(orgs[0].role, std::string("owner"));
    QCOMPARE(orgs[0].teams.size(), std::size_t(1));
    QVERIFY(orgs[0].teams[0].personal);
}

void TstAccounts::addressesAreOneWhateverTheirCase()
{
    Fixture f;
    QCOMPARE(f.ada.email, std::string("ada@example.org"));
    QCOMPARE(f.accounts.addUser("ada@EXAMPLE.org", "", "correct horse").error().code, ErrorCode::Exists);
    QVERIFY(f.accounts.authenticate("ADA@example.org", "correct horse"));
}

void TstAccounts::refusesBadNames_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("slug");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("spaces") << QStringLiteral("a b@c") << QStringLiteral("a b");
    QTest::newRow("no host") << QStringLiteral("ada@") << QStringLiteral("-a");
    QTest::newRow("two hosts") << QStringLiteral("a@b@c") << QStringLiteral("A");
    QTest::newRow("line break") << QStringLiteral("a@b\nc") << QStringLiteral("personal-1");
    QTest::newRow("long") << QString(300, u'a') + QStringLiteral("@b") << QString(64, u'a');
}

void TstAccounts::refusesBadNames()
{
    QFETCH(QString, email);
    QFETCH(QString, slug);
    Fixture f;
    QCOMPARE(f.accounts.addUser(email.toStdString(), "", "long enough").error().code, ErrorCode::Validation);
    QCOMPARE(f.accounts.addOrg(slug.toStdString(), "").error().code, ErrorCode::Validation);
    for (const char *tooShort : {"", "1234567", "пароль1"})
        QCOMPARE(f.accounts.addUser("new@example.org", "", tooShort).error().code, ErrorCode::Validation);
    QVERIFY(f.accounts.addUser("new@example.org", "", "12345678"));
}

void TstAccounts::ownPasswordIsChangedByWhoKnowsIt()
{
    Fixture f;
    const Tokens here = *f.sessions.open(f.home(), {"here", "laptop"});
    const Tokens there = *f.sessions.open(f.home(), {"there", "desktop"});
    const ProvenUser ada = *f.accounts.authenticate("ada@example.org", "correct horse");
    QCOMPARE(f.accounts.changePassword(ada, "short", "here").error().code, ErrorCode::Validation);
    QVERIFY(f.holds(there.access));
    QVERIFY(f.accounts.changePassword(ada, "battery staple", "here"));
    QVERIFY(f.holds(here.access));
    QVERIFY(!f.holds(there.access));
    QVERIFY(!f.accounts.authenticate("ada@example.org", "correct horse"));
    QVERIFY(f.accounts.authenticate("ada@example.org", "battery staple"));
    // Earlier proofs of the password no longer count.
    QCOMPARE(f.accounts.changePassword(ada, "another secret", "here").error().code, ErrorCode::Unauthorized);
}

void TstAccounts::memberOfATeamIsMemberOfItsOrganisation()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", "Acme"));
    const auto team = f.accounts.addTeam("acme", "web", "Web", "git@github.com:acme/web.git");
    QVERIFY(f.accounts.addMember("acme", "web", "ada@example.org", "admin"));
    const auto orgs = f.orgs();
    QCOMPARE(orgs.size(), std::size_t(2));
    QCOMPARE(orgs[0].slug, std::string("acme"));
    QCOMPARE(orgs[0].role, std::string("member"));
    QCOMPARE(orgs[0].teams.at(0).id, *team);
    QCOMPARE(orgs[0].teams.at(0).role, std::string("admin"));
    QCOMPARE(f.sql.query("SELECT repository FROM teams WHERE slug='web'")->text(0, 0),
        std::string("github.com/acme/web"));
    QCOMPARE(f.accounts.addTeam("acme", "web", "", "").error().code, ErrorCode::Exists);
    QCOMPARE(f.accounts.addTeam("nobody", "web", "", "").error().code, ErrorCode::NotFound);
    QCOMPARE(
        f.accounts.addMember("acme", "web", "bob@example.org", "member").error().code, ErrorCode::NotFound);
    QCOMPARE(
        f.accounts.addMember("acme", "web", "ada@example.org", "king").error().code, ErrorCode::Validation);
}

void TstAccounts::memberOfAnOrganisationIsInNoTeam()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addTeam("acme", "web", "", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    QVERIFY(f.orgs().at(0).teams.empty());
}

void TstAccounts::teamsAreFoundInTheTokensOrganisationOnly()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addOrg("other", ""));
    const auto web = *f.accounts.addTeam("acme", "web", "", "");
    const auto ops = *f.accounts.addTeam("acme", "ops", "", "");
    const auto elsewhere = *f.accounts.addTeam("other", "web", "", "");
    for (const char *org : {"acme", "other"})
        QVERIFY(f.accounts.addMember(org, "web", "ada@example.org", "member"));
    const auto orgs = f.orgs();
    const auto find = [&](std::string_view name) { return *f.accounts.teamFor(f.ada.pk, orgs[0].pk, name); };
    QCOMPARE(find("web"), std::optional(web));
    QCOMPARE(find(web), std::optional(web));
    QCOMPARE(find(orgs.back().teams[0].id), std::optional(orgs.back().teams[0].id)); // the personal team
    QVERIFY(!find(ops) && !find("ops") && !find(elsewhere) && !find("") && !find("personal"));
}

void TstAccounts::wrongPasswordAndUnknownAddressAreAlike()
{
    Fixture f;
    const auto wrong = f.accounts.authenticate("ada@example.org", "battery staple");
    const auto unknown = f.accounts.authenticate("eve@example.org", "no one has this password");
    QCOMPARE(wrong.error().code, ErrorCode::Unauthorized);
    QCOMPARE(unknown.error().code, ErrorCode::Unauthorized);
    QCOMPARE(wrong.error().message, unknown.error().message);
    // And in the same time: each costs one hash.
    for (const char *email : {"ada@example.org", "eve@example.org"}) {
        const auto before = passwordHashes();
        QVERIFY(!f.accounts.authenticate(email, "battery staple"));
        QCOMPARE(passwordHashes(), before + 1);
    }
}

void TstAccounts::passwordsAndTokensAreNotStored()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QVERIFY(f.sql.query("SELECT password FROM users")->text(0, 0).starts_with("$argon2id$"));
    QCOMPARE(f.sql.query("SELECT hash FROM refresh_tokens")->text(0, 0), sha256Hex(tokens->refresh));
    QVERIFY(tokens->access.starts_with("mst_") && tokens->refresh.starts_with("msr_"));
    QCOMPARE(tokens->access.size(), std::size_t(4 + 43));
    QVERIFY(!f.holds(tokens->refresh));
}

void TstAccounts::orgSecretIsTheSamePerPersonAndOrganisation()
{
    Fixture f;
    const User bob = *f.accounts.addUser("bob@example.org", "Bob", "battery staple");
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const auto orgs = f.orgs();
    const auto secret = f.accounts.orgSecret(f.ada, orgs[0]);
    QCOMPARE(secret->size(), std::size_t(64));
    QCOMPARE(*f.accounts.orgSecret(f.ada, orgs[0]), *secret);
    QVERIFY(*f.accounts.orgSecret(f.ada, orgs[1]) != *secret);
    QVERIFY(*f.accounts.orgSecret(bob, orgs[0]) != *secret);
}

void TstAccounts::accessTokenExpires()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QCOMPARE(tokens->accessLife, kAccessLife);
    f.clock.advance(kAccessLife - 1);
    QVERIFY(f.holds(tokens->access));
    f.clock.advance(1);
    QVERIFY(!f.holds(tokens->access));
    for (const char *wrong : {"", "mst_", "msr_x", "garbage"})
        QVERIFY(!f.holds(wrong));
}

void TstAccounts::refreshRotates()
{
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto second = f.sessions.refresh(first->refresh, "d1", "");
    QVERIFY(second);
    QVERIFY(second->refresh != first->refresh && f.holds(second->access));
    QCOMPARE(second->identity.org, first->identity.org);
    QVERIFY(f.sessions.refresh(second->refresh, "d1", ""));
    QCOMPARE(f.sessions.refresh("msr_unknown", "d1", "").error().code, ErrorCode::SignInUnknown);
}

void TstAccounts::lostAnswerMayBeAskedAgainByTheSameDevice()
{
    Fixture f;
    const auto first = f.sessions.open(f.home());
    QVERIFY(f.sessions.refresh(first->refresh, "d1", ""));
    f.clock.advance(kRefreshGrace);
    const auto again = f.sessions.refresh(first->refresh, "d1", "");
    QVERIFY(again && f.holds(again->access));
}

void TstAccounts::answersMayGetLostForLong()
{
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto lost = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(kRefreshGrace + 1);
    const auto lostToo = f.sessions.refresh(first->refresh, "d1", "");
    QVERIFY(lost && lostToo);
    f.clock.advance(kRefreshGrace + 1);
    const auto third = f.sessions.refresh(first->refresh, "d1", "");
    QVERIFY(third);
    const auto fourth = f.sessions.refresh(third->refresh, "d1", "");
    QVERIFY(fourth && f.holds(fourth->access));
    // Someone who later presents the lost one is a second holder.
    QVERIFY(!f.sessions.refresh(lost->refresh, "d1", ""));
    QVERIFY(!f.holds(fourth->access));
}

void TstAccounts::repeatsLeaveOneTokenToContinueWith_data()
{
    QTest::addColumn<bool>("lostOneFirst");
    QTest::newRow("the last one is used first") << false;
    QTest::newRow("the lost one is used first") << true;
}

void TstAccounts::repeatsLeaveOneTokenToContinueWith()
{
    QFETCH(bool, lostOneFirst);
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto lost = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(1000);
    const auto last = f.sessions.refresh(first->refresh, "d1", "");
    QVERIFY(lost && last);
    QCOMPARE(f.sql.query("SELECT count(*) FROM refresh_tokens WHERE used_at IS NULL")->integer(0, 0), 1);
    f.clock.advance(kRefreshGrace + 1);
    if (!lostOneFirst)
        QVERIFY(f.sessions.refresh(last->refresh, "d1", ""));
    QVERIFY(f.holds(last->access));
    QCOMPARE(f.sessions.refresh(lost->refresh, "d1", "").error().code, ErrorCode::Unauthorized);
    QVERIFY(!f.holds(last->access) && !f.sessions.refresh(last->refresh, "d1", ""));
}

void TstAccounts::processesThatRefreshAtOnceStaySignedIn_data()
{
    QTest::addColumn<int>("kept");
    QTest::newRow("the first answer is kept") << 0;
    QTest::newRow("the second answer is kept") << 1;
    QTest::newRow("the last answer is kept") << 2;
}

// Three processes of one device read the same token; which answer is stored is chance.
void TstAccounts::processesThatRefreshAtOnceStaySignedIn()
{
    QFETCH(int, kept);
    Fixture f;
    const auto first = f.sessions.open(f.home());
    std::vector<Tokens> answers;
    for (int i = 0; i < 3; ++i) {
        f.clock.advance(1);
        answers.push_back(*f.sessions.refresh(first->refresh, "d1", ""));
    }
    f.clock.advance(kRefreshGrace / 2);
    const auto next = f.sessions.refresh(answers.at(kept).refresh, "d1", "");
    QVERIFY(next && f.holds(next->access));
    QCOMPARE(f.sql.query("SELECT count(*) FROM refresh_tokens WHERE used_at IS NULL")->integer(0, 0), 1);
    for (const Tokens &answer : answers)
        QVERIFY(f.holds(answer.access));
    f.clock.advance(kRefreshGrace + 1);
    QVERIFY(f.sessions.refresh(next->refresh, "d1", ""));
}

void TstAccounts::voidTokenThatComesLateEndsNothing()
{
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto lost = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(1);
    const auto last = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(1);
    const auto next = f.sessions.refresh(last->refresh, "d1", "");
    QCOMPARE(f.sessions.refresh(lost->refresh, "d1", "").error().code, ErrorCode::Unauthorized);
    QVERIFY(f.holds(next->access));
    // From another device it is theft at once.
    QCOMPARE(f.sessions.refresh(lost->refresh, "d2", "").error().code, ErrorCode::Unauthorized);
    QVERIFY(!f.holds(next->access) && !f.sessions.refresh(next->refresh, "d1", ""));
}

void TstAccounts::arrivingTwiceEndsNothing()
{
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto second = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(1000);
    const auto third = f.sessions.refresh(second->refresh, "d1", "");
    f.clock.advance(kRefreshGrace - 1000);
    QCOMPARE(f.sessions.refresh(first->refresh, "d1", "").error().code, ErrorCode::Unauthorized);
    QVERIFY(f.holds(third->access) && f.sessions.refresh(third->refresh, "d1", ""));
}

void TstAccounts::reuseEndsTheFamily_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("after");
    QTest::newRow("too late") << QStringLiteral("d1") << int(kRefreshGrace + 1);
    QTest::newRow("another device") << QStringLiteral("d2") << 1;
}

void TstAccounts::reuseEndsTheFamily()
{
    QFETCH(QString, device);
    QFETCH(int, after);
    Fixture f;
    const auto first = f.sessions.open(f.home());
    const auto other = f.sessions.open(f.home());
    auto second = f.sessions.refresh(first->refresh, "d1", "");
    f.clock.advance(1);
    second = f.sessions.refresh(second->refresh, "d1", "");
    f.clock.advance(after);
    QCOMPARE(
        f.sessions.refresh(first->refresh, device.toStdString(), "").error().code, ErrorCode::Unauthorized);
    QVERIFY(!f.holds(first->access) && !f.holds(second->access));
    QVERIFY(!f.sessions.refresh(second->refresh, "d1", ""));
    QVERIFY(f.holds(other->access));
}

void TstAccounts::refreshIdlesOutAndEndsAtLast()
{
    Fixture f;
    auto tokens = f.sessions.open(f.home());
    const auto idle = f.sessions.open(f.home());
    for (int i = 0; i < 3; ++i) {
        f.clock.advance(kRefreshIdle - 1000);
        tokens = f.sessions.refresh(tokens->refresh, "d1", "");
        QVERIFY(tokens);
    }
    QVERIFY(!f.sessions.refresh(idle->refresh, "d1", ""));
    QCOMPARE(tokens->accessLife, 3000); // the family ends then
    f.clock.advance(4000);
    QVERIFY(!f.holds(tokens->access));
    QVERIFY(!f.sessions.refresh(tokens->refresh, "d1", ""));
}

void TstAccounts::refreshTellsTheName()
{
    Fixture f;
    const auto name = [&f] { return f.sql.query("SELECT device_name FROM token_families")->text(0, 0); };
    auto tokens = f.sessions.open(f.home(), {"d1", "ada@laptop"});
    tokens = f.sessions.refresh(tokens->refresh, "d1", "", "The laptop");
    QCOMPARE(name(), std::string("The laptop"));
    QVERIFY(f.sessions.refresh(tokens->refresh, "d1", ""));
    QCOMPARE(name(), std::string("The laptop"));
}

void TstAccounts::refreshForAnotherOrganisation()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    const auto home = f.sessions.open(f.home());
    QCOMPARE(f.sessions.refresh(home->refresh, "d1", "acme").error().code, ErrorCode::Forbidden);
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const auto acme = f.sessions.refresh(home->refresh, "d1", "acme");
    QVERIFY(acme);
    QVERIFY(acme->identity.org != home->identity.org);
    QCOMPARE((*f.sessions.identify(acme->access))->org, acme->identity.org);
    f.clock.advance(kRefreshGrace + 1);
    QVERIFY(f.sessions.refresh(home->refresh, "d1", "")); // still the same one
    QVERIFY(f.sessions.refresh(acme->refresh, "d1", "acme"));
}

void TstAccounts::signOutEndsAccessAtOnce()
{
    Fixture f;
    const auto here = f.sessions.open(f.home());
    const auto there = f.sessions.open(f.home());
    QVERIFY(f.sessions.close(here->refresh, Sessions::Reach::ThisSession));
    QVERIFY(!f.holds(here->access) && f.holds(there->access));
    QVERIFY(f.sessions.close(here->refresh, Sessions::Reach::AllDevices)); // no longer valid for anyone
    QVERIFY(f.holds(there->access));
    QVERIFY(f.sessions.close(there->refresh, Sessions::Reach::AllDevices));
    QVERIFY(!f.holds(there->access));
    QVERIFY(f.sessions.close("msr_unknown", Sessions::Reach::AllDevices));
}

void TstAccounts::removalFromTheOrganisationEndsAccess()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QVERIFY(f.sql.run("DELETE FROM org_members"));
    QVERIFY(!f.holds(tokens->access));
}

void TstAccounts::purgeForgetsOnlyWhatExpired()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    f.clock.advance(kAccessLife);
    QVERIFY(f.sessions.purge(f.clock.now()));
    QVERIFY(f.sql.query("SELECT * FROM access_tokens")->empty());
    QVERIFY(f.sessions.refresh(tokens->refresh, "", ""));
    const auto last = f.sessions.open(f.home());
    f.clock.advance(kFamilyLife);
    QVERIFY(f.sessions.purge(f.clock.now()));
    // For the rest, only what has not been replaced is remembered, so that its device hears what became of it.
    QCOMPARE(f.sessions.refresh(tokens->refresh, "", "").error().code, ErrorCode::SignInUnknown);
    QCOMPARE(f.sessions.refresh(last->refresh, "", "").error().code, ErrorCode::Unauthorized);
    f.clock.advance(kExpiredKnown);
    QVERIFY(f.sessions.purge(f.clock.now()));
    QVERIFY(f.sql.query("SELECT * FROM refresh_tokens")->empty());
    QVERIFY(f.sql.query("SELECT * FROM token_families")->empty());
}

void TstAccounts::viewersHaveARoleOfTheirOwn()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addTeam("acme", "web", "", ""));
    QVERIFY(f.accounts.addMember("acme", "web", "ada@example.org", "viewer"));
    QCOMPARE(f.orgs()[0].teams.at(0).role, std::string("viewer"));
    QVERIFY(f.accounts.addMember("acme", "web", "ada@example.org", "owner"));
    QCOMPARE(f.orgs()[0].teams.at(0).role, std::string("admin"));
    QCOMPARE(f.orgs().back().teams.at(0).role, std::string("admin")); // of the personal team
    QCOMPARE(
        f.accounts.addMember("acme", "", "ada@example.org", "viewer").error().code, ErrorCode::Validation);
}

void TstAccounts::disabledUsersAreOut()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QVERIFY(f.sql.run("UPDATE users SET disabled=1"));
    QVERIFY(!f.holds(tokens->access));
    QCOMPARE(f.sessions.refresh(tokens->refresh, "d1", "").error().code, ErrorCode::Unauthorized);
    const auto refused = f.accounts.authenticate("ada@example.org", "correct horse");
    QCOMPARE(refused.error().code, ErrorCode::Unauthorized);
    QCOMPARE(refused.error().message, f.accounts.authenticate("ada@example.org", "wrong").error().message);
    QVERIFY(f.sql.run("UPDATE users SET disabled=0"));
    QVERIFY(f.holds(tokens->access));
    QVERIFY(f.accounts.authenticate("ada@example.org", "correct horse"));
}

void TstAccounts::sessionsKnowTheirDevice()
{
    Fixture f;
    const auto device = [&f] {
        const auto rows
            = f.sql.query("SELECT device_id, device_name, created_at, used_at FROM token_families");
        return QStringLiteral("%1 %2 %3 %4")
            .arg(QString::fromStdString(rows->text(0, 0)), QString::fromStdString(rows->text(0, 1)))
            .arg(rows->integer(0, 2) - FakeClock().now())
            .arg(rows->integer(0, 3) - FakeClock().now());
    };
    const auto first = f.sessions.open(f.home(), {"d1", "Ada's laptop"});
    QCOMPARE(device(), QStringLiteral("d1 Ada's laptop 0 0"));
    f.clock.advance(1000);
    const auto second = f.sessions.refresh(first->refresh, "", "");
    QCOMPARE(device(), QStringLiteral("d1 Ada's laptop 0 1000"));
    QVERIFY(f.sessions.refresh(second->refresh, "d2", ""));
    QCOMPARE(device(), QStringLiteral("d2 Ada's laptop 0 1000"));
}

void TstAccounts::revokedDevicesGetNoTokens()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QVERIFY(f.sql.run("INSERT INTO revoked_devices(\"user\", device_id, at) VALUES(?1, 'd1', 1)", f.ada.pk));
    QCOMPARE(f.sessions.refresh(tokens->refresh, "d1", "").error().code, ErrorCode::DeviceRevoked);
    QVERIFY(f.sessions.refresh(tokens->refresh, "d2", ""));
    // Whatever the request claims to be: what was given to the device is worthless.
    const auto itsOwn = f.sessions.open(f.home(), {"d1", ""});
    QVERIFY(!f.holds(itsOwn->access));
    for (const char *device : {"", "d2"})
        QCOMPARE(f.sessions.refresh(itsOwn->refresh, device, "").error().code, ErrorCode::DeviceRevoked);
}

void TstAccounts::signOutOfOneOrganisation()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const Identity acme {f.ada.pk, f.orgs()[0].pk};
    const auto home = f.sessions.open(f.home(), {"d1", ""});
    const auto here = f.sessions.open(acme, {"d1", ""});
    const auto there = f.sessions.open(acme, {"d2", ""});
    QVERIFY(f.sessions.close(home->refresh, Sessions::Reach::ThisSession, "nowhere"));
    QVERIFY(f.holds(home->access) && f.holds(here->access));
    QVERIFY(f.sessions.close(home->refresh, Sessions::Reach::ThisSession, "acme"));
    QVERIFY(f.holds(home->access) && !f.holds(here->access) && f.holds(there->access));
    QVERIFY(f.sessions.close(there->refresh, Sessions::Reach::ThisSession, "acme"));
    QVERIFY(f.holds(home->access) && !f.holds(there->access));
}

void TstAccounts::signOutEverywhereInOneOrganisation()
{
    Fixture f;
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const Identity acme {f.ada.pk, f.orgs()[0].pk};
    const auto home = f.sessions.open(f.home());
    const auto here = f.sessions.open(acme);
    const auto there = f.sessions.open(acme);
    QVERIFY(f.sessions.close(home->refresh, Sessions::Reach::AllDevices, "acme"));
    QVERIFY(f.holds(home->access) && !f.holds(here->access) && !f.holds(there->access));
}

// Otherwise a lost connection would sign people out.
void TstAccounts::failingStoreIsNoAnswer()
{
    Fixture f;
    const auto tokens = f.sessions.open(f.home());
    QVERIFY(f.sql.script("ALTER TABLE org_members RENAME TO elsewhere"));
    QCOMPARE(f.sessions.identify(tokens->access).error().code, ErrorCode::StoreFailed);
    QCOMPARE(f.accounts.organisationsOf(f.ada.pk).error().code, ErrorCode::StoreFailed);
    QVERIFY(f.sql.script("ALTER TABLE team_members RENAME TO elsewhere_too"));
    QCOMPARE(f.accounts.teamFor(f.ada.pk, 1, "web").error().code, ErrorCode::StoreFailed);
}

void TstAccounts::refreshedAtTwoNodesAtOnceIsReuse()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    const auto first = f.sessions.open(f.home());
    std::optional<Result<Tokens>> thief;
    std::optional<Result<Tokens>> owner;
    {
        SqlTransaction slow(f.sql);
        owner = f.sessions.refresh(first->refresh, "d1", "");
        std::thread node([&] { thief = other.sessions.refresh(first->refresh, "d2", ""); });
        QTest::qWait(100);
        QVERIFY(slow.commit());
        node.join();
    }
    QVERIFY(*owner);
    QVERIFY(!*thief);
    QCOMPARE(thief->error().code, ErrorCode::Unauthorized);
    QVERIFY(!f.holds((*owner)->access));
}

void TstAccounts::revokedWhileAnotherSignInBegins()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const auto first = f.sessions.open(f.home(), {"d1", ""});
    std::optional<Result<Tokens>> acme;
    const auto revoked = Fixture::meanwhile<Result<bool>>(
        f.sql, [&] { acme = f.sessions.refresh(first->refresh, "d1", "acme"); },
        [&] { return other.devices.revoke(f.ada.pk, "d1"); });
    QVERIFY(revoked && *revoked);
    QVERIFY(*acme);
    QCOMPARE(f.sql.query("SELECT count(*) FROM token_families WHERE ended=0")->integer(0, 0), 0);
    QVERIFY(!f.holds((*acme)->access) && !f.holds(first->access));
}

void TstAccounts::refreshedWhileItIsRevoked()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    DeviceList devices(f.sql, f.clock);
    const auto first = f.sessions.open(f.home(), {"d1", ""});
    const auto late = Fixture::meanwhile<Result<Tokens>>(
        f.sql, [&] { (void)devices.revoke(f.ada.pk, "d1"); },
        [&] { return other.sessions.refresh(first->refresh, "", ""); });
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::DeviceRevoked);
}

void TstAccounts::passwordChangedWhileAnotherSignInBegins()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    QVERIFY(f.accounts.addOrg("acme", ""));
    QVERIFY(f.accounts.addMember("acme", "", "ada@example.org", "member"));
    const auto first = f.sessions.open(f.home());
    Administration administration(other.storage->sql(), PasswordCost::cheapest());
    std::optional<Result<Tokens>> acme;
    QVERIFY(Fixture::meanwhile<Result<void>>(
        f.sql, [&] { acme = f.sessions.refresh(first->refresh, "d1", "acme"); },
        [&] { return administration.setPassword("ada@example.org", "another one"); }));
    QVERIFY(*acme);
    QVERIFY(!f.holds((*acme)->access) && !f.holds(first->access));
}

void TstAccounts::passwordChangedWhileSomebodySignsIn_data()
{
    QTest::addColumn<bool>("byGrant");
    QTest::newRow("login") << false;
    QTest::newRow("approval of a device") << true;
}

// The old password was correct when it was compared, but no longer is when the session begins.
void TstAccounts::passwordChangedWhileSomebodySignsIn()
{
    QFETCH(bool, byGrant);
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    ApiContext context(f.clock, other.random);
    context.passwordCost = PasswordCost::cheapest();
    Api api(*other.storage, context);
    const auto grant = DeviceGrants(f.sql, f.clock, f.random).begin({"tv1", "Living room"});
    QVERIFY(grant);
    Request login {
        "POST", "/api/v1/auth/login", {}, R"({"email":"ada@example.org","password":"correct horse"})"};
    Request approval {"POST", "/api/v1/auth/device", {{"content-type", "application/x-www-form-urlencoded"}},
        "user_code=" + grant->userCode + "&decision=approve&email=ada%40example.org&password=correct+horse"};
    const Request &request = byGrant ? approval : login;
    const auto match = RouteTable::make(declaredRoutes())->match(request);
    Administration administration(f.sql, PasswordCost::cheapest());
    const auto answer = Fixture::meanwhile<Response>(
        f.sql, [&] { (void)administration.setPassword("ada@example.org", "another one"); },
        [&] { return api.handle(request, match); });
    QCOMPARE(answer.status, byGrant ? 403 : 401);
    QCOMPARE(f.sql.query("SELECT count(*) FROM token_families")->integer(0, 0), 0);
    QVERIFY(f.sql.query("SELECT 1 FROM device_grants WHERE state<>'pending'")->empty());
}

void TstAccounts::madeAtTwoNodesAtOnceExists()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    std::optional<Result<User>> second;
    SqlTransaction slow(f.sql);
    QVERIFY(f.accounts.addUser("bob@example.org", "Bob", "battery staple"));
    std::thread node([&] { second = other.accounts.addUser("bob@example.org", "Bob", "battery staple"); });
    QTest::qWait(100);
    QVERIFY(slow.commit());
    node.join();
    QVERIFY(!*second);
    QCOMPARE(second->error().code, ErrorCode::Exists);
    QCOMPARE(second->error().message, std::string("the account \"bob@example.org\" already exists"));
}

void TstAccounts::aGrantAskedForAtTwoNodesAtOnceIsGivenOnce()
{
    const QTemporaryDir directory;
    const auto location = twoNodesLocation(directory);
    Fixture f(location);
    Fixture::Node other(f, location);
    DeviceGrants grants(f.sql, f.clock, f.random);
    DeviceGrants othersGrants(other.storage->sql(), f.clock, other.random);
    const auto begun = grants.begin({"tv1", "Living room"});
    QVERIFY(begun);
    QVERIFY(*grants.approve(begun->userCode, f.home()));
    std::optional<Result<GrantPoll>> second;
    SqlTransaction slow(f.sql); // as the route does around the poll and the tokens
    const auto first = grants.poll(begun->deviceCode);
    QVERIFY(first && first->state == GrantPoll::State::Approved);
    std::thread node([&] { second = othersGrants.poll(begun->deviceCode); });
    QTest::qWait(100);
    QVERIFY(f.sessions.open(first->identity));
    QVERIFY(slow.commit());
    node.join();
    QVERIFY(*second);
    QVERIFY((*second)->state == GrantPoll::State::Expired);
    QCOMPARE(f.sql.query("SELECT count(*) FROM token_families")->integer(0, 0), 1);
}

QTEST_GUILESS_MAIN(TstAccounts)
#include "tst_accounts.moc"
