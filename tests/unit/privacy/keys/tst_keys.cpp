// The person's key: sealed for one device, confirmed by its code, written on paper.
#include "privacy/keys/recoverycode.h"
#include "privacy/keys/sealing.h"

#include <QTest>

#include <array>
#include <set>

using namespace mimir;
using namespace mimir::keys;

namespace {

DeviceCode codeOf(const DevicePair &pair, std::string_view secret = "12345")
{
    return *DeviceCode::of(pair.publicKey, secret);
}

} // namespace

class TstKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysAreRandom();
    void sealedForOneDevice();
    void whatIsNotSealedForTheCodeIsNotOpened();
    void nothingIsSealedForAnotherPublicKey();
    void theCodeNamesOnePublicKey();
    void theCodeIsTyped_data();
    void theCodeIsTyped();
    void eachWrongDigitIsFound();
    void theDigitsAreUniform();
    void paperBringsTheKeyBack();
    void eachWrongLetterIsFound();
};

void TstKeys::keysAreRandom()
{
    std::set<std::string> seen, ids;
    for (int i = 0; i < 100; ++i) {
        const std::string key = makePersonKey();
        QCOMPARE(key.size(), kKeyBytes);
        seen.insert(key);
        ids.insert(keyIdOf(key));
        QCOMPARE(keyIdOf(key), keyIdOf(key));
        QVERIFY(keyIdOf(key).find(base64Url(key).substr(0, 6)) == std::string::npos);
        seen.insert(makeDevicePair().publicKey);
    }
    QCOMPARE(seen.size(), std::size_t(200));
    QCOMPARE(ids.size(), std::size_t(100));
}

void TstKeys::sealedForOneDevice()
{
    const DevicePair pair = makeDevicePair(), other = makeDevicePair();
    const std::string key = makePersonKey();
    const auto sealed = seal(key, pair.publicKey, codeOf(pair));
    QVERIFY(sealed);
    QVERIFY(sealed->find(base64Url(key)) == std::string::npos);
    QCOMPARE(*keys::open(*sealed, pair, codeOf(pair)), key);
    QCOMPARE(keys::open(*sealed, other, codeOf(other)).error().code, ErrorCode::Unauthorized);
    QCOMPARE(keys::open(*sealed, {pair.publicKey, other.privateKey}, codeOf(pair)).error().code,
        ErrorCode::Unauthorized);
    for (std::size_t at = 0; at < sealed->size(); at += 7) {
        std::string changed = *sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        QVERIFY(!keys::open(changed, pair, codeOf(pair)));
    }
    for (const std::string &text : {std::string(), std::string("A"), std::string("?"), sealed->substr(1)})
        QVERIFY(!keys::open(text, pair, codeOf(pair)));
}

// A server knows the public key, and may seal a key of its own making for it.
void TstKeys::whatIsNotSealedForTheCodeIsNotOpened()
{
    const DevicePair pair = makeDevicePair();
    const auto forged = seal(makePersonKey(), pair.publicKey, codeOf(pair, "00000"));
    QVERIFY(forged);
    QCOMPARE(keys::open(*forged, pair, codeOf(pair, "12345")).error().code, ErrorCode::Unauthorized);
    QVERIFY(keys::open(*forged, pair, codeOf(pair, "00000")));
}

void TstKeys::nothingIsSealedForAnotherPublicKey()
{
    const DevicePair pair = makeDevicePair(), servers = makeDevicePair();
    QCOMPARE(seal(makePersonKey(), servers.publicKey, codeOf(pair)).error().code, ErrorCode::Validation);
    QCOMPARE(seal(makePersonKey(), "", codeOf(pair)).error().code, ErrorCode::Validation);
    QCOMPARE(seal("short", pair.publicKey, codeOf(pair)).error().code, ErrorCode::Validation);
}

