// Which build a program is. Only the programs link this (target mimir-version), never a library or a test: the
// commit changes with every commit, and what links it is linked again.
#pragma once

#include <string_view>

namespace mimir {

/// "0.1.0 (1a2b3c4d5e)": the version that CMake's project() names, and the commit; just the version when built
/// from a source tree without git. "+" after the commit means that there were changes not in it.
std::string_view versionWithCommit();

} // namespace mimir
