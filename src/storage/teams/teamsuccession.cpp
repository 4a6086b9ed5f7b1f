#include "storage/teams/teamsuccession.h"

#include "storage/keys/personkeystore.h"
#include "storage/rules/privacyrules.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/teammerge.h"

#include <algorithm>

namespace mimir {
namespace {

bool bringsSameName(const std::vector<Team> &listed, const Team &known)
{
    return std::ranges::any_of(
        listed, [&known](const Team &one) { return one.orgSlug == known.orgSlug && one.slug == known.slug; });
}

bool bringsSameId(const std::vector<Team> &listed, const Team &known)
{
    return std::ranges::any_of(listed, [&known](const Team &one) { return one.teamId == known.teamId; });
}

} // namespace

Result<Team> TeamSuccession::team(std::int64_t pk) const
{
    const auto found = TeamRegistry(m_database).find(pk);
    MIMIR_TRY(found);
    if (!*found)
        return Error {ErrorCode::NotFound, "its team is no longer known on this device"};
    return **found;
}

Result<void> TeamSuccession::noteListed(std::string_view server, const std::vector<Team> &listed)
{
    const auto all = TeamRegistry(m_database).all();
    MIMIR_TRY(all);
    // Of this user: an account with the same e-mail address, which has another id at a new server.
    std::vector<Team> known;
    for (const Team &team : *all)
        if (team.server == server && team.standing == Team::Standing::Live && isSamePerson(team, listed))
            known.push_back(team);
    // Known teams that are listed were added since, if any: a personal one, before the others were created
    // again.
    std::int64_t since = INT64_MAX;
    for (const Team &team : known)
        if (bringsSameId(listed, team))
            since = std::min(since, team.pk);
    const auto isGone = [since](const Team &team) { return team.pk < since; };
    if (std::ranges::none_of(
            known, [&](const Team &team) { return isGone(team) && bringsSameName(listed, team); }))
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const Team &team : known)
        if (isGone(team))
            MIMIR_TRY(markUnknown(team));
    return transaction.commit();
}

// Teams that still waited for an answer about an earlier server now wait for the same one.
Result<void> TeamSuccession::markUnknown(const Team &team)
{
    MIMIR_TRY(m_database.run("UPDATE teams SET standing = ? WHERE pk = ?", Team::Standing::Unknown, team.pk));
    const auto earlier = m_database.integer("SELECT pk FROM teams WHERE pk = ? AND standing = ?",
        team.predecessor.value_or(0), Team::Standing::Unknown);
    if (!earlier)
        return {};
    const TriggerSuppressor applying(m_database);
    MIMIR_TRY(applying.begun());
    MIMIR_TRY(TeamMerge(m_database).rebind(*earlier, team.pk));
    MIMIR_TRY(m_database.run("UPDATE teams SET predecessor = NULL, is_default = max(is_default, (SELECT "
                             "is_default FROM teams WHERE pk = ?2)) WHERE pk = ?1",
        team.pk, *earlier));
    return m_database.run("DELETE FROM teams WHERE pk = ?", *earlier);
}

bool TeamSuccession::isSamePerson(const Team &known, const std::vector<Team> &listed) const
{
    if (listed.empty() || known.account.empty() || known.account == listed.front().account)
        return true;
    return m_database
        .integer("SELECT 1 FROM accounts a JOIN accounts b ON b.server = a.server AND b.email = a.email "
                 "WHERE a.server = ? AND a.id = ? AND b.id = ?",
            known.server, known.account, listed.front().account)
        .has_value();
}

// A claim from an address that was entered before and never answered.
Result<void> TeamSuccession::dropEmptyClaims(const Team &team)
{
    return m_database.run(
        sqlText<"DELETE FROM teams WHERE team_id = ?2 AND server <> ?1 AND account IN (?3, '') AND "
                "standing = {Standing::Unproven} AND cursor = '' AND "
                "NOT EXISTS (SELECT 1 FROM conversations c WHERE c.team = teams.pk) AND "
                "NOT EXISTS (SELECT 1 FROM sync_counts n WHERE n.team = teams.pk AND n.n > 0)">,
        team.server, team.teamId, team.account);
}

Result<void> TeamSuccession::pair(const Team &team)
{
    MIMIR_TRY(dropEmptyClaims(team));
    const auto here
        = m_database.integer("SELECT pk FROM teams WHERE server = ? AND team_id = ? AND account = ?",
            team.server, team.teamId, team.account);
    // Of an account that has moved with its server, or from before accounts were told apart.
    const auto elsewhere = m_database.integer(
        sqlText<"SELECT pk FROM teams WHERE team_id = ?2 AND server <> ?1 AND account IN (?3, '') AND "
                "standing IN "
                "({Standing::Live}, {Standing::Unproven}) ORDER BY is_default DESC, standing, pk LIMIT 1">,
        team.server, team.teamId, team.account);
    if (!elsewhere)
        return pairWithUnknown(here);
    MIMIR_TRY(m_database.run("UPDATE teams SET standing = ?2, predecessor = NULL WHERE pk = ?1", *elsewhere,
        Team::Standing::Live));
    return m_database.run("UPDATE teams SET standing = ?3, predecessor = ?2 WHERE pk = ?1", here, elsewhere,
        Team::Standing::Unproven);
}

