#include "sources/exportstream.h"

#include "sources/recordstream.h"
#include "storage/store.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

/// A separate store with import and export.
class Device {
public:
    explicit Device(Millis now)
    {
        m_clock.set(now);
        m_store = std::move(*Store::open(m_directory.filePath(QStringLiteral("s.db")), m_clock, m_random));
    }

    bool record(const QByteArray &lines)
    {
        QFile file(m_directory.filePath(QStringLiteral("input")));
        if (!file.open(QIODevice::ReadWrite | QIODevice::Truncate) || file.write(lines) < 0 || !file.seek(0))
            return false;
        LineReader reader(file.handle());
        return RecordStream(m_store->backend(), 500).run(reader).ok();
    }
    QByteArray exported(const char *conversation = nullptr)
    {
        QByteArray out;
        ExportStream stream(m_store->database(), [&out](std::string_view line) {
            out.append(line.data(), static_cast<qsizetype>(line.size())).append('\n');
            return true;
        });
        const auto lines = conversation ? stream.conversation(conversation) : stream.all();
        return lines && *lines == out.count('\n') ? out : QByteArray("failed");
    }
    Store &store() { return *m_store; }

private:
    QTemporaryDir m_directory;
    test::FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<Store> m_store;
};

const QByteArray kHistory
    = R"({"type":"conversation","created_at":1700000000005,"id":"c1","title":"Ärger \u0001","updated_at":1700000000006,"x":[1]}
{"type":"conversation","created_at":1700000000007,"id":"c2","updated_at":1700000000007,"workspace":"/w"}
{"type":"message","content":"","conversation_id":"c1","cost":0.25,"id":"m1","metadata":{"a":[1,{"b":null}]},"role":"user","timestamp":1700000000008}
{"type":"message","content":"hi","conversation_id":"c2","id":"m2","metadata":"text","role":"tool","timestamp":1700000000009}
{"type":"tool_call","arguments":[1,2],"conversation_id":"c1","id":"t1","result":"5","started_at":1700000000009,"status":"success","tool_name":"bash"}
{"type":"tool_call","arguments":"ls","conversation_id":"c1","id":"t2","result":5,"started_at":1700000000009,"tool_name":"bash"}
{"type":"tool_call","arguments":{"z":1.50,"y":12345678901234567890},"conversation_id":"c1","id":"t3","result":true,"started_at":1700000000009,"tool_name":"bash"}
{"type":"audit_log","action":"decide","args":false,"conversation_id":"c1","decision":"always","event_type":"permission","id":"a1","result":[],"timestamp":1700000000010}
)";

class TstExportStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exportIsWhatWasRecordedInCanonicalForm();
    void exportOfAnExportGivesTheSameBytes();
    void orderOfRecordingDoesNotShow();
    void oneConversationOnly();
    void deletedRowsAreLeftOut();
    void outputThatCannotBeWrittenIsAnError();
    void emptyStoreExportsNothing();
};

void TstExportStream::exportIsWhatWasRecordedInCanonicalForm()
{
    Device device(1'000);
    QVERIFY(device.record(kHistory));
    QByteArray expected = kHistory;
    expected.replace(R"({"z":1.50,"y":12345678901234567890})", R"({"y":12345678901234567890,"z":1.50})");
    QCOMPARE(device.exported(), expected);
}

void TstExportStream::exportOfAnExportGivesTheSameBytes()
{
    Device first(1'000);
    QVERIFY(first.record(kHistory));
    Device second(999'999);
    QVERIFY(second.record(first.exported()));
    QCOMPARE(second.exported(), first.exported());
    QVERIFY(first.exported().size() > 500);
}

void TstExportStream::orderOfRecordingDoesNotShow()
{
    Device first(1'000);
    QVERIFY(first.record(kHistory));
    QList<QByteArray> lines = kHistory.trimmed().split('\n');
    std::reverse(lines.begin(), lines.end());
    Device second(2'000);
    QVERIFY(second.record(lines.join('\n')));
    QCOMPARE(second.exported(), first.exported());
}

void TstExportStream::oneConversationOnly()
{
    Device device(1'000);
    QVERIFY(device.record(kHistory));
    const QByteArray all = device.exported();
    QByteArray expected;
    for (const QByteArray &line : all.split('\n'))
        if (line.contains("\"id\":\"c2\"") || line.contains("\"conversation_id\":\"c2\""))
            expected += line + '\n';
    QCOMPARE(device.exported("c2"), expected);
    QCOMPARE(expected.count('\n'), 2);
    QCOMPARE(device.exported("absent"), QByteArray("failed"));
}

void TstExportStream::deletedRowsAreLeftOut()
{
    Device device(1'000);
    QVERIFY(device.record(kHistory));
    QVERIFY(device.record(R"({"type":"conversation","id":"c1","deleted":true})"));
    const QByteArray left = device.exported();
    QVERIFY(!left.contains("\"id\":\"c1\""));
    QVERIFY(!left.contains("\"id\":\"m1\"")); // its children are removed with it
    QVERIFY(left.contains("\"id\":\"m2\""));
}

void TstExportStream::outputThatCannotBeWrittenIsAnError()
{
    Device device(1'000);
    QVERIFY(device.record(kHistory));
    int taken = 0;
    ExportStream stream(device.store().database(), [&taken](std::string_view) { return ++taken < 3; });
    QCOMPARE(stream.all().error().code, ErrorCode::Cancelled);
    QVERIFY(!device.store().database().inTransaction());
}

void TstExportStream::emptyStoreExportsNothing()
{
    Device device(1'000);
    QCOMPARE(device.exported(), QByteArray());
}

} // namespace

QTEST_GUILESS_MAIN(TstExportStream)
#include "tst_exportstream.moc"
