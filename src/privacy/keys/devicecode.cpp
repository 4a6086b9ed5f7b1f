#include "privacy/keys/devicecode.h"

#include "core/text.h"
#include "privacy/keys/sealing.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace mimir::keys {
namespace {

constexpr std::size_t kNaming = 19, kSecret = 5, kAll = kNaming + kSecret + 1, kGroup = 5;
constexpr std::size_t kHashBytes = 32;

// The last digits of a long number, the bytes of which come highest first.
std::string lastDigits(std::array<unsigned char, kHashBytes> number, std::size_t count)
{
    std::string digits(count, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        unsigned rest = 0;
        for (unsigned char &byte : number) {
            const unsigned value = rest * 256 + byte;
            byte = static_cast<unsigned char>(value / 10);
            rest = value % 10;
        }
        *digit = static_cast<char>('0' + rest);
    }
    return digits;
}

std::optional<std::string> namingDigits(std::string_view publicKey)
{
    const auto key = fromBase64Url(publicKey);
    if (!key || key->size() != crypto_box_PUBLICKEYBYTES)
        return std::nullopt;
    constexpr std::string_view purpose = "mimir device code";
    std::array<unsigned char, kHashBytes> hash {};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(key->data()),
        key->size(), reinterpret_cast<const unsigned char *>(purpose.data()), purpose.size());
    return lastDigits(hash, kNaming);
}

// Luhn's.
char checkDigit(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int value = digits[digits.size() - 1 - i] - '0';
        const int doubled = i % 2 == 0 ? value * 2 : value;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool areDigits(std::string_view text, std::size_t count)
{
    return text.size() == count && std::ranges::all_of(text, isDigit);
}

} // namespace

std::optional<DeviceCode> DeviceCode::of(std::string_view publicKey, std::string_view secret)
{
    const auto naming = namingDigits(publicKey);
    if (!naming || !areDigits(secret, kSecret))
        return std::nullopt;
    std::string digits = *naming + std::string(secret);
    digits += checkDigit(digits);
    return DeviceCode(std::move(digits));
}

std::optional<DeviceCode> DeviceCode::parse(std::string_view typed)
{
    std::string digits;
    for (const char c : typed)
        if (c != ' ' && c != '-')
            digits += c;
    if (!areDigits(digits, kAll) || digits.back() != checkDigit(std::string_view(digits).substr(0, kAll - 1)))
        return std::nullopt;
    return DeviceCode(std::move(digits));
}

std::string DeviceCode::secretDigits(RandomSource &random)
{
    std::string digits;
    for (std::size_t i = 0; i < kSecret; ++i)
        digits += static_cast<char>('0' + static_cast<int>(random.between(0, 10)));
    return digits;
}

std::string DeviceCode::shown() const
{
    std::string out;
    for (std::size_t i = 0; i < m_digits.size(); i += kGroup)
        out += (out.empty() ? "" : "-") + m_digits.substr(i, kGroup);
    return out;
}

bool DeviceCode::names(std::string_view publicKey) const
{
    const auto naming = namingDigits(publicKey);
    return naming && m_digits.starts_with(*naming);
}

} // namespace mimir::keys
