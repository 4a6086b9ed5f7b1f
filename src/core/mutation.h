// Switchable defects. A test suite that stays green with one of them on proves nothing, so tests/mutations.sh
// builds once with MIMIR_MUTATIONS and selects one by the environment; a release binary contains none of this.
#pragma once

#include <cstdlib>
#include <string_view>

namespace mimir {

#ifdef MIMIR_MUTATIONS
inline bool mutated(std::string_view name)
{
    const char *active = std::getenv("MIMIR_MUTATION");
    return active && name == active;
}
#else
constexpr bool mutated(std::string_view)
{
    return false;
}
#endif

} // namespace mimir
