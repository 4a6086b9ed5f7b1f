#include "storage/sqlite/logtrim.h"

#include "core/synclock.h"

namespace mimir {
namespace {

// Each process that finds itself alone reads the whole log once, at about 0.5 ms per MiB: `mimir record` must
// not feel it, so this is less than what an owner lets it grow to.
constexpr std::int64_t kWalBytes = 4 << 20;

} // namespace

void trimLog(Database &database, const QString &lockPath)
{
    if (database.walBytes() <= kWalBytes)
        return;
    SyncLock lock(lockPath);
    if (lock.acquire())
        database.checkpoint();
}

} // namespace mimir
