// The person's key: 32 random bytes that exist only on the person's devices (docs/privacy.md, "Your key"). It travels
// between them sealed with the receiving device's public key (X25519, crypto_box_seal of libsodium), through a server
// that can neither read nor replace it:
//
// - Only what the person has confirmed is sealed for: the code that the new device shows names its public key.
// - Only what a confirming device has sealed is opened: crypto_box_seal says nothing about who sealed, and a server could
//   give a device a key that it made itself. So the sealed text also has a tag with a key made of the whole code, some
//   digits of which only the new device and the person know (devicecode.h).
//
// Keys are raw bytes; what is stored or sent of them is base64url.
#pragma once

#include "core/result.h"
#include "privacy/keys/devicecode.h"

#include <string>
#include <string_view>

namespace mimir::keys {

struct DevicePair {
    std::string publicKey, privateKey; ///< base64url
};
DevicePair makeDevicePair();

inline constexpr std::size_t kKeyBytes = 32;
/// 32 random bytes.
std::string makePersonKey();
/// Names the key to the server and to the person's devices, and says nothing about it.
std::string keyIdOf(std::string_view key);

/// For the device whose code this is. Errors: Validation (`publicKey` is not a key, or not the one that the code names).
Result<std::string> seal(std::string_view key, std::string_view publicKey, const DeviceCode &code);
/// Errors: Unauthorized (not for this pair, or not sealed by who was told this code).
Result<std::string> open(std::string_view sealed, const DevicePair &pair, const DeviceCode &code);

std::string base64Url(std::string_view bytes);
/// nullopt = it is not one.
std::optional<std::string> fromBase64Url(std::string_view text);

} // namespace mimir::keys
