// What the APIs of all lanes of one server have in common. Outlives them. Thread-safe as a whole: clock and
// random source are, the throttle is, and the rest is set before the first lane starts.
#pragma once

#include "core/clock.h"
#include "core/entity.h"
#include "core/randomsource.h"
#include "core/wire.h"
#include "server/passwords.h"
#include "server/throttle.h"

#include <atomic>
#include <string>

namespace mimir::server {

/// Password hashes at the same time: so many Password lanes a server has at most (19 MiB each).
inline constexpr std::size_t kMaxPasswordLanes = 4;

/// What /health and /orgs/{slug}/config promise; the front and the batch decoder keep it.
struct SyncLimits {
    std::size_t items = wire::kMaxBatchItems;
    std::size_t bodyBytes = wire::kMaxBodyBytes;
    std::size_t itemBytes = kMaxItemBytes;
};

struct ApiContext {
    ApiContext(const Clock &clockNow, RandomSource &randomSource)
        : clock(clockNow), random(randomSource), throttle(clockNow, randomSource)
    {
    }

    const Clock &clock;
    RandomSource &random;
    PasswordCost passwordCost = {};
    /// Where people reach this server, "https://mimir.example.org", no slash at the end: device grants send
    /// them there. Empty = the `Host` of the request.
    std::string publicUrl = {};
    SyncLimits limits = {};
    Throttle throttle;
    /// The server is about to stop: /health answers 503 "draining", everything else still works.
    std::atomic<bool> draining {false};
};

} // namespace mimir::server
