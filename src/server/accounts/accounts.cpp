#include "server/accounts/accounts.h"

#include "core/gitremote.h"
#include "core/ids.h"
#include "core/plaintext.h"
#include "core/text.h"
#include "server/accounts/accountrules.h"
#include "server/accounts/signout.h"
#include "server/sync/historyproof.h"
#include "server/sync/orgconfig.h"
#include "server/sync/randomhex.h"

#include <sodium.h>

namespace mimir::server {
namespace {

Error invalid(std::string why)
{
    return Error {ErrorCode::Validation, std::move(why)};
}
Error missing(std::string_view what, std::string_view name)
{
    return Error {ErrorCode::NotFound, "no " + std::string(what) + " \"" + singleLine(name) + "\""};
}
Error wrongPassword()
{
    return Error {ErrorCode::Unauthorized, "e-mail address or password is wrong"};
}
Error taken(std::string_view what, std::string_view name)
{
    return Error {ErrorCode::Exists, std::string(what) + " \"" + std::string(name) + "\" already exists"};
}

// Two callers may create the same thing at once; the unique key decides.
Error refused(const Error &error, std::string_view what, std::string_view name)
{
    return error.code == ErrorCode::Exists ? taken(what, name) : error;
}

} // namespace

Accounts::Accounts(SqlConnection &sql, const Clock &clock, RandomSource &random, PasswordCost cost)
    : m_sql(sql), m_clock(clock), m_random(random), m_cost(cost)
{
}

std::string Accounts::makeId()
{
    return newId(m_clock.now(), m_random);
}

Result<User> Accounts::addUser(std::string_view email, std::string_view name, std::string_view password)
{
    const std::string address = asciiLowered(email);
    if (!isEmail(address))
        return invalid("not a valid e-mail address");
    const auto hash = hashPassword(password, m_cost);
    MIMIR_TRY(hash);
    return insertUser(address, name, *hash);
}

Result<User> Accounts::insertUser(const std::string &email, std::string_view name, const std::string &hash)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    User user {0, makeId(), email, name.empty() ? email : singleLine(name)};
    const auto inserted = m_sql.query("INSERT INTO users(id, email, name, password, created_at)"
                                      " VALUES(?1,?2,?3,?4,?5) RETURNING pk",
        user.id, user.email, user.name, hash, m_clock.now());
    if (!inserted)
        return refused(inserted.error(), "the account", email);
    user.pk = inserted->integer(0, 0);
    MIMIR_TRY(givePersonalTeam(user));
    MIMIR_TRY(transaction.commit());
    return user;
}

Result<void> Accounts::givePersonalTeam(const User &user)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const std::string slug = "personal-" + hexDigits(randomBytes32(m_random)).substr(0, 8);
    const auto org = insertOrg(slug, user.name, Kind::Personal);
    MIMIR_TRY(org);
    const auto team = insertTeam(*org, "personal", user.name, "", Kind::Personal);
    MIMIR_TRY(team);
    MIMIR_TRY(m_sql.run("INSERT INTO org_members(org, \"user\", role) VALUES(?1,?2,'owner')", *org, user.pk));
    MIMIR_TRY(m_sql.run(
        "INSERT INTO team_members(team, \"user\", role) SELECT pk, ?2, 'admin' FROM teams WHERE id=?1", *team,
        user.pk));
    return transaction.commit();
}

Result<void> Accounts::addOrg(std::string_view slug, std::string_view name)
{
    if (!isSlug(slug) || isPersonalSlug(slug))
        return invalid("an organisation's name may contain only a-z, 0-9 and '-', and must not begin with "
                       "\"personal-\"");
    MIMIR_TRY(insertOrg(slug, name.empty() ? slug : name, Kind::Shared));
    return {};
}

Result<std::int64_t> Accounts::insertOrg(std::string_view slug, std::string_view name, Kind kind)
{
    const auto inserted = m_sql.query("INSERT INTO orgs(id, slug, name, personal, created_at)"
                                      " VALUES(?1,?2,?3,?4,?5) RETURNING pk",
        makeId(), slug, singleLine(name), kind == Kind::Personal, m_clock.now());
    if (!inserted)
        return refused(inserted.error(), "the organisation", slug);
    return inserted->integer(0, 0);
}

Result<std::int64_t> Accounts::orgPk(std::string_view slug)
{
    const auto rows = m_sql.query("SELECT pk FROM orgs WHERE slug=?1 AND personal=0", slug);
    MIMIR_TRY(rows);
    return rows->empty() ? Result<std::int64_t>(missing("organisation", slug)) : rows->integer(0, 0);
}

