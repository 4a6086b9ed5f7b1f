// One file has many spellings; these are the ones to look up in a table of known files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// Lower case with "/" between names: as written, without what may stand around a path (a scheme, a query, a revision,
/// a line number, an option's name), without the end that a copy has (".bak"), each alternative of braces, without the
/// wildcards of a pattern.
std::vector<std::string> pathSpellings(std::string_view path);

/// Contains wildcards or braces of a shell.
bool isPattern(std::string_view path);
/// Whether a shell's pattern ("*", "?", "[ab]") matches the whole name. Time: product of the lengths.
bool matchesPattern(std::string_view name, std::string_view pattern);

} // namespace mimir
