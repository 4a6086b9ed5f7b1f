// Hooks: agents' settings keep every byte but those that are added, and what an event proves becomes an entry.
#include "core/json/jsonreader.h"
#include "sources/agents/agentids.h"
#include "sources/hooks/hookevent.h"
#include "sources/hooks/hooksettings.h"
#include "sources/hooks/hooksetup.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

const std::string kCommand = "'/usr/bin/mimir-hook' claude-code --profile '/home/ana/p q'";
const WantedHooks kWanted {
    "claude-code", {"PermissionRequest", "PermissionDenied", "PostToolUse", "PostToolUseFailure"}, kCommand};

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

std::string line(const char *agent, const std::string &event, const char *at = "1790000000123456789")
{
    return std::string("{\"agent\":\"") + agent + "\",\"at\":" + at + ",\"pid\":7,\"event\":" + event + "}";
}

HookFinding found(const char *agent, const std::string &event)
{
    return findingOf(hookEventIn(line(agent, event)).value_or(HookEvent()));
}

std::string claude(const char *name, const char *more)
{
    return std::string("{\"session_id\":\"s1\",\"cwd\":\"/home/ana/shop\",\"hook_event_name\":\"") + name
        + "\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"make test\"}," + more + "}";
}

} // namespace

class TstHooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsAddedCanBeRemovedWithoutATrace_data();
    void whatIsAddedCanBeRemovedWithoutATrace();
    void aNewFileGoesAgain();
    void othersHooksStay();
    void anotherCommandIsReplaced();
    void whatIsNoSettingsIsRefused();
    void onlyOurProgramIsOurs();
    void anEventIsAnEntry_data();
    void anEventIsAnEntry();
    void anEntryMeetsItsTranscript();
    void whatProvesNothingGivesNothing();
    void aLineThatIsNoneIsNone();
    void organisationsDecide();
    void copilotHasAFileOfItsOwn();
};

void TstHooks::whatIsAddedCanBeRemovedWithoutATrace_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
    row("empty file", "");
    row("white space", " \n\n");
    row("empty object", "{}");
    row("empty object on two lines", "{\n}\n");
    row("empty object with a space", "{ }\n");
    row("one line", "{\"model\":\"opus\"}");
    row("one line with spaces", "{ \"model\": \"opus\", \"x\": [1, 2] }\n");
    row("two spaces", "{\n  \"model\": \"opus\",\n  \"env\": {\n    \"A\": \"}]\\\"\"\n  }\n}\n");
    row("tabs", "{\n\t\"model\": \"opus\"\n}\n");
    row("odd", "\n{\n      \"model\"  :\"opus\"  ,\n   \"b\":\n1 }  \n\n");
    row("carriage returns", "{\r\n  \"model\": \"opus\"\r\n}\r\n");
    row("empty hooks", "{\n  \"hooks\": {}\n}\n");
    row("empty hooks with a space", "{\n  \"hooks\": { }\n}\n");
    row("empty event", "{\n  \"hooks\": {\n    \"PostToolUse\": []\n  }\n}\n");
    row("hooks of others",
        "{\n  \"hooks\": {\n    \"PostToolUse\": [\n      {\n        \"matcher\": \"Edit\",\n        "
        "\"hooks\": [\n "
        "         {\n            \"type\": \"command\",\n            \"command\": \"fmt\"\n          }\n     "
        "   ]\n   "
        "   }\n    ]\n  },\n  \"model\": \"opus\"\n}");
    row("hooks of others on one line",
        "{\"hooks\":{\"PostToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"fmt\"}]}]},\"a\":"
        "null}");
    row("names with escapes", "{\"\\u0068ooks\": {\"PostToolUse\": []}, \"\\\"hooks\\\"\": 1}");
}

void TstHooks::whatIsAddedCanBeRemovedWithoutATrace()
{
    QFETCH(QByteArray, text);
    const auto with = withHooks(text.toStdString(), kWanted);
    QVERIFY2(with.ok(), with ? "" : with.error().message.c_str());
    QVERIFY2(json::parseObject(*with).ok(), with->c_str());
    const auto ours = hooksIn(*with, "claude-code");
    QCOMPARE(ours->size(), kWanted.events.size());
    for (const FoundHook &one : *ours)
        QCOMPARE(one.command, kCommand);
    const auto again = withHooks(*with, kWanted);
    QCOMPARE(bytes(*again), bytes(*with));
    const auto without = withoutHooks(*with, "claude-code");
    QVERIFY(without.ok() && without->has_value());
    QCOMPARE(bytes(**without), text);
    // What was there is still there, in its order.
    std::size_t at = 0;
    for (const char c : text.toStdString()) {
        at = with->find(c, at) + 1;
        QVERIFY(at != 0);
    }
}

