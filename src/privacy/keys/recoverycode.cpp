#include "privacy/keys/recoverycode.h"

#include "privacy/keys/sealing.h"

#include <array>
#include <sodium.h>

namespace mimir::keys {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kKeyLetters = 52, kCheckLetters = 4, kGroup = 4;
constexpr unsigned kBits = 5;

// The last letter stands for what is left over, in its high bits.
std::string lettersOf(std::string_view bytes, std::size_t count)
{
    std::string out;
    unsigned held = 0, bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= kBits; bits -= kBits)
            out += kLetters[(held >> (bits - kBits)) & 31];
        held &= (1u << bits) - 1;
    }
    if (bits > 0)
        out += kLetters[(held << (kBits - bits)) & 31];
    return out.substr(0, count);
}

std::string checkOf(std::string_view key)
{
    constexpr std::string_view purpose = "mimir recovery code";
    std::array<unsigned char, crypto_generichash_BYTES> hash {};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(key.data()),
        key.size(), reinterpret_cast<const unsigned char *>(purpose.data()), purpose.size());
    return lettersOf({reinterpret_cast<const char *>(hash.data()), hash.size()}, kCheckLetters);
}

char asMeant(char c)
{
    if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

} // namespace

std::string recoveryCode(std::string_view key)
{
    const std::string letters = lettersOf(key, kKeyLetters) + checkOf(key);
    std::string out;
    for (std::size_t i = 0; i < letters.size(); i += kGroup)
        out += (out.empty() ? "" : "-") + letters.substr(i, kGroup);
    return out;
}

std::optional<std::string> keyFromRecoveryCode(std::string_view typed)
{
    std::string letters;
    for (const char c : typed)
        if (c != ' ' && c != '-')
            letters += asMeant(c);
    if (letters.size() != kKeyLetters + kCheckLetters)
        return std::nullopt;
    std::string key;
    unsigned held = 0, bits = 0;
    for (const char c : letters.substr(0, kKeyLetters)) {
        const std::size_t value = kLetters.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        held = (held << kBits) | static_cast<unsigned>(value);
        bits += kBits;
        if (bits >= 8) {
            bits -= 8;
            key += static_cast<char>((held >> bits) & 255);
            held &= (1u << bits) - 1;
        }
    }
    // Written again it is the same, to the bits that the last letter has too many.
    const bool isSame = key.size() == kKeyBytes && lettersOf(key, kKeyLetters) + checkOf(key) == letters;
    return isSame ? std::optional(key) : std::nullopt;
}

} // namespace mimir::keys
