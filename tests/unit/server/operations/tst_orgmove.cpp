// Moving organisations from one server to another, and from one engine to the other.
#include "core/json/jsonreader.h"
#include "server/accounts/devicelist.h"
#include "server/accounts/personkeys.h"
#include "server/operations/orgexport.h"
#include "server/operations/orgimport.h"
#include "support/bothengines.h"
#include "support/serverdata.h"

#include <QTest>

#include <sstream>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

std::string exported(
    Storage &storage, const std::string &org, OrgExport::Secrets secrets = OrgExport::Secrets::Without)
{
    std::ostringstream out;
    OrgExport move(storage, out, secrets, [](std::size_t) {});
    const auto done = move.run(org);
    return done ? out.str() : "error: " + done.error().message;
}

struct Import {
    FakeClock clock;
    SeededRandom random {9};
    OrgImport import;
    Result<void> done;

    Import(Storage &storage, const std::string &text, const std::string &slug = {},
        ImportedSecrets::Wanted secrets = ImportedSecrets::Wanted::No)
        : import(storage, clock, random, slug, secrets), done(import.begin())
    {
        std::istringstream in(text);
        std::string line;
        while (done && std::getline(in, line))
            done = import.take(line);
        if (done)
            done = import.finish();
    }
    std::string said() const
    {
        std::string all;
        for (const std::string &one : import.secrets())
            all += one + '\n';
        return all;
    }
    std::string wrong() const
    {
        std::string all;
        for (const std::string &one : import.wrongLines())
            all += one + '\n';
        return all;
    }
};

constexpr auto kWithSecrets = ImportedSecrets::Wanted::Yes;

std::unique_ptr<Storage> newStorageOfTheOtherEngine()
{
    return openStorage(newLocation(engineOfRow() == Engine::Sqlite ? Engine::Postgres : Engine::Sqlite));
}

std::string without(const std::string &text, const std::string &word)
{
    std::istringstream in(text);
    std::string out;
    std::string line;
    while (std::getline(in, line))
        out += line.find(word) == std::string::npos ? line + '\n' : "";
    return out;
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? "not found" : text.replace(at, from.size(), to);
}

std::string engineOf(Storage &storage)
{
    return storage.sqlite() ? "sqlite" : "postgres";
}

} // namespace

class TstOrgMove : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void comesBackAsItWas();
    void movesToTheOtherEngine();
    void whatIsForgottenStaysForgotten();
    void devicesGoOnWhereTheyWere();
    void withoutSecretsDevicesPullFromTheBeginning();
    void saysNoPasswordUnlessAsked();
    void takesSignInsAlong();
    void aRevokedDeviceStaysRevoked();
    void keysGoWithSecretsOnly();
    void knownAccountsStayAsTheyAre();
    void secretsAreTakenOnlyOnTheOperatorsWord();
    void noFileOpensAnAccountThatIsHere();
    void namesAndRolesAreThoseOfTheCommands();
    void refusesWhatIsHereAlready();
    void aCopyBesideTheOriginalHasIdsOfItsOwn();
    void oneWrongLineAndNothingIsTaken_data();
    void oneWrongLineAndNothingIsTaken();
    void namesTheWrongLines();
};

void TstOrgMove::comesBackAsItWas()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    const std::string before = exported(*storage, "acme");
    QVERIFY2(before.starts_with("{\"kind\":\"mimir-export\""), before.c_str());
    QVERIFY(before.find("\"kind\":\"conflict\"") != std::string::npos);
    QVERIFY(before.find("\"deleted\":true") != std::string::npos);
    const auto other = newStorage();
    Import import(*other, before);
    QVERIFY2(
        import.done.ok(), (import.done.ok() ? "" : import.done.error().message + import.wrong()).c_str());
    QCOMPARE(exported(*other, "acme"), before);
    QCOMPARE(import.import.rows(), data.count("SELECT count(*) FROM entities"));
}

void TstOrgMove::movesToTheOtherEngine()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    const std::string before = exported(*storage, "acme");
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(engineOf(*other) != engineOf(*storage));
    QVERIFY(Import(*other, before).done);
    QCOMPARE(exported(*other, "acme"), before);
}

