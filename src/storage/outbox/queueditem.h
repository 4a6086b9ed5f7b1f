// A change in the outbox as a value, for those who pass it on: writers, batches, answers, windows.
#pragma once

#include "core/clock.h"
#include "core/records/entity.h"
#include "core/wire/wire.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mimir {

/// One row of the outbox, as the user or the engine sees it.
struct QueuedItem {
    EntityType type = EntityType::Conversation;
    std::int64_t pk = 0;
    std::string id;
    std::optional<std::int64_t> team;
    wire::Action action = wire::Action::Create;
    std::int64_t opSeq = 0; ///< 0 = none
    int retryCount = 0;
    Millis nextAttemptAt = 0; ///< 0 = now
    Millis editedAt = 0;      ///< of the newest edit in it, which tells it from a later one; 0 = not read
    std::string errorCode;
    std::string errorMessage;
};

} // namespace mimir
