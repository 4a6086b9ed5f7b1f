// What the table of fields says of each one.
#include "core/records/entity.h"
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
            {"title", "status", "provider", "model", "visibility", "created_at", "updated_at"},
            {"workspace", "repository"}},
        {EntityType::Message,
            {"conversation_id", "role", "timestamp", "input_tokens", "output_tokens", "cost"},
            {"metadata", "content"}},
        {EntityType::ToolCall,
            {"conversation_id", "message_id", "tool_name", "status", "started_at", "completed_at",
                "duration_ms"},
            {"error", "arguments", "result"}},
        {EntityType::AuditLog,
            {"conversation_id", "event_type", "action", "decision", "risk_level", "status", "timestamp",
                "device_seq", "prev_hash"},
            {"command", "args", "result"}},
    };
}

std::string anyValue(const FieldSpec &field)
{
    return field.kind == FieldKind::Integer || field.kind == FieldKind::Real ? "7" : R"("seven")";
}

} // namespace

class TstEntity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldSaysFromWhichLevelItIsSent();
    void theLevelMetadataSendsTheseAndNoOther();
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

QTEST_GUILESS_MAIN(TstEntity)
#include "tst_entity.moc"
