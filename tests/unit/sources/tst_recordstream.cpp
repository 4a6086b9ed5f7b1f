#include "sources/recordstream.h"

#include "storage/store.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace mimir;

namespace {

constexpr auto kConversation = R"({"type":"conversation","id":"c1","title":"Fix VAT"})";
constexpr auto kMessage
    = R"({"type":"message","id":"m1","conversation_id":"c1","role":"user","content":"hi"})";

class TstRecordStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }
    void badLineIsReportedAndTheOthersKept_data();
    void badLineIsReportedAndTheOthersKept();
    void faultsAreToldInOurWords_data();
    void faultsAreToldInOurWords();
    void itemOverEightMebibytesIsRefused();
    void lineThatIsTooLongIsSkippedInBoundedMemory();
    void whatNoStoreCanHoldIsReplacedAndCounted();
    void byteOrderMarkCarriageReturnsAndEmptyLines();
    void unknownFieldsAreKept();
    void derivedFieldsAreNot();
    void namesOfLinesAreNot();
    void aTimeOfTheFutureComesBack();
    void existingIdChangesOnlyTheFieldsNamed();
    void equalValuesQueueNothing();
    void deletedTrueDeletes();
    void missingTimesMeanNow();
    void batchSharesATransaction();
    void badFirstLineDoesNotTurnTheClockBack();
    void storeThatFailsStopsTheStream();
    void batchIsWrittenWhenTheInputPauses();
    void tellsWhenSomethingWasWritten();
    void lineOverALimitIsRefusedAlone();
    void waitsWithoutSpinningForAnInputThatDoesNotBlock();

private:
    RecordStream::Summary record(const QByteArray &input, std::size_t linesPerTransaction = 1);
    std::optional<Record> read(EntityType type, const char *id) { return *m_store->backend().read(type, id); }
    std::int64_t count(const char *sql) { return m_store->database().integer(sql).value_or(-1); }

    test::FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Store> m_store;
    std::vector<RecordStream::Problem> m_problems;
    int m_announced = 0;
};

void TstRecordStream::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = std::move(*Store::open(m_directory->filePath(QStringLiteral("s.db")), m_clock, m_random));
    m_problems.clear();
    m_announced = 0;
}

RecordStream::Summary TstRecordStream::record(const QByteArray &input, std::size_t linesPerTransaction)
{
    QFile file(m_directory->filePath(QStringLiteral("input")));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Truncate) || file.write(input) != input.size()
        || !file.seek(0))
        qFatal("no input file");
    LineReader reader(file.handle());
    RecordStream stream(m_store->backend(), linesPerTransaction);
    stream.onProblem([this](const RecordStream::Problem &problem) { m_problems.push_back(problem); });
    stream.onWritten([this] { ++m_announced; });
    return stream.run(reader);
}

void TstRecordStream::badLineIsReportedAndTheOthersKept_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &line, ErrorCode code) {
        QTest::newRow(name) << line << code;
    };
    row("not JSON", "nonsense", ErrorCode::Malformed);
    row("half a line", R"({"type":"message","id":"m2")", ErrorCode::Malformed);
    row("two objects", R"({"type":"conversation","id":"c2"}{"type":"conversation","id":"c3"})",
        ErrorCode::Malformed);
    row("an array", "[1]", ErrorCode::Malformed);
    row("not UTF-8", "{\"type\":\"conversation\",\"id\":\"c2\",\"title\":\"\xff\xfe\"}",
        ErrorCode::Malformed);
    row("nested too deeply",
        QByteArray(R"({"type":"tool_call","id":"t","conversation_id":"c1","tool_name":"x","args":)")
            + QByteArray(200, '[') + QByteArray(200, ']') + "}",
        ErrorCode::Malformed);
    row("no type", R"({"id":"c2"})", ErrorCode::Validation);
    row("unknown type", R"({"type":"artifact","id":"c2"})", ErrorCode::Validation);
    row("no id", R"({"type":"conversation","title":"x"})", ErrorCode::Validation);
    row("id with blanks", R"({"type":"conversation","id":"a b"})", ErrorCode::Validation);
    row("wrong kind", R"({"type":"conversation","id":"c2","title":7})", ErrorCode::Validation);
    row("required field missing", R"({"type":"message","id":"m2","role":"user"})", ErrorCode::Validation);
    row("deleted is not a truth value", R"({"type":"conversation","id":"c1","deleted":"yes"})",
        ErrorCode::Validation);
    row("seconds", R"({"type":"conversation","id":"c2","created_at":1722470400})", ErrorCode::Validation);
    row("microseconds",
        R"({"type":"message","id":"m2","conversation_id":"c1","role":"user","timestamp":1722470400000000})",
        ErrorCode::Validation);
    row("an audit entry is deleted", R"({"type":"audit_log","id":"a1","deleted":true})",
        ErrorCode::Immutable);
}

