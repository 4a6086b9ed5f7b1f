// Telemetry: both encodings say the same, what is not a decision is not read, each bound holds, and agents' settings keep
// every byte but those that are added.
#include "sources/agents/agentids.h"
#include "sources/telemetry/codextelemetry.h"
#include "sources/telemetry/decisionstore.h"
#include "sources/telemetry/otlplogs.h"
#include "sources/telemetry/telemetrysetup.h"
#include "support/otlprequest.h"
#include "support/storefixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr Millis kReceived = 1'790'000'500'000;
const TelemetryTarget kTarget {24318, std::string(64, 'a')};

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

// What both encodings of the same records say, which must be the same.
std::vector<ToolDecision> decisionsOf(const std::vector<LogRecord> &records)
{
    const auto fromJson = decisionsIn(jsonRequest(records), OtlpEncoding::Json);
    const auto fromProtobuf = decisionsIn(protobufRequest(records), OtlpEncoding::Protobuf);
    if (!fromJson || !fromProtobuf || *fromJson != *fromProtobuf)
        return {ToolDecision {"the encodings differ", {}, {}, {}, {}, {}, 0}};
    return *fromJson;
}

Record entryFor(const LogRecord &record)
{
    const auto decisions = decisionsOf({record});
    return decisions.size() == 1 ? entryOf(decisions.front(), kReceived).value_or(Record()) : Record();
}

} // namespace

class TstTelemetry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDecisionIsAnEntry_data();
    void aDecisionIsAnEntry();
    void anEntryIsNamedByItsEvent();
    void timesAreThoseOfTheEvent();
    void otherEventsAreNotRead();
    void onlyNamedAttributesAreStored();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void everyPrefixIsReadOrRefused();
    void recordsAreCounted();
    void unknownFieldsArePassedOver();
    void claudesSettingsAreRestored_data();
    void claudesSettingsAreRestored();
    void codexsSettingsAreRestored_data();
    void codexsSettingsAreRestored();
    void anotherTargetIsReplaced();
    void whatOthersHaveSetIsSeen();
    void codexsLinesThatWereChangedAreLeft();
    void aTokenIsForItsOwnerAlone();
};

void TstTelemetry::aDecisionIsAnEntry_data()
{
    QTest::addColumn<bool>("isClaude");
    QTest::addColumn<QByteArray>("decision");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("fields");
    const auto row = [](bool isClaude, const char *decision, const char *source, const char *fields) {
        QTest::addRow("%s: %s by %s", isClaude ? "Claude" : "Codex", decision, source)
            << isClaude << QByteArray(decision) << QByteArray(source) << QByteArray(fields);
    };
    row(true, "accept", "config", "approved settings - - -");
    row(true, "reject", "config", "denied settings - - -");
    row(true, "accept", "hook", "approved hook - - -");
    row(true, "reject", "hook", "denied hook - - -");
    row(true, "accept", "user_permanent", "always person permanent - -");
    row(true, "accept", "user_temporary", "approved person - - -");
    row(true, "reject", "user_reject", "denied person once - -");
    row(true, "reject", "user_abort", "- person - cancelled -");
    row(true, "accept", "user_oracle", "- unknown - - accept, user_oracle");
    row(true, "maybe", "config", "- unknown - - maybe, config");
    row(false, "approved", "user", "approved person once - -");
    row(false, "approved", "Config", "approved settings - - -");
    row(false, "approved_for_session", "user", "always person session - -");
    row(false, "approvedforsession", "User", "always person session - -");
    row(false, "approved_execpolicy_amendment", "user", "always person permanent - -");
    row(false, "denied", "user", "denied person once - -");
    row(false, "abort", "user", "denied person once - -");
    row(false, "timedout", "AutomatedReviewer", "- unknown - - timedout, AutomatedReviewer");
}

void TstTelemetry::aDecisionIsAnEntry()
{
    QFETCH(bool, isClaude);
    QFETCH(QByteArray, decision);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, fields);
    const auto make = isClaude ? claudeDecision : codexDecision;
    const Record entry = entryFor(make("call1", decision.toStdString(), source.toStdString()));
    const json::Object &is = entry.fields;
    QByteArray told;
    for (const char *name : {"decision", "decided_by", "scope", "status", "reason"})
        told += (told.isEmpty() ? "" : " ") + bytes(is.text(name).value_or("-"));
    QCOMPARE(told, fields);
    QCOMPARE(is.text("event_type"), "permission");
    QCOMPARE(is.text("action"), isClaude ? "Bash" : "shell");
    QCOMPARE(is.text("evidence"), "telemetry");
    QCOMPARE(is.boolean("inferred"), false);
    QCOMPARE(is.integer("timestamp"), 1'790'000'000'123);
    const std::string conversation
        = agentConversationId(isClaude ? "claude-code" : "codex", isClaude ? "s1" : "c1");
    QCOMPARE(is.text("conversation_id"), conversation);
    QCOMPARE(is.text("tool_call_id"), agentRowId({conversation, "call1"})); // that of the transcript
}

