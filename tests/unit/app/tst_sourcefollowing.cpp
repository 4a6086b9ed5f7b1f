// The thread that follows agents' folders, on real directories: it begins and ends with what is followed, and notices
// what is written without being told.
#include "app/following/directorywatch.h"
#include "app/following/sourcefollowing.h"
#include "app/following/sourcetexts.h"
#include "sources/following/sourcefolders.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

constexpr int kPatience = 30'000;

QByteArray prompt(int number)
{
    return "{\"type\":\"user\",\"uuid\":\"0d5e0001-0000-4000-8000-"
        + QByteArray::number(number).rightJustified(12, '0')
        + "\",\"timestamp\":\"2026-09-01T09:12:03.114Z\",\"sessionId\":\"s1\",\"cwd\":\"/home/ana/"
          "shop\",\"message\":"
          "{\"role\":\"user\",\"content\":\"prompt "
        + QByteArray::number(number) + "\"}}\n";
}

void append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly | QFile::Append));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TstSourceFollowing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void growthIsToldOfWatchedDirectoriesOnly();
    void aDirectoryThatIsReplacedIsWatchedAgain();
    void moreThanCanBeWatchedIsSaid();
    void whatIsWrittenIsStored();
    void itEndsWithTheLastFolder();
    void whyNothingWasReadIsNotSaidOfOurHistory();
};

void TstSourceFollowing::growthIsToldOfWatchedDirectoriesOnly()
{
    QTemporaryDir place;
    const QString one = place.path() + QStringLiteral("/one"),
                  other = place.path() + QStringLiteral("/other");
    QVERIFY(QDir().mkpath(one) && QDir().mkpath(other));
    append(one + QStringLiteral("/a"), "1");
    DirectoryWatch watch;
    QSignalSpy changed(&watch, &DirectoryWatch::changed);
    watch.watch({one, place.path() + QStringLiteral("/none")});
    QVERIFY(!watch.watchesAll());
    watch.watch({one});
    QVERIFY(watch.watchesAll());
    append(other + QStringLiteral("/b"), "1");
    append(one + QStringLiteral("/a"), "2");
    QVERIFY(changed.wait(kPatience));
    for (const auto &arguments : changed)
        QCOMPARE(arguments.first().toString(), one + QStringLiteral("/a"));
    watch.watch({other});
    changed.clear();
    append(one + QStringLiteral("/a"), "3");
    append(other + QStringLiteral("/b"), "2");
    QVERIFY(changed.wait(kPatience));
    QCOMPARE(changed.first().first().toString(), other + QStringLiteral("/b"));
}

void TstSourceFollowing::aDirectoryThatIsReplacedIsWatchedAgain()
{
    QTemporaryDir place;
    const QString one = place.path() + QStringLiteral("/one");
    QVERIFY(QDir().mkpath(one));
    DirectoryWatch watch;
    watch.watch({place.path(), one});
    QVERIFY(QDir(one).removeRecursively() && QDir().mkpath(one));
    watch.read();
    watch.watch({place.path(), one});
    QSignalSpy changed(&watch, &DirectoryWatch::changed);
    append(one + QStringLiteral("/a"), "1");
    QVERIFY(changed.wait(kPatience));
    QCOMPARE(changed.first().first().toString(), one + QStringLiteral("/a"));
}

void TstSourceFollowing::moreThanCanBeWatchedIsSaid()
{
    QTemporaryDir place;
    QStringList directories;
    for (int i = 0; i <= DirectoryWatch::kMost; ++i) {
        directories << place.path() + QLatin1Char('/') + QString::number(i);
        QVERIFY(QDir().mkpath(directories.last()));
    }
    DirectoryWatch watch;
    watch.watch(directories);
    QVERIFY(!watch.watchesAll());
    directories.removeLast();
    watch.watch(directories);
    QVERIFY(watch.watchesAll());
}

