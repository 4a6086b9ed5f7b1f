#include "sources/agents/copilotusage.h"

#include "sources/agents/transcripttexts.h"

#include <algorithm>
#include <string_view>

namespace mimir {
namespace {

constexpr std::size_t kMaxModels = 100;
constexpr std::int64_t kMaxTokens = std::int64_t(1) << 50;

std::int64_t count(const json::Object &object, std::string_view name)
{
    return std::clamp<std::int64_t>(object.integer(name).value_or(0), 0, kMaxTokens);
}

// Newer versions count what is paid for apart; before, the input includes what the cache gave.
CopilotTokens tokensIn(const json::Object &metric)
{
    const json::Object usage = objectOf(metric, "usage");
    CopilotTokens tokens {0, count(usage, "cacheReadTokens"), count(usage, "cacheWriteTokens"),
        count(usage, "reasoningTokens")};
    tokens.input
        = std::max<std::int64_t>(0, count(usage, "inputTokens") - tokens.cacheRead - tokens.cacheWrite);
    const json::Object details = objectOf(metric, "tokenDetails");
    if (!details.find("input"))
        return tokens;
    tokens.input = count(objectOf(details, "input"), "tokenCount");
    tokens.cacheRead = count(objectOf(details, "cache_read"), "tokenCount");
    tokens.cacheWrite = count(objectOf(details, "cache_write"), "tokenCount");
    return tokens;
}

bool isLess(const CopilotTokens &now, const CopilotTokens &before)
{
    return now.input < before.input || now.cacheRead < before.cacheRead || now.cacheWrite < before.cacheWrite
        || now.reasoning < before.reasoning;
}

} // namespace

CopilotTokens &CopilotTokens::operator+=(const CopilotTokens &more)
{
    input += more.input;
    cacheRead += more.cacheRead;
    cacheWrite += more.cacheWrite;
    reasoning += more.reasoning;
    return *this;
}

CopilotUsage::ByModel CopilotUsage::since(const json::Object &modelMetrics)
{
    ByModel now;
    for (const json::Member &member : modelMetrics.members())
        if (now.size() < kMaxModels)
            now[member.key] = tokensIn(objectOf(modelMetrics, member.key));
    if (now.empty())
        return now;
    const bool isAgain = std::ranges::any_of(m_before, [&now](const auto &known) {
        const auto found = now.find(known.first);
        return found == now.end() || isLess(found->second, known.second);
    });
    ByModel used = now;
    if (!isAgain)
        for (const auto &[model, before] : m_before)
            used[model] += {-before.input, -before.cacheRead, -before.cacheWrite, -before.reasoning};
    m_before = std::move(now);
    return used;
}

} // namespace mimir
