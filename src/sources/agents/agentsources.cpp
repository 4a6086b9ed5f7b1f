#include "sources/agents/agentsource.h"
#include "sources/agents/claudesource.h"
#include "sources/agents/codexsource.h"

#include <algorithm>

namespace mimir {

const std::vector<std::unique_ptr<AgentSource>> &agentSources()
{
    static const auto all = [] {
        std::vector<std::unique_ptr<AgentSource>> sources;
        sources.push_back(std::make_unique<ClaudeSource>());
        sources.push_back(std::make_unique<CodexSource>());
        return sources;
    }();
    return all;
}

const AgentSource *agentSourceNamed(std::string_view name)
{
    const auto found = std::ranges::find_if(agentSources(),
        [name](const std::unique_ptr<AgentSource> &source) { return source->name() == name; });
    return found == agentSources().end() ? nullptr : found->get();
}

} // namespace mimir
