// What those who write rows, or send them themselves, do with the outbox.
#pragma once

#include "storage/outbox/outbox.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir {

class OutboxWriter {
public:
    explicit OutboxWriter(Database &database) : m_database(database) { }

    /// The trigger can only say that unknown fields changed ("*"); a writer that knows which ones says so
    /// here.
    Result<void> nameUnknownFields(
        EntityType type, std::int64_t pk, const std::vector<std::string> &fields, Millis instant);
    /// An entity waits again; what was marked as failed is ready again with a clean slate. Errors: NotFound,
    /// Forbidden (a teammate's).
    Result<void> requeue(EntityType type, std::string_view id, wire::Action action);
    /// Its masked form is to take the place of what the server has of it. False = the server has nothing of it, or it
    /// is not the present account's.
    Result<bool> reform(EntityType type, std::int64_t pk);
    /// Fields of a row, each with the instant of its edit.
    using Edits = std::vector<std::pair<std::string, Millis>>;
    /// Edits that were acknowledged and are not at the server. What had been seen before them is not known: what they
    /// replace is kept as a conflict.
    Result<void> sendAgain(EntityType type, std::int64_t pk, const Edits &edits);
    /// The user's own rows of the team for which `where` holds, an SQL condition, are offered (docs/protocol.md,
    /// "Offers"), except those with a change that waits. Returns how many.
    Result<int> offer(EntityType type, std::int64_t team, std::string_view where);
    /// Removes those that still have their number and were not edited since.
    Result<void> remove(const std::vector<QueuedItem> &items);
    /// Is this still what waits of its entity?
    Result<bool> isPresent(const QueuedItem &item) const;

private:
    Database &m_database;
};

} // namespace mimir
