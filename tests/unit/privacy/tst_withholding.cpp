// What of a row is sent at each level.
#include "privacy/privacypolicy.h"

#include <QFile>
#include <QTest>

using namespace mimir;

namespace {

wire::Item item(EntityType type, std::initializer_list<std::pair<const char *, std::string>> fields)
{
    wire::Item made;
    made.record.type = type;
    made.record.id = "x1";
    for (const auto &[name, value] : fields)
        made.record.fields.set(name, *json::canonical(value));
    return made;
}

const std::string kToken = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbC";

wire::Item sent(wire::Item item, PrivacyLevel level)
{
    withhold(item, level, SecretScanner("key"));
    return item;
}

bool holds(const wire::Item &item, std::string_view text)
{
    return item.record.toJson().find(text) != std::string::npos;
}

} // namespace

class TstWithholding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretsLeaveAtNoLevel();
    void metadataIsAnAllowList();
    void theDocumentNamesEveryField();
    void anEditOfWithheldWordsIsNotAClearing();
    void contentsOfFilesStayWherePathsGo_data();
    void contentsOfFilesStayWherePathsGo();
    void aFileThatLooksWithheldIsAFile();
    void onlyWhatIsAboutAFileLeaves_data();
    void onlyWhatIsAboutAFileLeaves();
    void commandsThatShowFilesAreTools_data();
    void commandsThatShowFilesAreTools();
    void commandsThatShowNothingKeepTheirResults();
    void whatAShellWritesIsContent();
    void callsWithinMessages_data();
    void callsWithinMessages();
    void whatIsSaidInMessagesStays();
    void whatLooksLikeAFileIsOne();
    void plansOfTerraformAreReadable();
    void messagesThatAreResults();
    void contentsOfFilesLeaveInFull();
    void filesThatHoldSecretsNeverLeave_data();
    void filesThatHoldSecretsNeverLeave();
    void environmentsNeverLeave();
    void printedEnvironmentsNeverLeave();
    void whatIsWithheldIsNamed();
    void deletesCarryNothing();
    void idsAreLeftAlone();
    void unknownFieldsAreLookedAt();
    void onceFoundItIsGoneFromTheConversation();
    void aPairOfNameAndValueIsOne();
    void listsOfVariablesAreEnvironments();
};

void TstWithholding::secretsLeaveAtNoLevel()
{
    for (PrivacyLevel level : {PrivacyLevel::Metadata, PrivacyLevel::Redacted, PrivacyLevel::Full}) {
        const auto title
            = sent(item(EntityType::Conversation, {{"title", json::quoted("use " + kToken)}}), level);
        QVERIFY(!holds(title, kToken));
        const auto result
            = sent(item(EntityType::ToolCall,
                       {{"tool_name", "\"bash\""}, {"arguments", R"({"command":"echo )" + kToken + "\"}"},
                           {"result", R"([{"deep":{"er":[")" + kToken + R"("]}}])"}}),
                level);
        QVERIFY(!holds(result, kToken));
        const auto named = sent(item(EntityType::AuditLog,
                                    {{"event_type", "\"tool\""}, {"action", "\"http\""},
                                        {"args", R"({"password":"open sesame"})"}}),
            level);
        QVERIFY(!holds(named, "sesame"));
        const auto name = sent(
            item(EntityType::Message, {{"metadata", "{\"" + kToken + "\":1}"}, {"content", "\"hello\""}}),
            level);
        QVERIFY(!holds(name, kToken));
    }
}

