// How long a transfer may take. What counts is progress: a slow connection gets the time it needs, a peer
// that sends a byte now and then does not.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace mimir {

class Pace {
public:
    using Instant = std::chrono::steady_clock::time_point;
    struct Limits {
        std::chrono::milliseconds silence; ///< how long nothing may move
        std::chrono::milliseconds grace;   ///< for the whole transfer, plus a second for every
                                           ///< `bytesPerSecond`
        std::size_t bytesPerSecond;
    };

    Pace(Instant start, const Limits &limits) : m_limits(limits), m_start(start), m_progress(start) { }

    /// When the transfer times out unless more than these `moved` bytes, counted from the start, have been
    /// transferred by then; the last of them moved at `at`, which may lie in the future for bytes still under
    /// way.
    Instant deadline(Instant at, std::size_t moved)
    {
        if (moved > m_moved) {
            m_moved = moved;
            m_progress = at;
        }
        const std::chrono::milliseconds earned(m_moved * 1000 / m_limits.bytesPerSecond);
        return std::min(m_progress + m_limits.silence, m_start + m_limits.grace + earned);
    }
    Instant lastProgress() const { return m_progress; }

private:
    Limits m_limits;
    Instant m_start;
    Instant m_progress;
    std::size_t m_moved = 0;
};

} // namespace mimir
