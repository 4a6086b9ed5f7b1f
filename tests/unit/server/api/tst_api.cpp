#include "support/apifixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

const std::string kBatch
    = R"({"lastOpSeq":1,"ackedThrough":0,"conversations":[{"id":"c1","title":"One","_sync":{"opSeq":1,"action":"create","baseRev":0,"editedAt":5}}]})";

} // namespace

class TstApi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void healthNeedsNoToken();
    void whatHasNoRouteDoesNotExist_data();
    void whatHasNoRouteDoesNotExist();
    void syncWantsAToken_data();
    void syncWantsAToken();
    void pushAndPull();
    void compressedPushAndPull();
    void teamBySlug();
    void foreignTeamLooksLikeUnknown();
    void mapsErrorsOfTheService_data();
    void mapsErrorsOfTheService();
    void badRequests_data();
    void badRequests();
    void aHistoryThatBeginsSaysWhy();
    void protocolIsANumberThatIsKnown_data();
    void protocolIsANumberThatIsKnown();
    void loginTellsOrganisationsAndTeams();
    void loginRefusals_data();
    void loginRefusals();
    void refreshAndLogout();
    void lanesByRoute();
};

void TstApi::healthNeedsNoToken()
{
    ApiFixture f;
    for (const char *path : {"/health", "/api/v1/health"}) {
        const Response response = f.handle(requestOf("GET", path));
        QCOMPARE(response.status, 200);
        QCOMPARE(headerOf(response, "X-Sync-Protocol"), std::string("2"));
        const auto health = wire::decodeHealth(response.body);
        QVERIFY(health->ours);
        QCOMPARE(health->maxProtocol, 2);
        QCOMPARE(health->serverTimestamp, f.clock().now());
    }
}

void TstApi::whatHasNoRouteDoesNotExist_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << 404;
    QTest::newRow("empty") << QByteArray("GET") << QByteArray("") << 404;
    QTest::newRow("unversioned") << QByteArray("POST") << QByteArray("/sync/batch") << 404;
    QTest::newRow("below a route") << QByteArray("GET") << QByteArray("/api/v1/sync/pull/x") << 404;
    QTest::newRow("dots") << QByteArray("GET") << QByteArray("/api/v1/../v1/health") << 404;
    QTest::newRow("wrong method") << QByteArray("DELETE") << QByteArray("/api/v1/sync/batch") << 405;
    QTest::newRow("head") << QByteArray("HEAD") << QByteArray("/api/v1/health") << 405;
}

void TstApi::whatHasNoRouteDoesNotExist()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    ApiFixture f;
    QCOMPARE(f.handle(requestOf(method.toStdString(), target.toStdString())).status, status);
}

void TstApi::syncWantsAToken_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("not a bearer") << QByteArray("Basic YWRhOmNvcnJlY3Q=");
    QTest::newRow("empty") << QByteArray("Bearer ");
    QTest::newRow("made up") << QByteArray("Bearer mst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    QTest::newRow("expired") << QByteArray("expired");
}

void TstApi::syncWantsAToken()
{
    QFETCH(QByteArray, authorization);
    ApiFixture f;
    for (Request one :
        {f.signedIn("POST", "/api/v1/sync/batch", kBatch), f.signedIn("GET", "/api/v1/sync/pull")}) {
        if (authorization == "expired")
            f.clock().advance(kAccessLife);
        else
            setHeader(one, "authorization", authorization.toStdString());
        const Response response = f.handle(one);
        QCOMPARE(response.status, 401);
        QCOMPARE(wire::errorCodeOf(response.body), std::string("unauthorized"));
    }
    QCOMPARE(f.number("SELECT count(*) FROM entities"), 0);
}

void TstApi::pushAndPull()
{
    ApiFixture f;
    const Response pushed = f.handle(f.signedIn("POST", "/api/v1/sync/batch", kBatch));
    QCOMPARE(pushed.status, 200);
    const auto answer = wire::decodeBatchAnswer(pushed.body);
    QVERIFY(answer->hasResults);
    QCOMPARE(answer->results.at(0).status, wire::Status::Applied);
    const Response pulled = f.handle(f.signedIn("GET", "/api/v1/sync/pull?since=&limit=10"));
    const auto page = wire::decodePage(pulled.body);
    QCOMPARE(page->rows.at(0).record.id, std::string("c1"));
    const Response rest = f.handle(f.signedIn("GET", "/api/v1/sync/pull?limit=10&since=" + page->cursor));
    QCOMPARE(wire::decodePage(rest.body)->rows.size(), std::size_t(0));
    QCOMPARE(f.text("SELECT name FROM devices"), std::string("Ada's laptop"));
}

