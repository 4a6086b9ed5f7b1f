#include "hook/eventfilter.h"

namespace mimir::hook {
namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20U || c == 0x7f;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// The second and later bytes of a character.
bool isWithinCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

void EventFilter::take(const char *bytes, std::size_t size)
{
    for (std::size_t i = 0; i < size && !m_isBad; ++i) {
        if (m_isInText)
            takeInText(bytes[i]);
        else
            takeOne(bytes[i]);
    }
}

void EventFilter::takeOne(char c)
{
    if (c == '{' || c == '[')
        return open(c);
    if (c == '}' || c == ']')
        return close(c);
    if (isSpace(c)) {
        if (m_depth > 0)
            put(' ');
        return;
    }
    if (m_depth == 0 || isControl(c)) {
        m_isBad = true;
        return;
    }
    if (c == '"') {
        m_isInText = true;
        m_isCut = false;
        m_textSize = 0;
    }
    put(c);
}

// Cut between two characters and never within an escape, so that what is left is a text.
void EventFilter::takeInText(char c)
{
    if (static_cast<unsigned char>(c) < 0x20U) {
        m_isBad = true;
        return;
    }
    if (m_escaped != 0) {
        m_escaped = m_escaped > 0 ? m_escaped - 1 : c == 'u' ? 4 : 0;
    } else if (c == '"') {
        m_isInText = false;
        return put(c);
    } else {
        if (m_textSize >= kMaxText && !isWithinCharacter(c))
            m_isCut = true;
        if (c == '\\')
            m_escaped = -1;
    }
    ++m_textSize;
    if (!m_isCut)
        put(c);
}

void EventFilter::open(char c)
{
    const bool isFirst = !m_hasBegun;
    if (m_depth == kMaxDepth || (isFirst ? c != '{' : m_depth == 0)) {
        m_isBad = true;
        return;
    }
    m_hasBegun = true;
    m_closing[m_depth++] = c == '{' ? '}' : ']';
    put(c);
}

void EventFilter::close(char c)
{
    if (m_depth == 0 || m_closing[m_depth - 1] != c) {
        m_isBad = true;
        return;
    }
    --m_depth;
    put(c);
}

void EventFilter::put(char c)
{
    if (m_size == m_roomSize) {
        m_isBad = true;
        return;
    }
    m_room[m_size++] = c;
}

} // namespace mimir::hook
