#include "server/sync/itemedits.h"
#include "server/sync/mergerule.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using wire::Action;
using wire::Status;

namespace {

constexpr Millis kNow = 10'000;

wire::Item edit(
    EntityType type, const std::string &field, const std::string &value, std::int64_t base, Millis at)
{
    wire::Item item;
    item.record = {type, "x", {}};
    if (value != "null")
        item.record.fields.set(field, value);
    item.action = Action::Update;
    item.opSeq = 1;
    item.baseRev = base;
    item.changed = {{field, at}};
    return item;
}

RowState row(EntityType type, const std::string &field, const std::string &value, const Stamp &stamp)
{
    RowState state;
    state.type = type;
    state.rev = stamp.rev;
    state.whole = stamp;
    state.fields.set(field, value);
    return state;
}

QByteArray valueOf(const RowState &state, const QByteArray &field)
{
    const std::string *value = state.fields.find(field.toStdString());
    return value ? QByteArray::fromStdString(*value) : QByteArray("null");
}

// A row from an earlier history, with its title unchanged since `at`.
wire::Item offer(const std::string &title, Millis at)
{
    wire::Item made;
    made.record.fields.set("title", title);
    made.action = wire::Action::Create;
    made.editedAt = at;
    made.changed = {{"title", at}};
    made.offer.emplace();
    return made;
}

} // namespace

class TstMergeRule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneFieldAgainstOne_data();
    void oneFieldAgainstOne();
    void keepsTheOtherFieldsOfAConcurrentEdit();
    void ignoresFieldsThatAreNotChanged();
    void keepsTheValueItReplaces();
    void updatedAtIsTheGreaterAndNoEdit();
    void updatedAtComesBackFromTheFuture();
    void createGivesEachFieldItsInstant();
    void auditEntriesAreEqualOrRefused();
    void anAuditEntryKeepsTheNumberThatCameFirst();
    void redactBlanksContentForGood();
    void redactCannotRewrite();
    void originalClientWinsByUpdatedAt();
    void deleteReportsWhatItsAuthorHasNotSeen();
    void fingerprintCoversWhatTheOpSays();
    void twoFormsOfOneValueAreNoConflict_data();
    void twoFormsOfOneValueAreNoConflict();
    void whatIsSentAgainForPrivacyTakesItsPlace_data();
    void whatIsSentAgainForPrivacyTakesItsPlace();
    void anEditIsNoOtherForm();
    void whatPrivacyLeavesOutIsGone();
    void anOfferIsNoEdit_data();
    void anOfferIsNoEdit();
    void whoStandsByHisWordsIsTold_data();
    void whoStandsByHisWordsIsTold();
    void anOfferedDeleteWasSettledBefore();
};

