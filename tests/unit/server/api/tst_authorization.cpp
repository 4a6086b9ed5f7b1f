// Who gets what: every route, for every kind of caller, on every kind of target. The expected results are in
// tables in this file, written from the documented rules, not from the server's code. What belongs to others
// must look exactly like what does not exist: the whole answer is compared.
#include "server/accounts/administration.h"
#include "support/apifixture.h"

#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

constexpr const char *kPassword = "correct horse";
const std::string kUnknownId = "01a2073d-8a16-7787-aee7-6d20f7e340d8";

/// A kind of caller. Empty role = not a member.
struct Actor {
    std::string name;
    std::string acme = {};  ///< role in the organisation
    std::string web = {};   ///< role in acme's team
    std::string ops = {};   ///< role in acme's other team
    std::string other = {}; ///< role in the other organisation
    std::string lab = {};   ///< role in the team of the other organisation
    bool valid = true;      ///< the token is valid
};

// The initial state for the questions, set up by prepare().
const Actor kActors[] = {
    {"owner", "owner"},
    {"admin", "admin"},
    {"member", "member"},
    {"team admin", "member", "admin"},
    {"developer", "member", "developer"},
    {"viewer", "member", "viewer"},
    {"owner and developer", "owner", "developer"},
    {"other team", "member", {}, "developer"},
    {"other organisation", {}, {}, {}, "owner", "admin"},
    {"both organisations", "member", "developer", {}, "member", "developer"},
    {"no organisation"},
    {"removed from the team", "member"},
    {"removed from the organisation", {}, {}, {}, {}, {}, false},
    {"disabled", "member", "developer", {}, {}, {}, false},
    {"expired token", "member", "developer", {}, {}, {}, false},
    {"signed out", "member", "developer", {}, {}, {}, false},
    {"refresh token as access token", "member", "developer", {}, {}, {}, false},
    {"made-up token", {}, {}, {}, {}, {}, false},
    {"anonymous", {}, {}, {}, {}, {}, false},
};

struct Session {
    std::string access;
    std::string refresh;
    std::string userId;
    std::string personalOrg;
    std::string personalTeam;
};

class Matrix : public ApiFixture {
public:
    Matrix() : ApiFixture(engineOfRow())
    {
        (void)accounts->addTeam("other", "lab", "Lab", "https://git.example.org/other/lab.git");
        lab = text("SELECT t.id FROM teams t JOIN orgs o ON o.pk=t.org WHERE o.slug='other'");
        for (const Actor &actor : kActors)
            prepare(actor);
        // Some tokens live only a quarter of an hour, and others were issued just now.
        sessions["expired token"] = signIn("expired token");
        clock().advance(kAccessLife);
        for (const Actor &actor : kActors)
            if (actor.name != "expired token")
                sessions[actor.name] = signIn(actor.name);
        spoil();
    }

    std::string emailOf(const std::string &name) const
    {
        std::string local = name;
        std::ranges::replace(local, ' ', '.');
        return local + "@example.org";
    }

    Session signIn(const std::string &name, const std::string &device = {})
    {
        Request request = requestOf("POST", "/api/v1/auth/login",
            R"({"email":")" + emailOf(name) + R"(","password":")" + kPassword + "\"}");
        request.headers = {{"x-device-id", device}};
        const json::Object body = bodyOf(handle(request));
        const auto user = *json::parseObject(*body.find("user"));
        const auto orgs = *json::parseArray(*user.find("organizations"));
        const auto personal = *json::parseObject(orgs.back());
        const auto teams = *json::parseArray(*personal.find("teams"));
        return {*body.text("accessToken"), *body.text("refreshToken"), *user.text("id"),
            *personal.text("slug"), *json::parseObject(teams.at(0))->text("teamId")};
    }

    Response ask(const Actor &actor, const std::string &method, const std::string &target,
        const std::string &body = {}, const std::string &teamHeader = {}, const std::string &device = {})
    {
        Request request = requestOf(method, "/api/v1" + target, body);
        request.headers = {{"x-sync-protocol", "2"}};
        if (actor.name != "anonymous")
            request.headers.emplace_back("authorization", "Bearer " + tokenOf(actor));
        if (!teamHeader.empty())
            request.headers.emplace_back("x-team-id", teamHeader);
        if (!device.empty())
            request.headers.emplace_back("x-device-id", device);
        return handle(request);
    }

    std::string lab;
    std::map<std::string, Session> sessions;

