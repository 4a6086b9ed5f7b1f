// Texts that secrets are looked for in, made for benchmarks.
#pragma once

#include "support/secretsamples.h"

#include <string>
#include <string_view>

namespace mimir {

inline std::string repeated(std::string_view part, std::size_t bytes)
{
    std::string out;
    while (out.size() < bytes)
        out += part;
    return out;
}

/// Prose, code, output of commands, an edit, and now and then a secret.
inline std::string conversation(std::size_t bytes)
{
    constexpr std::string_view part
        = "I looked at the failing test: it compares the token of the first page with that of the second.\n"
          "```cpp\nfor (const auto &member : fields.members())\n    if (member.key != \"title\" && "
          "!isReference(member.key))\n"
          "        out.append(member.json, 0, std::min<std::size_t>(member.json.size(), 80));\n```\n"
          "$ ninja -C build && ctest --output-on-failure\n[12/340] Building CXX object "
          "src/core/CMakeFiles/json.cpp.o\n"
          "100% tests passed, 0 tests failed out of 57, commit 4669d98f0c1b2a3d4e5f60718293a4b5c6d7e8f9\n"
          "const response = await fetch(`${base}/api/v1/items?page=${page}`, { headers: { accept: "
          "'application/json' } });\n"
          "The password is checked by the server; a session lasts 15 minutes, then the client asks again.\n";
    std::string out;
    for (std::uint64_t seed = 1; out.size() < bytes; ++seed)
        out += repeated(part, 20'000) + "export API_TOKEN=" + sampleOf("{40an}\n", {}, seed);
    return out;
}

} // namespace mimir
