// What is news for the user, what is not, and that off means off: against a notification server played by the
// test.
#include "app/settings.h"
#include "desktop/fakenotifications.h"
#include "sources/following/sourcefolders.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "tray/model/syncthread.h"
#include "tray/panel/announcer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

SyncStatus calm()
{
    SyncStatus status;
    status.state = SyncState::Synced;
    status.server = "https://mimir.example.org";
    return status;
}

/// A profile with its thread, which is not started: the test emits its signals.
struct World {
    explicit World(const QDBusConnection &bus) : announcer(&thread, settings, bus) { }

    void conflict(const std::string &id, const std::string &reason = "lww")
    {
        FakeClock clock;
        SeededRandom random {1};
        const auto store = std::move(*Store::open(profile.storePath(), clock, random));
        Conflict c;
        c.id = id;
        c.entityId = "c1";
        c.field = "content";
        c.losing = c.winning = "\"words of a message\"";
        c.title = "Fix login";
        c.winningDeviceName = "laptop-2";
        c.reason = reason;
        QVERIFY(store->conflicts().add(c).ok());
    }

    QTemporaryDir place;
    Profile profile = *Profile::open(place.path());
    Settings settings {profile};
    SyncThread thread {profile};
    Announcer announcer;
    bool started = false;
};

using Happens = void (*)(World &);

void conflictHappens(World &w)
{
    w.conflict("k1");
    if (!std::exchange(w.started, true))
        w.thread.start();
    Q_EMIT w.thread.conflictsAppeared();
}
void rewritingHappens(World &w)
{
    w.conflict("k9", std::string(Conflict::kRewritten));
    if (!std::exchange(w.started, true))
        w.thread.start();
    SyncStatus status = calm();
    w.announcer.setStatus(status);
    status.rewritten = 1;
    w.announcer.setStatus(status);
    w.announcer.setStatus(status); // told once
}
void refusalHappens(World &w)
{
    SyncStatus status = calm();
    w.announcer.setStatus(status);
    status.failed = 3;
    w.announcer.setStatus(status);
}
void storeTroubleHappens(World &w)
{
    SyncStatus status = calm();
    w.announcer.setStatus(status);
    status.run.storeError = ErrorCode::StoreFull;
    w.announcer.setStatus(status);
    w.announcer.setStatus(status); // told once
}
void leavingATeamHappens(World &w)
{
    SyncStatus status = calm();
    w.announcer.setStatus(status);
    status.revokedTeams = {"core"};
    w.announcer.setStatus(status);
}
void serverSetUpAgainHappens(World &w)
{
    SyncStatus status = calm();
    w.announcer.setStatus(status);
    status.question
        = StatusQuestion {TeamQuestion::Kind::SetUpAgain, status.server, status.server, {"acme/core"}, 3};
    w.announcer.setStatus(status);
    w.announcer.setStatus(status); // asked once
}
SyncStatus holding(std::int64_t conversations)
{
    SyncStatus status = calm();
    status.deletions = StatusDeletions {conversations, 0, 120, {"core"}};
    return status;
}
void deletionsHappen(World &w)
{
    w.announcer.setStatus(calm());
    w.announcer.setStatus(holding(34));
    w.announcer.setStatus(holding(34)); // told once
}
// Transcripts of Claude Code that are gone in six days, and not in the history.
void agentDeletesHappens(World &w)
{
    const QString project = w.place.filePath(QStringLiteral("claude/projects/-home-ana-shop"));
    QVERIFY(QDir().mkpath(project));
    QFile file(project + QStringLiteral("/5b0c9a52-6f0e-4d4e-9a51-000000000001.jsonl"));
    QVERIFY(file.open(QFile::WriteOnly) && file.write("{\"type\":\"user\"}\n") > 0 && file.flush());
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-24), QFileDevice::FileModificationTime));
    qputenv("CLAUDE_CONFIG_DIR", w.place.filePath(QStringLiteral("claude")).toUtf8());
    if (!std::exchange(w.started, true))
        w.thread.start();
    w.announcer.tellWhatAgentsDelete();
    w.announcer.tellWhatAgentsDelete(); // told once
}
void anotherHistoryHappens(World &w)
{
    Q_EMIT w.thread.startedOver();
}

} // namespace

Q_DECLARE_METATYPE(Happens)

