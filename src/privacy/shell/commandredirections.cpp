// Redirections and here-documents; the rest of the class is in commandparser.cpp.
#include "core/text.h"
#include "privacy/shell/commandparser.h"

#include <algorithm>
#include <utility>

namespace mimir::shell {

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
