// Which teams of an organisation a user may know of. Thread: the database's.
#pragma once

#include "server/accounts/accounts.h"
#include "server/db/sqlconnection.h"

namespace mimir::server {

class TeamDirectory {
public:
    explicit TeamDirectory(SqlConnection &sql) : m_sql(sql) { }

    /// Owners and admins of an organisation see all its teams, with an empty role where they are not a
    /// member; members see only their own.
    Result<std::vector<TeamInfo>> visibleTo(std::int64_t user, const OrgInfo &org);
    /// The teams of that repository that the user belongs to. `remote` is a normalizedRemote().
    Result<std::vector<TeamInfo>> ofRepository(std::int64_t user, std::int64_t org, std::string_view remote);

private:
    SqlConnection &m_sql;
};

} // namespace mimir::server
