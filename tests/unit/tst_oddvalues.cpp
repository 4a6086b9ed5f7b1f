// Numbers that no JSON can say are null, wherever they come from; times in another unit are refused by name.
#include "app/outgoing.h"
#include "core/timecheck.h"
#include "support/storefixture.h"

#include <QTest>

#include <limits>

using namespace mimir;
using namespace mimir::test;

class TstOddValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void notFiniteIsNull();
    void foreignWritesAreReadAsNull();
    void recordedNumbersAreNull();
    void timesAreMilliseconds_data();
    void timesAreMilliseconds();
    void foreignTimesAreToldAndNotSent();
};

void TstOddValues::notFiniteIsNull()
{
    QCOMPARE(json::fromReal(std::numeric_limits<double>::infinity()), "null");
    QCOMPARE(json::fromReal(-std::numeric_limits<double>::infinity()), "null");
    QCOMPARE(json::fromReal(std::numeric_limits<double>::quiet_NaN()), "null");
    QCOMPARE(json::fromReal(0.25), "0.25");
}

void TstOddValues::foreignWritesAreReadAsNull()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script(
        "INSERT INTO messages(id, conversation_id, role, content, cost, input_tokens) VALUES "
        "('m1', 'c1', 'user', 'x', 9e999, 9e999), ('m2', 'c1', 'user', 'x', '9e999', 7)"));
    for (const char *id : {"m1", "m2"}) {
        const auto read = f.store->backend().read(EntityType::Message, id);
        QVERIFY(read && *read);
        QVERIFY((*read)->fields.isNullOrAbsent("cost"));
        QVERIFY(json::parseObject((*read)->toLine()));
        const auto leaves = outgoingJson(*f.store, EntityType::Message, id);
        QVERIFY(leaves);
        QVERIFY(leaves->find("inf") == std::string::npos);
        QVERIFY(json::parseObject(*leaves));
    }
    const auto first = f.store->backend().read(EntityType::Message, "m1");
    QVERIFY((*first)->fields.isNullOrAbsent("input_tokens"));
    const auto rows = f.store->backend().query("SELECT cost FROM messages WHERE id = 'm1'", {});
    QVERIFY(rows);
}

void TstOddValues::recordedNumbersAreNull()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->backend().write(record(EntityType::Message, "m1",
        {{"conversation_id", "\"c1\""}, {"role", "\"user\""}, {"content", "\"x\""}, {"cost", "9e999"}})));
    QVERIFY((*f.store->backend().read(EntityType::Message, "m1"))->fields.isNullOrAbsent("cost"));
    const auto words = f.store->backend().write(record(EntityType::Message, "m1", {{"cost", "\"much\""}}));
    QCOMPARE(words.error().code, ErrorCode::Validation);
}

void TstOddValues::timesAreMilliseconds_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("fault");
    QTest::newRow("milliseconds") << qint64(1'722'470'400'000) << "";
    QTest::newRow("2001") << qint64(978'307'200'000) << "";
    QTest::newRow("before") << qint64(978'307'199'999) << "is no time between 2001 and 2100";
    QTest::newRow("seconds") << qint64(1'722'470'400) << "is in seconds";
    QTest::newRow("microseconds") << qint64(1'722'470'400'000'000) << "is in microseconds";
    QTest::newRow("nanoseconds") << qint64(1'722'470'400'000'000'000) << "is in nanoseconds";
    QTest::newRow("none") << qint64(0) << "is no time between 2001 and 2100";
}

void TstOddValues::timesAreMilliseconds()
{
    QFETCH(qint64, time);
    QFETCH(QString, fault);
    const auto checked
        = checkTimes(record(EntityType::ToolCall, "t1", {{"completed_at", std::to_string(time)}}));
    QCOMPARE(checked.ok(), fault.isEmpty());
    if (!checked) {
        const QString message = QString::fromStdString(checked.error().message);
        QVERIFY2(
            message.startsWith(QStringLiteral("tool_call: \"completed_at\" ") + fault), qPrintable(message));
    }
}

// By plain SQL, which only the triggers see.
void TstOddValues::foreignTimesAreToldAndNotSent()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script(
        "INSERT INTO conversations(id, title, created_at) VALUES ('seconds', 't', 1722470400);"
        "INSERT INTO messages(id, conversation_id, role, content, timestamp) VALUES "
        "('micros', 'c1', 'user', 'x', 1722470400000000), ('fine', 'c1', 'user', 'x', 1722470400000), "
        "('missing', 'c1', 'user', 'x', NULL), ('clock', 'c1', 'user', 'x', 60000)")); // that was never set
    const auto frozen = f.store->queue().freeze(f.web, {});
    QVERIFY(frozen);
    QStringList leaving;
    for (const QueuedItem &item : frozen->items)
        leaving << QString::fromStdString(item.id);
    leaving.sort();
    QCOMPARE(leaving, (QStringList {"c1", "clock", "fine", "missing"}));
    QCOMPARE(f.queueText("state || error_code || error_message", "seconds"),
        "1odd_timeconversation: \"created_at\" is in seconds: times are milliseconds since 1970");
    QVERIFY(f.queueText("error_message", "micros").find("\"timestamp\" is in microseconds") != std::string::npos);
    QVERIFY(f.store->database().run("UPDATE conversations SET created_at = 1722470400000 WHERE id = 'seconds'"));
    QCOMPARE(f.store->queue().freeze(f.web, {})->items.size(), std::size_t(5)); // it was mended
}

QTEST_GUILESS_MAIN(TstOddValues)
#include "tst_oddvalues.moc"
