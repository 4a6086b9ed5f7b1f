// Accounts at addresses that teams have left, whose tokens are no longer of use.
#pragma once

#include "core/result.h"

#include <string>
#include <vector>

namespace mimir {

class Database;

struct FormerAccount {
    std::string server, orgSlug;
};

class FormerAccounts {
public:
    explicit FormerAccounts(Database &database) : m_database(database) { }

    std::vector<FormerAccount> list() const;
    Result<void> note(const FormerAccount &account);
    /// Their tokens were removed.
    Result<void> forget();

private:
    Database &m_database;
};

} // namespace mimir
