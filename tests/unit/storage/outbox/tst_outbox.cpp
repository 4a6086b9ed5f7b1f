// The outbox as the store's triggers write it: one transaction, one row per item, for every writer.
#include "storage/schema/schema.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writeAndQueueRowAreOneTransaction();
    void rolledBackWriteQueuesNothing();
    void plainSqlIsQueuedToo();
    void plainDeleteIsQueuedAndHidesTheRow();
    void aReplacedRowLeavesNothingPending();
    void editsOfOneEntityAreOneRow();
    void equalValuesQueueNothing();
    void derivedColumnsQueueNothing();
    void everyEditedFieldKeepsItsOwnInstant();
    void unknownFieldsAreNamedOneByOne();
    void pulledRowsAreQueuedWhenEdited();
    void deleteReplacesTheRowAndDropsTheChildren();
    void auditEntriesRefuseChangeAndDeletion();
    void auditEntriesAreNumberedPerTeam();
    void teamIsBoundWhenTheChangeIsMade();
    void workspaceDecidesTheTeam();
    void unboundRowsAreBoundAtSignIn();
    void childWaitsForItsConversationsTeam();
    void whatNamesItsConversationLaterGetsItsTeam();
    void whatWaitedForEverIsBound();
    void boundRowsNeverMove();
    void privacyModeHoldsTheWholeEntity();
    void childrenOfAHeldConversationAreHeld();
    void heldRowsMoveOnlyByChoice();
    void countsFollowEveryMove();
    void whatCannotBeSentIsMarkedAsFailedByName();
    void deletedIdsDoNotComeBack();
    void copiedStoreGetsANewDeviceId();
    void movedStoreStaysTheSameDevice();
    void derivedFieldsAreNeitherStoredNorSent();
};

void TstOutbox::writeAndQueueRowAreOneTransaction()
{
    StoreFixture f;
    f.signIn();
    QCOMPARE(*f.conversation("c1"), WriteOutcome::Created);
    QCOMPARE(f.queued(), 1);
    QCOMPARE(f.queueText("action", "c1"), std::string("0"));
    QCOMPARE(f.queueText("team", "c1"), std::to_string(f.web));
}

void TstOutbox::rolledBackWriteQueuesNothing()
{
    StoreFixture f;
    const auto done = f.store->backend().inOneTransaction([&]() -> Result<void> {
        MIMIR_TRY(f.conversation("c1"));
        return Error {ErrorCode::Cancelled, "changed my mind"};
    });
    QVERIFY(!done);
    QCOMPARE(f.queued(), 0);
    QVERIFY(!*f.store->backend().read(EntityType::Conversation, "c1"));
    QCOMPARE(f.store->outboxSummary().counts()->pending(), 0);
}

void TstOutbox::plainSqlIsQueuedToo()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->database().script("INSERT INTO conversations(id, title) VALUES ('c1', 'x')"));
    QVERIFY(f.store->database().script(
        "INSERT INTO messages(id, conversation_id, role, content) VALUES ('m1', 'c1', 'user', 'y')"));
    QVERIFY(f.store->database().script("UPDATE conversations SET title = 'z' WHERE id = 'c1'"));
    QCOMPARE(f.queued(), 2);
    QCOMPARE(f.queueText("team", "m1"), std::to_string(f.web));
    const auto row = *f.store->backend().read(EntityType::Conversation, "c1");
    QVERIFY(row->fields.integer("created_at").value_or(0) > 0);
    QVERIFY(*row->fields.integer("updated_at") > *row->fields.integer("created_at"));
    QVERIFY(f.queueText("changed", "c1").find("\"title\":") != std::string::npos);
}

// SQLite deletes the row without a trigger, and the new one has another key.
void TstOutbox::aReplacedRowLeavesNothingPending()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    for (const char *text : {"first", "first, final"})
        QVERIFY(f.store->database().run("INSERT OR REPLACE INTO messages(id, conversation_id, role, content) "
                                        "VALUES ('m1', 'c1', 'user', ?)",
            text));
    const auto batch = f.store->batches().build(f.web, {});
    QVERIFY(batch);
    QCOMPARE(batch->items.size(), std::size_t(2));
    QCOMPARE(f.queued(), 2);
}

