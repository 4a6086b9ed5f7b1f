// A file that the user names for a command's output.
#pragma once

#include "cli/command.h"

namespace mimir::cli {

/// --force.
Option forceOption();
/// Writes `text` to `path`, over nothing that exists unless the user forces it, and never over a file of the profile;
/// a pipe or a device is written to. Complains of what prevents it.
ExitCode writeOutput(
    const QString &path, const std::string &text, const Arguments &arguments, Context &context);
/// Why writeOutput() would not; empty = it would.
QString whyNotWritten(const QString &path, const Arguments &arguments, Context &context);

} // namespace mimir::cli