private:
    void prepare(const Actor &actor)
    {
        const std::string email = emailOf(actor.name);
        (void)accounts->addUser(email, actor.name, kPassword);
        const auto join = [&](const char *org, const char *teamSlug, const std::string &role) {
            if (!role.empty())
                (void)accounts->addMember(org, teamSlug, email, role);
        };
        join("acme", "", actor.acme);
        join("acme", "web", actor.web);
        join("acme", "ops", actor.ops);
        join("other", "", actor.other);
        join("other", "lab", actor.lab);
        if (actor.name.starts_with("removed"))
            join("acme", "web", "developer");
    }

    void spoil()
    {
        Administration administration(sql());
        (void)accounts->removeMember("acme", "web", emailOf("removed from the team"));
        (void)administration.removeFromOrg("acme", emailOf("removed from the organisation"));
        (void)administration.setAccess(emailOf("disabled"), Administration::AccountAccess::Disabled);
        (void)ApiFixture::ask(
            "POST", "/api/v1/auth/logout", R"({"refreshToken":")" + sessions["signed out"].refresh + "\"}");
    }

    std::string tokenOf(const Actor &actor)
    {
        if (actor.name == "refresh token as access token")
            return sessions[actor.name].refresh;
        if (actor.name == "made-up token")
            return "mst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        return sessions[actor.name].access;
    }
};

/// A place named in a request, and whether the caller belongs there.
struct Target {
    std::string name;
    std::string value;
    bool (*own)(const Actor &);
    bool unknown = false; ///< does not exist: what others' places are compared with
};

bool inAcme(const Actor &actor)
{
    return !actor.acme.empty();
}
bool inOther(const Actor &actor)
{
    return !actor.other.empty();
}
bool inWeb(const Actor &actor)
{
    return !actor.web.empty();
}
bool inOps(const Actor &actor)
{
    return !actor.ops.empty();
}
// A token is for one organisation, the first one of its owner.
bool inLabOnly(const Actor &actor)
{
    return !actor.lab.empty() && actor.acme.empty();
}
bool always(const Actor &)
{
    return true;
}
bool never(const Actor &)
{
    return false;
}

bool sameAnswer(const Response &a, const Response &b)
{
    return a.status == b.status && a.body == b.body && a.headers == b.headers;
}

class Cells {
public:
    void expect(const std::string &what, int status, const Response &response)
    {
        ++m_count;
        if (response.status != status)
            complain(what + ": " + std::to_string(response.status) + " instead of " + std::to_string(status));
        if (response.status >= 400 && wire::errorCodeOf(response.body).empty()
            && headerOf(response, "Content-Type").empty())
            complain(what + ": no canonical error");
    }
    void alike(const std::string &what, const Response &foreign, const Response &unknown)
    {
        ++m_compared;
        if (!sameAnswer(foreign, unknown))
            complain(what + ": not as unknown: " + foreign.body + " instead of " + unknown.body);
    }
    void complain(const std::string &what)
    {
        if (m_complaints.size() < 20)
            m_complaints.push_back(what);
    }

    int count() const { return m_count; }
    int compared() const { return m_compared; }
    std::string complaints() const
    {
        std::string all;
        for (const std::string &one : m_complaints)
            all += one + "\n";
        return all;
    }

private:
    int m_count = 0;
    int m_compared = 0;
    std::vector<std::string> m_complaints;
};

} // namespace

class TstAuthorization : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void matrix();
    void ownersSeeTeamsOfOthers();
    void everyRouteIsInTheMatrix();

