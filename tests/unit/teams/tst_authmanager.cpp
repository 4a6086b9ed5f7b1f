#include "core/synclock.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/fakehttpserver.h"
#include "teams/authmanager.h"
#include "teams/httpnetwork.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

using Tokens = std::optional<std::string>;
using Way = FakeAnswer::Way;

/// A memory store that a test can break and that records the order of events.
class ScriptedTokenStore final : public TokenStore {
public:
    void read(const std::string &key, Read done) override
    {
        later([this, key, done] {
            const auto at = tokens.find(key);
            done(broken                  ? Result<Tokens>(Error {ErrorCode::Keyring, "locked", std::nullopt})
                    : at == tokens.end() ? Result<Tokens>(Tokens())
                                         : Result<Tokens>(Tokens(at->second)));
        });
    }
    void write(const std::string &key, const std::string &secret, Written done) override
    {
        later([this, key, secret, done] {
            ++writes;
            if (broken)
                return done(Error {ErrorCode::Keyring, "locked", std::nullopt});
            tokens[key] = secret;
            done({});
        });
    }
    void remove(const std::string &key, Written done) override
    {
        later([this, key, done] {
            if (broken)
                return done(Error {ErrorCode::Keyring, "locked", std::nullopt});
            tokens.erase(key);
            done({});
        });
    }
    Kind kind() const override { return Kind::Memory; }

    std::map<std::string, std::string> tokens;
    bool broken = false;
    int writes = 0;

private:
    void later(std::function<void()> what)
    {
        QMetaObject::invokeMethod(&m_context, std::move(what), Qt::QueuedConnection);
    }
    QObject m_context;
};

QByteArray tokensBody(const QByteArray &access, const QByteArray &refresh, const QByteArray &more = {})
{
    return "{\"accessToken\":\"" + access + "\",\"refreshToken\":\"" + refresh + "\",\"expiresIn\":900" + more
        + "}";
}

const QByteArray kUser = R"(,"user":{"id":"u1","email":"ada@example.org","fullName":"Ada","organizations":[
    {"id":"o1","slug":"acme","name":"Acme","role":"member","personal":false,"teams":[
        {"teamId":"t1","teamSlug":"web","teamName":"Web","role":"owner","personal":false},
        {"teamId":"bad\r\nid","teamSlug":"evil","teamName":"Evil","role":"owner","personal":false}]},
    {"id":"o2","slug":"personal-ada","name":"Ada","role":"owner","personal":true,"teams":[]}]},"orgSlug":"acme")";

QByteArray grantBody(
    const QString &code, const QString &page, const QString &completePage, int interval, int life)
{
    return QJsonDocument({{QStringLiteral("device_code"), QStringLiteral("msd_secret")},
                             {QStringLiteral("user_code"), code}, {QStringLiteral("verification_uri"), page},
                             {QStringLiteral("verification_uri_complete"), completePage},
                             {QStringLiteral("interval"), interval}, {QStringLiteral("expires_in"), life}})
        .toJson();
}

FakeAnswer grantRefusal(const QByteArray &error)
{
    return jsonAnswer(400,
        QJsonDocument({{QStringLiteral("code"), QStringLiteral("x")},
                          {QStringLiteral("error"), QString::fromUtf8(error)}})
            .toJson());
}

