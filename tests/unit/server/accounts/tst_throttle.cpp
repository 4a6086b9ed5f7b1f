#include "server/accounts/throttle.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using mimir::test::FakeClock;

namespace {

struct Fixture {
    explicit Fixture(std::size_t capacity = 1000) : throttle(clock, random, capacity) { }

    Millis wait(std::string_view address, std::string_view account)
    {
        return throttle.beginSignIn(address, account).value_or(0);
    }
    /// As many failed attempts as are allowed at once.
    int burst(std::string_view address, std::string_view account)
    {
        int let = 0;
        while (let < 1000 && wait(address, account) == 0)
            ++let;
        return let;
    }

    FakeClock clock;
    SeededRandom random {5};
    Throttle throttle;
};

} // namespace

class TstThrottle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void delaysDouble();
    void waitingIsNotCounted();
    void nobodyIsLockedOut();
    void successResetsTheAccount();
    void successDoesNotClearTheAddress();
    void oneAddressManyAccounts();
    void accountUnderAttackStaysOpenWhereItsOwnerWas();
    void accountsAreOneWhateverTheirCase();
    void addressesThatAreOne_data();
    void addressesThatAreOne();
    void forgets();
    void memoryIsBounded();
    void aClockSetBackKeepsNobodyOut();
    void userCodesAndGrants();
};

void TstThrottle::delaysDouble()
{
    Fixture f;
    QCOMPARE(f.burst("192.0.2.1", "ada@example.org"), int(Throttle::kAccount.freely));
    for (const Millis expected : {1000, 2000, 4000, 8000, 16'000, 32'000, 60'000, 60'000}) {
        QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), expected);
        f.clock.advance(expected - 1);
        QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(1));
        f.clock.advance(1);
        QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(0));
    }
}

void TstThrottle::waitingIsNotCounted()
{
    Fixture f;
    f.burst("192.0.2.1", "ada@example.org");
    for (int i = 0; i < 100; ++i)
        QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(1000));
}

void TstThrottle::nobodyIsLockedOut()
{
    Fixture f;
    for (int i = 0; i < 5000; ++i)
        f.clock.advance(f.wait("192.0.2.1", "ada@example.org"));
    QVERIFY(f.wait("192.0.2.1", "ada@example.org") <= Throttle::kAccount.longest);
}

void TstThrottle::successResetsTheAccount()
{
    Fixture f;
    f.burst("192.0.2.1", "ada@example.org");
    f.throttle.signedIn("192.0.2.1", "ada@example.org");
    QCOMPARE(f.burst("192.0.2.9", "ada@example.org"), int(Throttle::kAccount.freely));
}

void TstThrottle::successDoesNotClearTheAddress()
{
    Fixture f;
    // A user with a valid account guesses other passwords in between.
    int guesses = 0;
    while (f.wait("192.0.2.1", "victim" + std::to_string(guesses) + "@example.org") == 0 && guesses < 1000) {
        ++guesses;
        if (f.wait("192.0.2.1", "eve@example.org") == 0)
            f.throttle.signedIn("192.0.2.1", "eve@example.org");
    }
    QCOMPARE(guesses, int(Throttle::kAddress.freely));
}

void TstThrottle::oneAddressManyAccounts()
{
    Fixture f;
    int let = 0;
    while (let < 1000 && f.wait("192.0.2.1", std::to_string(let) + "@example.org") == 0)
        ++let;
    QCOMPARE(let, int(Throttle::kAddress.freely));
    QCOMPARE(f.wait("192.0.2.2", "1@example.org"), Millis(0));
}

