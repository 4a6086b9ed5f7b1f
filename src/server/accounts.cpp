#include "server/accounts.h"

#include "core/gitremote.h"
#include "core/ids.h"
#include "core/plaintext.h"

#include <algorithm>
#include <array>
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
Error taken(std::string_view what, std::string_view name)
{
    return Error {ErrorCode::Exists, std::string(what) + " \"" + std::string(name) + "\" exists already"};
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

bool isEmail(std::string_view text)
{
    const auto at = text.find('@');
    const auto forbidden = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; };
    return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size()
        && text.find('@', at + 1) == std::string_view::npos && std::ranges::none_of(text, forbidden);
}

bool isSlug(std::string_view text)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 63 && text.front() != '-' && std::ranges::all_of(text, allowed);
}

bool isOrgRole(std::string_view role)
{
    return role == "owner" || role == "admin" || role == "member";
}

/// The word a role in a team is kept by; those of an organisation are understood too. Empty = no role.
std::string_view teamRole(std::string_view role)
{
    if (role == "admin" || role == "owner")
        return "admin";
    return role == "developer" || role == "member" ? "developer" : std::string_view();
}

std::string hex(std::string_view bytes)
{
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(
        out.data(), out.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    out.pop_back();
    return out;
}

std::string randomBytes32(RandomSource &random)
{
    std::string out;
    for (int i = 0; i < 4; ++i) {
        const std::uint64_t word = random.next();
        out.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    return out;
}

} // namespace

Accounts::Accounts(Database &database, const Clock &clock, RandomSource &random, PasswordCost cost)
    : m_database(database), m_clock(clock), m_random(random), m_cost(cost)
{
}

std::string Accounts::makeId()
{
    return newId(m_clock.now(), m_random);
}

Result<User> Accounts::addUser(std::string_view email, std::string_view name, std::string_view password)
{
    const std::string address = lowered(email);
    if (!isEmail(address))
        return invalid("that is no e-mail address");
    const auto hash = hashPassword(password, m_cost);
    MIMIR_TRY(hash);
    return insertUser(address, name, *hash);
}

Result<User> Accounts::insertUser(const std::string &email, std::string_view name, const std::string &hash)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (m_database.integer("SELECT pk FROM users WHERE email=?1", email))
        return taken("the account", email);
    User user {0, makeId(), email, name.empty() ? email : singleLine(name)};
    MIMIR_TRY(
        m_database.run("INSERT INTO users(id, email, name, password, created_at) VALUES(?1,?2,?3,?4,?5)",
            user.id, user.email, user.name, hash, m_clock.now()));
    user.pk = m_database.lastInsertId();
    const std::string slug = "personal-" + hex(randomBytes32(m_random)).substr(0, 8);
    const auto org = insertOrg(slug, user.name, true);
    MIMIR_TRY(org);
    const auto team = insertTeam(*org, "personal", user.name, "", true);
    MIMIR_TRY(team);
    MIMIR_TRY(
        m_database.run("INSERT INTO org_members(org, user, role) VALUES(?1,?2,'owner')", *org, user.pk));
    MIMIR_TRY(m_database.run(
        "INSERT INTO team_members(team, user, role) SELECT pk, ?2, 'owner' FROM teams WHERE id=?1", *team,
        user.pk));
    MIMIR_TRY(transaction.commit());
    return user;
}

Result<void> Accounts::addOrg(std::string_view slug, std::string_view name)
{
    if (!isSlug(slug) || slug.starts_with("personal-"))
        return invalid(
            "an organisation's name is made of a-z, 0-9 and '-', and does not begin with \"personal-\"");
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(insertOrg(slug, name.empty() ? slug : name, false));
    return transaction.commit();
}

Result<std::int64_t> Accounts::insertOrg(std::string_view slug, std::string_view name, bool personal)
{
    if (m_database.integer("SELECT pk FROM orgs WHERE slug=?1", slug))
        return taken("the organisation", slug);
    MIMIR_TRY(m_database.run("INSERT INTO orgs(id, slug, name, personal, created_at) VALUES(?1,?2,?3,?4,?5)",
        makeId(), slug, singleLine(name), personal, m_clock.now()));
    return m_database.lastInsertId();
}

Result<std::string> Accounts::addTeam(
    std::string_view org, std::string_view slug, std::string_view name, std::string_view repository)
{
    const std::string remote = normalizedRemote(repository);
    if (!isSlug(slug))
        return invalid("a team's name is made of a-z, 0-9 and '-'");
    if (!repository.empty() && remote.empty())
        return invalid("the repository is no git remote");
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto orgPk = m_database.integer("SELECT pk FROM orgs WHERE slug=?1 AND personal=0", org);
    if (!orgPk)
        return missing("organisation", org);
    auto id = insertTeam(*orgPk, slug, name.empty() ? slug : name, remote, false);
    MIMIR_TRY(id);
    MIMIR_TRY(transaction.commit());
    return id;
}

Result<std::string> Accounts::insertTeam(std::int64_t org, std::string_view slug, std::string_view name,
    std::string_view repository, bool personal)
{
    if (m_database.integer("SELECT pk FROM teams WHERE org=?1 AND slug=?2", org, slug))
        return taken("the team", slug);
    std::string id = makeId();
    const auto remote = repository.empty() ? std::nullopt : std::optional(repository);
    MIMIR_TRY(m_database.run("INSERT INTO teams(id, org, slug, name, personal, repository, epoch, created_at)"
                             " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
        id, org, slug, singleLine(name), personal, remote, makeId(), m_clock.now()));
    return id;
}

