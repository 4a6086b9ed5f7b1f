#include "core/records/entity.h"
#include "storage/schema/schema.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace mimir;

namespace {

std::unique_ptr<Database> newStore()
{
    Database::Options options;
    auto database = Database::open(QStringLiteral(":memory:"), options);
    if (!database.ok() || !migrate(**database, storeMigrations()).ok())
        return nullptr;
    return std::move(*database);
}

constexpr const char *kHead
    = "-- What a new store begins with: all the steps in one. Made from them, never by hand (README.md).\n";

void addRows(Database &database, const std::string &table, std::string &sql)
{
    std::string values;
    Query columns = database.once("SELECT name FROM pragma_table_info(?)");
    columns.bind(1, table);
    while (columns.next())
        values += (values.empty() ? "quote(\"" : " || ', ' || quote(\"") + columns.string(0) + "\")";
    Query rows = database.once("SELECT " + values + " FROM \"" + table + "\" ORDER BY 1");
    while (rows.next())
        sql += "INSERT INTO \"" + table + "\" VALUES (" + rows.string(0) + ");\n";
}

// Rows come before the triggers that would act on them.
std::string wholeOf(Database &database)
{
    std::string sql = kHead;
    for (const std::string type : {"table", "index", "view", "trigger"}) {
        Query made = database.once("SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
                                   " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid");
        made.bind(1, type);
        std::vector<std::string> names;
        while (made.next()) {
            names.push_back(made.string(0));
            sql += made.string(1) + ";\n";
        }
        if (type == "table")
            for (const std::string &name : names)
                addRows(database, name, sql);
    }
    return sql;
}

// Columns of every item table that are never sent (schema.h).
const QStringList kLocalColumns {QStringLiteral("pk"), QStringLiteral("id"), QStringLiteral("team"),
    QStringLiteral("base_rev"), QStringLiteral("edited_at"), QStringLiteral("deleted"),
    QStringLiteral("extra"), QStringLiteral("own"), QStringLiteral("instants"), QStringLiteral("shared_by")};

QString columnType(FieldKind kind)
{
    return kind == FieldKind::Integer ? QStringLiteral("INTEGER")
        : kind == FieldKind::Real     ? QStringLiteral("REAL")
                                      : QStringLiteral("TEXT");
}

void addEntityTypes()
{
    QTest::addColumn<int>("type");
    for (EntityType type : kEntityTypes)
        QTest::newRow(std::string(typeName(type)).c_str()) << static_cast<int>(type);
}

} // namespace

class TstSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void releasedStepNeverChanges_data();
    void releasedStepNeverChanges();
    void aNewStoreHasWhatTheStepsMake();
    void whatIsNotEmptyGetsTheSteps();
    void everyFieldHasItsColumn_data() { addEntityTypes(); }
    void everyFieldHasItsColumn();
    void everyEditIsSeenByTheTriggers_data() { addEntityTypes(); }
    void everyEditIsSeenByTheTriggers();
    void everyEditUnderAnotherAccountIsSeenByTheTriggers_data() { addEntityTypes(); }
    void everyEditUnderAnotherAccountIsSeenByTheTriggers();
};

