// Signing in at the API: throttling, device grants, sign-out, devices. On both engines.
#include "server/accounts/administration.h"
#include "server/http/contentencoding.h"
#include "support/apifixture.h"

#include <QTest>
#include <QUrl>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

class Fixture : public ApiFixture {
public:
    Fixture() : ApiFixture(engineOfRow()) { }

    Response send(Request request, const std::string &peer = "192.0.2.1")
    {
        request.peer = peer;
        return handle(request);
    }
    Response guess(const std::string &password, const std::string &peer = "192.0.2.1",
        const std::string &email = "ada@example.org")
    {
        return send(requestOf("POST", "/api/v1/auth/login",
                        R"({"email":")" + email + R"(","password":")" + password + "\"}"),
            peer);
    }
    json::Object beginGrant(const std::string &device = "tv1", const std::string &name = "Living room")
    {
        Request request = requestOf("POST", "/api/v1/auth/device/code");
        request.headers = {{"x-device-id", device}, {"x-device-name", name}, {"host", "mimir.example.org"}};
        return bodyOf(send(request));
    }
    Response poll(const json::Object &grant)
    {
        return ask(
            "POST", "/api/v1/auth/device/token", R"({"device_code":")" + *grant.text("device_code") + "\"}");
    }
    Response decide(const std::string &code, const std::string &decision,
        const std::string &password = "correct+horse", const std::string &extra = {})
    {
        Request request = requestOf("POST", "/api/v1/auth/device",
            "user_code=" + code + "&decision=" + decision + "&email=ada%40example.org&password=" + password
                + extra);
        request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
        return send(request);
    }
    Response loginOn(const std::string &device)
    {
        Request request = requestOf(
            "POST", "/api/v1/auth/login", R"({"email":"ada@example.org","password":"correct horse"})");
        request.headers = {{"x-device-id", device}, {"x-device-name", "name of " + device}};
        return send(request);
    }
    /// In the name of the user whom that answer signed in.
    Response as(const Response &session, const std::string &method, const std::string &target,
        const std::string &device = {}, const std::string &body = {})
    {
        Request request = requestOf(method, target, body);
        request.headers = {{"authorization", "Bearer " + *bodyOf(session).text("accessToken")},
            {"x-team-id", team()}, {"x-sync-protocol", "2"}};
        if (!device.empty())
            request.headers.emplace_back("x-device-id", device);
        return send(request);
    }
    Response refresh(const Response &session, const std::string &device = {}, const std::string &org = {})
    {
        json::Object body;
        body.setText("refreshToken", *bodyOf(session).text("refreshToken"));
        body.setText("orgSlug", org);
        Request request = requestOf("POST", "/api/v1/auth/refresh", body.toJson());
        request.headers = {{"x-device-id", device}};
        return send(request);
    }
    int signOut(const Response &session, const std::string &org, bool all)
    {
        json::Object body;
        body.setText("refreshToken", *bodyOf(session).text("refreshToken"));
        body.setText("orgSlug", org);
        body.setBool("all", all);
        return ask("POST", "/api/v1/auth/logout", body.toJson()).status;
    }
    std::vector<json::Object> devicesOf(const Response &session, const std::string &device = {})
    {
        std::vector<json::Object> list;
        const auto found
            = json::parseArray(*bodyOf(as(session, "GET", "/api/v1/devices", device)).find("devices"));
        for (const std::string &one : *found)
            list.push_back(*json::parseObject(one));
        return list;
    }
};

std::string codeOf(const Response &response)
{
    return wire::errorCodeOf(response.body);
}

std::string errorOf(const Response &response)
{
    return bodyOf(response).text("error").value_or("");
}

const std::string kBatch
    = R"({"lastOpSeq":1,"ackedThrough":0,"conversations":[{"id":"c1","title":"One","_sync":{"opSeq":1,"action":"create","baseRev":0,"editedAt":5}}]})";

const std::string kEmptyBatch = R"({"lastOpSeq":1,"ackedThrough":0})";

} // namespace