void TstMergeRule::oneFieldAgainstOne_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("current");
    QTest::addColumn<QByteArray>("incoming");
    QTest::addColumn<QString>("device"); // of the writer; the row's is "b", its revision 5, its instant 100
    QTest::addColumn<int>("base");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<int>("losers");
    const auto add
        = [](const char *name, EntityType type, const char *field, const char *current, const char *incoming,
              const char *device, int base, int at, Status status, const char *result, int losers) {
              QTest::newRow(name) << int(type) << QByteArray(field) << QByteArray(current)
                                  << QByteArray(incoming) << QString::fromLatin1(device) << base << at
                                  << int(status) << QByteArray(result) << losers;
          };
    const auto conversation = EntityType::Conversation;
    const auto message = EntityType::Message;
    const auto tool = EntityType::ToolCall;
    add("made on the present revision", conversation, "title", "\"A\"", "\"B\"", "a", 5, 50, Status::Applied,
        "\"B\"", 0);
    add("equal, present revision", conversation, "title", "\"A\"", "\"A\"", "a", 5, 50, Status::Applied,
        "\"A\"", 0);
    add("equal, concurrent", conversation, "title", "\"A\"", "\"A\"", "a", 1, 50, Status::Duplicate, "\"A\"",
        0);
    add("concurrent, newer", conversation, "title", "\"A\"", "\"B\"", "a", 4, 101, Status::Merged, "\"B\"",
        1);
    add("concurrent, older", conversation, "title", "\"A\"", "\"B\"", "a", 4, 99, Status::Conflict, "\"A\"",
        1);
    add("same instant, lesser device", conversation, "title", "\"A\"", "\"B\"", "a", 4, 100, Status::Conflict,
        "\"A\"", 1);
    add("same instant, greater device", conversation, "title", "\"A\"", "\"B\"", "c", 4, 100, Status::Merged,
        "\"B\"", 1);
    add("own earlier write", conversation, "title", "\"A\"", "\"B\"", "b", 4, 99, Status::Merged, "\"B\"", 0);
    add("cleared", conversation, "title", "\"A\"", "null", "a", 5, 101, Status::Applied, "null", 0);
    add("cleared, older", conversation, "title", "\"A\"", "null", "a", 4, 99, Status::Conflict, "\"A\"", 1);
    add("unknown field", conversation, "mood", "1", "[2]", "a", 4, 101, Status::Merged, "[2]", 1);
    add("written once", conversation, "workspace", "\"/a\"", "\"/b\"", "b", 5, 101, Status::Conflict,
        "\"/a\"", 1);
    add("content is written once", message, "content", "\"A\"", "\"B\"", "b", 5, 101, Status::Conflict,
        "\"A\"", 1);
    add("metadata is edited", message, "metadata", "{}", "{\"a\":1}", "a", 5, 101, Status::Applied,
        "{\"a\":1}", 0);
    add("counter rises", message, "output_tokens", "7", "9", "a", 1, 1, Status::Merged, "9", 0);
    add("counter never falls", message, "output_tokens", "9", "7", "a", 5, 101, Status::Duplicate, "9", 0);
    add("cost as a real", message, "cost", "0.5", "0.25", "a", 1, 101, Status::Duplicate, "0.5", 0);
    add("status forward", tool, "status", "\"running\"", "\"failed\"", "a", 1, 1, Status::Merged,
        "\"failed\"", 0);
    add("status never back", tool, "status", "\"success\"", "\"running\"", "a", 5, 101, Status::Duplicate,
        "\"success\"", 0);
    add("status of equal rank, newer", tool, "status", "\"success\"", "\"failed\"", "a", 1, 101,
        Status::Merged, "\"failed\"", 1);
    add("status of equal rank, older", tool, "status", "\"success\"", "\"failed\"", "a", 1, 99,
        Status::Conflict, "\"success\"", 1);
    add("unknown status ranks as running", tool, "status", "\"queued\"", "\"pending\"", "a", 5, 101,
        Status::Duplicate, "\"queued\"", 0);
    add("a fast clock is cut to now", conversation, "title", "\"A\"", "\"B\"", "a", 4, 2'000'000'000,
        Status::Merged, "\"B\"", 1);
}

void TstMergeRule::oneFieldAgainstOne()
{
    QFETCH(int, type);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, current);
    QFETCH(QByteArray, incoming);
    QFETCH(QString, device);
    QFETCH(int, base);
    QFETCH(int, at);
    QFETCH(int, status);
    QFETCH(QByteArray, result);
    QFETCH(int, losers);
    const auto kind = static_cast<EntityType>(type);
    RowState state = row(kind, field.toStdString(), current.toStdString(), {100, "b", 5});
    const auto item = edit(kind, field.toStdString(), incoming.toStdString(), base, at);
    const Outcome outcome = mergeItem(state, item, {device.toStdString(), kNow, 6});
    QCOMPARE(int(outcome.status), status);
    QCOMPARE(valueOf(state, field), result);
    QCOMPARE(int(outcome.losers.size()), losers);
    QCOMPARE(outcome.changed, result != current);
    QCOMPARE(outcome.lost.size(), std::size_t(outcome.status == Status::Conflict ? 1 : 0));
    if (outcome.changed) {
        QCOMPARE(state.stampOf(field.toStdString())->rev, 6);
        QVERIFY(state.stampOf(field.toStdString())->editedAt <= kNow);
    }
}

