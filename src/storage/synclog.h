// The ledger of what went where: one row per batch or page.
#pragma once

#include "core/clock.h"
#include "core/entity.h"
#include "storage/database.h"

#include <array>
#include <string>
#include <vector>

namespace mimir {

struct SyncLogEntry {
    Millis at = 0;
    std::int64_t team = 0;
    std::string direction;        ///< "push" or "pull"
    std::array<int, 4> counts {}; ///< by EntityType, in order
    std::size_t bytes = 0;
    std::string outcome; ///< "ok" or an error word
};

class SyncLog {
public:
    /// Rows kept; the oldest go first.
    static constexpr int kRowsKept = 5000;

    explicit SyncLog(Database &database) : m_database(database) { }
    Result<void> add(const SyncLogEntry &entry);
    Result<std::vector<SyncLogEntry>> latest(std::size_t limit) const;

private:
    Database &m_database;
};

} // namespace mimir
