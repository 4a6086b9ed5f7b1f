// Two live copies of one profile that nothing on their machine tells apart, such as in two clones of a virtual machine:
// the same name, the same unsent rows, the same numbers for what comes next. Only the server can notice.
#include "support/simulation.h"

namespace mimir::test {
namespace {

constexpr std::uint64_t kOneIn = 40; // disturbances

} // namespace

// Not the first device, which several people may use, nor the last one, which is Bob's only.
void Simulation::copyProfile()
{
    if (!m_copies || m_counters.profilesCopied > 0 || m_copyRandom.next() % kOneIn != 0)
        return;
    SimDevice &original = *m_devices[1 + m_copyRandom.next() % 3];
    const int number = static_cast<int>(m_devices.size());
    ++m_counters.profilesCopied;
    m_devices.push_back(std::make_unique<SimDevice>(*this, number, original.clock().now() - m_clock.now()));
    m_devices.back()->signIn(m_ada);
    m_devices.back()->restore(original.backup());
}

} // namespace mimir::test
