// Which build this is: the version that CMake's project() names, and the commit it was built from.
#pragma once

#include <string_view>

namespace mimir {

/// "0.1.0".
std::string_view version();

/// "0.1.0 (1a2b3c4d5e)"; just the version when built from a source tree without git. "+" after the commit
/// means that there were changes not in it.
std::string_view versionWithCommit();

} // namespace mimir