void TstHooks::aNewFileGoesAgain()
{
    const auto with = withHooks(std::nullopt, kWanted);
    QVERIFY(with.ok() && with->ends_with("}\n") && json::parseObject(*with).ok());
    const auto without = withoutHooks(*with, "claude-code");
    QVERIFY(without.ok() && !without->has_value());
    std::string more = *with;
    more.insert(1, "\"model\":1,");
    const auto left = withoutHooks(more, "claude-code");
    QVERIFY(left.ok() && left->has_value());
    QCOMPARE(bytes(json::parseObject(**left)->toJson()), QByteArray("{\"model\":1}"));
}

void TstHooks::othersHooksStay()
{
    const std::string text
        = "{\"hooks\": {\"PostToolUse\": [{\"hooks\": [{\"type\":\"command\",\"command\":\"fmt\"}, "
          "{\"command\": "
        + json::quoted(kCommand) + "}, {\"command\": \"lint\"}]}]}}";
    const auto left = withoutHooks(text, "claude-code");
    QVERIFY(left.ok() && left->has_value());
    QCOMPARE(bytes(**left),
        QByteArray("{\"hooks\": {\"PostToolUse\": [{\"hooks\": [{\"type\":\"command\",\"command\":\"fmt\"}, "
                   "{\"command\": \"lint\"}]}]}}"));
}

void TstHooks::anotherCommandIsReplaced()
{
    WantedHooks other = kWanted;
    other.command = "'/opt/bin/mimir-hook' claude-code --profile '/home/ana/other'";
    const auto first = withHooks("{\n  \"a\": 1\n}\n", other);
    const auto second = withHooks(*first, kWanted);
    QCOMPARE(bytes(*second), bytes(*withHooks("{\n  \"a\": 1\n}\n", kWanted)));
}

void TstHooks::whatIsNoSettingsIsRefused()
{
    for (const char *text : {"[]", "1", "{", "{\"a\": 1,}", "{} {}", "// note\n{}", "{\"a\": 1 /* b */}"}) {
        QVERIFY2(!withHooks(text, kWanted), text);
        QCOMPARE(withHooks(text, kWanted).error().code, ErrorCode::Malformed);
    }
    for (const char *text : {"{\"hooks\": []}", "{\"hooks\": 1}", "{\"hooks\": {\"PostToolUse\": {}}}"}) {
        QVERIFY2(!withHooks(text, kWanted), text);
        QCOMPARE(withHooks(text, kWanted).error().code, ErrorCode::Validation);
    }
}

void TstHooks::onlyOurProgramIsOurs()
{
    QVERIFY(isOurHook(kCommand, "claude-code"));
    QVERIFY(isOurHook("mimir-hook codex", "codex"));
    QVERIFY(!isOurHook("mimir-hook codex", "claude-code"));
    QVERIFY(!isOurHook("mimir-hook codex-2", "codex"));
    QVERIFY(!isOurHook("not-mimir-hook codex", "codex"));
    QCOMPARE(
        hookCommand(QStringLiteral("/usr/bin/mimir-hook"), QStringLiteral("codex"), QStringLiteral("/a'b c")),
        QStringLiteral("'/usr/bin/mimir-hook' codex --profile '/a'\\''b c'"));
}

