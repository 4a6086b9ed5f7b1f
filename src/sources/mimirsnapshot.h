// A checked copy, in memory, of a database that the Mimir agent rewrites in place: it truncates and writes
// the whole file after every change, without a lock, so a reader may see nothing, half a file, or halves of
// two different files.
#pragma once

#include "storage/sqlite/database.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace mimir {

class MimirSnapshot {
public:
    using Wait = std::function<void(std::chrono::milliseconds)>;

    /// Reads the bytes at `path`, checks them, and reads again after `wait` while they are not a complete
    /// database. The file is only ever opened for reading, and nothing is created next to it. Errors:
    /// NotFound, StoreReadOnly (not readable), TooLarge, StoreCorrupt (still not a database after some
    /// seconds).
    static Result<std::unique_ptr<Database>> open(const QString &path, const Wait &wait);

    /// How long open() waits before each further try.
    static const std::vector<std::chrono::milliseconds> &delays();
};

} // namespace mimir
