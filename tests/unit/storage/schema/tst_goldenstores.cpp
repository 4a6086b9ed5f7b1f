// Stores as earlier versions left them (tests/data): nothing in them is lost, changed or sent that was meant to stay,
// with a server's database of their time.
#include "server/db/sqliteconnection.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/schemacheck.h"
#include "storage/tables/entitytable.h"
#include "support/goldendata.h"
#include "support/servicetransport.h"
#include "support/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr std::int64_t kAda = 1;
constexpr Millis kMadeAt = 1'763'795'059'000;

std::vector<std::string> columnOf(server::SqlConnection &sql, const std::string &question)
{
    const auto rows = sql.query(question);
    if (!rows)
        return {"error: " + rows.error().message};
    std::vector<std::string> values;
    for (std::size_t row = 0; row < rows->size(); ++row)
        values.push_back(rows->text(row, 0));
    return values;
}

std::vector<std::string> columnOf(Database &database, const std::string &question)
{
    server::SqliteConnection connection(database);
    return columnOf(connection, question);
}

// Every row of the tables that the version had, with the columns that it had.
using Contents = std::map<std::string, std::vector<std::string>>;

Contents contentsBy(Database &database, const Contents &columns)
{
    Contents found;
    for (const auto &[table, names] : columns) {
        std::string row;
        for (const std::string &name : names)
            row += (row.empty() ? "quote(" : " || '|' || quote(") + name + ")";
        found[table] = columnOf(database, "SELECT " + row + " FROM " + table + " ORDER BY 1");
    }
    return found;
}

// What rows say in `extra`, whatever becomes a column later.
using Extras = std::map<std::string, json::Object>;

Extras extrasOf(Database &database)
{
    Extras found;
    for (const EntityType type : kEntityTypes) {
        Query rows = database.once(
            "SELECT id, extra FROM " + std::string(tableName(type)) + " WHERE extra IS NOT NULL");
        while (rows.next())
            found[rows.string(0)] = *json::parseObject(rows.text(1), json::Author::Store);
    }
    return found;
}

// "" when each row says what it said, and no more. What had a column before is compared with the columns.
std::string notSaidAsBefore(Database &database, const Extras &before, const Contents &columns)
{
    std::string faults;
    for (const EntityType type : kEntityTypes)
        (void)EntityTable::of(type).forEach(database, [&](const LocalRow &row) {
            const auto said = before.find(row.record.id);
            json::Object left = said == before.end() ? json::Object() : said->second;
            const std::vector<std::string> &had = columns.at(std::string(tableName(type)));
            for (const FieldSpec &field : fieldsOf(type))
                if (field.origin == Origin::Later && std::ranges::find(had, field.name) == had.end()) {
                    const std::string *value = row.record.fields.find(field.name);
                    const std::string *was = left.find(field.name);
                    if ((value ? *value : "") != (was ? *was : ""))
                        faults += row.record.id + '.' + std::string(field.name) + ' ';
                    left.remove(field.name);
                }
            for (const json::Member &member : left.members())
                if (const std::string *value = row.record.fields.find(member.key);
                    !value || *value != member.json)
                    faults += row.record.id + '.' + member.key + ' ';
            return true;
        });
    return faults;
}

