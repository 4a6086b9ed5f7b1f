// Exact values that this device knows to be secret, such as those of .env files: taken out wherever they stand, without a
// name next to them, too. Only hashes of them are here, keyed by bytes that no other run of the program has and that are
// never stored or sent; the values themselves are not kept. What another process knew comes in forms that may be stored.
#pragma once

#include "privacy/tokenfinder.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mimir {

/// A value as it may be stored, for another process to find it again: what hashes with a key of this device say of it.
struct ValueForm {
    std::uint16_t begin = 0; ///< of its first bytes; too short to try those alone
    std::size_t length = 0;
    std::string hash; ///< of all of it, in hexadecimal
};

class DeviceValues {
public:
    static constexpr std::size_t kShortest = 8, kLongest = 512; ///< of a value, in bytes
    static constexpr std::size_t kMost = 1000;                  ///< further ones are ignored

    DeviceValues();

    /// Ignores what is too short or too long. What is a secret and what is only a word is for the caller to decide.
    void add(std::string_view value);
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0 && m_forms.empty(); }

    /// A key for forms, which the caller stores.
    static std::string newFormKey();
    /// nullopt = the value is too short or too long.
    static std::optional<ValueForm> formOf(std::string_view value, std::string_view key);
    /// Replaces the former ones; all of them are made with this key.
    void useForms(std::string_view key, std::vector<ValueForm> forms);

    /// In one pass; where values overlap, the longest one from the left.
    void find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const;

private:
    struct Value {
        std::size_t length;
        std::uint64_t hash; ///< of all of it
    };
    std::uint64_t hashOf(std::string_view text) const;
    void findValues(std::string_view text, WorkBudget &budget, SecretFinds &finds) const;
    void findForms(std::string_view text, WorkBudget &budget, SecretFinds &finds) const;
    std::size_t formAt(std::string_view text, std::size_t at, WorkBudget &budget) const;
    std::size_t lengthAt(std::string_view text, std::size_t at, WorkBudget &budget) const;

    std::array<unsigned char, 16> m_key;
    std::unordered_map<std::uint64_t, std::vector<Value>>
        m_byBegin;                         ///< by the hash of the first kShortest bytes
    std::vector<std::uint64_t> m_mayBegin; ///< a bit for each hash of two bytes that a value begins with
    std::size_t m_size = 0;
    std::string m_formKey;
    std::unordered_map<std::uint16_t, std::vector<ValueForm>> m_forms; ///< by their begin
};

} // namespace mimir
