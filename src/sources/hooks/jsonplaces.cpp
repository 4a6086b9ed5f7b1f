#include "sources/hooks/jsonplaces.h"

#include "core/json/json.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::size_t behindText(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\')
            ++at;
    return std::min(at + 1, text.size());
}

std::size_t behindValue(std::string_view text, std::size_t at)
{
    if (at < text.size() && text[at] == '"')
        return behindText(text, at);
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (depth == 0 && (c == ',' || c == '}' || c == ']' || kSpace.find(c) != std::string_view::npos))
            return at;
        if (c == '"')
            at = behindText(text, at) - 1;
        else if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at + 1;
    }
    return at;
}

std::string nameIn(std::string_view text, std::size_t begin)
{
    const auto name = json::canonical(text.substr(begin, behindText(text, begin) - begin));
    return name ? json::unquoted(*name).value_or(std::string()) : std::string();
}

} // namespace

const JsonPart *JsonContainer::find(std::string_view name) const
{
    const auto found = std::find_if(
        parts.rbegin(), parts.rend(), [name](const JsonPart &part) { return part.name == name; });
    return found == parts.rend() ? nullptr : &*found;
}

std::size_t skipJsonSpace(std::string_view text, std::size_t at)
{
    const std::size_t next = text.find_first_not_of(kSpace, at);
    return next == std::string_view::npos ? text.size() : next;
}

std::optional<JsonContainer> jsonContainerAt(std::string_view text, std::size_t at)
{
    if (at >= text.size() || (text[at] != '{' && text[at] != '['))
        return std::nullopt;
    JsonContainer container {at, at, text[at] == '{', {}};
    std::size_t next = skipJsonSpace(text, at + 1);
    while (next < text.size() && text[next] != '}' && text[next] != ']') {
        JsonPart part;
        part.begin = part.value = next;
        if (container.isObject) {
            part.name = nameIn(text, next);
            part.value
                = skipJsonSpace(text, skipJsonSpace(text, behindText(text, next)) + 1); // behind the colon
        }
        part.end = behindValue(text, part.value);
        next = skipJsonSpace(text, part.end);
        if (next < text.size() && text[next] == ',')
            next = skipJsonSpace(text, next + 1);
        container.parts.push_back(std::move(part));
    }
    container.end = std::min(next + 1, text.size());
    return container;
}

} // namespace mimir
