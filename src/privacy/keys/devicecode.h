// The code that a new device shows, to be typed on a device that has the person's key: 25 digits in groups of five.
//
//   19 digits  name the device's public key: its BLAKE2b, modulo 10^19
//    5 digits  are random, and only the device and the person know them
//    1 digit   finds typing errors (Luhn)
//
// A server that wants the key in a device of its own must make a key pair whose 19 digits are those of a device that
// the person is about to confirm: 10^19 = 2^63.1 pairs on the average. Even at 10^9 pairs a second that is 317 years.
//
// A server that wants to give a device a key of its own making does not need a public key, but the five digits: of
// 100,000 guesses it has one for each code that a person was shown, since a wrong one ends the code.
#pragma once

#include "core/randomsource.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir::keys {

class DeviceCode {
public:
    /// `secret`: as of secretDigits(). nullopt = they are not, or the key is not a public key.
    static std::optional<DeviceCode> of(std::string_view publicKey, std::string_view secret);
    /// As a person types it: blanks and dashes do not count. nullopt = it is not one.
    static std::optional<DeviceCode> parse(std::string_view typed);
    static std::string secretDigits(RandomSource &random);

    /// "12345-67890-12345-67890-12345"
    std::string shown() const;
    const std::string &digits() const { return m_digits; }
    /// Whether it is that of the device with this public key, whatever its secret digits.
    bool names(std::string_view publicKey) const;

    friend bool operator==(const DeviceCode &, const DeviceCode &) = default;

private:
    explicit DeviceCode(std::string digits) : m_digits(std::move(digits)) { }

    std::string m_digits; ///< all 25
};

} // namespace mimir::keys
