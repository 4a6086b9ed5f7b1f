#include "core/json/jsonrepair.h"

#include "core/json/jsonscan.h"

#include <cstring>

namespace mimir::json {
namespace {

// `hex` are the four digits of a \u escape; D800–DBFF are high surrogates, DC00–DFFF low ones.
bool isSurrogate(const char *hex, std::string_view secondDigits)
{
    return (hex[0] | 0x20) == 'd'
        && secondDigits.find(static_cast<char>(hex[1] | 0x20)) != std::string_view::npos;
}
bool isHighSurrogate(const char *hex)
{
    return isSurrogate(hex, "89ab");
}
bool isLowSurrogate(const char *hex)
{
    return isSurrogate(hex, "cdef");
}

// Calls `found` with where the four digits of each escape begin that no store can hold.
template <typename Found>
void forEachUnstorable(std::string_view text, Found found)
{
    const char *end = text.data() + text.size();
    for (std::size_t at = findNear(text, '\\', 0); at < text.size(); at = findNear(text, '\\', at)) {
        const char *p = text.data() + at;
        if (end - p < 6 || p[1] != 'u') {
            at += 2;
            continue;
        }
        const bool nul = std::memcmp(p + 2, "0000", 4) == 0;
        const bool high = isHighSurrogate(p + 2);
        if (high && end - p >= 12 && p[6] == '\\' && p[7] == 'u' && isLowSurrogate(p + 8)) {
            at += 12;
            continue;
        }
        if (nul || high || isLowSurrogate(p + 2))
            found(at + 2);
        at += 6;
    }
}

} // namespace

void repairEscapes(char *text, std::size_t size)
{
    forEachUnstorable({text, size}, [text](std::size_t at) { std::string_view("fffd").copy(text + at, 4); });
}

std::size_t unstorableEscapes(std::string_view text)
{
    std::size_t count = 0;
    forEachUnstorable(text, [&count](std::size_t) { ++count; });
    return count;
}

} // namespace mimir::json
