// What is sent of the fields that say how a session went.
#include "privacy/withholding.h"

#include <QTest>

using namespace mimir;

namespace {

const std::string kToken = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbC";

wire::Item sent(
    EntityType type, PrivacyLevel level, std::initializer_list<std::pair<const char *, std::string>> fields)
{
    wire::Item made;
    made.record.type = type;
    made.record.id = "x1";
    for (const auto &[name, value] : fields) {
        made.record.fields.set(name, *json::canonical(value));
        made.changed.emplace_back(name, 1);
    }
    withhold(made, level, SecretScanner("key"));
    return made;
}

std::string valueOf(const wire::Item &item, std::string_view field)
{
    const std::string *value = item.record.fields.find(field);
    return value ? *value : "";
}

bool isChanged(const wire::Item &item, std::string_view field)
{
    return std::ranges::any_of(item.changed, [field](const auto &edit) { return edit.first == field; });
}

} // namespace

class TstSessionFields : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thinkingIsContentAtEveryLevel();
    void whatIsNoNameIsContent_data();
    void whatIsNoNameIsContent();
    void namesOfTheFirstContractAreOneLine();
    void anUnknownFieldWithASecretAsItsNameStays();
    void namesAndNumbersStayReadable();
    void attachmentsAreNamedAndNotSent();
};

void TstSessionFields::thinkingIsContentAtEveryLevel()
{
    const std::string words
        = json::quoted("the key is " + kToken + "\n<file path=\"a.txt\">FILE-WORDS</file>\ndone");
    for (const char *field : {"thinking", "content"}) { // one as the other
        const auto as = [&](PrivacyLevel level) {
            return sent(EntityType::Message, level, {{"role", "\"assistant\""}, {field, words}});
        };
        const wire::Item metadata = as(PrivacyLevel::Metadata);
        QCOMPARE(valueOf(metadata, field), std::string());
        QVERIFY(!isChanged(metadata, field));
        QCOMPARE(metadata.withheld, (std::vector {wire::Withheld {field, wire::WithheldRule::Metadata}}));
        const std::string redacted = valueOf(as(PrivacyLevel::Redacted), field);
        QVERIFY2(redacted.find(kToken) == std::string::npos
                && redacted.find("FILE-WORDS") == std::string::npos
                && redacted.find("done") != std::string::npos,
            redacted.c_str());
        const std::string full = valueOf(as(PrivacyLevel::Full), field);
        QVERIFY2(full.find(kToken) == std::string::npos && full.find("FILE-WORDS") != std::string::npos,
            full.c_str());
    }
}

void TstSessionFields::whatIsNoNameIsContent_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](EntityType type, const char *field, const QByteArray &value) {
        QTest::addRow("%s %.20s", field, value.constData()) << int(type) << QByteArray(field) << value;
    };
    const QByteArray text = '"' + QByteArray("a file that was read, ").repeated(20) + '"';
    row(EntityType::AuditLog, "evidence", text);
    row(EntityType::AuditLog, "evidence", R"({"content":"line"})");
    row(EntityType::AuditLog, "inferred", R"("a text")");
    row(EntityType::AuditLog, "inferred", R"({"content":"line"})");
    row(EntityType::AuditLog, "scope", R"("first line\nsecond line")");
    row(EntityType::Message, "kind", text);
    row(EntityType::Message, "seq", R"("seventh")");
    row(EntityType::Message, "model", R"({"name":"x"})");
    row(EntityType::ToolCall, "exit_code", R"("1: no such file")");
    row(EntityType::Conversation, "native_id", text);
}

void TstSessionFields::whatIsNoNameIsContent()
{
    QFETCH(int, type);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    const wire::Item item = sent(
        static_cast<EntityType>(type), PrivacyLevel::Metadata, {{field.constData(), value.toStdString()}});
    QCOMPARE(valueOf(item, field.toStdString()), std::string());
    QVERIFY(!isChanged(item, field.toStdString()));
    QCOMPARE(item.withheld.size(), std::size_t(1));
}

