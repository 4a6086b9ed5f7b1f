// What the table of fields says of each one.
#include "core/records/entity.h"
#include "core/records/record.h"
#include "privacy/withholding.h"

#include <QTest>

using namespace mimir;

namespace {

struct Fields {
    EntityType type;
    QByteArrayList metadata, content;
};

// Written out once more: a field that moves from one list to the other sends more than people agreed to.
QList<Fields> bothLists()
{
    return {
        {EntityType::Conversation,
            {"title", "status", "provider", "model", "visibility", "created_at", "updated_at", "agent",
                "native_id", "parent_id", "relation", "fork_point", "agent_version"},
            {"workspace", "repository", "git_branch"}},
        {EntityType::Message,
            {"conversation_id", "role", "timestamp", "input_tokens", "output_tokens", "cost", "kind",
                "parent_id", "seq", "model", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens"},
            {"metadata", "content", "thinking", "cwd", "git_branch", "attachments"}},
        {EntityType::ToolCall,
            {"conversation_id", "message_id", "tool_name", "status", "started_at", "completed_at",
                "duration_ms", "kind", "seq", "child_id", "exit_code", "result_bytes"},
            {"error", "arguments", "result", "cwd"}},
        {EntityType::AuditLog,
            {"conversation_id", "event_type", "action", "decision", "risk_level", "status", "timestamp",
                "device_seq", "prev_hash", "evidence", "inferred", "decided_by", "scope", "tool_call_id",
                "agent"},
            {"command", "args", "result", "reason", "cwd"}},
    };
}

std::string anyValue(const FieldSpec &field)
{
    if (field.kind == FieldKind::Json)
        return "true";
    return field.kind == FieldKind::Text ? R"("seven")" : "7";
}

} // namespace

class TstEntity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldSaysFromWhichLevelItIsSent();
    void theLevelMetadataSendsTheseAndNoOther();
    void ruleOfEachLaterField();
    void aLaterFieldMayHaveAnyValue();
};

void TstEntity::everyFieldSaysFromWhichLevelItIsSent()
{
    for (const Fields &lists : bothLists()) {
        QByteArrayList known, expected = lists.metadata + lists.content;
        for (const FieldSpec &field : fieldsOf(lists.type)) {
            const QByteArray name(field.name.data(), qsizetype(field.name.size()));
            known.append(name);
            QVERIFY2(isMetadata(lists.type, field.name) == lists.metadata.contains(name), name.constData());
        }
        std::ranges::sort(known);
        std::ranges::sort(expected);
        QCOMPARE(known, expected); // a field that is new here says so in one of the lists
        QVERIFY(!isMetadata(lists.type, "not_in_the_table"));
    }
}

void TstEntity::theLevelMetadataSendsTheseAndNoOther()
{
    const SecretScanner scanner("key");
    for (const Fields &lists : bothLists()) {
        wire::Item item;
        item.record.type = lists.type;
        for (const FieldSpec &field : fieldsOf(lists.type))
            item.record.fields.set(field.name, anyValue(field));
        item.record.fields.set("not_in_the_table", "7");
        withhold(item, PrivacyLevel::Metadata, scanner);
        QByteArrayList left, expected = lists.metadata;
        for (const json::Member &member : item.record.fields.members())
            left.append(QByteArray::fromStdString(member.key));
        std::ranges::sort(left);
        std::ranges::sort(expected);
        QCOMPARE(left, expected);
    }
}

// They are written once, but for these; a program that does not know them merges them as unknown fields.
void TstEntity::ruleOfEachLaterField()
{
    const QMap<QByteArray, MergeRule> others {{"git_branch", MergeRule::LastWrite},
        {"agent_version", MergeRule::LastWrite}, {"exit_code", MergeRule::LastWrite},
        {"cache_read_tokens", MergeRule::Maximum}, {"cache_write_tokens", MergeRule::Maximum},
        {"reasoning_tokens", MergeRule::Maximum}};
    int later = 0;
    for (const EntityType type : kEntityTypes)
        for (const FieldSpec &field : fieldsOf(type)) {
            if (field.origin == Origin::Contract)
                continue;
            const QByteArray name(field.name.data(), qsizetype(field.name.size()));
            const bool isBranchOfConversation = name != "git_branch" || type == EntityType::Conversation;
            const MergeRule rule
                = isBranchOfConversation ? others.value(name, MergeRule::Once) : MergeRule::Once;
            QVERIFY2(field.rule == rule && mergeRule(type, field.name) == rule, name.constData());
            QVERIFY2(field.presence == Presence::Optional, name.constData()); // other programs do not know it
            ++later;
        }
    QCOMPARE(later, 32);
}

void TstEntity::aLaterFieldMayHaveAnyValue()
{
    const auto has = [](std::string_view field, std::string_view value) {
        return hasColumn(EntityType::Message, field, value);
    };
    QVERIFY(has("kind", R"("step")") && has("seq", "7") && has("seq", "7.0") && has("attachments", "[1]"));
    QVERIFY(has("kind", "null") && has("content", "7")); // none; refused, for it is of the original contract
    QVERIFY(
        !has("kind", "7") && !has("seq", R"("7")") && !has("seq", "7.5") && !has("model", R"({"a":"b"})"));
    QVERIFY(!has("mood", R"("calm")"));

    Record record {EntityType::Message, "m", {}};
    record.fields.setText("conversation_id", "c");
    record.fields.setText("role", "user");
    record.fields.set("seq", R"("seventh")");
    record.fields.set("kind", "[1]");
    record.fields.set("reasoning_tokens", "7.0");
    QVERIFY(normalize(record, Completeness::Full));
    QCOMPARE(*record.fields.find("seq"), std::string(R"("seventh")"));
    QCOMPARE(*record.fields.find("reasoning_tokens"), std::string("7"));
    record.fields.set("input_tokens", R"("7")");
    QVERIFY(!normalize(record, Completeness::Full));
}

QTEST_GUILESS_MAIN(TstEntity)
#include "tst_entity.moc"
