#include "server/accounts/passwords.h"

#include <algorithm>
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

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
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
    if (characters(password) < kMinPasswordCharacters || password.size() > kMaxPasswordBytes)
        return Error {
            ErrorCode::Validation, "a password must have at least 8 characters and at most 1024 bytes"};
    if (password.find('\0')
        != std::string_view::npos) // which no keyboard has, and most programs cut a text at
        return Error {ErrorCode::Validation, "a password must not contain a NUL character"};
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
    static const auto unused = hashPassword("no one has this password", cost);
    return unused && matches(*unused, password) && false;
}

} // namespace mimir::server
