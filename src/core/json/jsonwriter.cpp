#include "core/json/jsonwriter.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace mimir::json {
namespace {

// Finds the next byte that needs an escape, eight at a time: bodies are long and have few.
std::size_t plainRun(std::string_view text, std::size_t from)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    const auto zeroIn = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
    for (; from + 8 <= text.size(); from += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + from, 8);
        const std::uint64_t control = (word - ones * 0x20) & ~word & tops;
        const std::uint64_t found = control | zeroIn(word ^ (ones * '"')) | zeroIn(word ^ (ones * '\\'));
        if (found == 0)
            continue;
        // Only behind the first one a borrow may have marked others.
        if constexpr (std::endian::native == std::endian::little)
            return from + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        break;
    }
    while (from < text.size() && static_cast<unsigned char>(text[from]) >= 0x20 && text[from] != '"'
        && text[from] != '\\')
        ++from;
    return from;
}

} // namespace

void appendQuoted(std::string &out, std::string_view utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = plainRun(utf8, 0); i < utf8.size(); i = plainRun(utf8, i + 1)) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        out.append(utf8, from, i - from);
        from = i + 1;
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
        }
    }
    out.append(utf8, from, utf8.size() - from);
    out += '"';
}

std::string quoted(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size() + utf8.size() / 16 + 2);
    appendQuoted(out, utf8);
    return out;
}

std::string arrayOfTexts(const std::vector<std::string> &texts)
{
    std::string out = "[";
    for (const std::string &text : texts) {
        if (out.size() > 1)
            out += ',';
        appendQuoted(out, text);
    }
    return out + ']';
}

std::string fromReal(double value)
{
    if (!std::isfinite(value))
        return "null"; // JSON cannot express it
    if (std::nearbyint(value) == value && std::fabs(value) < 9007199254740992.0)
        return std::to_string(static_cast<std::int64_t>(value));
    char buffer[40];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc() ? std::string(buffer, end) : std::string("0");
}

} // namespace mimir::json
