// Which teams of an organisation somebody may know of. Thread: that of the database.
#pragma once

#include "server/accounts/accounts.h"
#include "server/db/sqlconnection.h"

namespace mimir::server {

class TeamDirectory {
public:
    explicit TeamDirectory(SqlConnection &sql) : m_sql(sql) { }

    /// Owners and admins of an organisation see all of its teams, those they do not belong to with an empty
    /// role; members see their own.
    Result<std::vector<TeamInfo>> visibleTo(std::int64_t user, const OrgInfo &org);
    /// The teams of that repository to which the user belongs. `remote` is a normalizedRemote().
    Result<std::vector<TeamInfo>> ofRepository(std::int64_t user, std::int64_t org, std::string_view remote);

private:
    SqlConnection &m_sql;
};

} // namespace mimir::server