Result<std::string> Accounts::addTeam(
    std::string_view org, std::string_view slug, std::string_view name, std::string_view repository)
{
    const std::string remote = normalizedRemote(repository);
    if (!isSlug(slug))
        return invalid("a team's name may contain only a-z, 0-9 and '-'");
    if (!repository.empty() && remote.empty())
        return invalid("the repository is not a git remote");
    const auto pk = orgPk(org);
    MIMIR_TRY(pk);
    return insertTeam(*pk, slug, name.empty() ? slug : name, remote, Kind::Shared);
}

Result<std::string> Accounts::insertTeam(
    std::int64_t org, std::string_view slug, std::string_view name, std::string_view repository, Kind kind)
{
    std::string id = makeId();
    const auto remote = repository.empty() ? std::nullopt : std::optional(repository);
    const auto inserted
        = m_sql.run("INSERT INTO teams(id, org, slug, name, personal, repository, epoch, created_at, "
                    "proof_key) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
            id, org, slug, singleLine(name), kind == Kind::Personal, remote, makeId(), m_clock.now(),
            makeProofKey(m_random));
    if (!inserted)
        return refused(inserted.error(), "the team", slug);
    return id;
}

Result<void> Accounts::addMember(
    std::string_view org, std::string_view team, std::string_view email, std::string_view role)
{
    if (team.empty() && !isOrgRole(role))
        return invalid("a role in an organisation must be owner, admin or member");
    if (!team.empty() && teamRole(role).empty())
        return invalid("a role in a team must be admin, developer or viewer");
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto pk = orgPk(org);
    MIMIR_TRY(pk);
    const auto user = m_sql.query("SELECT pk FROM users WHERE email=?1", asciiLowered(email));
    MIMIR_TRY(user);
    if (user->empty())
        return missing("account", email);
    const std::int64_t userPk = user->integer(0, 0);
    if (team.empty()) {
        MIMIR_TRY(m_sql.run("INSERT INTO org_members(org, \"user\", role) VALUES(?1,?2,?3)"
                            " ON CONFLICT(org, \"user\") DO UPDATE SET role=excluded.role",
            *pk, userPk, role));
        return transaction.commit();
    }
    const auto teams = m_sql.query("SELECT pk FROM teams WHERE org=?1 AND slug=?2", *pk, team);
    MIMIR_TRY(teams);
    if (teams->empty())
        return missing("team", team);
    MIMIR_TRY(m_sql.run("INSERT INTO org_members(org, \"user\", role) VALUES(?1,?2,'member')"
                        " ON CONFLICT(org, \"user\") DO NOTHING",
        *pk, userPk));
    MIMIR_TRY(m_sql.run("INSERT INTO team_members(team, \"user\", role) VALUES(?1,?2,?3)"
                        " ON CONFLICT(team, \"user\") DO UPDATE SET role=excluded.role",
        teams->integer(0, 0), userPk, teamRole(role)));
    return transaction.commit();
}

Result<void> Accounts::removeMember(std::string_view org, std::string_view team, std::string_view email)
{
    const auto removed
        = m_sql.run("DELETE FROM team_members WHERE \"user\"=(SELECT pk FROM users WHERE email=?3) AND team="
                    "(SELECT t.pk FROM teams t JOIN orgs o ON o.pk=t.org WHERE o.slug=?1 AND t.slug=?2)",
            org, team, asciiLowered(email));
    MIMIR_TRY(removed);
    return *removed == 0 ? Result<void>(missing("such member", email)) : Result<void>();
}

Result<ProvenUser> Accounts::authenticate(std::string_view email, std::string_view password)
{
    const auto rows = m_sql.query(
        "SELECT pk, id, email, name, password FROM users WHERE email=?1 AND disabled=0", asciiLowered(email));
    // A name that no account can have counts as an unknown address.
    if (!rows && rows.error().code != ErrorCode::Malformed)
        return rows.error();
    const bool isKnown = rows && !rows->empty();
    if (!passwordMatches(isKnown ? rows->text(0, 4) : std::string(), password, m_cost))
        return wrongPassword();
    return ProvenUser {
        {rows->integer(0, 0), rows->text(0, 1), rows->text(0, 2), rows->text(0, 3)}, rows->text(0, 4)};
}