void TstWithholding::metadataIsAnAllowList()
{
    const auto message
        = sent(item(EntityType::Message,
                   {{"conversation_id", "\"c1\""}, {"role", "\"user\""}, {"content", "\"words\""},
                       {"input_tokens", "12"}, {"metadata", "{\"a\":\"words\"}"}, {"x", "\"words\""}}),
            PrivacyLevel::Metadata);
    QVERIFY(!holds(message, "words"));
    QVERIFY(holds(message, "\"input_tokens\":12"));
    QVERIFY(holds(message, "\"conversation_id\":\"c1\""));
    const auto call = sent(item(EntityType::ToolCall,
                               {{"tool_name", "\"bash\""}, {"arguments", R"({"command":"words"})"},
                                   {"result", "\"words\""}, {"error", "\"words\""}, {"duration_ms", "5"}}),
        PrivacyLevel::Metadata);
    QVERIFY(!holds(call, "words"));
    QVERIFY(holds(call, "\"tool_name\":\"bash\""));
    const auto entry
        = sent(item(EntityType::AuditLog,
                   {{"event_type", "\"permission\""}, {"action", "\"bash\""}, {"decision", "\"approved\""},
                       {"command", "\"words\""}, {"args", "[\"words\"]"}, {"result", "\"words\""}}),
            PrivacyLevel::Metadata);
    QVERIFY(!holds(entry, "words"));
    QVERIFY(holds(entry, "\"decision\":\"approved\""));
    const auto conversation
        = sent(item(EntityType::Conversation,
                   {{"title", "\"Fix\""}, {"workspace", "\"/words\""}, {"repository", "\"words\""}}),
            PrivacyLevel::Metadata);
    QVERIFY(!holds(conversation, "words"));
    QVERIFY(holds(conversation, "\"title\":\"Fix\""));
}

// A field that is new is named in docs/privacy.md, "Fields", or this fails.
void TstWithholding::theDocumentNamesEveryField()
{
    QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/docs/privacy.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    for (const EntityType type : kEntityTypes) {
        std::string metadata, content;
        for (const FieldSpec &field : fieldsOf(type)) {
            std::string &names = field.sentFrom == SentFrom::Metadata ? metadata : content;
            names += (names.empty() ? "`" : ", `") + std::string(field.name) + '`';
        }
        const std::string row
            = "\n| " + std::string(typeName(type)) + " | " + metadata + " | " + content + " |\n";
        QVERIFY2(text.find(row) != std::string::npos, row.c_str());
    }
}

void TstWithholding::anEditOfWithheldWordsIsNotAClearing()
{
    auto edit = item(EntityType::ToolCall,
        {{"tool_name", "\"bash\""}, {"status", "\"success\""}, {"result", "\"words\""}});
    edit.action = wire::Action::Update;
    edit.changed = {{"result", 5}, {"status", 5}};
    edit = sent(edit, PrivacyLevel::Metadata);
    QCOMPARE(edit.changed.size(), std::size_t(1));
    QCOMPARE(edit.changed.front().first, std::string("status"));
}

void TstWithholding::contentsOfFilesStayWherePathsGo_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("Read") << QByteArray("Read") << QByteArray(R"({"file_path":"/home/ada/a.cpp"})")
                          << QByteArray(R"("content\nof the file\n")");
    QTest::newRow("read_file") << QByteArray("read_file") << QByteArray(R"({"path":"/home/ada/a.cpp"})")
                               << QByteArray(R"({"text":"content\nof the file\n"})");
    QTest::newRow("over MCP") << QByteArray("mcp__fs__read_text_file")
                              << QByteArray(R"({"path":"/home/ada/a.cpp"})")
                              << QByteArray(R"([{"type":"text","text":"content\nof the file\n"}])");
    QTest::newRow("Write") << QByteArray(
        "Write") << QByteArray(R"({"file_path":"/home/ada/a.cpp","content":"content\nof the file\n"})")
                           << QByteArray("\"content of the file written\"");
    QTest::newRow("MultiEdit")
        << QByteArray("MultiEdit")
        << QByteArray(
               R"({"file_path":"/home/ada/a.cpp","edits":[{"old_string":"content","new_string":"of the file"}]})")
        << QByteArray("null");
    QTest::newRow("editor tool")
        << QByteArray("str_replace_based_edit_tool")
        << QByteArray(R"({"command":"create","path":"/home/ada/a.cpp","file_text":"content"})")
        << QByteArray("\"of the file\"");
}

void TstWithholding::contentsOfFilesStayWherePathsGo()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, result);
    const auto call = sent(item(EntityType::ToolCall,
                               {{"tool_name", json::quoted(tool.toStdString())},
                                   {"arguments", arguments.toStdString()}, {"result", result.toStdString()}}),
        PrivacyLevel::Redacted);
    QVERIFY2(!holds(call, "of the file") || holds(call, "lines of a file]"), call.record.toJson().c_str());
    QVERIFY2(!holds(call, "content\\n") && !holds(call, "\"content\",") && !holds(call, "file written"),
        call.record.toJson().c_str());
    QVERIFY2(holds(call, "/home/ada/a.cpp"), call.record.toJson().c_str());
    QVERIFY2(holds(call, "[withheld "), call.record.toJson().c_str());
}