void TstMergeRule::keepsTheOtherFieldsOfAConcurrentEdit()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    state.fields.set("status", "\"active\"");
    const auto archive = edit(EntityType::Conversation, "status", "\"archived\"", 5, 90);
    QCOMPARE(mergeItem(state, archive, {"a", kNow, 6}).status, Status::Applied);
    const auto rename = edit(EntityType::Conversation, "title", "\"C\"", 5, 80);
    const Outcome outcome = mergeItem(state, rename, {"c", kNow, 7});
    QCOMPARE(outcome.status, Status::Merged);
    QCOMPARE(valueOf(state, "title"), QByteArray("\"C\""));
    QCOMPARE(valueOf(state, "status"), QByteArray("\"archived\""));
    QVERIFY(outcome.losers.empty());
}

void TstMergeRule::ignoresFieldsThatAreNotChanged()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    auto item = edit(EntityType::Conversation, "status", "\"archived\"", 5, 200);
    item.record.fields.set("title", "\"of long ago\"");
    QCOMPARE(mergeItem(state, item, {"a", kNow, 6}).status, Status::Applied);
    QCOMPARE(valueOf(state, "title"), QByteArray("\"A\""));
}

void TstMergeRule::keepsTheValueItReplaces()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    const Outcome outcome
        = mergeItem(state, edit(EntityType::Conversation, "title", "\"B\"", 4, 200), {"a", kNow, 6});
    QCOMPARE(outcome.losers.size(), std::size_t(1));
    const Loser &loser = outcome.losers.front();
    QCOMPARE(loser.losing, std::string("\"A\""));
    QCOMPARE(loser.winning, std::string("\"B\""));
    QCOMPARE(loser.losingDevice, std::string("b"));
    QCOMPARE(loser.winningDevice, std::string("a"));
    QVERIFY(!loser.incoming);
}

void TstMergeRule::updatedAtIsTheGreaterAndNoEdit()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    state.fields.setInteger("updated_at", 100);
    auto item = edit(EntityType::Conversation, "title", "\"A\"", 1, 50);
    item.record.fields.setInteger("updated_at", 300);
    QCOMPARE(mergeItem(state, item, {"a", kNow, 6}).status, Status::Merged);
    QCOMPARE(state.fields.integer("updated_at"), 300);
    item.record.fields.setInteger("updated_at", 200);
    item.changed.emplace_back("updated_at", 900);
    QCOMPARE(mergeItem(state, item, {"a", kNow, 7}).status, Status::Duplicate);
    QCOMPARE(state.fields.integer("updated_at"), 300);
}

// What an earlier edit with a wrong clock left; whoever still has it takes the row's.
void TstMergeRule::updatedAtComesBackFromTheFuture()
{
    constexpr Millis later = kNow + Millis(3650) * 86'400'000;
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    state.fields.setInteger("updated_at", later);
    auto item = edit(EntityType::Conversation, "title", "\"B\"", 5, 200);
    item.record.fields.setInteger("updated_at", 300);
    QCOMPARE(mergeItem(state, item, {"a", kNow, 6}).status, Status::Applied);
    QCOMPARE(state.fields.integer("updated_at"), 300);
    item = edit(EntityType::Conversation, "title", "\"C\"", 6, 250);
    item.record.fields.setInteger("updated_at", later);
    QCOMPARE(mergeItem(state, item, {"a", kNow, 7}).status, Status::Merged); // with the row
    QCOMPARE(state.fields.integer("updated_at"), 300);
    QCOMPARE(state.rev, 7);
}

