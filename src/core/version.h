// Which build this is: the version that CMake's project() names, and the commit it was built from.
#pragma once

#include <string_view>

namespace mimir {

/// "0.1.0".
std::string_view version();

/// "0.1.0 (1a2b3c4d5e)"; of a source tree without git just the version. "+" after the commit: with changes
/// that are not in it.
std::string_view versionWithCommit();

} // namespace mimir