private:
    void organisations(Matrix &m, Cells &cells);
    void detection(Matrix &m, Cells &cells);
    void devices(Matrix &m, Cells &cells);
    void keys(Matrix &m, Cells &cells);
    void syncing(Matrix &m, Cells &cells);
    void publicRoutes(Matrix &m, Cells &cells);
    void wrongMethods(Matrix &m, Cells &cells);

    std::vector<std::string> m_asked; ///< "GET /orgs/{slug}"
};

void TstAuthorization::organisations(Matrix &m, Cells &cells)
{
    const Target targets[] = {{"acme", "acme", inAcme}, {"other", "other", inOther},
        {"nowhere", "nowhere", never, true}, {"hostile", "a%27%3B--%FF", never},
        {"someone's personal one", m.sessions["developer"].personalOrg,
            [](const Actor &actor) { return actor.name == "developer"; }}};
    for (const char *rest : {"", "/teams", "/config"}) {
        m_asked.push_back("GET /orgs/{slug}" + std::string(rest));
        for (const Actor &actor : kActors) {
            const Response unknown = m.ask(actor, "GET", "/orgs/nowhere" + std::string(rest));
            for (const Target &target : targets) {
                const std::string what = actor.name + " GET /orgs/" + target.name + rest;
                const Response response = m.ask(actor, "GET", "/orgs/" + target.value + rest);
                const bool own = actor.valid && target.own(actor);
                cells.expect(what, !actor.valid ? 401 : own ? 200 : 404, response);
                if (!own)
                    cells.alike(what, response, unknown);
            }
            const std::string &home = m.sessions[actor.name].personalOrg;
            cells.expect(actor.name + " at home" + rest, actor.valid ? 200 : 401,
                m.ask(actor, "GET", "/orgs/" + home + rest));
        }
    }
    m_asked.push_back("GET /orgs");
    for (const Actor &actor : kActors) {
        const Response list = m.ask(actor, "GET", "/orgs");
        cells.expect(actor.name + " GET /orgs", actor.valid ? 200 : 401, list);
        for (const auto &[slug, own] :
            {std::pair(std::string("acme"), inAcme(actor)), {"other", inOther(actor)}})
            if ((list.body.find("\"slug\":\"" + slug + "\"") != std::string::npos) != (actor.valid && own))
                cells.complain(actor.name + " GET /orgs: wrong about " + slug);
    }
}

void TstAuthorization::detection(Matrix &m, Cells &cells)
{
    m_asked.push_back("POST /orgs/{slug}/teams/detect");
    const Target targets[]
        = {{"acme", "acme", inAcme}, {"other", "other", inOther}, {"nowhere", "nowhere", never, true}};
    const std::string repositories[]
        = {"git@git.example.org:acme/web.git", "https://git.example.org/none/such"};
    for (const Actor &actor : kActors) {
        const std::string users[] = {"", m.sessions[actor.name].userId,
            m.sessions[actor.name == "owner" ? "admin" : "owner"].userId, kUnknownId};
        for (const std::string &repository : repositories) {
            for (std::size_t u = 0; u < std::size(users); ++u) {
                json::Object body;
                body.setText("repository", repository);
                if (u > 0)
                    body.setText("userId", users[u]);
                const auto detect = [&](const std::string &slug) {
                    return m.ask(actor, "POST", "/orgs/" + slug + "/teams/detect", body.toJson());
                };
                const Response unknown = detect("nowhere");
                for (const Target &target : targets) {
                    const std::string what
                        = actor.name + " detect in " + target.name + ", user " + std::to_string(u);
                    const bool own = actor.valid && target.own(actor) && u < 2;
                    const Response response = detect(target.value);
                    cells.expect(what, !actor.valid ? 401 : own ? 200 : 404, response);
                    if (!own)
                        cells.alike(what, response, unknown);
                    // Only teams that the caller belongs to are ever named.
                    const bool named = response.body.find(m.team()) != std::string::npos;
                    const bool may
                        = own && inWeb(actor) && target.name == "acme" && &repository == &repositories[0];
                    if (named != may)
                        cells.complain(what + ": wrong about the team");
                }
            }
        }
    }
}

