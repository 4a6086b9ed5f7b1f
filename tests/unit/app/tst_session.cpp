#include "app/devicename.h"
#include "app/session.h"
#include "app/setupchoice.h"
#include "app/teamchoice.h"
#include "support/await.h"
#include "support/fakehttpserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

ClientTeam team(const std::string &slug, bool personal = false)
{
    return {"id-" + slug, slug, slug, "member", personal};
}

SignIn signInWith(std::vector<ClientTeam> teams)
{
    SignIn made;
    made.server = "https://sync.example.org";
    made.orgSlug = "acme";
    made.organizations.push_back({"o2", "other", "Other", "member", false, {team("elsewhere")}});
    made.organizations.push_back({"o1", "acme", "Acme", "member", false, std::move(teams)});
    return made;
}

std::string defaultOf(const Result<std::vector<Team>> &teams)
{
    if (!teams)
        return "error: " + teams.error().message;
    const auto chosen = std::ranges::find(*teams, true, &Team::isDefault);
    return chosen == teams->end() ? "none" : chosen->slug;
}

Team known(const std::string &slug, const std::string &orgSlug = "acme")
{
    Team made;
    made.server = "https://sync.example.org";
    made.orgSlug = orgSlug;
    made.teamId = "id-" + slug;
    made.slug = slug;
    return made;
}

QByteArray answerWith(const QByteArray &teams, const QByteArray &orgSlug = "acme")
{
    return R"({"accessToken":"access","refreshToken":"refresh","expiresIn":900,"orgSlug":")" + orgSlug
        + R"(","user":{"id":"u1","email":"ada@example.org","fullName":"Ada","organizations":[{"id":"o","slug":")"
        + orgSlug + R"(","name":"Acme","role":"member")" + teams + "}]}}";
}

const QByteArray kTwoTeams = R"(,"teams":[{"teamId":"t1","teamSlug":"web","teamName":"Web","role":"member"},
    {"teamId":"t2","teamSlug":"ops","teamName":"Ops","role":"member"}])";
const QByteArray kOneTeam = R"(,"teams":[{"teamId":"t1","teamSlug":"web","teamName":"Web","role":"member"}])";

} // namespace

class TstSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // No test may touch the keyring of the user who runs it.
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); }
    void init()
    {
        m_session.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeHttpServer>();
        open();
    }
    void cleanup() { m_session.reset(); }

    void profilesOfOneUserHaveDifferentNames()
    {
        const QTemporaryDir place;
        std::set<std::string> names;
        for (const QString &parent :
            {QStringLiteral("/a/"), QStringLiteral("/b/"), QStringLiteral("/") + QString(200, u'c') + u'/'}) {
            const QString directory = place.path() + parent + QString(60, u'w');
            QVERIFY(QDir().mkpath(directory));
            const auto profile = Profile::find(directory);
            QVERIFY(profile);
            names.insert(usualDeviceName(*profile));
        }
        QCOMPARE(names.size(), std::size_t(3));
    }

    void defaultTeam()
    {
        const auto one = signInWith({team("web"), team("mine", true)});
        const auto two = signInWith({team("web"), team("ops"), team("mine", true)});
        const auto crowd = signInWith({team("web"), team("ops")});
        QCOMPARE(defaultOf(teamsWithDefault(one, "", {})), std::string("web"));
        QCOMPARE(defaultOf(teamsWithDefault(one, "mine", {})), std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(one, "id-mine", {})), std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(two, "", {})), std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(two, "ops", {})), std::string("ops"));
        QCOMPARE(defaultOf(teamsWithDefault(crowd, "", known("ops"))), std::string("ops"));
        QCOMPARE(defaultOf(teamsWithDefault(two, "", known("left"))), std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(crowd, "web", known("ops"))), std::string("web"));
        QCOMPARE(defaultOf(teamsWithDefault(crowd, "", known("ops", "other"))),
            std::string("error: one of several teams must be chosen: web, ops"));
        QCOMPARE(
            defaultOf(teamsWithDefault(crowd, "nowhere", {})), std::string("error: no such team: web, ops"));
        QCOMPARE(defaultOf(teamsWithDefault(crowd, "elsewhere", {})),
            std::string("error: no such team: web, ops"));
        QCOMPARE(
            teamsWithDefault(crowd, "web", {})->size(), std::size_t(2)); // not those of other organisations
    }

    void personalTeamIsTheLastResort()
    {
        // The account's own organisation is listed beside the one the tokens are for.
        const auto withOwn = [](SignIn signIn) {
            signIn.organizations.push_back(
                {"id-own", "own", "Own", "owner", true, {{"id-mine", "mine", "Mine", "admin", true}}});
            return signIn;
        };
        QCOMPARE(defaultOf(teamsWithDefault(withOwn(signInWith({})), "", {})), std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(withOwn(signInWith({team("web"), team("ops")})), "", {})),
            std::string("mine"));
        QCOMPARE(defaultOf(teamsWithDefault(withOwn(signInWith({team("web")})), "", {})), std::string("web"));
        QCOMPARE(teamsWithDefault(withOwn(signInWith({team("web")})), "", {})->size(), std::size_t(1));

        auto unlisted = withOwn(signInWith({team("web")}));
        unlisted.orgSlug = "nowhere"; // which is not in the answer
        QCOMPARE(defaultOf(teamsWithDefault(unlisted, "", {})), std::string("mine"));
        QCOMPARE(teamsWithDefault(unlisted, "", {})->size(), std::size_t(1));
    }

    void defaultTeamOfAServerThatNamesNone()
    {
        const auto silent = signInWith({});
        QCOMPARE(defaultOf(teamsWithDefault(silent, "team:7", {})), std::string("team:7"));
        QCOMPARE(teamsWithDefault(silent, "team:7", {})->at(0).teamId, std::string("team:7"));
        QCOMPARE(defaultOf(teamsWithDefault(silent, "", known("web"))), std::string("id-web"));
        QVERIFY(!teamsWithDefault(silent, "", {}));
        QVERIFY(!teamsWithDefault(silent, "no id\r\nX: y", {}));
    }

    void signInKeepsAccountAndTeams()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("ops"));
        QCOMPARE(setting("server"), m_server->url().toString().toStdString());
        QCOMPARE(setting("org_slug"), std::string("acme"));
        QCOMPARE(setting("email"), std::string("ada@example.org"));
        QCOMPARE(setting("full_name"), std::string("Ada"));
        QCOMPARE(setting("team_slug"), std::string("ops"));
        QCOMPARE(setting("signed_in"), std::string("1"));
        QCOMPARE(setting("allow_insecure"), std::string());
        QCOMPARE(m_session->store().teams().active()->size(), std::size_t(2));
        QCOMPARE(m_session->store().teams().defaultTeam()->teamId, std::string("t2"));
    }

    void theOrganisationsRuleIsKnownBeforeAnythingIsRecorded()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        m_server->enqueue(jsonAnswer(200, R"({"privacy":{"minimum":"full","privacyModeAllowed":false}})"));
        QVERIFY(signIn("ops"));
        QCOMPARE(m_server->requests().back().target, QByteArray("/api/v1/orgs/acme/config"));
        StoreSettings &settings = m_session->store().settings();
        QVERIFY(*settings.privacyModeForbidden());
        QCOMPARE(settings.setPrivacyMode(true, 1).error().code, ErrorCode::Forbidden);
        QVERIFY(!*settings.privacyMode());
        QVERIFY(computeStatus(m_session->store(), {}).privacyForbidden);

        const std::size_t asked = m_server->requests().size();
        refreshRules();
        QCOMPARE(m_server->requests().size(), asked); // recently enough
        QVERIFY(settings.set("rules_read_at", std::int64_t(1)));
        m_server->enqueue(jsonAnswer(503, "{}"));
        refreshRules();
        QVERIFY(*settings.privacyModeForbidden()); // what was known still applies
        m_server->enqueue(jsonAnswer(200, R"({"privacy":{"privacyModeAllowed":true}})"));
        refreshRules();
        QVERIFY(!*settings.privacyModeForbidden());
    }

    void aRuleDoesNotEndAModeThatIsOn()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        StoreSettings &settings = m_session->store().settings();
        QVERIFY(settings.setPrivacyMode(true, 1));
        m_server->enqueue(jsonAnswer(200, R"({"privacy":{"privacyModeAllowed":false}})"));
        QVERIFY(signIn("ops"));
        QVERIFY(*settings.privacyModeForbidden());
        QVERIFY(*settings.privacyMode());
        QVERIFY(settings.setPrivacyMode(true, 2)); // it is already on
        QVERIFY(settings.setPrivacyMode(false, 3));
        QVERIFY(!settings.setPrivacyMode(true, 4));

        m_server->enqueue(jsonAnswer(200, answerWith(kOneTeam, "second"))); // which has no rules
        QVERIFY(signIn(""));
        QVERIFY(!*settings.privacyModeForbidden());
        QVERIFY(signOut());
        QVERIFY(!*settings.privacyModeForbidden());
    }

    void refusedSignInLeavesNothing()
    {
        m_server->enqueue(jsonAnswer(401, R"({"code":"invalid_credentials"})"));
        QCOMPARE(signIn("web").error().code, ErrorCode::Unauthorized);
        QCOMPARE(setting("signed_in"), std::string());
        QVERIFY(m_session->store().teams().all()->empty());
    }

    void teamThatIsNotThereGivesTheTokensBack()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        const auto refused = signIn("nowhere");
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QCOMPARE(teamsToChoose(refused.error()), (std::vector<std::string> {"web", "ops"}));
        QVERIFY(teamsToChoose(Error {ErrorCode::NotFound, "nothing here"}).empty());
        QCOMPARE(m_server->requestsTo("/auth/logout").size(), std::size_t(1));
        QCOMPARE(setting("signed_in"), std::string());
        QVERIFY(m_session->store().teams().all()->empty());
    }

    void whatIsSetUpSendsNothingBeforeFinish()
    {
        Store &store = m_session->store();
        record("c1");
        const auto begin = [this] {
            m_server->setHandler([](const FakeRequest &) { return jsonAnswer(200, answerWith(kOneTeam)); });
            return await<Result<SignIn>>(
                [&](auto done) { m_session->signInFlow().signIn(request("", true), done); });
        };
        QVERIFY(begin());
        const std::int64_t team = store.teams().defaultTeam()->pk;
        QCOMPARE(
            store.outboxSummary().counts(team)->ready, std::int64_t(1)); // it has a team, and can be viewed
        QVERIFY(store.batches().build(team, {})->empty());
        QCOMPARE(computeStatus(store, {}).state, SyncState::Waiting);
        const std::size_t before = m_server->requests().size();
        SyncEngine engine(store, m_session->client(), m_session->clock(), m_session->random());
        bool ended = false;
        engine.start([&ended](const RunOutcome &outcome) { ended = outcome.end == RunOutcome::End::Done; });
        QVERIFY(ended); // there is nothing to ask
        QCOMPARE(m_server->requests().size(), before);

        QVERIFY(finishSetup(m_session->store(), {}));
        QCOMPARE(store.batches().build(team, {})->items.size(), std::size_t(1));

        QVERIFY(begin());
        QVERIFY(finishSetup(m_session->store(), {SetupChoice::Earlier::Keep, PrivacyLevel::Redacted, {}}));
        QVERIFY(store.batches().build(team, {})->empty());
        QCOMPARE(store.outboxSummary().counts()->kept, std::int64_t(1));

        QVERIFY(begin());
        record("c2", "/home/ada/private/x");
        record("c3");
        const SetupChoice choice {SetupChoice::Earlier::Send, PrivacyLevel::Metadata, {"/home/ada/private"}};
        const auto sent = [&](Store &seen) { return seen.outboxSummary().counts()->pending(); };
        QCOMPARE(previewWith(store, choice, [&](Store &seen) { return Result(sent(seen)); }).value(), 1);
        QCOMPARE(sent(store), 2); // only viewed
        QCOMPARE(*store.privacyRules().usualLevel(), PrivacyLevel::Redacted);
        QVERIFY(finishSetup(m_session->store(), choice));
        QCOMPARE(sent(store), 1);
        QCOMPARE(*store.privacyRules().usualLevel(), PrivacyLevel::Metadata);

        QVERIFY(begin());
        QVERIFY(signOut()); // the wizard was left
        QVERIFY(!*store.settings().setupPending());
        QVERIFY(begin());
        QVERIFY(signIn("")); // elsewhere, by a user who wants to sync
        QVERIFY(!*store.settings().setupPending());
    }

    void aSignInThatNobodyWaitsForLeavesNothing()
    {
        m_server->setHandler([](const FakeRequest &) { return jsonAnswer(200, answerWith(kOneTeam)); });
        const auto late = await<Result<SignIn>>([&](auto done) {
            m_session->signInFlow().signIn(request("", true), done);
            m_session->signInFlow().cancel();
        });
        QCOMPARE(late.error().code, ErrorCode::Cancelled);
        QCOMPARE(setting("signed_in"), std::string());
        QVERIFY(!*m_session->store().settings().setupPending());
        QVERIFY(m_session->store().teams().all()->empty());
        QCOMPARE(m_server->requestsTo("/auth/logout").size(), std::size_t(1));
    }

    void addressIsCheckedFirst()
    {
        SignInRequest request;
        request.server = QStringLiteral("http://192.0.2.1");
        const auto refused
            = await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); });
        QCOMPARE(refused.error().code, ErrorCode::InsecureUrl);
    }

    void signOutStopsEverythingAndKeepsTheRows()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("ops"));
        m_server->enqueue(jsonAnswer(200, answerWith(kOneTeam, "second")));
        QVERIFY(signIn("web"));
        QCOMPARE(m_session->store().teams().active()->size(), std::size_t(2)); // one id moved, one stayed
        m_server->setHandler([](const FakeRequest &) { return jsonAnswer(200, "{}"); });
        QVERIFY(signOut());
        QVERIFY(m_session->store().teams().active()->empty());
        QCOMPARE(m_session->store().teams().all()->size(), std::size_t(2));
        QCOMPARE(setting("signed_in"), std::string());
        QVERIFY(!setting("server").empty()); // it is known whose data this is
        QCOMPARE(m_server->requestsTo("/auth/logout").size(), std::size_t(2));
    }

    void signOutOfNothing() { QVERIFY(signOut()); }

    void refreshBringsNewTeams()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kOneTeam)));
        QVERIFY(signIn(""));
        m_session->auth().reject(setting("server"), "acme", "access");
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        const auto token = await<Result<std::string>>(
            [&](auto done) { m_session->auth().accessToken(setting("server"), "acme", done); });
        QVERIFY(token);
        QCOMPARE(m_session->store().teams().active()->size(), std::size_t(2));
        QCOMPARE(m_session->store().teams().defaultTeam()->slug, std::string("web"));
    }

    void aRefreshThatListsATeamAgainResumesIt()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("ops"));
        TeamRegistry &registry = m_session->store().teams();
        QVERIFY(registry.noteRevoked(registry.defaultTeam()->pk));
        QByteArray listed = kOneTeam;
        m_server->setHandler([&listed](const FakeRequest &request) {
            if (request.target.endsWith("/health"))
                return jsonAnswer(200, R"({"status":"ok","protocol":{"min":1,"max":2}})");
            return request.target.contains("/auth/") ? jsonAnswer(200, answerWith(listed))
                                                     : jsonAnswer(500, "{}");
        });
        QVERIFY(refreshNow());
        QCOMPARE(registry.revoked()->size(), std::size_t(1)); // still not a member
        m_session->worker().start();
        const auto pulls = [this] { return m_server->requestsTo("/sync/pull").size(); };
        QTRY_VERIFY(pulls() > 0 && !m_session->worker().status().run.running);
        const std::size_t before = pulls();
        listed = kTwoTeams;
        QVERIFY(refreshNow());
        QVERIFY(registry.revoked()->empty());
        QTRY_VERIFY(pulls() > before); // at once, not when the back-off ends
        m_server->setHandler({});
    }

    void whatOnlyOneAnswerNamedIsNoTeam()
    {
        QByteArray teams = kOneTeam.chopped(1); // the list is still open
        for (int i = 0; i < 4000; ++i)
            teams += QStringLiteral(R"(,{"teamId":"x%1","teamSlug":"x%1","teamName":"X","role":"member"})")
                         .arg(i)
                         .toUtf8();
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("web"));
        const auto refreshedWith = [this](const QByteArray &answer) {
            m_session->auth().reject(setting("server"), "acme", "access");
            // Whatever else the session asks for meanwhile.
            m_server->setHandler([answer](const FakeRequest &) { return jsonAnswer(200, answer); });
            const auto token = await<Result<std::string>>(
                [&](auto done) { m_session->auth().accessToken(setting("server"), "acme", done); });
            m_server->setHandler({});
            return token.ok();
        };
        TeamRegistry &registry = m_session->store().teams();
        QVERIFY(refreshedWith(answerWith(teams + "]")));
        QCOMPARE(registry.active()->size(), std::size_t(201)); // ops, and 200 of those in the answer
        const auto listed = registry.active();
        for (const Team &team : *listed)
            if (team.slug == "x7")
                QVERIFY(registry.advance(team.pk, "cursor", 1, "e1")); // the server knows it after all
        QVERIFY(refreshedWith(answerWith(kTwoTeams)));
        QCOMPARE(registry.active()->size(), std::size_t(3));
        QCOMPARE(registry.defaultTeam()->slug, std::string("web"));
        const auto third = teams.indexOf(",{\"teamId\":\"x2\"");
        QVERIFY(refreshedWith(answerWith(teams.left(third) + "]")));
        QCOMPARE(registry.active()->size(), std::size_t(4)); // it is listed again
    }

    void aRefreshForAnotherUserIsNotUsed_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::newRow("no user") << QByteArray();
        QTest::newRow("no id") << QByteArray(R"(,"user":{"email":"ada@example.org","organizations":[]})");
        QTest::newRow("null") << QByteArray(R"(,"user":{"id":null,"email":"ada@example.org"})");
        QTest::newRow("empty") << QByteArray(R"(,"user":{"id":"","email":""})");
        QTest::newRow("another") << QByteArray(
            R"(,"user":{"id":"u9","email":"eve@example.org","organizations":[{"id":"o","slug":"acme",
            "teams":[{"teamId":"t1","teamSlug":"web","teamName":"Web","role":"member"}]}]})");
        QTest::newRow("another id") << QByteArray(R"(,"user":{"id":"u9","email":"ada@example.org"})");
    }
    void aRefreshForAnotherUserIsNotUsed()
    {
        QFETCH(QByteArray, user);
        m_server->enqueue(jsonAnswer(200, answerWith(kOneTeam)));
        QVERIFY(signIn(""));
        m_server->enqueue(jsonAnswer(200,
            R"({"accessToken":"theirs","refreshToken":"of-theirs","expiresIn":900,"orgSlug":"acme")" + user
                + "}"));
        QCOMPARE(refreshNow().error().code, ErrorCode::ServerWrong);
        QCOMPARE(m_session->store().teams().all()->size(), std::size_t(1));
        QCOMPARE(m_session->store().teams().defaultTeam()->account, std::string("u1"));
        QCOMPARE(m_session->store().accounts().present()->id, std::string("u1"));

        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QCOMPARE(*refreshNow(), std::string("access"));
        QVERIFY(m_server->requestsTo("/auth/refresh").back().body.contains(R"("refreshToken":"refresh")"));
    }

    void anOrganisationOfAnotherUserIsNotSwitchedTo()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kOneTeam)));
        QVERIFY(signIn(""));
        QByteArray theirs = answerWith(kOneTeam, "second");
        m_server->enqueue(jsonAnswer(200, theirs.replace("\"u1\"", "\"u9\"")));
        const auto switched = await<Result<SignIn>>(
            [&](auto done) { m_session->signInFlow().switchOrganization("second", done); });
        QCOMPARE(switched.error().code, ErrorCode::ServerWrong);
        QCOMPARE(setting("org_slug"), std::string("acme"));
        QCOMPARE(setting("account"), std::string("u1"));
    }

    // As an answer for another user left it in earlier versions.
    void aProfileWithoutADefaultTeamRepairsItself()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("ops"));
        QVERIFY(m_session->store().accounts().signedIn({setting("server"), "u9", "eve@example.org"}));
        QVERIFY(!m_session->store().teams().defaultTeam());
        record("c1");
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(refreshNow());
        QCOMPARE(m_session->store().accounts().present()->id, std::string("u1"));
        QCOMPARE(m_session->store().teams().defaultTeam()->slug, std::string("ops"));
        QCOMPARE(m_session->store().teams().defaultTeam()->account, std::string("u1"));
        QCOMPARE(
            m_session->store().database().integer("SELECT count(*) FROM conversations WHERE team IS NULL"),
            std::optional<std::int64_t>(0));
    }

    void workWithoutATeamIsNotSaidToBeSent()
    {
        m_server->enqueue(jsonAnswer(200, answerWith(kTwoTeams)));
        QVERIFY(signIn("ops"));
        QVERIFY(m_session->store().database().run("UPDATE teams SET is_default = 0"));
        record("c1");
        const SyncStatus status = computeStatus(m_session->store(), {});
        QCOMPARE(status.pending, 0);
        QCOMPARE(status.teamless, 1);
        QVERIFY(status.asksForAttention());
        QCOMPARE(status.state, SyncState::Attention);
        QVERIFY(!statusSentence(status, 0).contains(QLatin1String("will be sent")));
    }

    void settingsThatAreNoFileStopTheSession()
    {
        m_session.reset();
        const auto profile = Profile::open(m_directory->path());
        QVERIFY(profile);
        QVERIFY(QDir().mkdir(profile->settingsPath()));
        const auto session = Session::open(*profile, {});
        QVERIFY(!session);
        QCOMPARE(session.error().code, ErrorCode::NotAFile);
        QVERIFY(session.error().message.find("settings.json") != std::string::npos);
    }

    void choiceOfTokenStoreIsRemembered()
    {
        QCOMPARE(m_session->tokenStoreKind(), TokenStore::Kind::Memory);
        open({TokenStore::Kind::File, false});
        QCOMPARE(m_session->tokenStoreKind(), TokenStore::Kind::File);
        open({});
        QCOMPARE(m_session->tokenStoreKind(), TokenStore::Kind::File);
        open({TokenStore::Kind::Keyring, false});
        open({});
        QCOMPARE(m_session->tokenStoreKind(), TokenStore::Kind::Keyring);
    }

    void proxyIsObeyedAtOnce()
    {
        open({TokenStore::Kind::File, true});
        const QUrl proxy = m_server->url();
        bool throughProxy = false;
        m_server->setHandler([&throughProxy](const FakeRequest &request) {
            if (request.method == "CONNECT")
                throughProxy = request.target == "sync.example.org:80";
            return request.method == "CONNECT" ? jsonAnswer(200, {})
                : throughProxy                 ? jsonAnswer(200, answerWith(kOneTeam))
                                               : jsonAnswer(404, "{}");
        });
        Settings elsewhere(*Profile::open(m_directory->filePath(QStringLiteral("profile"))));
        QVERIFY(elsewhere.set({{"proxy.mode", "manual"}, {"proxy.host", proxy.host().toStdString()},
            {"proxy.port", std::to_string(proxy.port())}, {"proxy.user", "ada"}}));
        QTRY_COMPARE(m_session->settings().value(settings::kProxyMode), "manual");
        SignInRequest request {
            QStringLiteral("http://sync.example.org"), "ada@example.org", "secret", {}, {}, false};
        QVERIFY(await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); }));
        QVERIFY(throughProxy);

        // In the clear to this server, and to no other that is entered later.
        open({TokenStore::Kind::File, false});
        SignInRequest other = request;
        other.server = QStringLiteral("http://other.example.org");
        const auto refused
            = await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(other, done); });
        QCOMPARE(refused.error().code, ErrorCode::InsecureUrl);
        QVERIFY(await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); }));
        open({TokenStore::Kind::File, true});

        // This computer is never contacted through the proxy.
        throughProxy = false;
        const std::size_t before = m_server->requests().size();
        request.server = m_server->url().toString();
        QVERIFY(!await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); }));
        QVERIFY(m_server->requests().at(before).target.startsWith("/api/v1/auth/login"));

        QVERIFY(elsewhere.set("proxy.mode", "none"));
        QTRY_COMPARE(m_session->settings().value(settings::kProxyMode), "none");
        request.server = QStringLiteral("http://sync.invalid");
        const auto direct
            = await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); });
        QCOMPARE(direct.error().code, ErrorCode::Offline);
        QCOMPARE(m_server->requests().size(), before + 1);
    }

    void proxyPasswordIsKeptWithTheSignIn()
    {
        open({TokenStore::Kind::File, true});
        FakeAnswer who = jsonAnswer(407, "{}");
        who.headers.emplace_back("Proxy-Authenticate", "Basic realm=\"proxy\"");
        m_server->setHandler([who](const FakeRequest &request) {
            const QByteArray said = "Basic " + QByteArray("ada:hunter2").toBase64();
            if (request.method == "CONNECT")
                return request.headers.value("proxy-authorization") == said ? jsonAnswer(200, {}) : who;
            return jsonAnswer(200, answerWith(kOneTeam));
        });
        QVERIFY(m_session->settings().set({{"proxy.mode", "manual"}, {"proxy.host", "127.0.0.1"},
            {"proxy.port", std::to_string(m_server->url().port())}, {"proxy.user", "ada"}}));
        const SignInRequest request {
            QStringLiteral("http://sync.example.org"), "ada@example.org", "secret", {}, {}, false};
        const auto without
            = await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); });
        QCOMPARE(without.error().code, ErrorCode::Proxy);
        QVERIFY(await<Result<void>>([&](auto done) { m_session->proxy().setPassword("hunter2", done); }));
        QVERIFY(await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); }));
        open({TokenStore::Kind::File, true}); // it is known before the first request
        QVERIFY(await<Result<SignIn>>([&](auto done) { m_session->signInFlow().signIn(request, done); }));
        QFile file(m_directory->filePath(QStringLiteral("profile/settings.json")));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("hunter2"));
        QVERIFY(await<Result<void>>([&](auto done) { m_session->proxy().setPassword(std::nullopt, done); }));
        QCOMPARE(m_session->settings().value(settings::kProxyPassword), "");
    }

    void damagedSettingsAreLeftForWhoeverFacesAPerson()
    {
        const QString path = m_directory->filePath(QStringLiteral("profile/settings.json"));
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("not JSON");
        file.close();
        open();
        QCOMPARE(m_session->settings().number(settings::kInterval), 10'000);
        QVERIFY(QFile::exists(path));
        Settings front(*Profile::open(m_directory->filePath(QStringLiteral("profile"))));
        QVERIFY(front.takeDamagedFile());
    }

    void storeThatCannotBeOpenedIsAnError()
    {
        const QString path = m_directory->filePath(QStringLiteral("broken"));
        const auto profile = Profile::open(path);
        QFile file(profile->storePath());
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        QCOMPARE(Session::open(*profile, {}).error().code, ErrorCode::StoreCorrupt);
    }

private:
    void open(const Session::Options &options = {TokenStore::Kind::Memory, false})
    {
        m_session.reset();
        const auto profile = Profile::open(m_directory->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        auto session = Session::open(*profile, options);
        QVERIFY2(session, session ? "" : session.error().message.c_str());
        m_session = std::move(*session);
    }
    Result<SignIn> signIn(const std::string &teamSlug)
    {
        return await<Result<SignIn>>(
            [&](auto done) { m_session->signInFlow().signIn(request(teamSlug), done); });
    }
    SignInRequest request(const std::string &teamSlug, bool setUp = false) const
    {
        return {m_server->url().toString(), "ada@example.org", "secret", {}, teamSlug, setUp};
    }
    void record(const std::string &id, const std::string &workspace = {})
    {
        QVERIFY(m_session->store().database().run(
            "INSERT INTO conversations(id, title, workspace) VALUES (?, 'Recorded before', ?)", id,
            workspace));
    }
    Result<std::string> refreshNow()
    {
        m_session->auth().reject(setting("server"), "acme", "access");
        return await<Result<std::string>>(
            [&](auto done) { m_session->auth().accessToken(setting("server"), "acme", done); });
    }
    void refreshRules()
    {
        bool known = false;
        m_session->rules().refresh([&known] { known = true; });
        QTRY_VERIFY(known);
    }
    Result<void> signOut()
    {
        return await<Result<void>>([&](auto done) { m_session->signInFlow().signOut(done); });
    }
    std::string setting(const char *key) const { return m_session->store().settings().text(key); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<Session> m_session;
};

QTEST_GUILESS_MAIN(TstSession)
#include "tst_session.moc"