QJsonObject bodyOf(const FakeRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

class TstAuthManager : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_auth.reset();
        m_server = std::make_unique<FakeHttpServer>();
        m_store = std::make_unique<ScriptedTokenStore>();
        m_network = std::make_unique<HttpNetwork>();
        restart();
        m_base = m_server->url().toString().toStdString();
        m_key = m_base + "|acme";
    }

    void signInTellsAndKeeps()
    {
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", kUser)));
        const auto signIn = signInNow("acme");
        QVERIFY(signIn);
        QCOMPARE(signIn->server, m_base);
        QCOMPARE(signIn->orgSlug, std::string("acme"));
        QCOMPARE(signIn->email, std::string("ada@example.org"));
        QCOMPARE(signIn->organizations.size(), std::size_t(2));
        QCOMPARE(signIn->organizations[0].teams.size(), std::size_t(1)); // an invalid id is left out
        QCOMPARE(signIn->organizations[0].teams[0].slug, std::string("web"));
        QVERIFY(signIn->organizations[1].personal);
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-1"));
        QCOMPARE(tokenNow().value(), std::string("access-1"));

        const FakeRequest &request = m_server->requests().at(0);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/api/v1/auth/login"));
        QCOMPARE(bodyOf(request),
            (QJsonObject {{QStringLiteral("email"), QStringLiteral("ada@example.org")},
                {QStringLiteral("password"), QStringLiteral("correct \"horse\"")},
                {QStringLiteral("orgSlug"), QStringLiteral("acme")},
                {QStringLiteral("deviceName"), QStringLiteral("laptop")}}));
        QCOMPARE(m_server->requests().size(), std::size_t(1)); // the token needed no refresh
    }

    void minimalServerNamesNoOrganisation()
    {
        const QByteArray user = R"(,"user":{"id":"u1","organizations":[{"id":"o1","slug":"first"}]})";
        m_server->enqueue(jsonAnswer(200, tokensBody("a", "r", user)));
        QCOMPARE(signInNow("")->orgSlug, std::string("first"));
        m_server->enqueue(jsonAnswer(200, tokensBody("a", "r")));
        QCOMPARE(signInNow("asked")->orgSlug, std::string("asked"));
        QVERIFY(!bodyOf(m_server->requests().at(0)).contains(QStringLiteral("orgSlug")));
    }

    void signInFails_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("wrong password")
            << 401 << QByteArray(R"({"code":"invalid_credentials"})") << int(ErrorCode::Unauthorized);
        QTest::newRow("not a member")
            << 403 << QByteArray(R"({"code":"forbidden"})") << int(ErrorCode::Forbidden);
        QTest::newRow("no such path") << 404 << QByteArray("not here") << int(ErrorCode::NotOurs);
        QTest::newRow("redirect") << 302 << QByteArray("{}") << int(ErrorCode::NotOurs);
        QTest::newRow("busy") << 503 << QByteArray("{}") << int(ErrorCode::ServerBusy);
        QTest::newRow("too many") << 429 << QByteArray("{}") << int(ErrorCode::TooManyRequests);
        QTest::newRow("too slow") << 408 << QByteArray("{}") << int(ErrorCode::SlowLine);
        QTest::newRow("full") << 507 << QByteArray("{}") << int(ErrorCode::ServerFull);
        QTest::newRow("an error") << 500 << QByteArray("{}") << int(ErrorCode::ServerFailed);
        QTest::newRow("a page") << 200 << QByteArray("<html>Welcome</html>") << int(ErrorCode::NotOurs);
        QTest::newRow("garbage") << 200 << QByteArray("\x01\x02") << int(ErrorCode::NotOurs);
        QTest::newRow("no token") << 200 << QByteArray(R"({"accessToken":""})") << int(ErrorCode::NotOurs);
        QTest::newRow("wrong type") << 200 << QByteArray(R"({"accessToken":7})") << int(ErrorCode::NotOurs);
        QTest::newRow("a token that breaks headers")
            << 200 << QByteArray(R"({"accessToken":"a\r\nX: y"})") << int(ErrorCode::NotOurs);
        QTest::newRow("a page with 401")
            << 401 << QByteArray("<html>Log in to the proxy") << int(ErrorCode::NotOurs);
    }
    void signInFails()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_server->enqueue(jsonAnswer(status, body));
        const auto signIn = signInNow("acme");
        QVERIFY(!signIn);
        QTEST(int(signIn.error().code), "code");
        QVERIFY(m_store->tokens.empty());
    }

    void signInWithoutNetwork()
    {
        m_server->close();
        QCOMPARE(signInNow("acme").error().code, ErrorCode::Offline);
    }

    void signInOutlivesABrokenKeyring()
    {
        m_store->broken = true;
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", kUser)));
        QVERIFY(signInNow("acme"));
        m_clock.advance(900'000);
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QCOMPARE(bodyOf(m_server->requests().at(1)).value(QStringLiteral("refreshToken")).toString(),
            QStringLiteral("refresh-1"));
        m_store->broken = false; // and back into the keyring as soon as it accepts it
        m_clock.advance(900'000);
        m_server->enqueue(jsonAnswer(200, tokensBody("access-3", "refresh-3")));
        QCOMPARE(tokenNow().value(), std::string("access-3"));
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-3"));
    }

    void noTokenMeansSignedOut()
    {
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        QCOMPARE(tokenNow().error().code, ErrorCode::SignedOut);
        QVERIFY(m_server->requests().empty());
        QCOMPARE(expired.size(), 0);
    }

    void oneRefreshForManyWaiters()
    {
        m_store->tokens[m_key] = "refresh-1";
        FakeAnswer held = jsonAnswer(200, tokensBody("access-2", "refresh-2"));
        held.way = Way::Hold;
        m_server->enqueue(held);
        int answered = 0;
        const auto count = [&answered](const Result<std::string> &token) {
            QCOMPARE(token.value(), std::string("access-2"));
            ++answered;
        };
        for (int i = 0; i < 5; ++i)
            m_auth->accessToken(m_base, "acme", count);
        QTRY_COMPARE(m_server->requests().size(), std::size_t(1));
        for (int i = 0; i < 5; ++i)
            m_auth->accessToken(m_base, "acme", count);
        m_server->release();
        QTRY_COMPARE(answered, 10);
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QCOMPARE(m_server->requests().size(), std::size_t(1));
    }

    void organisationsHaveTokensOfTheirOwn()
    {
        m_store->tokens[m_key] = "refresh-a";
        m_store->tokens[m_base + "|other"] = "refresh-b";
        m_server->setHandler([](const FakeRequest &request) {
            return jsonAnswer(200,
                tokensBody("for-" + bodyOf(request)[QStringLiteral("orgSlug")].toString().toUtf8(), "r"));
        });
        QCOMPARE(tokenNow("acme").value(), std::string("for-acme"));
        QCOMPARE(tokenNow("other").value(), std::string("for-other"));
        QCOMPARE(bodyOf(m_server->requests().at(1)).value(QStringLiteral("refreshToken")).toString(),
            QStringLiteral("refresh-b"));
    }

    void rotatedTokenIsKeptBeforeTheNewAccessTokenIsUsed()
    {
        m_store->tokens[m_key] = "refresh-1";
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        std::string keptWhenAnswered;
        m_auth->accessToken(
            m_base, "acme", [&](const Result<std::string> &) { keptWhenAnswered = m_store->tokens[m_key]; });
        QTRY_COMPARE(keptWhenAnswered, std::string("refresh-2"));

        restart(); // what another process finds
        m_server->enqueue(jsonAnswer(200, tokensBody("access-3", "refresh-3")));
        QCOMPARE(tokenNow().value(), std::string("access-3"));
        QCOMPARE(bodyOf(m_server->requests().at(1)).value(QStringLiteral("refreshToken")).toString(),
            QStringLiteral("refresh-2"));
    }

    void serverThatDoesNotRotate()
    {
        m_store->tokens[m_key] = "refresh-1";
        m_server->enqueue(jsonAnswer(200, R"({"accessToken":"access-2"})"));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-1"));
    }

    void refreshesBeforeTheTokenEnds()
    {
        signInWith("access-1");
        m_clock.advance(869'000);
        QCOMPARE(tokenNow().value(), std::string("access-1"));
        m_clock.advance(2'000);
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
    }

    void shortLivedTokenIsUsedAtAll()
    {
        m_server->enqueue(
            jsonAnswer(200, R"({"accessToken":"short","refreshToken":"r","expiresIn":20,"orgSlug":"acme"})"));
        QVERIFY(signInNow("acme"));
        QCOMPARE(tokenNow().value(), std::string("short"));
    }

    void rejectedTokenIsRenewedOnce()
    {
        signInWith("access-1");
        m_auth->reject(m_base, "acme", "access-1");
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        m_auth->reject(m_base, "acme", "access-1"); // late: it has been renewed already
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QCOMPARE(m_server->requestsTo("/refresh").size(), std::size_t(1));
    }

    void refusedRefreshExpiresOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("401") << 401 << QByteArray("{}");
        QTest::newRow("401 without a body") << 401 << QByteArray();
        QTest::newRow("invalid_grant as error") << 400 << QByteArray(R"({"error":"invalid_grant"})");
        QTest::newRow("invalid_grant as code") << 400 << QByteArray(R"({"code":"invalid_grant"})");
    }
    void refusedRefreshExpiresOnce()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_store->tokens[m_key] = "refresh-1";
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        FakeAnswer refusal = jsonAnswer(status, body);
        m_server->setHandler([refusal](const FakeRequest &) { return refusal; });
        int refused = 0;
        for (int i = 0; i < 3; ++i) {
            m_auth->accessToken(m_base, "acme", [&refused](const Result<std::string> &token) {
                QCOMPARE(token.error().code, ErrorCode::SignedOut);
                ++refused;
            });
        }
        QTRY_COMPARE(refused, 3);
        QVERIFY(m_store->tokens.empty());
        QCOMPARE(tokenNow().error().code, ErrorCode::SignedOut);
        QCOMPARE(expired.size(), 1);
        QCOMPARE(expired[0][1].toString(), QStringLiteral("acme"));
        QCOMPARE(m_server->requests().size(), std::size_t(1));
    }

    // The data of the server may come back, and with them this sign-in.
    void aSignInThatTheServerDoesNotKnowIsKept()
    {
        m_store->tokens[m_key] = "refresh-1";
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        m_server->setHandler(
            [](const FakeRequest &) { return jsonAnswer(401, R"({"code":"sign_in_unknown"})"); });
        QCOMPARE(tokenNow().error().code, ErrorCode::SignInUnknown);
        QCOMPARE(expired.size(), 1);
        QCOMPARE(m_store->tokens[m_key], std::string("refresh-1"));
        m_server->setHandler([](const FakeRequest &) {
            return jsonAnswer(
                200, R"({"accessToken":"access-2","refreshToken":"refresh-2","expiresIn":900})");
        });
        QVERIFY(tokenNow());
    }

    void tokensSurviveTrouble_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("portal with 401") << 401 << QByteArray("<html>Hotel") << int(ErrorCode::NotOurs);
        QTest::newRow("portal with 200") << 200 << QByteArray("<html>Hotel") << int(ErrorCode::NotOurs);
        QTest::newRow("portal that redirects") << 302 << QByteArray() << int(ErrorCode::NotOurs);
        QTest::newRow("garbage") << 200 << QByteArray("{}") << int(ErrorCode::NotOurs);
        QTest::newRow("busy") << 503 << QByteArray("{}") << int(ErrorCode::ServerBusy);
        QTest::newRow("other 400") << 400 << QByteArray(R"({"code":"validation"})")
                                   << int(ErrorCode::Refused);
        QTest::newRow("forbidden") << 403 << QByteArray("{}") << int(ErrorCode::Forbidden);
    }
    void tokensSurviveTrouble()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_store->tokens[m_key] = "refresh-1";
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        m_server->enqueue(jsonAnswer(status, body));
        QTEST(int(tokenNow().error().code), "code");
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-1"));
        QCOMPARE(expired.size(), 0);
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
    }

    void lockedKeyringIsNoSignOut()
    {
        m_store->tokens[m_key] = "refresh-1";
        m_store->broken = true;
        QCOMPARE(tokenNow().error().code, ErrorCode::Keyring);
        m_store->broken = false;
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2")));
        QCOMPARE(tokenNow().value(), std::string("access-2"));
    }

    void tokenThatAnotherProcessRotatedIsReadAgain()
    {
        m_store->tokens[m_key] = "old";
        m_server->setHandler([this](const FakeRequest &request) {
            if (bodyOf(request)[QStringLiteral("refreshToken")] == QStringLiteral("old")) {
                m_store->tokens[m_key] = "newer"; // by the other process, at the same time
                return jsonAnswer(401, "{}");
            }
            return jsonAnswer(200, tokensBody("access-2", "newest"));
        });
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QCOMPARE(m_store->tokens.at(m_key), std::string("newest"));
        QCOMPARE(expired.size(), 0);
    }

    // The other process is a second AuthManager over the same store; the server continues with the newest
    // token.
    void processesReplaceTheTokenOneAfterTheOther()
    {
        QTemporaryDir profile;
        AuthManager other(*m_network, *m_store, m_clock);
        m_auth->setLockDirectory(profile.path());
        other.setLockDirectory(profile.path());
        m_store->tokens[m_key] = "refresh-0";
        int number = 0;
        m_server->setHandler([&](const FakeRequest &request) {
            const QString expected = QStringLiteral("refresh-%1").arg(number);
            if (bodyOf(request)[QStringLiteral("refreshToken")] != expected)
                return jsonAnswer(401, "{}");
            ++number;
            return jsonAnswer(200, tokensBody("access", "refresh-" + QByteArray::number(number)));
        });
        int answered = 0;
        for (int round = 0; round < 3; ++round) {
            for (AuthManager *process : {m_auth.get(), &other})
                process->accessToken(m_base, "acme", [&answered](const Result<std::string> &token) {
                    QCOMPARE(token.value(), std::string("access"));
                    ++answered;
                });
            QTRY_COMPARE(answered, 2 * (round + 1));
            m_clock.advance(900'000);
        }
        QCOMPARE(number, 6);
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-6"));
    }

    void frozenProcessIsNotWaitedForLong()
    {
        QTemporaryDir profile;
        m_auth->setLockDirectory(profile.path(), 30);
        m_store->tokens[m_key] = "refresh-1";
        m_server->setHandler(
            [](const FakeRequest &) { return jsonAnswer(200, tokensBody("access-2", "refresh-2")); });
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        const QStringList files = QDir(profile.path()).entryList({QStringLiteral("refresh-*.lock")});
        QCOMPARE(files.size(), 1);
        SyncLock frozen(profile.filePath(files.first()));
        QVERIFY(frozen.acquire());
        m_clock.advance(900'000);
        QElapsedTimer waited;
        waited.start();
        QCOMPARE(tokenNow().value(), std::string("access-2"));
        QVERIFY(waited.elapsed() >= 29); // a deadline has whole milliseconds
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-2"));
    }

    void answerOfAnotherProcessIsNotOverwritten()
    {
        m_store->tokens[m_key] = "refresh-1";
        m_server->setHandler([this](const FakeRequest &request) {
            if (bodyOf(request)[QStringLiteral("refreshToken")] == QStringLiteral("refresh-1")) {
                m_store->tokens[m_key]
                    = "theirs"; // which may or may not be the one that the server continues with
                return jsonAnswer(200, tokensBody("access-2", "ours"));
            }
            return jsonAnswer(200, tokensBody("access-3", "refresh-3"));
        });
        QCOMPARE(tokenNow().value(), std::string("access-3"));
        QCOMPARE(bodyOf(m_server->requests().at(1)).value(QStringLiteral("refreshToken")).toString(),
            QStringLiteral("theirs"));
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-3"));
    }

    void signOutByAnotherProcessIsNotUndone()
    {
        m_store->tokens[m_key] = "refresh-1";
        m_server->setHandler([this](const FakeRequest &) {
            m_store->tokens.clear();
            return jsonAnswer(200, tokensBody("access-2", "refresh-2"));
        });
        QCOMPARE(tokenNow().error().code, ErrorCode::SignedOut);
        QVERIFY(m_store->tokens.empty());
    }

    void tokenOfAnotherProcessIsNotRemoved()
    {
        m_store->tokens[m_key] = "refresh-0";
        int number = 0;
        m_server->setHandler([&](const FakeRequest &) {
            m_store->tokens[m_key] = "refresh-" + std::to_string(++number);
            return jsonAnswer(401, "{}");
        });
        QSignalSpy expired(m_auth.get(), &AuthManager::expired);
        QCOMPARE(tokenNow().error().code, ErrorCode::ServerBusy);
        QCOMPARE(m_store->tokens.at(m_key), "refresh-" + std::to_string(number));
        QCOMPARE(expired.size(), 0);
    }

    // http and https on one host and port are one server; no other address is.
    void signInFollowsToASecureAddressAlone()
    {
        const std::string secure = "https" + m_base.substr(4);
        const auto ask = [this](const std::string &server) {
            return await<Result<std::string>>([&](auto done) { m_auth->accessToken(server, "acme", done); });
        };
        m_store->tokens["http://other.example.org|acme"] = "of another host";
        m_store->tokens[secure + "|other"] = "of another organisation";
        QCOMPARE(ask(secure).error().code, ErrorCode::SignedOut);
        QCOMPARE(ask("https://other.example.org:8443").error().code, ErrorCode::SignedOut);

        m_store->tokens[m_key] = "of the plain address";
        m_server->close();
        QVERIFY(!ask(secure)); // no one answers there: nothing was sent
        QVERIFY(m_server->requests().empty());
        QCOMPARE(m_store->tokens[secure + "|acme"], std::string("of the plain address"));
        QVERIFY(!m_store->tokens.contains(m_key));                // used at one of the two only
        QCOMPARE(ask(m_base).error().code, ErrorCode::SignedOut); // and never back
        QCOMPARE(m_store->tokens["http://other.example.org|acme"], std::string("of another host"));
    }

    void refreshTellsOfPresentTeams()
    {
        m_store->tokens[m_key] = "refresh-1";
        SignIn told;
        connect(
            m_auth.get(), &AuthManager::refreshed, this, [&told](const SignIn &signIn) { told = signIn; });
        m_server->enqueue(jsonAnswer(200, tokensBody("access-2", "refresh-2", kUser)));
        QVERIFY(tokenNow());
        QCOMPARE(told.server, m_base);
        QCOMPARE(told.orgSlug, std::string("acme"));
        QCOMPARE(told.organizations.at(0).teams.at(0).teamId, std::string("t1"));
    }

    // It would be taken for another account.
    void aUserWithoutANameIsNoUser()
    {
        m_store->tokens[m_key] = "refresh-1";
        bool isTold = false;
        connect(m_auth.get(), &AuthManager::refreshed, this, [&isTold] { isTold = true; });
        m_server->enqueue(
            jsonAnswer(200, tokensBody("access-2", "refresh-2", R"(,"user":{"organizations":[]})")));
        QVERIFY(tokenNow());
        QVERIFY(!isTold);
    }

    void aRuleThatCannotBeReadIsTheStrictest()
    {
        const QByteArray user = R"(,"user":{"id":"u1","email":"ada@example.org","organizations":[
            {"slug":"acme","privacyMinimum":5,"teams":[]},{"slug":"older","teams":[]}]},"orgSlug":"acme")";
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", user)));
        const auto signIn = signInNow("acme");
        QVERIFY(signIn);
        QCOMPARE(signIn->organizations.at(0).maxPrivacyLevel, PrivacyLevel::Nothing);
        QCOMPARE(signIn->organizations.at(1).maxPrivacyLevel, PrivacyLevel::Full);
    }

    void signOutForgetsAndTellsTheServer()
    {
        signInWith("access-1");
        m_server->enqueue(jsonAnswer(200, "{}"));
        QVERIFY(signOutNow());
        QVERIFY(m_store->tokens.empty());
        const FakeRequest request = m_server->requestsTo("/auth/logout").at(0);
        QCOMPARE(bodyOf(request)[QStringLiteral("refreshToken")].toString(),
            QStringLiteral("refresh-of-access-1"));
        QCOMPARE(tokenNow().error().code, ErrorCode::SignedOut);
    }

    void signOutWorksOffline()
    {
        signInWith("access-1");
        m_server->close();
        m_server->closeConnections();
        QVERIFY(signOutNow());
        QVERIFY(m_store->tokens.empty());
    }

    void signOutEndsWaiting()
    {
        m_store->tokens[m_key] = "refresh-1";
        FakeAnswer held = jsonAnswer(200, tokensBody("access-2", "refresh-2"));
        held.way = Way::Hold;
        m_server->enqueue(held);
        std::optional<ErrorCode> code;
        m_auth->accessToken(
            m_base, "acme", [&code](const Result<std::string> &token) { code = token.error().code; });
        QTRY_COMPARE(m_server->requests().size(), std::size_t(1));
        m_server->enqueue(jsonAnswer(200, "{}"));
        QVERIFY(signOutNow());
        QCOMPARE(code, std::optional(ErrorCode::SignedOut));
        m_server->release(); // late tokens are discarded
        QTRY_COMPARE(m_server->requestsTo("/auth/logout").size(), std::size_t(1));
        QCOMPARE(tokenNow().error().code, ErrorCode::SignedOut);
        QVERIFY(m_store->tokens.empty());
    }

    void browserSignInTakesTheTokensWhenItIsApproved()
    {
        m_server->enqueue(jsonAnswer(200, codeBody()));
        m_server->enqueue(grantRefusal("authorization_pending"));
        m_server->enqueue(grantRefusal("authorization_pending"));
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", kUser)));
        const Browser browser = signInByBrowserNow();
        QVERIFY(browser.signIn);
        QCOMPARE(browser.signIn->email, std::string("ada@example.org"));
        QCOMPARE(browser.code->userCode, std::string("BCDF-GHJK"));
        QVERIFY(browser.code->completePage.toString().endsWith(QStringLiteral("?user_code=BCDF-GHJK")));
        QCOMPARE(m_store->tokens.at(m_key), std::string("refresh-1"));
        QCOMPARE(tokenNow().value(), std::string("access-1"));
        const FakeRequest &begun = m_server->requests().at(0);
        QCOMPARE(begun.target, QByteArray("/api/v1/auth/device/code"));
        QCOMPARE(begun.headers.value("x-device-id"), QByteArray("device-1"));
        QCOMPARE(bodyOf(begun).value(QStringLiteral("deviceName")).toString(), QStringLiteral("laptop"));
        QCOMPARE(m_server->requestsTo("/auth/device/token").size(), std::size_t(3));
        QCOMPARE(bodyOf(m_server->requests().at(1)).value(QStringLiteral("device_code")).toString(),
            QStringLiteral("msd_secret"));
    }

    void browserSignInSlowsDownWhenAsked()
    {
        m_auth->setGrantSecond(20);
        m_server->enqueue(jsonAnswer(200, codeBody(1)));
        m_server->enqueue(grantRefusal("slow_down")); // 1 -> 6 seconds
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", kUser)));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(signInByBrowserNow().signIn);
        QVERIFY2(timer.elapsed() >= qint64(6) * 20, qPrintable(QString::number(timer.elapsed())));
    }

    void browserSignInGoesOnAfterABadNetwork()
    {
        m_server->enqueue(jsonAnswer(200, codeBody(1)));
        FakeAnswer gone;
        gone.way = Way::CutShort;
        gone.body = "{}";
        m_server->enqueue(gone);
        m_server->enqueue(jsonAnswer(503, "{}"));
        m_server->enqueue(jsonAnswer(200, tokensBody("access-1", "refresh-1", kUser)));
        QVERIFY(signInByBrowserNow().signIn);
    }

    void browserSignInEnds_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("turned away") << QByteArray("access_denied") << ErrorCode::Forbidden;
        QTest::newRow("expired") << QByteArray("expired_token") << ErrorCode::Timeout;
        QTest::newRow("nonsense") << QByteArray("whatever") << ErrorCode::Refused;
    }

    void browserSignInEnds()
    {
        QFETCH(QByteArray, error);
        QFETCH(ErrorCode, code);
        m_server->enqueue(jsonAnswer(200, codeBody()));
        m_server->enqueue(grantRefusal(error));
        QCOMPARE(signInByBrowserNow().signIn.error().code, code);
        QVERIFY(m_store->tokens.empty());
    }

    void browserSignInGivesUpWhenTheCodeHasExpired()
    {
        m_server->enqueue(jsonAnswer(200, codeBody(5, 12)));
        m_server->setHandler([](const FakeRequest &) { return grantRefusal("authorization_pending"); });
        QCOMPARE(signInByBrowserNow().signIn.error().code, ErrorCode::Timeout);
        QCOMPARE(m_server->requestsTo("/auth/device/token").size(), std::size_t(2));
    }

    void badCodesAreNotShown_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        const auto with = [](const char *code, const char *page) {
            return grantBody(QString::fromUtf8(code), QString::fromUtf8(page), {}, 5, 600);
        };
        QTest::newRow("no JSON") << QByteArray("hello") << ErrorCode::NotOurs;
        QTest::newRow("control characters") << with("A\x1b[2J", "https://x.example/") << ErrorCode::NotOurs;
        QTest::newRow("program as a page") << with("ABCD", "file:///bin/sh") << ErrorCode::NotOurs;
        QTest::newRow("option as a page") << with("ABCD", "--help") << ErrorCode::NotOurs;
        QTest::newRow("no code") << with("", "https://x.example/") << ErrorCode::NotOurs;
    }

    void badCodesAreNotShown()
    {
        QFETCH(QByteArray, body);
        QFETCH(ErrorCode, code);
        m_server->enqueue(jsonAnswer(200, body));
        const Browser browser = signInByBrowserNow();
        QVERIFY(!browser.code);
        QCOMPARE(browser.signIn.error().code, code);
    }

    void serverWithoutBrowserSignInSaysSo()
    {
        m_server->enqueue(jsonAnswer(404, R"({"code":"not_found"})"));
        QCOMPARE(signInByBrowserNow().signIn.error().code, ErrorCode::NotFound);
    }

    void browserSignInIsCancelled()
    {
        m_server->enqueue(jsonAnswer(200, codeBody()));
        m_auth->setGrantSecond(1000);
        const auto ended = await<Result<SignIn>>([&](auto done) {
            m_auth->signInByBrowser(
                {m_server->url()}, [this](const BrowserCode &) { m_auth->cancelBrowserSignIn(); }, done);
        });
        QCOMPARE(ended.error().code, ErrorCode::Cancelled);
        m_server->enqueue(jsonAnswer(200, codeBody()));
        bool called = false;
        m_auth->signInByBrowser(
            {m_server->url()}, [](const BrowserCode &) {},
            [&called](const Result<SignIn> &) { called = true; });
        QTRY_COMPARE(m_server->requests().size(), std::size_t(2));
        m_auth.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void destroyedWhileWaiting()
    {
        m_store->tokens[m_key] = "refresh-1";
        FakeAnswer held = jsonAnswer(200, tokensBody("access-2", "refresh-2"));
        held.way = Way::Hold;
        m_server->enqueue(held);
        bool called = false;
        m_auth->accessToken(m_base, "acme", [&called](const Result<std::string> &) { called = true; });
        QTRY_COMPARE(m_server->requests().size(), std::size_t(1));
        m_auth.reset();
        QTRY_COMPARE(m_server->openConnections(), 0);
        QVERIFY(!called);
    }

private:
    void restart()
    {
        m_auth = std::make_unique<AuthManager>(*m_network, *m_store, m_clock);
        m_auth->setDevice([] { return std::string("device-1"); }, [] { return std::string("laptop"); });
        m_auth->setGrantSecond(1);
    }

    struct Browser {
        std::optional<BrowserCode> code;
        Result<SignIn> signIn = Error {};
    };
    Browser signInByBrowserNow()
    {
        Browser browser;
        browser.signIn = await<Result<SignIn>>([&](auto done) {
            m_auth->signInByBrowser(
                {m_server->url()}, [&browser](const BrowserCode &code) { browser.code = code; }, done);
        });
        return browser;
    }
    QByteArray codeBody(int interval = 5, int life = 600) const
    {
        const QString page = m_server->url().toString() + QStringLiteral("/api/v1/auth/device");
        return grantBody(
            QStringLiteral("BCDF-GHJK"), page, page + QStringLiteral("?user_code=BCDF-GHJK"), interval, life);
    }

    Result<SignIn> signInNow(const std::string &orgSlug)
    {
        const AuthManager::Credentials credentials {
            m_server->url(), "ada@example.org", "correct \"horse\"", orgSlug};
        return await<Result<SignIn>>([&](auto done) { m_auth->signIn(credentials, done); });
    }
    void signInWith(const QByteArray &access)
    {
        m_server->enqueue(jsonAnswer(200, tokensBody(access, "refresh-of-" + access, kUser)));
        QVERIFY(signInNow("acme"));
    }
    Result<std::string> tokenNow(const std::string &orgSlug = "acme")
    {
        return await<Result<std::string>>([&](auto done) { m_auth->accessToken(m_base, orgSlug, done); });
    }
    Result<void> signOutNow()
    {
        return await<Result<void>>([&](auto done) { m_auth->signOut(m_base, "acme", done); });
    }

    FakeClock m_clock;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<ScriptedTokenStore> m_store;
    std::unique_ptr<HttpNetwork> m_network;
    std::unique_ptr<AuthManager> m_auth;
    std::string m_base, m_key;
};

QTEST_GUILESS_MAIN(TstAuthManager)
#include "tst_authmanager.moc"
