// What the Apis of all of a server's lanes share. Outlives them. Thread-safe as a whole: the clock, the
// random source and the throttle are, and the rest is set before the first lane starts.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/passwords.h"
#include "server/accounts/throttle.h"

#include <atomic>
#include <string>

namespace mimir::server {

/// Password hashes at the same time (19 MiB each): the most threads of the Password lane.
inline constexpr std::size_t kMaxPasswordThreads = 4;

struct ApiContext {
    ApiContext(const Clock &clockNow, RandomSource &randomSource)
        : clock(clockNow), random(randomSource), throttle(clockNow, randomSource)
    {
    }

    const Clock &clock;
    RandomSource &random;
    PasswordCost passwordCost = {};
    /// The server's public URL, "https://mimir.example.org", without a slash at the end: device grants send
    /// people there. Empty = the request's `Host`.
    std::string publicUrl = {};
    Throttle throttle;
    /// The server is about to stop: /health answers 503 "draining"; everything else still works.
    std::atomic<bool> draining {false};
    /// The database was found to be damaged: /health answers 503 "damaged", everything else 500, and nothing
    /// is read or written any more.
    std::atomic<bool> damaged {false};
};

} // namespace mimir::server