void TstApi::compressedPushAndPull()
{
    ApiFixture f;
    Request push = f.signedIn("POST", "/api/v1/sync/batch", kBatch);
    push.headers.emplace_back("content-encoding", "br");
    QCOMPARE(f.handle(push).status, 415);
    setHeader(push, "content-encoding", "gzip");
    QCOMPARE(f.handle(push).status, 400);
    // {"lastOpSeq":0} by gzip(1)
    static constexpr unsigned char gzipped[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff,
        0xab, 0x56, 0xca, 0x49, 0x2c, 0x2e, 0xf1, 0x2f, 0x08, 0x4e, 0x2d, 0x54, 0xb2, 0x32, 0xa8, 0x05, 0x00,
        0x69, 0x54, 0x55, 0x6d, 0x0f, 0x00, 0x00, 0x00};
    push.body.assign(reinterpret_cast<const char *>(gzipped), sizeof gzipped);
    QCOMPARE(f.handle(push).status, 200);
    Request large = f.signedIn("POST", "/api/v1/sync/batch", kBatch);
    large.body.replace(large.body.find("One"), 3, std::string(20'000, 'x'));
    QCOMPARE(f.handle(large).status, 200);
    Request pull = f.signedIn("GET", "/api/v1/sync/pull");
    pull.headers.emplace_back("accept-encoding", "gzip");
    const Response page = f.handle(pull);
    QCOMPARE(headerOf(page, "Content-Encoding"), std::string("gzip"));
    QVERIFY(page.body.size() < 5000);
}

void TstApi::teamBySlug()
{
    ApiFixture f;
    Request one = f.signedIn("GET", "/api/v1/sync/pull");
    setHeader(one, "x-team-id", "web");
    QCOMPARE(f.handle(one).status, 200);
}

void TstApi::foreignTeamLooksLikeUnknown()
{
    ApiFixture f;
    const auto answerFor = [&f](const std::string &team) {
        Request one = f.signedIn("GET", "/api/v1/sync/pull");
        setHeader(one, "x-team-id", team);
        return f.handle(one);
    };
    const Response foreign = answerFor(f.otherTeam());
    QCOMPARE(foreign.status, 403);
    QCOMPARE(wire::errorCodeOf(foreign.body), std::string("team_access_revoked"));
    for (const char *unknown : {"ops", "nothing", "", "01a2073d-8a16-7787-aee7-6d20f7e340d8"})
        QCOMPARE(answerFor(unknown).body, foreign.body);
    QVERIFY(f.accounts->removeMember("acme", "web", "ada@example.org"));
    QCOMPARE(answerFor(f.team()).body, foreign.body);
}

void TstApi::mapsErrorsOfTheService_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("rollback") << QByteArray(R"({"lastOpSeq":3,"ackedThrough":0})") << 409
                              << QByteArray("device_rollback");
    QTest::newRow("epoch") << QByteArray(R"({"lastOpSeq":9,"ackedThrough":0,"epoch":"other"})") << 410
                           << QByteArray("epoch_changed");
    QTest::newRow("no JSON") << QByteArray("<html>") << 400 << QByteArray("malformed");
    QTest::newRow("wrong types") << QByteArray(R"({"lastOpSeq":9,"messages":7})") << 400
                                 << QByteArray("malformed");
    QTest::newRow("floor above last")
        << QByteArray(R"({"lastOpSeq":9,"ackedThrough":10})") << 400 << QByteArray("validation");
    QTest::newRow("last of 9.5") << QByteArray(R"({"lastOpSeq":9.5,"ackedThrough":0})") << 400
                                 << QByteArray("validation");
    QTest::newRow("floor as a text") << QByteArray(R"({"lastOpSeq":9,"ackedThrough":"0"})") << 400
                                     << QByteArray("validation");
    QByteArray many = R"({"lastOpSeq":9,"ackedThrough":0,"messages":[{})";
    for (int i = 0; i < 100; ++i)
        many += ",{}";
    QTest::newRow("too many items") << many + "]}" << 413 << QByteArray("too_large");
}

void TstApi::mapsErrorsOfTheService()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    ApiFixture f;
    QCOMPARE(f.handle(f.signedIn("POST", "/api/v1/sync/batch", R"({"lastOpSeq":5,"ackedThrough":0})")).status,
        200);
    const Response response = f.handle(f.signedIn("POST", "/api/v1/sync/batch", body.toStdString()));
    QCOMPARE(response.status, status);
    QCOMPARE(QByteArray::fromStdString(wire::errorCodeOf(response.body)), code);
}

