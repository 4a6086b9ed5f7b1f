// Makes secrets of a published form for tests, so that none of our files contains one that a scanner would take for a leak.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir {

/// "{}{36an}" is the literal and 36 letters and digits; the same seed makes the same text.
std::string sampleOf(std::string_view form, std::string_view literal, std::uint64_t seed);

std::string base64Of(std::string_view text);
/// %XX for everything but letters and digits.
std::string percentOf(std::string_view text);
/// As text in a JSON string, without the quotes around.
std::string jsonOf(std::string_view text);
std::string htmlOf(std::string_view text);
/// With a break after each `width` bytes.
std::string wrappedOf(std::string_view text, std::size_t width);

} // namespace mimir
