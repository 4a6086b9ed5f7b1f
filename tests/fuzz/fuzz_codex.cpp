// The parser of Codex.
#include "fuzz/parserfuzz.h"

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    return transcriptsOf("codex");
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "null", "true", "\n", "\\u0000", "\\ud800",
        "[[[[[[[[[[[[[[[[", "\"type\":\"session_meta\"", "\"type\":\"turn_context\"",
        "\"type\":\"response_item\"", "\"type\":\"event_msg\"", "\"type\":\"compacted\"",
        "\"type\":\"message\"", "\"type\":\"reasoning\"", "\"type\":\"function_call\"",
        "\"type\":\"function_call_output\"", "\"type\":\"custom_tool_call\"", "\"type\":\"user_message\"",
        "\"type\":\"token_count\"", "\"type\":\"thread_rolled_back\"", "\"num_turns\":1",
        "\"call_id\":\"call_1\"", "\"turn_id\":\"t_1\"", "\"forked_from_id\":\"x\"", "\"role\":\"user\"",
        "\"role\":\"assistant\"", "\"total_tokens\":", "<environment_context>",
        "\"history_base\":{\"thread_id\":\"x\"}", "Process exited with code 1"};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    mimir::fuzz::checkParser("codex", {reinterpret_cast<const char *>(data), size});
    return 0;
}