Result<void> TeamSuccession::pairWithUnknown(std::optional<std::int64_t> team)
{
    MIMIR_TRY(m_database.run(
        sqlText<
            "UPDATE teams SET standing = {Standing::Live}, predecessor = NULL WHERE pk = ? AND standing IN "
            "({Standing::Unproven}, {Standing::OtherHistory})">,
        team));
    // Of the same user: another user of this profile is asked about their own when they sign in.
    MIMIR_TRY(m_database.run(sqlText<R"sql(
            UPDATE teams SET predecessor = (SELECT o.pk FROM teams o WHERE o.server = teams.server
                    AND o.standing = {Standing::Unknown} AND o.org_slug = teams.org_slug AND o.slug = teams.slug
                    AND (o.account IN ('', teams.account) OR EXISTS (SELECT 1 FROM accounts a
                        JOIN accounts b ON b.server = a.server AND b.email = a.email
                        WHERE a.server = o.server AND a.id = o.account AND b.id = teams.account))
                ORDER BY o.pk DESC LIMIT 1)
            WHERE pk = ? AND standing = {Standing::Live} AND predecessor IS NULL)sql">,
        team));
    // Numbers of audit entries stay in order if the two become one.
    return m_database.run("UPDATE teams SET audit_seq = max(audit_seq, COALESCE((SELECT o.audit_seq FROM "
                          "teams o WHERE o.pk = teams.predecessor), 0)) WHERE pk = ?",
        team);
}

bool TeamSuccession::belongsElsewhere(std::string_view server, std::string_view teamId) const
{
    return m_database
               .integer("SELECT 1 FROM teams WHERE team_id = ?2 AND server <> ?1 AND standing = ?3", server,
                   teamId, Team::Standing::Live)
               .has_value()
        && !m_database.integer("SELECT 1 FROM teams WHERE team_id = ?2 AND server = ?1", server, teamId);
}

Result<void> TeamSuccession::noteAddress(std::string_view server, std::string_view secured)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run(
        sqlText<
            "INSERT INTO teams(server, org_slug, team_id, slug, name, role, account, standing, predecessor) "
            "SELECT ?2, org_slug, team_id, slug, name, role, account, {Standing::Unproven}, pk FROM teams "
            "WHERE server = ?1 AND standing = {Standing::Live} AND active = 1 AND revoked = 0 "
            "ON CONFLICT DO NOTHING">,
        server, secured));
    MIMIR_TRY(PrivacyRules(m_database).copyAccount(server, secured));
    MIMIR_TRY(PersonKeyStore(m_database).copy(server, secured));
    return transaction.commit();
}

Result<std::vector<AddressClaim>> TeamSuccession::claims() const
{
    auto claims = claimsOfRemovedToo();
    MIMIR_TRY(claims);
    std::erase_if(*claims, [](const AddressClaim &claim) { return claim.asked.revoked; });
    return claims;
}

Result<std::vector<AddressClaim>> TeamSuccession::claimsOfRemovedToo() const
{
    const auto all = TeamRegistry(m_database).all();
    MIMIR_TRY(all);
    std::vector<AddressClaim> found;
    for (const Team &one : *all) {
        if (one.standing != Team::Standing::Unproven || !one.active || !one.predecessor)
            continue;
        const auto known = team(*one.predecessor);
        MIMIR_TRY(known);
        AddressClaim claim {*known, one.pk, known->pk};
        claim.asked.pk = one.pk;
        claim.asked.revoked = one.revoked;
        claim.asked.server = one.server;
        claim.asked.orgSlug = one.orgSlug;
        claim.asked.lastOpSeq = std::max(one.lastOpSeq, known->lastOpSeq);
        found.push_back(std::move(claim));
    }
    return found;
}

Result<void> TeamSuccession::accept(const AddressClaim &claim)
{
    const auto known = team(claim.predecessor), found = team(claim.candidate);
    MIMIR_TRY(known);
    MIMIR_TRY(found);
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        // It was pulled before it was known to be the same team: rows of it were quarantined.
        const bool wasSynced = !found->cursor.empty() || found->lastOpSeq > 0;
        MIMIR_TRY(TeamMerge(m_database).rebind(found->pk, known->pk));
        MIMIR_TRY(TeamMerge(m_database).moveToAddressOf(*known, *found));
        if (wasSynced) {
            MIMIR_TRY(m_database.run("UPDATE teams SET cursor = '' WHERE pk = ?", known->pk));
            MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", known->pk));
        }
    }
    // Also whatever else is known of this team at yet another address.
    MIMIR_TRY(pair(*found));
    return transaction.commit();
}

Result<void> TeamSuccession::markOtherHistory(const AddressClaim &claim)
{
    return m_database.run(sqlText<"UPDATE teams SET standing = {Standing::OtherHistory} WHERE pk = ? AND "
                                  "standing = {Standing::Unproven}">,
        claim.candidate);
}

bool TeamSuccession::waitsFor(const Team &team, std::int64_t other) const
{
    return m_database
        .integer(sqlText<"SELECT 1 FROM teams WHERE pk = ? AND standing IN ({Standing::Unknown}, "
                         "{Standing::Left}) AND "
                         "server = ? AND org_slug = ? AND slug = ?">,
            other, team.server, team.orgSlug, team.slug)
        .has_value();
}

} // namespace mimir
