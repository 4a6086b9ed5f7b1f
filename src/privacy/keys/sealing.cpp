#include "privacy/keys/sealing.h"

#include <array>
#include <sodium.h>

namespace mimir::keys {
namespace {

constexpr std::size_t kTagBytes = 32;
constexpr std::size_t kPlainBytes = kKeyBytes + kTagBytes;
static_assert(kKeyBytes == crypto_generichash_KEYBYTES && kTagBytes == crypto_generichash_BYTES);

// Chooses the source of chance and the fastest code; more than once it does nothing.
bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

unsigned char *bytes(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}
const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string keyedHash(std::string_view key, std::string_view text, std::size_t size)
{
    std::string hash(size, '\0');
    crypto_generichash(bytes(hash), hash.size(), bytes(text), text.size(), bytes(key), key.size());
    return hash;
}

// The digits are few, but only who can open the sealed text has something to try them on.
std::string tagOf(std::string_view key, std::string_view publicKey, const DeviceCode &code)
{
    const std::string secret
        = keyedHash("mimir sealed for a code", code.digits(), crypto_generichash_KEYBYTES);
    return keyedHash(secret, std::string(key) + std::string(publicKey), kTagBytes);
}

} // namespace

DevicePair makeDevicePair()
{
    if (!isReady())
        return {};
    std::string publicKey(crypto_box_PUBLICKEYBYTES, '\0'), privateKey(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(bytes(publicKey), bytes(privateKey));
    return {base64Url(publicKey), base64Url(privateKey)};
}

std::string makePersonKey()
{
    std::string key(isReady() ? kKeyBytes : 0, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string keyIdOf(std::string_view key)
{
    constexpr std::size_t idBytes = 16;
    return base64Url(keyedHash(key, "mimir key id", idBytes));
}

Result<std::string> seal(std::string_view key, std::string_view publicKey, const DeviceCode &code)
{
    const auto raw = fromBase64Url(publicKey);
    if (!isReady() || key.size() != kKeyBytes || !raw || raw->size() != crypto_box_PUBLICKEYBYTES
        || !code.names(publicKey))
        return Error {ErrorCode::Validation, "the code does not name this device"};
    const std::string plain = std::string(key) + tagOf(key, publicKey, code);
    std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(
            bytes(sealed), bytes(std::string_view(plain)), plain.size(), bytes(std::string_view(*raw)))
        != 0)
        return Error {ErrorCode::Validation, "the device's public key is not a key"};
    return base64Url(sealed);
}

Result<std::string> open(std::string_view sealed, const DevicePair &pair, const DeviceCode &code)
{
    const Error refused {
        ErrorCode::Unauthorized, "what the server has for this device was not sealed for this code"};
    const auto raw = fromBase64Url(sealed), publicKey = fromBase64Url(pair.publicKey);
    const auto privateKey = fromBase64Url(pair.privateKey);
    if (!isReady() || !raw || raw->size() != kPlainBytes + crypto_box_SEALBYTES || !publicKey || !privateKey
        || publicKey->size() != crypto_box_PUBLICKEYBYTES || privateKey->size() != crypto_box_SECRETKEYBYTES)
        return refused;
    std::string plain(kPlainBytes, '\0');
    if (crypto_box_seal_open(bytes(plain), bytes(std::string_view(*raw)), raw->size(),
            bytes(std::string_view(*publicKey)), bytes(std::string_view(*privateKey)))
        != 0)
        return refused;
    std::string key = plain.substr(0, kKeyBytes);
    const std::string tag = tagOf(key, pair.publicKey, code);
    if (sodium_memcmp(tag.data(), plain.data() + kKeyBytes, kTagBytes) != 0)
        return refused;
    return key;
}

std::string base64Url(std::string_view text)
{
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(text.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes(text), text.size(), variant);
    out.pop_back(); // the zero
    return out;
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    const char *end = nullptr;
    if (sodium_base642bin(bytes(out), out.size(), text.data(), text.size(), nullptr, &size, &end,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            != 0
        || end != text.data() + text.size())
        return std::nullopt;
    out.resize(size);
    return out;
}

} // namespace mimir::keys
