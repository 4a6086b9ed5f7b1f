#include "sources/agents/transcriptparser.h"

#include "core/text.h"

namespace mimir {
namespace {

constexpr std::size_t kMaxKindBytes = 60;

} // namespace

void TranscriptParser::count(std::map<std::string, std::int64_t, std::less<>> &kinds, std::string_view kind)
{
    const std::string name = scrubbed(kind.substr(0, kMaxKindBytes));
    const auto at = kinds.find(name);
    if (at != kinds.end())
        ++at->second;
    else if (kinds.size() < kMaxKinds)
        kinds.emplace(name, 1);
    else
        ++kinds["…"];
}

} // namespace mimir
