#include "storage/teams/teamsuccession.h"

#include "storage/keys/personkeystore.h"
#include "storage/outbox/outbox.h"
#include "storage/rules/privacyrules.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/epochreset.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

// "server|organisation", one per line.
constexpr std::string_view kFormerAccounts = "former_accounts";

/// Every table that binds a row to a team, except the counts, which follow the outbox automatically.
constexpr std::array<std::string_view, 11> kBound {"conversations", "messages", "tool_calls", "audit_logs",
    "sync_queue", "others_edits", "workspaces", "tombstones", "sync_log", "trash", "held_deletions"};

bool bringsSameName(const std::vector<Team> &listed, const Team &known)
{
    return std::ranges::any_of(
        listed, [&known](const Team &one) { return one.orgSlug == known.orgSlug && one.slug == known.slug; });
}

bool bringsSameId(const std::vector<Team> &listed, const Team &known)
{
    return std::ranges::any_of(listed, [&known](const Team &one) { return one.teamId == known.teamId; });
}

Result<void> removeHidden(Database &database, EntityType type, std::int64_t team)
{
    const std::string number = sqlNumber(type), table(tableName(type));
    const std::string hidden = " IN (SELECT r.pk FROM " + table
        + " r JOIN tombstones t ON t.id = r.id AND t.entity_type = " + number
        + " WHERE r.team = ?1 AND r.deleted = 1 AND t.learnt = 1)";
    MIMIR_TRY(database.run(
        "DELETE FROM sync_queue WHERE entity_type = " + number + " AND entity_pk" + hidden, team));
    return database.run("DELETE FROM " + table + " WHERE pk" + hidden, team);
}

// A deletion reported by one server is not this user's decision at another: only deletions made on this
// device carry over. A row that was hidden because of a reported one came from there, too.
Result<void> forgetLearntDeletions(Database &database, std::int64_t team)
{
    for (const EntityType type : kEntityTypes)
        MIMIR_TRY(removeHidden(database, type, team));
    return database.run("DELETE FROM tombstones WHERE team = ? AND learnt = 1", team);
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
    MIMIR_TRY(rebind(*earlier, team.pk));
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

Result<void> TeamSuccession::pair(const Team &team)
{
    // A claim from an address that was entered before and never answered.
    MIMIR_TRY(m_database.run(
        sqlText<"DELETE FROM teams WHERE team_id = ?2 AND server <> ?1 AND account IN (?3, '') AND "
                "standing = {Standing::Unproven} AND cursor = '' AND "
                "NOT EXISTS (SELECT 1 FROM conversations c WHERE c.team = teams.pk) AND "
                "NOT EXISTS (SELECT 1 FROM sync_counts n WHERE n.team = teams.pk AND n.n > 0)">,
        team.server, team.teamId, team.account));
    const auto here
        = m_database.integer("SELECT pk FROM teams WHERE server = ? AND team_id = ? AND account = ?",
            team.server, team.teamId, team.account);
    // Of an account that has moved with its server, or from before accounts were told apart.
    const auto elsewhere = m_database.integer(
        sqlText<"SELECT pk FROM teams WHERE team_id = ?2 AND server <> ?1 AND account IN (?3, '') AND "
                "standing IN "
                "({Standing::Live}, {Standing::Unproven}) ORDER BY is_default DESC, standing, pk LIMIT 1">,
        team.server, team.teamId, team.account);
    if (elsewhere) {
        MIMIR_TRY(m_database.run("UPDATE teams SET standing = ?2, predecessor = NULL WHERE pk = ?1",
            *elsewhere, Team::Standing::Live));
        return m_database.run("UPDATE teams SET standing = ?3, predecessor = ?2 WHERE pk = ?1", here,
            elsewhere, Team::Standing::Unproven);
    }
    MIMIR_TRY(m_database.run(
        sqlText<
            "UPDATE teams SET standing = {Standing::Live}, predecessor = NULL WHERE pk = ? AND standing IN "
            "({Standing::Unproven}, {Standing::OtherHistory})">,
        here));
    // Of the same user: another user of this profile is asked about their own when they sign in.
    MIMIR_TRY(m_database.run(sqlText<R"sql(
            UPDATE teams SET predecessor = (SELECT o.pk FROM teams o WHERE o.server = teams.server
                    AND o.standing = {Standing::Unknown} AND o.org_slug = teams.org_slug AND o.slug = teams.slug
                    AND (o.account IN ('', teams.account) OR EXISTS (SELECT 1 FROM accounts a
                        JOIN accounts b ON b.server = a.server AND b.email = a.email
                        WHERE a.server = o.server AND a.id = o.account AND b.id = teams.account))
                ORDER BY o.pk DESC LIMIT 1)
            WHERE pk = ? AND standing = {Standing::Live} AND predecessor IS NULL)sql">,
        here));
    // Numbers of audit entries stay in order if the two become one.
    return m_database.run("UPDATE teams SET audit_seq = max(audit_seq, COALESCE((SELECT o.audit_seq FROM "
                          "teams o WHERE o.pk = teams.predecessor), 0)) WHERE pk = ?",
        here);
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
    const auto all = TeamRegistry(m_database).all();
    MIMIR_TRY(all);
    std::vector<AddressClaim> found;
    for (const Team &one : *all) {
        if (one.standing != Team::Standing::Unproven || !one.active || one.revoked || !one.predecessor)
            continue;
        const auto known = team(*one.predecessor);
        MIMIR_TRY(known);
        AddressClaim claim {*known, one.pk, known->pk};
        claim.asked.pk = one.pk;
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
        MIMIR_TRY(rebind(found->pk, known->pk));
        MIMIR_TRY(takeAddress(*known, *found));
        if (wasSynced) {
            MIMIR_TRY(m_database.run("UPDATE teams SET cursor = '' WHERE pk = ?", known->pk));
            MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", known->pk));
        }
    }
    // Also whatever else is known of this team at yet another address.
    MIMIR_TRY(pair(*found));
    return transaction.commit();
}

