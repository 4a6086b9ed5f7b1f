// Follows the histories of agents in the process that owns syncing, on a thread of its own that yields to everything
// else: what an agent writes, or tells by hooks, is in the store a moment later. Nothing runs as long as no folder is
// followed and no hooks are in use. Their telemetry is received in the same process, where the settings say so.
#pragma once

#include "app/telemetry/telemetryreceiving.h"
#include "storage/store.h"
#include "sync/profile.h"
#include "teams/sleepwatch.h"

#include <QObject>

#include <memory>
#include <string>

namespace mimir {

class FollowingThread;

class SourceFollowing : public QObject {
    Q_OBJECT
public:
    /// `settings` are watched by their owner, and must outlive the object.
    SourceFollowing(const Profile &profile, Settings &settings, QObject *parent = nullptr);
    ~SourceFollowing() override;

    /// Follows what is followed according to `store`, the caller's, from now on. Cheap where nothing has changed.
    void refresh(Store &store);
    /// Ends within a batch.
    void stop();

Q_SIGNALS:
    /// Rows were stored.
    void wrote();

private:
    void stopThread();

    SleepWatch m_sleep;
    QString m_storePath;
    std::string m_followed; ///< what the thread follows
    std::unique_ptr<FollowingThread> m_thread;
    TelemetryReceiving m_telemetry;
};

} // namespace mimir
