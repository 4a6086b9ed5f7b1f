// Where the output of a command goes: into a file, into a program that shows nothing of it, or to the one who reads the
// result.
#pragma once

#include "privacy/shell/commandline.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir {

/// Not "-" and none of the files that stand for nothing.
bool isRealFile(std::string_view path);

/// A file is redirected to it.
bool readsFile(const shell::SimpleCommand &command);
/// Nothing of what the command prints is in the result of the line.
bool isLost(const shell::CommandLine &line, const shell::SimpleCommand &command);
/// The file that its output ends up in, through whatever pipes. What is only named in its input, as in a patch, is
/// named by the program that reads it.
std::optional<std::string> targetOf(const shell::CommandLine &line, const shell::SimpleCommand &command);

/// The file behind a "}" or ")": what is between the brackets goes there, and which commands those are is not known.
std::optional<std::string> targetOfGroup(const shell::CommandLine &line);

} // namespace mimir
