// How much a store holds, and whether its file is sound.
#pragma once

#include "core/records/entity.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>

namespace mimir {

/// Rows of one type, without deleted ones; nullopt: they cannot be counted.
std::optional<std::int64_t> rowCount(Database &database, EntityType type);
/// Of all types; those that cannot be counted are left out.
std::int64_t rowCount(Database &database);

/// The step of the schema (schema.h) that the store is at; 0: it cannot be read.
std::int64_t schemaVersion(Database &database);

/// SQLite's quick_check, which reads the whole file: "ok", its first complaint, or "failed" if it could not run.
std::string quickCheck(Database &database);

} // namespace mimir
