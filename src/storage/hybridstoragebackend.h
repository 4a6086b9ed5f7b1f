// What an agent writes through: the entity row and its outbox row commit in ONE transaction, and no one waits
// for a network. The outbox row itself is written by the store's triggers (schema.h), so a crash cannot
// separate the two; this class stamps the instant of the edit, binds the team and does what triggers cannot
// express in SQL.
#pragma once

#include "storage/localstoragebackend.h"
#include "storage/outbox/outboxwriter.h"

#include <functional>

namespace mimir {

class HybridStorageBackend final : public LocalStorageBackend {
public:
    HybridStorageBackend(Database &database, const Clock &clock)
        : LocalStorageBackend(database, clock), m_outbox(database)
    {
    }

    Result<WriteOutcome> write(const Record &record) override;
    Result<WriteOutcome> remove(EntityType type, std::string_view id) override;
    Result<void> queueForSync(EntityType type, std::string_view id, wire::Action action) override;
    Result<std::vector<QueuedItem>> pendingSync(std::size_t limit) override;
    Result<void> markSynced(const std::vector<QueuedItem> &items) override;
    Result<void> markFailed(const QueuedItem &item, const Error &error) override;

    /// Several writes as one: when it returns, either all of them are durable or none is. They all get the
    /// same instant.
    Result<void> inOneTransaction(const std::function<Result<void>()> &writes);

private:
    /// The instant of the edit in server time: max(hlc + 1, clock + measured offset), saved in this
    /// transaction.
    Result<Millis> stamp();
    Result<std::optional<std::int64_t>> teamFor(const Record &record);

    /// While it lives, writes share one instant; an exception ends it, too.
    class Together {
    public:
        explicit Together(HybridStorageBackend &backend) : m_backend(backend) { set(true); }
        ~Together() { set(false); }
        Together(const Together &) = delete;
        Together &operator=(const Together &) = delete;

    private:
        void set(bool inOne)
        {
            m_backend.m_inOneTransaction = inOne;
            m_backend.m_transactionInstant.reset();
        }
        HybridStorageBackend &m_backend;
    };

    OutboxWriter m_outbox;
    std::optional<Millis> m_transactionInstant;
    bool m_inOneTransaction = false;
};

} // namespace mimir
