// Rows from a server that could not be applied: put aside, until a version of them can be (Recall).
#pragma once

#include "core/wire/wire.h"
#include "storage/teams/teamregistry.h"

#include <string_view>

namespace mimir {

class Quarantine {
public:
    Quarantine(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    /// `reason`: for a developer. A later version replaces an earlier one.
    Result<void> put(const Team &team, const wire::PulledRow &row, std::string_view reason);
    /// A later version has been applied, or the row is deleted.
    Result<void> release(const Team &team, EntityType type, std::string_view id);
    Result<std::int64_t> count() const;

private:
    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
