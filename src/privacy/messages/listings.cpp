#include "privacy/messages/listings.h"

#include "core/text.h"
#include "privacy/calls/calleffect.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/programs.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/shelleffect.h"
#include "privacy/calls/summary.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <re2/re2.h>
#include <vector>

namespace mimir {
namespace {

struct Line {
    std::size_t from = 0, next = 0;
    std::string_view text;
};

// Where each line begins, in four bytes: a text may be nothing but millions of them.
class Lines {
public:
    explicit Lines(std::string_view text) : m_text(text)
    {
        for (std::size_t at = 0; at < text.size(); at = nextLine(text, at))
            m_begins.push_back(static_cast<std::uint32_t>(at));
    }

    std::size_t size() const { return m_begins.size(); }
    Line operator[](std::size_t i) const
    {
        const std::size_t from = m_begins[i], next = nextLine(m_text, from);
        return {from, next, trimmed(m_text.substr(from, next - from), "\r\n")};
    }

private:
    std::string_view m_text;
    std::vector<std::uint32_t> m_begins;
};

std::string_view fileNamed(std::string_view text)
{
    const std::string_view name = trimmed(text, " \t`'\":*");
    const bool mayBeOne = name.find_first_of("./") != std::string_view::npos;
    return mayBeOne && looksLikeFileValue(name) ? name : std::string_view();
}

bool isRule(std::string_view line, char of, std::size_t least)
{
    return line.size() >= least && line.find_first_not_of(of) == std::string_view::npos;
}

// "File: src/a.c" between two rules of "=", "src/a.c" above one of "-", "Content from @src/a.c:".
std::string_view headingAt(const Lines &lines, std::size_t &at)
{
    constexpr std::size_t widest = 8;
    constexpr std::string_view gemini = "Content from @";
    const std::string_view line = lines[at].text;
    const bool hasNext = at + 1 < lines.size();
    if (line.starts_with(gemini)) {
        ++at;
        return fileNamed(line.substr(gemini.size()));
    }
    if (isRule(line, '=', widest) && at + 2 < lines.size() && isRule(lines[at + 2].text, '=', widest)) {
        const std::string_view named = lines[at + 1].text;
        at += 3;
        return fileNamed(named.substr(std::min(named.find(": ") + 1, named.size())));
    }
    if (hasNext && isRule(lines[at + 1].text, '-', 3) && !fileNamed(line).empty()) {
        at += 2;
        return fileNamed(line);
    }
    return {};
}

bool endsListing(const Lines &lines, std::size_t at)
{
    std::size_t behind = at;
    return lines[at].text.starts_with("--- End of") || lines[at].text == "---"
        || !headingAt(lines, behind).empty();
}

void findFiles(const Lines &lines, std::vector<FileQuote> &quotes)
{
    for (std::size_t at = 0; at < lines.size();) {
        std::size_t begin = at;
        const std::string_view name = headingAt(lines, begin);
        if (name.empty() || begin >= lines.size()) {
            ++at;
            continue;
        }
        at = begin;
        while (at < lines.size() && !endsListing(lines, at))
            ++at;
        quotes.push_back({lines[begin].from,
            at < lines.size() ? lines[at].from : lines[lines.size() - 1].next, namesSecretFile(name)});
    }
}

// "$ cat a.c", "ada@web:~/shop$ cat a.c", "PS C:\shop> type a.c": what was run. Empty = the line is none.
std::string_view commandAt(std::string_view line)
{
    static const re2::RE2 prompt(
        "(?:\\([\\w.-]+\\) ?)?(?:[\\w.-]+@[\\w.-]+[: ]?[^\\s$#%]*|PS [A-Za-z]:[^>\\n]*)? ?[$%>] (\\S.*)");
    re2::StringPiece command;
    if (line.starts_with('>') || line.starts_with('%')
        || !re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), prompt, &command))
        return {};
    return {command.data(), command.size()};
}

bool isPrompt(std::string_view line)
{
    static const re2::RE2 prompt("[\\w.-]+@[\\w.-]+[: ]?[^\\s$#%]* ?[$%#] ?");
    return !commandAt(line).empty()
        || re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), prompt);
}

