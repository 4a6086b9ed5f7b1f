#include "server/accounts/secrets.h"

#include "server/sync/randomhex.h"

#include <sodium.h>

namespace mimir::server {
namespace {

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

std::string makeSecret(std::string_view prefix, RandomSource &random)
{
    const std::string bytes = randomBytes32(random);
    char text[sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    sodium_bin2base64(
        text, sizeof text, bytesOf(bytes), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return std::string(prefix) + text;
}

std::string sha256Hex(std::string_view text)
{
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()), bytesOf(text), text.size());
    return hexDigits(digest);
}

} // namespace mimir::server
