// What comes back for a batch: one result per item (core/wire/wire.h).
#pragma once

#include "core/clock.h"
#include "core/records/entity.h"
#include "core/result.h"
#include "core/wire/wirelimits.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::wire {

enum class Status : std::uint8_t { Applied, Merged, Duplicate, Conflict, Rejected, Stale, Retry };
std::string_view statusName(Status status);

struct ItemResult {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t opSeq = 0;
    Status status = Status::Applied;
    std::int64_t rev = 0;
    std::string code;    ///< for rejected and retry: validation, immutable, forbidden, item_too_large, quota,
                         ///< missing_parent, busy, internal; for conflict: what kind
    std::string message; ///< for developers
    std::vector<std::string> lost; ///< conflict: fields whose incoming value lost
    std::vector<std::string>
        conflictIds; ///< conflict: the server's conflict records, one per lost field; a single one for a
                     ///< whole row
    std::string otherDevice; ///< conflict: name of the device that won, when known
    /// merged, duplicate, conflict: the server's row now. nullopt = not sent; empty = the row is gone.
    std::optional<std::string> item;
};

struct BatchAnswer {
    Millis serverTimestamp = 0;
    std::string epoch;
    std::vector<ItemResult> results;
    /// What a server of the original contract names. Empty type = not given.
    struct NamedError {
        std::string type, id, error, code;
    };
    std::vector<NamedError> errors;
    bool hasResults = false; ///< `results` is there
    /// Where the team's history is now, and the server's proof of it; nullopt from a server without proofs.
    std::optional<std::int64_t> position;
    std::string proof;
    bool success = false;
    /// How many of each type were stored, in the order of kEntityTypes; nullopt = not said.
    std::optional<std::array<std::int64_t, kEntityTypes.size()>> synced = {};
};

std::string encode(const BatchAnswer &answer);
/// Errors: Malformed (not an answer to a batch), ServerWrong (one that makes no sense).
Result<BatchAnswer> decodeBatchAnswer(std::string_view body);

} // namespace mimir::wire