void TstThrottle::accountUnderAttackStaysOpenWhereItsOwnerWas()
{
    Fixture f;
    QCOMPARE(f.wait("198.51.100.7", "ada@example.org"), Millis(0));
    f.throttle.signedIn("198.51.100.7", "ada@example.org");
    for (int i = 0; i < 200; ++i)
        f.wait("192.0.2." + std::to_string(i), "ada@example.org");
    QVERIFY(f.wait("203.0.113.1", "ada@example.org") > 0);
    QCOMPARE(f.wait("198.51.100.7", "ada@example.org"), Millis(0));
    // That address has the same few attempts as everyone.
    QCOMPARE(f.burst("198.51.100.7", "ada@example.org"), int(Throttle::kAccount.freely) - 1);
    f.clock.advance(Throttle::kKnownFor);
    f.burst("203.0.113.1", "ada@example.org");
    QVERIFY(f.wait("198.51.100.7", "ada@example.org") > 0);
}

void TstThrottle::accountsAreOneWhateverTheirCase()
{
    Fixture f;
    f.burst("192.0.2.1", "ada@example.org");
    QVERIFY(f.wait("192.0.2.2", "Ada@Example.ORG") > 0);
}

void TstThrottle::addressesThatAreOne_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("itself") << QByteArray("2001:db8:1:2::1") << true;
    QTest::newRow("its /64") << QByteArray("2001:db8:1:2:ffff:1:2:3") << true;
    QTest::newRow("the next /64") << QByteArray("2001:db8:1:3::1") << false;
    QTest::newRow("IPv4") << QByteArray("192.0.2.1") << false;
    QTest::newRow("no address") << QByteArray("") << false;
}

void TstThrottle::addressesThatAreOne()
{
    QFETCH(QByteArray, other);
    QFETCH(bool, same);
    Fixture f;
    for (int i = 0; i < 1000 && f.wait("2001:db8:1:2::1", std::to_string(i)) == 0; ++i) { }
    QCOMPARE(f.wait(other.toStdString(), "x") > 0, same);
    for (int i = 0; i < 1000 && f.wait("192.0.2.77", std::to_string(i)) == 0; ++i) { }
    QVERIFY(f.wait("::ffff:192.0.2.77", "x") > 0);
}

void TstThrottle::forgets()
{
    Fixture f;
    f.burst("192.0.2.1", "ada@example.org");
    f.clock.advance(Throttle::kQuarterHour);
    QCOMPARE(f.burst("192.0.2.1", "ada@example.org"), int(Throttle::kAccount.freely));
}

void TstThrottle::memoryIsBounded()
{
    Fixture f(64);
    f.burst("192.0.2.1", "ada@example.org");
    for (int i = 0; i < 10'000; ++i) {
        f.wait("10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256), std::to_string(i));
        f.clock.advance(1);
    }
    // What was not used for longest is forgotten, what was used last is not.
    QCOMPARE(f.burst("192.0.2.1", "ada@example.org"), int(Throttle::kAccount.freely));
    for (int i = 0; i < 10; ++i)
        f.wait("10.1.0." + std::to_string(i), std::to_string(i));
    QVERIFY(f.wait("192.0.2.1", "ada@example.org") > 0);
}

void TstThrottle::aClockSetBackKeepsNobodyOut()
{
    Fixture f;
    f.burst("192.0.2.1", "ada@example.org");
    f.clock.advance(-Throttle::kKnownFor);
    QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(1000));
    f.clock.advance(1000);
    QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(0));
}

void TstThrottle::userCodesAndGrants()
{
    Fixture f;
    for (unsigned i = 0; i < Throttle::kUserCode.freely; ++i)
        QVERIFY(!f.throttle.beginUserCode("192.0.2.1"));
    QCOMPARE(f.throttle.beginUserCode("192.0.2.1"), std::optional<Millis>(1000));
    QVERIFY(!f.throttle.beginUserCode("192.0.2.2"));
    f.throttle.userCodeFound("192.0.2.1");
    QVERIFY(!f.throttle.beginUserCode("192.0.2.1"));
    for (unsigned i = 0; i < Throttle::kGrant.freely; ++i)
        QVERIFY(!f.throttle.beginGrant("192.0.2.1"));
    QVERIFY(f.throttle.beginGrant("192.0.2.1"));
    QCOMPARE(f.wait("192.0.2.1", "ada@example.org"), Millis(0));
}

QTEST_GUILESS_MAIN(TstThrottle)
#include "tst_throttle.moc"
