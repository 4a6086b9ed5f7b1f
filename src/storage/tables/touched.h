// Which conversations a batch or page had items of: a few by id, the rest counted. No titles: a later reader
// sees a conversation's title at that time, and deleted ones are not named any more.
#pragma once

#include "core/records/entity.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct Touched {
    static constexpr std::size_t kNamed = 3;

    struct Conversation {
        std::string id;
        std::array<int, 4> counts {}; ///< by EntityType, in order; the first is the conversation itself
        bool operator==(const Conversation &) const = default;
    };
    std::vector<Conversation> most; ///< those with the most items, at most kNamed
    int more = 0;                   ///< how many others
    /// How many of all items, by EntityType, were deletions.
    std::array<int, 4> deleted = {};

    bool hasDeletions() const { return deleted != std::array<int, 4> {}; }
    bool empty() const { return most.empty() && !hasDeletions(); }
    /// {"deleted":[0,2,0,0],"more":2,"most":[["c1",1,12,3,0]]}; empty when nothing is known.
    std::string toJson() const;
    /// Text that is not valid gives an empty result.
    static Touched fromJson(std::string_view stored);
    bool operator==(const Touched &) const = default;
};

class TouchedCounter {
public:
    /// `conversation`: where an item belongs; an item without one, such as a deleted message, is left out.
    void count(std::string_view conversation, EntityType type);
    /// In addition to count(): the item is a deletion.
    void countDeleted(EntityType type) { ++m_deleted[static_cast<std::size_t>(type) - 1]; }
    Touched result() const;

private:
    std::array<int, 4> m_deleted {};
    std::map<std::string, std::array<int, 4>, std::less<>> m_counts;
};

} // namespace mimir
