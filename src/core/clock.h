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
};

/// The only place that asks the operating system for the time of day. Thread-safe.
class SystemClock final : public Clock {
public:
    Millis now() const override;
};

} // namespace mimir