Contents columnsOfTables(Database &database)
{
    Contents columns;
    for (const std::string &table :
        columnOf(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
        columns[table] = columnOf(database,
            "SELECT name FROM pragma_table_info('" + table + "') WHERE name NOT IN ('extra', 'changed')");
    return columns;
}

} // namespace

class TstGoldenStores : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void migrationKeepsEveryRow_data() { addVersions(); }
    void migrationKeepsEveryRow();
    void syncsToTheEnd_data() { addServers(); }
    void syncsToTheEnd();
    void whatALaterVersionMakesIsTheSame_data() { addVersions(); }
    void whatALaterVersionMakesIsTheSame();
    void decisionsCanStillBeMade_data() { addServers(); }
    void decisionsCanStillBeMade();
    void fieldMovesOutOfExtraUnqueued();
    void whatWaitsForTheWholeOfExtraNamesItsFields();
    void whatVersion34AddedGoesOn();

private:
    static void addVersions()
    {
        QTest::addColumn<int>("version");
        for (const int version : {1, 2, 3, 4, 5, 23, 27, 34})
            QTest::addRow("%d", version) << version;
    }
    /// Each version with a server's database of its time; the first and the last beside version 2 of the server's also
    /// with one that was brought up to date and restored meanwhile.
    static void addServers()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<int>("serverVersion");
        QTest::addColumn<bool>("postgres");
        for (const int version : {1, 2, 3, 4, 5, 23, 27})
            QTest::addRow("%d", version) << version << 2 << false;
        for (const int version : {1, 27, 34})
            QTest::addRow("%d, server 8", version) << version << 8 << false;
        QTest::newRow("27, PostgreSQL 2") << 27 << 2 << true;
        QTest::newRow("34, PostgreSQL 8") << 34 << 8 << true;
    }
    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    void openServer(server::Engine engine, int version);
    void openServer()
    {
        QFETCH(int, serverVersion);
        QFETCH(bool, postgres);
        openServer(postgres ? server::Engine::Postgres : server::Engine::Sqlite, serverVersion);
    }
    /// The store of `version`, migrated.
    void openStore(int version);
    std::string sync();
    std::vector<std::string> queued(const std::string &condition)
    {
        return columnOf(m_store->database(),
            "SELECT id FROM sync_queue WHERE " + condition + " ORDER BY entity_type, id");
    }
    std::string payload(const std::string &id)
    {
        return there("SELECT COALESCE(payload, '') FROM entities WHERE owner = 1 AND id = '" + id + "'")
            .at(0);
    }
    /// On purpose: something of it is withheld, or another account's edit of it waits.
    bool readsOtherwiseThere(const LocalRow &row)
    {
        const std::string of = " WHERE entity_type = " + std::to_string(int(row.record.type))
            + " AND entity_pk = " + std::to_string(row.pk);
        return row.record.id == "secret-m"
            || !columnOf(m_store->database(),
                "SELECT 1 FROM sync_withheld" + of + " UNION ALL SELECT 1 FROM others_edits" + of)
                    .empty();
    }
    std::vector<std::string> there(const std::string &question)
    {
        return columnOf(m_server->sql(), question);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeClock m_clock;
    SeededRandom m_random {11};
    std::unique_ptr<Store> m_store;
    std::unique_ptr<server::Storage> m_server;
    std::unique_ptr<server::SyncService> m_service;
    std::unique_ptr<ServiceTransport> m_transport;
};

using Ids = std::vector<std::string>;

void TstGoldenStores::init()
{
    m_store.reset();
    m_transport.reset();
    m_service.reset();
    m_server.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock.set(kMadeAt + 3'600'000);
}

void TstGoldenStores::openServer(server::Engine engine, int version)
{
    auto opened
        = server::Storage::open(goldenServer(engine, version, path("server.db")), server::Access::ReadWrite);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    m_server = std::move(*opened);
    m_service = std::make_unique<server::SyncService>(m_server->sync(), m_clock, m_random);
    m_transport = std::make_unique<ServiceTransport>(*m_service, kAda, m_clock);
}

void TstGoldenStores::openStore(int version)
{
    loadGolden(path("mimir.db"), QStringLiteral("store-v%1.sql").arg(version));
    auto opened = Store::open(path("mimir.db"), m_clock, m_random);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    m_store = std::move(*opened);
}

