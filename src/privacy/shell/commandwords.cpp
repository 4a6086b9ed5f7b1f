// Words with their quotes and what a shell would expand in them; the rest of the class is in commandparser.cpp.
#include "core/text.h"
#include "privacy/shell/commandparser.h"

#include <algorithm>
#include <charconv>

namespace mimir::shell {
namespace {

bool isNameChar(char c)
{
    return isLetterOrDigit(c) || c == '_';
}

// "NAME=$(…)": a long word is not looked through again and again.
bool assigns(const Word &word)
{
    constexpr std::size_t longestName = 256;
    return isAssignment(std::string_view(word.text).substr(0, longestName));
}

} // namespace

Word CommandParser::word()
{
    Word word;
    const std::size_t from = m_at;
    word.isQuoted = peek() == '\'' || peek() == '"' || peek() == '\\';
    if (startsWith("<(") || startsWith(">(")) {
        m_at += 2;
        nested(false);
        word.text = kProcess;
    }
    while (!atEnd() && kEndsWord.find(peek()) == std::string_view::npos)
        wordPart(word);
    if (m_at == from)
        ++m_at; // never stands still
    word.at = spanFrom(from);
    return word;
}

void CommandParser::wordPart(Word &word)
{
    switch (peek()) {
    case '\'':
        return singleQuoted(word);
    case '"':
        return doubleQuoted(word);
    case '\\':
        return backslash(word);
    case '$':
        return dollar(word);
    case '`':
        return backticks(word);
    default:
        word.text += m_text[m_at++];
    }
}

void CommandParser::singleQuoted(Word &word)
{
    const std::size_t end = std::min(m_text.find('\'', m_at + 1), m_text.size());
    m_out.isClosed = m_out.isClosed && end < m_text.size();
    word.text += m_text.substr(m_at + 1, end - m_at - 1);
    m_at = std::min(end + 1, m_text.size());
}

// $'…'
void CommandParser::escapedQuoted(Word &word)
{
    for (m_at += 2; !atEnd() && peek() != '\''; ++m_at) {
        if (peek() == '\\')
            ++m_at;
        if (!atEnd())
            word.text += m_text[m_at - 1] != '\\' ? peek() : peek() == 'n' ? '\n' : escaped();
    }
    m_at = std::min(m_at + 1, m_text.size());
}

// \x63, \143: the character, in ASCII; the text stays behind the last one of it.
char CommandParser::escaped()
{
    const bool isHex = peek() == 'x' || peek() == 'u' || peek() == 'U';
    if (!isHex && !isDigit(peek()))
        return peek();
    const std::size_t from = m_at + (isHex ? 1 : 0), most = isHex && peek() != 'x' ? 8 : isHex ? 2 : 3;
    std::size_t to = from;
    while (to < m_text.size() && to - from < most && (isHex ? isHexDigit(m_text[to]) : isDigit(m_text[to])))
        ++to;
    unsigned code = 0;
    (void)std::from_chars(m_text.data() + from, m_text.data() + to, code, isHex ? 16 : 8);
    m_at = std::max(to, m_at + 1) - 1;
    return code > ' ' && code < 0x7f ? static_cast<char>(code) : '$';
}

void CommandParser::doubleQuoted(Word &word)
{
    for (++m_at; !atEnd() && peek() != '"';) {
        if (peek() == '\\')
            backslash(word);
        else if (peek() == '$')
            dollar(word);
        else if (peek() == '`')
            backticks(word);
        else
            word.text += m_text[m_at++];
    }
    m_out.isClosed = m_out.isClosed && !atEnd();
    m_at = std::min(m_at + 1, m_text.size());
}

void CommandParser::backslash(Word &word)
{
    ++m_at;
    if (!atEnd() && peek() != '\n')
        word.text += peek();
    m_at = std::min(m_at + 1, m_text.size());
}

void CommandParser::dollar(Word &word)
{
    if (peek(1) == '\'')
        return escapedQuoted(word);
    if (peek(1) == '{')
        return braced(word);
    ++m_at;
    if (peek() == '(') {
        ++m_at;
        nested(assigns(word));
        word.text += "$()";
        return;
    }
    const std::string variable = name();
    if (!variable.empty())
        word.variables.push_back(variable);
    word.text += '$' + variable;
}

// ${NAME}, ${!NAME}, ${NAME:-what may be nested again}
void CommandParser::braced(Word &word)
{
    m_at += 2;
    while (peek() == '!' || peek() == '#')
        ++m_at;
    const std::string variable = name();
    if (!variable.empty())
        word.variables.push_back(variable);
    if (++m_depth > kDeepest) {
        m_out.isComplete = false;
        m_at = m_text.size();
    }
    Word rest;
    while (!atEnd() && peek() != '}' && peek() != '\n')
        wordPart(rest);
    --m_depth;
    m_at = std::min(m_at + 1, m_text.size());
    word.variables.insert(word.variables.end(), rest.variables.begin(), rest.variables.end());
    word.text += "${" + variable + rest.text + '}';
}

// Their quoting differs from that of everything else, so what they contain is copied and read on its own.
void CommandParser::backticks(Word &word)
{
    const std::size_t from = m_at;
    std::string inside;
    for (++m_at; !atEnd() && peek() != '`'; ++m_at) {
        if (peek() == '\\' && (peek(1) == '`' || peek(1) == '\\' || peek(1) == '$'))
            ++m_at;
        if (!atEnd())
            inside += peek();
    }
    m_at = std::min(m_at + 1, m_text.size());
    if (m_depth >= kDeepest)
        m_out.isComplete = false;
    else
        CommandParser(inside, m_out, spanFrom(from), m_depth + 1).commandsUntil('\0', assigns(word));
    word.text += "$()";
}

std::string CommandParser::name()
{
    const std::size_t from = m_at;
    while (!atEnd() && isNameChar(peek()) && !(m_at == from && isDigit(peek())))
        ++m_at;
    return std::string(m_text.substr(from, m_at - from));
}

void CommandParser::expansions(Word &into)
{
    while (!atEnd()) {
        if (peek() == '\\')
            m_at = std::min(m_at + 2, m_text.size());
        else if (peek() == '$')
            dollar(into);
        else if (peek() == '`')
            backticks(into);
        else
            ++m_at;
    }
}

} // namespace mimir::shell
