// Time comes in through Clock, so that the simulation can drive the real engine.
#pragma once

#include <cstdint>

namespace mimir {

/// Milliseconds since the Unix epoch, UTC.
using Millis = std::int64_t;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Millis now() const = 0;
    /// Milliseconds since some beginning: nobody sets it, and it goes on while the computer sleeps. What it
    /// and now() differ by changes only when the time of day is set.
    virtual Millis elapsed() const { return now(); }
};

/// The only place that asks the operating system for the time of day. Thread-safe.
class SystemClock final : public Clock {
public:
    Millis now() const override;
    Millis elapsed() const override;
};

} // namespace mimir
