// ASCII case folding for machine names: headers, e-mail addresses, encodings. Not for human text.
#pragma once

#include <string>
#include <string_view>

namespace mimir {

/// A to Z become a to z, whatever the locale; every other byte is unchanged.
inline std::string asciiLowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

} // namespace mimir