void TstAuthorization::devices(Matrix &m, Cells &cells)
{
    m_asked.insert(m_asked.end(), {"GET /devices", "DELETE /devices/{deviceId}", "POST /auth/password"});
    m.signIn("owner", "owners-device");
    for (const Actor &actor : kActors) {
        const std::string own = "device-of-" + std::to_string(&actor - kActors);
        if (actor.valid)
            m.signIn(actor.name, own);
        cells.expect(actor.name + " POST /auth/password", actor.valid ? 400 : 401,
            m.ask(actor, "POST", "/auth/password", R"({"currentPassword":"x"})"));
        const Response list = m.ask(actor, "GET", "/devices");
        cells.expect(actor.name + " GET /devices", actor.valid ? 200 : 401, list);
        if ((list.body.find("owners-device") != std::string::npos) != (actor.name == "owner"))
            cells.complain(actor.name + " GET /devices: wrong about the owner's");
        const Response unknown = m.ask(actor, "DELETE", "/devices/nothing");
        cells.expect(actor.name + " DELETE unknown device", actor.valid ? 404 : 401, unknown);
        const std::string foreign = actor.name == "owner" ? "device-of-1" : "owners-device";
        if (actor.name == "owner")
            m.signIn("admin", foreign);
        for (const std::string &target : {foreign, std::string("%27%22%FF%00"), std::string(65, 'x')}) {
            const std::string what = actor.name + " DELETE " + target;
            const Response response = m.ask(actor, "DELETE", "/devices/" + target);
            cells.expect(what, actor.valid ? 404 : 401, response);
            cells.alike(what, response, unknown);
        }
        cells.expect(actor.name + " DELETE own device", actor.valid ? 200 : 401,
            m.ask(actor, "DELETE", "/devices/" + own));
        // The token is not that device's, so it is still valid; the device is out.
        if (actor.valid)
            cells.expect(actor.name + " pulls on a revoked device", 401,
                m.ask(actor, "GET", "/sync/pull", {}, m.sessions[actor.name].personalTeam, own));
    }
}

// A key is named by no one: each caller has only what is their own.
void TstAuthorization::keys(Matrix &m, Cells &cells)
{
    m_asked.insert(m_asked.end(), {"GET /keys", "POST /keys", "POST /keys/device", "POST /keys/sealed"});
    const auto publicKeyOf = [](const Actor &actor) {
        return std::string(42, 'k') + static_cast<char>('a' + (&actor - kActors));
    };
    const auto give = [](const std::string &device, const std::string &publicKey, const std::string &keyId) {
        return R"({"deviceId":")" + device + R"(","publicKey":")" + publicKey + R"(","keyId":")" + keyId
            + R"(","sealed":"c2VhbGVk"})";
    };
    for (const Actor &actor : kActors) {
        const std::string device = "key-device-of-" + std::to_string(&actor - kActors);
        if (actor.valid)
            m.sessions[actor.name] = m.signIn(actor.name, device);
        const std::string keyId = "key-of-" + std::to_string(&actor - kActors);
        cells.expect(actor.name + " POST /keys/device", actor.valid ? 200 : 401,
            m.ask(actor, "POST", "/keys/device", R"({"publicKey":")" + publicKeyOf(actor) + "\"}"));
        cells.expect(actor.name + " POST /keys", actor.valid ? 200 : 401,
            m.ask(actor, "POST", "/keys", R"({"keyId":")" + keyId + "\"}"));
        cells.expect(actor.name + " POST /keys/sealed", actor.valid ? 200 : 401,
            m.ask(actor, "POST", "/keys/sealed", give(device, publicKeyOf(actor), keyId)));
        const Response unknown
            = m.ask(actor, "POST", "/keys/sealed", give("nothing", publicKeyOf(actor), keyId));
        cells.expect(actor.name + " POST /keys/sealed, unknown", actor.valid ? 404 : 401, unknown);
        for (const Actor &other : kActors) {
            if (&other == &actor || !other.valid)
                continue;
            const std::string what = actor.name + " seals for " + other.name;
            const Response response = m.ask(actor, "POST", "/keys/sealed",
                give("key-device-of-" + std::to_string(&other - kActors), publicKeyOf(other), keyId));
            cells.expect(what, actor.valid ? 404 : 401, response);
            cells.alike(what, response, unknown);
        }
        const Response list = m.ask(actor, "GET", "/keys");
        cells.expect(actor.name + " GET /keys", actor.valid ? 200 : 401, list);
        for (const Actor &other : kActors)
            if ((list.body.find(publicKeyOf(other)) != std::string::npos)
                != (actor.valid && &other == &actor))
                cells.complain(actor.name + " GET /keys: wrong about " + other.name);
    }
}

