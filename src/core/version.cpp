#include "core/version.h"

#include "buildcommit.h"

namespace mimir {

std::string_view versionWithCommit()
{
    constexpr std::string_view commit = MIMIR_COMMIT;
    return commit.empty() ? MIMIR_VERSION : MIMIR_VERSION " (" MIMIR_COMMIT ")";
}

} // namespace mimir
