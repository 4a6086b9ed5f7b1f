// How the processes of one profile talk: the owner of syncing (the tray, or `mimir sync run`) listens on a
// local socket in a 0700 directory; others wake it or ask it (OwnerClient). One JSON object per line each way.
// Both ends check the peer's uid. Plain POSIX sockets, so that `mimir record` need not load a network library to
// say "there is something new".
#pragma once

#include "core/json/json.h"
#include "core/result.h"

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

} // namespace mimir