class TstSignIn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void strangersSendSmallBodies();
    void guessingIsSlowedDown();
    void waitingCostsNoHash();
    void anotherAddressMayStillSignIn();
    void disabledUsersAreUnknown();
    void grantGivesTokensOnce();
    void grantAsStandardClientsAsk();
    void grantIsDenied();
    void grantExpires();
    void askingTooEarlySlowsDownForGood();
    void codesAreStoredAsHashes();
    void grantForAnOrganisation();
    void approvalProblems_data();
    void approvalProblems();
    void guessingUserCodesIsSlowedDown();
    void verificationAddress_data();
    void verificationAddress();
    void devicesAreListed();
    void signInsWithoutADeviceAreListedAndRevoked();
    void approvedGrantsEndWithSignIns_data();
    void approvedGrantsEndWithSignIns();
    void grantOfADisabledUserGivesNothing();
    void accessEndsWithTheFamily();
    void revokedDeviceIsOut();
    void revokedDeviceMaySignInAgain();
    void signOutOfOneOrganisationOrAll();
    void pullsWaitOnlyWhenNothingIsNew();
    void pushesWake();
    void healthWhileDraining();
};

void TstSignIn::strangersSendSmallBodies()
{
    Fixture f;
    const auto login = [&](std::size_t size, bool packed) {
        std::string body = R"({"email":"ada@example.org","password":"correct horse","more":")";
        SeededRandom random(5);
        while (body.size() < size - 2)
            body += "0123456789abcdef"[random.next() % 16];
        body += "\"}";
        Request request = requestOf("POST", "/api/v1/auth/login", body);
        if (packed) {
            Response made {200, body};
            Request asking = requestOf("GET", "/");
            setHeader(asking, "accept-encoding", "zstd");
            encodeAnswer(asking, made);
            request.body = made.body;
            setHeader(request, "content-encoding", headerOf(made, "Content-Encoding"));
        }
        return f.send(request);
    };
    for (const bool packed : {false, true}) {
        QCOMPARE(login(64 << 10, packed).status, 200);
        const Response refused = login((64 << 10) + 1, packed);
        QCOMPARE(refused.status, 413);
        QCOMPARE(codeOf(refused), std::string("too_large"));
    }
    // A signed-in client may send more.
    std::string batch = kEmptyBatch;
    batch.resize(1 << 20, ' ');
    QCOMPARE(f.as(f.loginOn("laptop"), "POST", "/api/v1/sync/batch", "laptop", batch).status, 200);
}

void TstSignIn::guessingIsSlowedDown()
{
    Fixture f;
    for (unsigned i = 0; i < Throttle::kAccount.freely; ++i)
        QCOMPARE(f.guess("wrong").status, 401);
    const Response refused = f.guess("correct horse");
    QCOMPARE(refused.status, 429);
    QCOMPARE(codeOf(refused), std::string("too_many_attempts"));
    QCOMPARE(headerOf(refused, "Retry-After"), std::string("1"));
    QVERIFY(refused.body.find("ada") == std::string::npos && refused.log.empty());
    f.clock().advance(1000);
    QCOMPARE(f.guess("correct horse").status, 200);
    QCOMPARE(f.guess("wrong").status, 401);
}

void TstSignIn::waitingCostsNoHash()
{
    Fixture f;
    f.context.throttle.beginSignIn("192.0.2.1", "nobody@example.org");
    for (unsigned i = 0; i < Throttle::kAccount.freely; ++i)
        f.guess("wrong", "192.0.2.1", "nobody@example.org");
    // A hash would notice that the table of people is gone.
    QVERIFY(f.sql().script("ALTER TABLE users RENAME TO away"));
    QCOMPARE(f.guess("wrong", "192.0.2.1", "nobody@example.org").status, 429);
    QCOMPARE(f.guess("wrong", "192.0.2.1", "other@example.org").status, 500);
}

void TstSignIn::anotherAddressMayStillSignIn()
{
    Fixture f;
    QCOMPARE(f.guess("correct horse", "198.51.100.9").status, 200);
    for (int i = 0; i < 30; ++i)
        f.guess("wrong", "192.0.2." + std::to_string(i));
    QCOMPARE(f.guess("correct horse", "203.0.113.5").status, 429);
    QCOMPARE(f.guess("correct horse", "198.51.100.9").status, 200);
}

