#include "server/secrets.h"

#include <sodium.h>

namespace mimir::server {
namespace {

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

std::string randomBytes32(RandomSource &random)
{
    std::string out;
    for (int i = 0; i < 4; ++i) {
        const std::uint64_t word = random.next();
        out.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    return out;
}

std::string hexDigits(std::string_view bytes)
{
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytesOf(bytes), bytes.size());
    out.pop_back();
    return out;
}

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