void TstWithholding::aFileThatLooksWithheldIsAFile()
{
    const auto read = [](const std::string &content) {
        return sent(
            item(EntityType::ToolCall, {{"tool_name", "\"Read\""}, {"result", json::quoted(content)}}),
            PrivacyLevel::Redacted);
    };
    QVERIFY(!holds(read("[withheld words, 2 lines of a file]"), "words"));
    QVERIFY(!holds(read("[withheld 1 bytes\nwords, 2 lines of a file]"), "words"));
    QVERIFY(read("[withheld 12 bytes, 2 lines of a file]").withheld.empty());
}

void TstWithholding::onlyWhatIsAboutAFileLeaves_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *field, const char *value) {
        QTest::addRow("%s %s", field, value) << QByteArray(field) << QByteArray(value);
    };
    row("result", R"("int hidden();")");
    row("result", R"({"file":{"filePath":"/a.c","content":"int hidden();"}})");
    row("result", R"({"status":"int hidden();"})");
    row("result", R"({"path":"int hidden();\nint b();"})");
    row("result", R"({"int hidden();":1})");
    row("result", R"([{"type":"text","text":"int hidden();"}])");
    row("result", R"(["int hidden();"])");
    row("error", R"("int hidden();")");
    row("output", R"("int hidden();")");
    row("x_future", R"({"anything":["int hidden();"]})");
    row("metadata", R"({"toolUseResult":{"stdout":"int hidden();"}})");
    row("attachments", R"([{"name":"a.c","data":"int hidden();"}])");
    row("arguments", R"({"path":"/a.c","x":"int hidden();"})");
    row("arguments", R"({"path":"/a.c","edits":[{"deep":{"er":"int hidden();"}}]})");
    row("arguments", R"("{\"path\":\"/a.c\",\"content\":\"int hidden();\"}")");
    row("arguments", R"("int hidden();")");
}

void TstWithholding::onlyWhatIsAboutAFileLeaves()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    for (const char *tool : {"Read", "functions.apply_patch", "mcp__fs__write_file", "Grep"}) {
        auto made = item(EntityType::ToolCall,
            {{"tool_name", json::quoted(tool)}, {"arguments", R"({"path":"/a.c","offset":7})"},
                {"status", "\"success\""}, {"exit_code", "0"}, {"started_at", "5"}});
        made.record.fields.set(field.toStdString(), *json::canonical(value.toStdString()));
        const auto call = sent(made, PrivacyLevel::Redacted);
        QVERIFY2(!holds(call, "hidden"), call.record.toJson().c_str());
        QVERIFY2(
            holds(call, "\"success\"") && holds(call, "\"exit_code\":0") && holds(call, "\"started_at\":5"),
            call.record.toJson().c_str());
        QVERIFY2(field == "arguments" || (holds(call, "/a.c") && holds(call, "\"offset\":7")),
            call.record.toJson().c_str());
        QVERIFY(
            call.withheld == (std::vector<wire::Withheld> {{field.toStdString(), wire::WithheldRule::File}}));
        QVERIFY(sent(made, PrivacyLevel::Full).withheld.empty());
    }
}