void TstSignIn::disabledUsersAreUnknown()
{
    Fixture f;
    const Response session = f.loginOn("d1");
    QVERIFY(f.sql().run("UPDATE users SET disabled=1 WHERE email='ada@example.org'"));
    const Response right = f.guess("correct horse");
    const Response wrong = f.guess("wrong");
    QCOMPARE(right.status, 401);
    QCOMPARE(right.body, wrong.body);
    QCOMPARE(f.as(session, "GET", "/api/v1/orgs").status, 401);
    QCOMPARE(f.as(session, "GET", "/api/v1/sync/pull").status, 401);
}

void TstSignIn::grantGivesTokensOnce()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    QCOMPARE(grant.integer("expires_in"), 600);
    QCOMPARE(grant.integer("interval"), 5);
    const std::string code = *grant.text("user_code");
    QCOMPARE(code.size(), std::size_t(9));
    QCOMPARE(code[4], '-');
    const Response waiting = f.poll(grant);
    QCOMPARE(waiting.status, 400);
    QCOMPARE(codeOf(waiting), std::string("authorization_pending"));
    QCOMPARE(errorOf(waiting), std::string("authorization_pending"));

    const Response shown = f.ask("GET", "/api/v1/auth/device?user_code=" + code);
    QCOMPARE(shown.status, 200);
    QVERIFY(shown.body.find("Living room") != std::string::npos);
    const Response approved = f.decide(code, "approve");
    QCOMPARE(approved.status, 200);
    QVERIFY(approved.body.find("The device is signed in") != std::string::npos);

    f.clock().advance(5000);
    const Response session = f.poll(grant);
    QCOMPARE(session.status, 200);
    QCOMPARE(headerOf(session, "Cache-Control"), std::string("no-store"));
    QCOMPARE(bodyOf(session).text("access_token"), bodyOf(session).text("accessToken"));
    QCOMPARE(bodyOf(session).text("orgSlug"), std::optional<std::string>("acme"));
    QCOMPARE(f.as(session, "GET", "/api/v1/sync/pull").status, 200);
    QCOMPARE(f.devicesOf(session).at(0).text("name"), std::optional<std::string>("Living room"));
    QCOMPARE(errorOf(f.poll(grant)), std::string("expired_token"));
    QCOMPARE(f.decide(code, "approve").status, 404);
}

void TstSignIn::grantAsStandardClientsAsk()
{
    Fixture f;
    Request begin = requestOf("POST", "/api/v1/auth/device/code", "client_id=tool&scope=sync");
    begin.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    const Response started = f.send(begin);
    QCOMPARE(started.status, 200);
    const json::Object grant = bodyOf(started);
    QCOMPARE(f.decide(*grant.text("user_code"), "approve").status, 200);
    const auto asked = [&](const std::string &type) {
        Request request = requestOf("POST", "/api/v1/auth/device/token",
            "grant_type=" + type + "&client_id=tool&device_code=" + *grant.text("device_code"));
        request.headers = begin.headers;
        return f.send(request);
    };
    QCOMPARE(errorOf(asked("password")), std::string("unsupported_grant_type"));
    const Response session = asked("urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code");
    QCOMPARE(session.status, 200);
    QCOMPARE(bodyOf(session).text("token_type"), std::optional<std::string>("Bearer"));
    QVERIFY(bodyOf(session).text("refresh_token"));
}

void TstSignIn::grantIsDenied()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    const Response denied = f.decide(*grant.text("user_code"), "deny", "");
    QCOMPARE(denied.status, 200);
    QVERIFY(denied.body.find("denied access") != std::string::npos);
    QCOMPARE(errorOf(f.poll(grant)), std::string("access_denied"));
    QCOMPARE(errorOf(f.poll(grant)), std::string("expired_token"));
}

void TstSignIn::grantExpires()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    f.clock().advance(kGrantLife - 1);
    QCOMPARE(f.ask("GET", "/api/v1/auth/device?user_code=" + *grant.text("user_code")).status, 200);
    f.clock().advance(1);
    QCOMPARE(f.ask("GET", "/api/v1/auth/device?user_code=" + *grant.text("user_code")).status, 404);
    QCOMPARE(f.decide(*grant.text("user_code"), "approve").status, 404);
    QCOMPARE(errorOf(f.poll(grant)), std::string("expired_token"));
    json::Object madeUp;
    madeUp.setText("device_code", "msd_x");
    QCOMPARE(errorOf(f.poll(madeUp)), std::string("expired_token"));
    QCOMPARE(errorOf(f.ask("POST", "/api/v1/auth/device/token", "{}")), std::string("invalid_request"));
    f.beginGrant();
    QVERIFY(f.api->forgetExpired(f.clock().now()));
    QCOMPARE(f.number("SELECT count(*) FROM device_grants"), 1);
}

