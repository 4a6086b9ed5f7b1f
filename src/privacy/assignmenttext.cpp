#include "privacy/assignmenttext.h"

#include "core/text.h"

#include <algorithm>
#include <re2/re2.h>

namespace mimir {
namespace {

bool isNameByte(char c)
{
    return isLetterOrDigit(c) || c == '_';
}

std::size_t skipWords(std::string_view line)
{
    std::size_t at = std::min(line.find_first_not_of(" \t"), line.size());
    if (at == line.size() || std::string_view("edts-").find(line[at]) == std::string_view::npos)
        return at;
    for (const std::string_view word :
        {"export ", "declare -x ", "declare -- ", "declare -rx ", "typeset -x ", "set ", "- ", "setenv "})
        if (line.substr(at).starts_with(word))
            at += word.size();
    return at;
}

// NAME="value", as arguments and enumerations of programs are written.
bool isOfList(std::string_view value)
{
    value = trimmed(value);
    const std::size_t closing = value.starts_with('"') || value.starts_with('\'')
        ? value.find(value.front(), 1)
        : std::string_view::npos;
    return value.ends_with(',')
        || (closing != std::string_view::npos && value.substr(closing + 1).starts_with(','));
}

} // namespace

std::optional<Assignment> assignmentIn(std::string_view line)
{
    std::size_t at = skipWords(line);
    const bool quoted = at < line.size() && (line[at] == '"' || line[at] == '\'');
    at += quoted;
    std::size_t end = at;
    while (end < line.size() && isNameByte(line[end]))
        ++end;
    if (end == at || isDigit(line[at]) || end == line.size())
        return std::nullopt;
    const std::string_view name = line.substr(at, end - at);
    if (line[end] == '=' && !quoted)
        return isOfList(line.substr(end + 1)) ? std::nullopt : std::optional(Assignment {name, end + 1});
    end += quoted && (line[end] == '"' || line[end] == '\'');
    const bool upper = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!upper || !line.substr(end).starts_with(": "))
        return std::nullopt;
    return Assignment {name, end + 2, true};
}

std::optional<Assignment> spacedAssignmentIn(std::string_view line)
{
    constexpr std::size_t widest = 12;
    static const re2::RE2 form(
        "(?:(?:\\+)+ |set -[a-zA-Z]+ |[ \t|]|\xe2\x94\x82)*(?:\\d+ ?(?:\\||\xe2\x94\x82) "
        "?)?(?:env\\(|\\$_(?:SERVER|ENV)\\[|\\[)?[\"']?"
        "([A-Z_][A-Z0-9_]+)(?:[\"']?[\\])]+ ?(?:=>|=) ?| ?=> ?| ?= ?|[ \t]*(?:\\||\xe2\x94\x82)[ \t]*| )",
        re2::RE2::Latin1);
    const std::string_view begin = line.substr(0, widest + 1);
    const auto first = static_cast<std::size_t>(
        std::ranges::find_if(begin, [](char c) { return isUpper(c) || c == '_'; }) - begin.begin());
    if (first == begin.size() || first + 2 > line.size() || !isNameByte(line[first + 1])
        || isLetter(line[first + 1]) != isUpper(line[first + 1]))
        return std::nullopt;
    re2::StringPiece rest(line.data(), line.size()), name;
    if (!re2::RE2::Consume(&rest, form, &name) || rest.empty())
        return std::nullopt;
    const bool isBlank = rest.data()[-1] == ' ' && rest.data()[-2] != '=' && rest.data()[-2] != '>';
    const std::string_view value(rest.data(), rest.size());
    if (isBlank && value.front() != '\'' && trimmed(value).find_first_of(" \t") != std::string_view::npos
        && value.find("\xe2\x94\x82") == std::string_view::npos)
        return std::nullopt; // prose
    return Assignment {
        {name.data(), name.size()}, static_cast<std::size_t>(rest.data() - line.data()), false, true};
}

} // namespace mimir
