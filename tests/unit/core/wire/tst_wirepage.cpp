// What of a page, an answer or a batch is read, and what is refused (docs/protocol.md, "Basics").
#include "core/json/json.h"
#include "core/records/timecheck.h"
#include "core/wire/wire.h"

#include <QTest>

using namespace mimir;

namespace {

constexpr std::int64_t kMost = (std::int64_t(1) << 53) - 1;

std::string pageWith(const std::string &row, Millis time = 1000)
{
    return R"({"conversations":[)" + row
        + R"(],"messages":[],"toolCalls":[],"auditLogs":[],"deleted":[],"conflicts":[],"cursor":"p","position":9,)"
          R"("hasMore":false,"epoch":"e","serverTimestamp":)"
        + std::to_string(time) + "}";
}

std::string rowWith(const std::string &fields, const std::string &at = "{\"*\":5}")
{
    return R"({"id":"c1",)" + fields + R"("title":"t","_sync":{"rev":3,"at":)" + at + "}}";
}

} // namespace

class TstWirePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anInstantThatCannotBeIsTheServersFault_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<bool>("isUsed");
        QTest::newRow("1970") << qint64(0) << true;
        QTest::newRow("the last one") << qint64(kEndOfTime - 1) << true;
        QTest::newRow("before 1970") << qint64(-1) << false;
        QTest::newRow("2100") << qint64(kEndOfTime) << false;
        QTest::newRow("the greatest number") << qint64(kMost) << false;
        QTest::newRow("a greater one") << (qint64(1) << 60) << false;
    }
    void anInstantThatCannotBeIsTheServersFault()
    {
        QFETCH(qint64, at);
        QFETCH(bool, isUsed);
        const std::string number = std::to_string(at);
        for (const std::string &block : {"{\"*\":" + number + "}", R"({"*":5,"title":)" + number + "}",
                 R"({"x_unknown":)" + number + "}"}) {
            const auto page = wire::decodePage(pageWith(rowWith("", block)));
            QCOMPARE(page.ok(), isUsed);
            QVERIFY(isUsed || page.error().code == ErrorCode::ServerWrong);
            // As it comes with an answer.
            QCOMPARE(wire::decodeRow(EntityType::Conversation, rowWith("", block)).ok(), isUsed);
        }
        const auto page = wire::decodePage(pageWith(rowWith(""), at));
        QCOMPARE(page.ok(), isUsed);
        const auto answer = wire::decodeBatchAnswer(
            R"({"success":true,"results":[],"epoch":"e","serverTimestamp":)" + number + "}");
        QCOMPARE(answer.ok(), isUsed);
        QVERIFY(isUsed || answer.error().code == ErrorCode::ServerWrong);
    }

    void aTimeOutOfRangeIsNotApplied_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("1970") << qint64(0) << true;
        QTest::newRow("the greatest number") << qint64(kMost) << true;
        QTest::newRow("before 1970") << qint64(-1) << false;
        QTest::newRow("too great") << qint64(kMost + 1) << false;
    }
    void aTimeOutOfRangeIsNotApplied()
    {
        QFETCH(qint64, time);
        QFETCH(bool, isTaken);
        for (const std::string field : {"created_at", "updated_at"}) {
            const std::string row = rowWith('"' + field + "\":" + std::to_string(time) + ',');
            const auto page = wire::decodePage(pageWith(row));
            QVERIFY(page);
            QCOMPARE(page->rows.at(0).fault.empty(), isTaken);
            const auto batch = wire::decodeBatch(R"({"lastOpSeq":1,"conversations":[{"id":"c1",)"
                + json::quoted(field) + ':' + std::to_string(time)
                + R"(,"_sync":{"opSeq":1,"action":"create","baseRev":0}}],"messages":[],"toolCalls":[],"auditLogs":[]})");
            QVERIFY(batch);
            QCOMPARE(!batch->items.at(0).error, isTaken);
        }
    }

    // An export of the row would read as its deletion, or as another row.
    void namesOfLinesAreNoFields()
    {
        const std::string fields = R"("deleted":true,"type":"audit_log","_x":1,"deleted_at":7,)";
        const auto page = wire::decodePage(pageWith(rowWith(fields)));
        QVERIFY(page);
        QCOMPARE(page->rows.at(0).record.toLine(),
            std::string(R"({"type":"conversation","deleted_at":7,"id":"c1","title":"t"})"));
        const auto batch = wire::decodeBatch(R"({"lastOpSeq":1,"conversations":[{"id":"c1",)" + fields
            + R"("_sync":{"opSeq":1,"action":"create","baseRev":0}}],"messages":[],"toolCalls":[],"auditLogs":[]})");
        QVERIFY(batch);
        QCOMPARE(batch->items.at(0).record.toJson(), std::string(R"({"deleted_at":7,"id":"c1"})"));
    }

    void theNewestTimeIsNoneOfTheFuture()
    {
        constexpr Millis now = 1'700'000'000'000, day = 86'400'000;
        QCOMPARE(newestOf(now - 5, now, now), now);
        QCOMPARE(newestOf(now, now + day, now), now + day); // a clock may be a little ahead
        QCOMPARE(newestOf(now, now + day + 1, now), now);
        QCOMPARE(newestOf(now + 9 * day, now - 9 * day, now), now - 9 * day);
        const std::array<Millis, 4> times {now - 1, now, now + 2 * day, now + 3 * day};
        for (Millis a : times)
            for (Millis b : times)
                for (Millis c : times) {
                    QCOMPARE(newestOf(a, b, now), newestOf(b, a, now));
                    QCOMPARE(newestOf(newestOf(a, b, now), c, now), newestOf(a, newestOf(b, c, now), now));
                }
    }
};

QTEST_GUILESS_MAIN(TstWirePage)
#include "tst_wirepage.moc"
