// What the APIs of all lanes of one server have in common. Outlives them. Thread-safe as a whole: clock and
// random source are, the throttle is, and the rest is set before the first lane starts.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/passwords.h"
#include "server/accounts/throttle.h"

#include <atomic>
#include <string>

namespace mimir::server {

/// Password hashes at the same time (19 MiB each): the Password lane has at most so many threads.
inline constexpr std::size_t kMaxPasswordThreads = 4;

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
    Throttle throttle;
    /// The server is about to stop: /health answers 503 "draining", everything else still works.
    std::atomic<bool> draining {false};
    /// The database was found damaged: /health answers 503 "damaged", everything else 500, and nothing is read
    /// or written any more.
    std::atomic<bool> damaged {false};
};

} // namespace mimir::server
