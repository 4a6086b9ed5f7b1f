// Finds the places of many short literals in one pass: what stands in front of the regular expressions, which are
// tried only where one of their literals is.
#pragma once

#include "core/text.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

enum class LetterCase : std::uint8_t { Exact, Any };

class LiteralSearch {
public:
    /// Precondition: at least two bytes; in lower case where the case does not matter.
    void add(std::string literal, LetterCase letterCase, std::size_t id);
    bool isEmpty() const { return m_buckets.size() == 1; }

    /// Calls visit(position, length, id) for each literal at each position, in the order of positions.
    template <typename Visit>
    void each(std::string_view text, Visit visit) const
    {
        std::uint32_t last = 0;
        for (std::size_t end = 0; end < text.size(); ++end) {
            last = next(last, text[end]);
            if ((m_begins[last / 64] >> (last % 64) & 1) != 0)
                visitBucket(text, end, last, visit);
        }
        // A literal of two bytes at the very end has no third one.
        last = next(last, '\0');
        if ((m_begins[last / 64] >> (last % 64) & 1) != 0)
            visitBucket(text, text.size(), last, visit);
    }

private:
    struct Entry {
        std::string literal;
        LetterCase letterCase;
        std::size_t id;
    };
    static constexpr std::uint32_t kMask = 0x7fff;
    static constexpr auto kFolded = [] {
        std::array<std::uint8_t, 256> folded {};
        for (unsigned c = 0; c < folded.size(); ++c)
            folded[c] = static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        return folded;
    }();

    /// The last three bytes without their case; most texts have few that begin a literal.
    std::uint32_t next(std::uint32_t last, char c) const
    {
        return ((last << 5) ^ kFolded[static_cast<unsigned char>(c)]) & kMask;
    }
    bool isAt(const Entry &entry, std::string_view text) const;

    template <typename Visit>
    void visitBucket(std::string_view text, std::size_t end, std::uint32_t hash, Visit visit) const
    {
        if (end < 2)
            return;
        for (const Entry &entry : m_buckets[m_bucketOf[hash]])
            if (isAt(entry, text.substr(end - 2)))
                visit(end - 2, entry.literal.size(), entry.id);
    }

    std::array<std::uint64_t, (kMask + 1) / 64>
        m_begins {};                       ///< a bit for each hash that a literal begins with
    std::vector<std::uint16_t> m_bucketOf; ///< by hash, once there is a literal
    std::vector<std::vector<Entry>> m_buckets = std::vector<std::vector<Entry>>(1);
};

} // namespace mimir
