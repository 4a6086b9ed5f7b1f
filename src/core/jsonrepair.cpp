#include "core/jsonrepair.h"

#include <cstring>
#include <string_view>

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

} // namespace

void repairEscapes(char *text, std::size_t size)
{
    char *end = text + size;
    char *p = text;
    while ((p = static_cast<char *>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)))) != nullptr) {
        if (end - p < 6 || p[1] != 'u') {
            p += 2;
            if (p >= end)
                return;
            continue;
        }
        const bool nul = std::memcmp(p + 2, "0000", 4) == 0;
        const bool high = isHighSurrogate(p + 2);
        if (high && end - p >= 12 && p[6] == '\\' && p[7] == 'u' && isLowSurrogate(p + 8)) {
            p += 12;
            continue;
        }
        if (nul || high || isLowSurrogate(p + 2))
            std::memcpy(p + 2, "fffd", 4);
        p += 6;
    }
}

} // namespace mimir::json