void TstRecordStream::badLineIsReportedAndTheOthersKept()
{
    QFETCH(QByteArray, line);
    QFETCH(ErrorCode, code);
    for (const std::size_t perTransaction : {std::size_t(1), std::size_t(500)}) {
        init();
        const auto summary
            = record(QByteArray(kConversation) + '\n' + line + '\n' + kMessage + '\n', perTransaction);
        QVERIFY(!summary.ok());
        QVERIFY(!summary.stopped);
        QCOMPARE(summary.created, std::int64_t(2));
        QCOMPARE(summary.refused, std::int64_t(1));
        QCOMPARE(m_problems.size(), std::size_t(1));
        QCOMPARE(m_problems[0].firstLine, std::int64_t(2));
        QCOMPARE(m_problems[0].lastLine, std::int64_t(2));
        QCOMPARE(m_problems[0].error.code, code);
        QVERIFY(!m_problems[0].error.message.empty());
        QVERIFY(read(EntityType::Conversation, "c1"));
        QVERIFY(read(EntityType::Message, "m1"));
        QCOMPARE(count("SELECT COUNT(*) FROM sync_queue"), std::int64_t(2));
    }
}

void TstRecordStream::faultsAreToldInOurWords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("words");
    const QByteArray mark("\xEF\xBB\xBF");
    const QByteArray cost(
        R"({"type":"message","id":"m2","conversation_id":"c1","role":"user","content":"x","cost":@})");
    QTest::newRow("null") << QByteArray("null") << QByteArray("it is not a JSON object");
    QTest::newRow("a number") << QByteArray("1e400") << QByteArray("it is not a JSON object");
    QTest::newRow("a text") << QByteArray("\"x\"") << QByteArray("it is not a JSON object");
    QTest::newRow("an array") << QByteArray("[1]") << QByteArray("it is not a JSON object");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\"}") << QByteArray("it is not UTF-8");
    QTest::newRow("half") << QByteArray(R"({"a":)") << QByteArray("it is not valid JSON");
    QTest::newRow("words") << QByteArray("nonsense") << QByteArray("it is not a JSON object");
    QTest::newRow("two marks") << mark + mark + "{}" << QByteArray("it is not a JSON object");
    QTest::newRow("a mark in the middle") << mark + R"({"type":"conversation","id":"c2"})" << QByteArray();
    for (const char *number : {"1e400", "-9e999", "1e-400", "-0"})
        QTest::newRow(number) << QByteArray(cost).replace("@", number) << QByteArray();
    for (const char *number : {"Infinity", "NaN", "1e", "+1"})
        QTest::newRow(number) << QByteArray(cost).replace("@", number) << QByteArray("it is not valid JSON");
}

void TstRecordStream::faultsAreToldInOurWords()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const auto summary = record(QByteArray(kConversation) + '\n' + line + '\n');
    QCOMPARE(summary.ok(), words.isEmpty());
    if (!words.isEmpty()) {
        QCOMPARE(m_problems.at(0).firstLine, std::int64_t(2));
        QCOMPARE(QByteArray::fromStdString(m_problems.at(0).error.message), words);
    } else if (const auto message = read(EntityType::Message, "m2")) {
        QVERIFY(message->fields.isNullOrAbsent("cost") || json::toReal(*message->fields.find("cost")) == 0);
    }
}