void TstWithholding::commandsThatShowFilesAreTools_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    const auto row = [](const char *tool, const char *arguments) {
        QTest::newRow(arguments) << QByteArray(tool) << QByteArray(arguments);
    };
    row("Bash", R"({"command":"cd /srv && sed -n 1,9p a.c"})");
    row("shell", R"({"command":["bash","-lc","git show HEAD:a.c"]})");
    row("exec_command", R"("{\"cmd\":\"grep -rn hidden src\"}")");
    row("mcp__host__run", R"({"command":"ssh build cat a.c"})");
    row("container.exec", R"({"cmd":["cat","a.c"]})");
    row("Task", R"({"prompt":"what does a.c do?"})");
    row("WebFetch", R"({"url":"file:///srv/a.c"})");
}

void TstWithholding::commandsThatShowFilesAreTools()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    const auto made = item(EntityType::ToolCall,
        {{"tool_name", json::quoted(tool.toStdString())}, {"arguments", arguments.toStdString()},
            {"result", R"({"stdout":"int hidden2();","exit_code":0})"}, {"error", "\"at hidden2\""}});
    const auto call = sent(made, PrivacyLevel::Redacted);
    QVERIFY2(!holds(call, "hidden2"), call.record.toJson().c_str());
    QVERIFY2(holds(call, "\"exit_code\":0"), call.record.toJson().c_str());
    QCOMPARE(*call.record.fields.find("arguments"), *made.record.fields.find("arguments"));
    QVERIFY(holds(sent(made, PrivacyLevel::Full), "int hidden2();"));
    const auto entry
        = sent(item(EntityType::AuditLog,
                   {{"event_type", "\"tool\""}, {"action", json::quoted(tool.toStdString())},
                       {"args", arguments.toStdString()}, {"details", "{\"output\":\"int hidden2();\"}"}}),
            PrivacyLevel::Redacted);
    QVERIFY2(!holds(entry, "hidden2"), entry.record.toJson().c_str());
}

void TstWithholding::commandsThatShowNothingKeepTheirResults()
{
    for (const char *command :
        {"ls -la", "git status", "cargo build 2>&1 | tail -3", "npm test", "git add .env"}) {
        const auto call = sent(
            item(EntityType::ToolCall,
                {{"tool_name", "\"Bash\""}, {"arguments", "{\"command\":" + json::quoted(command) + "}"},
                    {"result", R"({"stdout":"three lines of it"})"}}),
            PrivacyLevel::Redacted);
        QVERIFY2(call.withheld.empty() && holds(call, "three lines of it"), command);
    }
}

void TstWithholding::whatAShellWritesIsContent()
{
    const auto call = [](const char *line, PrivacyLevel level) {
        return sent(
            item(EntityType::ToolCall,
                {{"tool_name", "\"Bash\""},
                    {"arguments", "{\"command\":" + json::quoted(line) + ",\"description\":\"write it\"}"},
                    {"result", "\"\""}}),
            level);
    };
    const auto written = call("cat > a.c <<'E'\nint hidden();\nE", PrivacyLevel::Redacted);
    QVERIFY2(!holds(written, "hidden") && holds(written, "cat > a.c") && holds(written, "write it"),
        written.record.toJson().c_str());
    QVERIFY(holds(call("cat > a.c <<'E'\nint hidden();\nE", PrivacyLevel::Full), "hidden"));
    QVERIFY(!holds(call("echo NAME=hidden >> .env", PrivacyLevel::Full), "hidden"));
    QVERIFY(holds(call("git commit -m 'hidden'", PrivacyLevel::Redacted), "hidden"));
    const auto entry = sent(item(EntityType::AuditLog,
                                {{"event_type", "\"command\""}, {"action", "\"run_command\""},
                                    {"command", "\"echo hidden > a.c\""}}),
        PrivacyLevel::Redacted);
    QVERIFY2(!holds(entry, "hidden") && holds(entry, "> a.c"), entry.record.toJson().c_str());
}