void TstMergeRule::createGivesEachFieldItsInstant()
{
    wire::Item item = edit(EntityType::Conversation, "title", "\"B\"", 0, 900);
    item.action = Action::Create;
    item.editedAt = 100;
    item.record.fields.set("model", "\"m\"");
    const RowState state = newRow(item, {"a", 500, 1});
    QCOMPARE(*state.stampOf("title"), (Stamp {500, "a", 1, wire::WithheldRule::None}));
    QCOMPARE(*state.stampOf("model"), (Stamp {100, "a", 1, wire::WithheldRule::None}));
    QVERIFY(!state.stampOf("status"));
}

void TstMergeRule::auditEntriesAreEqualOrRefused()
{
    RowState state = row(EntityType::AuditLog, "event_type", "\"tool\"", {100, "b", 5});
    auto item = edit(EntityType::AuditLog, "event_type", "\"tool\"", 0, 100);
    item.action = Action::Create;
    QCOMPARE(mergeItem(state, item, {"b", kNow, 6}).status, Status::Duplicate);
    item.record.fields.set("action", "\"run\"");
    const Outcome refused = mergeItem(state, item, {"b", kNow, 6});
    QCOMPARE(refused.status, Status::Rejected);
    QCOMPARE(refused.code, std::string("immutable"));
    QVERIFY(!refused.changed);
}

// Two devices that read copies of a session number its entries by what else they have read.
void TstMergeRule::anAuditEntryKeepsTheNumberThatCameFirst()
{
    RowState state = row(EntityType::AuditLog, "event_type", "\"tool\"", {100, "b", 5});
    auto item = edit(EntityType::AuditLog, "event_type", "\"tool\"", 0, 100);
    item.action = Action::Create;
    state.fields.setInteger("device_seq", 7);
    for (const int number : {7, 12}) {
        item.record.fields.setInteger("device_seq", number);
        const Outcome outcome = mergeItem(state, item, {"a", kNow, 6});
        QCOMPARE(outcome.status, Status::Duplicate);
        QVERIFY(!outcome.changed);
        QCOMPARE(valueOf(state, "device_seq"), QByteArray("7"));
    }
}

void TstMergeRule::redactBlanksContentForGood()
{
    RowState state = row(EntityType::Message, "content", "\"my password\"", {100, "b", 5});
    state.fields.set("role", "\"user\"");
    for (const char *more : {"thinking", "attachments"})
        state.fields.set(more, "\"my password\"");
    auto item = edit(EntityType::Message, "role", "\"user\"", 5, 100);
    const auto original = item;
    item.action = Action::Redact;
    item.changed.clear();
    QCOMPARE(mergeItem(state, item, {"a", kNow, 6}).status, Status::Applied);
    QCOMPARE(valueOf(state, "content") + valueOf(state, "thinking") + valueOf(state, "attachments"),
        QByteArray("nullnullnull"));
    QCOMPARE(
        state.stampOf("content")->withheld, wire::WithheldRule::Metadata); // other devices blank it as well
    auto again = original;
    again.action = Action::Create;
    again.record.fields.set("content", "\"my password\"");
    const Outcome outcome = mergeItem(state, again, {"b", kNow, 7});
    QCOMPARE(outcome.status, Status::Duplicate);
    QVERIFY(outcome.losers.empty());
    QCOMPARE(valueOf(state, "content"), QByteArray("null"));
}

void TstMergeRule::redactCannotRewrite()
{
    RowState state = row(EntityType::AuditLog, "command", "\"rm -rf /\"", {100, "b", 5});
    state.fields.set("event_type", "\"command\"");
    auto item = edit(EntityType::AuditLog, "command", "\"ls\"", 5, 100);
    item.action = Action::Redact;
    item.record.fields.set("event_type", "\"tool\"");
    QCOMPARE(mergeItem(state, item, {"b", kNow, 6}).status, Status::Merged);
    QCOMPARE(valueOf(state, "command"), QByteArray("null"));
    QCOMPARE(valueOf(state, "event_type"), QByteArray("\"command\""));
}

