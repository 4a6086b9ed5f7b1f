// Stores and server databases as earlier versions left them (tests/data): nothing in them is lost, changed or
// sent that was meant to stay.
#include "server/operations/integrity.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/schemacheck.h"
#include "storage/tables/entitytable.h"
#include "support/servicetransport.h"
#include "support/storefixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr std::int64_t kAda = 1;
constexpr Millis kMadeAt = 1'763'795'059'000;

void load(const QString &path, const QString &dump)
{
    QFile file(QStringLiteral(MIMIR_TEST_DATA "/") + dump);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(dump));
    const auto database = Database::open(path);
    const auto done = database ? (*database)->script(file.readAll().toStdString()) : database.error();
    if (!done)
        qFatal("%s: %s", qPrintable(dump), done.error().message.c_str());
}

std::vector<std::string> columnOf(Database &database, const std::string &sql)
{
    std::vector<std::string> values;
    Query rows = database.once(sql);
    while (rows.next())
        values.push_back(rows.string(0));
    if (const auto read = rows.status(); !read)
        values.push_back("error: " + read.error().message);
    return values;
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

// "" when each row says what it said, and no more.
std::string notSaidAsBefore(Database &database, const Extras &before)
{
    std::string faults;
    for (const EntityType type : kEntityTypes)
        (void)EntityTable::of(type).forEach(database, [&](const LocalRow &row) {
            const auto said = before.find(row.record.id);
            json::Object left = said == before.end() ? json::Object() : said->second;
            for (const FieldSpec &field : fieldsOf(type))
                if (field.origin == Origin::Later) {
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
    void syncsToTheEnd_data() { addVersions(); }
    void syncsToTheEnd();
    void whatALaterVersionMakesIsTheSame_data() { addVersions(); }
    void whatALaterVersionMakesIsTheSame();
    void decisionsCanStillBeMade_data() { addVersions(); }
    void decisionsCanStillBeMade();
    void fieldMovesOutOfExtraUnqueued();
    void whatWaitsForTheWholeOfExtraNamesItsFields();
    void serverDatabasesAreWhole_data();
    void serverDatabasesAreWhole();

private:
    static void addVersions()
    {
        QTest::addColumn<int>("version");
        for (const int version : {1, 2, 3, 4, 5, 23, 27})
            QTest::addRow("%d", version) << version;
    }
    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    void openServer();
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
        return columnOf(*m_server->sqlite(),
            "SELECT COALESCE(payload, '') FROM entities WHERE owner = 1 AND id = '" + id + "'")
            .at(0);
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

void TstGoldenStores::openServer()
{
    load(path("server.db"), QStringLiteral("server-v2.sql"));
    server::StorageLocation location;
    location.sqlitePath = path("server.db");
    auto opened = server::Storage::open(location, server::Access::ReadWrite);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    m_server = std::move(*opened);
    m_service = std::make_unique<server::SyncService>(m_server->sync(), m_clock, m_random);
    m_transport = std::make_unique<ServiceTransport>(*m_service, kAda, m_clock);
}

void TstGoldenStores::openStore(int version)
{
    load(path("mimir.db"), QStringLiteral("store-v%1.sql").arg(version));
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
    load(path("mimir.db"), QStringLiteral("store-v%1.sql").arg(version));
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
            && before["tombstones"].size() == 2);
    }
    auto opened = Store::open(path("mimir.db"), m_clock, m_random);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    Database &database = (*opened)->database();
    QCOMPARE(database.integer("PRAGMA user_version"),
        std::optional<std::int64_t>(storeMigrations().back().version));
    Contents after = contentsBy(database, columns);
    // Which store a log belongs to is noted when it is opened.
    std::erase_if(
        after["settings"], [](const std::string &row) { return row.find("store_id") != std::string::npos; });
    // What keyed the digests of placeholders before keys nothing any more (step 26).
    std::erase_if(before["settings"],
        [](const std::string &row) { return row.find("placeholder_key") != std::string::npos; });
    for (const auto &[table, rows] : before)
        QVERIFY2(after.at(table) == rows, table.c_str());
    QCOMPARE(notSaidAsBefore(database, extras), std::string());
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

    QCOMPARE(queued("state = 0"), Ids {"orphan-m"}); // it waits for its conversation
    QCOMPARE(queued("state = 1"), Ids {"shadowed"});
    QCOMPARE(queued("state = 2"), (Ids {"held", "held-m", "held-t", "held-a"}));
    QCOMPARE(queued("state = 3"), (Ids {"kept", "kept-m"}));
    QCOMPARE(columnOf(*m_server->sqlite(),
                 "SELECT id FROM entities WHERE id LIKE 'held%' OR id LIKE 'kept%' OR instr(payload, "
                 "'HELD-WORDS') > 0 "
                 "OR instr(payload, 'KEPT-WORDS') > 0 OR instr(payload, 'AKIA') > 0"),
        Ids());
    for (const char *arrived : {"in-flight", "in-flight-m", "new", "new-m", "new-t", "new-a"})
        QVERIFY2(!payload(arrived).empty(), arrived);
    QVERIFY(payload("to-edit").find("\"After\"") != std::string::npos);
    if (version == 27) // what waited as "*"
        QVERIFY(payload("to-edit").find(R"("git_branch":"main")") != std::string::npos
            && payload("settled-m").find(R"("cwd":"/home/ada/web")") != std::string::npos
            && payload("settled-m").find(R"("seq":1.5)") != std::string::npos);
    QCOMPARE(columnOf(*m_server->sqlite(), "SELECT deleted FROM entities WHERE id = 'to-delete'"), Ids {"1"});

    // What is resolved reads the same here and there, except for what is withheld.
    int compared = 0;
    for (EntityType type : kEntityTypes)
        QVERIFY(EntityTable::of(type).forEach(m_store->database(), [&](const LocalRow &row) {
            const std::string &id = row.record.id;
            if (id.starts_with("of-bob") || !queued("id = '" + id + "'").empty() || id == "secret-m"
                || id == "elsewhere")
                return true;
            const auto theirs = recordFromObject(type, *json::parseObject(payload(id)));
            if (!theirs || !(*theirs == row.record))
                qWarning(
                    "%s\n here %s\nthere %s", id.c_str(), row.record.toJson().c_str(), payload(id).c_str());
            compared += theirs && *theirs == row.record ? 1 : -1000;
            return true;
        }));
    QVERIFY2(compared >= 14, std::to_string(compared).c_str());
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

void TstGoldenStores::serverDatabasesAreWhole_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("1") << 1;
    QTest::newRow("2") << 2;
}

void TstGoldenStores::serverDatabasesAreWhole()
{
    QFETCH(int, version);
    load(path("server.db"), QStringLiteral("server-v%1.sql").arg(version));
    // Not revisions and roles: the second step gives shared rows later ones, and renames roles.
    const auto rowsOf = [](Database &database) {
        std::vector<std::string> rows;
        for (const char *sql : {"SELECT id || email || password FROM users ORDER BY id",
                 "SELECT team || type || id || deleted || payload FROM entities ORDER BY team, type, id, "
                 "payload",
                 "SELECT count(*) FROM conflicts", "SELECT id || epoch || slug FROM teams ORDER BY id",
                 "SELECT team || user || id || last_op_seq FROM devices ORDER BY team, id",
                 "SELECT team || user FROM team_members ORDER BY team, user",
                 "SELECT count(*) FROM applied_ops"}) {
            rows.push_back(sql);
            std::ranges::move(columnOf(database, sql), std::back_inserter(rows));
        }
        return rows;
    };
    const auto before = rowsOf(**Database::open(path("server.db")));
    QVERIFY(before.size() > 20);
    server::StorageLocation location;
    location.sqlitePath = path("server.db");
    const auto opened = server::Storage::open(location, server::Access::ReadWrite);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const auto faults = server::IntegrityCheck(**opened, [](std::size_t) {}).run();
    QVERIFY(faults.ok());
    QCOMPARE(*faults, Ids());
    QCOMPARE(rowsOf(*(*opened)->sqlite()), before);
}

QTEST_GUILESS_MAIN(TstGoldenStores)
#include "tst_goldenstores.moc"