void TstWithholding::callsWithinMessages_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *field, const char *value) {
        QTest::addRow("%s %s", field, value) << QByteArray(field) << QByteArray(value);
    };
    row("metadata", R"({"toolUseResult":{"file":{"filePath":"/a.c","content":"int hidden();"}}})");
    row("metadata", R"({"attachments":[{"path":"/a.c","text":"int hidden();"}],"model":"words stay"})");
    row("blocks",
        R"([{"type":"text","text":"words stay"},{"type":"tool_result","tool_use_id":"t1","content":"int hidden();"}])");
    row("blocks",
        R"([{"type":"tool_use","id":"t1","name":"Write","input":{"file_path":"/a.c","content":"int hidden();"}}])");
    row("blocks", R"([{"type":"document","source":{"data":"int hidden();"}}])");
    row("tool_calls",
        R"([{"id":"t1","function":{"name":"write_file","arguments":"{\"path\":\"/a.c\",\"content\":\"int hidden();\"}"}}])");
    row("content",
        R"("[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":[{\"type\":\"text\",\"text\":\"int hidden();\"}]}]")");
    row("x_note", R"({"deep":{"tool_output":["int hidden();"]}})");
    row("content", R"("see <file path=\"/a.c\">int hidden();</file>, words stay")");
    row("blocks",
        R"([{"type":"text","text":"words stay"},{"type":"tool-invocation","toolInvocation":{"toolName":"openFile","args":{"path":"/a.c"},"result":"int hidden();"}}])");
    row("blocks",
        R"([{"type":"text","text":"words stay"},{"type":"tool","tool":"view","state":{"input":{"filePath":"/a.c"},"output":"int hidden();","status":"completed"}}])");
    for (const char *text :
        {"<code_selection path='/a.c' lines='2-3'>\nint hidden();\n</code_selection>\nwords stay",
            "<ide_selection>Lines 2 to 3 of /a.c are selected:\nint hidden();\n</ide_selection>words stay",
            "<system-reminder>\nResult of calling the View tool: \"1\xe2\x86\x92int hidden();\"\n"
            "</system-reminder>words stay",
            "<system-reminder>\nNote: /a.c was modified by a linter. Here are the relevant changes:\n"
            "2\xe2\x86\x92int hidden();\n</system-reminder>words stay",
            "words stay\n/a.c\n```\nint hidden();\n```",
            "words stay\n\n**`src/a.c`**:\n\n~~~c\nint hidden();\n~~~",
            "words stay\n```12:14:src/a.c\nint hidden();\n```",
            "words stay\nNOTES.txt\n````\n# x\n```\nmake\n```\nint hidden();\n````",
            "words stay\nNOTES.txt\n```\n# x\n```sh\nmake\n```\nint hidden();\n```\n",
            "words stay\n```\nleft open\na.c\n```c\nint hidden();\n```",
            "a.c\n<<<<<<< SEARCH\nint a;\n=======\nint hidden();\n>>>>>>> REPLACE\nwords stay",
            "words stay\n```diff\n--- a/a.c\n+++ b/a.c\n+int hidden();\n```",
            "words stay <bash-input>tac a.c</bash-input><bash-stdout>int hidden();</bash-stdout>"})
        row("content", json::quoted(text).c_str());
}

void TstWithholding::whatIsSaidInMessagesStays()
{
    for (const char *text : {"Run this:\n```sh\nmake hidden\n```", "```json\n{\"hidden\": 1}\n```",
             "In `src/a.c` we call hidden:\n```c\nhidden();\n```", "1. hidden\n2. words\n3. more",
             "<bash-input>ls</bash-input><bash-stdout>hidden</bash-stdout>", "the page was modified: hidden"})
        QVERIFY2(sent(item(EntityType::Message, {{"role", "\"assistant\""}, {"content", json::quoted(text)}}),
                     PrivacyLevel::Redacted)
                     .withheld.empty(),
            text);
    const auto known = sent(
        item(EntityType::Message,
            {{"role", "\"assistant\""},
                {"blocks",
                    R"([{"type":"tool","tool":"bash","state":{"input":{"command":"make"},"output":"hidden"}}])"}}),
        PrivacyLevel::Redacted);
    QVERIFY2(holds(known, "hidden"), known.record.toJson().c_str());
}

void TstWithholding::whatLooksLikeAFileIsOne()
{
    const auto call = [](const char *result, PrivacyLevel level) {
        return sent(item(EntityType::ToolCall,
                        {{"tool_name", "\"frobnicate\""}, {"arguments", "{}"},
                            {"result", "{\"ok\":true,\"deep\":[" + json::quoted(result) + "]}"}}),
            level);
    };
    for (const char *result : {"--- a/x\n+++ b/x\n+hidden", "Index: x\n@@ -3,2 +3,4 @@ f\n+hidden",
             "1\xe2\x86\x92hidden", "   7\tint a;\n   8\tint b;\n   9\thidden"}) {
        QVERIFY2(!holds(call(result, PrivacyLevel::Redacted), "hidden"), result);
        QVERIFY2(holds(call(result, PrivacyLevel::Full), "hidden"), result);
    }
    for (const char *result : {"--- hidden\nand then", "1. hidden\n2. b\n3. c", "12\thidden\n40\tb\n7\tc",
             "warning @@ hidden", " 3 | hidden"})
        QVERIFY2(holds(call(result, PrivacyLevel::Redacted), "hidden"), result);
}