void TstRecordStream::itemOverEightMebibytesIsRefused()
{
    const QByteArray before
        = R"({"type":"message","id":"big","conversation_id":"c1","role":"user","content":")";
    const auto summary = record(before + QByteArray(9 << 20, 'x') + "\"}\n" + kConversation + "\n");
    QCOMPARE(summary.created, std::int64_t(1));
    QCOMPARE(m_problems.at(0).error.code, ErrorCode::TooLarge);
    QVERIFY(!read(EntityType::Message, "big"));
    const auto largest = record(before + QByteArray((8 << 20) - 1000, 'x') + "\"}\n");
    QVERIFY(largest.ok());
}

void TstRecordStream::lineThatIsTooLongIsSkippedInBoundedMemory()
{
    QFile file(m_directory->filePath(QStringLiteral("long")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("first\n" + QByteArray(300'000, 'x') + "\nthird\n" + QByteArray(200'000, 'y'));
    QVERIFY(file.seek(0));
    LineReader reader(file.handle(), 1000);
    LineReader::Line line;
    QCOMPARE(reader.next(line, -1), LineReader::Got::Line);
    QCOMPARE(line.text, std::string_view("first"));
    QCOMPARE(reader.next(line, -1), LineReader::Got::Line);
    QVERIFY(line.tooLong);
    QCOMPARE(line.number, std::int64_t(2));
    QCOMPARE(reader.next(line, -1), LineReader::Got::Line);
    QCOMPARE(line.text, std::string_view("third"));
    QVERIFY(!line.tooLong);
    QCOMPARE(reader.next(line, -1), LineReader::Got::Line);
    QVERIFY(line.tooLong);
    QCOMPARE(reader.next(line, -1), LineReader::Got::End);
}

void TstRecordStream::whatNoStoreCanHoldIsReplacedAndCounted()
{
    const QByteArray odd
        = R"({"type":"message","id":"m1","conversation_id":"c1","role":"user","content":"a\u0000b\ud83dc\ud83d\ude00\\u0000"})";
    for (const std::size_t perTransaction : {std::size_t(1), std::size_t(500)}) {
        init();
        const auto summary = record(QByteArray(kConversation) + '\n' + odd + '\n' + odd, perTransaction);
        QVERIFY(summary.ok());
        QCOMPARE(summary.replaced, std::int64_t(2));
        QCOMPARE(summary.firstReplaced, std::int64_t(2));
        const auto stored = read(EntityType::Message, "m1");
        QCOMPARE(stored->fields.text("content").value_or(""), std::string("a�b�c😀\\u0000"));
    }
    QCOMPARE(record(QByteArray(kConversation) + '\n').replaced, std::int64_t(0));
}

void TstRecordStream::byteOrderMarkCarriageReturnsAndEmptyLines()
{
    const auto summary = record(QByteArray("\xEF\xBB\xBF") + kConversation + "\r\n\r\n   \n\n" + kMessage);
    QVERIFY(summary.ok());
    QCOMPARE(summary.created, std::int64_t(2));
}

void TstRecordStream::unknownFieldsAreKept()
{
    QVERIFY(
        record(R"({"type":"conversation","id":"c1","x_new":{"b":1,"a":[null,12345678901234567890]}})").ok());
    const auto stored = read(EntityType::Conversation, "c1");
    QVERIFY(stored);
    QCOMPARE(*stored->fields.find("x_new"), std::string(R"({"a":[null,12345678901234567890],"b":1})"));
}

void TstRecordStream::derivedFieldsAreNot()
{
    QVERIFY(record(R"({"type":"conversation","id":"c1","total_tokens":5,"total_cost":1.5,"last_activity":9})")
                .ok());
    for (const char *field : {"total_tokens", "total_cost", "last_activity"})
        QVERIFY(!read(EntityType::Conversation, "c1")->fields.find(field));
}

// Other writers, and servers of earlier versions, may have stored them.
void TstRecordStream::namesOfLinesAreNot()
{
    QCOMPARE(record(kConversation).created, 1);
    QVERIFY(m_store->database().run(
        R"(UPDATE conversations SET extra = '{"deleted":true,"type":"audit_log","_x":1,"x_tag":1}')"));
    const std::string line = read(EntityType::Conversation, "c1")->toLine();
    QVERIFY(line.starts_with(R"({"type":"conversation",)") && line.find("x_tag") != std::string::npos);
    QCOMPARE(line.find("deleted"), std::string::npos);
    QCOMPARE(line.find("audit_log"), std::string::npos);
    record(QByteArray::fromStdString(line));
    QVERIFY(read(EntityType::Conversation, "c1"));
}

// A clock was ten years ahead once.
void TstRecordStream::aTimeOfTheFutureComesBack()
{
    record(kConversation);
    const Millis now = m_clock.now(), later = now + Millis(3650) * 86'400'000;
    const auto updated
        = [this] { return read(EntityType::Conversation, "c1")->fields.integer("updated_at"); };
    QVERIFY(m_store->database().run("UPDATE conversations SET updated_at = ?", later));
    record(R"({"type":"conversation","id":"c1","title":"Fix more"})");
    QVERIFY(*updated() >= now && *updated() < now + 1000);
    record(QByteArray::fromStdString(R"({"type":"conversation","id":"c1","title":"And more","updated_at":)"
        + std::to_string(later) + "}"));
    QVERIFY(*updated() >= now && *updated() < now + 1000);
}

void TstRecordStream::existingIdChangesOnlyTheFieldsNamed()
{
    QVERIFY(record(R"({"type":"conversation","id":"c1","title":"A","model":"m"})").ok());
    const auto summary = record(R"({"type":"conversation","id":"c1","title":"B"})");
    QCOMPARE(summary.changed, std::int64_t(1));
    QCOMPARE(read(EntityType::Conversation, "c1")->fields.text("title"), std::optional<std::string>("B"));
    QCOMPARE(read(EntityType::Conversation, "c1")->fields.text("model"), std::optional<std::string>("m"));
}

void TstRecordStream::equalValuesQueueNothing()
{
    QVERIFY(record(kConversation).ok());
    QVERIFY(m_store->database().run("DELETE FROM sync_queue").ok());
    const auto summary = record(kConversation);
    QCOMPARE(summary.unchanged, std::int64_t(1));
    QCOMPARE(count("SELECT COUNT(*) FROM sync_queue"), std::int64_t(0));
    QCOMPARE(m_announced, 1);
}

void TstRecordStream::deletedTrueDeletes()
{
    QVERIFY(record(kConversation).ok());
    QVERIFY(record(R"({"type":"conversation","id":"c1","deleted":true})").ok());
    QVERIFY(!read(EntityType::Conversation, "c1"));
    QVERIFY(record(R"({"type":"conversation","id":"never-there","deleted":true})").ok());
    const auto again = record(kConversation);
    QCOMPARE(again.refused, std::int64_t(1));
    QCOMPARE(m_problems.back().error.code, ErrorCode::Exists);
}

void TstRecordStream::missingTimesMeanNow()
{
    QVERIFY(record(kConversation).ok());
    QCOMPARE(
        read(EntityType::Conversation, "c1")->fields.integer("created_at"), std::optional(m_clock.now()));
}

void TstRecordStream::batchSharesATransaction()
{
    QByteArray lines;
    for (int i = 0; i < 7; ++i)
        lines += "{\"type\":\"conversation\",\"id\":\"c" + QByteArray::number(i) + "\"}\n";
    QVERIFY(record(lines, 3).ok());
    // One instant stamps a transaction: 3 + 3 + 1.
    QCOMPARE(count("SELECT COUNT(DISTINCT edited_at) FROM conversations"), std::int64_t(3));
    init();
    QVERIFY(record(lines, 1).ok());
    QCOMPARE(count("SELECT COUNT(DISTINCT edited_at) FROM conversations"), std::int64_t(7));
}

void TstRecordStream::badFirstLineDoesNotTurnTheClockBack()
{
    (void)record(QByteArray(R"({"type":"message","id":"m9","role":"user"})") + '\n' + kConversation, 500);
    QVERIFY(count("SELECT hlc FROM sync_clock") >= count("SELECT MAX(edited_at) FROM conversations"));
}

void TstRecordStream::storeThatFailsStopsTheStream()
{
    for (const std::size_t perTransaction : {std::size_t(1), std::size_t(500)}) {
        init();
        QVERIFY(record(kConversation).ok());
        QVERIFY(m_store->database().script("PRAGMA query_only=1").ok());
        const auto summary
            = record(QByteArray("nonsense\n") + kMessage + '\n' + kMessage + '\n', perTransaction);
        QVERIFY(summary.stopped);
        QCOMPARE(summary.stopped->code, ErrorCode::StoreReadOnly);
        QCOMPARE(summary.created, std::int64_t(0));
        QVERIFY(m_store->database().script("PRAGMA query_only=0").ok());
        QVERIFY(read(EntityType::Conversation, "c1"));
    }
}

void TstRecordStream::batchIsWrittenWhenTheInputPauses()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    const QString path = m_directory->filePath(QStringLiteral("s.db"));
    std::thread writer([this, path, end = ends[0]] {
        SeededRandom random(2);
        const auto store = std::move(*Store::open(path, m_clock, random));
        LineReader reader(end);
        (void)RecordStream(store->backend(), 500).run(reader);
    });
    const QByteArray line = QByteArray(kConversation) + '\n';
    const bool written
        = ::write(ends[1], line.constData(), static_cast<std::size_t>(line.size())) == line.size();
    // The stream waits for more without a lock, and what has arrived is there for others.
    const bool seen
        = QTest::qWaitFor([this] { return read(EntityType::Conversation, "c1").has_value(); }, 5000);
    const bool free = record(kMessage).ok();
    ::close(ends[1]);
    writer.join();
    ::close(ends[0]);
    QVERIFY(written && seen && free);
}

void TstRecordStream::tellsWhenSomethingWasWritten()
{
    QVERIFY(record(QByteArray(kConversation) + '\n' + kMessage).ok());
    QCOMPARE(m_announced, 1);
    (void)record("nonsense");
    QCOMPARE(m_announced, 1);
}

} // namespace

