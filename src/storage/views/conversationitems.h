// What is in a conversation.
#pragma once

#include "core/records/record.h"
#include "storage/sqlite/database.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct ItemName {
    EntityType type = EntityType::Message;
    std::string id;
};

/// Its messages, tool calls and audit entries by age, without deleted ones; at most `limit`.
Result<std::vector<ItemName>> itemsByAge(
    Database &database, std::string_view conversation, std::size_t limit);

/// All its items of one type ordered by id, without deleted ones: as much as the conversation holds.
Result<std::vector<Record>> itemsById(Database &database, EntityType type, std::string_view conversation);

} // namespace mimir
