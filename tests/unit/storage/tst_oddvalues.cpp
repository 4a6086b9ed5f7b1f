// Numbers that JSON cannot express are null, wherever they come from; times in another unit are refused by
// name.
#include "app/outgoing.h"
#include "core/records/timecheck.h"
#include "support/storefixture.h"

#include <QTest>

#include <array>
#include <limits>

using namespace mimir;
using namespace mimir::test;

class TstOddValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void notFiniteIsNull();
    void foreignWritesAreReadAsNull();
    void recordedNumbersAreNull();
    void aClockThatWasNeverSetDatesNothing_data();
    void aClockThatWasNeverSetDatesNothing();
    void timesAreMilliseconds_data();
    void timesAreMilliseconds();
    void isoTextsAreTimes_data();
    void isoTextsAreTimes();
    void foreignTimesAreToldAndNotSent();
    void foreignTimesThatAreNoneAreToldAndNotSent_data();
    void foreignTimesThatAreNoneAreToldAndNotSent();
    void aForeignEditOfATimeIsToldAndNotSent();
    void aTextInPlaceOfATimeStaysOne();
    void aRowOfAForeignTimeIsOfferedByItsOwnInstant();
};

void TstOddValues::notFiniteIsNull()
{
    QCOMPARE(json::fromReal(std::numeric_limits<double>::infinity()), "null");
    QCOMPARE(json::fromReal(-std::numeric_limits<double>::infinity()), "null");
    QCOMPARE(json::fromReal(std::numeric_limits<double>::quiet_NaN()), "null");
    QCOMPARE(json::fromReal(0.25), "0.25");
}

void TstOddValues::aClockThatWasNeverSetDatesNothing_data()
{
    QTest::addColumn<qint64>("now");
    QTest::newRow("1970") << qint64(5000);
    QTest::newRow("2121") << qint64(4'765'132'800'000);
}

// It would be refused wherever it is recorded again.
void TstOddValues::aClockThatWasNeverSetDatesNothing()
{
    QFETCH(qint64, now);
    StoreFixture f;
    f.clock.set(now);
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    for (const auto &[type, id] :
        {std::pair(EntityType::Conversation, "c1"), std::pair(EntityType::Message, "m1")}) {
        const auto row = f.store->backend().read(type, id);
        QVERIFY(row && *row);
        QVERIFY(checkTimes(**row));
    }
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
    QTest::newRow("before") << qint64(978'307'199'999) << "is not a time between 2001 and 2100";
    QTest::newRow("seconds") << qint64(1'722'470'400) << "is in seconds";
    QTest::newRow("microseconds") << qint64(1'722'470'400'000'000) << "is in microseconds";
    QTest::newRow("nanoseconds") << qint64(1'722'470'400'000'000'000) << "is in nanoseconds";
    QTest::newRow("none") << qint64(0) << "is not a time between 2001 and 2100";
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

void TstOddValues::isoTextsAreTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("time"); // -1: none
    const qint64 day = 1'795'996'800'000;
    QTest::newRow("date") << QByteArray("2026-11-30") << day;
    QTest::newRow("SQLite") << QByteArray("2026-11-30 12:34:56") << day + 45'296'000;
    QTest::newRow("UTC") << QByteArray("2026-11-30T12:34:56Z") << day + 45'296'000;
    QTest::newRow("minutes") << QByteArray("2026-11-30T12:34") << day + 45'240'000;
    QTest::newRow("fraction") << QByteArray("2026-11-30T12:34:56.789123+02:00") << day + 38'096'789;
    QTest::newRow("short fraction") << QByteArray("2026-11-30T00:00:00.5-0130") << day + 5'400'500;
    QTest::newRow("hours") << QByteArray("2026-11-30T00:00:00+01") << day - 3'600'000;
    QTest::newRow("no such day") << QByteArray("2026-02-30") << qint64(-1);
    QTest::newRow("no such hour") << QByteArray("2026-11-30T24:00") << qint64(-1);
    QTest::newRow("no such zone") << QByteArray("2026-11-30T12:00 CET") << qint64(-1);
    QTest::newRow("more") << QByteArray("2026-11-30T12:00Zx") << qint64(-1);
    QTest::newRow("sign") << QByteArray("2026-1--30") << qint64(-1);
    QTest::newRow("short") << QByteArray("2026-11") << qint64(-1);
    QTest::newRow("number") << QByteArray("1722470400") << qint64(-1);
    QTest::newRow("word") << QByteArray("yesterday") << qint64(-1);
    QTest::newRow("empty") << QByteArray("") << qint64(-1);
}

void TstOddValues::isoTextsAreTimes()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, time);
    QCOMPARE(timeFromIso(text.toStdString()).value_or(-1), time);
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
        "('missing', 'c1', 'user', 'x', NULL), ('clock', 'c1', 'user', 'x', 60000)")); // a clock never set
    const auto frozen = f.store->batches().build(f.web, {});
    QVERIFY(frozen);
    QStringList leaving;
    for (const QueuedItem &item : frozen->items)
        leaving << QString::fromStdString(item.id);
    leaving.sort();
    QCOMPARE(leaving, (QStringList {"c1", "clock", "fine", "missing"}));
    QCOMPARE(f.queueText("state || error_code || error_message", "seconds"),
        "1odd_timeconversation: \"created_at\" is in seconds: times must be milliseconds since 1970");
    QVERIFY(
        f.queueText("error_message", "micros").find("\"timestamp\" is in microseconds") != std::string::npos);
    QVERIFY(
        f.store->database().run("UPDATE conversations SET created_at = 1722470400000 WHERE id = 'seconds'"));
    QCOMPARE(f.store->batches().build(f.web, {})->items.size(), std::size_t(5)); // it was fixed
}

