#include "server/sync/randomhex.h"

#include <sodium.h>

namespace mimir::server {

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
    sodium_bin2hex(
        out.data(), out.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    out.pop_back();
    return out;
}

} // namespace mimir::server