void TstApi::badRequests_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::newRow("limit") << QByteArray("/api/v1/sync/pull?limit=many") << QByteArray() << QByteArray()
                           << 400;
    QTest::newRow("limit 0") << QByteArray("/api/v1/sync/pull?limit=0") << QByteArray() << QByteArray()
                             << 400;
    QTest::newRow("since") << QByteArray("/api/v1/sync/pull?since=x") << QByteArray() << QByteArray() << 410;
    QTest::newRow("last op") << QByteArray("/api/v1/sync/pull") << QByteArray("x-last-op-seq")
                             << QByteArray("-1") << 400;
    QTest::newRow("rollback at start")
        << QByteArray("/api/v1/sync/pull") << QByteArray("x-last-op-seq") << QByteArray("0") << 409;
}

void TstApi::badRequests()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    ApiFixture f;
    QCOMPARE(f.handle(f.signedIn("POST", "/api/v1/sync/batch", kBatch)).status, 200);
    Request one = f.signedIn("GET", target.toStdString());
    if (!header.isEmpty())
        one.headers.emplace_back(header.toStdString(), value.toStdString());
    QCOMPARE(f.handle(one).status, status);
}

void TstApi::aHistoryThatBeginsSaysWhy()
{
    ApiFixture f;
    const Response pushed = f.handle(f.signedIn("POST", "/api/v1/sync/batch", kBatch));
    QVERIFY(pushed.historyBegan.empty());
    QVERIFY(f.sql().run("UPDATE teams SET rev=0 WHERE id=?1", f.team())); // as an older copy would
    Request pull = f.signedIn("GET", "/api/v1/sync/pull");
    pull.headers.emplace_back("x-sync-proof", wire::decodeBatchAnswer(pushed.body)->proof);
    const Response refused = f.handle(pull);
    QCOMPARE(refused.status, 410);
    QVERIFY(refused.historyBegan.starts_with("a device has proof of data that this database has lost"));
    QCOMPARE(refused.team, f.team());
    QCOMPARE(f.handle(pull).status, 410);
    QVERIFY(f.handle(pull).historyBegan.empty()); // it has begun already
}

void TstApi::protocolIsANumberThatIsKnown_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::newRow("absent") << QByteArray() << 200;
    QTest::newRow("the original contract") << QByteArray("1") << 200;
    QTest::newRow("ours") << QByteArray("2") << 200;
    QTest::newRow("newer") << QByteArray("3") << 426;
    QTest::newRow("larger than any number") << QByteArray(20, '9') << 426;
    for (const char *none : {"0", "-1", "x", "2.0", "+2", "02", "2 3", "0x2", "\xd9\xa2"})
        QTest::newRow(none) << QByteArray(none) << 400;
}

void TstApi::protocolIsANumberThatIsKnown()
{
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    ApiFixture f;
    const Response pushed = f.handle(f.signedIn("POST", "/api/v1/sync/batch", kBatch));
    const std::string proof = wire::decodeBatchAnswer(pushed.body)->proof;
    for (Request one :
        {f.signedIn("POST", "/api/v1/sync/batch", kBatch), f.signedIn("GET", "/api/v1/sync/pull"),
            f.signedIn("GET", "/api/v1/sync/proof"), f.signedIn("GET", "/api/v1/sync/digest")}) {
        setHeader(one, "x-sync-protocol", value.toStdString());
        one.headers.emplace_back("x-sync-proof", proof);
        const Response response = f.handle(one);
        QCOMPARE(response.status, status);
        if (status != 200)
            QCOMPARE(QByteArray::fromStdString(wire::errorCodeOf(response.body)),
                QByteArray(status == 400 ? "validation" : "upgrade_required"));
    }
}