void TstWithholding::plansOfTerraformAreReadable()
{
    const auto plan = [](const std::string &inside) {
        return sent(item(EntityType::ToolCall,
                        {{"tool_name", "\"bash\""},
                            {"arguments", R"({"command":"terraform plan -var-file=prod.tfvars"})"},
                            {"result",
                                json::quoted("  # aws_lambda_function.web will be created\n"
                                             "  + resource \"aws_lambda_function\" \"web\" {\n"
                                    + inside + "    }\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n")}}),
            PrivacyLevel::Redacted);
    };
    const auto plain = plan("      + runtime = \"nodejs20.x\"\n");
    QVERIFY(holds(plain, "Plan: 1 to add") && holds(plain, "nodejs20.x"));
    QVERIFY(plain.withheld.empty());
    const auto environment
        = plan("      + environment {\n          + variables = {\n"
               "              + \"API_URL\" = \"https://hidden.example.org\"\n"
               "              ~ \"LEVEL\"   = \"hidden1\" -> \"hidden2\"\n            }\n        }\n"
               "      + runtime = \"nodejs20.x\"\n");
    QVERIFY2(!holds(environment, "hidden"), environment.record.toJson().c_str());
    QVERIFY(holds(environment, "Plan: 1 to add") && holds(environment, "nodejs20.x"));
    for (const char *file :
        {"      + content = <<-EOT\n            hidden\n        EOT\n", "      + content = \"hidden\"\n",
            "      + user_data = <<-EOT\n            hidden\n        EOT\n"})
        QVERIFY2(!holds(plan(file), "hidden"), file);
    QVERIFY(!holds(plan("      + password = \"hidden7&Lantern\"\n"), "hidden"));
}

void TstWithholding::callsWithinMessages()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    auto made = item(EntityType::Message, {{"role", "\"user\""}, {"content", "\"words stay\""}});
    made.record.fields.set(field.toStdString(), *json::canonical(value.toStdString()));
    const auto message = sent(made, PrivacyLevel::Redacted);
    QVERIFY2(!holds(message, "hidden"), message.record.toJson().c_str());
    QVERIFY2(!value.contains("words stay") || holds(message, "words stay"), message.record.toJson().c_str());
    QVERIFY(
        message.withheld == (std::vector<wire::Withheld> {{field.toStdString(), wire::WithheldRule::File}}));
    QVERIFY(sent(made, PrivacyLevel::Full).withheld.empty());
    value.replace("/a.c", "/.env");
    if (!value.contains("/.env"))
        return;
    made.record.fields.set(field.toStdString(), *json::canonical(value.toStdString()));
    QVERIFY2(!holds(sent(made, PrivacyLevel::Full), "hidden"), value.constData());
}

void TstWithholding::messagesThatAreResults()
{
    const auto message = [](const char *name, PrivacyLevel level) {
        return sent(item(EntityType::Message,
                        {{"role", "\"tool\""}, {"name", json::quoted(name)}, {"tool_call_id", "\"call-1\""},
                            {"content", "\"int hidden();\""}}),
            level);
    };
    QVERIFY(!holds(message("read_file", PrivacyLevel::Redacted), "hidden"));
    QVERIFY(!holds(message("", PrivacyLevel::Redacted), "hidden"));
    QVERIFY(holds(message("calculator", PrivacyLevel::Redacted), "hidden"));
    QVERIFY(holds(message("read_file", PrivacyLevel::Full), "hidden"));
    QVERIFY(!holds(message("get_env", PrivacyLevel::Full), "hidden"));
    QVERIFY(holds(message("read_file", PrivacyLevel::Redacted), "call-1"));
    const auto bare
        = sent(item(EntityType::Message, {{"role", "\"tool\""}, {"content", "\"int hidden();\""}}),
            PrivacyLevel::Redacted);
    QVERIFY(!holds(bare, "hidden"));
}

