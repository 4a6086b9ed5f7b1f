// Backup and restore of a SQLite server.
#include "server/db/datalock.h"
#include "server/operations/backup.h"
#include "server/operations/integrity.h"
#include "support/serverdata.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

struct World {
    QTemporaryDir directory;
    QString data = directory.filePath(QStringLiteral("data"));
    QString copy = directory.filePath(QStringLiteral("copy.db"));
    FakeClock clock;
    SeededRandom random {11};

    World() { (void)makeDataDirectory(data); }
    std::unique_ptr<Storage> open() const
    {
        return std::move(*Storage::open({databasePath(data), {}}, Access::ReadWrite));
    }
    Result<std::int64_t> backup() const { return writeBackup(*open()->sqlite(), copy); }
    Result<QString> restore() { return restoreBackup(data, copy, clock, random); }
    std::int64_t rows() const { return open()->sql().query("SELECT count(*) FROM entities")->integer(0, 0); }
    std::string epoch() const
    {
        return open()->sql().query("SELECT epoch FROM teams WHERE slug='web'")->text(0, 0);
    }
    QStringList files() const
    {
        return QDir(data).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
    }
};

} // namespace

class TstBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void copiesBesideAnOpenServer();
    void overwritesNothing();
    void comesBackWithANewHistory();
    void signInsAreThoseOfTheBackup();
    void keepsWhatWasThere();
    void refusesWhileAServerRuns();
    void refusesWhatIsNoBackup_data();
    void refusesWhatIsNoBackup();
    void leavesNoHalfBackup();
};

void TstBackup::copiesBesideAnOpenServer()
{
    const World world;
    const auto storage = world.open();
    const ServerData data(*storage);
    const auto lock = DataLock::take(world.data);
    const auto bytes = writeBackup(*storage->sqlite(), world.copy);
    QVERIFY2(bytes.ok(), bytes.ok() ? "" : bytes.error().message.c_str());
    QCOMPARE(*bytes, QFileInfo(world.copy).size());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(world.copy) & others));
    const auto copy = Storage::open({world.copy, {}}, Access::ReadWrite);
    QVERIFY(copy);
    QCOMPARE((*copy)->sql().query("SELECT count(*) FROM entities")->integer(0, 0),
        storage->sql().query("SELECT count(*) FROM entities")->integer(0, 0));
    QVERIFY(IntegrityCheck(**copy, [](std::size_t) {}).run()->empty());
}

void TstBackup::overwritesNothing()
{
    const World world;
    QVERIFY(world.backup());
    const auto again = world.backup();
    QCOMPARE(again.error().code, ErrorCode::Exists);
}

void TstBackup::comesBackWithANewHistory()
{
    World world;
    {
        const auto storage = world.open();
        ServerData data(*storage);
        QVERIFY(writeBackup(*storage->sqlite(), world.copy));
        data.push(data.laptop,
            {item(EntityType::AuditLog, "later", wire::Action::Create,
                {{"event_type", "\"tool\""}, {"action", "\"bash\""}, {"timestamp", "1"}}, 0,
                data.clock.now())});
    }
    const std::int64_t rows = world.rows();
    const std::string epoch = world.epoch();
    const auto aside = world.restore();
    QVERIFY2(aside.ok(), aside.ok() ? "" : aside.error().message.c_str());
    QCOMPARE(world.rows(), rows - 1);
    QVERIFY(world.epoch() != epoch);
    QVERIFY(QFile::exists(world.copy));
}

// As the README describes for a device that was used since, and for one that was off.
void TstBackup::signInsAreThoseOfTheBackup()
{
    World world;
    std::vector<Tokens> at, since;
    {
        const auto storage = world.open();
        ServerData data(*storage);
        Sessions sessions(storage->sql(), world.clock, world.random);
        const std::int64_t org = storage->sql().query("SELECT pk FROM orgs WHERE slug='acme'")->integer(0, 0);
        for (const char *device : {"used", "off"})
            at.push_back(*sessions.open({data.ada, org}, {device, device}));
        QVERIFY(writeBackup(*storage->sqlite(), world.copy));
        world.clock.advance(kAccessLife);
        since.push_back(*sessions.refresh(at[0].refresh, "used", {}));
    }
    QVERIFY(world.restore());
    const auto storage = world.open();
    Sessions sessions(storage->sql(), world.clock, world.random);
    QCOMPARE(sessions.refresh(since[0].refresh, "used", {}).error().code, ErrorCode::SignInUnknown);
    QVERIFY(sessions.refresh(at[1].refresh, "off", {}));
}

