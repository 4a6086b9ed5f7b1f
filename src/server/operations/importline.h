// Reading the members of a line of an export. Errors: Validation, for the operator.
#pragma once

#include "core/json/json.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

/// The line is wrong, and why.
Error badLine(std::string why);
/// The error is the file's; all others are the database's.
bool isOfTheLine(const Error &error);

Result<std::string> textOf(const json::Object &line, std::string_view key);
/// Not negative.
Result<std::int64_t> countOf(const json::Object &line, std::string_view key);
/// The number of an EntityType.
Result<std::int64_t> typeOf(const json::Object &line);
bool isSet(const json::Object &line, std::string_view key);

} // namespace mimir::server