void TstOutbox::plainDeleteIsQueuedAndHidesTheRow()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script("DELETE FROM conversations WHERE id = 'c1'"));
    QCOMPARE(f.queueText("action", "c1"), std::string("2"));
    QVERIFY(!*f.store->backend().read(EntityType::Conversation, "c1"));
}

void TstOutbox::editsOfOneEntityAreOneRow()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1", "one"));
    for (const char *title : {"two", "three", "four"}) {
        f.clock.advance(1000);
        QCOMPARE(*f.conversation("c1", title), WriteOutcome::Changed);
    }
    QCOMPARE(f.queued(), 1);
    QCOMPARE(f.queueText("action", "c1"), std::string("0"));
}

void TstOutbox::equalValuesQueueNothing()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1", "one"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QCOMPARE(*f.conversation("c1", "one"), WriteOutcome::Unchanged);
    QVERIFY(f.store->database().script("UPDATE conversations SET title = 'one'"));
    QCOMPARE(f.queued(), 0);
}

void TstOutbox::derivedColumnsQueueNothing()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(
        f.store->database().script("UPDATE messages SET input_tokens = 5, output_tokens = 7, cost = 0.5"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QCOMPARE(f.store->database().integer(
                 "SELECT total_tokens FROM conversation_totals WHERE conversation_id = 'c1'"),
        12);
    QVERIFY(f.store->database().script("UPDATE conversations SET updated_at = updated_at + 5"));
    QCOMPARE(f.queued(), 0);
}

void TstOutbox::everyEditedFieldKeepsItsOwnInstant()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1", "one"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    const Millis start = f.clock.now();
    f.clock.advance(1000);
    QVERIFY(f.conversation("c1", "two"));
    f.clock.advance(1000);
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "c1", {{"status", "\"archived\""}})));
    const auto changed = json::parseObject(f.queueText("changed", "c1"));
    QCOMPARE(changed->integer("title"), start + 1000);
    QCOMPARE(changed->integer("status"), start + 2000);
    QCOMPARE(changed->members().size(), std::size_t(2));
}

void TstOutbox::unknownFieldsAreNamedOneByOne()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->backend().write(
        record(EntityType::Conversation, "c1", {{"x_tag", "\"a\""}, {"x_list", "[1]"}})));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "c1", {{"x_tag", "\"b\""}})));
    const auto changed = json::parseObject(f.queueText("changed", "c1"));
    QCOMPARE(changed->members().size(), std::size_t(1));
    QVERIFY(changed->integer("x_tag"));
    // A foreign edit of `extra` can only be expressed as a whole; all of it is sent.
    QVERIFY(
        f.store->database().script("UPDATE conversations SET extra = '{\"x_tag\":\"b\",\"x_list\":[2]}'"));
    const auto frozen = f.store->batches().build(f.web, {});
    std::set<std::string> names;
    for (const auto &[field, at] : frozen->batch.items.at(0).changed)
        names.insert(field);
    QCOMPARE(names, (std::set<std::string> {"x_tag", "x_list"}));
}

void TstOutbox::pulledRowsAreQueuedWhenEdited()
{
    StoreFixture f;
    f.signIn();
    wire::Page page;
    page.rows.push_back({record(EntityType::Conversation, "c1", {{"title", "\"theirs\""}}), 5, true, {}});
    page.cursor = "x";
    page.serverTimestamp = f.clock.now();
    QVERIFY(f.store->replica().applyPage(f.team(f.web), page, Replica::Source::Revisions));
    QCOMPARE(f.queued(), 0);
    QVERIFY(f.store->database().script("UPDATE conversations SET title = 'mine'"));
    QCOMPARE(f.queueText("base_rev", "c1"), std::string("5"));
    QCOMPARE(f.queueText("action", "c1"), std::string("1"));
}

void TstOutbox::deleteReplacesTheRowAndDropsTheChildren()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->database().script("UPDATE teams SET position = 42"));
    QCOMPARE(*f.store->backend().remove(EntityType::Conversation, "c1"), WriteOutcome::Changed);
    QCOMPARE(f.queued(), 1);
    QCOMPARE(f.queueText("action", "c1"), std::string("2"));
    QCOMPARE(f.queueText("known_rev", "c1"), std::string("42"));
    QCOMPARE(*f.store->backend().remove(EntityType::Conversation, "c1"), WriteOutcome::Unchanged);
}

