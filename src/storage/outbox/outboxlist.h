// Which changes wait in the outbox, in sending order.
#pragma once

#include "storage/outbox/outbox.h"

#include <string_view>
#include <vector>

namespace mimir {

class OutboxList {
public:
    explicit OutboxList(Database &database) : m_database(database) { }

    /// Of all teams, the unbound included.
    Result<std::vector<QueuedItem>> list(Outbox::State state, std::size_t limit) const;
    /// The same for what is ready and does not wait for a next try.
    Result<std::vector<QueuedItem>> due(Millis now, std::size_t limit) const;
    /// What the server refused of the entities with this id.
    Result<std::vector<QueuedItem>> failed(std::string_view id) const;
    /// Refused items for which it is unknown what the server has: an earlier send may have arrived without
    /// its answer getting here. At most `limit`, after `after`.
    Result<std::vector<QueuedItem>> unsettled(std::int64_t team, OutboxKey after, std::size_t limit) const;

private:
    Result<std::vector<QueuedItem>> list(Outbox::State state, std::size_t limit, Millis attemptBefore) const;

    Database &m_database;
};

} // namespace mimir
