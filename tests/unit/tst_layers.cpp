// Which layers and rooms may include which, according to docs/architecture.md; a wrong include is a wrong
// design.
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

class TstLayers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void includesFollowTheTables();
    void aWrongIncludeIsSeen_data();
    void aWrongIncludeIsSeen();
    void tablesRunOneWay();
    void aCircleIsSeen();
    void everyRoomHasItsPage();
    void unitTestsStandInFoldersOfLayersAndRooms();
    void noFolderIsTooFull();
    void surfacesWriteNoSql();
    void sqlInASurfaceIsSeen_data();
    void sqlInASurfaceIsSeen();
    void qtIncludesHaveNoModulePrefix();
    void onlySystemClockAsksForTheTime();
    void smallFilesAreWrittenInOnePlace();
    void smallFilesAreReadInOnePlace();
    void transactionsAreAskedWhetherTheyBegan();
    void whetherItCouldBeReadIsNotItsValue();
};

namespace {

using Table = QMap<QString, QStringList>;

// The rows like "| `sync` | decides … | `storage`, `core` |" of a section, by the name in the first cell.
void addRows(const QString &page, const QString &section, Table &table)
{
    static const QRegularExpression row(
        QStringLiteral("^\\| `([a-z/]+)` \\|[^|\n]*\\|([^|\n]*)\\|$"), QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("`([a-z/.]+)`"));
    const QString text = page.section(QStringLiteral("\n## %1\n").arg(section), 1);
    for (auto rows = row.globalMatch(text.section(QStringLiteral("\n## "), 0, 0)); rows.hasNext();) {
        const auto one = rows.next();
        QStringList &allowed = table[one.captured(1)];
        for (auto names = name.globalMatch(one.captured(2)); names.hasNext();)
            allowed << names.next().captured(1);
    }
}

Table tableOf(std::initializer_list<const char *> sections)
{
    Table read;
    QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/docs/architecture.md"));
    if (!file.open(QFile::ReadOnly))
        return read;
    const QString page = QString::fromUtf8(file.readAll());
    for (const char *section : sections)
        addRows(page, QString::fromLatin1(section), read);
    return read;
}

const Table &layers()
{
    static const Table table = tableOf({"Layers"});
    return table;
}

// Of the layers that have them; a layer's own folder can be one of its rooms.
const Table &rooms()
{
    static const Table table = tableOf({"The server's rooms", "The store's rooms", "The rooms of syncing",
        "The core's rooms", "The privacy layer's rooms", "The tray's rooms"});
    return table;
}

QString layerOf(const QString &file)
{
    return file.section(QLatin1Char('/'), 0, 0);
}

bool hasRooms(const QString &layer)
{
    return !rooms().keys().filter(QRegularExpression(QStringLiteral("^%1/").arg(layer))).isEmpty();
}

// "server/http/http.h" -> "server/http"; of a layer without rooms the layer.
QString roomOf(const QString &file)
{
    return hasRooms(layerOf(file)) ? file.section(QLatin1Char('/'), 0, -2) : layerOf(file);
}

// A layer with rooms is a place for files only where it is one of its rooms.
bool isLayerOrRoom(const QString &folder)
{
    return hasRooms(layerOf(folder)) ? rooms().contains(folder) : layers().contains(folder);
}

bool mayInclude(const QString &from, const QString &target)
{
    if (layerOf(from) == layerOf(target))
        return roomOf(from) == roomOf(target) || rooms().value(roomOf(from)).contains(roomOf(target));
    const QStringList allowed = layers().value(layerOf(from));
    return allowed.contains(layerOf(target)) || allowed.contains(target);
}

// The rows that name each other in a circle, and what is built on them; none where a table runs one way.
QStringList circleIn(Table table)
{
    const auto isLeft = [&table](const QString &name) {
        return table.contains(name.endsWith(QLatin1String(".h")) ? layerOf(name) : name);
    };
    for (qsizetype before = -1; before != table.size();) {
        before = table.size();
        for (const QString &row : table.keys())
            if (std::ranges::none_of(table.value(row), isLeft))
                table.remove(row);
    }
    return table.keys();
}

// What is wrong with a file of src/ that contains `text`, one line each.
QStringList wrongIncludes(const QString &name, const QString &text)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#include \"([a-z]+/[^\"]+)\""), QRegularExpression::MultilineOption);
    QStringList wrong;
    if (!layers().contains(layerOf(name)))
        wrong << name + QStringLiteral(" is in no layer of the table");
    if (hasRooms(layerOf(name)) && !rooms().contains(roomOf(name)))
        wrong << name + QStringLiteral(" is in no room of the table");
    for (auto match = include.globalMatch(text); match.hasNext();) {
        const QString target = match.next().captured(1);
        if (layers().contains(layerOf(target)) && !mayInclude(name, target))
            wrong << name + QStringLiteral(" includes ") + target;
    }
    wrong.removeDuplicates();
    return wrong;
}