Result<void> TeamSuccession::takeAddress(const Team &known, const Team &found)
{
    MIMIR_TRY(m_database.run("DELETE FROM teams WHERE pk = ?", found.pk));
    MIMIR_TRY(m_database.run(
        "UPDATE teams SET server = ?2, org_slug = ?3, slug = ?4, name = ?5, role = ?6, active = ?7, "
        "revoked = ?8, is_default = max(is_default, ?9), last_op_seq = max(last_op_seq, ?10), "
        "standing = ?12, predecessor = NULL, account = ?11 WHERE pk = ?1",
        known.pk, found.server, found.orgSlug, found.slug, found.name, found.role, found.active,
        found.revoked, found.isDefault, found.lastOpSeq, found.account, Team::Standing::Live));
    MIMIR_TRY(noteFormerAccount(known));
    StoreSettings settings(m_database);
    return settings.text("server") == known.server ? settings.set("server", found.server) : Result<void>();
}

Result<void> TeamSuccession::rebind(std::int64_t from, std::int64_t into)
{
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET op_seq = NULL WHERE team = ?", from));
    for (const std::string_view table : kBound)
        MIMIR_TRY(
            m_database.run("UPDATE " + std::string(table) + " SET team = ?2 WHERE team = ?1", from, into));
    MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", from));
    MIMIR_TRY(m_database.run("UPDATE teams SET audit_seq = max(audit_seq, (SELECT audit_seq FROM teams "
                             "WHERE pk = ?1)) WHERE pk = ?2",
        from, into));
    return m_database.run(
        "UPDATE teams SET predecessor = ?2 WHERE predecessor = ?1 AND pk <> ?2", from, into);
}

Result<void> TeamSuccession::markOtherHistory(const AddressClaim &claim)
{
    return m_database.run(sqlText<"UPDATE teams SET standing = {Standing::OtherHistory} WHERE pk = ? AND "
                                  "standing = {Standing::Unproven}">,
        claim.candidate);
}

Result<std::vector<TeamQuestion::Pair>> TeamSuccession::pairs(TeamQuestion::Kind kind, bool answered) const
{
    using Standing = Team::Standing;
    const auto all = TeamRegistry(m_database).all();
    MIMIR_TRY(all);
    const bool isSetUpAgain = kind == TeamQuestion::Kind::SetUpAgain;
    const Standing open = isSetUpAgain ? Standing::Unknown : Standing::OtherHistory;
    std::vector<TeamQuestion::Pair> found;
    for (const Team &to : *all) {
        const auto from = std::ranges::find(*all, to.predecessor.value_or(0), &Team::pk);
        if (from == all->end() || !to.active)
            continue;
        // The waiting one is the lost team, or the found address; the other one is Live.
        const Team &waiting = isSetUpAgain ? *from : to;
        const Team &other = isSetUpAgain ? to : *from;
        if (other.standing == Standing::Live && (from->server == to.server) == isSetUpAgain
            && waiting.standing == (answered ? Standing::Left : open))
            found.push_back({*from, to});
    }
    std::erase_if(found, [&found](const auto &one) { return one.to.server != found.front().to.server; });
    return found;
}

