// How long to wait before everything of a team is pulled again because of what its server said (Recall, Reconciliation):
// an hour the first time, then twice as long each time, at most a week.
#pragma once

#include "core/clock.h"

#include <algorithm>
#include <cstdint>

namespace mimir {

inline constexpr Millis kFirstPause = 3'600'000;
inline constexpr Millis kLongestPause = 7 * 24 * kFirstPause;

/// `times`: how often it was done before.
constexpr Millis weeklyBackOff(std::int64_t times)
{
    return std::min(kFirstPause << std::clamp<std::int64_t>(times, 0, 8), kLongestPause);
}

} // namespace mimir