void TstTelemetry::anEntryIsNamedByItsEvent()
{
    const LogRecord first = claudeDecision("call1", "accept", "config");
    QCOMPARE(entryFor(first).id, entryFor(first).id);
    LogRecord later = first;
    later.time += 1'000'000;
    QVERIFY(entryFor(later).id != entryFor(first).id); // it was asked about twice
    QVERIFY(entryFor(claudeDecision("call1", "accept", "user_temporary")).id != entryFor(first).id);
    // Beside what a transcript says of the same call.
    const std::string conversation = agentConversationId("claude-code", "s1");
    QVERIFY(entryFor(first).id != agentRowId({conversation, "permission", "call1"}));
}

void TstTelemetry::timesAreThoseOfTheEvent()
{
    LogRecord untimed = claudeDecision("call1", "accept", "config");
    untimed.time = 0;
    QCOMPARE(entryFor(untimed).fields.integer("timestamp"), kReceived);
    untimed.time = 1; // of a clock that is not set
    QCOMPARE(entryFor(untimed).fields.integer("timestamp"), kReceived);
    untimed.attributes[3].second = "";
    QVERIFY(entryFor(untimed).id.empty()); // nothing tells it from another one
    const std::string observed
        = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"observedTimeUnixNano\":"
          "1790000000123456789,\"timeUnixNano\":\"0\",\"attributes\":[";
    std::string attributes;
    for (const auto &[key, value] : codexDecision("c", "denied", "user").attributes)
        attributes += (attributes.empty() ? "" : ",") + std::string("{\"value\":{\"stringValue\":")
            + json::quoted(value) + "},\"key\":" + json::quoted(key) + '}';
    const auto found = decisionsIn(observed + attributes + "]}]}]}]}", OtlpEncoding::Json);
    QVERIFY(found.ok() && found->size() == 1);
    QCOMPARE(found->front().nanoseconds, 1'790'000'000'123'456'789U);
}

void TstTelemetry::otherEventsAreNotRead()
{
    std::vector<LogRecord> others;
    for (const char *name : {"claude_code.user_prompt", "claude_code.tool_result", "codex.user_prompt",
             "tool_decision", "claude_code.tool_decision2", "other.tool_decision", ""}) {
        others.push_back(claudeDecision("call1", "accept", "config"));
        others.back().body = name;
        others.push_back(codexDecision("call1", "approved", "user"));
        others.back().attributes[0].second = name;
    }
    for (const char *missing : {"session.id", "tool_name", "decision", "source"}) {
        others.push_back(claudeDecision("call1", "accept", "config"));
        std::erase_if(others.back().attributes, [&](const auto &one) { return one.first == missing; });
    }
    others.push_back(claudeDecision(std::string(1025, 'x'), "accept", "config"));
    QCOMPARE(decisionsOf(others), std::vector<ToolDecision>());
    others.push_back(claudeDecision("call1", "accept", "config"));
    QCOMPARE(decisionsOf(others).size(), 1U);
    for (const std::string &odd : {std::string("a\xff"), std::string("a\0b", 3)})
        QCOMPARE(
            decisionsIn(protobufRequest({claudeDecision(odd, "accept", "config")}), OtlpEncoding::Protobuf)
                ->size(),
            0U);
}

void TstTelemetry::onlyNamedAttributesAreStored()
{
    StoreFixture fixture;
    LogRecord decision = claudeDecision("call1", "accept", "config");
    for (const char *name : {"user.email", "prompt", "user.id", "tool_parameters", "organization.id",
             "cost_usd", "Decision", "tool_name ", ""})
        decision.attributes.insert(decision.attributes.begin(), {name, std::string("PLANTED ") + name});
    LogRecord prompt = claudeDecision("PLANTED", "PLANTED", "PLANTED");
    prompt.body = "claude_code.user_prompt";
    const auto decisions = decisionsOf({prompt, decision});
    QCOMPARE(decisions.size(), 1U);
    const auto written = storeDecisions(*fixture.store, decisions, kReceived);
    QVERIFY(written.ok());
    QCOMPARE(written->created, 1);
    QCOMPARE(storeDecisions(*fixture.store, decisions, kReceived + 5)->created, 0);
    const QString copy = QTemporaryDir().path() + QStringLiteral(".db");
    QVERIFY(fixture.store->database().run("VACUUM INTO ?1", copy.toStdString()).ok());
    QFile file(copy);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(file.remove());
    QVERIFY(all.contains("telemetry") && all.contains("Bash"));
    QVERIFY(!all.contains("PLANTED"));
}

