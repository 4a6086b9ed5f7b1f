#include "privacy/writtenvalue.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::size_t kLongest = 4096;

// The quotes at `at` with the backslashes before them; empty = there are none.
std::string_view delimiterAt(std::string_view text, std::size_t at)
{
    const std::size_t quote = text.find_first_not_of('\\', at);
    if (quote == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(quote);
    for (const std::string_view mark :
        {"\"\"\"", "'''", "```", "[[", "\"", "'", "`", "&quot;", "&#34;", "&#39;", "&apos;", "\xe2\x80\x9c"})
        if (rest.starts_with(mark))
            return text.substr(at, quote - at + mark.size());
    return {};
}

std::string_view closingOf(std::string_view delimiter)
{
    if (delimiter == "[[")
        return "]]";
    return delimiter == "\xe2\x80\x9c" ? "\xe2\x80\x9d" : delimiter;
}

// Where the closing delimiter is; npos = nowhere near.
std::size_t closingAt(std::string_view text, std::size_t from, std::string_view delimiter)
{
    const std::string_view closing = closingOf(delimiter);
    const bool manyLines = delimiter.size() == 3 && delimiter.front() != '\\' && delimiter.front() != '\xe2';
    const std::string_view window = text.substr(0, from + std::min(kLongest, text.size() - from));
    for (std::size_t at = from; at < window.size(); ++at) {
        if (window[at] == '\n' && !manyLines)
            break;
        if (window.substr(at).starts_with(closing))
            return at;
        if (window[at] == '\\' && closing.front() != '\\')
            ++at;
    }
    return std::string_view::npos;
}

// A prefix of a string in a program: b"…", f'…', @"…".
std::size_t skipPrefix(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && end - at < 2
        && std::string_view("bBfFrRuU@L").find(text[end]) != std::string_view::npos)
        ++end;
    return end > at && !delimiterAt(text, end).empty() && text[end] != '\\' ? end : at;
}

// ";Encrypt=true", "&user=app", ", user: app": the next one of a list.
bool nextNameFollows(std::string_view text, std::size_t at)
{
    std::size_t name = at + 1;
    while (name < text.size() && name - at < 40
        && (isLetterOrDigit(text[name]) || text[name] == '_' || text[name] == '-' || text[name] == ' '))
        ++name;
    return name > at + 1 && name < text.size() && (text[name] == '=' || text[name] == ':');
}

bool isEnd(std::string_view text, std::size_t at, ValueEnd end)
{
    const char c = text[at];
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '`' || c == '\\')
        return true;
    switch (c) {
    case '<':
        return end == ValueEnd::Element || text.substr(at).starts_with("</")
            || text.substr(at).starts_with("<<");
    case '|':
        return end == ValueEnd::Cell;
    case ';':
    case '&':
    case ',':
        return at + 1 == text.size() || static_cast<unsigned char>(text[at + 1]) <= ' '
            || nextNameFollows(text, at) || text.substr(at).starts_with("&quot;");
    default:
        return false;
    }
}

// The end of <your key>, {{ key }} and [withheld …], which contain blanks; `from` = it is not one.
std::size_t bracketEnd(std::string_view text, std::size_t from)
{
    constexpr std::string_view open = "<{[", close = ">}]", inner = "<\n\"";
    constexpr std::size_t longest = 64;
    const std::size_t kind = from < text.size() ? open.find(text[from]) : std::string_view::npos;
    if (kind == std::string_view::npos)
        return from;
    for (std::size_t at = from + 1; at < text.size() && at - from < longest; ++at) {
        if (text[at] == close[kind])
            return at + (text.substr(at + 1).starts_with(close[kind]) ? 2 : 1);
        if (inner.find(text[at]) != std::string_view::npos || (kind == 0 && text[at] == '/'))
            break;
    }
    return from;
}

WrittenValue bareValueAt(std::string_view text, std::size_t from, ValueEnd end)
{
    if (const std::size_t bracket = bracketEnd(text, from); bracket != from)
        return {from, bracket, false};
    const std::size_t most = from + std::min(kLongest, text.size() - from);
    std::size_t to = from + (from < most && text[from] == '<' ? 1 : 0);
    while (to < most && !isEnd(text, to, end))
        ++to;
    constexpr std::string_view marks = ",;.)]}>";
    while (to > from && marks.find(text[to - 1]) != std::string_view::npos)
        --to;
    return {from, to, false};
}

} // namespace

std::optional<WrittenValue> valueAt(std::string_view text, std::size_t at, ValueEnd end, std::size_t &looked)
{
    const std::size_t from = skipPrefix(text, at);
    if (const std::string_view delimiter = delimiterAt(text, from); !delimiter.empty()) {
        const std::size_t begin = from + delimiter.size();
        const std::size_t closing = closingAt(text, begin, delimiter);
        looked += closing == std::string_view::npos ? kLongest : closing - begin;
        if (closing != std::string_view::npos)
            return closing > begin ? std::optional(WrittenValue {begin, closing, true}) : std::nullopt;
        at = begin; // cut off: what is there of it
    }
    const WrittenValue bare = bareValueAt(text, at, end);
    looked += bare.to - bare.from;
    return bare.to > bare.from ? std::optional(bare) : std::nullopt;
}

} // namespace mimir