// A file of a surface that writes SQL itself, which is for storage/views to do.
bool isSurfaceWithSql(const QString &name, const QString &text)
{
    static const QRegularExpression words(
        QStringLiteral("\\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|FROM|WHERE|BEGIN|COMMIT|ROLLBACK)\\b"));
    const QStringList surfaces {QStringLiteral("app"), QStringLiteral("cli"), QStringLiteral("tray")};
    return surfaces.contains(layerOf(name)) && text.contains(words);
}

template <typename Visit>
void forEachSource(Visit visit)
{
    const QString root = QStringLiteral(MIMIR_SOURCE_DIR "/src/");
    QDirIterator files(
        root, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QFile::ReadOnly))
            visit(file.fileName().mid(root.size()), QString::fromUtf8(file.readAll()));
    }
}

} // namespace

void TstLayers::includesFollowTheTables()
{
    QVERIFY(layers().value(QStringLiteral("sync")).contains(QStringLiteral("storage")));
    QStringList wrong;
    QSet<QString> seen;
    forEachSource([&](const QString &name, const QString &text) {
        seen << layerOf(name) << roomOf(name);
        wrong << wrongIncludes(name, text);
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    for (const QString &row : layers().keys() + rooms().keys())
        QVERIFY2(seen.contains(row), qPrintable(row + QStringLiteral(" is empty")));
}

void TstLayers::aWrongIncludeIsSeen_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("target");
    const auto planted = [](const char *from, const char *target) {
        QTest::addRow("%s in %s", target, from) << QString::fromLatin1(from) << QString::fromLatin1(target);
    };
    planted("core/clock.h", "storage/store.h");
    planted("storage/store.cpp", "sync/engine/syncengine.h");
    planted("storage/applying/replica.cpp", "storage/views/historypages.h");
    planted("storage/cellar/thing.cpp", "core/clock.h");
    planted("storage/sqlite/database.cpp", "storage/schema/schema.h");
    planted("storage/schema/sqltext.h", "storage/outbox/outbox.h");
    planted("storage/tables/shadows.cpp", "storage/outbox/outbox.h");
    planted("storage/outbox/outbox.h", "storage/storagebackend.h");
    planted("storage/rules/privacyrules.cpp", "storage/teams/teamregistry.h");
    planted("storage/teams/teamregistry.cpp", "storage/applying/quarantine.h");
    planted("storage/batches/batchbuilder.cpp", "storage/applying/replica.h");
    planted("storage/trash/rowremoval.cpp", "storage/applying/lostvalues.h");
    planted("storage/applying/replica.h", "storage/store.h");
    planted("sync/tuning.h", "sync/status/runstate.h");
    planted("sync/engine/syncengine.h", "sync/worker/syncscheduler.h");
    planted("sync/status/syncstatus.h", "sync/engine/runoutcome.h");
    planted("sync/worker/syncworker.cpp", "sync/owner/ownerserver.h");
    planted("sync/cellar/thing.cpp", "core/clock.h");
    planted("core/text.cpp", "core/json/json.h");
    planted("core/json/jsonreader.cpp", "core/records/record.h");
    planted("core/records/record.cpp", "core/wire/wire.h");
    planted("server/db/storage.cpp", "storage/sqlite/sqllimits.h");
    planted("privacy/withholding.cpp", "storage/store.h");
    planted("privacy/calls/reduction.cpp", "privacy/withholding.h");
    planted("privacy/shell/commandline.cpp", "privacy/calls/programs.h");
    planted("privacy/withholding.cpp", "privacy/shell/commandline.h");
    planted("sync/engine/syncengine.cpp", "teams/teamsclient.h");
    planted("teams/teamsclient.cpp", "sync/engine/syncengine.h");
    planted("sources/recordstream.cpp", "app/session.h");
    planted("library/store.cpp", "sync/engine/syncengine.h");
    planted("app/session.cpp", "tray/panel/notifier.h");
    planted("cli/main.cpp", "tray/panel/notifier.h");
    planted("tray/panel/notifier.cpp", "cli/command.h");
    planted("server/db/storage.cpp", "storage/store.h");
    planted("server/http/http.cpp", "server/sync/mergerule.h");
    planted("server/sync/batchrun.cpp", "server/db/schema.h");
    planted("server/observe/metrics.cpp", "server/serving/lane.h");
    planted("server/db/schema.cpp", "server/accounts/accounts.h");
    planted("server/accounts/accounts.cpp", "server/api/api.h");
    planted("server/operations/backup.cpp", "server/api/api.h");
    planted("server/api/api.cpp", "server/serving/lane.h");
    planted("server/serving/lane.cpp", "server/program/command.h");
    planted("tray/model/storelists.cpp", "tray/widgets/trafficchart.h");
    planted("tray/widgets/rowlist.cpp", "tray/pages/statuspage.h");
    planted("tray/pages/conflictspage.cpp", "tray/panel/traymenu.h");
    planted("tray/history/historywindow.cpp", "tray/pages/statuspage.h");
    planted("tray/setup/setupwizard.cpp", "tray/program/trayapplication.h");
    planted("server/thing.cpp", "core/clock.h");
    planted("tray/cellar/thing.cpp", "core/clock.h");
}

void TstLayers::aWrongIncludeIsSeen()
{
    QFETCH(QString, from);
    QFETCH(QString, target);
    QCOMPARE(wrongIncludes(from, QStringLiteral("#include \"%1\"\n").arg(target)).size(), 1);
}

void TstLayers::tablesRunOneWay()
{
    QCOMPARE(circleIn(layers()), QStringList());
    QCOMPARE(circleIn(rooms()), QStringList());
}

void TstLayers::aCircleIsSeen()
{
    Table planted = layers();
    planted[QStringLiteral("storage")] << QStringLiteral("sync/tuning.h");
    QVERIFY(circleIn(planted).contains(QStringLiteral("sync")));
    QVERIFY(!circleIn(planted).contains(QStringLiteral("core")));
    planted = rooms();
    planted[QStringLiteral("server/sync")] << QStringLiteral("server/db");
    QVERIFY(circleIn(planted).contains(QStringLiteral("server/db")));
    QVERIFY(!circleIn(planted).contains(QStringLiteral("server/http")));
}

void TstLayers::everyRoomHasItsPage()
{
    QVERIFY(rooms().size() >= 39);
    for (const QString &room : rooms().keys()) {
        QFile page(QStringLiteral(MIMIR_SOURCE_DIR "/src/") + room + QStringLiteral("/README.md"));
        QVERIFY2(page.open(QFile::ReadOnly) && page.size() > 100, qPrintable(room));
    }
}

// So that the tests of a room are found where the room is.
void TstLayers::unitTestsStandInFoldersOfLayersAndRooms()
{
    const QString root = QStringLiteral(MIMIR_SOURCE_DIR "/tests/unit/");
    QDirIterator files(root, {QStringLiteral("tst_*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    QStringList wrong;
    QSet<QString> seen;
    while (files.hasNext()) {
        const QString folder = files.next().mid(root.size()).section(QLatin1Char('/'), 0, -2);
        seen << folder;
        if (!folder.isEmpty() && !isLayerOrRoom(folder))
            wrong << files.filePath();
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(seen.size() > 25);
    QVERIFY(isLayerOrRoom(QStringLiteral("server/http")) && !isLayerOrRoom(QStringLiteral("server/cellar")));
    QVERIFY(isLayerOrRoom(QStringLiteral("cli")) && !isLayerOrRoom(QStringLiteral("server")));
}

// About 30 units can be taken in at a glance.
void TstLayers::noFolderIsTooFull()
{
    QMap<QString, QSet<QString>> units;
    forEachSource([&](const QString &name, const QString &) {
        units[name.section(QLatin1Char('/'), 0, -2)] << name.section(QLatin1Char('.'), 0, 0);
    });
    QStringList full;
    for (auto folder = units.cbegin(); folder != units.cend(); ++folder)
        if (folder->size() > 32)
            full << folder.key();
    QVERIFY2(full.isEmpty(), qPrintable(full.join(QLatin1Char('\n'))));
    QVERIFY(units.size() > 30);
}

void TstLayers::surfacesWriteNoSql()
{
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (isSurfaceWithSql(name, text))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::sqlInASurfaceIsSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const auto planted = [](const char *name, const char *text) {
        QTest::addRow("%s in %s", text, name) << QString::fromLatin1(name) << QString::fromLatin1(text);
    };
    planted("app/sharing.cpp", "database.integer(\"SELECT state FROM sync_queue\")");
    planted("cli/commands/doctor.cpp", "database.once(\"PRAGMA quick_check(1)\")");
    planted("tray/model/storelists.cpp", "R\"sql(\n    SELECT q.id\n)sql\"");
    planted("tray/program/trashactions.cpp", "database.run(\"DELETE FROM \" + table)");
}

void TstLayers::sqlInASurfaceIsSeen()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QVERIFY(isSurfaceWithSql(name, text));
    QVERIFY(!isSurfaceWithSql(QStringLiteral("storage/views/changelist.cpp"), text));
}

void TstLayers::qtIncludesHaveNoModulePrefix()
{
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (text.contains(QRegularExpression(QStringLiteral("#include <Qt[A-Za-z]*/"))))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::onlySystemClockAsksForTheTime()
{
    static const QRegularExpression asks(
        QStringLiteral("currentDateTime|currentMSecs|system_clock::now|\\btime\\(nullptr\\)|gettimeofday"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (name != QLatin1String("core/clock.cpp") && text.contains(asks))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::smallFilesAreWrittenInOnePlace()
{
    static const QRegularExpression other(
        QStringLiteral("QSaveFile|std::ofstream|QIODevice::WriteOnly|QFile::WriteOnly|QSettings"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (!name.startsWith(QLatin1String("core/durablefile.")) && text.contains(other))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

// A named pipe in the place of a file would hang the program that opens it.
void TstLayers::smallFilesAreReadInOnePlace()
{
    static const QRegularExpression other(
        QStringLiteral("std::ifstream|QIODevice::ReadOnly|QFile::ReadOnly|O_RDONLY|O_RDWR"));
    static const QStringList known {
        QStringLiteral("core/regularfile.cpp"),
        QStringLiteral("core/synclock.cpp"),                  // by openRegular()
        QStringLiteral("core/durablefile.cpp"),               // to sync what was written
        QStringLiteral("core/standarddescriptors.cpp"),       // /dev/null
        QStringLiteral("teams/tokenstore.cpp"),               // by openRegular()
        QStringLiteral("app/diagnostics.cpp"),                // by openRegular()
        QStringLiteral("app/telemetry/telemetryport.cpp"),    // in /proc
        QStringLiteral("storage/sqlite/lockholder.cpp"),      // in /proc
        QStringLiteral("app/settings.cpp"),                   // to see whether it can be opened
        QStringLiteral("server/db/datalock.cpp"),             // by openRegular()
        QStringLiteral("server/observe/metrics.cpp"),         // in /proc
        QStringLiteral("tray/program/heartbeat.cpp"),         // in /proc
        QStringLiteral("tray/program/historyimport.cpp"),     // by openRegular()
        QStringLiteral("cli/commands/settings.cpp"),          // whatever the user names
        QStringLiteral("sources/following/linefile.cpp"),     // by openRegular()
        QStringLiteral("sources/agents/transcriptfiles.cpp"), // by openRegular()
        QStringLiteral("sources/mimirsnapshot.cpp"),          // after checkRegular()
    };
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        if (!known.contains(name) && text.contains(other))
            wrong << name;
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TstLayers::transactionsAreAskedWhetherTheyBegan()
{
    static const QRegularExpression opens(
        QStringLiteral("\\b(?:Transaction|TriggerSuppressor) ([a-z]\\w*)\\([^;{]*\\);"));
    QStringList wrong;
    int seen = 0;
    forEachSource([&](const QString &name, const QString &text) {
        for (auto match = opens.globalMatch(text); match.hasNext(); ++seen) {
            const auto one = match.next();
            const QStringView next = QStringView(text).mid(one.capturedEnd()).left(120);
            if (!next.trimmed().startsWith(
                    QString(QStringLiteral("MIMIR_TRY(") + one.captured(1) + QStringLiteral(".begun())")))
                && !next.contains(one.captured(1) + QStringLiteral(".begun()")))
                wrong << name + QStringLiteral(": ") + one.captured(0);
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY(seen > 50);
}

// In an `if` a Result says whether it could be read: for privacy that is never what is meant.
void TstLayers::whetherItCouldBeReadIsNotItsValue()
{
    static const QRegularExpression asked(
        QStringLiteral("(?:if \\(|&& |\\|\\| "
                       "|!)[\\w().>-]*(?:privacyMode|privacyModeForbidden|setupPending|mayPush|serverHas|"
                       "staysHere|isOnlyHere|readPrivacy)\\([^()]*\\)(?!\\.ok\\(\\))"));
    QStringList wrong;
    forEachSource([&](const QString &name, const QString &text) {
        for (auto match = asked.globalMatch(text); match.hasNext();)
            wrong << name + QStringLiteral(": ") + match.next().captured(0);
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TstLayers)
#include "tst_layers.moc"
