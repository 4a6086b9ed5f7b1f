#include "core/clock.h"

#include <chrono>
#include <ctime>

namespace mimir {

Millis SystemClock::now() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

Millis SystemClock::elapsed() const
{
    timespec time {};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return Millis(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace mimir
