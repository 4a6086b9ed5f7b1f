// Randomness comes in through RandomSource, so that ids, jitter and device ids are repeatable in the
// simulation.
#pragma once

#include <cstdint>
#include <mutex>
#include <random>

namespace mimir {

class RandomSource {
public:
    virtual ~RandomSource() = default;
    /// 64 uniform bits.
    virtual std::uint64_t next() = 0;
    /// Uniform in [low, high).
    double between(double low, double high)
    {
        return low + (high - low) * (static_cast<double>(next() >> 11) / 9007199254740992.0);
    }
};

/// The kernel's generator. Thread-safe.
class SystemRandom final : public RandomSource {
public:
    std::uint64_t next() override
    {
        const std::lock_guard lock(m_mutex);
        return (static_cast<std::uint64_t>(m_device()) << 32) | m_device();
    }

private:
    std::mutex m_mutex;
    std::random_device m_device;
};

/// Repeatable: the same seed gives the same numbers on every machine. Not for secrets.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) { }
    std::uint64_t next() override { return m_engine(); }

private:
    std::mt19937_64 m_engine;
};

} // namespace mimir
