#include "storage/teams/accountregistry.h"

#include "core/text.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/storesettings.h"
#include "storage/teams/rowhandover.h"

namespace mimir {
namespace {

constexpr std::string_view kLeft = sqlText<R"sql(
    WITH made AS (
        SELECT made_under, team FROM sync_queue INDEXED BY sync_queue_made_under
            WHERE made_under IS NOT NULL AND state = {State::OtherAccount}
        UNION ALL SELECT made_under, team FROM (SELECT made_under, team FROM others_edits
            GROUP BY entity_type, entity_pk)),
    theirs AS (SELECT pk, account FROM teams
        WHERE server = ?1 AND account <> ?2 AND active = 0 AND standing = {Standing::Live})
    SELECT w.account, COALESCE((SELECT email FROM accounts WHERE id = w.account ORDER BY server <> ?1 LIMIT 1), ''),
        SUM(w.changes), SUM(w.in_ours), SUM(w.in_theirs)
    FROM (SELECT t.account AS account, n.n AS changes, 0 AS in_ours, 0 AS in_theirs FROM theirs t
            JOIN sync_counts n ON n.team = t.pk AND n.state IN ({State::Ready}, {State::Failed}) AND n.n > 0
        UNION ALL SELECT m.made_under, 0, 1, 0 FROM made m
            WHERE m.made_under <> ?2 AND m.team NOT IN (SELECT pk FROM teams_of_other_accounts)
        UNION ALL SELECT t.account, 0, 0, 1 FROM made m JOIN theirs t ON t.pk = m.team) w
    GROUP BY w.account ORDER BY w.account)sql">;

// If one of the two is unknown, they are not known to differ.
bool differ(const std::string &email, const std::string &other)
{
    return !email.empty() && !other.empty() && asciiLowered(email) != asciiLowered(other);
}

} // namespace

Result<void> AccountRegistry::note(const ServerAccount &account)
{
    return m_database.run("INSERT INTO accounts VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET email = ?3",
        account.server, account.id, account.email);
}

Result<void> AccountRegistry::confirm(const ServerAccount &account)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (!account.id.empty()) {
        // A team that the account also has under its id stays as it is.
        MIMIR_TRY(m_database.run("UPDATE OR IGNORE teams SET account = ?2 WHERE server = ?1 AND account = ''",
            account.server, account.id));
        MIMIR_TRY(m_database.run("DELETE FROM accounts WHERE server = ?1 AND id = '' AND NOT EXISTS "
                                 "(SELECT 1 FROM teams WHERE server = ?1 AND account = '')",
            account.server));
    }
    if (!account.id.empty())
        for (const std::string_view made : {"sync_queue", "others_edits"})
            MIMIR_TRY(m_database.run(
                "UPDATE " + std::string(made) + " SET made_under = ? WHERE made_under = ''", account.id));
    MIMIR_TRY(note(account));
    if (const auto here = present(); here && here->server == account.server)
        MIMIR_TRY(StoreSettings(m_database).set("account", account.id));
    return transaction.commit();
}

Result<void> AccountRegistry::signedIn(const ServerAccount &account)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto earlier
        = m_database.text("SELECT email FROM accounts WHERE server = ? AND id = ''", account.server);
    if (differ(earlier.value_or(std::string()), account.email))
        MIMIR_TRY(note(account));
    else
        MIMIR_TRY(confirm(account));
    MIMIR_TRY(m_database.run("UPDATE teams SET active = 0, is_default = 0 WHERE server = ? AND account <> ?",
        account.server, account.id));
    return transaction.commit();
}

std::optional<ServerAccount> AccountRegistry::present() const
{
    const StoreSettings settings(m_database);
    if (settings.text("signed_in") != "1")
        return std::nullopt;
    return ServerAccount {settings.text("server"), settings.text("account"), settings.text("email")};
}