void TstMergeRule::originalClientWinsByUpdatedAt()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    state.fields.set("model", "\"m\"");
    wire::Item bare;
    bare.hasSync = false;
    bare.record = {EntityType::Conversation, "x", {}};
    bare.record.fields.set("title", "\"B\"");
    bare.record.fields.setInteger("updated_at", 99);
    QCOMPARE(mergeItem(state, bare, {"", kNow, 6}).status, Status::Conflict);
    bare.record.fields.setInteger("updated_at", 101);
    const Outcome outcome = mergeItem(state, bare, {"", kNow, 6});
    QCOMPARE(outcome.status, Status::Merged);
    QCOMPARE(outcome.losers.size(), std::size_t(1));
    QCOMPARE(valueOf(state, "title"), QByteArray("\"B\""));
    QCOMPARE(valueOf(state, "model"), QByteArray("\"m\""));
}

void TstMergeRule::deleteReportsWhatItsAuthorHasNotSeen()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 5});
    state.fields.set("status", "\"active\"");
    state.separately["status"] = {200, "c", 8};
    const auto unseenBy = [&state](const std::string &device, std::int64_t baseRev) {
        wire::Item removal;
        removal.action = wire::Action::Delete;
        removal.baseRev = baseRev;
        return unseenByDelete(state, removal, {device, kNow, 9});
    };
    QCOMPARE(unseenBy("a", 8).size(), std::size_t(0));
    const auto unseen = unseenBy("a", 5);
    QCOMPARE(unseen.size(), std::size_t(1));
    QCOMPARE(unseen.front().field, std::string("status"));
    QCOMPARE(unseenBy("c", 5).size(), std::size_t(0));
    QCOMPARE(unseenBy("a", 0).size(), std::size_t(2));
}

void TstMergeRule::fingerprintCoversWhatTheOpSays()
{
    const auto item = edit(EntityType::Conversation, "title", "\"B\"", 4, 200);
    const std::string print = fingerprint(item);
    QCOMPARE(print.size(), std::size_t(16));
    auto same = item;
    same.baseRev = 9;
    same.opSeq = 7;
    same.record.fields.setInteger("updated_at", 5);
    same.record.fields.set("model", "\"not changed\"");
    QCOMPARE(fingerprint(same), print);
    auto other = item;
    other.record.fields.set("title", "\"C\"");
    QVERIFY(fingerprint(other) != print);
    other = item;
    other.changed.front().second = 201;
    QVERIFY(fingerprint(other) != print);
    other = item;
    other.action = Action::Delete;
    QVERIFY(fingerprint(other) != print);
    other = item;
    other.record.id = "y";
    QVERIFY(fingerprint(other) != print);
    other = item;
    other.record.type = EntityType::Message;
    QVERIFY(fingerprint(other) != print);
}

void TstMergeRule::twoFormsOfOneValueAreNoConflict_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("stored");
    QTest::addColumn<int>("incoming");
    QTest::addColumn<QByteArray>("left");
    const auto add = [](const char *name, EntityType type, const char *field, wire::WithheldRule stored,
                         wire::WithheldRule incoming, const char *left) {
        QTest::newRow(name) << int(type) << QByteArray(field) << int(stored) << int(incoming)
                            << QByteArray(left);
    };
    using enum wire::WithheldRule;
    add("the full form comes later", EntityType::Message, "content", Secret, None, "\"stored\"");
    add("the withheld form comes later", EntityType::Message, "content", None, Secret, "\"incoming\"");
    add("more is withheld", EntityType::ToolCall, "arguments", Secret, File, "\"incoming\"");
    add("less is withheld", EntityType::ToolCall, "arguments", File, Secret, "\"stored\"");
    add("an edited field of the same edit", EntityType::Conversation, "title", Secret, None, "\"stored\"");
    add("an audit entry", EntityType::AuditLog, "command", None, Secret, "\"stored\"");
    add("placeholders of another key", EntityType::Message, "content", Secret, Secret, "\"stored\"");
    add("placeholders of another key, edited", EntityType::Conversation, "title", Secret, Secret,
        "\"stored\"");
    add("placeholders of another key, audit", EntityType::AuditLog, "command", Secret, Secret, "\"stored\"");
}