void TstApi::loginTellsOrganisationsAndTeams()
{
    ApiFixture f;
    const Response response = f.login();
    QCOMPARE(response.status, 200);
    QCOMPARE(headerOf(response, "Cache-Control"), std::string("no-store"));
    const json::Object body = bodyOf(response);
    QCOMPARE(body.integer("expiresIn"), 900);
    QCOMPARE(body.text("orgSlug"), std::optional<std::string>("acme"));
    QVERIFY(body.text("orgSecret")->size() == 64);
    const auto user = json::parseObject(*body.find("user"));
    QCOMPARE(user->text("fullName"), std::optional<std::string>("Ada"));
    const auto orgs = json::parseArray(*user->find("organizations"));
    QCOMPARE(orgs->size(), std::size_t(2));
    const auto teams = json::parseArray(*json::parseObject(orgs->at(0))->find("teams"));
    QCOMPARE(json::parseObject(teams->at(0))->text("teamId"), std::optional(f.team()));
    const auto personal = json::parseObject(orgs->at(1))->text("slug");
    QCOMPARE(bodyOf(f.login(",\"orgSlug\":\"" + *personal + "\"")).text("orgSlug"), personal);
}

void TstApi::loginRefusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << QByteArray("x") << 400;
    QTest::newRow("no password") << QByteArray(R"({"email":"ada@example.org"})") << 400;
    QTest::newRow("wrong type") << QByteArray(R"({"email":"ada@example.org","password":7})") << 400;
    QTest::newRow("wrong password") << QByteArray(R"({"email":"ada@example.org","password":"x"})") << 401;
    QTest::newRow("unknown address") << QByteArray(
        R"({"email":"eve@example.org","password":"correct horse"})")
                                     << 401;
    QTest::newRow("foreign organisation")
        << QByteArray(R"({"email":"ada@example.org","password":"correct horse","orgSlug":"other"})") << 403;
}

void TstApi::loginRefusals()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    ApiFixture f;
    const Response response = f.handle(requestOf("POST", "/api/v1/auth/login", body.toStdString()));
    QCOMPARE(response.status, status);
    QVERIFY(!wire::errorCodeOf(response.body).empty());
    QVERIFY(response.body.find("correct horse") == std::string::npos);
}

void TstApi::refreshAndLogout()
{
    ApiFixture f;
    const auto post = [&f](const std::string &path, const std::string &token, const std::string &extra) {
        return f.handle(
            requestOf("POST", "/api/v1/auth/" + path, "{\"refreshToken\":\"" + token + "\"" + extra + "}"));
    };
    const auto first = bodyOf(f.login());
    const Response refreshed = post("refresh", *first.text("refreshToken"), R"(,"orgSlug":"acme")");
    QCOMPARE(refreshed.status, 200);
    const auto second = bodyOf(refreshed);
    QVERIFY(second.find("user") && second.find("orgSecret"));
    QCOMPARE(second.text("orgSecret"), first.text("orgSecret"));
    QCOMPARE(post("refresh", *second.text("refreshToken"), R"(,"orgSlug":"nowhere")").status, 403);
    QCOMPARE(post("logout", *second.text("refreshToken"), R"(,"all":true)").status, 200);
    QCOMPARE(post("refresh", *second.text("refreshToken"), "").status, 401);
    QCOMPARE(f.handle(requestOf("POST", "/api/v1/auth/refresh", "{}")).status, 400);
}

void TstApi::lanesByRoute()
{
    const auto routes = *RouteTable::make(declaredRoutes());
    QCOMPARE(routes.match(requestOf("POST", "/api/v1/sync/batch")).lane(), LaneKind::Write);
    QCOMPARE(routes.match(requestOf("GET", "/api/v1/sync/pull?since=1")).lane(), LaneKind::Read);
    QCOMPARE(routes.match(requestOf("POST", "/api/v1/auth/login")).lane(), LaneKind::Password);
    QCOMPARE(routes.match(requestOf("GET", "/whatever")).lane(), LaneKind::Read);
}

QTEST_GUILESS_MAIN(TstApi)
#include "tst_api.moc"
