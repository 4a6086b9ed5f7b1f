// The tool decisions in a request of OTLP/HTTP for logs, in both of its encodings
// (https://opentelemetry.io/docs/specs/otlp/). What a stranger sends is bounded before memory is spent on it: the caller
// limits its size, records and attributes are counted here, and what is not read is passed over.
#pragma once

#include "core/result.h"
#include "sources/telemetry/tooldecision.h"

#include <string_view>
#include <vector>

namespace mimir {

enum class OtlpEncoding : std::uint8_t { Json, Protobuf };

/// Of one request; exporters send 512 at a time.
inline constexpr std::size_t kMaxLogRecords = 4096;

/// Error: Malformed (not such a request, or one with more than kMaxLogRecords).
Result<std::vector<ToolDecision>> decisionsIn(std::string_view body, OtlpEncoding encoding);

} // namespace mimir