void TstMergeRule::whatIsSentAgainForPrivacyTakesItsPlace_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("stored"); // by device "b" in revision 5, with the rule "secret"
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("base");
    QTest::addColumn<QByteArray>("left");
    const auto add = [](const char *name, EntityType type, const char *field, const char *stored,
                         const char *form, int base, const char *left) {
        QTest::newRow(name) << int(type) << QByteArray(field) << QByteArray(stored) << QByteArray(form)
                            << base << QByteArray(left);
    };
    const auto message = EntityType::Message, audit = EntityType::AuditLog;
    const char *const masked = "\"a [withheld password] b\"", *const whole = "\"[withheld for privacy]\"";
    add("a part", message, "content", "\"a word b\"", masked, 5, masked);
    add("a digest", message, "content", "\"a [withheld password f48eaf63] b\"", masked, 5, masked);
    add("of an audit entry", audit, "command", "\"a word b\"", masked, 5, masked);
    add("of what is edited", EntityType::Conversation, "title", "\"a word b\"", masked, 5, masked);
    add("by who has not seen the newest", message, "content", "\"a word b\"", masked, 4, masked);
    add("all of it", audit, "args", "[\"a\"]", "null", 5, "null");
    add("more than is there is nothing new", message, "content", "\"a [withheld x] b\"",
        "\"a [withheld x] b and c [withheld y]\"", 5, whole);
    add("of another value", EntityType::Conversation, "title", "\"new\"", masked, 4, "\"new\"");
    add("what a row needs stays", message, "role", "\"user\"", "null", 5, "\"user\"");
}

void TstMergeRule::whatIsSentAgainForPrivacyTakesItsPlace()
{
    QFETCH(int, type);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, form);
    QFETCH(int, base);
    QFETCH(QByteArray, left);
    const Stamp stamp {100, "b", 5, wire::WithheldRule::Secret};
    RowState state = row(EntityType(type), field.toStdString(), stored.toStdString(), stamp);
    auto again = edit(EntityType(type), field.toStdString(), form.toStdString(), base, 0);
    again.changed.clear();
    again.withheld = {{field.toStdString(), wire::WithheldRule::Secret}};
    RowState untouched = state;
    mergeItem(untouched, again, {"a", kNow, 6});
    QCOMPARE(valueOf(untouched, field), stored); // without the reason, it is another form of the same rule
    again.forPrivacy = true;
    const Outcome outcome = mergeItem(state, again, {"a", kNow, 6});
    QCOMPARE(valueOf(state, field), left);
    QCOMPARE(outcome.changed, left != stored);
    QCOMPARE(outcome.status, outcome.changed ? Status::Merged : Status::Duplicate);
    QVERIFY(outcome.lost.empty() && outcome.losers.empty());
    QCOMPARE(state.rev, std::int64_t(outcome.changed ? 6 : 5));
    // It is no edit.
    const Stamp &after = state.separately.contains(field.toStdString())
        ? state.separately.at(field.toStdString())
        : state.whole;
    QCOMPARE(after, stamp);
    // Nor does it come back, no matter which device still has it.
    auto old = edit(EntityType(type), field.toStdString(), stored.toStdString(), 0, 100);
    old.action = Action::Create;
    old.editedAt = 100;
    old.changed.clear();
    mergeItem(state, old, {"b", kNow, 7});
    QCOMPARE(valueOf(state, field), left);
}

