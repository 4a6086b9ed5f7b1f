// Passwords as argon2id strings, by libsodium. Thread-safe; each call takes tens of milliseconds and
// `memoryBytes`.
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

struct PasswordCost {
    unsigned long long operations = 2;
    std::size_t memoryBytes = 19u << 20;

    /// For tests: as cheap as the library allows.
    static PasswordCost cheapest();
};

/// Code points, not bytes. Existing accounts with shorter passwords can still sign in.
inline constexpr std::size_t kMinPasswordCharacters = 8;
inline constexpr std::size_t kMaxPasswordBytes = 1024;

/// How many hashes this process has computed.
std::uint64_t passwordHashes();

/// Errors: Validation (length), Unknown (no memory).
Result<std::string> hashPassword(std::string_view password, const PasswordCost &cost);

/// An empty hash stands for an unknown account: it costs the same time and never matches.
bool passwordMatches(const std::string &hash, std::string_view password, const PasswordCost &cost);

} // namespace mimir::server
