// Time comes in through Clock, so that the simulation can drive the real engine.
#pragma once

#include <cstdint>

namespace mimir {

/// Milliseconds since the Unix epoch, UTC.
using Millis = std::int64_t;
inline constexpr std::int64_t kNsPerMs = 1'000'000;

/// 2100-01-01: no clock that is set shows it.
inline constexpr Millis kEndOfTime = 4'102'444'800'000;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Millis now() const = 0;
    /// Milliseconds since an arbitrary start; it cannot be set, and it keeps running while the computer
    /// sleeps. The difference between it and now() changes only when the time of day is set.
    virtual Millis elapsed() const { return now(); }
};

/// The only place that asks the operating system for the time of day. Thread-safe.
class SystemClock final : public Clock {
public:
    Millis now() const override;
    Millis elapsed() const override;
};

} // namespace mimir
