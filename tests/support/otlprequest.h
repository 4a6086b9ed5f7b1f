// Requests of OTLP for logs, built by hand in both encodings from what an agent tells.
#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mimir::test {

/// One log record: its body, its time and its attributes, all of them texts.
struct LogRecord {
    std::string body;
    std::uint64_t time = 1'790'000'000'123'456'789;
    std::vector<std::pair<std::string, std::string>> attributes;
};

inline LogRecord claudeDecision(
    const std::string &call, const std::string &decision, const std::string &source)
{
    return {"claude_code.tool_decision", 1'790'000'000'123'456'789,
        {{"session.id", "s1"}, {"event.name", "tool_decision"}, {"tool_name", "Bash"}, {"tool_use_id", call},
            {"decision", decision}, {"source", source}}};
}

inline LogRecord codexDecision(
    const std::string &call, const std::string &decision, const std::string &source)
{
    return {"", 1'790'000'000'123'456'789,
        {{"event.name", "codex.tool_decision"}, {"conversation.id", "c1"}, {"tool_name", "shell"},
            {"call_id", call}, {"decision", decision}, {"source", source}}};
}

inline std::string jsonRequest(const std::vector<LogRecord> &records)
{
    std::string all;
    for (const LogRecord &record : records) {
        std::string attributes;
        for (const auto &[key, value] : record.attributes)
            attributes += (attributes.empty() ? "" : ",") + std::string("{\"key\":") + json::quoted(key)
                + ",\"value\":{\"stringValue\":" + json::quoted(value) + "}}";
        all += (all.empty() ? "" : ",") + std::string("{\"timeUnixNano\":\"") + std::to_string(record.time)
            + "\",\"body\":{\"stringValue\":" + json::quoted(record.body) + "},\"attributes\":[" + attributes
            + "]}";
    }
    return "{\"resourceLogs\":[{\"resource\":{\"attributes\":[]},\"scopeLogs\":[{\"scope\":{\"name\":\"x\"},"
           "\"logRecords\":["
        + all + "]}]}]}";
}

inline std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value > 0x7f; value >>= 7)
        bytes += static_cast<char>(0x80 | (value & 0x7f));
    return bytes + static_cast<char>(value);
}

/// A field with bytes in it: a text, or a message.
inline std::string field(std::uint64_t number, const std::string &bytes)
{
    return varint(number << 3 | 2) + varint(bytes.size()) + bytes;
}

inline std::string fixed64(std::uint64_t number, std::uint64_t value)
{
    std::string bytes = varint(number << 3 | 1);
    for (int i = 0; i < 8; ++i, value >>= 8)
        bytes += static_cast<char>(value & 0xff);
    return bytes;
}

inline std::string protobufRequest(const std::vector<LogRecord> &records)
{
    std::string scope = field(1, field(1, "x"));
    for (const LogRecord &record : records) {
        std::string one
            = fixed64(1, record.time) + varint(2 << 3) + varint(9) + field(5, field(1, record.body));
        for (const auto &[key, value] : record.attributes)
            one += field(6, field(1, key) + field(2, field(1, value)));
        scope += field(2, one);
    }
    return field(1, field(1, "") + field(2, scope));
}

} // namespace mimir::test
