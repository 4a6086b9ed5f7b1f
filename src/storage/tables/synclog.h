// The ledger of what was sent and fetched: one row per batch or page.
#pragma once

#include "core/clock.h"
#include "core/records/entity.h"
#include "storage/sqlite/database.h"
#include "storage/tables/touched.h"

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
    // What stayed on this device since the previous batch: held by privacy mode, kept here by the user's
    // choice.
    std::int64_t held = 0, kept = 0;
    /// How many fields were sent with something withheld, by rule: "file:2,secret:3"; empty = none.
    std::string withheld;
    Touched touched = {};
};

/// What stays on this device of a team.
struct SyncStayed {
    std::int64_t held = 0, kept = 0;
};

/// What was sent and fetched in one period of time.
struct SyncTraffic {
    std::int64_t itemsUp = 0, itemsDown = 0, bytesUp = 0, bytesDown = 0;
    int failures = 0; ///< batches and pages that failed
};

class SyncLog {
public:
    /// Most rows stored; the oldest are dropped first.
    static constexpr int kRowsKept = 5000;

    explicit SyncLog(Database &database) : m_database(database) { }
    Result<void> add(const SyncLogEntry &entry);
    Result<std::vector<SyncLogEntry>> latest(std::size_t limit) const;
    /// How much more stays here than when a batch of this team was last entered. `now` is stored for the next
    /// comparison.
    Result<SyncStayed> stayedSince(std::int64_t team, const SyncStayed &now);
    /// `count` periods of `step` each, starting at `from`, oldest first, as far as kRowsKept reaches back.
    Result<std::vector<SyncTraffic>> traffic(Millis from, Millis step, std::size_t count) const;

private:
    Result<SyncStayed> stayedBefore(const std::string &key, std::int64_t team) const;

    Database &m_database;
};

} // namespace mimir