Result<std::optional<TeamQuestion>> TeamSuccession::question() const
{
    using Kind = TeamQuestion::Kind;
    for (const bool answered : {false, true}) {
        for (const Kind kind : {Kind::OtherHistory, Kind::SetUpAgain}) {
            auto found = pairs(kind, answered);
            MIMIR_TRY(found);
            if (found->empty())
                continue;
            TeamQuestion question {kind, std::move(*found), 0, answered};
            for (const TeamQuestion::Pair &pair : question.teams)
                question.unsent += m_database
                                       .integer("SELECT n FROM sync_counts WHERE team = ? AND state = ?",
                                           pair.from.pk, Outbox::State::Ready)
                                       .value_or(0);
            return std::optional(std::move(question));
        }
    }
    return std::optional<TeamQuestion>();
}

Result<void> TeamSuccession::answer(const TeamQuestion &question, Answer answer)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const TeamQuestion::Pair &pair : question.teams)
        MIMIR_TRY(answer == Answer::Send ? send(pair, question.kind) : keep(pair, question.kind));
    return transaction.commit();
}

Result<void> TeamSuccession::send(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind)
{
    MIMIR_TRY(EpochReset(m_database).apply(pair.from));
    const TriggerSuppressor applying(m_database);
    MIMIR_TRY(applying.begun());
    MIMIR_TRY(forgetLearntDeletions(m_database, pair.from.pk));
    if (kind == TeamQuestion::Kind::OtherHistory) {
        MIMIR_TRY(rebind(pair.to.pk, pair.from.pk));
        return takeAddress(pair.from, pair.to);
    }
    MIMIR_TRY(rebind(pair.from.pk, pair.to.pk));
    MIMIR_TRY(m_database.run("UPDATE teams SET predecessor = NULL, cursor = '', rebuilding = 1, is_default = "
                             "max(is_default, ?2) WHERE pk = ?1",
        pair.to.pk, pair.from.isDefault));
    MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", pair.to.pk));
    return m_database.run("DELETE FROM teams WHERE pk = ?", pair.from.pk);
}

Result<void> TeamSuccession::keep(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind)
{
    const bool isSetUpAgain = kind == TeamQuestion::Kind::SetUpAgain;
    MIMIR_TRY(m_database.run("UPDATE teams SET standing = ? WHERE pk = ?", Team::Standing::Left,
        isSetUpAgain ? pair.from.pk : pair.to.pk));
    StoreSettings settings(m_database);
    if (isSetUpAgain || settings.text("server") != pair.to.server || !pair.from.active)
        return {};
    MIMIR_TRY(settings.set("server", pair.from.server));
    return settings.set("org_slug", pair.from.orgSlug);
}

Result<std::int64_t> TeamSuccession::leftHere() const
{
    Query sum = m_database.query(
        sqlText<"SELECT COALESCE(SUM(n), 0) FROM sync_counts c JOIN teams t ON t.pk = c.team "
                "WHERE c.state = {State::Ready} AND (t.standing = {Standing::Left} OR (t.standing = "
                "{Standing::Unknown} AND NOT EXISTS (SELECT 1 FROM teams s WHERE s.predecessor = t.pk)))">);
    if (sum.next())
        return sum.integer(0);
    MIMIR_TRY(sum.status());
    return std::int64_t(0);
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

std::vector<TeamSuccession::Account> TeamSuccession::formerAccounts() const
{
    const std::string text = StoreSettings(m_database).text(kFormerAccounts);
    std::vector<Account> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (const std::size_t bar = line.rfind('|'); bar != std::string::npos)
            found.push_back({line.substr(0, bar), line.substr(bar + 1)});
        at = end + 1;
    }
    return found;
}

Result<void> TeamSuccession::noteFormerAccount(const Team &team)
{
    StoreSettings settings(m_database);
    const std::string line = team.server + '|' + team.orgSlug + '\n';
    const std::string known = settings.text(kFormerAccounts);
    if (('\n' + known).find('\n' + line) != std::string::npos)
        return {};
    return settings.set(kFormerAccounts, known + line);
}

Result<void> TeamSuccession::forgetFormerAccounts()
{
    return StoreSettings(m_database).remove(kFormerAccounts);
}

} // namespace mimir
