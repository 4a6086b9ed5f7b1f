// Tools that show what is in files without being given the name of one: of git, of notes, of an editor.
#pragma once

#include "privacy/calls/callarguments.h"
#include "privacy/calls/callname.h"

namespace mimir {

bool quotesFiles(const CallName &name, const CallArguments &arguments);
/// {"agent": "reviewer", "instructions": "read the plan"}, whatever the tool is called.
bool instructsAgent(const CallArguments &arguments);

} // namespace mimir
