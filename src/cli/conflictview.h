// A conflict as the command line shows it.
#pragma once

#include "app/conflictchoice.h"

#include <QString>

namespace mimir::cli {

/// The fixed object of `mimir conflicts list --json`; `losing` and `winning` are the values themselves.
json::Object conflictObject(const ListedConflict &listed);
/// One line.
QString conflictLine(const Conflict &conflict);
/// Both versions, for a person.
QString conflictText(const ListedConflict &listed);

} // namespace mimir::cli