void TstSourceFollowing::whatIsWrittenIsStored()
{
    QTemporaryDir place;
    const QString root = place.path() + QStringLiteral("/projects");
    const QString file = root + QStringLiteral("/-home-ana-shop/s1.jsonl");
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    append(file, prompt(1));
    const auto profile = Profile::open(place.path() + QStringLiteral("/profile"));
    QVERIFY(profile.ok());
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(profile->storePath(), clock, random);
    QVERIFY(store.ok());
    const auto messages = [&] { return *(*store)->database().integer("SELECT count(*) FROM messages"); };

    Settings settings(*profile);
    SourceFollowing following(*profile, settings);
    QSignalSpy wrote(&following, &SourceFollowing::wrote);
    following.refresh(**store);
    QVERIFY(SourceFolders((*store)->database()).follow("claude-code", root, std::nullopt, clock.now()).ok());
    following.refresh(**store);
    QTRY_COMPARE_WITH_TIMEOUT(messages(), 1, kPatience);
    append(file, prompt(2));
    QTRY_COMPARE_WITH_TIMEOUT(messages(), 2, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(wrote.size() >= 2, kPatience);
    // A project that is new, and a session in it.
    const QString later = root + QStringLiteral("/-home-ana-tools/s2.jsonl");
    QVERIFY(QDir().mkpath(QFileInfo(later).path()));
    append(later, prompt(3).replace("s1", "s2"));
    QTRY_COMPARE_WITH_TIMEOUT(messages(), 3, kPatience);
    append(later, prompt(4).replace("s1", "s2"));
    QTRY_COMPARE_WITH_TIMEOUT(messages(), 4, kPatience);
    // A project that is empty for a while.
    const QString empty = root + QStringLiteral("/-home-ana-empty/deeper");
    QVERIFY(QDir().mkpath(empty));
    QTest::qWait(1000); // as long as it takes to notice it
    append(root + QStringLiteral("/-home-ana-empty/s3.jsonl"), prompt(5).replace("s1", "s3"));
    QTRY_COMPARE_WITH_TIMEOUT(messages(), 5, kPatience);
}

void TstSourceFollowing::itEndsWithTheLastFolder()
{
    QTemporaryDir place;
    const auto profile = Profile::open(place.path() + QStringLiteral("/profile"));
    QVERIFY(profile.ok());
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(profile->storePath(), clock, random);
    QVERIFY(store.ok());
    const auto threads = [] { return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs).size(); };
    SourceFolders folders((*store)->database());
    Settings settings(*profile);
    SourceFollowing following(*profile, settings);
    following.refresh(**store);
    const auto before = threads();
    QVERIFY(folders.follow("claude-code", place.path(), std::nullopt, clock.now()).ok());
    following.refresh(**store);
    QTRY_COMPARE_WITH_TIMEOUT(threads(), before + 1, kPatience);
    QVERIFY(*folders.unfollow("claude-code", place.path()));
    following.refresh(**store);
    QTRY_COMPARE_WITH_TIMEOUT(threads(), before, kPatience);
}

// The errors are those of our own files, whose sentences say that nothing can be recorded.
void TstSourceFollowing::whyNothingWasReadIsNotSaidOfOurHistory()
{
    const QString path = QStringLiteral("/home/ana/.claude/projects/a/broken.jsonl");
    for (const ErrorCode why : {ErrorCode::NotFound, ErrorCode::NotAFile, ErrorCode::StoreReadOnly,
             ErrorCode::StoreCorrupt, ErrorCode::StoreBusy, ErrorCode::StoreFailed, ErrorCode::TooLarge}) {
        FoundSource source;
        source.choice.emplace();
        source.choice->problems = 2;
        source.choice->problemPath = path;
        source.choice->problem = why;
        const QString said = sourceProblem(source);
        QVERIFY2(!said.contains(QLatin1String("history file")), qPrintable(said));
        QCOMPARE(said.count(path), 1);
        QVERIFY2(said.contains(path + QLatin1String(": it ")) || said.contains(QLatin1String(": another")),
            qPrintable(said));
    }
}

QTEST_GUILESS_MAIN(TstSourceFollowing)
#include "tst_sourcefollowing.moc"
