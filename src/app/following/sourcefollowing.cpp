#include "app/following/sourcefollowing.h"

#include "app/following/followingthread.h"
#include "sources/following/sourcefolders.h"
#include "sources/hooks/hookspool.h"

#include <QFileInfo>

namespace mimir {
namespace {

// Equal where the same is followed; empty where nothing is, and no hooks are in use.
Result<std::string> followedBy(Store &store, const QString &storePath)
{
    const auto folders = SourceFolders(store.database()).followed();
    MIMIR_TRY(folders);
    std::string all = QFileInfo(hookFolderBeside(storePath)).isDir() ? "hooks\n" : "";
    for (const FollowedFolder &folder : *folders)
        all += folder.agent + '|' + folder.folder.toStdString() + '|' + std::to_string(folder.since) + '\n';
    return all;
}

} // namespace

SourceFollowing::SourceFollowing(const Profile &profile, Settings &settings, QObject *parent)
    : QObject(parent), m_storePath(profile.storePath()), m_telemetry(profile, settings)
{
    connect(&m_telemetry, &TelemetryReceiving::wrote, this, &SourceFollowing::wrote);
    connect(&m_sleep, &SleepWatch::wokeUp, this, [this] {
        if (m_thread)
            m_thread->lookAtAll();
    });
}

SourceFollowing::~SourceFollowing()
{
    stop();
}

void SourceFollowing::refresh(Store &store)
{
    m_telemetry.refresh();
    const auto followed = followedBy(store, m_storePath);
    if (!followed || (*followed == m_followed && (m_thread || followed->empty())))
        return;
    m_followed = *followed;
    if (m_followed.empty())
        return stopThread();
    if (m_thread)
        return m_thread->lookAtAll();
    m_thread = std::make_unique<FollowingThread>(m_storePath,
        [this] { QMetaObject::invokeMethod(this, &SourceFollowing::wrote, Qt::QueuedConnection); });
    m_thread->start();
}

void SourceFollowing::stop()
{
    m_telemetry.stop();
    stopThread();
}

void SourceFollowing::stopThread()
{
    m_followed.clear();
    // One that hangs is left to itself: the process ends without it, which loses nothing.
    if (m_thread && !m_thread->stop())
        (void)m_thread.release();
    m_thread.reset();
}

} // namespace mimir