// Changing a released step makes stores that differ from those in use: put the change into a new step, and
// add its line here.
void TstSchema::releasedStepNeverChanges_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("sha256");
    QTest::newRow("1") << 1 << QByteArray("b6e486bf138eb8aec8a4a93af145b7f0392ea6711327856a5ee54ebc93511b4c");
    QTest::newRow("2") << 2 << QByteArray("7aab224a3beca098013804712cb626526e9fccbeff1c8f6ab44dfc6c471aead7");
    QTest::newRow("3") << 3 << QByteArray("4a4e6ff62bac09b344b130363d927198e938e83b0d082ea34d28a948c1240a89");
    QTest::newRow("4") << 4 << QByteArray("eb60a535aaca3344ccd3bfda12db9e07cf58122a0c92fd70689e85e6387b9bf7");
    QTest::newRow("5") << 5 << QByteArray("c6c03188e462954562583f81bead4b80c28b7ea0a5dc912d133ce2d1d3625158");
    QTest::newRow("6") << 6 << QByteArray("44556a6032f3665b5316a73aa169c7c16461e1e76efd049b3b0535041f350fd2");
    QTest::newRow("7") << 7 << QByteArray("b90b1b2d2864c0c2ab23c0f65f99a03684f370d533eff08467018e27f2e920a3");
    QTest::newRow("8") << 8 << QByteArray("7ae1364c8e80d602b7c999ff042b6ae8326c4b7163f6a1aee840ab32b4a056e4");
    QTest::newRow("9") << 9 << QByteArray("61150b41006f457310f2aa518a23af830e33e3d4c37f1a5f13aaa3b10aad42f6");
    QTest::newRow("10") << 10
                        << QByteArray("793fa360d603caf2484b9ea66d4a9fe6fa57756af3b699397de8b4cf93d0db5c");
    QTest::newRow("11") << 11
                        << QByteArray("84ca7b9614c0ed7fda5c28c407d546f860becb6668bb8e2067ffb731961769de");
    QTest::newRow("12") << 12
                        << QByteArray("ee36d40fa0e1f999e968f199a7c61413e08f97bde76394c72d11b1ee42eaa951");
    QTest::newRow("13") << 13
                        << QByteArray("dc3e985555adcce9d9b75cb5e264f3d8e37f3543500d458018e272617d93b629");
    QTest::newRow("14") << 14
                        << QByteArray("e2447670dfe4e34ea5a01681cb0562cf5eb3956e61f27efd2c6ece3ad0a637a1");
    QTest::newRow("15") << 15
                        << QByteArray("7d99eabab492acce66e199ccbd6c6d90877226f0f4be1a56606b26a050a5886a");
    QTest::newRow("16") << 16
                        << QByteArray("72f49533631c799f03ab76c11df0aca000c8774cc082155c60cb6bffe60eeb45");
    QTest::newRow("17") << 17
                        << QByteArray("1f10e4ff6e7e2b206d72a3091ae635dfeef642a0875ed8a07c7c3b8d8829bf89");
    QTest::newRow("18") << 18
                        << QByteArray("87fbc4995608e88749aece7f657b7f9cef91ef75fbd080a92bf9248177e90426");
    QTest::newRow("19") << 19
                        << QByteArray("2590c9916ec5552f09ebe443173ab21aed57f92b7bbad7513a264089d5c390c3");
    QTest::newRow("20") << 20
                        << QByteArray("164bd4694e207b318bed5cdbfaccd8d4bd6c8f305476f307dc6f0c70d00c1107");
    QTest::newRow("21") << 21
                        << QByteArray("f3bd9de88a46ad59ae32ac45908cb1c80b26c5b7e7cb837d3e6ac6fbdc118492");
    QTest::newRow("22") << 22
                        << QByteArray("c5134363dde958af5cb77bfcb89c09ccc8e5e5e642dfc6084f037aedbdf40e7c");
    QTest::newRow("23") << 23
                        << QByteArray("5c6b5940c49c3bba72136de66304a3908de5782dcdc55b74881d126b27aa7215");
    QTest::newRow("24") << 24
                        << QByteArray("898556e1708ca9b1cf550525bb0bbd2eb82348428bdd674ec78cfb03d5d03484");
    QTest::newRow("25") << 25
                        << QByteArray("f906fa37ea08b7a0d535ea94626c05496bef78e5bb2b874d68a400db49d2b937");
    QTest::newRow("26") << 26
                        << QByteArray("c79b6dd19c2ae798d23e2b2365bd259bddecc378cbc70317491cb95e65d638d3");
    QTest::newRow("27") << 27
                        << QByteArray("c131ec6d3271a76243fadd7f25af0784057da94b5298cf9c7813e0f35fc0d5e5");
    QTest::newRow("28") << 28
                        << QByteArray("6d426191f12f4eab43043a03442b84e04e85212ddc220c35aba0a004e56bff24");
    QTest::newRow("29") << 29
                        << QByteArray("7f3ae0ed5437430454d499781ae86c5d041e52fa4175f58f96f986086b995c64");
    QTest::newRow("30") << 30
                        << QByteArray("55d5edb3de97967d231f42b66059e28b4f1da712b9bb6a0ea936a14f24c092b2");
    QTest::newRow("31") << 31
                        << QByteArray("1847f61f24fc77acbee06fdc225b36ed17f474eac6595298fd28b54543f2596d");
    QTest::newRow("32") << 32
                        << QByteArray("95865562de494307b482f015e4ee6217743bcd89dd3a39d87fc08fc72c8f7568");
    QTest::newRow("33") << 33
                        << QByteArray("f9e43a09958b9555427d22b1e4b12a2b41ab89dd32a45fe4a9cdddb66df7f318");
    QTest::newRow("34") << 34
                        << QByteArray("292f53b995f4b1e1e1749d24067745ad8bdc7c33c919338f873c25e0522bfbc6");
    QTest::newRow("35") << 35
                        << QByteArray("4a08df133fd12a8fd03c319d00484ae6279dcdd4bb93a971536d667ee39a3046");
    QCOMPARE(static_cast<int>(storeMigrations().size()), 35);
}

void TstSchema::aNewStoreHasWhatTheStepsMake()
{
    const auto steps = newStore();
    QVERIFY(steps);
    const std::string expected = wholeOf(*steps);
    if (qEnvironmentVariableIsSet("MIMIR_WRITE_SCHEMA")) {
        QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/src/storage/schema/whole/%1.sql")
                       .arg(storeMigrations().back().version));
        QVERIFY(file.open(QFile::WriteOnly) && file.write(expected.data(), qint64(expected.size())) > 0);
    }
    QCOMPARE(storeSchema().version, storeMigrations().back().version);
    QCOMPARE(storeSchema().sql, expected);
    const auto whole = Database::open(QStringLiteral(":memory:"), Database::Options());
    QVERIFY(whole.ok() && migrate(**whole, storeMigrations(), &storeSchema()).ok());
    QCOMPARE(wholeOf(**whole), expected);
    QCOMPARE((*whole)->integer("PRAGMA user_version"), steps->integer("PRAGMA user_version"));
    QCOMPARE((*whole)->integer("SELECT count(*) FROM sqlite_master"),
        steps->integer("SELECT count(*) FROM sqlite_master"));
}

