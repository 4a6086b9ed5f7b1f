#include "privacy/messages/contextfiles.h"

#include "core/text.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/messages/filelines.h"

#include <algorithm>
#include <array>
#include <string>

namespace mimir {
namespace {

constexpr std::string_view kSelection = "## Active selection";
// What an editor's context goes on with; a heading that is not one of these may be of the selected lines.
constexpr std::array<std::string_view, 5> kSections {
    "## Open tabs", "## Open files", "## My request", "## Active file", kSelection};

std::string_view lineBefore(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at > 0 ? at - 1 : 0);
    const std::size_t end = before.rfind('\n');
    return before.substr(end == std::string_view::npos ? 0 : end + 1);
}

bool isSection(std::string_view line)
{
    return std::ranges::any_of(
        kSections, [line](std::string_view section) { return line.starts_with(section); });
}

// The heading above the text of a file of a project: what it is of, and for which folder.
bool isInstructions(std::string_view line)
{
    return line.starts_with("# ") && line.find(".md instructions for ") != std::string_view::npos;
}

std::size_t endOfSelection(std::string_view text, std::size_t from)
{
    std::size_t heading = text.size();
    for (std::size_t at = from; at < text.size(); at = nextLine(text, at)) {
        const std::string_view line = lineAt(text, at);
        if (isSection(line))
            return at;
        if (heading == text.size() && line.starts_with("## "))
            heading = at;
    }
    return heading;
}

void findSelections(std::string_view text, std::vector<FileQuote> &quotes)
{
    std::string_view file;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = lineAt(text, at);
        at = nextLine(text, at);
        if (line.starts_with("## Active file"))
            file = line;
        if (!line.starts_with(kSelection))
            continue;
        const std::size_t end = endOfSelection(text, at);
        quotes.push_back({at, end, namesSecretFile(file)});
        at = end;
    }
}

// What is in a tag, as far as the last that closes it: a file may have the same tag in it.
void addTagged(std::string_view text, std::size_t open, std::string_view tag, std::vector<FileQuote> &quotes)
{
    const std::size_t from = open + tag.size() + 2;
    const std::size_t close = text.rfind("</" + std::string(tag) + ">");
    const bool isClosed = close != std::string_view::npos && close >= from;
    const std::size_t to = isClosed ? close : text.size();
    const bool beginsLine = open == 0 || text[open - 1] == '\n';
    const bool hasLines = text.substr(from, to - from).find('\n') != std::string_view::npos;
    if (beginsLine || hasLines) // else it is only mentioned
        quotes.push_back({from, to});
}

void findInstructions(std::string_view text, std::vector<FileQuote> &quotes)
{
    constexpr std::string_view codex = "user_instructions", inner = "INSTRUCTIONS";
    if (const std::size_t open = text.find("<" + std::string(codex) + ">"); open != std::string_view::npos)
        addTagged(text, open, codex, quotes);
    for (std::size_t at = 0; at < text.size(); at = nextLine(text, at))
        if (isInstructions(lineAt(text, at))) {
            const std::size_t open = text.find("<" + std::string(inner) + ">", at);
            return open == std::string_view::npos ? void() : addTagged(text, open, inner, quotes);
        }
}

// From the first numbered line of a file to the last one.
void addLines(std::string_view text, std::size_t from, std::size_t to, std::vector<FileQuote> &quotes)
{
    const std::string_view inside = text.substr(from, to - from);
    const bool isSure = looksLikeFileLines(inside);
    std::size_t first = std::string_view::npos, last = 0;
    for (std::size_t at = 0; at < inside.size(); at = nextLine(inside, at)) {
        const FileLine line = fileLine(lineAt(inside, at));
        if (line.number < 0 || !(line.isArrow || line.isAligned || isSure))
            continue;
        first = std::min(first, at);
        last = at + lineAt(inside, at).size();
    }
    if (first < last)
        quotes.push_back({from + first, from + last, namesSecretFile(inside.substr(0, first))});
}

