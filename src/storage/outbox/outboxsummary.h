// What waits in the outbox, in numbers.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <optional>

namespace mimir {

class OutboxSummary {
public:
    explicit OutboxSummary(Database &database) : m_database(database) { }

    struct Counts {
        std::int64_t ready = 0, failed = 0, held = 0, kept = 0;
        std::int64_t ofOthers = 0; ///< Outbox::State::OtherAccount
        /// Work left: what is not held, kept here or failed.
        std::int64_t pending() const { return ready; }
    };
    /// Those ready rows that an organisation allows nothing of at present.
    Result<std::int64_t> forbidden() const;
    /// Of all teams, including unbound rows; costs the same at 10 rows and at 10 million.
    Result<Counts> counts() const;
    Result<Counts> counts(std::int64_t team) const;
    /// Those failed rows that this device does not send.
    Result<std::int64_t> unsendable() const;
    /// Those ready rows that cannot be sent because their conversation is missing. None before the first
    /// sign-in, when nothing is sent anyway.
    struct WithoutParent {
        std::int64_t waiting = 0;       ///< it may still arrive
        std::int64_t parentDeleted = 0; ///< it was deleted
    };
    Result<WithoutParent> withoutParent() const;
    /// Ready rows that belong to no team yet.
    Result<std::int64_t> withoutTeam() const;

    /// Whether the team has a ready row that does not wait for its next try.
    Result<bool> hasDue(std::int64_t team, Millis now) const;
    /// The earliest future try of a ready row; nullopt = none.
    std::optional<Millis> nextDue(Millis now) const;

private:
    Database &m_database;
};

} // namespace mimir
