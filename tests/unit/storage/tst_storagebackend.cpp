// The contract of StorageBackend beyond writing and reading: SQL from outside, and the outbox by hand.
#include "storage/rules/privacyrules.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

QueuedItem waiting(StoreFixture &f, const std::string &id)
{
    const auto pending = f.store->backend().pendingSync(100);
    for (const QueuedItem &item : *pending)
        if (item.id == id)
            return item;
    return {};
}

ErrorCode codeOfExecute(StoreFixture &f, std::string_view sql)
{
    const auto done = f.store->backend().execute(sql, {});
    return done ? ErrorCode::Unknown : done.error().code;
}

ErrorCode codeOfQuery(StoreFixture &f, std::string_view sql)
{
    const auto done = f.store->backend().query(sql, {});
    return done ? ErrorCode::Unknown : done.error().code;
}

} // namespace

class TstStorageBackend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void queryGivesRowsByColumn();
    void queryOnlyReads_data();
    void queryOnlyReads();
    void executeIsQueuedLikeAWrite();
    void executeTouchesTheHistoryAlone_data();
    void executeTouchesTheHistoryAlone();
    void oneStatementWithAllItsValues();
    void aStatementThatIsRefusedLeavesTheStoreUsable();
    void queueForSyncIsIdempotent();
    void queueForSyncLiftsWhatFailed();
    void queueForSyncHoldsInPrivacyMode();
    void pendingSyncIsInSendingOrderAndLimited();
    void markSyncedTakesWhatIsStillTheSame();
    void markSyncedLeavesWhatWasEditedSince();
    void markSyncedGoesByTheNumberWhereThereIsOne();
    void markFailedCountsTriesAndParksTheTenth();
    void markFailedLeavesWhatWasEditedSince();
    void aStoreThatOnlyLivesHereHasNoOutbox();
};

void TstStorageBackend::queryGivesRowsByColumn()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1", "Fix \"login\""));
    const auto rows = f.store->backend().query(
        "SELECT id, title, 7 AS n, 0.5 AS x, NULL AS none FROM conversations WHERE id = ? AND 5 = ?",
        {std::string("c1"), std::int64_t {5}});
    QVERIFY2(rows, rows ? "" : rows.error().message.c_str());
    QCOMPARE(rows->size(), 1u);
    QCOMPARE(rows->front().toJson(),
        std::string(R"({"id":"c1","n":7,"none":null,"title":"Fix \"login\"","x":0.5})"));
    QCOMPARE(f.store->backend().query("SELECT id FROM messages", {})->size(), 0u);
    QVERIFY(f.store->backend().query("SELECT name FROM pragma_table_info('messages')", {}));
    QVERIFY(
        f.store->backend().query("WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3) "
                                 "SELECT i FROM n, json_each('[1]')",
            {}));
}

