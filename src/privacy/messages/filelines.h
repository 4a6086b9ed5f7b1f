// Whether a text looks like the contents of a file, whatever it is said to be.
#pragma once

#include <string_view>

namespace mimir {

/// A unified diff, the lines of a file with their numbers, as `cat -n` prints them, or a file that Terraform plans.
bool looksLikeFileLines(std::string_view text);

} // namespace mimir
