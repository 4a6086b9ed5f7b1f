// A time limit for what a stranger's database makes SQLite do: a view, a check or an index in it may never
// end.
#pragma once

#include "storage/database.h"

#include <chrono>

namespace mimir {

class SourceLimit {
public:
    /// One step: a check of the whole file, the count of a table, the next row.
    static constexpr std::chrono::milliseconds kLongestStep {30'000};

    /// `database` outlives it.
    explicit SourceLimit(Database &database, std::chrono::milliseconds longestStep = kLongestStep);
    ~SourceLimit();
    SourceLimit(const SourceLimit &) = delete;
    SourceLimit &operator=(const SourceLimit &) = delete;

    /// The next step has all the time again.
    void restart();
    /// A statement was ended because its time was over.
    bool reached() const { return m_reached; }

private:
    static int look(void *self);

    Database &m_database;
    const std::chrono::milliseconds m_longestStep;
    std::chrono::steady_clock::time_point m_end;
    bool m_reached = false;
};

} // namespace mimir