void TstOutbox::auditEntriesRefuseChangeAndDeletion()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.audit("a1"));
    QCOMPARE(f.audit("a1", "other").error().code, ErrorCode::Immutable);
    QCOMPARE(*f.audit("a1"), WriteOutcome::Unchanged);
    QCOMPARE(f.store->backend().remove(EntityType::AuditLog, "a1").error().code, ErrorCode::Immutable);
    QVERIFY(!f.store->database().script("UPDATE audit_logs SET action = 'x'"));
    QVERIFY(!f.store->database().script("UPDATE audit_logs SET device_seq = 9"));
    QVERIFY(!f.store->database().script("DELETE FROM audit_logs"));
    QCOMPARE(f.store->database().text("SELECT action FROM audit_logs"), std::string("decide"));
}

void TstOutbox::auditEntriesAreNumberedPerTeam()
{
    StoreFixture f;
    QVERIFY(f.audit("a1"));
    f.signIn();
    QVERIFY(f.audit("a2"));
    QVERIFY(f.audit("a3"));
    QCOMPARE(f.store->database().text(
                 "SELECT group_concat(device_seq) FROM (SELECT device_seq FROM audit_logs ORDER BY pk)"),
        std::string("1,2,3"));
}

void TstOutbox::teamIsBoundWhenTheChangeIsMade()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script("UPDATE teams SET is_default = (slug = 'ops')"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.conversation("c2"));
    QCOMPARE(f.queueText("team", "m1"), std::to_string(f.web));
    QCOMPARE(f.queueText("team", "c2"), std::to_string(f.ops));
}

void TstOutbox::workspaceDecidesTheTeam()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(
        f.store->teams().mapWorkspace("/home/ana/ops", std::string("git@github.com:acme/ops.git"), f.ops, 1));
    const auto write = [&](const char *id, const char *field, const char *value) {
        return f.store->backend().write(record(EntityType::Conversation, id, {{field, json::quoted(value)}}));
    };
    QVERIFY(write("c1", "workspace", "/home/ana/ops"));
    QVERIFY(write("c2", "repository", "https://GitHub.com/acme/ops"));
    QVERIFY(write("c3", "workspace", "/home/ana/web"));
    QVERIFY(f.store->database().script(
        "INSERT INTO conversations(id, workspace) VALUES ('c4', '/home/ana/ops')"));
    QCOMPARE(f.queueText("team", "c1"), std::to_string(f.ops));
    QCOMPARE(f.queueText("team", "c2"), std::to_string(f.ops));
    QCOMPARE(f.queueText("team", "c3"), std::to_string(f.web));
    QCOMPARE(f.queueText("team", "c4"), std::to_string(f.ops));
}

void TstOutbox::unboundRowsAreBoundAtSignIn()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.audit("a1"));
    QCOMPARE(f.queueText("team IS NULL", "m1"), std::string("1"));
    f.signIn();
    for (const char *id : {"c1", "m1", "a1"})
        QCOMPARE(f.queueText("team", id), std::to_string(f.web));
    QCOMPARE(f.store->outboxSummary().counts(f.web)->pending(), 3);
}

void TstOutbox::childWaitsForItsConversationsTeam()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.message("m1", "c1"));
    QCOMPARE(f.queueText("team IS NULL", "m1"), std::string("1"));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    QVERIFY(f.conversation("c1"));
    QCOMPARE(f.queueText("team", "m1"), std::to_string(f.web));
    QCOMPARE(f.store->batches().build(f.web, {})->items.size(), std::size_t(2));
}

// Its conversation was not here, and never comes: it is changed to name one that is.
void TstOutbox::whatNamesItsConversationLaterGetsItsTeam()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "nosuch"));
    QVERIFY(f.store->backend().write(
        record(EntityType::ToolCall, "t1", {{"conversation_id", "\"nosuch\""}, {"tool_name", "\"sh\""}})));
    QVERIFY(f.message("m1", "neither"));
    QCOMPARE(f.queueText("team IS NULL", "m1"), std::string("1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->backend().write(record(EntityType::ToolCall, "t1", {{"conversation_id", "\"c1\""}})));
    for (const char *id : {"m1", "t1"})
        QCOMPARE(f.queueText("team", id), std::to_string(f.web));
    QCOMPARE(f.store->batches().build(f.web, {})->items.size(), std::size_t(3));
}

