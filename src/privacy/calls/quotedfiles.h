// What people and agents quote of files within a text: fences below a path, patches, notes of an agent.
#pragma once

#include "privacy/calls/embedded.h"

#include <string>
#include <string_view>

namespace mimir {

/// A unified diff, or the lines of a file with their numbers, as `cat -n` prints them.
bool looksLikeFileLines(std::string_view text);
std::string withoutQuotedFiles(const std::string &text, Extent extent);

} // namespace mimir