void TstOrgMove::whatIsForgottenStaysForgotten()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    auto forget = item(EntityType::Conversation, "c1", wire::Action::Delete, {}, 0, data.clock.now());
    forget.forPrivacy = true;
    data.push(data.laptop, {forget});
    const std::string before = exported(*storage, "acme");
    QVERIFY(before.find("\"forgotten\":true") != std::string::npos);
    QVERIFY(before.find("\"id\":\"c1\",\"title\"") == std::string::npos
        && before.find("three") == std::string::npos);
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(Import(*other, before).done);
    QCOMPARE(exported(*other, "acme"), before);
    QCOMPARE(data.count("SELECT count(*) FROM entities WHERE redacted = 2 AND payload IS NULL"), 3);
}

void TstOrgMove::devicesGoOnWhereTheyWere()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    const std::string position
        = wire::decodePage(data.service.pull({data.ada, data.team, "laptop", ""}, {})->body)->cursor;
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(
        Import(*other, exported(*storage, "acme", OrgExport::Secrets::With), {}, ImportedSecrets::Wanted::Yes)
            .done);
    SyncService service(other->sync(), data.clock, data.random);
    Accounts accounts(other->sql(), data.clock, data.random, PasswordCost::cheapest());
    const auto ada = other->sql().query("SELECT pk FROM users WHERE email='ada@example.org'");
    const Caller caller {ada->integer(0, 0), data.team, "laptop", ""};
    PullQuery query;
    query.since = position;
    query.lastOpSeq = data.laptop.lastOpSeq;
    const auto page = service.pull(caller, query);
    QVERIFY2(page.ok(), page.ok() ? "" : page.error().message.c_str());
    QVERIFY(wire::decodePage(page->body)->rows.empty());
    // What it has already sent is known: a lower number is refused.
    query.lastOpSeq = data.laptop.lastOpSeq - 1;
    QCOMPARE(service.pull(caller, query).error().code, ErrorCode::DeviceRollback);
}

void TstOrgMove::withoutSecretsDevicesPullFromTheBeginning()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    PullQuery query;
    query.since = wire::decodePage(data.service.pull({data.ada, data.team, "laptop", ""}, {})->body)->cursor;
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(Import(*other, exported(*storage, "acme")).done);
    SyncService service(other->sync(), data.clock, data.random);
    const auto ada = other->sql().query("SELECT pk FROM users WHERE email='ada@example.org'");
    const Caller caller {ada->integer(0, 0), data.team, "laptop", ""};
    QCOMPARE(service.pull(caller, query).error().code, ErrorCode::CursorUnknown);
    QVERIFY(service.pull(caller, {}));
}

void TstOrgMove::saysNoPasswordUnlessAsked()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    QVERIFY(exported(*storage, "acme").find("argon2") == std::string::npos);
    QVERIFY(exported(*storage, "acme", OrgExport::Secrets::With).find("argon2") != std::string::npos);
}

void TstOrgMove::takesSignInsAlong()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    Sessions sessions(storage->sql(), data.clock, data.random);
    const auto orgs = data.accounts.organisationsOf(data.ada);
    const auto tokens = sessions.open({data.ada, orgs->front().pk});
    QVERIFY(tokens);
    (void)data.accounts.orgSecret(*data.accounts.user(data.ada).value(), orgs->front());
    const auto other = newStorage();
    const Import import(*other, exported(*storage, "", OrgExport::Secrets::With), {}, kWithSecrets);
    QVERIFY(import.done);
    QVERIFY2(
        import.said().find("2 passwords, 1 sign-in, 0 revocations, 1 redaction key") != std::string::npos,
        import.said().c_str());
    Sessions there(other->sql(), data.clock, data.random);
    QVERIFY(there.refresh(tokens->refresh, "laptop", ""));
    Accounts accounts(other->sql(), data.clock, data.random, PasswordCost::cheapest());
    const auto ada = accounts.authenticate("ada@example.org", "correct horse");
    QVERIFY(ada);
    QCOMPARE(*accounts.orgSecret(*ada, accounts.organisationsOf(ada->pk)->front()),
        *data.accounts.orgSecret(*data.accounts.user(data.ada).value(), orgs->front()));
    QCOMPARE(accounts.organisationsOf(ada->pk)->size(), std::size_t(2));
}

