#include "privacy/shell/commandparser.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace mimir::shell {
namespace {

constexpr int kDeepest = 24;
constexpr std::size_t kMostCommands = 4096; ///< no one writes more in one line
constexpr std::string_view kEndsWord = " \t\r\n;&|()<>";

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

bool isNumber(std::string_view text)
{
    return !text.empty() && text.size() < 4 && std::ranges::all_of(text, isDigit);
}

} // namespace

// The commands between two brackets, or of a whole text; knows which one the next word belongs to.
class CommandParser::List {
public:
    List(CommandLine &out, bool isCaptured) : m_out(out), m_isCaptured(isCaptured) { }

    std::size_t current()
    {
        if (!m_current) {
            m_current = m_out.commands.size();
            m_out.commands.emplace_back().isCaptured = m_isCaptured;
            if (m_pipedFrom) {
                m_out.commands[*m_pipedFrom].feeds = m_current;
                m_out.commands.back().fedBy = m_pipedFrom;
            }
            m_pipedFrom.reset();
        }
        return *m_current;
    }

    void add(Word word)
    {
        Command &command = m_out.commands[current()];
        const bool assigns = command.words.empty() && !word.isQuoted && isAssignment(word.text);
        (assigns ? command.assignments : command.words).push_back(std::move(word));
    }

    void end() { m_current.reset(); }
    /// What a bracket closes that was not opened is the pattern of a "case".
    void dropPattern()
    {
        for (std::optional<std::size_t> at = m_current; at && !isCase(*at); at = m_out.commands[*at].fedBy)
            m_out.commands[*at].words.clear();
    }
    void pipe()
    {
        m_pipedFrom = m_current;
        end();
    }

private:
    bool isCase(std::size_t at) const
    {
        const auto &words = m_out.commands[at].words;
        return !words.empty() && words.front().text == "case";
    }

    CommandLine &m_out;
    bool m_isCaptured;
    std::optional<std::size_t> m_current, m_pipedFrom;
};

void CommandParser::commandsUntil(char end, bool isCaptured)
{
    List list(m_out, isCaptured);
    for (skipBlanks(); !atEnd(); skipBlanks()) {
        const char c = peek();
        if (m_out.commands.size() > kMostCommands) {
            m_out.isComplete = false;
            m_at = m_text.size();
            return;
        }
        if (end != '\0' && c == end) {
            ++m_at;
            return;
        }
        if (c == '#') {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
        } else if (c == '\n') {
            ++m_at;
            documents();
            list.end();
        } else if (startsWith("&>")) {
            ++m_at;
            redirection(list.current(), -1);
        } else if (c == '|' && peek(1) != '|') {
            m_at += peek(1) == '&' ? 2 : 1;
            list.pipe();
        } else if (c == ';' || c == '&' || c == '|' || c == ')') {
            ++m_at;
            if (c == ')')
                list.dropPattern();
            list.end();
        } else if (c == '(') {
            ++m_at;
            const bool isArray = m_at > 1 && m_text[m_at - 2] == '=';
            const std::size_t first = m_out.commands.size();
            list.end();
            nested(isCaptured);
            if (isArray && first < m_out.commands.size())
                m_out.commands[first].words.clear(); // they are values, not a program

        } else if ((c == '<' || c == '>') && peek(1) != '(') {
            redirection(list.current(), -1);
        } else {
            const std::size_t command = list.current(); // before what is nested in the word
            Word read = word();
            if (isNumber(read.text) && !read.isQuoted && (peek() == '<' || peek() == '>'))
                redirection(command, read.text.front() - '0');
            else
                list.add(std::move(read));
        }
    }
}

void CommandParser::skipBlanks()
{
    while (!atEnd()) {
        if (startsWith("\\\n"))
            m_at += 2;
        else if (peek() == ' ' || peek() == '\t' || peek() == '\r')
            ++m_at;
        else
            return;
    }
}

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

void CommandParser::nested(bool isCaptured)
{
    if (m_depth >= kDeepest) {
        m_out.isComplete = false;
        m_at = m_text.size();
        return;
    }
    ++m_depth;
    commandsUntil(')', isCaptured);
    --m_depth;
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

Redirection::Kind CommandParser::redirectionKind()
{
    using enum Redirection::Kind;
    if (startsWith("<<<")) {
        m_at += 3;
        return String;
    }
    if (startsWith("<<")) {
        m_at += 2;
        return Document;
    }
    const bool reads = peek() == '<';
    ++m_at;
    if (peek() == '&') {
        ++m_at;
        return Copy;
    }
    if (peek() == '>' || peek() == '|')
        ++m_at;
    return reads ? Input : Output;
}

void CommandParser::redirection(std::size_t command, int descriptor)
{
    Redirection read;
    read.kind = redirectionKind();
    read.descriptor = descriptor;
    const bool isDocument = read.kind == Redirection::Kind::Document;
    const bool stripsTabs = isDocument && peek() == '-';
    m_at += stripsTabs ? 1 : 0;
    skipBlanks();
    const std::size_t from = m_at;
    if (!atEnd()
        && (kEndsWord.find(peek()) == std::string_view::npos || startsWith("<(") || startsWith(">(")))
        read.target = word();
    const bool isLiteral = m_text.substr(from, m_at - from).find_first_of("'\"\\") != std::string_view::npos;
    if (read.kind == Redirection::Kind::Copy && !isNumber(read.target.text) && read.target.text != "-")
        read.kind = Redirection::Kind::Output; // >& file
    auto &redirections = m_out.commands[command].redirections;
    if (isDocument)
        m_awaited.push_back({command, redirections.size(), stripsTabs, !isLiteral});
    redirections.push_back(std::move(read));
}

void CommandParser::documents()
{
    for (const Awaited &awaited : std::exchange(m_awaited, {}))
        document(awaited);
}

void CommandParser::document(const Awaited &awaited)
{
    const std::string end = m_out.commands[awaited.command].redirections[awaited.redirection].target.text;
    const std::size_t from = m_at;
    std::size_t to = from;
    while (!atEnd()) {
        to = m_at;
        const std::size_t newline = std::min(m_text.find('\n', m_at), m_text.size());
        std::string_view line = m_text.substr(m_at, newline - m_at);
        m_at = std::min(newline + 1, m_text.size());
        if (trimmed(line, awaited.stripsTabs ? "\t\r" : "\r") == end)
            break;
        to = m_at;
    }
    const std::string_view text = m_text.substr(from, to - from);
    Word expanded;
    m_out.isComplete = m_out.isComplete && m_depth < kDeepest;
    if (awaited.expands && m_depth < kDeepest)
        CommandParser(text, m_out, Span {from, to}, m_depth + 1).expansions(expanded);
    Redirection &whose = m_out.commands[awaited.command].redirections[awaited.redirection];
    whose.document = text;
    whose.documentAt = m_within.value_or(Span {from, to});
    whose.target.variables = std::move(expanded.variables);
}

} // namespace mimir::shell
