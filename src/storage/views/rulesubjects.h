// What privacy rules can be about, as far as conversations of this store name it.
#pragma once

#include "storage/sqlite/database.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mimir {

enum class SubjectKind : std::uint8_t { Workspace, Repository, Provider };

struct RuleSubject {
    std::string value;              ///< as it was recorded: untrusted
    std::int64_t conversations = 0; ///< that name it, without deleted ones
};

/// At most `limit`, the one with the newest conversation first.
Result<std::vector<RuleSubject>> ruleSubjects(Database &database, SubjectKind kind, std::size_t limit);

} // namespace mimir
