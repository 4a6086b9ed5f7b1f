// Rows from a server that could not be applied.
#pragma once

#include "core/clock.h"
#include "core/records/entity.h"
#include "storage/sqlite/database.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

/// Texts are as the server sent them: untrusted.
struct QuarantinedRow {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::string reason;
    Millis at = 0; ///< when it arrived
};

/// At most `limit`, newest first.
Result<std::vector<QuarantinedRow>> quarantinedRows(Database &database, std::size_t limit);

/// How many there are, by reason; at most `limit` reasons.
Result<std::vector<std::pair<std::string, std::int64_t>>> quarantineReasons(
    Database &database, std::size_t limit);

} // namespace mimir