void TstOddValues::foreignTimesThatAreNoneAreToldAndNotSent_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("fault");
    QTest::newRow("date") << "'2026-11-30'"
                          << "is a string: times must be milliseconds since 1970";
    QTest::newRow("ISO 8601") << "'2026-11-30T12:00:00Z'"
                              << "is a string: times must be milliseconds since 1970";
    QTest::newRow("word") << "'yesterday'"
                          << "is a string that is not a time";
    QTest::newRow("empty") << "''"
                           << "is a string that is not a time";
    QTest::newRow("bytes") << "X'3230323600'"
                           << "is a string that is not a time";
    QTest::newRow("after 2100") << "4102444800001"
                                << "is not a time between 2001 and 2100 in milliseconds since 1970";
    QTest::newRow("nanoseconds") << "1722470400000000000"
                                 << "is in nanoseconds: times must be milliseconds since 1970";
    QTest::newRow("0") << "0"
                       << "is not a time between 2001 and 2100 in milliseconds since 1970";
    QTest::newRow("negative") << "-1722470400000"
                              << "is not a time between 2001 and 2100 in milliseconds since 1970";
}

void TstOddValues::foreignTimesThatAreNoneAreToldAndNotSent()
{
    QFETCH(QString, value);
    QFETCH(QString, fault);
    const std::vector<std::array<const char *, 4>> rows {
        {"conversation", "created_at", "conversations(id, title, created_at)", "'t'"},
        {"conversation", "updated_at", "conversations(id, title, updated_at)", "'t'"},
        {"message", "timestamp", "messages(id, conversation_id, role, content, timestamp)",
            "'c1', 'user', 'x'"},
        {"tool_call", "started_at", "tool_calls(id, conversation_id, tool_name, started_at)", "'c1', 'bash'"},
        {"tool_call", "completed_at", "tool_calls(id, conversation_id, tool_name, completed_at)",
            "'c1', 'bash'"},
        {"audit_log", "timestamp", "audit_logs(id, event_type, action, timestamp)",
            "'permission', 'decide'"}};
    for (const auto &[type, field, columns, others] : rows) {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1"));
        QVERIFY(f.store->database().script(std::string("INSERT INTO ") + columns + " VALUES ('odd', " + others
            + ", " + value.toStdString() + ")"));
        const auto frozen = f.store->batches().build(f.web, {});
        QCOMPARE(frozen->items.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(f.queueText("state || error_code || error_message", "odd")),
            QStringLiteral("1odd_time%1: \"%2\" %3").arg(QLatin1String(type), QLatin1String(field), fault));
    }
}

