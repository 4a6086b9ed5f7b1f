#include "privacy/devicevalues.h"

#include "privacy/textedges.h"

#include <algorithm>
#include <sodium.h>

namespace mimir {
namespace {

constexpr std::string_view kKind = "secret";
constexpr std::size_t kPairs = 1u << 16;

std::size_t pairAt(std::string_view text, std::size_t at)
{
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8
        | static_cast<unsigned char>(text[at + 1]);
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

void DeviceValues::find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const
{
    if (isEmpty() || text.size() < kShortest)
        return;
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
