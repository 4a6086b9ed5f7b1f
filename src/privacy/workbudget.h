// How much work looking for secrets in one item may take, counted in bytes looked at, so that it is the same on every
// machine. What is over it was not looked through, and is not sent.
#pragma once

#include <cstddef>

namespace mimir {

class WorkBudget {
public:
    /// For an item with this many bytes of text.
    explicit WorkBudget(std::size_t bytes) : m_left(kLeast + kPerByte * bytes) { }

    /// False once it is used up.
    bool spend(std::size_t steps)
    {
        m_left -= steps < m_left ? steps : m_left;
        return m_left > 0;
    }
    bool isUsedUp() const { return m_left == 0; }
    std::size_t left() const { return m_left; }

private:
    static constexpr std::size_t kLeast = std::size_t(1) << 20;
    static constexpr std::size_t kPerByte = 32;
    std::size_t m_left;
};

} // namespace mimir
