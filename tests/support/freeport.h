#pragma once

#include <cstdint>

namespace mimir::test {

/// A loopback port reserved for this process until it exits, even while nothing listens on it. Not one that
/// the kernel assigns: those may become the local ends of other tests' connections at any moment. Tests
/// coordinate through a name in the abstract namespace of Unix sockets, and so does
/// tests/integration/product.py. Callable from any thread; aborts the test if all are in use.
std::uint16_t freePort();

} // namespace mimir::test
