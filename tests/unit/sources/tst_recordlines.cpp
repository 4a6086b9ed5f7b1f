// Records out of files as agents, and broken programs, leave them (src/sources/following/recordlines.h).
#include "sources/following/recordlines.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

struct Read {
    std::vector<json::Object> records;
    std::int64_t bad = 0, offset = 0, lines = 0;
};

Read read(const QByteArray &bytes)
{
    QTemporaryDir place;
    QFile file(place.filePath(QStringLiteral("a.jsonl")));
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot be written");
    file.close();
    auto opened = LineFile::open(file.fileName());
    RecordLines lines(*opened, [](std::string_view) { return false; });
    Read all;
    std::vector<json::Object> some;
    while (*lines.next(some))
        all.records.insert(all.records.end(), some.begin(), some.end());
    all.bad = lines.badLines();
    all.offset = lines.offset();
    all.lines = lines.lines();
    return all;
}

QByteArray nested(int depth)
{
    return QByteArray(R"({"type":"a","message":{"content":[{"input":)") + QByteArray(depth, '[')
        + "\"{x}\\\"\"" + QByteArray(depth, ']') + "}]},\"uuid\":\"u\"}\n";
}

} // namespace

class TstRecordLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeObjectIsTakenWithoutALineBreak();
    void whatIsNotWholeIsLeft_data();
    void whatIsNotWholeIsLeft();
    void nestingBeyondTheLimitsCostsOnlyItself_data();
    void nestingBeyondTheLimitsCostsOnlyItself();
    void manyMembersCostOnlyThemselves();
    void aRawLineBreakInATextIsRead();
    void badLinesAreCheap_data();
    void badLinesAreCheap();
};

void TstRecordLines::aWholeObjectIsTakenWithoutALineBreak()
{
    const Read all = read(R"({"type":"a"})"
                          "\n"
                          R"({"type":"b"})");
    QCOMPARE(all.records.size(), 2U);
    QCOMPARE(all.offset, 25);
    QCOMPARE(all.bad, 0);
}

void TstRecordLines::whatIsNotWholeIsLeft_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("half an object") << QByteArray(R"({"type":"b")");
    QTest::newRow("half of a nested one") << QByteArray(R"({"type":"b","x":{"y":1})");
    QTest::newRow("NULs behind it") << QByteArray("{\"type\":\"b\"}\0\0", 14);
    QTest::newRow("a number") << QByteArray("7");
}

void TstRecordLines::whatIsNotWholeIsLeft()
{
    QFETCH(QByteArray, rest);
    const Read all = read(R"({"type":"a"})"
                          "\n"
        + rest);
    QCOMPARE(all.records.size(), 1U);
    QCOMPARE(all.offset, 13);
    QCOMPARE(all.bad, 0);
}

void TstRecordLines::nestingBeyondTheLimitsCostsOnlyItself_data()
{
    QTest::addColumn<int>("depth");
    for (const int depth : {1, 20, 25, 28, 40, 1000, 100'000})
        QTest::addRow("%d", depth) << depth;
}

void TstRecordLines::nestingBeyondTheLimitsCostsOnlyItself()
{
    QFETCH(int, depth);
    const Read all = read(nested(depth));
    QCOMPARE(all.records.size(), 1U);
    QCOMPARE(all.bad, 0);
    QCOMPARE(all.records.front().text("uuid"), std::optional<std::string>("u"));
    QVERIFY(all.records.front().find("message")->find("{x}") != std::string::npos);
}

void TstRecordLines::manyMembersCostOnlyThemselves()
{
    QByteArray members;
    for (int i = 0; i < 5000; ++i)
        members += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + "\":1";
    const Read all = read(R"({"type":"a","message":{"content":[{"input":{)" + members + "}}]}}\n");
    QCOMPARE(all.records.size(), 1U);
    QCOMPARE(all.records.front().text("type"), std::optional<std::string>("a"));
}

void TstRecordLines::aRawLineBreakInATextIsRead()
{
    const Read all = read("{\"type\":\"a\",\"x\":\"one\ntwo\"}\n{\"type\":\"b\"}\n");
    QCOMPARE(all.records.size(), 2U);
    QCOMPARE(all.records.front().text("x"), std::optional<std::string>("one\ntwo"));
    QCOMPARE(all.bad, 0);
}

void TstRecordLines::badLinesAreCheap_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("quotes") << QByteArray("\"\n");
    QTest::newRow("open texts") << QByteArray("{\"a\":\"\n");
    QTest::newRow("braces") << QByteArray("{{{{{{{{{{{{{{{{{{{{}\n");
    QTest::newRow("glue") << QByteArray("}{\"}{\"}{\"}{\"}{\"}{\"\n");
}

// What looks at each byte again for every line takes longer than a test may.
void TstRecordLines::badLinesAreCheap()
{
    QFETCH(QByteArray, line);
    const Read all = read(line.repeated(2'000'000 / line.size()) + "{\"type\":\"a\"}\n");
    QCOMPARE(all.records.size(), 1U);
    QVERIFY(all.bad > 0);
}

QTEST_APPLESS_MAIN(TstRecordLines)
#include "tst_recordlines.moc"