void TstRecordStream::lineOverALimitIsRefusedAlone()
{
    QByteArray many;
    for (int i = 0; i < 4090; ++i)
        many += "\"k" + QByteArray::number(i) + "\":0,";
    const QByteArray wide = R"({"type":"conversation",)" + many + R"("id":"wide"})";
    const QByteArray wider = R"({"type":"conversation",)" + many + many + R"("id":"wider"})";
    const QByteArray deep
        = R"({"type":"conversation","id":"deep","x":)" + QByteArray(40, '[') + QByteArray(40, ']') + "}";
    const auto summary = record(wide + '\n' + wider + '\n' + deep + '\n' + kConversation + '\n', 100);
    QCOMPARE(summary.refused, std::int64_t(3));
    QCOMPARE(summary.created, std::int64_t(1));
    QVERIFY(m_problems.at(0).error.message.find("4,080 fields") != std::string::npos);
    QVERIFY(m_problems.at(1).error.message.find("4,096 members") != std::string::npos);
    QVERIFY(read(EntityType::Conversation, "c1"));
}

// A shell may pass on a descriptor that another program made non-blocking.
void TstRecordStream::waitsWithoutSpinningForAnInputThatDoesNotBlock()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_NONBLOCK), 0);
    std::thread writer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        const ssize_t size = ::write(ends[1], kConversation, std::strlen(kConversation));
        ::close(ends[1]);
        if (size < 0)
            qFatal("the pipe is full");
    });
    const auto spent = [] {
        timespec time {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
    };
    LineReader reader(ends[0]);
    RecordStream stream(m_store->backend(), 1);
    const auto before = spent();
    const auto summary = stream.run(reader);
    writer.join();
    ::close(ends[0]);
    QCOMPARE(summary.created, std::int64_t(1));
    QVERIFY2(spent() - before < 150, qPrintable(QString::number(spent() - before)));
}

QTEST_GUILESS_MAIN(TstRecordStream)
#include "tst_recordstream.moc"