void TstTelemetry::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, bool isJson, const std::string &body) {
        QTest::newRow(name) << isJson << bytes(body);
    };
    row("empty", true, "");
    row("an array", true, "[]");
    row("no JSON", true, "resourceLogs");
    row("not UTF-8", true, "{\"resourceLogs\":[],\"a\":\"\xff\"}");
    row("a number for an array", true, "{\"resourceLogs\":1}");
    row("numbers in an array", true, "{\"resourceLogs\":[1]}");
    row("an object for an array", true, "{\"resourceLogs\":[{\"scopeLogs\":{}}]}");
    row("a text for an array", true, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":\"\"}]}]}");
    row("nested too deeply", true,
        "{\"a\":" + std::string(100, '[') + std::string(100, ']') + ",\"resourceLogs\":[]}");
    row("attributes that are none", true,
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[[]]}]}]}]}");
    row("text", false, "hello");
    row("a group", false, std::string("\x0b\x0c", 2));
    row("field 0", false, std::string("\x02\x00", 2));
    row("longer than it is", false, "\x0a\x7f");
    row("a length of 64 bits", false, "\x0a" + std::string(9, '\xff') + "\x01");
    row("a number without an end", false, "\x08" + std::string(12, '\xff'));
    row("within", false, field(1, field(2, field(2, field(6, "\x0a\x7f")))));
    row("within a value", false, field(1, field(2, field(2, field(6, field(2, "\x0a\x7f"))))));
}

void TstTelemetry::whatIsNoRequestIsRefused()
{
    QFETCH(bool, isJson);
    QFETCH(QByteArray, body);
    const auto found = decisionsIn(body.toStdString(), isJson ? OtlpEncoding::Json : OtlpEncoding::Protobuf);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Malformed);
}

void TstTelemetry::everyPrefixIsReadOrRefused()
{
    const std::vector<LogRecord> records {
        claudeDecision("call1", "accept", "config"), codexDecision("call2", "denied", "user")};
    for (const auto &[whole, encoding] : {std::pair(jsonRequest(records), OtlpEncoding::Json),
             std::pair(protobufRequest(records), OtlpEncoding::Protobuf)}) {
        QCOMPARE(decisionsIn(whole, encoding)->size(), 2U);
        for (std::size_t size = 1; size < whole.size(); ++size)
            QVERIFY(!decisionsIn(std::string_view(whole).substr(0, size), encoding));
    }
    QVERIFY(decisionsIn("", OtlpEncoding::Protobuf)->empty()); // a request without anything
    QVERIFY(decisionsIn("{}", OtlpEncoding::Json)->empty());
    QVERIFY(decisionsIn("{\"resourceLogs\":null}", OtlpEncoding::Json)->empty());
}

void TstTelemetry::recordsAreCounted()
{
    std::vector<LogRecord> records(kMaxLogRecords, LogRecord {"x", 1, {}});
    QVERIFY(decisionsOf(records).empty());
    records.push_back(records.front());
    QVERIFY(!decisionsIn(jsonRequest(records), OtlpEncoding::Json));
    QVERIFY(!decisionsIn(protobufRequest(records), OtlpEncoding::Protobuf));
    // Also where each of them has a list of its own.
    std::string scopes, scopesJson;
    for (std::size_t i = 0; i <= kMaxLogRecords; ++i) {
        scopes += field(1, field(2, field(2, "")));
        scopesJson += (i == 0 ? "" : ",") + std::string("{\"logRecords\":[{}]}");
    }
    QVERIFY(!decisionsIn(scopes, OtlpEncoding::Protobuf));
    QVERIFY(!decisionsIn("{\"resourceLogs\":[{\"scopeLogs\":[" + scopesJson + "]}]}", OtlpEncoding::Json));
    // Two bytes each, which would be a tree of hundreds of megabytes.
    std::string many;
    for (std::size_t i = 0; i < (std::size_t(2) << 20); ++i)
        many += field(2, "");
    QVERIFY(!decisionsIn(field(1, field(2, many)), OtlpEncoding::Protobuf));
}

void TstTelemetry::unknownFieldsArePassedOver()
{
    const std::string record = protobufRequest({claudeDecision("call1", "accept", "config")});
    const std::string odd = varint(77 << 3) + varint(5) + varint(78 << 3 | 5) + "abcd" + fixed64(79, 1)
        + field(80, "\xff\xff") + varint(1 << 3) + varint(1);
    QCOMPARE(decisionsIn(odd + record + odd, OtlpEncoding::Protobuf)->size(), 1U);
}

