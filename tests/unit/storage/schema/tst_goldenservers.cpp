// Server databases as earlier versions left them (tests/data), in both engines: bringing them up to date loses and
// changes nothing, and what was made of them then is what the steps make of them today.
#include "server/db/schema.h"
#include "server/db/sqliteconnection.h"
#include "server/operations/integrity.h"
#include "support/bothengines.h"
#include "support/goldendata.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

constexpr int kNewest = 8; // of those in tests/data

using Lines = std::vector<std::string>;
using Columns = std::map<std::string, Lines>;  // of each table
using Contents = std::map<std::string, Lines>; // the rows of each table

// As it is in the file or at PostgreSQL: no step has run.
struct Untouched {
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlConnection> connection;
    SqlConnection &sql() { return *connection; }
};

std::unique_ptr<Untouched> openUntouched(const StorageLocation &location)
{
    auto opened = std::make_unique<Untouched>();
    if (location.isPostgres()) {
        opened->connection = std::move(*PostgresConnection::open(location.postgresUrl));
    } else {
        opened->database = std::move(*Database::open(location.sqlitePath));
        opened->connection = std::make_unique<SqliteConnection>(*opened->database);
    }
    return opened;
}

// The rows' cells with '|' between them, in an order that does not depend on the engine.
Lines linesOf(SqlConnection &sql, const std::string &question)
{
    const auto rows = sql.query(question);
    if (!rows)
        qFatal("%s: %s", question.c_str(), rows.error().message.c_str());
    Lines lines;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        std::string line;
        for (std::size_t column = 0; column < rows->columns(); ++column)
            line += (column == 0 ? "" : "|")
                + (rows->isNull(row, column) ? "(null)" : rows->text(row, column));
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines);
    return lines;
}

bool isSqlite(SqlConnection &sql)
{
    return sql.engine() == Engine::Sqlite;
}

std::int64_t versionOf(SqlConnection &sql)
{
    const auto rows
        = sql.query(isSqlite(sql) ? "PRAGMA user_version" : "SELECT max(version) FROM schema_version");
    return rows ? rows->integer(0, 0) : -1;
}

Columns columnsOfTables(SqlConnection &sql)
{
    Columns columns;
    const auto rows = sql.query(isSqlite(sql)
            ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
              "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid"
            : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
              "AND table_name <> 'schema_version' ORDER BY table_name, ordinal_position");
    for (std::size_t row = 0; rows && row < rows->size(); ++row)
        columns[rows->text(row, 0)].push_back(rows->text(row, 1));
    return columns;
}

// Every row of these tables, with these columns.
Contents contentsBy(SqlConnection &sql, const Columns &columns)
{
    Contents contents;
    for (const auto &[table, names] : columns) {
        std::string list;
        for (const std::string &name : names) {
            const std::string quoted = '"' + name + '"';
            list += (list.empty() ? "" : ", ")
                // Hashes were bytes in version 1 and are text since.
                + (isSqlite(sql) ? "CASE typeof(" + quoted + ") WHEN 'blob' THEN lower(hex(" + quoted
                            + ")) ELSE " + quoted + " END"
                                 : quoted);
        }
        contents[table] = linesOf(sql, "SELECT " + list + " FROM " + table);
    }
    return contents;
}

// Tables, columns, keys and indexes, as the engine describes them.
constexpr const char *kSqliteDefinition[] = {
    R"(SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table')",
    R"(SELECT m.name, l."unique", l.origin, l.partial, (SELECT group_concat(name) FROM pragma_index_info(l.name))
        FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table')",
    R"(SELECT m.name, f."from", f."table", f."to"
        FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table')",
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'table'"};
constexpr const char *kPostgresDefinition[] = {
    R"(SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public')",
    R"(SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace)",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    R"(SELECT relname, reloptions::text
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')",
    "SELECT version, what FROM schema_version"};

Lines definitionOf(SqlConnection &sql)
{
    Lines all;
    const auto add = [&](const char *question) {
        const Lines lines = linesOf(sql, question);
        all.insert(all.end(), lines.begin(), lines.end());
    };
    if (isSqlite(sql))
        std::ranges::for_each(kSqliteDefinition, add);
    else
        std::ranges::for_each(kPostgresDefinition, add);
    return all;
}

std::string firstDifference(const Lines &one, const Lines &other)
{
    for (const Lines *lines : {&one, &other})
        for (const std::string &line : *lines)
            if (std::ranges::count(one, line) != std::ranges::count(other, line))
                return line;
    return {};
}

} // namespace

class TstGoldenServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void eachVersionIsWhole_data();
    void eachVersionIsWhole();
    void theNewestHasRowsInEveryTable();
    void stepsMakeWhatTheyMadeThen();
    void everyTeamGetsAKeyOfItsOwn();

private:
    StorageLocation golden(int version)
    {
        return goldenServer(engineOfRow(), version, m_dir->filePath(QStringLiteral("v%1.db").arg(version)));
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TstGoldenServers::eachVersionIsWhole_data()
{
    QTest::addColumn<int>("version");
    for (const int version : {1, 2, kNewest})
        QTest::addRow("%d", version) << version;
}

void TstGoldenServers::eachVersionIsWhole()
{
    QFETCH(int, version);
    if (version == 1 && engineOfRow() == Engine::Postgres)
        return; // it begins with version 2
    const StorageLocation location = golden(version);
    Columns columns;
    Contents before;
    {
        const auto untouched = openUntouched(location);
        QCOMPARE(versionOf(untouched->sql()), version);
        columns = columnsOfTables(untouched->sql());
        if (version == 1) { // the second step gives shared rows later revisions, and renames roles
            std::erase_if(
                columns["entities"], [](const auto &name) { return name == "rev" || name == "commit_ms"; });
            std::erase(columns["teams"], "rev");
            std::erase(columns["team_members"], "role");
        }
        before = contentsBy(untouched->sql(), columns);
        QVERIFY(
            before["entities"].size() >= 10 && before["teams"].size() >= 3 && before["devices"].size() >= 3);
    }
    const auto storage = openStorage(location);
    QCOMPARE(versionOf(storage->sql()), schemaSteps().back().version);
    const auto faults = IntegrityCheck(*storage, [](std::size_t) {}).run();
    QVERIFY2(faults, faults ? "" : faults.error().message.c_str());
    QVERIFY2(faults->empty(), faults->empty() ? "" : faults->front().c_str());
    const Contents after = contentsBy(storage->sql(), columns);
    for (const auto &[table, rows] : before)
        QVERIFY2(after.at(table) == rows, (table + ": " + firstDifference(rows, after.at(table))).c_str());
}

// Otherwise what a later step does to a table would be seen in an empty one only.
void TstGoldenServers::theNewestHasRowsInEveryTable()
{
    const StorageLocation location = golden(kNewest);
    const auto untouched = openUntouched(location);
    const Columns columns = columnsOfTables(untouched->sql());
    QVERIFY(columns.size() >= 19);
    for (const auto &[table, rows] : contentsBy(untouched->sql(), columns))
        QVERIFY2(!rows.empty(), table.c_str());
    for (const char *state : {"type = 4", "deleted = 1 AND payload IS NOT NULL", "scope = 1", "scope = 2",
             "redacted = 1 OR stamps IS NOT NULL", "writer IS NOT NULL"})
        QVERIFY2(
            !linesOf(untouched->sql(), std::string("SELECT id FROM entities WHERE ") + state).empty(), state);
}

// A released step never changes: what it made then has to be what it makes of an older database, and of none.
void TstGoldenServers::stepsMakeWhatTheyMadeThen()
{
    const Lines then = definitionOf(openStorage(golden(kNewest))->sql());
    QVERIFY(then.size() > 150);
    const auto older = firstDifference(then, definitionOf(openStorage(golden(2))->sql()));
    QVERIFY2(older.empty(), older.c_str());
    const auto fresh = firstDifference(then, definitionOf(newStorage()->sql()));
    QVERIFY2(fresh.empty(), fresh.c_str());
}

void TstGoldenServers::everyTeamGetsAKeyOfItsOwn()
{
    const auto storage = openStorage(golden(2));
    Lines keys = linesOf(storage->sql(), "SELECT proof_key FROM teams");
    QCOMPARE(keys.size(), std::size_t(4));
    QVERIFY(std::ranges::adjacent_find(keys) == keys.end());
    QVERIFY(std::ranges::all_of(keys, [](const std::string &key) {
        return key.size() == 64 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
    }));
}

QTEST_GUILESS_MAIN(TstGoldenServers)
#include "tst_goldenservers.moc"
