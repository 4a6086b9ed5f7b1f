#pragma once

#include <cstdint>

namespace mimir::test {

/// A loopback port that stays this process's own until it ends, also while nobody listens on it. Not one the kernel hands
/// out: those become the near ends of other tests' connections at any moment. Tests agree by a name in the abstract
/// namespace of Unix sockets, and tests/integration/product.py by the same. Any thread; ends the test when all are taken.
std::uint16_t freePort();

} // namespace mimir::test