void TstKeys::theCodeNamesOnePublicKey()
{
    const DevicePair pair = makeDevicePair(), other = makeDevicePair();
    const DeviceCode code = codeOf(pair);
    QVERIFY(code.names(pair.publicKey));
    QVERIFY(!code.names(other.publicKey));
    QVERIFY(!code.names(""));
    QVERIFY(code != codeOf(pair, "54321"));
    QVERIFY(codeOf(pair, "54321").names(pair.publicKey));
    QVERIFY(!DeviceCode::of("no key", "12345"));
    QVERIFY(!DeviceCode::of(pair.publicKey, ""));
    QVERIFY(!DeviceCode::of(pair.publicKey, "1234x"));
    // Devices of all versions must agree.
    QCOMPARE(
        DeviceCode::of(std::string(43, 'A'), "12345")->shown(), std::string("61532-25976-56957-91451-23458"));
}

void TstKeys::theCodeIsTyped_data()
{
    QTest::addColumn<QString>("separator");
    QTest::newRow("as shown") << "-";
    QTest::newRow("blanks") << " ";
    QTest::newRow("nothing") << "";
    QTest::newRow("both") << " - ";
}

void TstKeys::theCodeIsTyped()
{
    QFETCH(QString, separator);
    const DeviceCode code = codeOf(makeDevicePair());
    QCOMPARE(code.shown().size(), std::size_t(29));
    const std::string typed
        = QString::fromStdString(code.shown()).replace(QLatin1Char('-'), separator).toStdString();
    QVERIFY(DeviceCode::parse(typed) == code);
    for (const std::string &wrong :
        {typed + "1", typed.substr(1), std::string("x") + typed.substr(1), std::string()})
        QVERIFY(!DeviceCode::parse(wrong));
}

void TstKeys::eachWrongDigitIsFound()
{
    const std::string digits = codeOf(makeDevicePair()).digits();
    QCOMPARE(digits.size(), std::size_t(25));
    for (std::size_t at = 0; at < digits.size(); ++at)
        for (char other = '0'; other <= '9'; ++other) {
            std::string wrong = digits;
            wrong[at] = other;
            QCOMPARE(DeviceCode::parse(wrong).has_value(), wrong == digits);
        }
}

// 19 digits name a public key. Were they fewer in truth (a digit that is always the same, or mostly), a server would
// need fewer pairs than 10^19 for one that a code names.
void TstKeys::theDigitsAreUniform()
{
    constexpr int pairs = 2000;
    std::array<std::array<int, 10>, 19> counts {};
    for (int i = 0; i < pairs; ++i) {
        const std::string digits = codeOf(makeDevicePair()).digits();
        for (std::size_t at = 0; at < counts.size(); ++at)
            ++counts[at][static_cast<std::size_t>(digits[at] - '0')];
    }
    for (const auto &digit : counts)
        for (const int count : digit)
            QVERIFY2(count > 120 && count < 280, std::to_string(count).c_str()); // 200 ± 6 deviations
    SeededRandom random(1);
    std::set<std::string> secrets;
    for (int i = 0; i < 1000; ++i) {
        secrets.insert(DeviceCode::secretDigits(random));
        QCOMPARE(secrets.begin()->size(), std::size_t(5));
    }
    QVERIFY(secrets.size() > 980);
}

void TstKeys::paperBringsTheKeyBack()
{
    for (int i = 0; i < 50; ++i) {
        const std::string key = makePersonKey();
        const std::string code = recoveryCode(key);
        QCOMPARE(code.size(), std::size_t(56 + 13));
        QVERIFY(keyFromRecoveryCode(code) == key);
        QString typed = QString::fromStdString(code).toLower().replace(QLatin1Char('-'), QLatin1Char(' '));
        typed.replace(QLatin1Char('0'), QLatin1Char('o')).replace(QLatin1Char('1'), QLatin1Char('l'));
        QVERIFY(keyFromRecoveryCode(typed.toStdString()) == key);
    }
    for (const char *wrong :
        {"", "ABCD", "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZ01"})
        QVERIFY(!keyFromRecoveryCode(wrong));
}

void TstKeys::eachWrongLetterIsFound()
{
    const std::string code = recoveryCode(makePersonKey());
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == '-')
            continue;
        for (const char other : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZU!")) {
            std::string wrong = code;
            wrong[at] = other;
            QCOMPARE(keyFromRecoveryCode(wrong).has_value(), wrong == code);
        }
    }
}

QTEST_GUILESS_MAIN(TstKeys)
#include "tst_keys.moc"