std::string TstGoldenStores::sync()
{
    RunOutcome outcome;
    for (int run = 0; run < 3; ++run) {
        outcome = syncOnce(*m_store, *m_transport, m_random);
        m_clock.advance(60'000);
    }
    return outcome.end == RunOutcome::End::Done ? "done" : "error " + std::to_string(int(outcome.error));
}

void TstGoldenStores::migrationKeepsEveryRow()
{
    QFETCH(int, version);
    loadGolden(path("mimir.db"), QStringLiteral("store-v%1.sql").arg(version));
    Contents columns;
    Contents before;
    Extras extras;
    {
        const auto old = Database::open(path("mimir.db"));
        QCOMPARE((*old)->integer("PRAGMA user_version"), std::optional<std::int64_t>(version));
        columns = columnsOfTables(**old);
        before = contentsBy(**old, columns);
        extras = extrasOf(**old);
        QVERIFY(before["sync_queue"].size() >= 15 && before["sync_shadow"].size() == 1);
        QVERIFY(before["quarantine"].size() == 1 && before["conflicts"].size() == 1
            && before["tombstones"].size() == (version < 34 ? 2 : 4));
    }
    if (version == 34) // otherwise what a later step does to a table would be seen in an empty one only
        for (const auto &[table, rows] : before)
            QVERIFY2(rows.empty() == (table == "sync_applying"), table.c_str());
    auto opened = Store::open(path("mimir.db"), m_clock, m_random);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    Database &database = (*opened)->database();
    QCOMPARE(database.integer("PRAGMA user_version"),
        std::optional<std::int64_t>(storeMigrations().back().version));
    Contents after = contentsBy(database, columns);
    // Which store a log belongs to is noted when it is opened.
    if (version < 34)
        std::erase_if(after["settings"],
            [](const std::string &row) { return row.find("store_id") != std::string::npos; });
    // What keyed the digests of placeholders before keys nothing any more (step 26).
    std::erase_if(before["settings"],
        [](const std::string &row) { return row.find("placeholder_key") != std::string::npos; });
    for (const auto &[table, rows] : before)
        QVERIFY2(after.at(table) == rows, table.c_str());
    QCOMPARE(notSaidAsBefore(database, extras, columns), std::string());
    QCOMPARE(
        database.integer("SELECT COUNT(*) FROM (SELECT COALESCE(team, 0), state, COUNT(*) FROM sync_queue "
                         "GROUP BY 1, 2 EXCEPT SELECT team, state, n FROM sync_counts)"),
        std::optional<std::int64_t>(0));
}

void TstGoldenStores::whatALaterVersionMakesIsTheSame()
{
    QFETCH(int, version);
    openStore(version);
    const auto faults = schemaFaults(m_store->database(), storeMigrations());
    QVERIFY(faults.ok());
    std::string named;
    for (const SchemaFault &fault : *faults)
        named += std::string(whatName(fault.what)) + ' ' + fault.name + '\n';
    QCOMPARE(named, std::string());
}

void TstGoldenStores::syncsToTheEnd()
{
    QFETCH(int, version);
    openServer();
    openStore(version);
    QCOMPARE(sync(), std::string("done"));

    QCOMPARE(queued("state = 0"),
        version < 34 ? Ids {"orphan-m"} // it waits for its conversation
                     : (Ids {"of-bob-here", "orphan-m"}));
    QCOMPARE(queued("state = 1"), Ids {"shadowed"});
    QCOMPARE(queued("state = 2"), (Ids {"held", "held-m", "held-t", "held-a"}));
    QCOMPARE(queued("state = 3"), (Ids {"kept", "kept-m"}));
    QCOMPARE(
        there("SELECT id FROM entities WHERE id LIKE 'held%' OR id LIKE 'kept%' OR id LIKE 'of-bob-here%' OR "
              "payload LIKE '%HELD-WORDS%' OR payload LIKE '%KEPT-WORDS%' OR payload LIKE '%AKIA%'"),
        Ids());
    for (const char *arrived : {"in-flight", "in-flight-m", "new", "new-m", "new-t", "new-a"})
        QVERIFY2(!payload(arrived).empty(), arrived);
    QVERIFY(payload("to-edit").find("\"After\"") != std::string::npos);
    if (version == 27) // what waited as "*"
        QVERIFY(payload("to-edit").find(R"("git_branch":"main")") != std::string::npos
            && payload("settled-m").find(R"("cwd":"/home/ada/web")") != std::string::npos
            && payload("settled-m").find(R"("seq":1.5)") != std::string::npos);
    QCOMPARE(there("SELECT deleted FROM entities WHERE id = 'to-delete'"), Ids {"1"});

    // What is resolved reads the same here and there, except for what is withheld.
    int compared = 0;
    for (EntityType type : kEntityTypes)
        QVERIFY(EntityTable::of(type).forEach(m_store->database(), [&](const LocalRow &row) {
            const std::string &id = row.record.id;
            if (id.starts_with("of-bob") || !queued("id = '" + id + "'").empty() || id == "elsewhere"
                || readsOtherwiseThere(row))
                return true;
            const auto theirs = recordFromObject(type, *json::parseObject(payload(id)));
            if (!theirs || !(*theirs == row.record))
                qWarning(
                    "%s\n here %s\nthere %s", id.c_str(), row.record.toJson().c_str(), payload(id).c_str());
            compared += theirs && *theirs == row.record ? 1 : -1000;
            return true;
        }));
    QVERIFY2(compared >= (version < 34 ? 14 : 38), std::to_string(compared).c_str());
    if (version >= 4) // the key itself was never sent
        QVERIFY(m_store->backend().read(EntityType::Message, "secret-m")->value().toJson().find("AKIA")
            != std::string::npos);
}

void TstGoldenStores::decisionsCanStillBeMade()
{
    QFETCH(int, version);
    openServer();
    openStore(version);
    const auto lost = m_store->conflicts().list(ConflictLog::Which::All, 10);
    QCOMPARE(lost->size(), std::size_t(1));
    QCOMPARE(lost->at(0).losing, std::string("\"Ada's laptop says\""));
    QVERIFY(m_store->restoreConflict(lost->at(0).id).ok());
    const std::vector<std::string> given {"shadowed"};
    const auto discarded = m_store->replica().discard(given);
    QVERIFY(discarded.ok());
    QCOMPARE(discarded->reverted, 1);
    QVERIFY(m_store->outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::Send).ok());
    QCOMPARE(*m_store->replica().quarantined(), 1);
    QCOMPARE(sync(), std::string("done"));
    QVERIFY(payload("lost").find("Ada's laptop says") != std::string::npos);
    QVERIFY(payload("held-m").find("HELD-WORDS") != std::string::npos);
    QCOMPARE(m_store->backend().read(EntityType::Conversation, "shadowed")->value().fields.text("title"),
        std::optional<std::string>("Edited elsewhere"));
    QCOMPARE(queued("state = 3"), (Ids {"kept", "kept-m"}));
}

