// What one canonical value (core/json/json.h) stands for. nullopt: it is of another type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::json {

std::optional<std::string> unquoted(std::string_view canonicalText);
/// The text of a string, any other value as it is.
std::string textOrJson(const std::string &canonicalText);
/// 5.0 and 5e3 are integers, too, as far as a double is exact.
std::optional<std::int64_t> toInteger(std::string_view canonicalText);
/// nullopt for a number beyond every double, too.
std::optional<double> toReal(std::string_view canonicalText);

/// A number as JSON writes it, and nothing around it.
bool isNumberToken(std::string_view text);

} // namespace mimir::json