// In prose, a program that nobody knows is most often the one that is explained, and not given a file to show.
bool namesReader(std::string_view command)
{
    static constexpr std::array<std::string_view, 8> others {
        "git", "hg", "svn", "jj", "gh", "docker", "kubectl", "ssh"};
    return std::ranges::any_of(split(command, ' '), [](std::string_view word) {
        const std::string name = programName(trimmed(word, "'\"`(;|"));
        const Program *program = findProgram(name);
        return isOneOf(name, others) || (program && program->role == ProgramRole::Viewer);
    });
}

void findTerminals(const Lines &lines, std::vector<FileQuote> &quotes)
{
    for (std::size_t at = 0; at < lines.size();) {
        const std::string_view command = commandAt(lines[at].text);
        const std::size_t begin = ++at;
        if (command.empty())
            continue;
        while (at < lines.size() && !isPrompt(lines[at].text) && !lines[at].text.starts_with("```"))
            ++at;
        const ShellEffect effect = effectOfLine(command, {});
        const bool isStrict = effect.secrets || effect.environment;
        if (begin < at && ((effect.files && namesReader(command)) || isStrict))
            quotes.push_back({lines[begin].from, lines[at - 1].next, isStrict,
                effect.environment   ? kEnvironmentSummary
                    : effect.secrets ? kSecretSummary
                                     : std::string_view()});
    }
}

// "src/a.c:12:int a;" of a search, as opposed to "src/a.c:12:5: error: …" and "a.py:12: error" of a compiler.
std::string_view fileOfMatch(std::string_view line)
{
    static const re2::RE2 match("([^\\s:]+)[:-](\\d{1,7})[:-](.*)");
    re2::StringPiece file, number, rest;
    if (!re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), match, &file, &number, &rest))
        return {};
    const std::string_view found(rest.data(), rest.size());
    const bool isMessage = found.size() > 1
        && ((found[0] == ' ' && found[1] != ' ') || (isDigit(found[0]) && found.find(':') < 6));
    const std::string_view name(file.data(), file.size());
    return !isMessage && looksLikeFileValue(name) ? name : std::string_view();
}

void findMatches(const Lines &lines, std::vector<FileQuote> &quotes)
{
    constexpr std::size_t fewest = 2;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t begin = at;
        bool isSecret = false;
        for (std::string_view file; at < lines.size() && !(file = fileOfMatch(lines[at].text)).empty(); ++at)
            isSecret = isSecret || isSecretFile(file);
        if (at - begin >= fewest)
            quotes.push_back({lines[begin].from, lines[at - 1].next, isSecret});
        at = std::max(at, begin + 1);
    }
}

bool showsFiles(const std::string &tool, const std::string &given)
{
    const CallEffect effect = effectOfCall(tool, "{}", {});
    return effect.kind == CallKind::Shell ? effectOfLine(given, {}).files : effect.files;
}

// "[read_file for 'src/a.c'] Result:" and what follows, up to the next one.
void findNamedResults(const Lines &lines, std::vector<FileQuote> &quotes)
{
    static const re2::RE2 heading("\\[(\\w+)(?: for '?([^'\\]]*)'?[^\\]]*)?\\] Result:?");
    for (std::size_t at = 0; at < lines.size();) {
        std::string tool, file;
        const std::string_view line = lines[at].text;
        const bool isOne
            = re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), heading, &tool, &file);
        const std::size_t begin = ++at;
        if (!isOne)
            continue;
        while (at < lines.size() && !(lines[at].text.starts_with('[') && lines[at].text.ends_with("Result:")))
            ++at;
        if (begin < at && showsFiles(tool, file))
            quotes.push_back({lines[begin].from, lines[at - 1].next, isSecretFile(file)});
    }
}

} // namespace

bool mayHoldListing(std::string_view text)
{
    constexpr std::array<std::string_view, 7> marks {
        "Content from @", "========", "---", "$ ", "% ", "> ", "] Result"};
    if (std::ranges::any_of(
            marks, [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; }))
        return true;
    for (std::size_t at = 0; (at = text.find(':', at)) != std::string_view::npos; ++at)
        if (at + 1 < text.size() && isDigit(text[at + 1]))
            return true;
    return false;
}

void findListings(std::string_view text, std::vector<FileQuote> &quotes)
{
    if (!mayHoldListing(text))
        return;
    const Lines lines(text);
    findFiles(lines, quotes);
    findTerminals(lines, quotes);
    findMatches(lines, quotes);
    findNamedResults(lines, quotes);
}

} // namespace mimir