void TstOrgMove::aRevokedDeviceStaysRevoked()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    QVERIFY(*DeviceList(storage->sql(), data.clock).revoke(data.ada, "laptop"));
    const std::string before = exported(*storage, "acme", OrgExport::Secrets::With);
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(Import(*other, before, {}, kWithSecrets).done);
    QCOMPARE(exported(*other, "acme", OrgExport::Secrets::With), before);
    const auto ada = other->sql().query("SELECT pk FROM users WHERE email='ada@example.org'")->integer(0, 0);
    DeviceList devices(other->sql(), data.clock);
    QVERIFY(*devices.isRevoked(ada, "laptop"));
    QVERIFY(!*devices.isRevoked(ada, "phone"));
}

void TstOrgMove::keysGoWithSecretsOnly()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    PersonKeys keys(storage->sql(), data.clock);
    QVERIFY(keys.begin(data.ada, "key-1", ""));
    QVERIFY(keys.publish(data.ada, "laptop", std::string(43, 'a'), "key-1"));
    QVERIFY(keys.publish(data.ada, "phone", std::string(43, 'b'), ""));
    QVERIFY(keys.give(data.ada, {"phone", std::string(43, 'b'), "key-1"}, "c2VhbGVk"));
    const std::string without = exported(*storage, "acme");
    QVERIFY(without.find("key-1") == std::string::npos && without.find("c2VhbGVk") == std::string::npos);
    const std::string before = exported(*storage, "acme", OrgExport::Secrets::With);
    const auto other = newStorageOfTheOtherEngine();
    QVERIFY(Import(*other, before, {}, kWithSecrets).done);
    QCOMPARE(exported(*other, "acme", OrgExport::Secrets::With), before);
    const auto ada = other->sql().query("SELECT pk FROM users WHERE email='ada@example.org'")->integer(0, 0);
    const auto found = PersonKeys(other->sql(), data.clock).of(ada, "phone");
    QCOMPARE(found->keyId, std::string("key-1"));
    QCOMPARE(found->sealed, std::string("c2VhbGVk"));
    const auto unasked = newStorage();
    QVERIFY(Import(*unasked, before).done);
    QCOMPARE(unasked->sql().query("SELECT count(*) FROM device_keys")->integer(0, 0), std::int64_t(0));
}

void TstOrgMove::knownAccountsStayAsTheyAre()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    const auto other = newStorage();
    FakeClock clock;
    SeededRandom random {3};
    Accounts accounts(other->sql(), clock, random, PasswordCost::cheapest());
    QVERIFY(accounts.addUser("ada@example.org", "Ada of here", "her password here"));
    Import import(*other, exported(*storage, "acme"));
    QVERIFY(import.done);
    const auto ada = accounts.authenticate("ada@example.org", "her password here");
    QVERIFY(ada);
    QCOMPARE(ada->name, "Ada of here");
    // Bob is new, has a personal team, and no password.
    QVERIFY(!accounts.authenticate("bob@example.org", "battery staple"));
    QVERIFY(!accounts.authenticate("bob@example.org", ""));
    QCOMPARE(import.import.notes().size(), std::size_t(1));
    const auto bob = other->sql().query("SELECT pk FROM users WHERE email='bob@example.org'");
    QCOMPARE(accounts.organisationsOf(bob->integer(0, 0))->size(), std::size_t(2));
}

