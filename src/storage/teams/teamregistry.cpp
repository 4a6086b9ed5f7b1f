#include "storage/teams/teamregistry.h"

#include "storage/schema/sqltext.h"
#include "storage/teams/teamsuccession.h"
#include "storage/teams/workspaceteams.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kSelect = "SELECT pk, server, org_slug, team_id, slug, name, role, is_default, "
                                     "active, revoked, cursor, position, epoch, "
                                     "last_op_seq, last_push, last_pull, pull_failed, account, standing, "
                                     "predecessor, proof, proof_position, full_pull FROM teams";

constexpr std::string_view kNeverUsed
    = "SELECT pk, team_id FROM teams WHERE server = ? AND account = ? AND org_slug = ? AND active = 1 AND "
      "is_default = 0 AND predecessor IS NULL AND cursor = '' AND epoch = '' AND position = 0 "
      "AND pk NOT IN (SELECT team FROM conversations WHERE team IS NOT NULL) "
      "AND pk NOT IN (SELECT team FROM sync_queue WHERE team IS NOT NULL) "
      "AND pk NOT IN (SELECT team FROM workspaces WHERE team IS NOT NULL) "
      "AND pk NOT IN (SELECT predecessor FROM teams WHERE predecessor IS NOT NULL)";

Team readTeam(const Query &row)
{
    Team team;
    team.pk = row.integer(0);
    team.server = row.string(1);
    team.orgSlug = row.string(2);
    team.teamId = row.string(3);
    team.slug = row.string(4);
    team.name = row.string(5);
    team.role = row.string(6);
    team.isDefault = row.integer(7) != 0;
    team.active = row.integer(8) != 0;
    team.revoked = row.integer(9) != 0;
    team.cursor = row.string(10);
    team.position = row.integer(11);
    team.epoch = row.string(12);
    team.lastOpSeq = row.integer(13);
    team.lastPush = row.optionalInteger(14);
    team.lastPull = row.optionalInteger(15);
    team.pullFailed = row.integer(16) != 0;
    team.account = row.string(17);
    team.standing = static_cast<Team::Standing>(row.integer(18));
    team.predecessor = row.optionalInteger(19);
    team.proof = row.string(20);
    team.proofPosition = row.integer(21);
    team.fullPull = row.integer(22) != 0;
    return team;
}

Result<std::vector<Team>> readTeams(Query rows)
{
    std::vector<Team> teams;
    while (rows.next())
        teams.push_back(readTeam(rows));
    MIMIR_TRY(rows.status());
    return teams;
}

} // namespace

Result<void> TeamRegistry::signedIn(const std::vector<Team> &teams, Occasion occasion)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const Team &team : teams) {
        MIMIR_TRY(noteTeam(team, occasion));
        if (team.isDefault)
            MIMIR_TRY(setDefault(team));
    }
    // Items refused as read-only are retried once the user has write access.
    MIMIR_TRY(m_database.run(sqlText<
        "UPDATE sync_queue SET state = {State::Ready}, retry_count = 0, error_code = NULL, error_message "
        "= NULL WHERE state = {State::Failed} AND error_code = 'read_only' AND team IN "
        "(SELECT pk FROM teams WHERE role <> 'viewer')">));
    // A workspace of a team whose account has signed out is mapped to the present account's row of the same
    // team.
    MIMIR_TRY(m_database.run(
        "UPDATE workspaces SET team = COALESCE((SELECT n.pk FROM teams o JOIN teams n ON n.server = o.server "
        "AND "
        "n.team_id = o.team_id AND n.active = 1 WHERE o.pk = workspaces.team AND o.active = 0), team) "
        "WHERE team IS NOT NULL"));
    MIMIR_TRY(bindUnbound());
    return transaction.commit();
}

Result<void> TeamRegistry::refreshed(const std::vector<Team> &all)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(signedIn(all, Occasion::Refresh));
    MIMIR_TRY(endUnlisted(all));
    return transaction.commit();
}

Result<void> TeamRegistry::endUnlisted(const std::vector<Team> &listed)
{
    if (listed.empty())
        return {};
    const Team &any = listed.front();
    std::vector<std::int64_t> unlisted;
    {
        Query rows = m_database.query(kNeverUsed, any.server, any.account, any.orgSlug);
        while (rows.next())
            if (std::ranges::find(listed, rows.text(1), &Team::teamId) == listed.end())
                unlisted.push_back(rows.integer(0));
        MIMIR_TRY(rows.status());
    }
    for (const std::int64_t pk : unlisted)
        MIMIR_TRY(m_database.run("UPDATE teams SET active = 0 WHERE pk = ?", pk));
    return {};
}

Result<void> TeamRegistry::noteTeam(const Team &team, Occasion occasion)
{
    TeamSuccession succession(m_database);
    if (occasion == Occasion::Refresh && succession.belongsElsewhere(team.server, team.teamId))
        return {};
    MIMIR_TRY(m_database.run(
        "INSERT INTO teams(server, org_slug, team_id, slug, name, role, account) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(server, team_id, account) DO UPDATE SET "
        "org_slug = ?2, slug = ?4, name = ?5, role = ?6, active = 1, revoked = 0",
        team.server, team.orgSlug, team.teamId, team.slug, team.name, team.role, team.account));
    return occasion == Occasion::SignIn ? succession.pair(team) : Result<void>();
}

// While it is unknown whether the new address is the same team, what is recorded belongs to the known one.
Result<void> TeamRegistry::setDefault(const Team &team)
{
    MIMIR_TRY(m_database.run("UPDATE teams SET is_default = 0"));
    return m_database.run(
        sqlText<"UPDATE teams SET is_default = 1 WHERE pk = (SELECT CASE WHEN standing IN "
                "({Standing::Unproven}, {Standing::OtherHistory}) THEN predecessor ELSE pk END FROM teams "
                "WHERE server = ? AND team_id = ? AND account = ?)">,
        team.server, team.teamId, team.account);
}