void TstOutbox::whatWaitedForEverIsBound()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    Database &database = f.store->database();
    QVERIFY(database.script("DROP TRIGGER messages_moved; DROP TRIGGER tool_calls_moved"));
    QVERIFY(f.message("m1", "nosuch"));
    QVERIFY(f.message("m1", "c1"));
    QCOMPARE(f.queueText("team IS NULL", "m1"), std::string("1"));
    QVERIFY(database.script(storeMigrations()[34].sql));
    QCOMPARE(f.queueText("team", "m1"), std::to_string(f.web));
    QCOMPARE(f.queueText("action", "m1"), std::string("0"));
}

void TstOutbox::boundRowsNeverMove()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->backend().write(record(EntityType::Conversation, "c1", {{"workspace", "\"/w\""}})));
    QVERIFY(f.store->teams().mapWorkspace("/w", std::nullopt, f.ops, 1));
    f.signIn();
    QVERIFY(f.conversation("c1", "edited"));
    QCOMPARE(f.queueText("team", "c1"), std::to_string(f.web));
}

void TstOutbox::privacyModeHoldsTheWholeEntity()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1", "before"));
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    QVERIFY(f.store->database().script("UPDATE conversations SET title = 'secret'"));
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QCOMPARE(f.queueText("state", "c1"), std::string("2"));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    QCOMPARE(f.store->outboxSummary().counts()->held, 1);
    QCOMPARE(f.store->outboxSummary().counts()->pending(), 0);
}

void TstOutbox::childrenOfAHeldConversationAreHeld()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.conversation("c1", "edited in private"));
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QVERIFY(f.message("m2", "c1"));
    for (const char *id : {"c1", "m1", "m2"})
        QCOMPARE(f.queueText("state", id), std::string("2"));
}

void TstOutbox::heldRowsMoveOnlyByChoice()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QCOMPARE(*f.store->outboxDecisions().retry(), 0);
    QCOMPARE(*f.store->outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::KeepHere), 1);
    QVERIFY(f.conversation("c1", "still private"));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    QCOMPARE(f.store->outboxSummary().counts()->kept, 1);

    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.conversation("c2"));
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QCOMPARE(*f.store->outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::Send), 1);
    QCOMPARE(f.store->batches().build(f.web, {})->items.at(0).id, std::string("c2"));
}

void TstOutbox::countsFollowEveryMove()
{
    StoreFixture f;
    f.signIn();
    for (int i = 0; i < 20; ++i)
        QVERIFY(f.conversation("c" + std::to_string(i)));
    const auto items = *f.store->backend().pendingSync(20);
    QVERIFY(f.store->outbox().markFailed(items[0], "validation", ""));
    QVERIFY(f.store->outbox().markFailed(items[1], "validation", ""));
    QVERIFY(f.store->backend().markSynced({items[2]}));
    const auto counts = *f.store->outboxSummary().counts();
    QCOMPARE(counts.pending(), 17);
    QCOMPARE(counts.failed, 2);
    QCOMPARE(*f.store->outboxDecisions().retry(), 2);
    QCOMPARE(f.store->outboxSummary().counts()->pending(), 19);
    QCOMPARE(f.store->outboxSummary().counts(f.web)->failed, 0);
}

