// What one record says and many rows repeat is not multiplied by them: a folder of a megabyte is no folder.
#include "core/json/json.h"
#include "sources/agents/agentsource.h"

#include <QTest>

using namespace mimir;

namespace {

constexpr std::size_t kLong = std::size_t(1) << 20;
constexpr int kRecords = 100;

std::size_t bytesFound(std::string_view agent, const std::vector<std::string> &lines)
{
    const AgentSurroundings surroundings {[](const std::string &) { return std::string(); }};
    const auto reading
        = agentSourceNamed(agent)->open({"s-1", QStringLiteral("/nowhere/s-1.jsonl")}, surroundings);
    for (const std::string &line : lines)
        if (const auto record = json::parseObject(line))
            reading.parser->read(*record);
    reading.parser->endBatch();
    std::size_t bytes = 0;
    for (const FoundRow &row : reading.parser->takeFound())
        bytes += row.record.toJson().size();
    return bytes;
}

} // namespace

class TstParserBounds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsDoNotMultiplyTheFolder();
    void turnsDoNotMultiplyTheFolder();
};

void TstParserBounds::callsDoNotMultiplyTheFolder()
{
    std::string calls;
    for (int i = 0; i < kRecords; ++i)
        calls += R"(,{"type":"tool_use","id":"t)" + std::to_string(i) + R"(","name":"Bash","input":{}})";
    const std::string begin
        = R"({"type":"assistant","timestamp":"2026-09-01T09:00:00.000Z","sessionId":"s-1","uuid":)";
    const std::string message = R"(,"message":{"id":"m1","model":"x","content":[)" + calls.substr(1) + "]}}";
    const std::size_t bytes = bytesFound("claude-code",
        {begin + R"("u1","cwd":"/a")" + R"(,"message":{"id":"m0","content":[{"type":"text","text":"x"}]}})",
            begin + R"("u2","cwd":"/)" + std::string(kLong, 'x') + '"' + message});
    QVERIFY(bytes > 0);
    QVERIFY2(bytes < 2 * kLong, qPrintable(QString::number(bytes)));
}

void TstParserBounds::turnsDoNotMultiplyTheFolder()
{
    const std::string begin = R"({"timestamp":"2026-09-01T09:00:00.000Z","type":)";
    std::vector<std::string> lines {begin + R"("session_meta","payload":{"id":"s-1","cwd":"/a"}})",
        begin + R"("turn_context","payload":{"turn_id":"t","cwd":"/)" + std::string(kLong, 'x') + "\"}}"};
    for (int i = 0; i < kRecords; ++i)
        lines.push_back(begin
            + R"("response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":")"
            + std::to_string(i) + R"("}]}})");
    const std::size_t bytes = bytesFound("codex", lines);
    QVERIFY(bytes > 0);
    QVERIFY2(bytes < 2 * kLong, qPrintable(QString::number(bytes)));
}

QTEST_APPLESS_MAIN(TstParserBounds)
#include "tst_parserbounds.moc"