void TstAuthorization::syncing(Matrix &m, Cells &cells)
{
    m_asked.insert(
        m_asked.end(), {"POST /sync/batch", "GET /sync/pull", "GET /sync/proof", "GET /sync/digest"});
    const Target targets[] = {{"web", m.team(), inWeb}, {"web by slug", "web", inWeb},
        {"ops", m.otherTeam(), inOps}, {"lab", m.lab, inLabOnly}, {"unknown", kUnknownId, never, true},
        {"unknown slug", "nothing", never, true}, {"none", "", never, true}, {"hostile", "\xff'; --", never},
        {"someone's personal one", m.sessions["developer"].personalTeam,
            [](const Actor &actor) { return actor.name == "developer"; }},
        {"own personal one", "", always}};
    int serial = 0;
    std::map<std::string, std::string> pushedBy;
    for (const Actor &actor : kActors) {
        const std::string pushUnknown
            = m.ask(actor, "POST", "/sync/batch", R"({"lastOpSeq":0})", kUnknownId).body;
        for (const Target &target : targets) {
            const bool home = target.name == "own personal one";
            const std::string team = home ? m.sessions[actor.name].personalTeam : target.value;
            const bool own = actor.valid && target.own(actor) && (!home || !team.empty());
            const int status = !actor.valid ? 401 : own ? 200 : 403;
            const std::string id = "x" + std::to_string(++serial);
            pushedBy[id] = actor.name;
            const std::string batch = R"({"lastOpSeq":)" + std::to_string(serial)
                + R"(,"ackedThrough":0,"conversations":[{"id":")" + id + R"(","title":"T","_sync":{"opSeq":)"
                + std::to_string(serial) + R"(,"action":"create","baseRev":0,"editedAt":5}}]})";
            const std::string what = actor.name + " on " + target.name;
            const Response pushed = m.ask(actor, "POST", "/sync/batch", batch, team, "matrix");
            cells.expect(what + ": push", status, pushed);
            const Response pulled = m.ask(actor, "GET", "/sync/pull", {}, team, "matrix");
            cells.expect(what + ": pull", status, pulled);
            // Without a proof to check, a caller who may ask is told so.
            const Response proof = m.ask(actor, "GET", "/sync/proof", {}, team, "matrix");
            cells.expect(what + ": proof", own ? 400 : status, proof);
            const Response digest = m.ask(actor, "GET", "/sync/digest", {}, team, "matrix");
            cells.expect(what + ": digest", own ? 400 : status, digest);
            if (!own) {
                cells.alike(
                    what + ": proof", proof, m.ask(actor, "GET", "/sync/proof", {}, kUnknownId, "matrix"));
                cells.alike(
                    what + ": digest", digest, m.ask(actor, "GET", "/sync/digest", {}, kUnknownId, "matrix"));
                const Response unknown = m.ask(actor, "GET", "/sync/pull", {}, kUnknownId, "matrix");
                cells.alike(what + ": pull", pulled, unknown);
                if (pushed.body != pushUnknown)
                    cells.complain(what + ": push not as unknown");
                continue;
            }
            const bool reads
                = target.value != "" && (target.name.starts_with("web")) && actor.web == "viewer";
            const auto answer = wire::decodeBatchAnswer(pushed.body);
            const auto &result = answer->results.at(0);
            if (result.status != (reads ? wire::Status::Rejected : wire::Status::Applied)
                || (reads && result.code != "forbidden"))
                cells.complain(what + ": push was " + std::string(wire::statusName(result.status)));
            // Nothing here is shared, so everyone sees only their own rows.
            const auto page = wire::decodePage(pulled.body);
            const auto isPushed = [&id](const wire::PulledRow &row) { return row.record.id == id; };
            if (std::ranges::any_of(page->rows, isPushed) == reads)
                cells.complain(what + ": the pushed row is " + (reads ? "there" : "missing"));
            for (const auto &row : page->rows)
                if (pushedBy[row.record.id] != actor.name)
                    cells.complain(what + ": sees a row of " + pushedBy[row.record.id]);
        }
    }
}

