#include "privacy/literalsearch.h"

#include <algorithm>

namespace mimir {

void LiteralSearch::add(std::string literal, LetterCase letterCase, std::size_t id)
{
    m_bucketOf.resize(kMask + 1);
    std::uint32_t first = 0;
    for (const char c : literal.substr(0, 3))
        first = next(first, c);
    const auto put = [&](std::uint32_t hash) {
        m_begins[hash / 64] |= std::uint64_t(1) << (hash % 64);
        if (m_bucketOf[hash] == 0) {
            m_bucketOf[hash] = static_cast<std::uint16_t>(m_buckets.size());
            m_buckets.emplace_back();
        }
        auto &bucket = m_buckets[m_bucketOf[hash]];
        if (bucket.empty() || bucket.back().id != id || bucket.back().literal != literal)
            bucket.push_back({literal, letterCase, id});
    };
    if (literal.size() > 2)
        return put(first);
    for (int third = 0; third < 256; ++third)
        put(next(first, static_cast<char>(third)));
}

bool LiteralSearch::isAt(const Entry &entry, std::string_view text) const
{
    if (text.size() < entry.literal.size())
        return false;
    if (entry.letterCase == LetterCase::Exact)
        return text.starts_with(entry.literal);
    return std::equal(entry.literal.begin(), entry.literal.end(), text.begin(), [](char a, char b) {
        return static_cast<std::uint8_t>(a) == kFolded[static_cast<unsigned char>(b)];
    });
}

} // namespace mimir
