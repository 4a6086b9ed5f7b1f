#include "storage/rules/namedpaths.h"

#include "core/json/jsonrewriter.h"
#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 5> kFields {"arguments", "args", "command", "details", "metadata"};
constexpr std::size_t kMost = 256;
constexpr std::size_t kLongest = 4096;

// "--file=/a" and "HEAD:/a" name /a.
std::string_view pathIn(std::string_view word)
{
    const std::size_t slash = word.find('/');
    if (slash == std::string_view::npos || word.size() > kLongest)
        return {};
    if (asciiLowered(word.substr(0, 5)) == "file:")
        return word;
    std::size_t from = word.find_last_of(":=@", slash);
    from = from == std::string_view::npos ? 0 : from + 1;
    return word.substr(from);
}

void addWords(std::string_view text, std::vector<std::string> &paths)
{
    constexpr std::string_view ends = " \t\r\n\"'`|;&<>()[]{},";
    for (std::size_t from = 0; from < text.size() && paths.size() <= kMost * 2;) {
        const std::size_t to = std::min(text.find_first_of(ends, from), text.size());
        if (const std::string_view path = pathIn(text.substr(from, to - from)); path.size() > 1)
            paths.emplace_back(path);
        from = to + 1;
    }
}

} // namespace

NamedPaths pathsNamedIn(const json::Object &fields)
{
    NamedPaths out;
    for (const std::string_view field : kFields)
        if (const std::string *json = fields.find(field); json && json->find('/') != std::string::npos)
            (void)json::rewriteTexts(*json, [&out](const json::TextPlace &, std::string &text) {
                // As a whole, too: a folder's name may contain blanks.
                if (text.find('/') != std::string::npos && text.size() <= kLongest
                    && text.find('\n') == std::string::npos)
                    out.paths.push_back(text);
                addWords(text, out.paths);
            });
    std::ranges::sort(out.paths);
    out.paths.erase(std::unique(out.paths.begin(), out.paths.end()), out.paths.end());
    out.isComplete = out.paths.size() <= kMost;
    out.paths.resize(std::min(out.paths.size(), kMost));
    return out;
}

} // namespace mimir
