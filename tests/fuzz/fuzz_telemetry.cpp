// Requests of OTLP for logs in both encodings, and agents' settings that ours are added to.
#include "core/text.h"
#include "fuzz/fuzzdriver.h"
#include "sources/telemetry/codextelemetry.h"
#include "sources/telemetry/otlplogs.h"
#include "support/otlprequest.h"

using namespace mimir;

namespace {

constexpr Millis kReceived = 1'790'000'000'000;

void checkRequest(std::string_view input, OtlpEncoding encoding)
{
    const auto decisions = decisionsIn(input, encoding);
    if (!decisions)
        return;
    fuzz::require(decisions->size() <= kMaxLogRecords, "more records than allowed");
    for (const ToolDecision &decision : *decisions) {
        for (const std::string *text :
            {&decision.session, &decision.call, &decision.tool, &decision.decision, &decision.source})
            fuzz::require(text->size() <= 1024 && isStorable(*text), "a text that cannot be stored");
        const auto entry = entryOf(decision, kReceived);
        fuzz::require(
            !entry || (!entry->id.empty() && entry->fields.text("evidence") == "telemetry"), "half an entry");
    }
}

// What can be added can be taken out again, and leaves what was there.
template <typename With, typename Without, typename In>
void checkSettings(const std::string &text, const With &with, const Without &without, const In &in)
{
    const auto before = in(text);
    if (!before || before->ours || !before->others.empty())
        return;
    const TelemetryTarget target {24318, std::string(64, 'a')};
    const auto added = with(text, target);
    fuzz::require(added.ok(), "it is not added");
    const auto found = in(*added);
    fuzz::require(found.ok() && found->ours == target && found->others.empty(), "it is not found");
    const auto left = without(*added);
    fuzz::require(left.ok() && left->value_or("\n") == text, "it is not as it was");
}

} // namespace

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    const std::vector<test::LogRecord> records {test::claudeDecision("call1", "accept", "user_permanent"),
        test::codexDecision("call2", "denied", "user"),
        {"claude_code.user_prompt", 1, {{"prompt", "secret"}}}};
    return {test::jsonRequest(records), test::protobufRequest(records), "{\"resourceLogs\":null}",
        "{\n  \"env\": {\n    \"A\": \"b\"\n  }\n}\n", "model = \"x\"\n\n[projects]\n", "{ \"env\": { } }"};
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "{}", "[]",
        "\"resourceLogs\":", "\"scopeLogs\":", "\"logRecords\":", "\"attributes\":", "\"stringValue\":",
        "\"key\":", "\"value\":", "\"timeUnixNano\":", "null", "1e400", "claude_code.tool_decision",
        "codex.tool_decision", "session.id", "conversation.id", "tool_use_id", "call_id", "\x0a", "\x12",
        "\x32", "\x0a\x02\x12", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x0b", "\"env\":", "\n",
        "[otel]", "\"\"\"", "'''", "# ", std::string(1, '\0')};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    checkRequest(input, OtlpEncoding::Json);
    checkRequest(input, OtlpEncoding::Protobuf);
    checkSettings(input, claude::withTelemetry, claude::withoutTelemetry, claude::telemetryIn);
    checkSettings(input, codex::withTelemetry, codex::withoutTelemetry, codex::telemetryIn);
    return 0;
}
