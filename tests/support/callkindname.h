// The names of what calls do, for tables of tests and for what the programs that measure print.
#pragma once

#include "privacy/calls/callkind.h"

#include <array>
#include <string>

namespace mimir {

inline std::string callKindName(CallKind kind)
{
    constexpr std::array names {"read", "write", "search", "shell", "fetch", "mcp", "agent", "plan", "other"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace mimir
