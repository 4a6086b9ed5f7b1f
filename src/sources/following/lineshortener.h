// A line of JSON that is too long to be kept, with its long texts cut, so that what it is and when it was stays
// readable. It is fed in pieces; memory is bounded, however long the line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mimir {

class LineShortener {
public:
    static constexpr std::size_t kMaxText = std::size_t(64) << 10; ///< of each string
    static constexpr std::size_t kMaxLine = std::size_t(8) << 20;  ///< of what is left

    void feed(std::string_view piece);
    /// Empty when too much was left even so.
    std::string take();

private:
    void feedText(char c);

    std::string m_line;
    std::size_t m_textBytes = 0; ///< of the string that is being read
    bool m_isText = false;
    bool m_isEscaped = false;
    bool m_isCut = false; ///< the rest of the string is left out
    bool m_isTooLong = false;
};

} // namespace mimir
