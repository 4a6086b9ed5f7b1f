// What the server has of a person's key, on both engines.
#include "server/accounts/devicelist.h"
#include "server/accounts/personkeys.h"
#include "support/apifixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

const std::string kOne(43, 'a'), kTwo(43, 'b');

struct Fixture : ApiFixture {
    Fixture() : ApiFixture(engineOfRow()) { }
    PersonKeys keys {sql(), clock()};
    std::int64_t ada = number("SELECT pk FROM users WHERE email='ada@example.org'");
    std::int64_t bob = number("SELECT pk FROM users WHERE email='bob@example.org'");
};

} // namespace

class TstPersonKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void ofTwoFirstDevicesOneMakesTheKey();
    void atTwoNodesAtOnceOneMakesTheKey();
    void sealedForOnePublicKeyOfOneDevice();
    void aNewKeyEndsWhatWasSealed();
    void aDeviceThatIsSignedOutIsForgotten();
    void devicesAreFew();
    void whatIsNoKeyIsRefused();
};

void TstPersonKeys::ofTwoFirstDevicesOneMakesTheKey()
{
    Fixture f;
    QCOMPARE(f.keys.of(f.ada, "d1")->keyId, std::string());
    QCOMPARE(*f.keys.begin(f.ada, "k1", ""), std::string("k1"));
    QCOMPARE(*f.keys.begin(f.ada, "k2", ""), std::string("k1"));
    QCOMPARE(*f.keys.begin(f.ada, "k1", ""), std::string("k1")); // the answer was lost
    QCOMPARE(f.keys.of(f.ada, "d1")->keyId, std::string("k1"));
    QCOMPARE(*f.keys.begin(f.bob, "k2", ""), std::string("k2"));
    QCOMPARE(*f.keys.begin(f.ada, "k3", "k2"), std::string("k1"));
    QCOMPARE(*f.keys.begin(f.ada, "k3", "k1"), std::string("k3"));
}

void TstPersonKeys::atTwoNodesAtOnceOneMakesTheKey()
{
    QTemporaryDir directory;
    const StorageLocation location = engineOfRow() == Engine::Postgres
        ? newLocation()
        : StorageLocation {directory.filePath(QStringLiteral("server.db")), {}};
    const auto storage = openStorage(location);
    FakeClock clock;
    SeededRandom random {7};
    Accounts accounts(storage->sql(), clock, random, PasswordCost::cheapest());
    const std::int64_t ada = accounts.addUser("ada@example.org", "Ada", "correct horse")->pk;
    std::string here, there;
    {
        SqlTransaction slow(storage->sql());
        QVERIFY(slow.begun());
        here = *PersonKeys(storage->sql(), clock).begin(ada, "k1", "");
        std::thread node([&] {
            const auto other = openStorage(location);
            there = *PersonKeys(other->sql(), clock).begin(ada, "k2", "");
        });
        QTest::qWait(100);
        const auto committed = slow.commit();
        node.join();
        QVERIFY(committed);
    }
    QCOMPARE(here, std::string("k1"));
    QCOMPARE(there, std::string("k1"));
}

void TstPersonKeys::sealedForOnePublicKeyOfOneDevice()
{
    Fixture f;
    QCOMPARE(*f.keys.publish(f.ada, "d1", kOne, "k1"), PersonKeys::Published::Done);
    QCOMPARE(*f.keys.publish(f.ada, "d2", kTwo, ""), PersonKeys::Published::Done);
    QCOMPARE(*f.keys.give(f.ada, {"d2", kTwo, "k1"}, "sealed"), PersonKeys::Given::AnotherKey);
    QCOMPARE(*f.keys.begin(f.ada, "k1", ""), std::string("k1"));
    QCOMPARE(*f.keys.give(f.ada, {"d2", kOne, "k1"}, "sealed"), PersonKeys::Given::NoSuchDevice);
    QCOMPARE(*f.keys.give(f.bob, {"d2", kTwo, "k1"}, "sealed"), PersonKeys::Given::AnotherKey);
    QCOMPARE(*f.keys.give(f.ada, {"d2", kTwo, "k2"}, "sealed"), PersonKeys::Given::AnotherKey);
    QCOMPARE(*f.keys.give(f.ada, {"d2", kTwo, "k1"}, "sealed"), PersonKeys::Given::Done);
    QCOMPARE(f.keys.of(f.ada, "d2")->sealed, std::string("sealed"));
    QCOMPARE(f.keys.of(f.ada, "d1")->sealed, std::string());
    QCOMPARE(f.keys.of(f.ada, "")->sealed, std::string());
    QCOMPARE(f.keys.of(f.ada, "d1")->devices.size(), std::size_t(2));
    QVERIFY(f.keys.of(f.bob, "d2")->devices.empty());
    // It says again that it is there: nothing changes. With another pair it is another device.
    QCOMPARE(*f.keys.publish(f.ada, "d2", kTwo, "k1"), PersonKeys::Published::Done);
    QCOMPARE(f.keys.of(f.ada, "d2")->sealed, std::string("sealed"));
    QCOMPARE(*f.keys.publish(f.ada, "d2", kOne, ""), PersonKeys::Published::Done);
    QCOMPARE(f.keys.of(f.ada, "d2")->sealed, std::string());
}

