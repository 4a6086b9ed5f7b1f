// SQLite without an outbox: for a store that is never synced, and for rows that came from the server.
#pragma once

#include "core/clock.h"
#include "storage/storagebackend.h"

namespace mimir {

struct LocalRow;

class LocalStorageBackend : public StorageBackend {
public:
    /// References must outlive the object.
    LocalStorageBackend(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    Result<WriteOutcome> write(const Record &record) override;
    Result<WriteOutcome> remove(EntityType type, std::string_view id) override;
    Result<std::optional<Record>> read(EntityType type, std::string_view id) override;
    Result<int> execute(std::string_view sql, const std::vector<SqlValue> &values) override;
    Result<std::vector<json::Object>> query(
        std::string_view sql, const std::vector<SqlValue> &values) override;
    Result<void> queueForSync(EntityType, std::string_view, wire::Action) override { return {}; }
    Result<std::vector<QueuedItem>> pendingSync(std::size_t) override { return std::vector<QueuedItem>(); }
    Result<void> markSynced(const std::vector<QueuedItem> &) override { return {}; }
    Result<void> markFailed(const QueuedItem &, const Error &) override { return {}; }

    Database &database() { return m_database; }

protected:
    struct Stored {
        WriteOutcome outcome = WriteOutcome::Unchanged;
        std::int64_t pk = 0;
        std::vector<std::string> unknownFields; ///< those that changed, when an existing row was changed
    };
    /// Shared by both backends: `editedAt` stamps the row, `team` binds a new one.
    Result<Stored> store(const Record &record, Millis editedAt, std::optional<std::int64_t> team);

    Database &m_database;
    const Clock &m_clock;

private:
    Result<Stored> insert(Record record, Millis editedAt, std::optional<std::int64_t> team);
    Result<Stored> change(const LocalRow &row, const Record &edit, Millis editedAt);
};

} // namespace mimir
