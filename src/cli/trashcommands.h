// What a server deleted, and what it may delete.
#pragma once

#include "cli/command.h"

namespace mimir::cli {

std::unique_ptr<Command> makeTrashList();
std::unique_ptr<Command> makeTrashShow();
std::unique_ptr<Command> makeTrashRestore();
std::unique_ptr<Command> makeTrashAccept();
std::unique_ptr<Command> makeTrashKeep();

} // namespace mimir::cli
