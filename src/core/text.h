// Small functions on text that more than one layer needs; those that make a QString are in core/qtext.h, those for text
// that is shown in core/plaintext.h. Letters, digits and white space are ASCII's, whatever the locale.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr bool isLetterOrDigit(char c)
{
    return isLetter(c) || isDigit(c);
}

/// A to Z become a to z; every other byte is unchanged. For machine names, such as headers, e-mail addresses and
/// encodings; not for human text.
std::string asciiLowered(std::string_view text);

inline constexpr std::string_view kBlanks = " \t";         ///< around the value of an HTTP header
inline constexpr std::string_view kWhiteSpace = " \t\r\n"; ///< between the tokens of JSON

/// Without the characters of `space` at both ends.
std::string_view trimmed(std::string_view text, std::string_view space = kWhiteSpace);

/// Takes what is before the first separator out of `rest`, which begins behind the separator afterwards; all of it
/// where there is none.
std::string_view takeUntil(std::string_view &rest, char separator);
/// The parts between separators; one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The end of the line that `at` is in: its '\n', or the end of the text.
inline std::size_t lineEnd(std::string_view text, std::size_t at)
{
    return std::min(text.find('\n', at), text.size());
}
/// From `at`, which is at most the size of the text, to the end of its line.
inline std::string_view lineAt(std::string_view text, std::size_t at)
{
    return text.substr(at, lineEnd(text, at) - at);
}
/// Where the line after the one of `at` begins, or the text ends.
inline std::size_t nextLine(std::string_view text, std::size_t at)
{
    return std::min(lineEnd(text, at) + 1, text.size());
}

bool isOneOf(std::string_view word, std::span<const std::string_view> words);

/// The number that `text` is in decimal digits, as a whole; nullopt when it is not a number or does not fit. A signed number
/// may begin with '-', none with '+' or white space.
template <typename Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}
/// numberIn() that is not negative.
std::optional<std::int64_t> countIn(std::string_view text);

/// UTF-8 without NUL: what every store can hold.
bool isStorable(std::string_view text);
/// Replaces what no store can hold in text that did not come through JSON: invalid sequences and NUL.
std::string scrubbed(std::string_view text);

struct CodePoint {
    char32_t value;
    std::string_view bytes;
};
/// Takes the first one out of `text`, which must be UTF-8 and not empty.
CodePoint takeCodePoint(std::string_view &text);

} // namespace mimir
