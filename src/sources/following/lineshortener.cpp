#include "sources/following/lineshortener.h"

#include <utility>

namespace mimir {
namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The longest escape is that of a pair of surrogates.
constexpr std::size_t kRoom = 12;

} // namespace

void LineShortener::feedText(char c)
{
    if (!m_isEscaped && c == '"') {
        m_isText = m_isCut = false;
        m_line += c;
        return;
    }
    const bool mayCut = !m_isEscaped && !isContinuation(c);
    m_isEscaped = !m_isEscaped && c == '\\';
    if (mayCut && m_textBytes + kRoom >= kMaxText && c == '\\')
        m_isCut = true; // not inside of an escape, nor between two that belong together
    if (mayCut && m_textBytes >= kMaxText)
        m_isCut = true;
    if (m_isCut)
        return;
    m_line += c;
    ++m_textBytes;
}

void LineShortener::feed(std::string_view piece)
{
    for (const char c : piece) {
        if (m_isTooLong)
            return;
        if (m_isText) {
            feedText(c);
        } else {
            m_isText = c == '"';
            m_textBytes = 0;
            m_line += c;
        }
        m_isTooLong = m_line.size() > kMaxLine;
    }
}

std::string LineShortener::take()
{
    std::string line = m_isTooLong ? std::string() : std::move(m_line);
    *this = LineShortener();
    return line;
}

} // namespace mimir