void TstOrgMove::secretsAreTakenOnlyOnTheOperatorsWord()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    Sessions sessions(storage->sql(), data.clock, data.random);
    const auto orgs = data.accounts.organisationsOf(data.ada);
    const auto tokens = sessions.open({data.ada, orgs->front().pk});
    QVERIFY(tokens);
    (void)data.accounts.orgSecret(*data.accounts.user(data.ada).value(), orgs->front());
    QVERIFY(*DeviceList(storage->sql(), data.clock).revoke(data.ada, "desktop"));
    const auto other = newStorage();
    const Import import(*other, exported(*storage, "", OrgExport::Secrets::With));
    QVERIFY(import.done);
    Accounts accounts(other->sql(), data.clock, data.random, PasswordCost::cheapest());
    QVERIFY(!accounts.authenticate("ada@example.org", "correct horse"));
    for (const char *table :
        {"token_families", "refresh_tokens", "revoked_devices", "settings WHERE name='org_secret_key'"})
        QCOMPARE(
            other->sql().query(std::string("SELECT count(*) FROM ") + table)->integer(0, 0), std::int64_t(0));
    QVERIFY2(import.said().find("5 secrets in the file not imported: import --secrets") != std::string::npos,
        import.said().c_str());
    QCOMPARE(import.import.taken().newAccounts.size(), std::size_t(2));
}

// The author of a file may write any address, any hash and any token into it.
void TstOrgMove::noFileOpensAnAccountThatIsHere()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    Sessions sessions(storage->sql(), data.clock, data.random);
    const auto tokens = sessions.open({data.ada, data.accounts.organisationsOf(data.ada)->front().pk});
    QVERIFY(*DeviceList(storage->sql(), data.clock).revoke(data.ada, "desktop"));
    std::string file = exported(*storage, "acme", OrgExport::Secrets::With);
    QVERIFY(file.find("\"kind\":\"family\"") != std::string::npos);
    const auto other = newStorage();
    Accounts accounts(other->sql(), data.clock, data.random, PasswordCost::cheapest());
    QVERIFY(accounts.addUser("ada@example.org", "Ada of here", "her password here"));
    // Addresses that differ only in case are not different accounts.
    for (auto at = file.find("ada@"); at != std::string::npos; at = file.find("ada@", at))
        file[at] = 'A';
    const Import plain(*other, file, {}, kWithSecrets);
    QVERIFY2(plain.done.ok(), plain.wrong().c_str());
    Sessions there(other->sql(), data.clock, data.random);
    QVERIFY(!there.refresh(tokens->refresh, "laptop", ""));
    QVERIFY(accounts.authenticate("ada@example.org", "her password here"));
    QVERIFY(!accounts.authenticate("ada@example.org", "correct horse"));
    const auto ada = other->sql().query("SELECT pk FROM users WHERE email='ada@example.org'")->integer(0, 0);
    QVERIFY(!*DeviceList(other->sql(), data.clock).isRevoked(ada, "desktop"));
    QVERIFY2(plain.said().find("3 secrets not imported: they belong to accounts that already existed here")
            != std::string::npos,
        plain.said().c_str());
    QCOMPARE(plain.import.taken().knownAccounts, std::vector<std::string> {"ada@example.org"});
}

void TstOrgMove::namesAndRolesAreThoseOfTheCommands()
{
    const std::pair<const char *, const char *> changes[] {
        {R"("slug":"acme")", R"("slug":"Acme Corp")"},
        {R"("slug":"acme")", R"("slug":"personal-acme")"},
        {R"("slug":"web")", R"("slug":"../web")"},
        {R"("role":"member")", R"("role":"root")"},
        {R"("role":"developer")", R"("role":"god")"},
        {R"("email":"bob@example.org")", R"("email":"bob example")"},
        {R"("personal":false,)", R"("personal":true,)"},
    };
    const auto storage = newStorage();
    const ServerData data(*storage);
    const std::string good = exported(*storage, "acme");
    const auto other = newStorage();
    for (const auto &[from, to] : changes) {
        const std::string file = replaced(good, from, to);
        QVERIFY2(file != "not found", from);
        {
            const Import import(*other, file);
            QVERIFY2(!import.done, to);
            QVERIFY2(!import.wrong().empty(), to);
        }
        QCOMPARE(other->sql().query("SELECT count(*) FROM orgs")->integer(0, 0), std::int64_t(0));
    }
}

