#include "sources/hooks/jsonedit.h"

#include "core/json/json.h"

namespace mimir {
namespace {

// The space before a part, back to the comma or bracket.
std::string spaceBefore(const std::string &text, std::size_t at)
{
    std::size_t begin = at;
    while (begin > 0 && std::string_view(" \t\r\n").find(text[begin - 1]) != std::string_view::npos)
        --begin;
    return text.substr(begin, at - begin);
}

Layout layoutIn(const std::string &text, const JsonContainer &container, const std::string &unit)
{
    return {container.parts.empty() ? std::string() : spaceBefore(text, container.parts.back().begin), unit};
}

bool isMade(const std::string &text, const JsonContainer &container)
{
    return skipJsonSpace(text, container.begin + 1) > container.begin + 1;
}

void cut(std::string &text, const JsonContainer &container, std::size_t index)
{
    const JsonPart &part = container.parts[index];
    std::size_t begin = part.begin, end = part.end;
    if (index > 0)
        begin = container.parts[index - 1].end;
    else if (container.parts.size() > 1)
        end = container.parts[1].begin;
    text.erase(begin, end - begin);
}

} // namespace

Layout inner(const Layout &layout)
{
    return {layout.within(1), layout.unit};
}

std::string unitOf(const std::string &text, const JsonContainer &all)
{
    const std::string space = all.parts.empty() ? std::string() : spaceBefore(text, all.parts.front().begin);
    const std::size_t line = space.rfind('\n');
    return line == std::string::npos || line + 1 == space.size() ? "  " : space.substr(line + 1);
}

std::string member(std::string_view name, char open, const std::string &content, const Layout &layout)
{
    return json::quoted(name) + ": " + open + layout.within(1) + content + layout.end(0)
        + (open == '{' ? '}' : ']');
}

void addTo(std::string &text, const JsonContainer &container, const std::string &unit,
    const std::function<std::string(const Layout &)> &make)
{
    const Layout layout = layoutIn(text, container, unit);
    if (container.parts.empty())
        text.insert(container.begin + 1, make(layout));
    else
        text.insert(container.parts.back().end, ',' + layout.before + make(layout));
}

void cutUpwards(std::string &text, std::vector<std::pair<JsonContainer, std::size_t>> path)
{
    while (!path.empty() && path.back().first.parts.size() == 1 && isMade(text, path.back().first)) {
        const JsonContainer made = std::move(path.back().first);
        path.pop_back();
        if (path.empty())
            text.erase(made.begin, made.end - made.begin); // the file was made for it
    }
    if (!path.empty())
        cut(text, path.back().first, path.back().second);
}

std::size_t indexOf(const JsonContainer &container, const JsonPart *part)
{
    return static_cast<std::size_t>(part - container.parts.data());
}

Result<JsonContainer> objectOf(const std::string &text)
{
    const auto parsed = json::parseObject(text, json::Author::Store);
    auto all = parsed ? jsonContainerAt(text, skipJsonSpace(text, 0)) : std::nullopt;
    if (!all || !all->isObject)
        return Error {ErrorCode::Malformed, "it is not a JSON object"};
    return std::move(*all);
}

Error wrongPart(std::string_view name)
{
    return {ErrorCode::Validation, '"' + std::string(name) + "\" is not what it should be there"};
}

} // namespace mimir
