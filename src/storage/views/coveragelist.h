// What the person's devices have read of agents' histories, as the trail's statements of coverage say (docs/sources.md,
// "Coverage").
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

/// One device, agent and folder. Texts are as they were stored: untrusted.
struct Coverage {
    std::string device;   ///< its name when it said so last; empty = it had none yet
    std::string deviceId; ///< empty where the privacy level withholds it
    bool isHere = false;  ///< this device
    std::string agent;
    std::string folder;    ///< empty where the privacy level withholds it
    std::string decisions; ///< which answers are in such a history: "none", "denials", "all"
    Millis from = 0;       ///< when following it began
    Millis until = 0;      ///< the last statement
    Millis since = 0;      ///< what was last written before it was left alone; 0 = nothing was
    bool hasEnded = false; ///< the person ended it, at `until`
    std::int64_t transcripts = 0, unread = 0, badLines = 0;    ///< at the last statement
    std::vector<std::pair<std::string, std::int64_t>> unknown; ///< kinds of records that were not understood
    /// Longer times without a statement: nothing ran that follows. What agents deleted meanwhile was not seen.
    std::vector<std::pair<Millis, Millis>> pauses;
};

/// By device and agent; bounded in number, the newest statements count.
Result<std::vector<Coverage>> coverageList(Database &database);

} // namespace mimir
