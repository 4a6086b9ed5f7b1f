#include "core/plaintext.h"

#include "core/text.h"

namespace mimir {
namespace {

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

// Embeddings, overrides, isolates and marks that reorder displayed text (UAX #9).
bool isBidiControl(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F
        || c == 0x061C;
}

bool isLineBreak(char32_t c)
{
    return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x85;
}

} // namespace

std::string singleLine(std::string_view input, std::size_t maxCharacters)
{
    // A title may be a megabyte; a code point is at most four bytes long.
    const std::string clean = scrubbed(input.substr(0, maxCharacters * 16));
    std::string_view text = clean;
    std::string out;
    std::size_t count = 0;
    bool space = false;
    bool more = input.size() > maxCharacters * 16;
    while (!text.empty()) {
        const CodePoint c = takeCodePoint(text);
        if (c.value == ' ' || isLineBreak(c.value)) {
            space = !out.empty();
            continue;
        }
        if (isControl(c.value) || isBidiControl(c.value))
            continue;
        if (count + (space ? 1u : 0u) >= maxCharacters) {
            more = true;
            break;
        }
        if (space) {
            out += ' ';
            ++count;
            space = false;
        }
        out += c.bytes;
        ++count;
    }
    return more ? out + "…" : out;
}

std::string withoutControls(std::string_view input)
{
    const std::string clean = scrubbed(input);
    std::string_view text = clean;
    std::string out;
    out.reserve(clean.size());
    while (!text.empty()) {
        const CodePoint c = takeCodePoint(text);
        if (c.value == '\n' || c.value == '\t' || (!isControl(c.value) && !isBidiControl(c.value)))
            out += c.bytes;
    }
    return out;
}

QString plain(std::string_view hostile, std::size_t maxCharacters)
{
    return QString::fromStdString(singleLine(hostile, maxCharacters));
}

} // namespace mimir
