// Whether a text looks like the contents of a file, whatever it is said to be.
#pragma once

#include <string_view>

namespace mimir {

/// What is in front of a line of a file, as programs number them.
struct FileLine {
    long number = -1;       ///< -1 = there is none
    bool isArrow = false;   ///< behind the number is "→", else a tab
    bool isAligned = false; ///< in a column that is wider than most numbers, as `cat -n` prints it
};
FileLine fileLine(std::string_view line);

/// A patch, the lines of a file with their numbers, as `cat -n` prints them, or a file that Terraform plans.
bool looksLikeFileLines(std::string_view text);

} // namespace mimir