void TstMergeRule::twoFormsOfOneValueAreNoConflict()
{
    QFETCH(int, type);
    QFETCH(QByteArray, field);
    QFETCH(int, stored);
    QFETCH(int, incoming);
    QFETCH(QByteArray, left);
    const auto create = [&](const char *value, int rule) {
        auto item = edit(EntityType(type), field.toStdString(), value, 0, 100);
        item.action = Action::Create;
        item.editedAt = 100;
        item.changed.clear();
        if (rule != 0)
            item.withheld = {{field.toStdString(), wire::WithheldRule(rule)}};
        return item;
    };
    RowState state = newRow(create("\"stored\"", stored), {"a", kNow, 5});
    const Outcome outcome = mergeItem(state, create("\"incoming\"", incoming), {"a", kNow, 6});
    QVERIFY(outcome.status == Status::Merged || outcome.status == Status::Duplicate);
    QVERIFY(outcome.lost.empty() && outcome.losers.empty());
    QCOMPARE(*state.fields.find(field.toStdString()), left.toStdString());
}

void TstMergeRule::anEditIsNoOtherForm()
{
    auto first = edit(EntityType::Conversation, "title", "\"[withheld]\"", 0, 100);
    first.action = Action::Create;
    first.editedAt = 100;
    first.withheld = {{"title", wire::WithheldRule::Secret}};
    RowState state = newRow(first, {"a", kNow, 5});
    mergeItem(state, edit(EntityType::Conversation, "title", "\"New\"", 5, 200), {"b", kNow, 6});
    QCOMPARE(*state.fields.find("title"), std::string("\"New\""));
    // The first device sends its old row again: its answer was lost, and it has edited another field.
    const Outcome again = mergeItem(state, first, {"a", kNow, 7});
    QCOMPARE(*state.fields.find("title"), std::string("\"New\""));
    QVERIFY(again.status == Status::Conflict);
}

void TstMergeRule::whatPrivacyLeavesOutIsGone()
{
    auto full = edit(EntityType::Message, "content", "\"words\"", 0, 100);
    full.action = Action::Create;
    full.editedAt = 100;
    RowState state = newRow(full, {"a", kNow, 5});
    wire::Item bare = full;
    bare.record.fields.remove("content");
    bare.changed.clear();
    bare.withheld = {{"content", wire::WithheldRule::Metadata}};
    QVERIFY(mergeItem(state, bare, {"a", kNow, 6}).changed);
    QVERIFY(!state.fields.find("content"));
    QVERIFY(!mergeItem(state, full, {"a", kNow, 7}).changed);
    QVERIFY(!state.fields.find("content"));
    RowState fresh = newRow(bare, {"a", kNow, 8});
    QVERIFY(!mergeItem(fresh, full, {"a", kNow, 9}).changed);
}

// A new history began after revision 5: the row's value was written by "b" at 100.
void TstMergeRule::anOfferIsNoEdit_data()
{
    QTest::addColumn<int>("rev"); // of the row's value
    QTest::addColumn<bool>("onlyOffered");
    QTest::addColumn<QByteArray>("saidAs"); // edited, written or neither
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<int>("losers");
    const auto add = [](const char *name, int rev, bool onlyOffered, const char *saidAs, int at,
                         Status status, const char *result, int losers) {
        QTest::newRow(name) << rev << onlyOffered << QByteArray(saidAs) << at << int(status)
                            << QByteArray(result) << losers;
    };
    add("older than what was saved", 4, false, "", 99, Status::Duplicate, "\"A\"", 0);
    add("as old", 4, false, "", 100, Status::Duplicate, "\"A\"", 0);
    add("newer than what was saved", 4, false, "", 101, Status::Merged, "\"B\"", 0);
    add("older than news", 6, false, "", 99, Status::Duplicate, "\"A\"", 0);
    add("newer than news", 6, false, "", 101, Status::Merged, "\"B\"", 1);
    add("newer than what others offered", 6, true, "", 101, Status::Merged, "\"B\"", 0);
    add("own words, older than what was saved", 4, false, "written", 99, Status::Duplicate, "\"A\"", 0);
    add("own words, newer than what was saved", 4, false, "written", 101, Status::Merged, "\"B\"", 0);
    add("own words, older than news", 6, false, "written", 99, Status::Conflict, "\"A\"", 1);
    add("own words, newer than news", 6, false, "written", 101, Status::Merged, "\"B\"", 1);
    add("own words, older than what others offered", 6, true, "written", 99, Status::Conflict, "\"A\"", 1);
    add("an edit, older than what was saved", 4, false, "edited", 99, Status::Conflict, "\"A\"", 1);
    add("an edit, newer than what was saved", 4, false, "edited", 101, Status::Merged, "\"B\"", 0);
    add("an edit, newer than news", 6, false, "edited", 101, Status::Merged, "\"B\"", 1);
}

