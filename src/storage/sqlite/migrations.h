// Schema changes: an append-only list of steps. A step and its `PRAGMA user_version` commit together; a
// database from a newer version is refused and left untouched; before the first step on an existing file, a
// copy is made next to it.
#pragma once

#include "storage/sqlite/database.h"

#include <span>

namespace mimir {

struct Migration {
    int version; ///< 1, 2, 3 …
    const char *what;
    std::string sql; ///< any number of statements
};

/// The same as all steps up to `version`, for a database in which there is nothing yet.
struct WholeSchema {
    int version;
    std::string sql;
};

/// With `whole`, an empty database gets that, in one transaction, instead of its steps. Errors: StoreNewer (nothing
/// touched), or the error of the failing step (that step is rolled back).
Result<void> migrate(
    Database &database, std::span<const Migration> steps, const WholeSchema *whole = nullptr);

} // namespace mimir
