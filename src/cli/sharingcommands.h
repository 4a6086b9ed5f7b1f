#pragma once

#include "cli/command.h"

namespace mimir::cli {

std::unique_ptr<Command> makeHistoryShare();
std::unique_ptr<Command> makeHistoryUnshare();

} // namespace mimir::cli