void TstSignIn::askingTooEarlySlowsDownForGood()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    const auto pollAfter = [&](Millis pause) {
        f.clock().advance(pause);
        return bodyOf(f.poll(grant));
    };
    QCOMPARE(pollAfter(5000).text("error"), std::optional<std::string>("authorization_pending"));
    QCOMPARE(pollAfter(4600).text("error"),
        std::optional<std::string>("authorization_pending")); // the network's delay
    const json::Object early = pollAfter(3000);
    QCOMPARE(early.text("error"), std::optional<std::string>("slow_down"));
    QCOMPARE(early.integer("interval"), 10);
    QCOMPARE(pollAfter(5000).integer("interval"), 15);
    QCOMPARE(pollAfter(15'000).text("error"), std::optional<std::string>("authorization_pending"));
    QCOMPARE(pollAfter(15'000).integer("interval"), 15);
}

void TstSignIn::codesAreStoredAsHashes()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    const std::string row = f.text("SELECT code_hash || user_code FROM device_grants");
    QCOMPARE(row.size(), std::size_t(128));
    QVERIFY(row.find(*grant.text("device_code")) == std::string::npos);
    QVERIFY(row.find(*grant.text("user_code")) == std::string::npos);
}

void TstSignIn::grantForAnOrganisation()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    const std::string home = f.text("SELECT slug FROM orgs WHERE personal=1 ORDER BY pk LIMIT 1");
    QCOMPARE(
        f.decide(*grant.text("user_code"), "approve", "correct+horse", "&organisation=" + home).status, 200);
    QCOMPARE(bodyOf(f.poll(grant)).text("orgSlug"), std::optional(home));
}

void TstSignIn::approvalProblems_data()
{
    QTest::addColumn<QByteArray>("decision");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("extra");
    QTest::addColumn<int>("status");
    QTest::newRow("wrong password") << QByteArray("approve") << QByteArray("wrong") << QByteArray() << 403;
    QTest::newRow("no password") << QByteArray("approve") << QByteArray() << QByteArray() << 400;
    QTest::newRow("foreign organisation")
        << QByteArray("approve") << QByteArray("correct+horse") << QByteArray("&organisation=other") << 403;
    QTest::newRow("unknown organisation")
        << QByteArray("approve") << QByteArray("correct+horse") << QByteArray("&organisation=nowhere") << 403;
    QTest::newRow("no decision") << QByteArray("perhaps") << QByteArray("correct+horse") << QByteArray()
                                 << 400;
    QTest::newRow("broken form") << QByteArray("approve") << QByteArray("correct+horse") << QByteArray("&x=%")
                                 << 400;
}

void TstSignIn::approvalProblems()
{
    QFETCH(QByteArray, decision);
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, extra);
    QFETCH(int, status);
    Fixture f;
    const json::Object grant = f.beginGrant();
    const Response page = f.decide(
        *grant.text("user_code"), decision.toStdString(), password.toStdString(), extra.toStdString());
    QCOMPARE(page.status, status);
    QCOMPARE(headerOf(page, "Content-Type"), std::string("text/html; charset=utf-8"));
    QVERIFY(page.body.find("role=\"alert\"") != std::string::npos);
    QVERIFY(page.body.find("horse") == std::string::npos);
    QCOMPARE(errorOf(f.poll(grant)), std::string("authorization_pending"));
}

void TstSignIn::guessingUserCodesIsSlowedDown()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    const auto look = [&](const std::string &code) {
        return f.send(requestOf("GET", "/api/v1/auth/device?user_code=" + code)).status;
    };
    for (unsigned i = 0; i < 3 * Throttle::kUserCode.freely; ++i)
        QCOMPARE(look(*grant.text("user_code")), 200);
    for (unsigned i = 0; i < Throttle::kUserCode.freely; ++i)
        QCOMPARE(look("BBBB-BBBB"), 404);
    QCOMPARE(look(*grant.text("user_code")), 429);
    QCOMPARE(f.decide(*grant.text("user_code"), "approve").status, 429);
    f.clock().advance(1000);
    QCOMPARE(look(*grant.text("user_code")), 200);
}

