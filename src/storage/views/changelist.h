// The outbox as people see it: what waits, is held, stays here or was refused, by the titles of conversations.
#pragma once

#include "storage/outbox/outbox.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

/// Texts are as they were stored: untrusted.
struct ChangeRow {
    std::string id;
    EntityType type = EntityType::Conversation;
    std::string title;   ///< the beginning of its conversation's; empty if that is gone
    Millis editedAt = 0; ///< of its latest edit
    int tries = 0;
    Millis nextTry = 0; ///< 0 = not automatically
    std::string errorCode;
    Outbox::State state = Outbox::State::Ready;
    bool lacksConversation = false; ///< it cannot be sent without it
};

/// At most `limit`, the oldest edit first.
Result<std::vector<ChangeRow>> changeRows(Database &database, Outbox::State state, std::size_t limit);
/// The same of what the server refused, permanently or for now.
Result<std::vector<ChangeRow>> refusedChangeRows(Database &database, std::size_t limit);

/// How many changes failed, by error code; at most `limit` codes.
Result<std::vector<std::pair<std::string, std::int64_t>>> failureCodes(Database &database, std::size_t limit);

} // namespace mimir
