#include "server/accounts/teamdirectory.h"

namespace mimir::server {
namespace {

std::vector<TeamInfo> teamsFrom(const SqlRows &rows)
{
    std::vector<TeamInfo> teams;
    for (std::size_t row = 0; row < rows.size(); ++row)
        teams.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), rows.text(row, 3),
            rows.integer(row, 4) != 0});
    return teams;
}

} // namespace

Result<std::vector<TeamInfo>> TeamDirectory::visibleTo(std::int64_t user, const OrgInfo &org)
{
    if (org.role != "owner" && org.role != "admin")
        return org.teams;
    const auto rows = m_sql.query("SELECT t.id, t.slug, t.name, m.role, t.personal FROM teams t"
                                  " LEFT JOIN team_members m ON m.team=t.pk AND m.\"user\"=?1"
                                  " WHERE t.org=?2 ORDER BY t.pk",
        user, org.pk);
    MIMIR_TRY(rows);
    return teamsFrom(*rows);
}

Result<std::vector<TeamInfo>> TeamDirectory::ofRepository(
    std::int64_t user, std::int64_t org, std::string_view remote)
{
    const auto rows = m_sql.query("SELECT t.id, t.slug, t.name, m.role, t.personal FROM teams t"
                                  " JOIN team_members m ON m.team=t.pk AND m.\"user\"=?1"
                                  " WHERE t.org=?2 AND t.repository=?3 ORDER BY t.pk",
        user, org, remote);
    MIMIR_TRY(rows);
    return teamsFrom(*rows);
}

} // namespace mimir::server
