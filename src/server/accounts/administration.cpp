#include "server/accounts/administration.h"

#include "core/plaintext.h"
#include "core/text.h"
#include "server/accounts/signout.h"

namespace mimir::server {
namespace {

Error missing(std::string_view what, std::string_view name)
{
    return Error {ErrorCode::NotFound, "no " + std::string(what) + " \"" + singleLine(name) + "\""};
}

} // namespace

Administration::Administration(SqlConnection &sql, PasswordCost cost) : m_sql(sql), m_cost(cost) { }

Result<std::int64_t> Administration::userPk(std::string_view email)
{
    const auto rows = m_sql.query("SELECT pk FROM users WHERE email=?1", asciiLowered(email));
    MIMIR_TRY(rows);
    return rows->empty() ? Result<std::int64_t>(missing("account", email)) : rows->integer(0, 0);
}

Result<std::int64_t> Administration::orgPk(std::string_view slug)
{
    const auto rows = m_sql.query("SELECT pk FROM orgs WHERE slug=?1", slug);
    MIMIR_TRY(rows);
    return rows->empty() ? Result<std::int64_t>(missing("organisation", slug)) : rows->integer(0, 0);
}

Result<std::vector<Administration::UserRow>> Administration::users()
{
    const auto rows
        = m_sql.query("SELECT u.email, u.name, u.disabled, o.slug FROM users u LEFT JOIN "
                      "(org_members m JOIN orgs o"
                      " ON o.pk=m.org AND o.personal=0) ON m.\"user\"=u.pk ORDER BY u.email, o.slug");
    MIMIR_TRY(rows);
    std::vector<UserRow> users;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        if (users.empty() || users.back().email != rows->text(row, 0))
            users.push_back({rows->text(row, 0), rows->text(row, 1), rows->integer(row, 2) != 0, {}});
        if (!rows->isNull(row, 3))
            users.back().orgs.push_back(rows->text(row, 3));
    }
    return users;
}

Result<void> Administration::setAccess(std::string_view email, AccountAccess access)
{
    const bool disabled = access == AccountAccess::Disabled;
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto user = userPk(email);
    MIMIR_TRY(user);
    MIMIR_TRY(m_sql.run("UPDATE users SET disabled=?2 WHERE pk=?1", *user, disabled));
    if (disabled)
        MIMIR_TRY(endSignIns(m_sql, *user));
    return transaction.commit();
}

Result<void> Administration::setPassword(std::string_view email, std::string_view password)
{
    const auto hash = hashPassword(password, m_cost); // 40 ms, outside the transaction
    MIMIR_TRY(hash);
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto user = userPk(email);
    MIMIR_TRY(user);
    MIMIR_TRY(m_sql.run("UPDATE users SET password=?2 WHERE pk=?1", *user, *hash));
    MIMIR_TRY(endSignIns(m_sql, *user));
    return transaction.commit();
}

Result<std::vector<Administration::OrgRow>> Administration::orgs()
{
    const auto rows
        = m_sql.query("SELECT o.slug, o.name, (SELECT count(*) FROM org_members m WHERE m.org=o.pk),"
                      " (SELECT count(*) FROM teams t WHERE t.org=o.pk), o.personal"
                      " FROM orgs o ORDER BY o.personal, o.slug");
    MIMIR_TRY(rows);
    std::vector<OrgRow> orgs;
    for (std::size_t row = 0; row < rows->size(); ++row)
        orgs.push_back({rows->text(row, 0), rows->text(row, 1), rows->integer(row, 2), rows->integer(row, 3),
            rows->integer(row, 4) != 0});
    return orgs;
}

Result<std::vector<Administration::TeamRow>> Administration::teams(std::string_view org)
{
    if (!org.empty())
        MIMIR_TRY(orgPk(org));
    const auto rows
        = m_sql.query("SELECT o.slug, t.slug, t.id, t.name, t.repository, (SELECT count(*) FROM team_members "
                      "m WHERE m.team=t.pk)"
                      " FROM teams t JOIN orgs o ON o.pk=t.org WHERE o.slug=?1 OR (?1='' AND o.personal=0)"
                      " ORDER BY o.slug, t.slug",
            org);
    MIMIR_TRY(rows);
    std::vector<TeamRow> teams;
    for (std::size_t row = 0; row < rows->size(); ++row)
        teams.push_back({rows->text(row, 0), rows->text(row, 1), rows->text(row, 2), rows->text(row, 3),
            rows->text(row, 4), rows->integer(row, 5)});
    return teams;
}

Result<std::vector<Administration::MemberRow>> Administration::members(
    std::string_view org, std::string_view team)
{
    const auto pk = orgPk(org);
    MIMIR_TRY(pk);
    Result<SqlRows> rows = SqlRows();
    if (team.empty()) {
        rows = m_sql.query(
            "SELECT u.email, m.role, u.disabled FROM org_members m JOIN users u ON u.pk=m.\"user\""
            " WHERE m.org=?1 ORDER BY u.email",
            *pk);
    } else {
        const auto known = m_sql.query("SELECT pk FROM teams WHERE org=?1 AND slug=?2", *pk, team);
        MIMIR_TRY(known);
        if (known->empty())
            return missing("team", team);
        rows = m_sql.query(
            "SELECT u.email, m.role, u.disabled FROM team_members m JOIN users u ON u.pk=m.\"user\""
            " WHERE m.team=?1 ORDER BY u.email",
            known->integer(0, 0));
    }
    MIMIR_TRY(rows);
    std::vector<MemberRow> members;
    for (std::size_t row = 0; row < rows->size(); ++row)
        members.push_back({rows->text(row, 0), rows->text(row, 1), rows->integer(row, 2) != 0});
    return members;
}

Result<void> Administration::removeFromOrg(std::string_view org, std::string_view email)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto pk = orgPk(org);
    MIMIR_TRY(pk);
    const auto user = userPk(email);
    MIMIR_TRY(user);
    if (org.starts_with("personal-"))
        return Error {ErrorCode::Validation, "the one member of a personal organisation cannot be removed"};
    MIMIR_TRY(m_sql.run(
        "DELETE FROM team_members WHERE \"user\"=?2 AND team IN (SELECT pk FROM teams WHERE org=?1)", *pk,
        *user));
    const auto removed = m_sql.run("DELETE FROM org_members WHERE org=?1 AND \"user\"=?2", *pk, *user);
    MIMIR_TRY(removed);
    if (*removed == 0)
        return missing("such member", email);
    return transaction.commit();
}

} // namespace mimir::server