// The triggers pass a conversation's team on to its children and to the outbox.
Result<void> TeamRegistry::bindUnbound()
{
    MIMIR_TRY(bindWaiting());
    MIMIR_TRY(m_database.run(
        "UPDATE conversations SET team = COALESCE("
        "(SELECT team FROM workspaces WHERE remote = conversations.repository AND team IS NOT NULL), "
        "(SELECT pk FROM teams WHERE is_default = 1)) WHERE team IS NULL"));
    return m_database.run("UPDATE audit_logs SET team = (SELECT pk FROM teams WHERE is_default = 1) "
                          "WHERE team IS NULL AND conversation_id IS NULL");
}

Result<void> TeamRegistry::signedOut(std::string_view server, std::string_view orgSlug)
{
    return m_database.run("UPDATE teams SET active = 0 WHERE server = ? AND org_slug = ?", server, orgSlug);
}

Result<std::vector<Team>> TeamRegistry::active() const
{
    static const std::string sql = std::string(kSelect)
        + " WHERE active = 1 AND revoked = 0 AND standing = ? ORDER BY is_default DESC, pk";
    return readTeams(m_database.query(sql, Team::Standing::Live));
}

Result<std::vector<Team>> TeamRegistry::revoked() const
{
    static const std::string sql = std::string(kSelect)
        + " WHERE active = 1 AND revoked = 1 AND standing = ? ORDER BY is_default DESC, pk";
    return readTeams(m_database.query(sql, Team::Standing::Live));
}

Result<std::vector<Team>> TeamRegistry::all() const
{
    static const std::string sql = std::string(kSelect) + " ORDER BY is_default DESC, pk";
    return readTeams(m_database.query(sql));
}

Result<std::optional<Team>> TeamRegistry::find(std::int64_t pk) const
{
    static const std::string sql = std::string(kSelect) + " WHERE pk = ?";
    Query row = m_database.query(sql, pk);
    if (row.next())
        return std::optional(readTeam(row));
    MIMIR_TRY(row.status());
    return std::optional<Team>();
}

std::optional<Team> TeamRegistry::defaultTeam() const
{
    static const std::string sql = std::string(kSelect) + " WHERE is_default = 1";
    Query row = m_database.query(sql);
    return row.next() ? std::optional(readTeam(row)) : std::nullopt;
}

Result<void> TeamRegistry::checkAddress(const Team &team) const
{
    if (m_database.integer("SELECT 1 FROM teams WHERE pk = ? AND server = ?", team.pk, team.server))
        return {};
    return Error {ErrorCode::Cancelled, "the team has a different address by now"};
}

Result<void> TeamRegistry::notePush(std::int64_t pk, Millis at)
{
    return m_database.run("UPDATE teams SET last_push = ? WHERE pk = ?", at, pk);
}

Result<void> TeamRegistry::notePull(std::int64_t pk, Millis at)
{
    return m_database.run("UPDATE teams SET last_pull = ?, pull_failed = 0 WHERE pk = ?", at, pk);
}

Result<void> TeamRegistry::notePullUnfinished(std::int64_t pk)
{
    return m_database.run("UPDATE teams SET pull_failed = 1 WHERE pk = ? AND pull_failed = 0", pk);
}

Result<void> TeamRegistry::noteRevoked(std::int64_t pk)
{
    return m_database.run("UPDATE teams SET revoked = 1 WHERE pk = ?", pk);
}

Result<void> TeamRegistry::noteAccess(std::int64_t pk)
{
    return m_database.run("UPDATE teams SET revoked = 0 WHERE pk = ?", pk);
}

Result<void> TeamRegistry::advance(
    std::int64_t pk, std::string_view cursor, std::int64_t position, std::string_view epoch)
{
    return m_database.run(
        "UPDATE teams SET cursor = ?2, position = max(position, ?3), epoch = ?4 WHERE pk = ?1", pk, cursor,
        position, epoch);
}

Result<void> TeamRegistry::noteProof(std::int64_t pk, std::string_view proof, std::int64_t position)
{
    if (proof.empty()) // a server that proves nothing takes nothing back
        return {};
    return m_database.run(
        "UPDATE teams SET proof = ?2, proof_position = ?3 WHERE pk = ?1 AND proof_position <= ?3", pk, proof,
        position);
}

Result<bool> TeamRegistry::isImpossible(
    std::int64_t pk, std::int64_t rev, const std::optional<std::int64_t> &position) const
{
    const auto highest = m_database.readInteger(
        "SELECT max(position, proof_position) FROM teams WHERE pk = ? AND proof_position > 0", pk);
    MIMIR_TRY(highest);
    return (*highest || position) && rev > std::max(highest->value_or(0), position.value_or(0));
}

Result<void> TeamRegistry::endFullPull(std::int64_t pk)
{
    return m_database.run("UPDATE teams SET full_pull = 0 WHERE pk = ?", pk);
}

Result<void> TeamRegistry::forgetCursor(std::int64_t pk)
{
    return m_database.run("UPDATE teams SET cursor = '', position = 0, proof = '', proof_position = 0, "
                          "full_pull = 1 WHERE pk = ?",
        pk);
}

Result<void> TeamRegistry::mapWorkspace(const std::optional<std::string> &path,
    const std::optional<std::string> &remote, std::int64_t team, Millis now, std::optional<Millis> expiresAt)
{
    return WorkspaceTeams(m_database).map(path, remote, team, now, expiresAt);
}

Result<void> TeamRegistry::bindWaiting()
{
    return WorkspaceTeams(m_database).bindWaiting();
}

} // namespace mimir