void TstWithholding::contentsOfFilesLeaveInFull()
{
    const auto call = sent(item(EntityType::ToolCall,
                               {{"tool_name", "\"Read\""}, {"arguments", R"({"file_path":"/a.cpp"})"},
                                   {"result", "\"int main() {}\""}}),
        PrivacyLevel::Full);
    QVERIFY(holds(call, "int main"));
    QVERIFY(call.withheld.empty());
}

void TstWithholding::filesThatHoldSecretsNeverLeave_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::addColumn<QByteArray>("arguments");
    const auto row = [](const char *tool, const char *arguments) {
        QTest::newRow(arguments) << QByteArray(tool) << QByteArray(arguments);
    };
    row("Read", R"({"file_path":"/srv/app/.env"})");
    row("Read", R"({"file_path":"/home/ada/.ssh/id_ed25519"})");
    row("view", R"({"path":"certs/server.pem"})");
    row("bash", R"({"command":"cat .env.production | head"})");
    row("Bash", R"({"command":"sudo cat ~/.aws/credentials"})");
    row("shell", R"({"command":["bash","-lc","cat .env"]})");
}

void TstWithholding::filesThatHoldSecretsNeverLeave()
{
    QFETCH(QByteArray, tool);
    QFETCH(QByteArray, arguments);
    const auto call
        = sent(item(EntityType::ToolCall,
                   {{"tool_name", json::quoted(tool.toStdString())}, {"arguments", arguments.toStdString()},
                       {"result", "\"lines that say much\""}}),
            PrivacyLevel::Full);
    QVERIFY2(!holds(call, "say much"), call.record.toJson().c_str());
}

void TstWithholding::environmentsNeverLeave()
{
    for (PrivacyLevel level : {PrivacyLevel::Redacted, PrivacyLevel::Full}) {
        const auto printed
            = sent(item(EntityType::ToolCall,
                       {{"tool_name", "\"bash\""}, {"arguments", R"({"command":"cd /tmp; env"})"},
                           {"result", R"("NICE_PLACE=Rome\n")"}}),
                level);
        QVERIFY2(!holds(printed, "Rome"), printed.record.toJson().c_str());
        const auto given
            = sent(item(EntityType::ToolCall,
                       {{"tool_name", "\"run\""}, {"arguments", R"({"env":{"PLACE":"Rome"},"cmd":"x"})"}}),
                level);
        QVERIFY2(!holds(given, "Rome") && holds(given, "PLACE"), given.record.toJson().c_str());
        const auto field
            = sent(item(EntityType::Message, {{"env", R"({"PLACE":"Rome"})"}, {"content", "\"a\""}}), level);
        QVERIFY2(!holds(field, "Rome"), field.record.toJson().c_str());
    }
}

void TstWithholding::printedEnvironmentsNeverLeave()
{
    for (PrivacyLevel level : {PrivacyLevel::Redacted, PrivacyLevel::Full})
        for (const char *command :
            {"printenv", "ssh host env", "docker inspect app", "pass show web/shop", "cat /proc/1/environ"}) {
            const auto call = sent(
                item(EntityType::ToolCall,
                    {{"tool_name", "\"Bash\""}, {"arguments", "{\"command\":" + json::quoted(command) + "}"},
                        {"result", R"({"stdout":"lower=Rome\nmore of Rome","lines":2})"},
                        {"error", "\"Rome\""}, {"x_future", "[\"Rome\"]"}}),
                level);
            QVERIFY2(!holds(call, "Rome") && !holds(call, "lower"), call.record.toJson().c_str());
        }
    const auto listed
        = sent(item(EntityType::Message,
                   {{"metadata", R"({"Config":{"Env":["PLACE=Rome","lower=Rome x"]},"env":"production"})"},
                       {"content", "\"a\""}}),
            PrivacyLevel::Full);
    QVERIFY2(!holds(listed, "Rome") && holds(listed, "PLACE=") && holds(listed, "production"),
        listed.record.toJson().c_str());
    QVERIFY(listed.withheld == (std::vector<wire::Withheld> {{"metadata", wire::WithheldRule::Environment}}));
}