Result<void> Accounts::admit(std::int64_t user, std::string_view passwordHash)
{
    MIMIR_TRY(lockSignIns(m_sql, user));
    const auto stands = m_sql.query(
        "SELECT 1 FROM users WHERE pk=?1 AND disabled=0 AND (?2='' OR password=?2)", user, passwordHash);
    MIMIR_TRY(stands);
    return stands->empty() ? Result<void>(wrongPassword()) : Result<void>();
}

Result<std::optional<User>> Accounts::user(std::int64_t pk)
{
    const auto rows = m_sql.query("SELECT pk, id, email, name FROM users WHERE pk=?1", pk);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<User>();
    return std::optional(User {rows->integer(0, 0), rows->text(0, 1), rows->text(0, 2), rows->text(0, 3)});
}

Result<void> Accounts::changePassword(
    const ProvenUser &user, std::string_view password, std::string_view device)
{
    const auto hash = hashPassword(password, m_cost); // 40 ms, outside the transaction
    MIMIR_TRY(hash);
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(admit(user.pk, user.passwordHash));
    MIMIR_TRY(m_sql.run("UPDATE users SET password=?2 WHERE pk=?1", user.pk, *hash));
    MIMIR_TRY(endOtherSignIns(m_sql, user.pk, device));
    return transaction.commit();
}

Result<std::vector<OrgInfo>> Accounts::organisationsOf(std::int64_t user)
{
    const auto rows = m_sql.query(
        "SELECT o.pk, o.id, o.slug, o.name, o.personal, om.role, t.id, t.slug, t.name, t.personal, tm.role,"
        " o.config"
        " FROM org_members om JOIN orgs o ON o.pk=om.org"
        " LEFT JOIN (team_members tm JOIN teams t ON t.pk=tm.team) ON t.org=o.pk AND tm.\"user\"=om.\"user\""
        " WHERE om.\"user\"=?1 ORDER BY o.personal, o.pk, t.pk",
        user);
    MIMIR_TRY(rows);
    std::vector<OrgInfo> orgs;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        if (orgs.empty() || orgs.back().pk != rows->integer(row, 0))
            orgs.push_back({rows->integer(row, 0), rows->text(row, 1), rows->text(row, 2), rows->text(row, 3),
                rows->text(row, 5), rows->integer(row, 4) != 0, {},
                orgConfigFromJson(rows->text(row, 11)).privacyMinimum});
        if (!rows->isNull(row, 6))
            orgs.back().teams.push_back({rows->text(row, 6), rows->text(row, 7), rows->text(row, 8),
                rows->text(row, 10), rows->integer(row, 9) != 0});
    }
    return orgs;
}

Result<std::optional<std::string>> Accounts::teamFor(
    std::int64_t user, std::int64_t org, std::string_view idOrSlug)
{
    const auto rows
        = m_sql.query("SELECT t.id FROM teams t JOIN team_members m ON m.team=t.pk AND m.\"user\"=?1"
                      " JOIN orgs o ON o.pk=t.org"
                      " WHERE (t.org=?2 AND (t.id=?3 OR t.slug=?3)) OR (o.personal=1 AND t.id=?3)"
                      " ORDER BY CASE WHEN t.id=?3 THEN 0 ELSE 1 END LIMIT 1",
            user, org, idOrSlug);
    if (!rows && rows.error().code != ErrorCode::Malformed)
        return rows.error();
    return rows && !rows->empty() ? std::optional(rows->text(0, 0)) : std::nullopt;
}

Result<std::optional<std::string>> Accounts::setting(std::string_view name)
{
    const auto rows = m_sql.query("SELECT value FROM settings WHERE name=?1", name);
    MIMIR_TRY(rows);
    return rows->empty() ? std::nullopt : std::optional(rows->text(0, 0));
}

Result<std::string> Accounts::orgSecret(const User &user, const OrgInfo &org)
{
    static constexpr std::string_view name = "org_secret_key";
    auto key = setting(name);
    if (key && !*key) {
        MIMIR_TRY(m_sql.run("INSERT INTO settings(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO NOTHING",
            name, hexDigits(randomBytes32(m_random))));
        key = setting(name); // may be another node's
    }
    MIMIR_TRY(key);
    if (!*key)
        return Error {ErrorCode::StoreFailed, "the server's key is missing"};
    const std::string &secret = **key;
    const std::string message = user.id + ' ' + org.id;
    std::string digest(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
        reinterpret_cast<const unsigned char *>(message.data()), message.size(),
        reinterpret_cast<const unsigned char *>(secret.data()), secret.size());
    return hexDigits(digest);
}

} // namespace mimir::server
