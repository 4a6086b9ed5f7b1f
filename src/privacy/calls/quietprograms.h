// Whether it is known of a program that it prints neither contents of files nor an environment (quiettable.h).
#pragma once

#include "privacy/calls/programs.h"
#include "privacy/calls/quiettable.h"

namespace mimir {

/// Whatever it is given; nullptr when it is not in the table.
const QuietProgram *findQuiet(std::string_view name);
/// With these words. `name` as programName() gives it.
bool isQuiet(const std::string &name, Words arguments);
/// It prints nothing of what comes through its pipe or is redirected to it.
bool hidesItsInput(const std::string &name, Words arguments);

/// "/dev/stdout": what is written there is in the result.
bool namesTerminal(std::string_view word);
/// A word that any program may be given without quoting a file: an option, a number, a verb like "build".
bool isPlainArgument(const shell::Word &word);
/// A script of a shell that is named after what it does: "build.sh", "run-tests.sh", not "notes.sh".
bool saysItsTask(std::string_view script);
/// A folder or source code, as far as its name says so.
bool isSourceName(std::string_view path);

} // namespace mimir
