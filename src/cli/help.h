// The help of the program, of a group of commands and of one command.
#pragma once

#include "cli/command.h"

namespace mimir::cli {

/// `group` empty = everything; "sync" = its commands.
QString helpForGroup(const QString &group);
QString helpForCommand(const QString &name, const Command::Description &description);

} // namespace mimir::cli
