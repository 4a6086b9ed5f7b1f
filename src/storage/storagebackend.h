// What writers and the engine require of a store (docs/architecture.md, "Layers").
#pragma once

#include "core/records/record.h"
#include "core/wire/wire.h"
#include "storage/outbox/queueditem.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mimir {

using SqlValue = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

enum class WriteOutcome : std::uint8_t { Created, Changed, Unchanged };

/// Blocking; the object belongs to the thread of its Database. Every write has reached the disk when it
/// returns success.
class StorageBackend {
public:
    virtual ~StorageBackend() = default;

    /// Creates the entity, or changes the named fields of the one with this id (null clears a field). `visibility`
    /// of a conversation of another account than is signed in stays as it is, and what else is written there waits for
    /// that account (OthersEdits).
    /// Errors: Validation, TooLarge, Immutable (audit entries), Exists (this id was deleted), Store*.
    virtual Result<WriteOutcome> write(const Record &record) = 0;
    /// Deletes; deleting what does not exist is not an error (Unchanged). Errors: Immutable, Forbidden (it belongs to
    /// another account than is signed in), Store*.
    virtual Result<WriteOutcome> remove(EntityType type, std::string_view id) = 0;
    virtual Result<std::optional<Record>> read(EntityType type, std::string_view id) = 0;

    /// Plain SQL for what the methods above do not cover: one statement, within SqlLimits. Rows changed; those that
    /// a DELETE hides are not counted. Errors: Validation, Forbidden, Store*.
    virtual Result<int> execute(std::string_view sql, const std::vector<SqlValue> &values) = 0;
    /// The same, and it only reads.
    virtual Result<std::vector<json::Object>> query(std::string_view sql, const std::vector<SqlValue> &values)
        = 0;

    /// Idempotent re-queue (backfill, restore, retry); not needed after a write. What was marked as failed is
    /// ready again with a clean slate; what is held or kept stays so. Errors: NotFound, Forbidden (a
    /// teammate's).
    virtual Result<void> queueForSync(EntityType type, std::string_view id, wire::Action action) = 0;
    /// Ready rows in sending order, whatever their team.
    virtual Result<std::vector<QueuedItem>> pendingSync(std::size_t limit) = 0;
    /// Takes rows out of the outbox if they still hold the opSeq given and were not edited since.
    virtual Result<void> markSynced(const std::vector<QueuedItem> &items) = 0;
    /// Counts one try against the item, if it is still as given; the tenth marks it as failed.
    virtual Result<void> markFailed(const QueuedItem &item, const Error &error) = 0;
};

} // namespace mimir
