#include "server/syncservice.h"

#include "server/batchrun.h"
#include "server/pullrun.h"

#include <sodium.h>

namespace mimir::server {

SyncService::SyncService(SyncStore &store, const Clock &clock, RandomSource &random)
    : m_store(store), m_clock(clock), m_random(random)
{
    // Picks the fast hash of this processor; without it a slower one works.
    [[maybe_unused]] const int picked = sodium_init();
}

Result<PushAnswer> SyncService::push(const Caller &caller, const wire::Batch &batch)
{
    SyncTransaction transaction(m_store, SyncStore::Lock::Held);
    MIMIR_TRY(transaction.begun());
    BatchRun run(m_store, m_random, caller, batch, m_clock.now());
    auto answer = run.run();
    MIMIR_TRY(answer);
    MIMIR_TRY(transaction.commit());
    return answer;
}

Result<PullAnswer> SyncService::pull(const Caller &caller, const PullQuery &query)
{
    SyncTransaction snapshot(m_store, SyncStore::Lock::None);
    MIMIR_TRY(snapshot.begun());
    return PullRun(m_store, caller, query, m_clock.now()).run();
}

Result<void> SyncService::emptyTrash(Millis now)
{
    const auto trash = m_store.trash(now);
    MIMIR_TRY(trash);
    for (const SyncStore::Trash &one : *trash) {
        Result<bool> more = true;
        while (more && *more)
            more = m_store.emptyTrash(one);
        MIMIR_TRY(more);
    }
    return {};
}

} // namespace mimir::server
