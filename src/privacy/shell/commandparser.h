// One pass over a command line; what is nested in it is read where it is met. commandline.h is what others use.
#pragma once

#include "privacy/shell/commandline.h"

namespace mimir::shell {

class CommandParser {
public:
    CommandParser(std::string_view text, CommandLine &out, std::optional<Span> within, int depth)
        : m_text(text), m_out(out), m_within(within), m_depth(depth)
    {
    }

    /// Reads commands up to `end`, or to the end of the text when it is NUL.
    void commandsUntil(char end, bool isCaptured);
    /// Reads only what a shell would expand in the text, as in a here-document.
    void expansions(Word &into);

private:
    static constexpr int kDeepest = 24;
    static constexpr std::string_view kEndsWord = " \t\r\n;&|()<>";

    struct Awaited {
        std::size_t command, redirection; ///< whose document begins in the next line
        bool stripsTabs, expands;
    };
    class List;

    static bool isNumber(std::string_view text);
    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    bool startsWith(std::string_view text) const { return m_text.substr(m_at).starts_with(text); }
    bool atEnd() const { return m_at >= m_text.size(); }
    Span spanFrom(std::size_t from) const { return m_within.value_or(Span {from, m_at}); }

    void skipBlanks();
    Word word();
    void wordPart(Word &word);
    void singleQuoted(Word &word);
    void escapedQuoted(Word &word);
    char escaped();
    void doubleQuoted(Word &word);
    void backslash(Word &word);
    void dollar(Word &word);
    void braced(Word &word);
    void backticks(Word &word);
    void nested(bool isCaptured);
    std::string name();

    void redirection(std::size_t command, int descriptor);
    Redirection::Kind redirectionKind();
    void documents();
    void document(const Awaited &awaited);

    std::string_view m_text;
    CommandLine &m_out;
    std::optional<Span> m_within;
    int m_depth;
    std::size_t m_at = 0;
    std::vector<Awaited> m_awaited;
};

} // namespace mimir::shell
