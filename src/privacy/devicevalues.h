// Exact values that this device knows to be secret, such as those of .env files: taken out wherever they stand, without a
// name next to them, too. Only hashes of them are here, keyed by bytes that no other run of the program has and that are
// never stored or sent; the values themselves are not kept.
#pragma once

#include "privacy/tokenfinder.h"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace mimir {

class DeviceValues {
public:
    static constexpr std::size_t kShortest = 8, kLongest = 512; ///< of a value, in bytes
    static constexpr std::size_t kMost = 1000;                  ///< further ones are ignored

    DeviceValues();

    /// Ignores what is too short or too long. What is a secret and what is only a word is for the caller to decide.
    void add(std::string_view value);
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// In one pass; where values overlap, the longest one from the left.
    void find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const;

private:
    struct Value {
        std::size_t length;
        std::uint64_t hash; ///< of all of it
    };
    std::uint64_t hashOf(std::string_view text) const;
    std::size_t lengthAt(std::string_view text, std::size_t at, WorkBudget &budget) const;

    std::array<unsigned char, 16> m_key;
    std::unordered_map<std::uint64_t, std::vector<Value>>
        m_byBegin;                         ///< by the hash of the first kShortest bytes
    std::vector<std::uint64_t> m_mayBegin; ///< a bit for each hash of two bytes that a value begins with
    std::size_t m_size = 0;
};

} // namespace mimir