// What a row cannot be without is said to be withheld.
void TstSessionFields::namesOfTheFirstContractAreOneLine()
{
    const std::string lines = R"("the first line\nand the second")";
    const auto left = [&](EntityType type, const char *field) {
        const wire::Item item = sent(type, PrivacyLevel::Metadata, {{field, lines}});
        return valueOf(item, field) + std::to_string(item.withheld.size());
    };
    const std::string withheld = R"("[withheld 29 bytes, 2 lines of a file]"1)";
    for (const char *field : {"title", "status", "provider", "model"})
        QCOMPARE(left(EntityType::Conversation, field), std::string("1"));
    QCOMPARE(left(EntityType::Message, "role"), withheld);
    QCOMPARE(left(EntityType::ToolCall, "tool_name"), withheld);
    QCOMPARE(left(EntityType::ToolCall, "status"), std::string("1"));
    for (const char *field : {"event_type", "action"})
        QCOMPARE(left(EntityType::AuditLog, field), withheld);
    for (const char *field : {"decision", "risk_level", "status"})
        QCOMPARE(left(EntityType::AuditLog, field), std::string("1"));
    const wire::Item call = sent(EntityType::ToolCall, PrivacyLevel::Redacted,
        {{"tool_name", "\"Read\""}, {"arguments", R"({"file_path":"/a/b.txt"})"}, {"status", lines}});
    QVERIFY(valueOf(call, "status").find("second") == std::string::npos);
}

void TstSessionFields::anUnknownFieldWithASecretAsItsNameStays()
{
    const wire::Item item = sent(EntityType::Message, PrivacyLevel::Full,
        {{"role", "\"user\""}, {kToken.c_str(), "1"}, {"more", "2"}});
    QCOMPARE(valueOf(item, kToken), std::string());
    QCOMPARE(valueOf(item, "more"), std::string("2"));
    QVERIFY(!isChanged(item, kToken) && isChanged(item, "more"));
    QVERIFY(item.withheld.empty());
}

// At "redacted", whatever the call was.
void TstSessionFields::namesAndNumbersStayReadable()
{
    const wire::Item entry = sent(EntityType::AuditLog, PrivacyLevel::Redacted,
        {{"event_type", "\"tool\""}, {"action", "\"Read\""}, {"args", R"({"file_path":"/a/b.txt"})"},
            {"evidence", "\"transcript\""}, {"inferred", "true"}, {"decided_by", "\"person\""},
            {"scope", "\"once\""}, {"tool_call_id", "\"c7\""}, {"agent", "\"claude-code\""},
            {"result", "\"FILE-WORDS\""}});
    for (const char *field : {"evidence", "inferred", "decided_by", "scope", "tool_call_id", "agent"})
        QVERIFY2(
            isChanged(entry, field) && valueOf(entry, field).find("withheld") == std::string::npos, field);
    QVERIFY(valueOf(entry, "result").find("FILE-WORDS") == std::string::npos);
    const wire::Item call = sent(EntityType::ToolCall, PrivacyLevel::Redacted,
        {{"tool_name", "\"Read\""}, {"arguments", R"({"file_path":"/a/b.txt"})"}, {"kind", "\"read\""},
            {"exit_code", "1"}, {"result_bytes", "4096"}, {"cwd", "\"/home/ada/web\""},
            {"result", "\"FILE-WORDS\""}});
    QCOMPARE(valueOf(call, "kind") + valueOf(call, "exit_code") + valueOf(call, "result_bytes")
            + valueOf(call, "cwd"),
        std::string(R"("read"14096"/home/ada/web")"));
}

void TstSessionFields::attachmentsAreNamedAndNotSent()
{
    const std::string attachments
        = R"([{"kind":"image","media_type":"image/png","bytes":1812,)"
          R"("sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",)"
          R"("data":"iVBORw0KGgo FILE-WORDS","note":"words of the file"}])";
    const wire::Item item = sent(EntityType::Message, PrivacyLevel::Redacted, {{"attachments", attachments}});
    const std::string left = valueOf(item, "attachments");
    QVERIFY2(left.find("FILE-WORDS") == std::string::npos && left.find("words of") == std::string::npos,
        left.c_str());
    QVERIFY2(left.find(R"("media_type":"image/png")") != std::string::npos
            && left.find(R"("kind":"image")") != std::string::npos && left.find("1812") != std::string::npos,
        left.c_str());
    QVERIFY(
        valueOf(sent(EntityType::Message, PrivacyLevel::Full, {{"attachments", attachments}}), "attachments")
            .find("FILE-WORDS")
        != std::string::npos);
}

QTEST_GUILESS_MAIN(TstSessionFields)
#include "tst_sessionfields.moc"