// The states that no earlier version had.
void TstGoldenStores::whatVersion34AddedGoesOn()
{
    openServer(server::Engine::Sqlite, 8);
    openStore(34);
    Database &database = m_store->database();
    QVERIFY(payload("of-ops-m").find("openssl") != std::string::npos);
    QCOMPARE(columnOf(database, "SELECT entity_pk FROM missing_rows").size(), std::size_t(1));
    QCOMPARE(sync(), std::string("done"));

    QCOMPARE(payload("of-ops-m").find("openssl"), std::string::npos); // its masked form waited
    QCOMPARE(columnOf(database, "SELECT id FROM sync_queue WHERE reform = 1"), Ids());
    QCOMPARE(columnOf(database, "SELECT entity_pk FROM missing_rows"), Ids()); // it was there
    QVERIFY(columnOf(database, "SELECT base_rev FROM messages WHERE id = 'of-team-m'") != Ids {"0"});
    QCOMPARE(columnOf(database, "SELECT field || ' ' || value FROM others_edits"),
        Ids {"title Bob looked at this"});
    QCOMPARE(queued("state = 4"), Ids {"of-bob-here-m"});
    QVERIFY(!payload("64bd7a72-a961-53bf-894b-6aefe054ad67").empty()); // from a transcript
    // Of another device, written to the restored server.
    QVERIFY(m_store->backend().read(EntityType::Conversation, "after-restore")->has_value());
}

