// What answers say about the time is adopted gradually, and is not visible to anyone.
#include "storage/tables/servertime.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr Millis kHour = 3'600'000;
constexpr Millis kTenYears = 3650 * 24 * kHour;

} // namespace

class TstServerTime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<StoreFixture>();
        m_f->signIn();
    }
    void oneWrongAnswerChangesNothing_data();
    void oneWrongAnswerChangesNothing();
    void threeThatAgreeAreBelieved();
    void smallStepsLeadNowhere_data();
    void smallStepsLeadNowhere();
    void answersAtOnceAreOne();
    void aClaimThatDoesNotGoOnIsNone();
    void anOffsetThatShrinksComesDown();
    void aDeviceClockThatIsSetIsNoNews();
    void visibleTimesAreTheDevicesOwn();
    void anEditDatedFarAheadDatesNoLaterOnes();

private:
    ServerTime time() { return {m_f->store->database(), m_f->clock}; }
    void hear(Millis offset) { QVERIFY(time().observe(m_f->clock.now() + offset)); }
    Millis hlc() { return m_f->store->database().integer("SELECT hlc FROM sync_clock").value_or(-1); }

    std::unique_ptr<StoreFixture> m_f;
};

void TstServerTime::oneWrongAnswerChangesNothing_data()
{
    QTest::addColumn<qlonglong>("offset");
    QTest::newRow("ten years ahead") << qlonglong(kTenYears);
    QTest::newRow("ten years behind") << qlonglong(-kTenYears);
    QTest::newRow("six minutes ahead") << qlonglong(6) * 60'000;
}

void TstServerTime::oneWrongAnswerChangesNothing()
{
    QFETCH(qlonglong, offset);
    hear(1000);
    hear(offset);
    QCOMPARE(time().offset(), Millis(1000));
    QVERIFY(hlc() <= m_f->clock.now() + 1000);
    m_f->clock.advance(60'000);
    hear(1000);
    m_f->clock.advance(60'000);
    hear(offset); // not the second of three: it was contradicted
    m_f->clock.advance(60'000);
    hear(offset);
    QCOMPARE(time().offset(), Millis(1000));
}

void TstServerTime::threeThatAgreeAreBelieved()
{
    for (const Millis offset : {kHour, -kHour}) {
        hear(offset);
        m_f->clock.advance(31'000);
        hear(offset);
        QVERIFY(time().offset() != offset);
        m_f->clock.advance(31'000);
        hear(offset);
        QCOMPARE(time().offset(), offset);
    }
}

void TstServerTime::smallStepsLeadNowhere_data()
{
    QTest::addColumn<qlonglong>("agreed");
    QTest::newRow("from this device's clock") << qlonglong(0);
    QTest::newRow("from what three agreed on") << qlonglong(kHour);
}

// Each answer is four minutes further than the last one.
void TstServerTime::smallStepsLeadNowhere()
{
    QFETCH(qlonglong, agreed);
    for (int i = 0; i < ServerTime::kAnswers; ++i) {
        hear(agreed);
        m_f->clock.advance(31'000);
    }
    QCOMPARE(time().offset(), agreed);
    for (const int direction : {1, -1})
        for (int i = 1; i <= 100; ++i) {
            hear(agreed + direction * i * Millis(4) * 60'000);
            QVERIFY(std::abs(time().offset() - agreed) <= ServerTime::kTrusted);
            m_f->clock.advance(60'000);
        }
    m_f->clock.jump(2 * kHour); // what was agreed moves with the device's clock
    QVERIFY(time().deviceClockSet(2 * kHour));
    QVERIFY(time().isBelievable(m_f->clock.now() + agreed - 2 * kHour));
}

void TstServerTime::answersAtOnceAreOne()
{
    for (int i = 0; i < 20; ++i) {
        hear(kHour);
        m_f->clock.advance(1000);
    }
    QCOMPARE(time().offset(), Millis(0));
}

void TstServerTime::aClaimThatDoesNotGoOnIsNone()
{
    const Millis stopped = m_f->clock.now() + kHour;
    for (int i = 0; i < 5; ++i) {
        QVERIFY(time().observe(stopped));
        m_f->clock.advance(120'000);
    }
    QCOMPARE(time().offset(), Millis(0));
}

void TstServerTime::anOffsetThatShrinksComesDown()
{
    hear(Millis(4) * 60'000);
    hear(1000);
    QCOMPARE(time().offset(), Millis(1000));
}

void TstServerTime::aDeviceClockThatIsSetIsNoNews()
{
    hear(1000);
    m_f->clock.jump(2 * kHour);
    QVERIFY(time().deviceClockSet(2 * kHour));
    QCOMPARE(time().offset(), 1000 - 2 * kHour);
    QVERIFY(time().isBelievable(m_f->clock.now() - 2 * kHour + 1500));
}

// Ten years ahead, believed: it only affects the dates of edits.
void TstServerTime::visibleTimesAreTheDevicesOwn()
{
    for (int i = 0; i < 3; ++i) {
        hear(kTenYears);
        m_f->clock.advance(31'000);
    }
    QCOMPARE(time().offset(), kTenYears);
    const Millis now = m_f->clock.now();
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c"));
    QVERIFY(m_f->audit("a"));
    QVERIFY(m_f->store->database().script(
        "INSERT INTO messages(id, conversation_id, role, content) VALUES ('plain', 'c', 'user', 'x');"
        "INSERT INTO conversations(id, title) VALUES ('plain', 'x');"
        "INSERT INTO tool_calls(id, conversation_id, tool_name) VALUES ('plain', 'c', 'sh');"
        "INSERT INTO audit_logs(id, event_type, action) VALUES ('plain', 'tool', 'x')"));
    const auto time = [this](const char *table, const char *field, const char *id) {
        return m_f->store->database()
            .integer("SELECT " + std::string(field) + " FROM " + table + " WHERE id = ?", std::string(id))
            .value_or(-1);
    };
    QCOMPARE(time("conversations", "created_at", "c"), now);
    QCOMPARE(time("messages", "timestamp", "m"), now);
    QCOMPARE(time("audit_logs", "timestamp", "a"), now);
    const Millis sqlNow = SystemClock().now(); // other programs' rows are timestamped by SQL
    for (const auto &[table, field] :
        {std::pair("conversations", "created_at"), std::pair("messages", "timestamp"),
            std::pair("tool_calls", "started_at"), std::pair("audit_logs", "timestamp")}) {
        QVERIFY2(time(table, field, "plain") > 0, table);
        QVERIFY2(std::abs(time(table, field, "plain") - sqlNow) < kHour, table);
    }
    QVERIFY(m_f->store->database().integer("SELECT edited_at FROM conversations WHERE id = 'c'").value_or(0)
        >= now + kTenYears - kHour);
}

// The device's clock was ten years ahead for one edit, and was set back.
void TstServerTime::anEditDatedFarAheadDatesNoLaterOnes()
{
    hear(1000);
    m_f->clock.jump(kTenYears);
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(hlc() > m_f->clock.now());
    m_f->clock.jump(-kTenYears);
    QVERIFY(hlc() > m_f->clock.now() + kTenYears / 2);
    hear(1000);
    QCOMPARE(hlc(), m_f->clock.now() + 1000);
    hear(-2000); // within what is trusted it never goes back
    QCOMPARE(hlc(), m_f->clock.now() + 1000);
}

QTEST_GUILESS_MAIN(TstServerTime)
#include "tst_servertime.moc"
