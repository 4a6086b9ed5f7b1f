#include "privacy/messages/quotedfiles.h"

#include "core/text.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/patches.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/shelleffect.h"
#include "privacy/calls/summary.h"
#include "privacy/messages/contextfiles.h"
#include "privacy/messages/filelines.h"
#include "privacy/messages/listings.h"
#include "privacy/messages/markupcalls.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mimir {
namespace {

using Quote = FileQuote;

// Without what a sentence or a list writes around a path: "**`src/a.c`**:", "### File: src/a.c".
std::string_view pathIn(std::string_view line)
{
    constexpr std::string_view around = " \t\r*`#:\"'-";
    for (const std::string_view words : {"ontents of ", "ontent of "})
        if (const std::size_t at = line.find(words); at != std::string_view::npos && line.ends_with(':'))
            line.remove_prefix(at + words.size());
    for (const std::string_view word : {"File:", "file:", "Path:", "path:", "// ", "# "})
        if (const std::size_t at = line.find(word); at != std::string_view::npos && at < 8)
            line.remove_prefix(at + word.size());
    const std::size_t from = line.find_first_not_of(around);
    if (from == std::string_view::npos)
        return {};
    line = line.substr(from, line.find_last_not_of(around) - from + 1);
    return line.find(' ') == std::string_view::npos && looksLikeFileValue(line) ? line : std::string_view();
}

// "12:30:src/a.ts", "ts title=src/a.ts", "src/a.ts"
std::string_view pathOfFence(std::string_view info)
{
    for (const std::string_view word : split(info, ' ')) {
        const std::size_t behind = word.find_last_of(":=");
        const auto path = pathIn(behind == std::string_view::npos ? word : word.substr(behind + 1));
        if (!path.empty())
            return path;
    }
    return {};
}

class Quotes {
public:
    explicit Quotes(std::string_view text) : m_text(text) { }

    std::vector<Quote> found()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::string_view line = lineAt(m_text, at);
            const std::size_t next = nextLine(m_text, at);
            const std::string_view begin = trimmed(line);
            const std::size_t end = begin.starts_with("```") || begin.starts_with("~~~") ? fence(begin, next)
                                                                                         : note(begin, next);
            if (!begin.empty() && end <= next)
                m_before = begin;
            at = std::max(end, next);
        }
        std::ranges::sort(m_quotes, {}, &Quote::from);
        return std::move(m_quotes);
    }

private:
    void add(std::size_t from, std::size_t to, std::string_view name)
    {
        if (from < to)
            m_quotes.push_back({from, to, namesSecretFile(name)});
    }

    // Where it ends; its lines are a file's if a path is above it or in it, or if they are a patch.
    std::size_t fence(std::string_view opening, std::size_t from)
    {
        const std::size_t marks = std::min(opening.find_first_not_of(opening.front()), opening.size());
        const std::string_view mark = opening.substr(0, marks), info = trimmed(opening.substr(marks));
        const std::string_view named = pathOfFence(info), above = pathIn(m_before);
        const std::size_t to = fenceEnd(mark, from, !named.empty() || !above.empty());
        const std::string_view inside = m_text.substr(from, to - from);
        if (!named.empty() || !above.empty())
            add(from, to, named.empty() ? above : named);
        else if (looksLikeFileLines(inside) || inside.find("<<<<<<< SEARCH") != std::string_view::npos)
            add(from, to, inside.substr(0, inside.find("@@")));
        if (trimmed(lineAt(m_text, to)) != mark)
            return to;
        m_before = {};
        return nextLine(m_text, to);
    }

    // A file may have fences of its own; elsewhere a second one that opens means that the first was left open.
    std::size_t fenceEnd(std::string_view mark, std::size_t from, bool isFile)
    {
        int inner = 0;
        for (; from < m_text.size(); from = nextLine(m_text, from)) {
            const std::string_view line = trimmed(lineAt(m_text, from));
            if (line == mark && inner-- == 0)
                break;
            const bool opens = line.starts_with(mark) && line.size() > mark.size();
            if (opens && !isFile)
                break;
            inner += opens;
            if (!line.empty())
                m_before = line;
        }
        return from;
    }

    std::size_t note(std::string_view line, std::size_t next)
    {
        if (line.starts_with("<<<<<<< SEARCH")) {
            const std::size_t end = std::min(m_text.find(">>>>>>> REPLACE", next), m_text.size());
            add(next, end, pathIn(m_before));
            return end;
        }
        const std::size_t called = line.find("Result of calling the ");
        const bool isCalled
            = called != std::string_view::npos && line.find(" tool") != std::string_view::npos;
        const bool isChanged = line.find(" was modified") != std::string_view::npos
            && line.find("elevant changes") != std::string_view::npos;
        if (!isCalled && !isChanged)
            return next;
        const auto begin = static_cast<std::size_t>(line.data() - m_text.data());
        const std::size_t colon = line.find(':', isCalled ? called : line.find("elevant changes"));
        const std::size_t from = colon == std::string_view::npos ? next : begin + colon + 1;
        const std::size_t end = std::min(m_text.find("</system-reminder>", from), m_text.size());
        add(from, end, isChanged ? line : m_before);
        return end;
    }

    std::string_view m_text;
    std::string_view m_before; ///< the last line with anything in it
    std::vector<Quote> m_quotes;
};

