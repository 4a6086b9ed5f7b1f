#include "server/passwords.h"

#include <array>
#include <atomic>
#include <sodium.h>

namespace mimir::server {
namespace {

std::atomic<std::uint64_t> hashes = 0;

bool matches(const std::string &hash, std::string_view password)
{
    ++hashes;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

} // namespace

std::uint64_t passwordHashes()
{
    return hashes;
}

PasswordCost PasswordCost::cheapest()
{
    return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

Result<std::string> hashPassword(std::string_view password, const PasswordCost &cost)
{
    if (password.size() < kMinPasswordBytes || password.size() > kMaxPasswordBytes)
        return Error {ErrorCode::Validation, "a password has 1 to 1024 bytes"};
    ++hashes;
    std::array<char, crypto_pwhash_STRBYTES> out {};
    if (sodium_init() < 0
        || crypto_pwhash_str(out.data(), password.data(), password.size(), cost.operations, cost.memoryBytes)
            != 0)
        return Error {ErrorCode::Unknown, "not enough memory to hash a password"};
    return std::string(out.data());
}

bool passwordMatches(const std::string &hash, std::string_view password, const PasswordCost &cost)
{
    if (password.size() > kMaxPasswordBytes)
        return false;
    if (!hash.empty())
        return matches(hash, password);
    static const auto nobody = hashPassword("nobody has this password", cost);
    return nobody && matches(*nobody, password) && false;
}

} // namespace mimir::server