class TstAnnouncer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bus.start());
        m_services = m_bus.connection(QStringLiteral("services"));
        m_client = m_bus.connection(QStringLiteral("client"));
    }

    void offIsOffPerCategory_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<Happens>("happens");
        QTest::newRow("conflict") << QStringLiteral("notifications.conflict") << Happens(conflictHappens);
        QTest::newRow("rewritten") << QStringLiteral("notifications.conflict") << Happens(rewritingHappens);
        QTest::newRow("refused") << QStringLiteral("notifications.refused") << Happens(refusalHappens);
        QTest::newRow("store") << QStringLiteral("notifications.store") << Happens(storeTroubleHappens);
        QTest::newRow("agent") << QStringLiteral("notifications.store") << Happens(agentDeletesHappens);
        QTest::newRow("team") << QStringLiteral("notifications.server") << Happens(leavingATeamHappens);
        QTest::newRow("set up again")
            << QStringLiteral("notifications.server") << Happens(serverSetUpAgainHappens);
        QTest::newRow("deletions") << QStringLiteral("notifications.server") << Happens(deletionsHappen);
        QTest::newRow("history") << QStringLiteral("notifications.server") << Happens(anotherHistoryHappens);
    }

    // On: told once, and removed from the screen when turned off. Off: not told; the others still are.
    void offIsOffPerCategory()
    {
        QFETCH(QString, setting);
        QFETCH(Happens, happens);
        const std::string key = setting.toStdString();
        {
            FakeNotifications server(m_services);
            World world(m_client);
            happens(world);
            QTRY_COMPARE(server.asked.size(), 1);
            QVERIFY(!FakeNotifications::body(server.asked.first()).contains(QLatin1String("words of")));
            QVERIFY(world.settings.set({{key, "false"}}));
            world.announcer.settingsChanged();
            QTRY_COMPARE(server.closed.size(), 1);
            QCOMPARE(server.asked.size(), 1);
        }
        FakeNotifications server(m_services);
        World world(m_client);
        QVERIFY(world.settings.set({{key, "false"}}));
        happens(world);
        other(world, setting);
        QTRY_COMPARE(server.asked.size(), 1); // from the other one
        QVERIFY(world.settings.set({{key, "true"}}));
        happens(world);
        QTRY_COMPARE(server.asked.size(), 2);
    }

    // What was so before this program started is shown by icon and window.
    void whatWasSoBeforeIsNoNews()
    {
        FakeNotifications server(m_services);
        World world(m_client);
        SyncStatus status = calm();
        status.failed = 3;
        status.conflicts = 2;
        status.revokedTeams = {"core"};
        world.announcer.setStatus(status);
        for (const SyncState state :
            {SyncState::Offline, SyncState::Waiting, SyncState::Syncing, SyncState::Synced}) {
            status.state = state; // silent, as is recovery
            status.lastPush = 1;
            world.announcer.setStatus(status);
        }
        status.failed = 1; // fewer
        world.announcer.setStatus(status);
        Q_EMIT world.thread.startedOver();
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::body(server.asked.first()).contains(QLatin1String("a different history")));
    }

    void moreRefusalsReplaceTheNumber()
    {
        FakeNotifications server(m_services);
        World world(m_client);
        refusalHappens(world);
        QTRY_COMPARE(server.asked.size(), 1);
        SyncStatus status = calm();
        status.failed = 7;
        world.announcer.setStatus(status);
        QTRY_COMPARE(server.asked.size(), 2);
        QCOMPARE(FakeNotifications::replaced(server.asked[1]), 101u);
        QVERIFY(FakeNotifications::body(server.asked[1]).contains(u'7'));
        world.announcer.setStatus(calm());
        QTRY_COMPARE(server.closed, (QList<uint> {101}));
    }

    // They arrive a page at a time; a user who dismissed it is not told again.
    void heldDeletionsAreToldOnce()
    {
        FakeNotifications server(m_services);
        World world(m_client);
        deletionsHappen(world);
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::body(server.asked[0]).contains(QLatin1String("34 of your 120")));
        roundTrip(m_services, m_client);
        world.announcer.setStatus(holding(35));
        QTRY_COMPARE(server.asked.size(), 2);
        QCOMPARE(FakeNotifications::replaced(server.asked[1]), 101u);
        roundTrip(m_services, m_client);
        server.close(101);
        roundTrip(m_services, m_client);
        world.announcer.setStatus(holding(60));
        refusalHappens(world); // something else to wait for; and they are decided
        QTRY_COMPARE(server.asked.size(), 3);
        QVERIFY(!FakeNotifications::body(server.asked[2]).contains(QLatin1String("60")));
    }

    void whoWillNotFollowAnAgentIsNotWarned()
    {
        FakeNotifications server(m_services);
        World world(m_client);
        FakeClock clock;
        SeededRandom random {1};
        {
            const auto store = std::move(*Store::open(world.profile.storePath(), clock, random));
            SourceFolders folders(store->database());
            const QString folder = canonicalFolder(world.place.path()) + QStringLiteral("/claude/projects");
            QVERIFY(folders.follow("claude-code", folder, std::nullopt, 1).ok());
            QVERIFY(*folders.unfollow("claude-code", folder));
        }
        agentDeletesHappens(world);
        leavingATeamHappens(world);
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::body(server.asked.first()).contains(QLatin1String("core")));
        world.thread.ask(
            &world.announcer, [](Session &) { return Result<bool>(true); },
            [&world](const Result<bool> &) { world.started = false; });
        QTRY_VERIFY(!world.started); // what was asked before has been answered
        QCOMPARE(server.asked.size(), 1);
    }

private:
    /// Something of another category, to wait for.
    static void other(World &world, const QString &setting)
    {
        if (setting == QLatin1String("notifications.store"))
            return leavingATeamHappens(world);
        SyncStatus status = calm();
        status.run.storeError = ErrorCode::StoreCorrupt;
        world.announcer.setStatus(status);
    }

    PrivateBus m_bus;
    QDBusConnection m_services {QString()}, m_client {QString()};
};

QTEST_GUILESS_MAIN(TstAnnouncer)
#include "tst_announcer.moc"
