// A clock that stands still until a test moves it.
#pragma once

#include "core/clock.h"

namespace mimir::test {

class FakeClock final : public Clock {
public:
    Millis now() const override { return m_now; }
    void set(Millis now) { m_now = now; }
    void advance(Millis by) { m_now += by; }

private:
    Millis m_now = 1'763'795'000'000; // November 2025
};

} // namespace mimir::test