Result<void> Accounts::addMember(
    std::string_view org, std::string_view team, std::string_view email, std::string_view role)
{
    if (team.empty() && !isOrgRole(role))
        return invalid("a role in an organisation is owner, admin or member");
    if (!team.empty() && teamRole(role).empty())
        return invalid("a role in a team is admin or developer");
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto orgPk = m_database.integer("SELECT pk FROM orgs WHERE slug=?1 AND personal=0", org);
    if (!orgPk)
        return missing("organisation", org);
    const auto user = m_database.integer("SELECT pk FROM users WHERE email=?1", lowered(email));
    if (!user)
        return missing("account", email);
    if (team.empty()) {
        MIMIR_TRY(m_database.run("INSERT INTO org_members(org, user, role) VALUES(?1,?2,?3)"
                                 " ON CONFLICT(org, user) DO UPDATE SET role=excluded.role",
            *orgPk, *user, role));
        return transaction.commit();
    }
    const auto teamPk = m_database.integer("SELECT pk FROM teams WHERE org=?1 AND slug=?2", *orgPk, team);
    if (!teamPk)
        return missing("team", team);
    MIMIR_TRY(m_database.run(
        "INSERT INTO org_members(org, user, role) VALUES(?1,?2,'member') ON CONFLICT(org, user) DO NOTHING",
        *orgPk, *user));
    MIMIR_TRY(m_database.run("INSERT INTO team_members(team, user, role) VALUES(?1,?2,?3)"
                             " ON CONFLICT(team, user) DO UPDATE SET role=excluded.role",
        *teamPk, *user, teamRole(role)));
    return transaction.commit();
}

Result<void> Accounts::removeMember(std::string_view org, std::string_view team, std::string_view email)
{
    MIMIR_TRY(
        m_database.run("DELETE FROM team_members WHERE user=(SELECT pk FROM users WHERE email=?3) AND team="
                       "(SELECT t.pk FROM teams t JOIN orgs o ON o.pk=t.org WHERE o.slug=?1 AND t.slug=?2)",
            org, team, lowered(email)));
    if (m_database.changes() == 0)
        return missing("such member", email);
    return {};
}

Result<User> Accounts::authenticate(std::string_view email, std::string_view password)
{
    User user;
    std::string hash;
    const std::string address = lowered(email); // lives as long as the query that it is bound to
    {
        Query query
            = m_database.query("SELECT pk, id, email, name, password FROM users WHERE email=?1", address);
        if (query.next()) {
            user = {query.integer(0), query.string(1), query.string(2), query.string(3)};
            hash = query.string(4);
        }
        MIMIR_TRY(query.status());
    }
    if (!passwordMatches(hash, password, m_cost))
        return Error {ErrorCode::Unauthorized, "e-mail address or password is wrong"};
    return user;
}

std::optional<User> Accounts::user(std::int64_t pk)
{
    Query query = m_database.query("SELECT pk, id, email, name FROM users WHERE pk=?1", pk);
    if (!query.next())
        return std::nullopt;
    return User {query.integer(0), query.string(1), query.string(2), query.string(3)};
}

std::vector<OrgInfo> Accounts::organisationsOf(std::int64_t user)
{
    std::vector<OrgInfo> orgs;
    Query query = m_database.query(
        "SELECT o.pk, o.id, o.slug, o.name, o.personal, om.role, t.id, t.slug, t.name, t.personal, tm.role"
        " FROM org_members om JOIN orgs o ON o.pk=om.org"
        " LEFT JOIN teams t ON t.org=o.pk AND EXISTS(SELECT 1 FROM team_members WHERE team=t.pk AND user=?1)"
        " LEFT JOIN team_members tm ON tm.team=t.pk AND tm.user=?1"
        " WHERE om.user=?1 ORDER BY o.personal, o.pk, t.pk",
        user);
    while (query.next()) {
        if (orgs.empty() || orgs.back().pk != query.integer(0))
            orgs.push_back({query.integer(0), query.string(1), query.string(2), query.string(3),
                query.string(5), query.integer(4) != 0, {}});
        if (!query.isNull(6))
            orgs.back().teams.push_back(
                {query.string(6), query.string(7), query.string(8), query.string(10), query.integer(9) != 0});
    }
    return orgs;
}

std::optional<std::string> Accounts::teamFor(std::int64_t user, std::int64_t org, std::string_view idOrSlug)
{
    return m_database.text("SELECT t.id FROM teams t JOIN team_members m ON m.team=t.pk AND m.user=?1"
                           " JOIN orgs o ON o.pk=t.org"
                           " WHERE (t.org=?2 AND (t.id=?3 OR t.slug=?3)) OR (o.personal=1 AND t.id=?3)"
                           " ORDER BY t.id=?3 DESC LIMIT 1",
        user, org, idOrSlug);
}

Result<std::string> Accounts::orgSecret(const User &user, const OrgInfo &org)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO settings(name, value) VALUES('org_secret_key', ?1) ON CONFLICT DO NOTHING",
        hex(randomBytes32(m_random))));
    const auto key = m_database.text("SELECT value FROM settings WHERE name='org_secret_key'");
    if (!key)
        return m_database.lastError();
    const std::string message = user.id + ' ' + org.id;
    std::string digest(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
        reinterpret_cast<const unsigned char *>(message.data()), message.size(),
        reinterpret_cast<const unsigned char *>(key->data()), key->size());
    return hex(digest);
}

Result<void> Accounts::beginNewHistory()
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    std::vector<std::int64_t> teams;
    {
        Query query = m_database.query("SELECT pk FROM teams");
        while (query.next())
            teams.push_back(query.integer(0));
        MIMIR_TRY(query.status());
    }
    for (std::int64_t team : teams)
        MIMIR_TRY(m_database.run("UPDATE teams SET epoch=?2 WHERE pk=?1", team, makeId()));
    return transaction.commit();
}

} // namespace mimir::server
