// Looks for a byte of JSON that is probably near: texts have an escape every few words.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mimir::json {

/// As std::string_view::find(), which is called only where none of the next bytes is it.
inline std::size_t findNear(std::string_view text, char wanted, std::size_t from)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    constexpr std::size_t near = 32;
    if constexpr (std::endian::native == std::endian::little) {
        const std::uint64_t pattern = ones * static_cast<unsigned char>(wanted);
        for (const std::size_t end = from + near; from < end && from + 8 <= text.size(); from += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + from, 8);
            word ^= pattern;
            // Only behind the first one a borrow may have marked others.
            if (const std::uint64_t found = (word - ones) & ~word & tops; found != 0)
                return from + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        }
    }
    return text.find(wanted, from);
}

} // namespace mimir::json