std::string_view between(std::string_view text, std::size_t at, std::string_view tag, std::size_t &end)
{
    const std::string close = "</" + std::string(tag) + ">";
    end = std::min(text.find(close, at), text.size());
    return text.substr(at, end - at);
}

// <bash-input>cat a</bash-input><bash-stdout>…: what the person ran in the agent, and what it printed.
void findShellOutput(std::string_view text, std::vector<Quote> &quotes)
{
    constexpr std::array<std::string_view, 3> tags {"bash-input", "bash-stdout", "bash-stderr"};
    ShellEffect effect;
    effect.files = true;
    for (std::size_t at = 0; (at = text.find("<bash-", at)) != std::string_view::npos;) {
        ++at;
        for (const std::string_view tag : tags) {
            if (!text.substr(at).starts_with(tag) || !text.substr(at + tag.size()).starts_with('>'))
                continue;
            const std::size_t from = at + tag.size() + 1;
            const std::string_view inside = between(text, from, tag, at);
            if (tag == tags.front()) {
                effect = effectOfLine(std::string(inside), {});
            } else if (effect.files || effect.secrets || effect.environment) {
                const bool isStrict = effect.secrets || effect.environment;
                if (!trimmed(inside).empty())
                    quotes.push_back({from, from + inside.size(), isStrict,
                        effect.environment   ? kEnvironmentSummary
                            : effect.secrets ? kSecretSummary
                                             : std::string_view()});
            }
            break;
        }
    }
}

} // namespace

std::string withoutQuotedFiles(const std::string &text, Extent extent)
{
    std::vector<Quote> quotes = Quotes(text).found();
    findShellOutput(text, quotes);
    findContextFiles(text, quotes);
    findListings(text, quotes);
    findMarkupCalls(text, quotes);
    std::ranges::sort(quotes, {}, &Quote::from);
    std::string out;
    std::size_t copied = 0;
    for (const Quote &quote : quotes) {
        const std::size_t from
            = std::max(quote.from, copied); // what goes on behind another one is quoted, too
        const std::string inside = text.substr(from, std::max(quote.to, from) - from);
        const bool isMeant = quote.isSecret || extent == Extent::Contents;
        if (!isMeant || trimmed(inside).empty() || isSummary(std::string(trimmed(inside))))
            continue;
        out += text.substr(copied, from - copied);
        out += !quote.summary.empty() ? std::string(quote.summary)
            : quote.isSecret          ? std::string(kSecretFileSummary)
                                      : fileSummary(inside);
        out += inside.ends_with('\n') ? "\n" : "";
        copied = quote.to;
    }
    return withoutPatches(copied == 0 ? text : out + text.substr(copied), extent == Extent::Secrets);
}

} // namespace mimir
