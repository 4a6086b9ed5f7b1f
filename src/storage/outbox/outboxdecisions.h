// What the user decides about what waits in the outbox. Giving up what was refused: Discarding.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <span>
#include <string>

namespace mimir {

class OutboxDecisions {
public:
    explicit OutboxDecisions(Database &database) : m_database(database) { }

    /// Failed rows become ready with a clean slate, and rows waiting for their next try no longer wait. No
    /// ids = all. Returns how many.
    Result<int> retry(std::span<const std::string> ids = {});
    /// What was over the limit of this server for an item: the limit has grown.
    Result<void> retryTooLarge(std::string_view server);
    /// What a server found too large a day ago, or, with a clock that was set back, at an unknown time.
    Result<void> retryRefusedBySize(Millis now);
    enum class HeldChoice : std::uint8_t { Send, KeepHere };
    /// What was recorded in privacy mode: nothing of it is sent without this explicit choice. Returns how
    /// many.
    Result<int> decideHeld(HeldChoice choice);
    /// Keeps everything that waits on this device forever: a choice offered at the first sign-in. Returns how
    /// many.
    Result<int> keepReady();

private:
    Database &m_database;
};

} // namespace mimir
