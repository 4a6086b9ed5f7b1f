#include "storage/teams/accountregistry.h"

#include "core/text.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/freshids.h"

#include <algorithm>
#include <array>

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

// The conversations of a team in which something other than a deletion waits.
constexpr std::string_view kMoving = sqlText<R"sql(
    WITH waiting AS (
        SELECT entity_type, entity_pk FROM sync_queue WHERE team = ?1 AND (action <> {Action::Delete})
            AND state IN ({State::Ready}, {State::Failed}, {State::OtherAccount})
        UNION SELECT entity_type, entity_pk FROM others_edits WHERE team = ?1)
    SELECT c.pk FROM conversations c WHERE c.team = ?1 AND c.own = 1 AND c.deleted = 0 AND (
        EXISTS (SELECT 1 FROM waiting WHERE entity_type = {Type::Conversation} AND entity_pk = c.pk)
        OR EXISTS (SELECT 1 FROM messages m JOIN waiting w ON w.entity_type = {Type::Message} AND w.entity_pk = m.pk
            WHERE m.conversation_id = c.id)
        OR EXISTS (SELECT 1 FROM tool_calls m JOIN waiting w ON w.entity_type = {Type::ToolCall}
            AND w.entity_pk = m.pk WHERE m.conversation_id = c.id)
        OR EXISTS (SELECT 1 FROM audit_logs m JOIN waiting w ON w.entity_type = {Type::AuditLog}
            AND w.entity_pk = m.pk WHERE m.conversation_id = c.id))
    UNION ALL
    SELECT -l.pk FROM audit_logs l JOIN waiting w ON w.entity_type = {Type::AuditLog} AND w.entity_pk = l.pk
        WHERE l.team = ?1 AND l.conversation_id IS NULL)sql">;

// One entity type: which rows move, by the pk of conversation ?1 (audit entries outside of one: minus their
// own pk).
struct Kind {
    EntityType type;
    std::string_view moves, created;
};
constexpr std::array<Kind, 4> kKinds {{
    {EntityType::Conversation, "pk = ?1", "updated_at"},
    {EntityType::Message, "conversation_id = (SELECT id FROM conversations WHERE pk = ?1)", "timestamp"},
    {EntityType::ToolCall, "conversation_id = (SELECT id FROM conversations WHERE pk = ?1)", "started_at"},
    {EntityType::AuditLog, "(pk = -?1 OR conversation_id = (SELECT id FROM conversations WHERE pk = ?1))",
        "timestamp"},
}};

/// Makes new rows of those of one type that move with `one`, in no team.
Result<void> unbind(Database &database, const Kind &kind, std::int64_t one, std::int64_t from)
{
    const std::string table(tableName(kind.type)), type = sqlNumber(kind.type), created(kind.created);
    const std::string those = " WHERE team = ?2 AND own = 1 AND deleted = 0 AND " + std::string(kind.moves);
    const std::string here = " AND entity_pk IN (SELECT pk FROM " + table + those + ")";
    MIMIR_TRY(database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, "
                           "edited_at) SELECT "
            + type + ", pk, id, team, ?3, 0, max(COALESCE(edited_at, 0), CASE typeof(" + created
            + ") WHEN 'integer' THEN " + created + " ELSE 0 END) FROM " + table + those
            + " ON CONFLICT DO NOTHING",
        one, from, wire::Action::Create));
    MIMIR_TRY(database.run(
        std::string(sqlText<
            "UPDATE sync_queue SET action = {Action::Create}, changed = NULL, base_rev = 0, known_rev = 0, "
            "op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL, "
            "state = CASE WHEN state IN ({State::Failed}, {State::OtherAccount}) THEN {State::Ready} ELSE "
            "state END, made_under = NULL WHERE entity_type = ">)
            + type + here,
        one, from));
    const std::string ofType = " WHERE entity_type = " + type + here;
    MIMIR_TRY(database.run("DELETE FROM sync_shadow" + ofType, one, from));
    MIMIR_TRY(database.run("DELETE FROM others_edits" + ofType, one, from));
    const std::string numbered = kind.type == EntityType::AuditLog ? ", device_seq = NULL" : "";
    return database.run("UPDATE " + table + " SET team = NULL, base_rev = 0" + numbered + those, one, from);
}

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
        const auto moved = move(team.pk, same ? *same : usual->pk);
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

// They become new rows, because no one else knows what the other account has at the server. Binding numbers
// audit entries and updates the outbox (schema.h).
Result<SentAsPresent> AccountRegistry::move(std::int64_t from, std::int64_t into)
{
    std::vector<std::int64_t> moving;
    Query rows = m_database.query(kMoving, from);
    while (rows.next())
        moving.push_back(rows.integer(0));
    MIMIR_TRY(rows.status());
    int copies = 0;
    for (const std::int64_t one : moving) {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        const auto left = leaveOriginal(one, from);
        MIMIR_TRY(left);
        copies += *left ? 1 : 0;
        for (const Kind &kind : kKinds)
            MIMIR_TRY(unbind(m_database, kind, one, from));
        MIMIR_TRY(m_database.run("UPDATE audit_logs SET team = ?2 WHERE pk = -?1", one, into));
        MIMIR_TRY(m_database.run("UPDATE conversations SET team = ?2 WHERE pk = ?1", one, into));
    }
    const auto entries = std::ranges::count_if(moving, [](std::int64_t one) { return one < 0; });
    const auto all = static_cast<int>(moving.size());
    return SentAsPresent {all - static_cast<int>(entries), static_cast<int>(entries), 0, copies};
}

// The other account's devices and its server have it without the changes, and so will this one.
Result<bool> AccountRegistry::leaveOriginal(std::int64_t conversation, std::int64_t team)
{
    FreshIds ids(m_database, m_makeId);
    const auto isAtServer = ids.areNeeded(conversation);
    MIMIR_TRY(isAtServer);
    if (!*isAtServer)
        return false;
    MIMIR_TRY(ids.give(conversation, team));
    MIMIR_TRY(m_database.run("UPDATE teams SET cursor = '', full_pull = 1 WHERE pk = ?", team));
    return true;
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
