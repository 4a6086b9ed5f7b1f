// The server's version of a row that has an open change here. It waits next to the row (sync_shadow) until the
// change has its own answer.
#pragma once

#include "core/wire/wire.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>

namespace mimir {

struct Shadow {
    std::int64_t rev = 0;
    std::optional<std::string> payload; ///< wire::appendRow(); nullopt = deleted
};

class Shadows {
public:
    explicit Shadows(Database &database) : m_database(database) { }

    /// Ignored when a newer version waits already.
    Result<void> put(const wire::PulledRow &row, std::int64_t pk);
    Result<void> putDeletion(EntityType type, std::int64_t pk, std::int64_t rev);
    bool has(EntityType type, std::int64_t pk) const;
    /// Reads and removes it.
    Result<std::optional<Shadow>> extract(EntityType type, std::int64_t pk);
    Result<void> remove(EntityType type, std::int64_t pk);

private:
    Result<void> put(
        EntityType type, std::int64_t pk, std::int64_t rev, const std::optional<std::string> &payload);

    Database &m_database;
};

} // namespace mimir
