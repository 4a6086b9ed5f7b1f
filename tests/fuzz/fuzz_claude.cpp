// The parser of Claude Code.
#include "fuzz/parserfuzz.h"

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    return transcriptsOf("claude-code");
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "null", "true", "\n", "\\u0000", "\\ud800",
        "[[[[[[[[[[[[[[[[", "\"type\":\"user\"", "\"type\":\"assistant\"", "\"type\":\"system\"",
        "\"type\":\"attachment\"", "\"type\":\"tool_use\"", "\"type\":\"tool_result\"", "\"type\":\"text\"",
        "\"type\":\"thinking\"", "\"type\":\"summary\"", "\"isMeta\":true", "\"isSidechain\":true",
        "\"isCompactSummary\":true", "\"is_error\":true", "\"isApiErrorMessage\":true",
        "\"toolUseResult\":{\"exitCode\":1}", "\"subtype\":\"compact_boundary\"", "\"parentUuid\":null",
        "\"usage\":{\"input_tokens\":1}", "\"permissionMode\":\"plan\"", "\"tool_use_id\":\"toolu_1\"",
        "\"id\":\"toolu_1\"", "<command-name>", "[Request interrupted by user]"};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    mimir::fuzz::checkParser("claude-code", {reinterpret_cast<const char *>(data), size});
    return 0;
}
