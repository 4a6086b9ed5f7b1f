// One state of the store for several reads: writers are not blocked, and their changes are not visible. Inside a
// transaction of the caller it is that transaction's state.
#pragma once

#include "storage/sqlite/database.h"

namespace mimir {

class ReadSnapshot {
public:
    explicit ReadSnapshot(Database &database);
    ~ReadSnapshot();
    ReadSnapshot(const ReadSnapshot &) = delete;
    ReadSnapshot &operator=(const ReadSnapshot &) = delete;

    /// Must be checked before anything is read in it.
    const Result<void> &begun() const { return m_begun; }

private:
    Database &m_database;
    bool m_nested;
    Result<void> m_begun;
};

} // namespace mimir