void TstOddValues::aForeignEditOfATimeIsToldAndNotSent()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->backend().write(record(EntityType::ToolCall, "t1",
        {{"conversation_id", "\"c1\""}, {"tool_name", "\"bash\""}, {"status", "\"running\""}})));
    QVERIFY(f.store->database().script("DELETE FROM sync_queue; UPDATE conversations SET base_rev = 1;"
                                       "UPDATE tool_calls SET base_rev = 2;"));
    QVERIFY(f.store->database().run("UPDATE tool_calls SET completed_at = 1722470400 WHERE id = 't1'"));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    QCOMPARE(f.queueText("error_code || error_message", "t1"),
        "odd_timetool_call: \"completed_at\" is in seconds: times must be milliseconds since 1970");
    QVERIFY(f.store->database().run("UPDATE tool_calls SET completed_at = 1722470400000 WHERE id = 't1'"));
    QCOMPARE(f.store->batches().build(f.web, {})->items.size(), std::size_t(1));
    // What the server already has stays as it is: an edit of something else is sent.
    QVERIFY(f.store->database().script("DELETE FROM sync_queue; INSERT INTO sync_applying VALUES (1);"
                                       "UPDATE tool_calls SET started_at = 5; DELETE FROM sync_applying"));
    QVERIFY(f.store->database().run("UPDATE tool_calls SET status = 'success' WHERE id = 't1'"));
    QCOMPARE(f.store->batches().build(f.web, {})->items.size(), std::size_t(1));
}

// Neither a reader nor a writer of the row makes a time out of its first digits.
void TstOddValues::aTextInPlaceOfATimeStaysOne()
{
    StoreFixture f;
    QVERIFY(f.store->database().run("INSERT INTO conversations(id, title, created_at, updated_at) VALUES "
                                    "('c1', 't', '2026-11-30', 'x')"));
    const auto read = f.store->backend().read(EntityType::Conversation, "c1");
    QVERIFY(read && *read);
    QVERIFY(!(*read)->fields.integer("created_at"));
    QVERIFY((*read)->toLine().find("\"created_at\":\"2026-11-30\"") != std::string::npos);
    const auto renamed = f.conversation("c1", "another");
    QCOMPARE(renamed.error().code, ErrorCode::Validation);
    QVERIFY(renamed.error().message.find("\"created_at\"") != std::string::npos);
    const Fields mended {{"title", "\"another\""}, {"created_at", "1795996800000"}};
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "c1", mended)));
    const auto after = f.store->backend().read(EntityType::Conversation, "c1");
    QCOMPARE((*after)->fields.integer("created_at").value_or(0), 1'795'996'800'000);
    QVERIFY((*after)->fields.integer("updated_at").value_or(0) > 1'000'000'000'000);
}

// Whatever is in place of its time, the edit was made when it was made.
void TstOddValues::aRowOfAForeignTimeIsOfferedByItsOwnInstant()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script(
        "DELETE FROM sync_queue; UPDATE conversations SET base_rev = 1, updated_at = '2026-11-30'"));
    QVERIFY(f.store->replica().resetEpoch(f.team(f.web)));
    Query same = f.store->database().once(
        "SELECT q.edited_at = c.edited_at FROM sync_queue q JOIN conversations c ON c.id = q.id");
    QVERIFY(same.next());
    QCOMPARE(same.integer(0), 1);
}

QTEST_GUILESS_MAIN(TstOddValues)
#include "tst_oddvalues.moc"
