// Switchable defects. A test suite that stays green with one of them enabled proves nothing, so
// tests/mutations.sh builds once with MIMIR_MUTATIONS and selects one by an environment variable (or several,
// joined by '+', where two mechanisms back each other up); a release binary contains none of this.
#pragma once

#include <cstdlib>
#include <string_view>

namespace mimir {

#ifdef MIMIR_MUTATIONS
inline bool mutated(std::string_view name)
{
    const char *active = std::getenv("MIMIR_MUTATION");
    std::string_view rest = active ? active : "";
    while (!rest.empty()) {
        const auto end = rest.find('+');
        if (rest.substr(0, end) == name)
            return true;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return false;
}
#else
constexpr bool mutated(std::string_view)
{
    return false;
}
#endif

} // namespace mimir