void TstOrgMove::refusesWhatIsHereAlready()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    const std::string before = exported(*storage, "");
    const Import import(*storage, exported(*storage, "acme"));
    QCOMPARE(import.done.error().code, ErrorCode::Malformed);
    QVERIFY2(import.wrong().find("already exists here") != std::string::npos, import.wrong().c_str());
    QCOMPARE(exported(*storage, ""), before);
}

void TstOrgMove::aCopyBesideTheOriginalHasIdsOfItsOwn()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    const Import import(*storage, exported(*storage, "acme"), "copy");
    QVERIFY2(import.done.ok(), import.wrong().c_str());
    QCOMPARE(data.count("SELECT count(DISTINCT id) FROM teams WHERE slug='web'"), std::int64_t(2));
    QCOMPARE(data.count("SELECT count(DISTINCT epoch) FROM teams WHERE slug='web'"), std::int64_t(2));
    QCOMPARE(data.count("SELECT count(*) FROM orgs WHERE slug IN ('acme', 'copy')"), std::int64_t(2));
    QCOMPARE(data.count("SELECT count(*) FROM entities"), 2 * import.import.rows());
}

/// The beginning of an object.
std::string manyMembers()
{
    std::string many = "{";
    for (std::size_t i = 0; i <= json::kMaxMembers; ++i)
        many += "\"more" + std::to_string(i) + "\":0,";
    return many;
}

void TstOrgMove::oneWrongLineAndNothingIsTaken_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("cut off") << 0;
    QTest::newRow("a line is missing") << 1;
    QTest::newRow("no JSON") << 2;
    QTest::newRow("of a later version") << 3;
    QTest::newRow("content of another row") << 4;
    QTest::newRow("a revision the team never gave") << 5;
    QTest::newRow("an unknown device") << 6;
    QTest::newRow("an unknown kind") << 7;
    QTest::newRow("no export at all") << 8;
    QTest::newRow("something after the end") << 9;
    QTest::newRow("the same row twice") << 10;
    QTest::newRow("more members than an object may have") << 11;
}

void TstOrgMove::oneWrongLineAndNothingIsTaken()
{
    QFETCH(const int, damage);
    const auto storage = newStorage();
    const ServerData data(*storage);
    const std::string good = exported(*storage, "acme");
    const auto rowAt = good.find("{\"commitMs\"");
    const std::string row = good.substr(rowAt, good.find('\n', rowAt) + 1 - rowAt);
    const std::string bad[] = {
        without(good, "\"kind\":\"end\""),
        without(good, "\"id\":\"m3\""),
        replaced(good, "\"kind\":\"team\"", "\"kind\":\"team"),
        replaced(good, "\"version\":1", "\"version\":2"),
        replaced(good, "\"id\":\"m1\",\"role\"", "\"id\":\"m9\",\"role\""),
        replaced(good, "\"rev\":2,", "\"rev\":1000,"),
        replaced(good, "\"device\":1,", "\"device\":77,"),
        replaced(good, "\"kind\":\"row\"", "\"kind\":\"cow\""),
        "{\"type\":\"conversation\",\"id\":\"c1\"}\n",
        good + row,
        replaced(good, row, row + row),
        replaced(good, row, manyMembers() + row.substr(1)),
    };
    QVERIFY2(bad[damage] != "not found", good.c_str());
    const auto other = newStorage();
    {
        const Import import(*other, bad[damage]);
        QVERIFY(!import.done);
    }
    for (const char *table : {"users", "orgs", "teams", "devices", "entities", "conflicts"})
        QCOMPARE(
            other->sql().query(std::string("SELECT count(*) FROM ") + table)->integer(0, 0), std::int64_t(0));
}

void TstOrgMove::namesTheWrongLines()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    const std::string good = exported(*storage, "acme");
    const auto other = newStorage();
    const Import import(*other, replaced(good, "\"kind\":\"team\"", "\"kind\":7"));
    QVERIFY2(import.wrong().find("line 7: ") != std::string::npos, import.wrong().c_str());
    QVERIFY(import.import.wrongLines().size() <= OrgImport::kListedErrors);
}

QTEST_GUILESS_MAIN(TstOrgMove)
#include "tst_orgmove.moc"