void TstPersonKeys::aNewKeyEndsWhatWasSealed()
{
    Fixture f;
    QVERIFY(f.keys.publish(f.ada, "d2", kTwo, ""));
    QVERIFY(f.keys.begin(f.ada, "k1", ""));
    QVERIFY(f.keys.give(f.ada, {"d2", kTwo, "k1"}, "sealed"));
    QCOMPARE(*f.keys.begin(f.ada, "k2", "k1"), std::string("k2"));
    QCOMPARE(f.keys.of(f.ada, "d2")->sealed, std::string());
    QCOMPARE(f.keys.of(f.ada, "d2")->devices.size(), std::size_t(1));
}

void TstPersonKeys::aDeviceThatIsSignedOutIsForgotten()
{
    Fixture f;
    const std::string body = R"({"publicKey":")" + kOne + "\"}";
    QCOMPARE(f.askSignedIn("POST", "/api/v1/keys/device", body).status, 400);
    auto login = requestOf(
        "POST", "/api/v1/auth/login", R"({"email":"ada@example.org","password":"correct horse"})");
    login.headers = {{"x-device-id", "d1"}};
    auto request = requestOf("POST", "/api/v1/keys/device", body);
    request.headers = {{"authorization", "Bearer " + *bodyOf(f.handle(login)).text("accessToken")}};
    QCOMPARE(f.handle(request).status, 200);
    QCOMPARE(f.keys.of(f.ada, "d1")->devices.size(), std::size_t(1));
    QVERIFY(*DeviceList(f.sql(), f.clock()).revoke(f.ada, "d1"));
    QVERIFY(f.keys.of(f.ada, "d1")->devices.empty());
}

void TstPersonKeys::devicesAreFew()
{
    Fixture f;
    for (std::size_t i = 0; i < PersonKeys::kMostDevices; ++i)
        QCOMPARE(*f.keys.publish(f.ada, "d" + std::to_string(i), kOne, ""), PersonKeys::Published::Done);
    QCOMPARE(*f.keys.publish(f.ada, "another", kOne, ""), PersonKeys::Published::TooMany);
    QCOMPARE(*f.keys.publish(f.ada, "d1", kTwo, ""), PersonKeys::Published::Done);
    QCOMPARE(*f.keys.publish(f.bob, "another", kOne, ""), PersonKeys::Published::Done);
}

void TstPersonKeys::whatIsNoKeyIsRefused()
{
    Fixture f;
    const auto ask = [&f](const char *target, const std::string &body) {
        return f.askSignedIn("POST", std::string("/api/v1") + target, body).status;
    };
    for (const char *target : {"/keys", "/keys/device", "/keys/sealed"})
        for (const char *body : {"", "[]", "{}", R"({"publicKey":1,"keyId":{},"sealed":[]})"})
            QCOMPARE(ask(target, body), 400);
    const auto with = [](const char *name, const std::string &value) {
        return std::string("{\"") + name + "\":\"" + value + "\"}";
    };
    QCOMPARE(ask("/keys", with("keyId", std::string(65, 'x'))), 400);
    QCOMPARE(ask("/keys/device", with("publicKey", std::string(44, 'x'))), 400);
    QCOMPARE(ask("/keys/device", with("publicKey", std::string(42, 'x') + "?")), 400);
    QCOMPARE(ask("/keys/sealed", with("sealed", std::string(1025, 'x'))), 400);
    QCOMPARE(ask("/keys/sealed", R"({"sealed":"x","deviceId":"?"})"), 404);
    QCOMPARE(ask("/keys", R"({"keyId":"k1"})"), 200);
    const Response other = f.askSignedIn("POST", "/api/v1/keys", R"({"keyId":"k2"})");
    QCOMPARE(other.status, 409);
    QVERIFY(other.body.find("\"keyId\":\"k1\"") != std::string::npos);
}

QTEST_GUILESS_MAIN(TstPersonKeys)
#include "tst_personkeys.moc"
