// How the person's key comes to a device, at servers that are old, lose answers or lie.
#include "app/session.h"
#include "core/json/json.h"
#include "privacy/keys/sealing.h"
#include "support/await.h"
#include "support/fakehttpserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

const QByteArray kSignedIn
    = R"({"accessToken":"access","refreshToken":"refresh","expiresIn":900,"orgSlug":"acme","user":{"id":"u1",)"
      R"("email":"ada@example.org","fullName":"Ada","organizations":[{"id":"o","slug":"acme","name":"Acme",)"
      R"("role":"member","teams":[{"teamId":"t1","teamSlug":"web","teamName":"Web","role":"member"}]}]}})";

} // namespace

class TstKeyExchange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // No test may touch the keyring of the user who runs it.
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); }
    void init();
    void cleanup() { m_session.reset(); }

    void aServerThatIsTooOldHasNone();
    void theFirstDeviceMakesTheKey();
    void aLostAnswerLosesNoKey();
    void theSecondOfTwoFirstDevicesGetsNone();
    void takenOnlyWithTheTagOfTheCode();
    void anotherKeyThatTheServerNamesTakesNothingAway();
    void theKeyOfAnotherPersonOnTheProfileIsNotTaken();
    void sealedOnlyForWhatTheCodeNames();
    void aNewDeviceIdIsANewPair();

private:
    FakeAnswer answer(const FakeRequest &request);
    QByteArray keysJson() const;
    Result<KeyState> refresh();
    StoredPersonKey stored();
    std::string placeholderKey();
    std::size_t asked(const QByteArray &method, const QByteArray &pathEnd) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<Session> m_session;
    // What the server says.
    int m_keysStatus = 200;
    std::string m_keyId, m_sealed;
    std::string m_begunElsewhere;                 ///< it has become this one, when a key is begun
    std::map<std::string, std::string> m_devices; ///< other devices' public keys
    bool m_losesAnswer = false;
};

void TstKeyExchange::init()
{
    m_session.reset();
    m_keysStatus = 200;
    m_keyId = m_sealed = m_begunElsewhere = {};
    m_devices.clear();
    m_losesAnswer = false;
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler([this](const FakeRequest &request) { return answer(request); });
    const auto profile = Profile::open(m_directory->filePath(QStringLiteral("profile")));
    QVERIFY(profile);
    auto session = Session::open(*profile, {TokenStore::Kind::Memory, false});
    QVERIFY(session);
    m_session = std::move(*session);
    const auto signedIn = await<Result<SignIn>>([&](auto done) {
        m_session->signInFlow().signIn(
            {m_server->url().toString(), "ada@example.org", "secret", {}, {}, false}, done);
    });
    QVERIFY(signedIn);
}

FakeAnswer TstKeyExchange::answer(const FakeRequest &request)
{
    if (request.target.endsWith("/auth/login"))
        return jsonAnswer(200, kSignedIn);
    if (request.target.endsWith("/keys") && request.method == "GET")
        return m_keysStatus == 200 ? jsonAnswer(200, keysJson())
                                   : jsonAnswer(m_keysStatus, R"({"code":"not_found","message":""})");
    if (request.target.endsWith("/keys")) {
        const auto body = json::parseObject(request.body.toStdString());
        if (!m_begunElsewhere.empty()) {
            m_keyId = m_begunElsewhere;
            return jsonAnswer(409, R"({"code":"key_exists","message":""})");
        }
        m_keyId = body->text("keyId").value_or("");
        FakeAnswer done = jsonAnswer(200, R"({"success":true})");
        if (m_losesAnswer)
            done.way = FakeAnswer::Way::CloseUnanswered;
        return done;
    }
    if (request.target.contains("/keys/"))
        return jsonAnswer(200, R"({"success":true})");
    return jsonAnswer(404, R"({"code":"not_found","message":""})");
}

