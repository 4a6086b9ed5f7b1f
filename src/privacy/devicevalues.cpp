#include "privacy/devicevalues.h"

#include "privacy/textedges.h"

#include <algorithm>
#include <sodium.h>
#include <span>

namespace mimir {
namespace {

constexpr std::string_view kKind = "secret";
constexpr std::size_t kPairs = 1u << 16;

std::size_t pairAt(std::string_view text, std::size_t at)
{
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8
        | static_cast<unsigned char>(text[at + 1]);
}

std::string inHex(std::span<const unsigned char> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const unsigned char byte : bytes)
        out += {digits[byte >> 4], digits[byte & 15]};
    return out;
}

std::string formHash(std::string_view value, std::string_view key)
{
    std::array<unsigned char, 16> hash {};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(value.data()),
        value.size(), reinterpret_cast<const unsigned char *>(key.data()),
        std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
    return inHex(hash);
}

// Looked for at every word of a text, so it is the fast hash.
std::uint16_t beginOf(std::string_view text, std::string_view key)
{
    std::array<unsigned char, crypto_shorthash_KEYBYTES> begin {};
    std::ranges::copy(key.substr(0, begin.size()), begin.begin());
    std::array<unsigned char, crypto_shorthash_BYTES> hash {};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char *>(text.data()),
        DeviceValues::kShortest, begin.data());
    return static_cast<std::uint16_t>(hash[0] << 8 | hash[1]);
}

} // namespace

DeviceValues::DeviceValues() : m_mayBegin(kPairs / 64)
{
    randombytes_buf(m_key.data(), m_key.size());
}

std::uint64_t DeviceValues::hashOf(std::string_view text) const
{
    static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(std::uint64_t));
    std::uint64_t hash = 0;
    crypto_shorthash(reinterpret_cast<unsigned char *>(&hash),
        reinterpret_cast<const unsigned char *>(text.data()), text.size(), m_key.data());
    return hash;
}

void DeviceValues::add(std::string_view value)
{
    if (m_size >= kMost || value.size() < kShortest || value.size() > kLongest)
        return;
    std::vector<Value> &bucket = m_byBegin[hashOf(value.substr(0, kShortest))];
    const std::uint64_t hash = hashOf(value);
    if (std::ranges::any_of(
            bucket, [&](const Value &known) { return known.length == value.size() && known.hash == hash; }))
        return;
    bucket.push_back({value.size(), hash});
    std::ranges::sort(bucket, std::ranges::greater(), &Value::length);
    m_mayBegin[pairAt(value, 0) / 64] |= std::uint64_t(1) << (pairAt(value, 0) % 64);
    ++m_size;
}

std::string DeviceValues::newFormKey()
{
    std::array<unsigned char, crypto_generichash_KEYBYTES> bytes {};
    randombytes_buf(bytes.data(), bytes.size());
    return inHex(bytes);
}

std::optional<ValueForm> DeviceValues::formOf(std::string_view value, std::string_view key)
{
    if (value.size() < kShortest || value.size() > kLongest)
        return std::nullopt;
    return ValueForm {beginOf(value, key), value.size(), formHash(value, key)};
}

void DeviceValues::useForms(std::string_view key, std::vector<ValueForm> forms)
{
    m_formKey = key;
    m_forms.clear();
    for (ValueForm &form : forms)
        m_forms[form.begin].push_back(std::move(form));
    for (auto &[begin, alike] : m_forms)
        std::ranges::sort(alike, std::ranges::greater(), &ValueForm::length);
}

void DeviceValues::find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const
{
    if (text.size() < kShortest)
        return;
    if (m_size > 0)
        findValues(text, budget, finds);
    if (!m_forms.empty())
        findForms(text, budget, finds);
}

void DeviceValues::findForms(std::string_view text, WorkBudget &budget, SecretFinds &finds) const
{
    budget.spend(text.size() / 2);
    for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
        if (!beginsHere(text, at))
            continue;
        const std::size_t length = formAt(text, at, budget);
        if (length == 0)
            continue;
        finds.push_back({at, at + length, kKind, {}});
        at += length - 1;
    }
}

// The length of the value that stands at `at` and has a form; 0 = none does.
std::size_t DeviceValues::formAt(std::string_view text, std::size_t at, WorkBudget &budget) const
{
    const auto alike = m_forms.find(beginOf(text.substr(at), m_formKey));
    if (alike == m_forms.end())
        return 0;
    for (const ValueForm &form : alike->second)
        if (form.length <= text.size() - at && endsHere(text, at + form.length) && budget.spend(form.length)
            && formHash(text.substr(at, form.length), m_formKey) == form.hash)
            return form.length;
    return 0;
}

void DeviceValues::findValues(std::string_view text, WorkBudget &budget, SecretFinds &finds) const
{
    budget.spend(text.size() / 4);
    for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
        const std::size_t pair = pairAt(text, at);
        if ((m_mayBegin[pair / 64] >> (pair % 64) & 1) == 0 || !beginsHere(text, at))
            continue;
        const std::size_t length = lengthAt(text, at, budget);
        if (length == 0)
            continue;
        finds.push_back({at, at + length, kKind, {}});
        at += length - 1;
    }
}

// Of the value that stands at `at`; 0 = none does.
std::size_t DeviceValues::lengthAt(std::string_view text, std::size_t at, WorkBudget &budget) const
{
    budget.spend(kShortest);
    const auto bucket = m_byBegin.find(hashOf(text.substr(at, kShortest)));
    if (bucket == m_byBegin.end())
        return 0;
    for (const Value &value : bucket->second) {
        if (value.length > text.size() - at || !endsHere(text, at + value.length)
            || !budget.spend(value.length))
            continue;
        if (hashOf(text.substr(at, value.length)) == value.hash)
            return value.length;
    }
    return 0;
}

} // namespace mimir
