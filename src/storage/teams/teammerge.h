// Two teams of the store become one. Only inside TriggerSuppressor.
#pragma once

#include "core/result.h"

#include <cstdint>

namespace mimir {

class Database;
struct Team;

class TeamMerge {
public:
    explicit TeamMerge(Database &database) : m_database(database) { }

    /// Binds everything that is bound to `from` to `into`; operations of `from` that are under way are
    /// abandoned.
    Result<void> rebind(std::int64_t from, std::int64_t into);
    /// `known` is at the address of `found` from now on, which goes.
    Result<void> moveToAddressOf(const Team &known, const Team &found);

private:
    Database &m_database;
};

} // namespace mimir
