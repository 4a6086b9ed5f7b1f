// How the processes of one profile talk: the owner of syncing (the tray, or `mimir sync run`) listens on a
// local socket in a 0700 directory; others wake it or ask it. One JSON object per line each way. Both ends
// check the peer's uid. Plain POSIX sockets, so that `mimir record` need not load a network library to say
// "there is something new".
#pragma once

#include "core/json.h"
#include "core/result.h"
#include "sync/ownercommand.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace mimir {

class OwnerServer : public QObject {
    Q_OBJECT
public:
    /// Called on this object's thread. `reply` may be called later, at most once, with one JSON object.
    using Reply = std::function<void(std::string)>;
    using Handler = std::function<void(const json::Object &request, Reply reply)>;

    explicit OwnerServer(Handler handler, QObject *parent = nullptr);
    ~OwnerServer() override;

    /// Replaces a stale socket; the caller holds the SyncLock. Errors: StoreReadOnly.
    Result<void> listen(const QString &path);

private:
    class Private;
    std::unique_ptr<Private> d;
};

class OwnerClient {
public:
    explicit OwnerClient(const QString &path) : m_path(path) { }

    /// Blocks for at most `timeoutMs`. Errors: NotFound (no one is listening), Timeout, Forbidden (another
    /// user's process).
    Result<json::Object> ask(const json::Object &request, int timeoutMs) const;
    Result<json::Object> ask(const OwnerCommand &command, int timeoutMs) const
    {
        return ask(command.encode(), timeoutMs);
    }
    /// The listening process; 0 = none, or it does not accept connections.
    std::int64_t process() const;
    /// Says "something was written" without waiting for anything.
    void wake() const;

private:
    QString m_path;
};

} // namespace mimir