void TstStorageBackend::queryOnlyReads_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char *sql : {"DELETE FROM messages", "UPDATE conversations SET title = 'x'",
             "INSERT INTO conversations(id) VALUES ('x') RETURNING id", "BEGIN", "COMMIT", "SAVEPOINT x",
             "ATTACH ':memory:' AS other", "PRAGMA user_version = 99", "PRAGMA journal_mode = DELETE",
             "CREATE TEMP TABLE t(x)", "DROP TABLE sync_queue", "VACUUM", "REINDEX"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TstStorageBackend::queryOnlyReads()
{
    QFETCH(QByteArray, sql);
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QCOMPARE(codeOfQuery(f, sql.toStdString()), ErrorCode::Forbidden);
    QCOMPARE((*f.store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::optional<std::string>("Fix login"));
    QVERIFY(!f.store->database().inTransaction());
}

void TstStorageBackend::executeIsQueuedLikeAWrite()
{
    StoreFixture f;
    f.signIn();
    QCOMPARE(*f.store->backend().execute(
                 "INSERT INTO conversations(id, title) VALUES (?, ?)", {std::string("c1"), std::string("x")}),
        1);
    QCOMPARE(f.queueText("action", "c1"), std::string("0"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QCOMPARE(*f.store->backend().execute("UPDATE conversations SET title = replace(title, 'x', 'y')", {}), 1);
    QVERIFY(f.queueText("changed", "c1").find("title") != std::string::npos);
    QVERIFY(f.store->backend().execute("INSERT INTO conversations(id, title) VALUES ('c1', 'z') "
                                       "ON CONFLICT (id) DO UPDATE SET title = excluded.title",
        {}));
    QVERIFY(f.store->backend().execute("DELETE FROM conversations WHERE id = 'c1'", {}));
    QCOMPARE(f.queueText("action", "c1"), std::string("2"));
    QVERIFY(!*f.store->backend().read(EntityType::Conversation, "c1"));
    QCOMPARE(*f.store->backend().execute("UPDATE conversations SET title = 'x' WHERE id = 'none'", {}), 0);
}

void TstStorageBackend::executeTouchesTheHistoryAlone_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char *sql :
        {"DELETE FROM sync_queue", "UPDATE sync_queue SET state = 3", "INSERT INTO sync_applying VALUES (1)",
            "DELETE FROM privacy_rules", "INSERT OR REPLACE INTO settings VALUES ('privacy_mode', 0)",
            "UPDATE messages SET team = 1", "UPDATE conversations SET base_rev = 9",
            "UPDATE conversations SET deleted = 0", "DROP TRIGGER messages_inserted", "CREATE TABLE mine(x)",
            "CREATE TEMP TRIGGER t AFTER INSERT ON "
            "messages BEGIN DELETE FROM sync_queue; END",
            "PRAGMA recursive_triggers = 1", "PRAGMA writable_schema = 1", "BEGIN", "COMMIT",
            "ATTACH ':memory:' AS other", "VACUUM", "INSERT OR REPLACE INTO conversations(id) VALUES ('c1')",
            "replace /* ( */ into conversations(id) values ('c1')",
            "UPDATE OR REPLACE conversations SET title = ''"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TstStorageBackend::executeTouchesTheHistoryAlone()
{
    QFETCH(QByteArray, sql);
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QCOMPARE(codeOfExecute(f, sql.toStdString()), ErrorCode::Forbidden);
    QCOMPARE(f.queueText("state", "c1"), std::string("0"));
    QVERIFY(!f.store->database().inTransaction());
}

void TstStorageBackend::oneStatementWithAllItsValues()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    for (const std::string_view sql : {std::string_view(""), std::string_view("  -- nothing"),
             std::string_view("SELECT"), std::string_view("SELECT x FROM nowhere"),
             std::string_view("SELECT ?"), std::string_view("SELECT 1; SELECT 2"),
             std::string_view("SELECT 1; DELETE FROM messages"), std::string_view("SELECT 1; nonsense"),
             std::string_view("SELECT '\xff'"), std::string_view("SELECT 1\0DELETE", 15)}) {
        QCOMPARE(codeOfQuery(f, sql), ErrorCode::Validation);
        QCOMPARE(codeOfExecute(f, sql), ErrorCode::Validation);
    }
    QVERIFY(!f.store->backend().query("SELECT 1", {std::int64_t {1}}));
    QVERIFY(f.store->backend().query("SELECT 1; -- and that is all", {}));
    QVERIFY(f.store->backend().execute("UPDATE conversations SET title = 'no replace into' WHERE 0", {}));
    QVERIFY(!f.store->backend().execute("UPDATE sqlite_master SET sql = ''", {}));
    QVERIFY(!f.store->backend().execute("DELETE FROM sqlite_master", {}));
}

void TstStorageBackend::aStatementThatIsRefusedLeavesTheStoreUsable()
{
    StoreFixture f;
    const auto done = f.store->backend().inOneTransaction([&]() -> Result<void> {
        MIMIR_TRY(f.conversation("c1"));
        (void)f.store->backend().execute("DELETE FROM sync_queue", {});
        (void)f.store->backend().query("SELECT", {});
        return f.conversation("c2") ? Result<void>() : Error {ErrorCode::Unknown, "c2"};
    });
    QVERIFY(done);
    QCOMPARE(f.queued(), 2);
    QCOMPARE(
        codeOfExecute(f, "INSERT INTO conversations(id, title) VALUES ('c1', 'twice')"), ErrorCode::Exists);
    QCOMPARE(codeOfExecute(f, "UPDATE audit_logs SET command = 'x'"), ErrorCode::Unknown); // there is none
    QVERIFY(f.conversation("c3"));
}

void TstStorageBackend::queueForSyncIsIdempotent()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    StorageBackend &backend = f.store->backend();
    QVERIFY(backend.markSynced(*backend.pendingSync(10)));
    for (int i = 0; i < 2; ++i)
        QVERIFY(backend.queueForSync(EntityType::Conversation, "c1", wire::Action::Create));
    QCOMPARE(f.queued(), 1);
    const QueuedItem item = waiting(f, "c1");
    QCOMPARE(item.action, wire::Action::Create);
    QVERIFY(item.editedAt > 0);
    QCOMPARE(backend.queueForSync(EntityType::Message, "none", wire::Action::Create).error().code,
        ErrorCode::NotFound);
}

void TstStorageBackend::queueForSyncLiftsWhatFailed()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->outbox().markFailed(waiting(f, "c1"), "validation", "no"));
    QVERIFY(f.store->backend().queueForSync(EntityType::Conversation, "c1", wire::Action::Create));
    const QueuedItem item = waiting(f, "c1");
    QCOMPARE(item.retryCount, 0);
    QVERIFY(item.errorCode.empty());
    QVERIFY(f.store->outbox().keepHere(EntityType::Conversation, item.pk));
    QVERIFY(f.store->backend().queueForSync(EntityType::Conversation, "c1", wire::Action::Create));
    QCOMPARE(f.queueText("state", "c1"), std::string("3")); // what is kept stays so
}

void TstStorageBackend::queueForSyncHoldsInPrivacyMode()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.store->backend().queueForSync(EntityType::Conversation, "c1", wire::Action::Create));
    QCOMPARE(f.queueText("state", "c1"), std::string("2"));
}