void TstHooks::anEventIsAnEntry_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("fields");
    const auto row = [](const char *name, const char *agent, const std::string &event, const char *fields) {
        QTest::newRow(name) << QByteArray(agent) << bytes(event) << QByteArray(fields);
    };
    row("asked", "claude-code", claude("PermissionRequest", "\"permission_mode\":\"default\""),
        "permission Bash requested - - make test");
    row("denied by auto mode", "claude-code",
        claude(
            "PermissionDenied", "\"tool_use_id\":\"t1\",\"permission_mode\":\"auto\",\"reason\":\"outside\""),
        "permission Bash - denied mode make test");
    row("denied, by whom is not said", "claude-code", claude("PermissionDenied", "\"tool_use_id\":\"t1\""),
        "permission Bash - denied - make test");
    row("ran", "claude-code", claude("PostToolUse", "\"tool_use_id\":\"t1\",\"tool_response\":{}"),
        "command Bash success - - make test");
    row("failed", "claude-code",
        claude("PostToolUseFailure", "\"tool_use_id\":\"t1\",\"error\":\"Exit code 2\\nno\""),
        "command Bash failed - - make test");
    row("ran in Codex, well or not", "codex",
        claude("PostToolUse", "\"tool_use_id\":\"t1\",\"turn_id\":\"u\""), "command Bash - - - make test");
    row("asked in Codex", "codex", claude("PermissionRequest", "\"turn_id\":\"u\""),
        "permission Bash requested - - make test");
    row("Copilot", "copilot",
        "{\"sessionId\":\"s1\",\"timestamp\":1,\"cwd\":\"/"
        "x\",\"toolName\":\"bash\",\"toolArgs\":\"{\\\"command\\\":"
        "\\\"make test\\\"}\",\"toolResult\":{\"resultType\":\"success\"}}",
        "command bash success - - make test");
    row("Copilot, failed", "copilot",
        "{\"sessionId\":\"s1\",\"cwd\":\"/x\",\"toolName\":\"bash\",\"toolArgs\":{\"command\":\"make test\"},"
        "\"error\":\"no\"}",
        "command bash failed - - make test");
    row("Copilot, no model", "copilot",
        "{\"sessionId\":\"s1\",\"error\":{\"message\":\"x\"},\"errorContext\":\"model_call\"}",
        "error api_error - - - -");
}

void TstHooks::anEventIsAnEntry()
{
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, fields);
    const HookFinding finding = found(agent.constData(), event.toStdString());
    QVERIFY(finding.isKnown && finding.entry);
    const json::Object &is = finding.entry->fields;
    QByteArray told;
    for (const char *name : {"event_type", "action", "status", "decision", "decided_by", "command"})
        told += (told.isEmpty() ? "" : " ") + bytes(is.text(name).value_or("-"));
    QCOMPARE(told, fields);
    QCOMPARE(is.text("evidence"), "hook");
    QCOMPARE(is.boolean("inferred"), false);
    QCOMPARE(is.integer("timestamp"), 1'790'000'000'123);
    QCOMPARE(is.text("agent"), agent.toStdString());
    QCOMPARE(is.text("conversation_id"), agentConversationId(agent.toStdString(), "s1"));
    QCOMPARE(found(agent.constData(), event.toStdString()).entry->id, finding.entry->id);
}

void TstHooks::anEntryMeetsItsTranscript()
{
    const std::string event = claude("PostToolUse", "\"tool_use_id\":\"t1\"");
    const auto entry = found("claude-code", event).entry;
    const std::string conversation = agentConversationId("claude-code", "s1");
    QCOMPARE(entry->fields.text("tool_call_id"), agentRowId({conversation, "t1"}));
    QVERIFY(entry->id != agentRowId({conversation, "call", "t1"})); // it stands beside that of the transcript
    // Two hooks for one call are one entry; two questions without an id are two.
    const auto later = findingOf(*hookEventIn(line("claude-code", event, "1790000000999999999"))).entry;
    QCOMPARE(later->id, entry->id);
    const std::string asked = claude("PermissionRequest", "\"x\":1");
    QVERIFY(findingOf(*hookEventIn(line("claude-code", asked, "1790000000999999999"))).entry->id
        != found("claude-code", asked).entry->id);
    const auto subagent
        = found("claude-code", claude("PostToolUse", "\"tool_use_id\":\"t1\",\"agent_id\":\"a9\""));
    QCOMPARE(subagent.entry->fields.text("conversation_id"), agentRowId({"claude-code", "s1", "a9"}));
    const auto thread = found("codex", claude("PostToolUse", "\"tool_use_id\":\"t1\",\"agent_id\":\"s2\""));
    QCOMPARE(thread.entry->fields.text("conversation_id"), agentConversationId("codex", "s2"));
}