void TstWithholding::whatIsWithheldIsNamed()
{
    const auto call
        = sent(item(EntityType::ToolCall,
                   {{"tool_name", "\"Write\""}, {"error", json::quoted(kToken)},
                       {"arguments", R"({"path":"a","content":"b"})"}, {"status", "\"success\""}}),
            PrivacyLevel::Redacted);
    const std::vector<wire::Withheld> expected {
        {"arguments", wire::WithheldRule::File}, {"error", wire::WithheldRule::File}};
    QVERIFY(call.withheld == expected);
    wire::Batch batch;
    batch.items = {call};
    batch.items[0].opSeq = 1;
    batch.items[0].record.fields.setText("conversation_id", "c1");
    const auto back = wire::decodeBatch(wire::encode(batch, wire::Dialect::Full));
    QVERIFY(back && !back->items[0].error);
    QVERIFY(back->items[0].withheld == expected);
}

void TstWithholding::deletesCarryNothing()
{
    wire::Item remove;
    remove.record = {EntityType::Conversation, "c1", {}};
    remove.action = wire::Action::Delete;
    QVERIFY(sent(remove, PrivacyLevel::Metadata).withheld.empty());
}

void TstWithholding::idsAreLeftAlone()
{
    const std::string id = "token-" + kToken;
    const auto message
        = sent(item(EntityType::Message, {{"conversation_id", json::quoted(id)}, {"content", "\"a\""}}),
            PrivacyLevel::Redacted);
    QCOMPARE(message.record.conversationId(), id);
}

void TstWithholding::unknownFieldsAreLookedAt()
{
    const auto message
        = sent(item(EntityType::Message, {{"future", "{\"api_key\":\"abcdefgh\"}"}, {"content", "\"a\""}}),
            PrivacyLevel::Full);
    QVERIFY(!holds(message, "abcdefgh"));
}

void TstWithholding::onceFoundItIsGoneFromTheConversation()
{
    constexpr std::string_view secret = "Tr0ub4dor-3x-horse";
    const auto message = [](const char *conversation, const std::string &content) {
        return item(EntityType::Message,
            {{"conversation_id", json::quoted(conversation)}, {"content", json::quoted(content)}});
    };
    std::vector<wire::Item> items {message("c1", "it printed " + std::string(secret)),
        message("c1", "DB_PASSWORD=" + std::string(secret)), message("c2", "here " + std::string(secret))};
    PrivacyPolicy policy([] { return Result(false); });
    for (wire::Item &one : items)
        policy.prepare(one, PrivacyLevel::Redacted, "key");
    QVERIFY(holds(items[0], secret));
    policy.finish(items, "key");
    QVERIFY2(!holds(items[0], secret) && !holds(items[1], secret), items[0].record.toJson().c_str());
    const std::vector<wire::Withheld> expected {{"content", wire::WithheldRule::Secret}};
    QVERIFY(items[0].withheld == expected);
    // What is known of one conversation says nothing about another.
    QVERIFY(holds(items[2], secret));
    wire::Item later = message("c1", "and again " + std::string(secret));
    policy.prepare(later, PrivacyLevel::Redacted, "key");
    QVERIFY(!holds(later, secret));
}

void TstWithholding::aPairOfNameAndValueIsOne()
{
    const auto call = sent(item(EntityType::ToolCall,
                               {{"tool_name", "\"set\""},
                                   {"arguments",
                                       R"({"a":[{"name":"DB_PASSWORD","value":"open sesame"},)"
                                       R"({"name":"PLACE","value":"Rome"}]})"}}),
        PrivacyLevel::Full);
    QVERIFY2(!holds(call, "sesame") && holds(call, "Rome"), call.record.toJson().c_str());
}

void TstWithholding::listsOfVariablesAreEnvironments()
{
    const auto call
        = sent(item(EntityType::ToolCall,
                   {{"tool_name", "\"inspect\""}, {"result", R"({"Config":{"Env":["PLACE=Rome","B=c"]}})"}}),
            PrivacyLevel::Full);
    QVERIFY2(!holds(call, "Rome") && holds(call, "PLACE="), call.record.toJson().c_str());
    QCOMPARE(call.withheld.front().rule, wire::WithheldRule::Environment);
}

QTEST_GUILESS_MAIN(TstWithholding)
#include "tst_withholding.moc"
