#include "privacy/calls/pathspelling.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::string_view kWildcards = "*?[]";
constexpr std::array<std::string_view, 17> kCopies {"~", ".bak", ".old", ".orig", ".save", ".swp", ".swo",
    ".backup", ".copy", ".tmp", ".gz", ".disabled", ".1", ".2", ".new", ".b64", "-backup"};
constexpr std::size_t kMostSpellings = 64;

// "%2e" stays: written like that in a command, it does not name a file.
std::string withSlashes(std::string_view path)
{
    std::string out;
    for (const char c : asciiLowered(path)) {
        const char slashed = c == '\\' ? '/' : c;
        if (slashed == '/' && out.ends_with("/."))
            out.pop_back();
        if (slashed != '/' || !out.ends_with('/'))
            out += slashed;
    }
    while (out.size() > 1 && (out.ends_with('/') || out.ends_with("/.") || out.ends_with(',')))
        out.pop_back();
    return out;
}

std::string_view withoutLine(std::string_view path)
{
    const std::size_t colon = path.rfind(':');
    if (colon == std::string_view::npos || colon + 1 >= path.size())
        return path;
    const bool isNumber
        = std::ranges::all_of(path.substr(colon + 1), [](char c) { return isDigit(c) || c == '-'; });
    return isNumber ? withoutLine(path.substr(0, colon)) : path;
}

std::string_view withoutCopyEnd(std::string_view path)
{
    for (const std::string_view end : kCopies)
        if (path.size() > end.size() && path.ends_with(end))
            return withoutCopyEnd(path.substr(0, path.size() - end.size()));
    return path;
}

std::string withoutWildcards(std::string path)
{
    std::erase_if(path, [](char c) { return kWildcards.find(c) != std::string_view::npos; });
    return path;
}

class Spellings {
public:
    void add(std::string_view path)
    {
        if (path.empty() || m_all.size() >= kMostSpellings || std::ranges::find(m_all, path) != m_all.end())
            return;
        m_all.emplace_back(path);
    }

    // What may begin in the middle of a word: HEAD:.env, --file=.env, @.env, host:/run/secrets/x, [label](.env)
    void addWithEnds(const std::string &path)
    {
        add(path);
        add(withoutLine(path));
        add(path.substr(0, path.find_first_of("?#")));
        add(withoutCopyEnd(path));
        add(withoutCopyEnd(withoutLine(path)));
        if (path.find_first_of(kWildcards) != std::string::npos)
            add(withoutWildcards(path));
    }

    std::vector<std::string> take() { return std::move(m_all); }

private:
    std::vector<std::string> m_all;
};

// "a{b,c}d" -> "abd", "acd"; only the first braces, and few of them.
std::vector<std::string> alternatives(const std::string &path)
{
    const std::size_t open = path.find('{'), close = path.find('}', open == std::string::npos ? 0 : open);
    if (open == std::string::npos || close == std::string::npos || (open > 0 && path[open - 1] == '$'))
        return {path};
    std::vector<std::string> out;
    constexpr std::size_t most = 16;
    for (const std::string_view part : split(std::string_view(path).substr(open + 1, close - open - 1), ','))
        if (out.size() < most)
            out.push_back(path.substr(0, open) + std::string(part) + path.substr(close + 1));
    return out;
}

bool matchesSet(char c, std::string_view set)
{
    const bool negated = set.starts_with('!') || set.starts_with('^');
    set.remove_prefix(negated ? 1 : 0);
    bool found = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const bool isRange = i + 2 < set.size() && set[i + 1] == '-';
        found = found || (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i]);
        i += isRange ? 2 : 0;
    }
    return found != negated;
}

// The first position of the pattern behind what matches one character; npos = it does not match `c`.
std::size_t afterOne(std::string_view pattern, std::size_t at, char c)
{
    if (pattern[at] == '?')
        return at + 1;
    const std::size_t close = pattern[at] == '[' ? pattern.find(']', at + 2) : std::string_view::npos;
    if (close != std::string_view::npos)
        return matchesSet(c, pattern.substr(at + 1, close - at - 1)) ? close + 1 : std::string_view::npos;
    return pattern[at] == c ? at + 1 : std::string_view::npos;
}

} // namespace

std::vector<std::string> pathSpellings(std::string_view path)
{
    constexpr std::string_view separators = ":=@(<";
    Spellings out;
    for (const std::string &one : alternatives(withSlashes(path))) {
        out.addWithEnds(one);
        for (std::size_t at = 0; (at = one.find_first_of(separators, at)) != std::string::npos;)
            out.addWithEnds(one.substr(++at));
    }
    return out.take();
}

bool isPattern(std::string_view path)
{
    return path.find_first_of("*?[{") != std::string_view::npos;
}

bool matchesPattern(std::string_view name, std::string_view pattern)
{
    std::size_t n = 0, p = 0, star = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        const std::size_t next = p < pattern.size() && pattern[p] != '*' ? afterOne(pattern, p, name[n])
                                                                         : std::string_view::npos;
        if (next != std::string_view::npos) {
            p = next;
            ++n;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            resume = n;
        } else if (star != std::string_view::npos) {
            p = star;
            n = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace mimir