void TstHooks::whatProvesNothingGivesNothing()
{
    const HookFinding before = found("claude-code", claude("PreToolUse", "\"tool_use_id\":\"t1\""));
    QVERIFY(before.isKnown && !before.entry);
    QVERIFY(
        !found("copilot", claude("PermissionRequest", "\"x\":1")).entry); // its rules come after its hooks
    const HookFinding unknown = found("claude-code", claude("NewThing", "\"x\":1"));
    QVERIFY(!unknown.isKnown && !unknown.entry);
    QCOMPARE(unknown.kind, "hook/NewThing");
    QVERIFY(!found("claude-code", "{}").isKnown);
    QVERIFY(!found("claude-code", "{\"session_id\":\"s1\",\"hook_event_name\":\"PostToolUse\"}").entry);
    const HookFinding reading = found("claude-code",
        "{\"session_id\":\"s1\",\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Read\",\"tool_use_id\":"
        "\"t\","
        "\"tool_input\":{\"file_path\":\"/x\"}}");
    QVERIFY(reading.isKnown && !reading.entry);
}

void TstHooks::aLineThatIsNoneIsNone()
{
    std::string many = "{\"first\":0";
    for (std::size_t i = 0; i < json::kMaxMembers; ++i)
        many += ",\"more" + std::to_string(i) + "\":0";
    for (const std::string &text :
        {std::string("{}"), std::string("x"), line("", "{}"), line("codex", "[]"), line("codex", "{}", "0"),
            line("codex", "{}", "\"1\""), line("codex", "{\"a\" 1}"), line("codex", many + '}')})
        QVERIFY2(!hookEventIn(text), text.c_str());
}

void TstHooks::organisationsDecide()
{
    QTemporaryDir place;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), place.path());
    const QString system = place.path() + QStringLiteral("/etc");
    const auto write = [&](const QString &path, const char *text) {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly) && file.write(text) >= 0);
    };
    const auto by = [&](const char *agent) {
        return HookSetup::of(QString::fromLatin1(agent), environment, system)->switchedOffBy();
    };
    QVERIFY(by("claude-code").isEmpty() && by("codex").isEmpty() && by("copilot").isEmpty());
    QCOMPARE(HookSetup::of(QStringLiteral("claude-code"), environment, system)->file().read().error().code,
        ErrorCode::NotFound);
    write(system + QStringLiteral("/claude-code/managed-settings.json"), "{\"allowManagedHooksOnly\": true}");
    write(system + QStringLiteral("/codex/requirements.toml"),
        "x = 1\nallow_managed_hooks_only = true # ours\n");
    write(place.filePath(QStringLiteral(".copilot/settings.json")), "{\"disableAllHooks\": true}");
    QVERIFY(by("claude-code").endsWith(QLatin1String("managed-settings.json")));
    QVERIFY(by("codex").endsWith(QLatin1String("requirements.toml")));
    QVERIFY(by("copilot").endsWith(QLatin1String("settings.json")));
    QVERIFY(!HookSetup::of(QStringLiteral("opencode"), environment, system));
}

void TstHooks::copilotHasAFileOfItsOwn()
{
    QTemporaryDir place;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), place.path());
    QVERIFY(QDir().mkpath(place.filePath(QStringLiteral(".copilot"))));
    const auto setup = HookSetup::of(QStringLiteral("copilot"), environment, place.path());
    const auto text
        = setup->withOurs(std::nullopt, QStringLiteral("'/usr/bin/mimir-hook' copilot --profile '/p'"));
    QVERIFY(text.ok() && json::parseObject(*text).ok());
    QVERIFY(setup->file().replace(std::nullopt, *text).ok());
    QCOMPARE(setup->oursIn(*setup->file().read())->size(), 3U);
    QCOMPARE(setup->file().replace(std::nullopt, *text).error().code, ErrorCode::StoreBusy);
    const auto without = setup->withoutOurs(*setup->file().read());
    QVERIFY(without.ok() && !without->has_value());
    QVERIFY(setup->file().replace(*text, std::nullopt).ok() && !QFile::exists(setup->path()));
    QVERIFY(!setup->withoutOurs(std::string("{\"version\":1,\"hooks\":{}}")));
}

QTEST_GUILESS_MAIN(TstHooks)
#include "tst_hooks.moc"
