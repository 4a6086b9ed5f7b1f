// Text in a command line that a command writes into a file.
#pragma once

#include "privacy/calls/programs.h"
#include "privacy/calls/shelleffect.h"

namespace mimir {

/// `words`: those of the command, from its program on. `groupTarget`: targetOfGroup().
std::vector<ShellEffect::Written> writtenBy(const shell::CommandLine &line,
    const shell::SimpleCommand &command, Words words, const std::optional<std::string> &groupTarget,
    std::string_view folder);

} // namespace mimir
