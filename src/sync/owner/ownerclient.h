// Asks the owner of syncing over its socket (ownerserver.h).
#pragma once

#include "core/json/json.h"
#include "core/result.h"
#include "sync/owner/ownercommand.h"

#include <QString>

namespace mimir {

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