void TstStorageBackend::pendingSyncIsInSendingOrderAndLimited()
{
    StoreFixture f;
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.audit("a1"));
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.conversation("c2"));
    const auto all = *f.store->backend().pendingSync(10);
    std::vector<std::string> ids;
    ids.reserve(all.size());
    for (const QueuedItem &item : all)
        ids.push_back(item.id);
    QCOMPARE(ids, (std::vector<std::string> {"c1", "c2", "m1", "a1"}));
    QCOMPARE(f.store->backend().pendingSync(2)->size(), 2u);
    QCOMPARE(f.store->backend().pendingSync(0)->size(), 0u);
}

void TstStorageBackend::markSyncedTakesWhatIsStillTheSame()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->backend().markSynced({waiting(f, "c1")}));
    QCOMPARE(f.queueText("action", "c1"), std::string("absent"));
    QCOMPARE(f.queueText("action", "m1"), std::string("0"));
    QVERIFY(f.store->backend().markSynced(*f.store->backend().pendingSync(10)));
    QCOMPARE(f.queued(), 0);
}

void TstStorageBackend::markSyncedLeavesWhatWasEditedSince()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1", "one"));
    const QueuedItem sent = waiting(f, "c1");
    QVERIFY(f.conversation("c1", "two")); // in the same millisecond
    QVERIFY(f.store->backend().markSynced({sent}));
    QCOMPARE(f.queueText("action", "c1"), std::string("0"));
    const QueuedItem again = waiting(f, "c1");
    QVERIFY(again.editedAt > sent.editedAt);
    QVERIFY(f.store->database().script("UPDATE conversations SET title = 'by another program'"));
    QVERIFY(f.store->backend().markSynced({again}));
    QCOMPARE(f.queued(), 1);
    QVERIFY(f.store->backend().markSynced({waiting(f, "c1")}));
    QCOMPARE(f.queued(), 0);
}

void TstStorageBackend::markSyncedGoesByTheNumberWhereThereIsOne()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1", "one"));
    const QueuedItem before = waiting(f, "c1");
    const auto sent = f.store->batches().build(f.web, {});
    QCOMPARE(sent->items.size(), 1u);
    QVERIFY(f.store->backend().markSynced({before}));
    QCOMPARE(f.queued(), 1); // it has a number now
    QueuedItem other = sent->items.front();
    ++other.opSeq;
    QVERIFY(f.store->backend().markSynced({other}));
    QCOMPARE(f.queued(), 1);
    QVERIFY(f.store->backend().markSynced(sent->items));
    QCOMPARE(f.queued(), 0);
}

void TstStorageBackend::markFailedCountsTriesAndParksTheTenth()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->backend().markFailed(waiting(f, "c1"), {ErrorCode::Refused, "quota"}));
    const QueuedItem item = waiting(f, "c1");
    QCOMPARE(item.retryCount, 1);
    QVERIFY(item.nextAttemptAt > f.clock.now());
    QCOMPARE(item.errorMessage, std::string("quota"));
    for (int i = 0; i < 9; ++i)
        QVERIFY(f.store->backend().markFailed(waiting(f, "c1"), {ErrorCode::Refused, "quota"}));
    QCOMPARE(f.store->outboxSummary().counts()->failed, 1);
    QCOMPARE(f.store->backend().pendingSync(10)->size(), 0u);
}

void TstStorageBackend::markFailedLeavesWhatWasEditedSince()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1", "one"));
    const QueuedItem sent = waiting(f, "c1");
    QVERIFY(f.conversation("c1", "two"));
    QVERIFY(f.store->backend().markFailed(sent, {ErrorCode::Refused, "no"}));
    QCOMPARE(waiting(f, "c1").retryCount, 0);
}

void TstStorageBackend::aStoreThatOnlyLivesHereHasNoOutbox()
{
    StoreFixture f;
    LocalStorageBackend local(f.store->database(), f.clock);
    QVERIFY(local.write(record(EntityType::Conversation, "c1", {{"title", "\"x\""}})));
    QVERIFY(local.queueForSync(EntityType::Conversation, "c1", wire::Action::Create));
    QCOMPARE(local.pendingSync(10)->size(), 0u);
    QVERIFY(local.markSynced({}));
    QVERIFY(local.markFailed({}, {}));
    QCOMPARE(f.queued(), 0);
}

QTEST_GUILESS_MAIN(TstStorageBackend)
#include "tst_storagebackend.moc"
