#include "privacy/hiddentext.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr auto kValues = [] {
    std::array<signed char, 256> values {};
    values.fill(-1);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    values['-'] = 62;
    values['_'] = 63;
    return values;
}();

int valueOf(char c)
{
    return kValues[static_cast<unsigned char>(c)];
}

bool isText(unsigned char c)
{
    return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t' || c == '\r' || c == 0x1b;
}

// Nothing where the bytes are not text.
std::string decodedRun(std::string_view text, std::size_t from, std::size_t to)
{
    std::string out;
    unsigned bits = 0, count = 0;
    for (std::size_t at = from; at < to; ++at) {
        const int value = valueOf(text[at]);
        if (value < 0)
            continue; // a break of the line
        bits = (bits << 6) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        const auto byte = static_cast<unsigned char>((bits >> count) & 0xff);
        if (!isText(byte))
            return out.size() >= 48 ? out : std::string(); // text that ends is text still
        out += static_cast<char>(byte);
    }
    return out;
}

constexpr std::size_t kShortest = 16; ///< of a run

std::size_t base64End(std::string_view text, std::size_t at)
{
    while (at < text.size() && valueOf(text[at]) >= 0)
        ++at;
    return at;
}

// Lines of one width, as `base64` breaks them, are one run.
std::size_t wrappedEnd(std::string_view text, std::size_t from, std::size_t end)
{
    const std::size_t width = end - from;
    constexpr std::size_t narrowest = 40;
    while (width >= narrowest && end < text.size()) {
        std::size_t next = end;
        while (next < text.size() && next - end < 24
            && (text[next] == '\r' || text[next] == '\n' || text[next] == ' ' || text[next] == '\t'))
            ++next;
        const std::size_t lineEnd = base64End(text, next);
        if (next == end || lineEnd == next || lineEnd - next > width)
            break;
        const bool last = lineEnd - next < width;
        end = lineEnd;
        if (last)
            break;
    }
    return end;
}

} // namespace

std::vector<HiddenText> base64In(std::string_view text)
{
    std::vector<HiddenText> out;
    // Of sixteen bytes in a row, one is where a stride of sixteen looks.
    for (std::size_t look = kShortest - 1; look < text.size();) {
        if (valueOf(text[look]) < 0) {
            look += kShortest;
            continue;
        }
        std::size_t from = look;
        while (from > look - (kShortest - 1) && valueOf(text[from - 1]) >= 0)
            --from;
        const std::size_t lineEnd = base64End(text, look);
        const std::size_t end = lineEnd - from >= kShortest ? wrappedEnd(text, from, lineEnd) : lineEnd;
        if (lineEnd - from >= kShortest)
            if (std::string decoded = decodedRun(text, from, end); decoded.size() >= kShortest / 2)
                out.push_back({from, end, std::move(decoded)});
        look = std::max(end, look) + kShortest;
    }
    return out;
}

} // namespace mimir