void TstOutbox::whatCannotBeSentIsMarkedAsFailedByName()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("large", std::string(2000, 'x')));
    QVERIFY(f.store->database().run(
        "INSERT INTO conversations(id, title) VALUES ('bad id!', 't'), ('fine', 't')"));
    BatchLimits limits;
    limits.itemBytes = 1000;
    QCOMPARE(f.store->batches().build(f.web, limits)->items.size(), std::size_t(1));
    QCOMPARE(f.queueText("state || error_code", "large"), "1too_large");
    QCOMPARE(f.queueText("state || error_code || error_message", "bad id!"),
        "1bad_idconversation: \"id\" must be 1 to 64 characters from A-Z a-z 0-9 _ . : -");
    QCOMPARE(*f.store->outboxSummary().unsendable(), 2);
    QVERIFY(f.store->outbox().markFailed(
        f.store->outboxList().list(Outbox::State::Ready, 1)->at(0), "item_too_large", ""));
    QCOMPARE(*f.store->outboxSummary().unsendable(), 2); // that was the server
    QCOMPARE(f.store->outboxSummary().counts()->failed, 3);
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "bad id!"));
    QVERIFY(f.store->batches().build(f.web, limits)->empty());
    QCOMPARE(f.queueText("state", "bad id!"), "absent"); // no server has it
}

void TstOutbox::deletedIdsDoNotComeBack()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1"));
    QCOMPARE(f.conversation("c1").error().code, ErrorCode::Exists);
}

void TstOutbox::copiedStoreGetsANewDeviceId()
{
    StoreFixture f;
    f.signIn();
    StoreSettings &settings = f.store->settings();
    const std::string id = settings.text("device_id");
    using StoreOrigin = StoreSettings::StoreOrigin;
    QCOMPARE(*settings.detectCopiedStore({"home-1", ""}, 1, f.random), StoreOrigin::Home);
    QCOMPARE(*settings.detectCopiedStore({"home-1", "file-1"}, 1, f.random), StoreOrigin::Home);
    QCOMPARE(*settings.detectCopiedStore({"home-1", "file-1"}, 1, f.random), StoreOrigin::Home);
    QVERIFY(f.conversation("c1"));
    QCOMPARE(f.store->batches().build(f.web, {})->batch.lastOpSeq, 1);
    QCOMPARE(*settings.detectCopiedStore({"home-2", "file-2"}, 1, f.random), StoreOrigin::Copied);
    const std::string copied = settings.text("device_id");
    QVERIFY(copied != id);
    QVERIFY(settings.wasDevice(id));
    QCOMPARE(f.queueText("op_seq IS NULL", "c1"), std::string("1"));
    QCOMPARE(f.team(f.web).lastOpSeq, 0);
    // A different file in the same place was restored from a backup.
    QCOMPARE(*settings.detectCopiedStore({"home-2", "file-3"}, 1, f.random), StoreOrigin::Replaced);
    QVERIFY(settings.text("device_id") != copied);
    QCOMPARE(*settings.detectCopiedStore({"home-2", "file-3"}, 1, f.random), StoreOrigin::Home);
}

void TstOutbox::movedStoreStaysTheSameDevice()
{
    StoreFixture f;
    f.signIn();
    StoreSettings &settings = f.store->settings();
    using StoreOrigin = StoreSettings::StoreOrigin;
    const auto origin
        = [&](const StoreSettings::Place &place) { return *settings.detectCopiedStore(place, 1, f.random); };
    QCOMPARE(origin({"home-1", "file-1", "nodes-1"}), StoreOrigin::Home);
    const std::string id = settings.text("device_id");
    QCOMPARE(origin({"home-2", "file-1", "nodes-1"}), StoreOrigin::Moved);
    QCOMPARE(origin({"home-2", "file-1", "nodes-1"}), StoreOrigin::Home);
    QCOMPARE(settings.text("device_id"), id);
    // A copy has nodes of its own; where nothing is known of them, it may be one.
    QCOMPARE(origin({"home-3", "file-1", "nodes-2"}), StoreOrigin::Copied);
    QCOMPARE(origin({"home-4", "file-1", ""}), StoreOrigin::Copied);
    QCOMPARE(origin({"home-5", "file-1", ""}), StoreOrigin::Copied);
    QVERIFY(settings.text("device_id") != id);
}

void TstOutbox::derivedFieldsAreNeitherStoredNorSent()
{
    const auto object
        = json::parseObject(R"({"id":"c1","title":"t","total_tokens":5,"total_cost":0.1,"x":1})");
    const auto made = recordFromObject(EntityType::Conversation, *object);
    QVERIFY(!made->fields.find("total_tokens") && !made->fields.find("total_cost"));
    QVERIFY(made->fields.find("x"));
}

QTEST_GUILESS_MAIN(TstOutbox)
#include "tst_outbox.moc"
