// What an agent sends, as one JSON object on one line, piece by piece: line breaks between its parts become spaces, long
// texts are cut. It is not JSON on its face when its brackets do not match, when something stands around it, or when a
// text contains a line break. So no event can become two lines of the spool, or none that ends.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mimir::hook {

class EventFilter {
public:
    static constexpr std::size_t kMaxText = std::size_t(64) << 10;
    static constexpr std::size_t kMaxDepth = 64;

    /// `room` must outlive the object; what does not fit into it is not an event.
    EventFilter(char *room, std::size_t size) : m_room(room), m_roomSize(size) { }

    void take(const char *bytes, std::size_t size);
    /// One object, and nothing behind it so far.
    bool isWhole() const { return m_hasBegun && m_depth == 0 && !m_isBad; }
    std::size_t size() const { return m_size; }

private:
    void takeOne(char c);
    void takeInText(char c);
    void open(char c);
    void close(char c);
    void put(char c);

    char *m_room;
    std::size_t m_roomSize, m_size = 0, m_depth = 0;
    std::size_t m_textSize = 0;
    int m_escaped = 0; ///< characters that still belong to an escape; -1 = the one that says which
    char m_closing[kMaxDepth] = {};
    bool m_hasBegun = false, m_isBad = false, m_isInText = false, m_isCut = false;
};

} // namespace mimir::hook