void TstSignIn::verificationAddress_data()
{
    QTest::addColumn<QByteArray>("publicUrl");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray path = "/api/v1/auth/device";
    QTest::newRow("told") << QByteArray("https://mimir.example.org") << QByteArray("evil.example")
                          << "https://mimir.example.org" + path;
    QTest::newRow("by host") << QByteArray() << QByteArray("127.0.0.1:8787")
                             << "http://127.0.0.1:8787" + path;
    QTest::newRow("hostile host") << QByteArray() << QByteArray("x\"><script>") << "http://localhost" + path;
    QTest::newRow("no host") << QByteArray() << QByteArray() << "http://localhost" + path;
}

void TstSignIn::verificationAddress()
{
    QFETCH(QByteArray, publicUrl);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, expected);
    Fixture f;
    f.context.publicUrl = publicUrl.toStdString();
    Request request = requestOf("POST", "/api/v1/auth/device/code", "{}");
    request.headers = {{"host", host.toStdString()}};
    const json::Object grant = bodyOf(f.send(request));
    QCOMPARE(grant.text("verification_uri"), std::optional(expected.toStdString()));
    QCOMPARE(grant.text("verification_uri_complete"),
        std::optional(expected.toStdString() + "?user_code=" + *grant.text("user_code")));
}