// How a step turns an unknown field into a column (schema.h): that is not an edit, so nothing is queued and
// no numbered operation is abandoned; what waits keeps its instant under the field's own name.
void TstGoldenStores::fieldMovesOutOfExtraUnqueued()
{
    openStore(5);
    Database &database = m_store->database();
    QVERIFY(
        database
            .script("UPDATE messages SET extra = json_set(extra, '$.mood', 'tense') WHERE id = 'settled-m'")
            .ok());
    const Ids before = columnOf(database,
        "SELECT entity_type || id || action || state || COALESCE(op_seq, '') || edited_at FROM sync_queue "
        "ORDER BY 1");
    const auto instant
        = database.integer("SELECT json_extract(changed, '$.\"*\"') FROM sync_queue WHERE id = 'settled-m'");
    QVERIFY(instant.has_value());

    std::vector<Migration> steps = storeMigrations();
    std::string triggers
        = columnOf(database, "SELECT sql FROM sqlite_master WHERE name = 'messages_edited'").at(0);
    const auto put = [&triggers](std::string_view where, const std::string &more) {
        triggers.insert(triggers.find(where), more);
    };
    put("NEW.extra IS NOT OLD.extra) BEGIN", "NEW.mood IS NOT OLD.mood OR ");
    put("'*', CASE WHEN", "'mood', CASE WHEN NEW.mood IS NOT OLD.mood THEN t END, ");
    steps.push_back({steps.back().version + 1, "mood is a field",
        R"sql(
ALTER TABLE messages ADD COLUMN mood TEXT;
INSERT INTO sync_applying VALUES (1);
UPDATE sync_queue SET changed = json_set(changed, '$.mood', json_extract(changed, '$."*"'))
    WHERE entity_type = 2 AND json_extract(changed, '$."*"') IS NOT NULL AND json_extract(changed, '$.mood') IS NULL
        AND entity_pk IN (SELECT pk FROM messages WHERE json_valid(extra) AND json_type(extra, '$.mood') = 'text');
UPDATE messages SET mood = json_extract(extra, '$.mood'), extra = NULLIF(json_remove(extra, '$.mood'), '{}')
    WHERE json_valid(extra) AND json_type(extra, '$.mood') = 'text';
DELETE FROM sync_applying;
DROP TRIGGER messages_edited;
)sql" + triggers});
    const auto moved = migrate(database, steps);
    QVERIFY2(moved, moved ? "" : moved.error().message.c_str());

    QCOMPARE(columnOf(database,
                 "SELECT entity_type || id || action || state || COALESCE(op_seq, '') || edited_at FROM "
                 "sync_queue ORDER BY 1"),
        before);
    QCOMPARE(columnOf(database, "SELECT mood FROM messages WHERE id IN ('settled-m', 'new-m') ORDER BY id"),
        (Ids {"calm", "tense"}));
    QCOMPARE(database.integer("SELECT COUNT(*) FROM messages WHERE extra IS NOT NULL AND id <> 'of-bob-m'"),
        std::optional<std::int64_t>(0));
    QCOMPARE(
        database.integer("SELECT json_extract(changed, '$.mood') FROM sync_queue WHERE id = 'settled-m'"),
        instant);
    QVERIFY(database.script("UPDATE messages SET mood = 'glad' WHERE id = 'secret-m'").ok());
    QCOMPARE(
        database.integer("SELECT COUNT(*) FROM sync_queue WHERE id = 'secret-m' AND changed LIKE '%mood%'"),
        std::optional<std::int64_t>(1));
}

// Step 30: nothing that waits is lost, and nothing more waits.
void TstGoldenStores::whatWaitsForTheWholeOfExtraNamesItsFields()
{
    openStore(27);
    Database &database = m_store->database();
    const auto changedOf = [&database](const char *id) {
        return columnOf(database, "SELECT changed FROM sync_queue WHERE id = '" + std::string(id) + "'")
            .at(0);
    };
    QCOMPARE(changedOf("settled-m"),
        std::string(R"({"cwd":1763795058000,"kind":1763795058000,"*":1763795058000})"));
    QCOMPARE(changedOf("to-edit"),
        std::string(R"({"git_branch":1763795058500,"title":1763795057000,"*":1763795058500})"));
    QCOMPARE(queued("changed IS NOT NULL"), (Ids {"shadowed", "to-edit", "settled-m"}));
    // What does not fit a column stays where it was.
    QCOMPARE(
        columnOf(database, "SELECT extra FROM messages WHERE id IN ('settled-m', 'in-flight-m') ORDER BY id"),
        (Ids {R"({"model":{"name":"example-1"},"mood":"calm","seq":"seventh"})",
            R"({"mood":"calm","seq":1.5})"}));
    QCOMPARE(columnOf(database, "SELECT kind FROM messages WHERE kind IS NOT NULL AND said = 2 ORDER BY id"),
        (Ids {"reply", "prompt", "reply", "reply", "reply", "prompt"}));
}

QTEST_GUILESS_MAIN(TstGoldenStores)
#include "tst_goldenstores.moc"