void TstTelemetry::claudesSettingsAreRestored_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("empty file", "");
    row("white space", " \n\n");
    row("empty object", "{}");
    row("empty object on two lines", "{\n}\n");
    row("one line", "{\"model\":\"opus\"}");
    row("two spaces", "{\n  \"model\": \"opus\"\n}\n");
    row("other variables", "{\n  \"env\": {\n    \"A\": \"}]\\\"\"\n  },\n  \"x\": 1\n}\n");
    row("other variables on one line",
        "{ \"env\": { \"A\": \"b\", \"OTEL_METRICS_EXPORTER\": \"none\" } }\n");
    row("no variables", "{\n  \"env\": {}\n}\n");
    row("no variables, with a space", "{\n\t\"env\": { }\n}\n");
    row("odd", "\n{\n      \"model\"  :\"opus\"  ,\n   \"b\":\n1 }  \n\n");
    row("carriage returns", "{\r\n  \"model\": \"opus\"\r\n}\r\n");
}

void TstTelemetry::claudesSettingsAreRestored()
{
    QFETCH(QByteArray, text);
    const auto with = claude::withTelemetry(text.toStdString(), kTarget);
    QVERIFY(with.ok());
    const auto parsed = json::parseObject(*with);
    QVERIFY2(parsed.ok(), with->c_str());
    const auto env = json::parseObject(*parsed->find("env"));
    QCOMPARE(env->text("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"), "http://127.0.0.1:24318/v1/logs");
    QCOMPARE(env->text("OTEL_EXPORTER_OTLP_LOGS_HEADERS"), "x-mimir-token=" + kTarget.token);
    QCOMPARE(env->text("CLAUDE_CODE_ENABLE_TELEMETRY"), "1");
    QCOMPARE(bytes(*claude::withTelemetry(*with, kTarget)), bytes(*with));
    QVERIFY(claude::telemetryIn(*with)->ours == kTarget && claude::telemetryIn(*with)->others.empty());
    const auto without = claude::withoutTelemetry(*with);
    QVERIFY(without.ok() && without->has_value());
    QCOMPARE(bytes(**without), text);
    const auto fresh = claude::withTelemetry(std::nullopt, kTarget);
    QVERIFY(!claude::withoutTelemetry(*fresh)->has_value());
}

void TstTelemetry::codexsSettingsAreRestored_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("empty file", "");
    row("a line break", "\n");
    row("a key", "model = \"gpt\"\n");
    row("no line break at the end", "model = \"gpt\"");
    row("a table", "[projects.\"/home/ana\"]\ntrust_level = \"trusted\"\n\n");
    row("a text over lines", "a = \"\"\"\nb\n\"\"\"\n");
    row("a comment about it", "# otel is off\nmodel = 1\n");
}

void TstTelemetry::codexsSettingsAreRestored()
{
    QFETCH(QByteArray, text);
    const auto with = codex::withTelemetry(text.toStdString(), kTarget);
    QVERIFY(with.ok());
    QVERIFY2(with->starts_with(text.toStdString()) && with->find("\n[otel]\nexporter = {") != with->npos,
        with->c_str());
    QCOMPARE(*codex::withTelemetry(*with, kTarget), *with);
    QVERIFY(codex::telemetryIn(*with)->ours == kTarget && codex::telemetryIn(*with)->others.empty());
    const auto without = codex::withoutTelemetry(*with);
    QVERIFY(without.ok() && without->has_value());
    QCOMPARE(bytes(**without), text);
    // Codex itself adds tables at the end.
    const std::string later = "\n[projects.\"/x\"]\ntrust_level = \"trusted\"\n";
    const auto left = codex::withoutTelemetry(*with + later);
    QVERIFY(left.ok());
    QCOMPARE(bytes(**left), text + bytes(later));
    const auto fresh = codex::withTelemetry(std::nullopt, kTarget);
    QVERIFY(!codex::withoutTelemetry(*fresh)->has_value());
}

void TstTelemetry::anotherTargetIsReplaced()
{
    TelemetryTarget other = kTarget;
    other.port = 5000;
    const std::string text = "{\n  \"a\": 1\n}\n";
    QCOMPARE(*claude::withTelemetry(*claude::withTelemetry(text, other), kTarget),
        *claude::withTelemetry(text, kTarget));
    QCOMPARE(*claude::withTelemetry(*claude::withTelemetry(std::nullopt, other), kTarget),
        *claude::withTelemetry(std::nullopt, kTarget));
    QCOMPARE(*codex::withTelemetry(*codex::withTelemetry("a=1", other), kTarget),
        *codex::withTelemetry("a=1", kTarget));
}