// "Contents of /home/ada/web/CLAUDE.md (project instructions):"
bool isContents(std::string_view line)
{
    constexpr std::string_view begin = "Contents of ";
    const std::string_view name = line.starts_with(begin) ? line.substr(begin.size()) : "";
    return trimmed(name).ends_with(':')
        && looksLikeFileValue(trimmed(name.substr(0, name.find(' ')), " \t\r:"));
}

void addContents(std::string_view text, std::size_t from, std::size_t to, std::vector<FileQuote> &quotes)
{
    for (std::size_t at = from; at < to;) {
        const std::string_view line = lineAt(text, at);
        at = std::min(nextLine(text, at), to);
        if (!isContents(line))
            continue;
        const std::size_t begin = at;
        while (at < to && !isContents(lineAt(text, at)))
            at = std::min(nextLine(text, at), to);
        quotes.push_back({begin, at, namesSecretFile(line)});
    }
}

// Without the sequences that colour it, also where they are escaped.
std::string withoutColours(std::string_view text)
{
    static constexpr std::array<std::string_view, 2> begins {"\x1b[", "\\u001b["};
    std::string plain;
    while (!text.empty()) {
        const auto begin
            = std::ranges::find_if(begins, [&](std::string_view b) { return text.starts_with(b); });
        const std::size_t end
            = begin == begins.end() ? 0 : text.find_first_not_of("0123456789;", begin->size());
        if (end > 0 && end < text.size() && text[end] == 'm') {
            text.remove_prefix(end + 1);
            continue;
        }
        plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

// What an agent's own command printed: all of it, as the result of a call.
void addOutput(std::string_view text, std::size_t from, std::size_t to, std::vector<FileQuote> &quotes)
{
    const std::string_view inside = text.substr(from, to - from);
    std::vector<FileQuote> lines;
    addLines(text, from, to, lines);
    if (!lines.empty() || looksLikeFileLines(inside) || looksLikeFileLines(withoutColours(inside)))
        quotes.push_back({from, to, namesSecretFile(inside.substr(0, inside.find('\n')))});
}

void findBlocks(std::string_view text, std::string_view tag, std::vector<FileQuote> &quotes)
{
    const std::string open = "<" + std::string(tag) + ">", close = "</" + std::string(tag) + ">";
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string_view::npos;) {
        const std::size_t from = at + open.size();
        at = std::min(text.find(close, from), text.size());
        if (tag != "system-reminder") {
            addOutput(text, from, at, quotes);
            continue;
        }
        addLines(text, from, at, quotes);
        addContents(text, from, at, quotes);
    }
}

// Elsewhere only what nobody writes by hand: numbers in order, in a column, with arrows.
void findAlignedLines(std::string_view text, std::vector<FileQuote> &quotes)
{
    std::size_t begin = 0;
    long last = -1;
    for (std::size_t at = 0; at < text.size(); at = nextLine(text, at)) {
        const FileLine line = fileLine(lineAt(text, at));
        const bool isOne = line.number >= 0 && line.isArrow && line.isAligned;
        const std::size_t end = at + lineAt(text, at).size();
        if (isOne && last >= 0 && line.number == last + 1 && !quotes.empty() && quotes.back().to + 1 == at)
            quotes.back().to = end;
        else if (isOne && line.number == last + 1)
            quotes.push_back({begin, end, namesSecretFile(lineBefore(text, begin))});
        else
            begin = at;
        last = isOne ? line.number : -1;
    }
}

} // namespace

void findContextFiles(std::string_view text, std::vector<FileQuote> &quotes)
{
    findSelections(text, quotes);
    if (text.find('<') != std::string_view::npos) {
        findInstructions(text, quotes);
        for (const std::string_view tag : {"system-reminder", "local-command-stdout", "local-command-stderr"})
            findBlocks(text, tag, quotes);
    }
    addContents(text, 0, text.size(), quotes);
    if (text.find("\xe2\x86\x92") != std::string_view::npos)
        findAlignedLines(text, quotes);
}

} // namespace mimir
