#include "core/text.h"

#include <simdjson.h>

namespace mimir {

bool isStorable(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size()) && text.find('\0') == std::string_view::npos;
}

std::string scrubbed(std::string_view text)
{
    if (isStorable(text))
        return std::string(text);
    static constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1
            : lead < 0xC2                      ? 0
            : lead < 0xE0                      ? 2
            : lead < 0xF0                      ? 3
            : lead < 0xF5                      ? 4
                                               : 0;
        if (lead != 0 && length != 0 && i + length <= text.size()
            && simdjson::validate_utf8(text.data() + i, length)) {
            out.append(text, i, length);
            i += length;
        } else {
            out += replacement;
            ++i;
        }
    }
    return out;
}

} // namespace mimir
