// Which file an open store really is. SQLite continues to use a file that was deleted or replaced, and no one
// would ever see what it writes there.
#pragma once

#include "storage/sqlite/database.h"

#include <optional>
#include <sys/types.h>

namespace mimir {

class StoreFile {
public:
    /// `database` has just been opened and must outlive the object.
    explicit StoreFile(const Database &database);

    /// StoreGone or StoreReplaced once another file, or none, is at the store's path; nullopt while it is the
    /// same one. A store in memory is always the same.
    std::optional<ErrorCode> changed() const;
    /// Nothing more can be written beside it, so that the next write will fail. False where that cannot be known.
    bool isDiskFull() const;

private:
    const Database &m_database;
    std::optional<std::pair<dev_t, ino_t>>
        m_opened; ///< nullopt: in memory, or it was replaced while being opened
    bool m_inMemory = false;
};

} // namespace mimir