bool AccountRegistry::continues(const ServerAccount &account) const
{
    const auto here = present();
    if (!here || here->server != account.server) // a team's former address
        return m_database
                   .integer("SELECT NOT EXISTS (SELECT 1 FROM teams WHERE server = ?1) OR EXISTS (SELECT 1 "
                            "FROM teams "
                            "WHERE server = ?1 AND account IN (?2, ''))",
                       account.server, account.id)
                   .value_or(0)
            != 0;
    if (here->id.empty())
        return !account.id.empty() && !differ(here->email, account.email);
    if (here->id == account.id)
        return true;
    const auto known = m_database.text(
        "SELECT email FROM accounts WHERE server = ? AND id = ? AND id <> ''", account.server, account.id);
    const std::string mine = asciiLowered(here->email);
    return known && !mine.empty() && asciiLowered(*known) == mine && asciiLowered(account.email) == mine
        && account.id != account.email;
}

bool AccountRegistry::hasId(std::string_view server, std::string_view email) const
{
    return m_database
        .integer("SELECT 1 FROM accounts WHERE server = ?1 AND id NOT IN ('', email) AND "
                 "(?2 = '' OR lower(email) = lower(?2)) LIMIT 1",
            server, email)
        .has_value();
}

Result<std::vector<LeftByAccount>> AccountRegistry::leftByOthers() const
{
    std::vector<LeftByAccount> found;
    const auto here = present();
    if (!here)
        return found;
    Query rows = m_database.query(kLeft, here->server, here->id);
    while (rows.next())
        found.push_back({{here->server, rows.string(0), rows.string(1)}, rows.integer(2), rows.integer(3),
            rows.integer(4)});
    MIMIR_TRY(rows.status());
    return found;
}

Result<SentAsPresent> AccountRegistry::sendAsPresent(const ServerAccount &from)
{
    const auto here = present();
    if (!here)
        return Error {ErrorCode::SignedOut, "no one is signed in"};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto teams = TeamRegistry(m_database).all();
    MIMIR_TRY(teams);
    const auto usual = TeamRegistry(m_database).defaultTeam();
    SentAsPresent sent;
    for (const Team &team : *teams) {
        if (team.server != from.server || team.account != from.id || team.active || from.id == here->id)
            continue;
        const auto same = m_database.integer(
            "SELECT pk FROM teams WHERE server = ? AND team_id = ? AND account = ? AND active = 1",
            here->server, team.teamId, here->id);
        if (!same && !usual)
            return Error {ErrorCode::NotFound, "the account is in no team"};
        const auto moved = RowHandover(m_database, m_makeId).run(team.pk, same ? *same : usual->pk);
        MIMIR_TRY(moved);
        sent.conversations += moved->conversations;
        sent.entries += moved->entries;
        sent.copies += moved->copies;
    }
    const auto released = from.id == here->id ? Result<int>(0) : OthersEdits(m_database).release(from.id);
    MIMIR_TRY(released);
    sent.inOurs = *released;
    if (sent.isNothing())
        return Error {ErrorCode::NotFound, "that account has nothing waiting here"};
    MIMIR_TRY(transaction.commit());
    return sent;
}

bool AccountRegistry::areOneTeam(std::int64_t team, std::int64_t other) const
{
    return m_database
        .integer("SELECT 1 FROM teams a JOIN teams b ON b.server = a.server AND b.team_id = a.team_id "
                 "WHERE a.pk = ? AND b.pk = ?",
            team, other)
        .has_value();
}

std::optional<ServerAccount> AccountRegistry::otherOwner(std::string_view conversation) const
{
    Query row = m_database.query(
        "SELECT t.server, t.account, COALESCE(a.email, '') FROM conversations c "
        "JOIN conversations_of_other_accounts o ON o.pk = c.pk JOIN teams t ON t.pk = c.team "
        "LEFT JOIN accounts a ON a.server = t.server AND a.id = t.account WHERE c.id = ?",
        conversation);
    if (!row.next())
        return std::nullopt;
    return ServerAccount {row.string(0), row.string(1), row.string(2)};
}

} // namespace mimir
