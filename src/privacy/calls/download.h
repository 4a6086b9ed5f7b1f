// What curl and wget get from another computer is not a file of this one.
#pragma once

#include "privacy/calls/programs.h"

#include <string>

namespace mimir {

/// What a server on this computer gives out under the name of a file.
bool isFileOfThisComputer(std::string_view address);
/// With an address of another computer, and nothing that has it read or repeat a file.
bool isPlainDownload(const std::string &name, Words arguments);
/// It prints what another computer gives out under the name of a file: "https://example.org/raw/main/a.py".
bool printsNamedFile(const std::string &name, Words arguments);

} // namespace mimir
