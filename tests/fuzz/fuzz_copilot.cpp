// The parser of GitHub Copilot.
#include "fuzz/parserfuzz.h"

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    return transcriptsOf("copilot");
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "null", "true", "\n", "\\u0000", "\\ud800",
        "[[[[[[[[[[[[[[[[", "\"type\":\"session.start\"", "\"type\":\"session.resume\"",
        "\"type\":\"session.shutdown\"", "\"type\":\"user.message\"", "\"type\":\"assistant.message\"",
        "\"type\":\"abort\"", "\"type\":\"tool.execution_start\"", "\"type\":\"tool.execution_complete\"",
        "\"type\":\"permission.requested\"", "\"type\":\"permission.completed\"",
        "\"type\":\"subagent.started\"", "\"agentId\":\"call_1\"", "\"toolCallId\":\"call_1\"",
        "\"requestId\":\"r1\"", "\"parentToolCallId\":\"call_1\"", "\"success\":false",
        "\"kind\":\"approved\"", "\"modelMetrics\":{\"m\":{\"usage\":{\"inputTokens\":1}}}"};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    mimir::fuzz::checkParser("copilot", {reinterpret_cast<const char *>(data), size});
    return 0;
}
