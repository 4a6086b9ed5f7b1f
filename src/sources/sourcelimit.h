// A time limit for what an untrusted database makes SQLite do: a view, a check or an index in it may never
// end.
#pragma once

#include "storage/sqlite/database.h"

#include <chrono>

namespace mimir {

class SourceLimit {
public:
    /// A step is a check of the whole file, the count of a table, or the next row.
    static constexpr std::chrono::milliseconds kLongestStep {30'000};

    /// `database` must outlive the object.
    explicit SourceLimit(Database &database, std::chrono::milliseconds longestStep = kLongestStep);
    ~SourceLimit();
    SourceLimit(const SourceLimit &) = delete;
    SourceLimit &operator=(const SourceLimit &) = delete;

    /// Gives the next step the full time again.
    void restart();
    /// A statement was interrupted because its time was up.
    bool reached() const { return m_reached; }

private:
    static int look(void *self);

    Database &m_database;
    const std::chrono::milliseconds m_longestStep;
    std::chrono::steady_clock::time_point m_end;
    bool m_reached = false;
};

} // namespace mimir
