// A line that gives a variable a value, as shells and programs print it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mimir {

struct Assignment {
    std::string_view name;
    std::size_t value;     ///< where it begins in the line
    bool isMember = false; ///< NAME: 'value', as objects are printed
    bool isSpaced = false; ///< as only some shells and tools write it, and tables of anything else, too
};

/// NAME=value, export NAME=value, "NAME": "value",
std::optional<Assignment> assignmentIn(std::string_view line);
/// "HOME /root" of fish, "env(HOME) = /root" of Tcl, "[HOME] => /root", "+ HOME=/root", rows of a table.
std::optional<Assignment> spacedAssignmentIn(std::string_view line);

} // namespace mimir