void TstAuthorization::publicRoutes(Matrix &m, Cells &cells)
{
    const struct {
        const char *method;
        const char *target;
        const char *body;
        int status;
    } questions[] = {{"GET", "/health", "", 200}, {"POST", "/auth/login", "{}", 400},
        {"POST", "/auth/refresh", R"({"refreshToken":"msr_x"})", 401},
        {"POST", "/auth/logout", R"({"refreshToken":"msr_x"})", 200},
        {"POST", "/auth/device/code", "{}", 200},
        {"POST", "/auth/device/token", R"({"device_code":"x"})", 400}, {"GET", "/auth/device", "", 200},
        {"POST", "/auth/device", "", 400}};
    for (const auto &question : questions) {
        m_asked.push_back(std::string(question.method) + ' ' + question.target);
        for (const Actor &actor : kActors)
            cells.expect(actor.name + ' ' + question.target, question.status,
                m.ask(actor, question.method, question.target, question.body));
    }
}

void TstAuthorization::wrongMethods(Matrix &m, Cells &cells)
{
    for (const Route &route : declaredRoutes()) {
        std::string target(route.pattern);
        if (const auto brace = target.find('{'); brace != std::string::npos)
            target.replace(brace, target.find('}') - brace + 1, "acme");
        for (const Actor &actor : kActors) {
            cells.expect(actor.name + " PUT " + target, 405, m.ask(actor, "PUT", target));
            cells.expect(actor.name + " below " + target, 404, m.ask(actor, "GET", target + "/below/it"));
        }
    }
}

void TstAuthorization::matrix()
{
    Matrix m;
    Cells cells;
    m_asked.clear();
    organisations(m, cells);
    detection(m, cells);
    devices(m, cells);
    keys(m, cells);
    syncing(m, cells);
    publicRoutes(m, cells);
    wrongMethods(m, cells);
    QVERIFY2(cells.complaints().empty(), cells.complaints().c_str());
    QVERIFY2(cells.count() >= 1000, std::to_string(cells.count()).c_str());
    QVERIFY2(cells.compared() >= 500, std::to_string(cells.compared()).c_str());
    qInfo("%d cells, %d foreign answers compared with unknown ones", cells.count(), cells.compared());
}

void TstAuthorization::ownersSeeTeamsOfOthers()
{
    Matrix m;
    const std::map<std::string, std::size_t> expected {{"owner", 2}, {"admin", 2}, {"member", 0},
        {"developer", 1}, {"owner and developer", 2}, {"other team", 1}, {"removed from the team", 0}};
    for (const Actor &actor : kActors) {
        const auto at = expected.find(actor.name);
        if (at == expected.end())
            continue;
        const json::Object body = bodyOf(m.ask(actor, "GET", "/orgs/acme/teams"));
        QCOMPARE(json::parseArray(*body.find("teams"))->size(), at->second);
    }
}

void TstAuthorization::everyRouteIsInTheMatrix()
{
    QVERIFY(!m_asked.empty());
    for (const Route &route : declaredRoutes())
        QVERIFY2(
            std::ranges::count(m_asked, std::string(route.method) + ' ' + std::string(route.pattern)) == 1,
            std::string(route.pattern).c_str());
}

QTEST_GUILESS_MAIN(TstAuthorization)
#include "tst_authorization.moc"
