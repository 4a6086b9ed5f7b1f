#include "core/json/jsonvalue.h"

#include "core/json/jsonscan.h"
#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mimir::json {

bool isNumberToken(std::string_view token)
{
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < token.size() && isDigit(token[i]))
            ++i;
        return i > from;
    };
    if (i < token.size() && token[i] == '-')
        ++i;
    if (i < token.size() && token[i] == '0')
        ++i;
    else if (!digits())
        return false;
    if (i < token.size() && token[i] == '.') {
        ++i;
        if (!digits())
            return false;
    }
    if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
        ++i;
        if (i < token.size() && (token[i] == '+' || token[i] == '-'))
            ++i;
        if (!digits())
            return false;
    }
    return i == token.size();
}

std::optional<std::string> unquoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t escape = std::min(findNear(text, '\\', 0), text.size());
        out.append(text.substr(0, escape));
        text.remove_prefix(escape);
        if (text.size() < 2)
            break;
        switch (text[1]) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u': {
            // Canonical text writes \u only for control characters below 0x20.
            unsigned code = 0;
            if (text.size() >= 6)
                std::from_chars(text.data() + 2, text.data() + 6, code, 16);
            out += static_cast<char>(code);
            text.remove_prefix(std::min<std::size_t>(4, text.size() - 2));
            break;
        }
        default:
            out += text[1];
        }
        text.remove_prefix(2);
    }
    return out;
}

std::string textOrJson(const std::string &canonicalText)
{
    return unquoted(canonicalText).value_or(canonicalText);
}

std::optional<std::int64_t> toInteger(std::string_view text)
{
    if (const auto value = numberIn<std::int64_t>(text))
        return value;
    // 5.0 and 5e3 are integers too, as far as a double is exact.
    const auto real = toReal(text);
    if (real && std::nearbyint(*real) == *real && std::fabs(*real) < 9007199254740992.0)
        return static_cast<std::int64_t>(*real);
    return std::nullopt;
}

std::optional<double> toReal(std::string_view text)
{
    if (!isNumberToken(text))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace mimir::json
