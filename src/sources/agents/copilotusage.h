// What a session of GitHub Copilot has used of each model: the file has sums that are written when a program ends, and
// that go on over resumes or begin again.
#pragma once

#include "core/json/jsonobject.h"

#include <cstdint>
#include <map>
#include <string>

namespace mimir {

/// Disjoint: `input` is what was neither read from the cache nor written to it.
struct CopilotTokens {
    std::int64_t input = 0, cacheRead = 0, cacheWrite = 0, reasoning = 0;

    CopilotTokens &operator+=(const CopilotTokens &more);
    bool operator==(const CopilotTokens &) const = default;
};

class CopilotUsage {
public:
    using ByModel = std::map<std::string, CopilotTokens>;
    /// What was used since the last call, by model. `modelMetrics`: of a shutdown. Sums only grow: where one has become
    /// less, or a model is missing, all of them have begun again. An empty one says nothing.
    ByModel since(const json::Object &modelMetrics);

private:
    ByModel m_before;
};

} // namespace mimir
