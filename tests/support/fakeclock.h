// A clock that stands still until a test moves it.
#pragma once

#include "core/clock.h"

namespace mimir::test {

class FakeClock final : public Clock {
public:
    Millis now() const override { return m_now; }
    Millis elapsed() const override { return m_elapsed; }
    void set(Millis now) { advance(now - m_now); }
    void advance(Millis by)
    {
        m_now += by;
        m_elapsed += by;
    }
    /// Simulates setting the time of day.
    void jump(Millis by) { m_now += by; }

private:
    Millis m_now = 1'763'795'000'000; // November 2025
    Millis m_elapsed = 0;
};

} // namespace mimir::test
