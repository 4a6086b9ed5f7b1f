#include "core/ids.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

std::string formatUuid(const std::array<std::uint8_t, 16> &bytes)
{
    static constexpr char hex[] = "0123456789abcdef";
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += hex[bytes[i] >> 4];
        out += hex[bytes[i] & 15];
    }
    return out;
}

void stamp(std::array<std::uint8_t, 16> &bytes, std::uint8_t version)
{
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
}

} // namespace

bool isValidId(std::string_view id)
{
    const auto allowed
        = [](char c) { return isLetterOrDigit(c) || c == '_' || c == '.' || c == ':' || c == '-'; };
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

std::string newId(Millis now, RandomSource &random)
{
    std::array<std::uint8_t, 16> bytes {};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(now >> (40 - 8 * i));
    const std::uint64_t a = random.next();
    const std::uint64_t b = random.next();
    bytes[6] = static_cast<std::uint8_t>(a);
    bytes[7] = static_cast<std::uint8_t>(a >> 8);
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = static_cast<std::uint8_t>(b >> (8 * i));
    stamp(bytes, 7);
    return formatUuid(bytes);
}

std::string idFromDigest(std::string_view digest16)
{
    std::array<std::uint8_t, 16> bytes {};
    for (std::size_t i = 0; i < std::min<std::size_t>(16, digest16.size()); ++i)
        bytes[i] = static_cast<std::uint8_t>(digest16[i]);
    stamp(bytes, 8);
    return formatUuid(bytes);
}

} // namespace mimir