QByteArray TstKeyExchange::keysJson() const
{
    QByteArray devices;
    for (const auto &[id, publicKey] : m_devices)
        devices += (devices.isEmpty() ? "" : ",") + QByteArray(R"({"id":")") + QByteArray::fromStdString(id)
            + R"(","name":"phone","publicKey":")" + QByteArray::fromStdString(publicKey)
            + R"(","current":false})";
    QByteArray out = R"({"devices":[)" + devices + ']';
    if (!m_keyId.empty())
        out += R"(,"keyId":")" + QByteArray::fromStdString(m_keyId) + '"';
    if (!m_sealed.empty())
        out += R"(,"sealed":")" + QByteArray::fromStdString(m_sealed) + '"';
    return out + '}';
}

Result<KeyState> TstKeyExchange::refresh()
{
    return await<Result<KeyState>>([&](auto done) { m_session->keys().refresh(done); });
}

StoredPersonKey TstKeyExchange::stored()
{
    return m_session->store()
        .personKeys()
        .of(m_server->url().toString().toStdString(), "u1")
        ->value_or(StoredPersonKey());
}

std::string TstKeyExchange::placeholderKey()
{
    return *m_session->store().personKeys().placeholderKey(m_session->store().teams().defaultTeam()->pk);
}

std::size_t TstKeyExchange::asked(const QByteArray &method, const QByteArray &pathEnd) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_server->requests(), [&](const FakeRequest &request) {
            return request.method == method && request.target.endsWith(pathEnd);
        }));
}

void TstKeyExchange::aServerThatIsTooOldHasNone()
{
    m_keysStatus = 404;
    const auto state = refresh();
    QVERIFY(state);
    QCOMPARE(state->is, KeyState::Is::Unknown);
    QCOMPARE(asked("POST", "/keys"), std::size_t(0));
    QVERIFY(placeholderKey().empty());
    QVERIFY(!*m_session->keys().showCode());
}

void TstKeyExchange::theFirstDeviceMakesTheKey()
{
    const auto state = refresh();
    QVERIFY(state);
    QCOMPARE(state->is, KeyState::Is::Here);
    QCOMPARE(keys::keyIdOf(*keys::fromBase64Url(stored().key)), m_keyId);
    QVERIFY(!placeholderKey().empty());
    // Neither the key nor the private part has left.
    for (const FakeRequest &request : m_server->requests()) {
        QVERIFY(!request.body.contains(QByteArray::fromStdString(stored().key)));
        QVERIFY(!request.body.contains(QByteArray::fromStdString(stored().privateKey)));
    }
    const std::string first = stored().key;
    QVERIFY(refresh());
    QCOMPARE(stored().key, first);
    QCOMPARE(asked("POST", "/keys"), std::size_t(1));
}

void TstKeyExchange::aLostAnswerLosesNoKey()
{
    m_losesAnswer = true;
    QVERIFY(!refresh());
    QVERIFY(placeholderKey().empty()); // it is not known yet whether it is the key
    QVERIFY(!m_keyId.empty());
    m_losesAnswer = false;
    const auto state = refresh();
    QVERIFY(state);
    QCOMPARE(state->is, KeyState::Is::Here);
    QCOMPARE(keys::keyIdOf(*keys::fromBase64Url(stored().key)), m_keyId);
}

void TstKeyExchange::theSecondOfTwoFirstDevicesGetsNone()
{
    m_begunElsewhere = "another-key";
    const auto state = refresh();
    QVERIFY(state);
    QCOMPARE(state->is, KeyState::Is::Missing);
    QVERIFY(placeholderKey().empty());
    QVERIFY(*m_session->keys().showCode());
}

