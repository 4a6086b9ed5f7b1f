// Who listens on a port of this computer's own addresses. Asking it would tell it the token.
#pragma once

#include <cstdint>

namespace mimir {

enum class PortListener : std::uint8_t { None, SameUser, OtherUser };

/// On 127.0.0.1, or on all addresses. By what the kernel lists; None where it cannot be read.
PortListener listenerOn(std::uint16_t port);

} // namespace mimir
