#include "server/cursor.h"

#include <charconv>
#include <sodium.h>

namespace mimir::server {
namespace {

// A letter first: digits alone are the milliseconds of the original contract.
constexpr char kVersion = 'c';
constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

} // namespace

std::string encodeCursor(const Cursor &cursor)
{
    const std::string plain = std::to_string(cursor.rev) + ':' + cursor.epoch;
    std::string out(sodium_base64_encoded_len(plain.size(), kAlphabet), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char *>(plain.data()),
        plain.size(), kAlphabet);
    out.pop_back(); // the terminating NUL
    return kVersion + out;
}

std::optional<Cursor> decodeCursor(std::string_view text)
{
    if (text.size() > 200 || !text.starts_with(kVersion))
        return std::nullopt;
    text.remove_prefix(1);
    std::string plain(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(plain.data()), plain.size(), text.data(),
            text.size(), nullptr, &size, nullptr, kAlphabet)
        != 0)
        return std::nullopt;
    plain.resize(size);
    Cursor cursor;
    const auto colon = plain.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    const char *digitsEnd = plain.data() + colon;
    const auto [end, error] = std::from_chars(plain.data(), digitsEnd, cursor.rev);
    if (error != std::errc() || end != digitsEnd || cursor.rev < 0)
        return std::nullopt;
    cursor.epoch = plain.substr(colon + 1);
    return cursor;
}

} // namespace mimir::server