void TstBackup::keepsWhatWasThere()
{
    World world;
    QVERIFY(world.backup());
    {
        // As left by a killed server: what is in the log is in no other file yet.
        const auto storage = world.open();
        const ServerData data(*storage);
        const auto other = Database::open(databasePath(world.data));
        QFile::copy(databasePath(world.data), world.data + QStringLiteral("/kept"));
        QFile::copy(
            databasePath(world.data) + QStringLiteral("-wal"), world.data + QStringLiteral("/kept-wal"));
    }
    QFile::remove(databasePath(world.data));
    QFile::rename(world.data + QStringLiteral("/kept"), databasePath(world.data));
    QFile::remove(databasePath(world.data) + QStringLiteral("-wal"));
    QFile::rename(
        world.data + QStringLiteral("/kept-wal"), databasePath(world.data) + QStringLiteral("-wal"));
    const auto aside = world.restore();
    QVERIFY(aside);
    QCOMPARE(world.rows(), std::int64_t(0));
    const auto before = Storage::open({databasePath(*aside), {}}, Access::ReadWrite);
    QVERIFY(before);
    QVERIFY((*before)->sql().query("SELECT count(*) FROM entities")->integer(0, 0) > 0);
}

void TstBackup::refusesWhileAServerRuns()
{
    World world;
    QVERIFY(world.backup());
    const auto lock = DataLock::take(world.data);
    QCOMPARE(world.restore().error().code, ErrorCode::Locked);
}

void TstBackup::refusesWhatIsNoBackup_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("not there") << 0 << int(ErrorCode::NotFound);
    QTest::newRow("no database") << 1 << int(ErrorCode::StoreCorrupt);
    QTest::newRow("another program's") << 2 << int(ErrorCode::StoreCorrupt);
    QTest::newRow("of a newer version") << 3 << int(ErrorCode::StoreNewer);
    QTest::newRow("empty") << 4 << int(ErrorCode::StoreCorrupt);
    QTest::newRow("damaged") << 5 << int(ErrorCode::StoreCorrupt);
}

void TstBackup::refusesWhatIsNoBackup()
{
    QFETCH(const int, kind);
    QFETCH(const int, code);
    World world;
    {
        const auto storage = world.open();
        const ServerData data(*storage);
    }
    const std::int64_t rows = world.rows();
    const std::string epoch = world.epoch();
    QFile file(world.copy);
    if (kind == 1) {
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(20'000, 'x')) > 0);
    } else if (kind == 2) {
        QVERIFY((*Database::open(world.copy))
                    ->script("CREATE TABLE teams_of_football(a); PRAGMA user_version=1"));
    } else if (kind == 3) {
        QVERIFY(world.backup());
        QVERIFY((*Database::open(world.copy))->script("PRAGMA user_version=999"));
    } else if (kind == 4) {
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else if (kind == 5) {
        QVERIFY(world.backup());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2)
            && file.write(QByteArray(60'000, 'x')) > 0);
    }
    file.close();
    const auto restored = world.restore();
    QVERIFY(!restored);
    QCOMPARE(int(restored.error().code), code);
    QCOMPARE(world.rows(), rows);
    QCOMPARE(world.epoch(), epoch);
    for (const QString &name : world.files())
        QVERIFY2(name.startsWith(u"serve") && !name.contains(u"restoring"), qPrintable(name));
}

void TstBackup::leavesNoHalfBackup()
{
    const World world;
    const auto storage = world.open();
    const QString nowhere = world.directory.filePath(QStringLiteral("missing/copy.db"));
    QVERIFY(!writeBackup(*storage->sqlite(), nowhere));
    QVERIFY(!QFile::exists(nowhere));
    QCOMPARE(QDir(world.directory.path()).entryList(QDir::Files), QStringList());
}

QTEST_GUILESS_MAIN(TstBackup)
#include "tst_backup.moc"
