#include "server/syncservice.h"

#include "server/batchrun.h"
#include "server/pullrun.h"

#include <sodium.h>

namespace mimir::server {
namespace {

constexpr Millis kTrashPeriod = Millis(30) * 24 * 60 * 60 * 1000;

// Reads of one pull see one moment; nothing is written, so it works on a read-only connection too.
class Snapshot {
public:
    explicit Snapshot(Database &database) : m_database(database), m_begun(database.run("BEGIN")) { }
    ~Snapshot()
    {
        if (m_begun)
            (void)m_database.run("COMMIT");
    }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    const Result<void> &begun() const { return m_begun; }

private:
    Database &m_database;
    Result<void> m_begun;
};

} // namespace

SyncService::SyncService(Database &database, const Clock &clock, RandomSource &random)
    : m_store(database), m_clock(clock), m_random(random)
{
    // Picks the fast hash of this processor; without it a slower one works.
    [[maybe_unused]] const int picked = sodium_init();
}

Result<wire::BatchAnswer> SyncService::push(const Caller &caller, const wire::Batch &batch)
{
    m_store.reset();
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    BatchRun run(m_store, m_random, caller, batch, m_clock.now());
    auto answer = run.run();
    MIMIR_TRY(answer);
    MIMIR_TRY(transaction.commit());
    return answer;
}

Result<std::string> SyncService::pull(const Caller &caller, const PullQuery &query)
{
    m_store.reset();
    const Snapshot snapshot(m_store.database());
    MIMIR_TRY(snapshot.begun());
    return PullRun(m_store, caller, query, m_clock.now()).run();
}

Result<void> SyncService::emptyTrash()
{
    return m_store.emptyTrash(m_clock.now() - kTrashPeriod);
}

} // namespace mimir::server
