#include "privacy/shell/commandparser.h"

#include "core/text.h"

#include <algorithm>
#include <utility>

namespace mimir::shell {
namespace {

constexpr std::size_t kMostCommands = 4096; ///< no one writes more in one line

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
        SimpleCommand &command = m_out.commands[current()];
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

bool CommandParser::isNumber(std::string_view text)
{
    return !text.empty() && text.size() < 4 && std::ranges::all_of(text, isDigit);
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

} // namespace mimir::shell