// A table of whoever made the file is no reason to leave a step out.
void TstSchema::whatIsNotEmptyGetsTheSteps()
{
    const auto database = Database::open(QStringLiteral(":memory:"), Database::Options());
    QVERIFY(database.ok() && (*database)->script("CREATE TABLE notes(text TEXT)").ok());
    QVERIFY(migrate(**database, storeMigrations(), &storeSchema()).ok());
    QCOMPARE((*database)->integer("PRAGMA user_version"),
        std::optional<std::int64_t>(storeMigrations().back().version));
    QCOMPARE((*database)->integer("SELECT count(*) FROM sync_clock"), std::optional<std::int64_t>(1));
}

void TstSchema::releasedStepNeverChanges()
{
    QFETCH(int, version);
    QFETCH(QByteArray, sha256);
    const Migration &step = storeMigrations().at(static_cast<std::size_t>(version) - 1);
    QCOMPARE(step.version, version);
    QCOMPARE(
        QCryptographicHash::hash(QByteArray::fromStdString(step.sql), QCryptographicHash::Sha256).toHex(),
        sha256);
}

void TstSchema::everyFieldHasItsColumn()
{
    QFETCH(int, type);
    const auto database = newStore();
    QVERIFY(database);
    const auto entity = static_cast<EntityType>(type);
    QMap<QString, QString> columns;
    Query query = database->once(
        "SELECT name, type FROM pragma_table_info('" + std::string(tableName(entity)) + "')");
    while (query.next())
        columns.insert(QString::fromStdString(std::string(query.text(0))),
            QString::fromStdString(std::string(query.text(1))));
    QVERIFY(query.status().ok());

    QMap<QString, QString> fields;
    for (const FieldSpec &field : fieldsOf(entity))
        fields.insert(QString::fromStdString(std::string(field.name)), columnType(field.kind));
    for (const QString &local : kLocalColumns)
        columns.remove(local);
    QCOMPARE(columns, fields); // an additional field here: its step is missing in src/storage/schema
}

void TstSchema::everyEditIsSeenByTheTriggers()
{
    QFETCH(int, type);
    const auto database = newStore();
    QVERIFY(database);
    const auto entity = static_cast<EntityType>(type);
    const std::string table(tableName(entity));
    QVERIFY(database->script("INSERT INTO " + table + "(id) VALUES ('x')").ok());
    for (const FieldSpec &field : fieldsOf(entity)) {
        const std::string name(field.name);
        QVERIFY(database->script("DELETE FROM sync_queue").ok());
        const auto edited = database->script("UPDATE " + table + " SET " + name + " = '7' WHERE id = 'x'");
        if (entity == EntityType::AuditLog && field.name != "device_seq") {
            QVERIFY2(!edited.ok(), name.c_str());
            continue;
        }
        QVERIFY2(edited.ok(), name.c_str());
        if (entity == EntityType::AuditLog || field.rule == MergeRule::Newest)
            continue;
        const auto queued = database->integer(
            "SELECT count(*) FROM sync_queue WHERE json_extract(changed, '$." + name + "') IS NOT NULL");
        QVERIFY2(queued == 1, (name + ": the triggers of " + table + " do not look at it").c_str());
    }
}

// What another account than the conversation's edits, by any program, is queued nowhere and waits apart.
void TstSchema::everyEditUnderAnotherAccountIsSeenByTheTriggers()
{
    QFETCH(int, type);
    const auto database = newStore();
    QVERIFY(database);
    const auto entity = static_cast<EntityType>(type);
    const std::string table(tableName(entity));
    QVERIFY(
        database
            ->script(
                "INSERT INTO teams(pk, server, org_slug, team_id, slug, name, role, active, account) VALUES "
                "(1, 's', 'o', 't', 't', 't', 'member', 0, 'ada'); "
                "INSERT INTO settings VALUES ('account', 'bob'); INSERT INTO "
                + table + "(id, team) VALUES ('x', 1); "
                + "INSERT INTO settings VALUES ('signed_in', '1'); DELETE FROM sync_queue")
            .ok());
    for (const FieldSpec &field : fieldsOf(entity)) {
        const std::string name(field.name);
        if (entity == EntityType::AuditLog || field.rule == MergeRule::Newest || name == "visibility")
            continue; // unchanged, derived, put back
        QVERIFY2(database->script("UPDATE " + table + " SET " + name + " = '7' WHERE id = 'x'").ok(),
            name.c_str());
        const auto apart
            = database->integer("SELECT count(*) FROM others_edits WHERE field = '" + name + "'");
        QVERIFY2(apart == 1, (name + ": the triggers of " + table + " do not look at it").c_str());
    }
    QCOMPARE(database->integer("SELECT count(*) FROM sync_queue"), std::optional<std::int64_t>(0));
}

QTEST_GUILESS_MAIN(TstSchema)
#include "tst_schema.moc"