void TstTelemetry::whatOthersHaveSetIsSeen()
{
    for (const char *text : {"{\"env\":{\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"http://c:4318\"}}",
             "{\"env\":{\"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\":\"http://127.0.0.1:4318/v1/logs\"}}",
             "{\"env\":{\"CLAUDE_CODE_ENABLE_TELEMETRY\":\"0\"}}", "{\"otelHeadersHelper\":\"x\"}"}) {
        QVERIFY2(!claude::telemetryIn(text)->others.empty(), text);
        QCOMPARE(bytes(**claude::withoutTelemetry(text)), QByteArray(text));
    }
    QVERIFY(claude::telemetryIn("{\"env\":{\"OTEL_METRICS_EXPORTER\":\"otlp\"}}")->others.empty());
    for (const char *text : {"[]", "{\"a\":1,}", "// x\n{}"})
        QCOMPARE(claude::telemetryIn(text).error().code, ErrorCode::Malformed);
    QCOMPARE(claude::telemetryIn("{\"env\":[]}").error().code, ErrorCode::Validation);
    for (const char *text :
        {"[otel]\n", "otel = {}\n", "otel.exporter = 1\n", "\"otel\".x = 1", "[profiles.a.otel]"})
        QVERIFY2(!codex::telemetryIn(text)->others.empty(), text);
    QCOMPARE(codex::telemetryIn("a = \"\"\"\n").error().code, ErrorCode::Malformed);

    QTemporaryDir place;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), place.path());
    const auto decided = [&](const char *agent) {
        return TelemetrySetup::of(QString::fromLatin1(agent), environment, place.path())->decidedBy();
    };
    QVERIFY(!decided("claude-code") && !decided("codex"));
    const auto write = [&](const char *name, const char *text) {
        const QString path = place.filePath(QString::fromLatin1(name));
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly) && file.write(text) >= 0);
    };
    write("claude-code/managed-settings.d/9.json", "{\"env\":{\"OTEL_LOGS_EXPORTER\":\"otlp\"}}");
    write("codex/managed_config.toml", "[otel]\nexporter = \"none\"\n");
    QVERIFY(decided("claude-code")->file.endsWith(QLatin1String("9.json")));
    QCOMPARE(decided("claude-code")->name, QStringLiteral("OTEL_LOGS_EXPORTER"));
    QVERIFY(decided("codex")->file.endsWith(QLatin1String("managed_config.toml")));
    environment.insert(QStringLiteral("OTEL_EXPORTER_OTLP_ENDPOINT"), QStringLiteral("http://c"));
    QVERIFY(decided("claude-code")->file.isEmpty());
    QVERIFY(!TelemetrySetup::of(QStringLiteral("copilot"), environment, place.path()));
}

void TstTelemetry::codexsLinesThatWereChangedAreLeft()
{
    const std::string with = *codex::withTelemetry("a = 1\n", kTarget);
    std::string changed = with;
    changed.replace(changed.find("json"), 4, "binary");
    for (const std::string &text :
        {changed, with + "log_user_prompt = true\n", with.substr(0, with.size() - 9)}) {
        QCOMPARE(codex::telemetryIn(text).error().code, ErrorCode::Validation);
        QCOMPARE(codex::withoutTelemetry(text).error().code, ErrorCode::Validation);
    }
}

void TstTelemetry::aTokenIsForItsOwnerAlone()
{
    QTemporaryDir place;
    QCOMPARE(readTelemetryToken(place.path()).error().code, ErrorCode::NotFound);
    const auto token = ensureTelemetryToken(place.path());
    QVERIFY(token.ok() && token->size() == 64);
    QCOMPARE(*ensureTelemetryToken(place.path()), *token);
    const QString path = telemetryTokenPath(place.path());
    QCOMPARE(QFile::permissions(path)
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    QVERIFY(isTelemetryToken(*token, *token));
    for (const std::string &wrong : {std::string(), token->substr(1), *token + 'a', std::string(64, 'g')})
        QVERIFY(!isTelemetryToken(wrong, *token));
    QVERIFY(!isTelemetryToken("", ""));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QCOMPARE(readTelemetryToken(place.path()).error().code, ErrorCode::ForeignProfile);
    QCOMPARE(ensureTelemetryToken(place.path()).error().code, ErrorCode::ForeignProfile);
}

QTEST_GUILESS_MAIN(TstTelemetry)
#include "tst_telemetry.moc"