void TstMergeRule::anOfferIsNoEdit()
{
    QFETCH(int, rev);
    QFETCH(bool, onlyOffered);
    QFETCH(QByteArray, saidAs);
    QFETCH(int, at);
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", rev});
    if (onlyOffered)
        state.separately["title"] = {100, "b", rev, wire::WithheldRule::None, 0};
    wire::Item offered = offer("\"B\"", at);
    if (saidAs == "edited")
        offered.offer->edited = {"title"};
    if (saidAs == "written")
        offered.offer->written = {"title"};
    const Outcome outcome = mergeItem(state, offered, {"a", kNow, 7, 5});
    QTEST(int(outcome.status), "status");
    QTEST(valueOf(state, "title"), "result");
    QTEST(int(outcome.losers.size()), "losers");
    if (outcome.changed)
        QCOMPARE(state.separately["title"].saidRev(), std::int64_t(saidAs.isEmpty() ? 0 : 7));
}

void TstMergeRule::whoStandsByHisWordsIsTold_data()
{
    QTest::addColumn<bool>("isAcknowledged");
    QTest::addColumn<bool>("isOffered"); // by another device, in this history
    QTest::newRow("saved") << true << false;
    QTest::newRow("an edit without an answer, saved") << false << false;
    QTest::newRow("an edit without an answer, offered by another") << false << true;
}

void TstMergeRule::whoStandsByHisWordsIsTold()
{
    QFETCH(bool, isAcknowledged);
    QFETCH(bool, isOffered);
    // "b" offers what it wrote itself, and which was preserved: nothing changes except who vouches for it.
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 4});
    if (isOffered)
        state.separately["title"] = {100, "d", 6, wire::WithheldRule::None, 0};
    wire::Item own = offer("\"A\"", 100);
    (isAcknowledged ? own.offer->written : own.offer->edited) = {"title"};
    const Outcome said = mergeItem(state, own, {"b", kNow, 7, 5});
    QCOMPARE(said.status, Status::Duplicate);
    QVERIFY(said.said && !said.changed);
    QCOMPARE(state.rev, std::int64_t(4));
    // It replaces what "c" saw last, but "b" has not heard of that.
    const Outcome newer = mergeItem(state, offer("\"C\"", 200), {"c", kNow, 8, 5});
    QCOMPARE(newer.losers.size(), std::size_t(1));
    QCOMPARE(newer.losers.front().losingDevice, std::string("b"));
    // In the other order the later one is told.
    RowState other = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 4});
    QCOMPARE(mergeItem(other, offer("\"C\"", 200), {"c", kNow, 7, 5}).losers.size(), std::size_t(0));
    QCOMPARE(mergeItem(other, own, {"b", kNow, 8, 5}).status, Status::Conflict);
}

void TstMergeRule::anOfferedDeleteWasSettledBefore()
{
    RowState state = row(EntityType::Conversation, "title", "\"A\"", {100, "b", 4});
    state.fields.set("status", "\"active\"");
    state.separately["status"] = {200, "b", 7};
    wire::Item removal;
    removal.action = wire::Action::Delete;
    removal.offer.emplace();
    const auto unseen = unseenByDelete(state, removal, {"a", kNow, 9, 5});
    QCOMPARE(unseen.size(), std::size_t(1));
    QCOMPARE(unseen.front().field, std::string("status"));
}

QTEST_GUILESS_MAIN(TstMergeRule)
#include "tst_mergerule.moc"
