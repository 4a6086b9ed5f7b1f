// Changes of an agent's settings, which are JSON, as text: every other byte stays, and what was added can be removed
// without a trace.
//
// What is added follows the white space around it. Where a container had to be made for it, white space stands behind its
// opening bracket; in an empty one that was there, it stands at the bracket. By that, removing knows what was there.
#pragma once

#include "core/result.h"
#include "sources/hooks/jsonplaces.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir {

// How what is added looks: the white space before it, and what is added to that for each level within.
struct Layout {
    std::string before; ///< "\n  "; without a line break, all of it stands on one line
    std::string unit = "  ";

    bool isOnLines() const { return before.find('\n') != std::string::npos; }
    std::string within(int levels) const
    {
        if (!isOnLines())
            return " ";
        std::string space = before;
        for (int i = 0; i < levels; ++i)
            space += unit;
        return space;
    }
    std::string end(int levels) const { return isOnLines() ? within(levels) : std::string(" "); }
};
/// One level further in.
Layout inner(const Layout &layout);
/// By how much the settings indent, from their first member.
std::string unitOf(const std::string &text, const JsonContainer &all);

/// A member and what is in it, one level further in.
std::string member(std::string_view name, char open, const std::string &content, const Layout &layout);
/// Behind the last part of the container.
void addTo(std::string &text, const JsonContainer &container, const std::string &unit,
    const std::function<std::string(const Layout &)> &make);

/// The part at `index` of the last container; the containers that were made for it go with it.
void cutUpwards(std::string &text, std::vector<std::pair<JsonContainer, std::size_t>> path);
std::size_t indexOf(const JsonContainer &container, const JsonPart *part);

/// All of it. Error: Malformed.
Result<JsonContainer> objectOf(const std::string &text);
/// A part is not what agents expect there: Validation.
Error wrongPart(std::string_view name);

} // namespace mimir