void TstSignIn::devicesAreListed()
{
    Fixture f;
    const Response session = f.loginOn("laptop");
    f.clock().advance(60'000);
    f.loginOn("desktop");
    QCOMPARE(f.as(session, "POST", "/api/v1/sync/batch", "laptop", kBatch).status, 200);
    f.clock().advance(60'000);
    QCOMPARE(f.as(session, "POST", "/api/v1/sync/batch", "elsewhere", kEmptyBatch).status, 200);
    const auto devices = f.devicesOf(session, "laptop");
    QCOMPARE(devices.size(), std::size_t(3));
    QCOMPARE(devices[0].text("id"), std::optional<std::string>("elsewhere"));
    QCOMPARE(devices[0].boolean("signedIn"), false);
    QVERIFY(!devices[0].find("firstSeen"));
    for (const json::Object &device : devices) {
        const bool here = device.text("id") == "laptop";
        QCOMPARE(device.boolean("current"), here);
        QCOMPARE(device.texts("teamIds"),
            device.text("id") == "desktop" ? std::vector<std::string>() : std::vector {f.team()});
        if (here)
            QCOMPARE(device.integer("firstSeen"), f.clock().now() - 120'000);
    }
}

void TstSignIn::signInsWithoutADeviceAreListedAndRevoked()
{
    Fixture f;
    const Response home = f.login();
    const Response stolen = f.login();
    const Response bobs = f.login({}, "bob@example.org", "battery staple");
    const auto devices = f.devicesOf(home);
    QCOMPARE(devices.size(), std::size_t(2));
    QCOMPARE(f.devicesOf(bobs).size(), std::size_t(1));
    const auto other = std::ranges::find(
        devices, std::optional(false), [](const json::Object &one) { return one.boolean("current"); });
    QVERIFY(other != devices.end());
    QCOMPARE(other->boolean("signedIn"), true);
    const std::string target = "/api/v1/devices/" + *other->text("id");
    QCOMPARE(f.as(bobs, "DELETE", target).status, 404);
    QCOMPARE(f.as(home, "DELETE", target).status, 200);
    QCOMPARE(f.as(home, "DELETE", target).status, 404);
    QCOMPARE(f.as(stolen, "GET", "/api/v1/orgs").status, 401);
    QCOMPARE(f.refresh(stolen).status, 401);
    QCOMPARE(f.as(home, "GET", "/api/v1/orgs").status, 200);
    QCOMPARE(f.number("SELECT count(*) FROM revoked_devices"), 0);
}

void TstSignIn::approvedGrantsEndWithSignIns_data()
{
    QTest::addColumn<int>("change");
    QTest::newRow("another password") << 0;
    QTest::newRow("disabled") << 1;
    QTest::newRow("device revoked") << 2;
    QTest::newRow("signed out everywhere") << 3;
}

void TstSignIn::approvedGrantsEndWithSignIns()
{
    QFETCH(int, change);
    Fixture f;
    const Response session = f.loginOn("tv1");
    const Response desk = f.loginOn("desktop");
    const json::Object grant = f.beginGrant();
    const json::Object bystander = f.beginGrant("tv2");
    QCOMPARE(f.decide(*grant.text("user_code"), "approve").status, 200);
    Administration administration(f.sql(), PasswordCost::cheapest());
    if (change == 0)
        QVERIFY(administration.setPassword("ada@example.org", "another one"));
    else if (change == 1)
        QVERIFY(administration.setAccess("ada@example.org", Administration::AccountAccess::Disabled));
    else if (change == 2)
        QCOMPARE(f.as(desk, "DELETE", "/api/v1/devices/tv1").status, 200);
    else
        QCOMPARE(f.signOut(session, {}, true), 200);
    QCOMPARE(errorOf(f.poll(grant)), std::string("expired_token"));
    QCOMPARE(errorOf(f.poll(bystander)), std::string("authorization_pending"));
    QCOMPARE(f.number("SELECT count(*) FROM revoked_devices"), change == 2 ? 1 : 0);
}

void TstSignIn::grantOfADisabledUserGivesNothing()
{
    Fixture f;
    const json::Object grant = f.beginGrant();
    QCOMPARE(f.decide(*grant.text("user_code"), "approve").status, 200);
    QVERIFY(f.sql().run("UPDATE users SET disabled=1"));
    QCOMPARE(errorOf(f.poll(grant)), std::string("expired_token"));
    QCOMPARE(f.number("SELECT count(*) FROM token_families"), 0);
}

void TstSignIn::accessEndsWithTheFamily()
{
    Fixture f;
    const Response session = f.loginOn("laptop");
    QCOMPARE(bodyOf(session).integer("expiresIn"), kAccessLife / 1000);
    QVERIFY(f.sql().run("UPDATE token_families SET ends_at=?1", f.clock().now() + 10'000));
    QCOMPARE(bodyOf(f.refresh(session, "laptop")).integer("expiresIn"), 10);
}

void TstSignIn::revokedDeviceIsOut()
{
    Fixture f;
    const Response stolen = f.loginOn("laptop");
    const Response home = f.loginOn("desktop");
    const Response unbound = f.login();
    QCOMPARE(f.as(stolen, "POST", "/api/v1/sync/batch", "laptop", kBatch).status, 200);
    const Response bobs = f.login({}, "bob@example.org", "battery staple");
    QCOMPARE(f.as(bobs, "DELETE", "/api/v1/devices/laptop").body,
        f.as(bobs, "DELETE", "/api/v1/devices/nothing").body);
    QCOMPARE(f.as(stolen, "GET", "/api/v1/sync/pull", "laptop").status, 200);

    QCOMPARE(f.as(home, "DELETE", "/api/v1/devices/laptop").status, 200);
    QCOMPARE(f.as(home, "DELETE", "/api/v1/devices/laptop").status, 404);
    QCOMPARE(f.as(stolen, "GET", "/api/v1/sync/pull", "laptop").status, 401);
    QCOMPARE(f.refresh(stolen).status, 401);
    // Other tokens of the same user do not help on that device.
    for (const auto &[method, target] :
        {std::pair("GET", "/api/v1/sync/pull"), {"POST", "/api/v1/sync/batch"}}) {
        const Response refused = f.as(unbound, method, target, "laptop", kBatch);
        QCOMPARE(refused.status, 401);
        QCOMPARE(codeOf(refused), std::string("device_revoked"));
    }
    QCOMPARE(f.as(unbound, "GET", "/api/v1/sync/pull", "desktop").status, 200);
    QCOMPARE(f.as(home, "GET", "/api/v1/sync/pull", "desktop").status, 200);
    QCOMPARE(f.devicesOf(home).size(), std::size_t(2)); // the sign-in without a device is the other
}

void TstSignIn::revokedDeviceMaySignInAgain()
{
    Fixture f;
    f.loginOn("laptop");
    const Response home = f.loginOn("desktop");
    QCOMPARE(f.as(home, "DELETE", "/api/v1/devices/laptop").status, 200);
    const Response again = f.loginOn("laptop");
    QCOMPARE(f.as(again, "GET", "/api/v1/sync/pull", "laptop").status, 200);
    QCOMPARE(f.devicesOf(home).size(), std::size_t(2));
}

void TstSignIn::signOutOfOneOrganisationOrAll()
{
    Fixture f;
    const std::string home = f.text("SELECT slug FROM orgs WHERE personal=1 ORDER BY pk LIMIT 1");
    const Response acme = f.loginOn("laptop");
    const Response personal = f.refresh(acme, "laptop", home);
    QCOMPARE(personal.status, 200);
    QCOMPARE(f.signOut(acme, home, false), 200);
    QCOMPARE(f.as(personal, "GET", "/api/v1/orgs").status, 401);
    QCOMPARE(f.as(acme, "GET", "/api/v1/orgs").status, 200);
    const Response elsewhere = f.loginOn("desktop");
    QCOMPARE(f.signOut(acme, {}, true), 200);
    QCOMPARE(f.as(acme, "GET", "/api/v1/orgs").status, 401);
    QCOMPARE(f.as(elsewhere, "GET", "/api/v1/orgs").status, 401);
    QCOMPARE(f.ask("POST", "/api/v1/auth/logout", "{}").status, 400);
}

void TstSignIn::pullsWaitOnlyWhenNothingIsNew()
{
    Fixture f;
    const Response session = f.loginOn("laptop");
    const auto pull
        = [&](const std::string &query) { return f.as(session, "GET", "/api/v1/sync/pull?" + query); };
    const Response empty = pull("wait=25");
    QVERIFY(empty.wait);
    QCOMPARE(empty.wait->teamId, f.team());
    QVERIFY(empty.wait->longest == std::chrono::seconds(25));
    QCOMPARE(empty.wait->user, f.number("SELECT pk FROM users WHERE email='ada@example.org'"));
    QVERIFY(wire::decodePage(empty.body)->rows.empty());
    QVERIFY(pull("wait=1000").wait->longest == std::chrono::seconds(50));
    QVERIFY(!pull("wait=0").wait && !pull("limit=5").wait);
    QCOMPARE(pull("wait=soon").status, 400);
    QCOMPARE(pull("wait=-1").status, 400);
    QCOMPARE(f.as(session, "POST", "/api/v1/sync/batch", "laptop", kBatch).status, 200);
    const Response page = pull("wait=25");
    QVERIFY(!page.wait);
    QCOMPARE(page.rows, std::size_t(1));
}

void TstSignIn::pushesWake()
{
    Fixture f;
    const Response session = f.loginOn("laptop");
    const Response pushed = f.as(session, "POST", "/api/v1/sync/batch", "laptop", kBatch);
    QCOMPARE(pushed.wakes.size(), std::size_t(1));
    QCOMPARE(pushed.wakes[0].teamId, f.team());
    QCOMPARE(pushed.wakes[0].user, f.number("SELECT pk FROM users WHERE email='ada@example.org'"));
    QCOMPARE(pushed.items, (std::vector<std::pair<std::string, std::size_t>> {{"applied", 1}}));
    QVERIFY(f.as(session, "POST", "/api/v1/sync/batch", "laptop", kBatch).wakes.empty());
    const std::string shared
        = R"({"lastOpSeq":2,"ackedThrough":1,"conversations":[{"id":"c2","title":"Two","visibility":"team","_sync":{"opSeq":2,"action":"create","baseRev":0,"editedAt":5}}]})";
    const Response told = f.as(session, "POST", "/api/v1/sync/batch", "laptop", shared);
    QVERIFY(std::ranges::any_of(told.wakes, [](const Wake &wake) { return wake.user == 0; }));
}

void TstSignIn::healthWhileDraining()
{
    Fixture f;
    QCOMPARE(f.ask("GET", "/health").status, 200);
    f.context.draining = true;
    QCOMPARE(f.ask("GET", "/health").status, 503);
    QCOMPARE(codeOf(f.ask("GET", "/api/v1/health")), std::string("draining"));
    QCOMPARE(f.login().status, 200);
}

QTEST_GUILESS_MAIN(TstSignIn)
#include "tst_signin.moc"
