#include "app/following/followingthread.h"

#include "app/following/directorywatch.h"
#include "sources/agents/folderrepository.h"
#include "sources/following/lookschedule.h"
#include "sources/following/sourcefollower.h"
#include "sources/hooks/hookspool.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <sys/resource.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr int kNiceness = 10;
constexpr Millis kTellEvery = 1000; // during a long look, so that syncing begins before its end
constexpr qsizetype kMaxAppeared = 64;
constexpr Millis kAfterFailure = 30'000; // the store could not be used

// What lives on the thread.
class Following {
public:
    Following(
        Store &store, QString hooks, const std::function<void()> &wrote, const std::atomic_bool &isStopped)
        : m_wrote(wrote), m_isStopped(isStopped), m_store(store), m_hooks(std::move(hooks)),
          m_follower(store, m_surroundings)
    {
        m_elapsed.start();
        m_timer.setSingleShot(true);
        m_timer.callOnTimeout([this] { look(); });
        QObject::connect(&m_watch, &DirectoryWatch::changed, &m_watch, [this](const QString &path) {
            m_schedule.changed(path, now());
            arm();
        });
        QObject::connect(&m_watch, &DirectoryWatch::overflowed, &m_watch, [this] { lookAtAll(); });
        lookAtAll();
    }

    void lookAtAll()
    {
        m_schedule.lookAtAll(now());
        arm();
    }

private:
    Millis now() const { return m_elapsed.elapsed(); }
    void arm();
    void look();
    Result<void> lookAtEverything();
    Result<void> lookAtChanged();
    Result<void> watch();
    void noteDirectory(const QString &path);
    bool goOn();
    void readHooks();
    void stored(const TranscriptWriter::Written &written);
    void tell();

    const std::function<void()> &m_wrote;
    const std::atomic_bool &m_isStopped;
    Store &m_store;
    QString m_hooks; ///< hookFolder()
    FolderRepository m_repositories;
    AgentSurroundings m_surroundings {
        [this](const std::string &folder) { return m_repositories.of(folder); }};
    SourceFollower m_follower;
    LookSchedule m_schedule;
    DirectoryWatch m_watch;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    QStringList m_appeared; ///< directories that may have no transcript yet; the newest first
    Millis m_toldAt = 0;
    bool m_isLooking = false;
};

void Following::arm()
{
    const auto due = m_schedule.dueAt();
    if (due && !m_isLooking && !m_isStopped)
        m_timer.start(std::chrono::milliseconds(std::max<Millis>(0, *due - now())));
}

void Following::look()
{
    // Its place has been taken: who owns syncing opens the new one.
    if (m_isStopped || m_store.fileChanged())
        return;
    m_isLooking = true;
    const bool isAll = m_schedule.isAllDue(now());
    const auto looked = isAll ? lookAtEverything() : lookAtChanged();
    if (!looked) {
        qWarning("The agents' histories cannot be followed: %s", looked.error().message.c_str());
        m_schedule.lookedAtAll(now(), kAfterFailure);
    }
    m_isLooking = false;
    arm();
}

Result<void> Following::lookAtEverything()
{
    MIMIR_TRY(watch()); // first, so that nothing happens unseen in between
    m_schedule.lookedAtAll(now(), LookSchedule::kFull);
    readHooks();
    const auto seen = m_follower.lookAtAll([this] { return goOn(); });
    MIMIR_TRY(seen);
    stored(seen->written);
    m_schedule.lookedAtAll(now(), m_watch.watchesAll() ? LookSchedule::kFull : LookSchedule::kFullUnwatched);
    return {};
}

Result<void> Following::lookAtChanged()
{
    const auto paths = m_schedule.takeChanged(now());
    if (paths.empty())
        return {};
    if (std::ranges::any_of(paths, [this](const QString &path) { return path.startsWith(m_hooks + u'/'); }))
        readHooks();
    const qsizetype known = m_appeared.size();
    for (const QString &path : paths)
        noteDirectory(path);
    if (m_appeared.size() != known)
        MIMIR_TRY(watch()); // first, so that nothing happens unseen in between
    const auto seen = m_follower.lookAt(paths, [this] { return !m_isStopped; });
    MIMIR_TRY(seen);
    stored(seen->written);
    return {};
}

// Transcripts may appear in it, or in those that were made in it at once.
void Following::noteDirectory(const QString &path)
{
    if (!QFileInfo(path).isDir() || m_appeared.contains(path))
        return;
    m_appeared.prepend(path);
    QDirIterator below(
        path, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (below.hasNext() && m_appeared.size() < 2 * kMaxAppeared)
        m_appeared.prepend(below.next());
    while (m_appeared.size() > kMaxAppeared)
        m_appeared.removeLast();
}

Result<void> Following::watch()
{
    const auto directories = m_follower.directories();
    MIMIR_TRY(directories);
    QStringList all = m_appeared;
    all.removeIf([](const QString &path) { return !QFileInfo(path).isDir(); });
    if (QFileInfo(m_hooks).isDir())
        all.prepend(m_hooks);
    m_watch.watch(all + *directories);
    return {};
}

// While much is read for the first time, the session that someone works in is not kept waiting.
bool Following::goOn()
{
    if (m_isStopped)
        return false;
    m_watch.read();
    if (const auto changed = lookAtChanged(); !changed)
        qWarning("A transcript cannot be followed: %s", changed.error().message.c_str());
    if (now() - m_toldAt >= kTellEvery)
        tell();
    return !m_isStopped;
}

// What is wrong with the spool is no reason to follow nothing.
void Following::readHooks()
{
    const auto read = HookSpool(m_store, m_hooks).read([this] { return !m_isStopped; });
    if (read)
        stored(read->written);
    else
        qWarning("What agents tell by hooks cannot be read: %s", read.error().message.c_str());
}

void Following::stored(const TranscriptWriter::Written &written)
{
    if (written.created + written.changed > 0)
        tell();
}

void Following::tell()
{
    if (m_isStopped)
        return; // no one listens any more
    m_toldAt = now();
    m_wrote();
}

} // namespace

FollowingThread::FollowingThread(QString storePath, std::function<void()> wrote)
    : m_storePath(std::move(storePath)), m_wrote(std::move(wrote))
{
    setObjectName(QStringLiteral("sources"));
}

FollowingThread::~FollowingThread() = default;

void FollowingThread::lookAtAll()
{
    Q_EMIT fullLookRequested();
}

bool FollowingThread::stop()
{
    m_isStopped = true;
    quit();
    return wait(kStopMs);
}

void FollowingThread::run()
{
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness); // of this thread alone, on Linux
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(m_storePath, clock, random);
    if (!store) {
        qWarning("The agents' histories cannot be followed: %s", store.error().message.c_str());
        return;
    }
    Following following(**store, hookFolderBeside(m_storePath), m_wrote, m_isStopped);
    QObject here;
    connect(this, &FollowingThread::fullLookRequested, &here, [&following] { following.lookAtAll(); });
    exec();
}

} // namespace mimir