void TstKeyExchange::takenOnlyWithTheTagOfTheCode()
{
    const std::string key = keys::makePersonKey(), servers = keys::makePersonKey();
    m_keyId = keys::keyIdOf(key);
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    const auto code = *m_session->keys().showCode();
    QVERIFY(code);
    QVERIFY(*m_session->keys().showCode() == code); // as long as it stands
    // The server knows the public key, but not the code.
    const std::string guess = code->digits().substr(19, 5) == "00000" ? "00001" : "00000";
    m_keyId = keys::keyIdOf(servers);
    m_sealed = *keys::seal(servers, stored().publicKey, *keys::DeviceCode::of(stored().publicKey, guess));
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    QVERIFY(placeholderKey().empty());
    // One guess ends the code; without a code nothing is tried; the same one is not tried again.
    QVERIFY(stored().codeDigits.empty());
    m_sealed = *keys::seal(servers, stored().publicKey, *code);
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    const auto again = *m_session->keys().showCode();
    QVERIFY(again && stored().codeDigits.size() == 5);
    m_sealed = stored().refused;
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    QVERIFY(!stored().codeDigits.empty());
    // Sealed for the code, but it is not the key that the server names.
    m_sealed = *keys::seal(key, stored().publicKey, *again);
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    m_keyId = keys::keyIdOf(key);
    const auto last = *m_session->keys().showCode();
    m_sealed = *keys::seal(key, stored().publicKey, *last);
    QCOMPARE(refresh()->is, KeyState::Is::Here);
    QCOMPARE(*keys::fromBase64Url(stored().key), key);
}

void TstKeyExchange::anotherKeyThatTheServerNamesTakesNothingAway()
{
    QVERIFY(refresh());
    const std::string before = placeholderKey();
    m_keyId = "another-key";
    QCOMPARE(refresh()->is, KeyState::Is::Replaced);
    QCOMPARE(placeholderKey(), before);
    const auto refused = await<Result<std::string>>([&](auto done) {
        m_session->keys().confirm(*keys::DeviceCode::of(keys::makeDevicePair().publicKey, "12345"), done);
    });
    QCOMPARE(refused.error().code, ErrorCode::Immutable);
}

// Its id is known to a server of both.
void TstKeyExchange::theKeyOfAnotherPersonOnTheProfileIsNotTaken()
{
    const std::string key = keys::makePersonKey();
    StoredPersonKey ofBob;
    ofBob.key = keys::base64Url(key);
    const std::string server = m_server->url().toString().toStdString();
    QVERIFY(m_session->store().personKeys().set(server, "u2", ofBob));
    m_keyId = keys::keyIdOf(key);
    QCOMPARE(refresh()->is, KeyState::Is::Missing);
    // That of the same account at another address of the server is.
    QVERIFY(m_session->store().personKeys().set("https://before", "u1", ofBob));
    QCOMPARE(refresh()->is, KeyState::Is::Here);
}

void TstKeyExchange::sealedOnlyForWhatTheCodeNames()
{
    QVERIFY(refresh());
    const keys::DevicePair phone = keys::makeDevicePair(), servers = keys::makeDevicePair();
    const auto code = *keys::DeviceCode::of(phone.publicKey, "12345");
    const auto confirm = [&] {
        return await<Result<std::string>>([&](auto done) { m_session->keys().confirm(code, done); });
    };
    m_devices = {{"phone", servers.publicKey}, {"planted", servers.publicKey}, {"none", "x"}};
    QCOMPARE(confirm().error().code, ErrorCode::NotFound);
    QCOMPARE(asked("POST", "/keys/sealed"), std::size_t(0));
    m_devices["phone"] = phone.publicKey;
    QCOMPARE(*confirm(), std::string("phone"));
    const auto given = m_server->requestsTo("/keys/sealed");
    QCOMPARE(given.size(), std::size_t(1));
    const auto body = json::parseObject(given[0].body.toStdString());
    const std::string sealed = body->text("sealed").value_or("");
    QCOMPARE(*keys::open(sealed, phone, code), *keys::fromBase64Url(stored().key));
    QVERIFY(!keys::open(sealed, servers, code));
}

void TstKeyExchange::aNewDeviceIdIsANewPair()
{
    QVERIFY(refresh());
    const StoredPersonKey before = stored();
    SystemClock clock;
    SystemRandom random;
    QVERIFY(m_session->store().settings().rotateDevice(clock.now(), random));
    QVERIFY(refresh());
    QVERIFY(stored().publicKey != before.publicKey && stored().privateKey != before.privateKey);
    QVERIFY(stored().deviceId != before.deviceId);
    QCOMPARE(stored().key, before.key);
}

QTEST_GUILESS_MAIN(TstKeyExchange)
#include "tst_keyexchange.moc"
