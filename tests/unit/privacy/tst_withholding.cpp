// What of a row is sent at each level.
#include "privacy/withholding.h"

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
    void anEditOfWithheldWordsIsNotAClearing();
    void contentsOfFilesStayWherePathsGo_data();
    void contentsOfFilesStayWherePathsGo();
    void aFileThatLooksWithheldIsAFile();
    void contentsOfFilesLeaveInFull();
    void filesThatHoldSecretsNeverLeave_data();
    void filesThatHoldSecretsNeverLeave();
    void environmentsNeverLeave();
    void whatIsWithheldIsNamed();
    void deletesCarryNothing();
    void idsAreLeftAlone();
    void unknownFieldsAreLookedAt();
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

void TstWithholding::whatIsWithheldIsNamed()
{
    const auto call
        = sent(item(EntityType::ToolCall,
                   {{"tool_name", "\"Write\""}, {"error", json::quoted(kToken)},
                       {"arguments", R"({"path":"a","content":"b"})"}, {"status", "\"success\""}}),
            PrivacyLevel::Redacted);
    const std::vector<wire::Withheld> expected {
        {"arguments", wire::WithheldRule::File}, {"error", wire::WithheldRule::Secret}};
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

QTEST_GUILESS_MAIN(TstWithholding)
#include "tst_withholding.moc"
