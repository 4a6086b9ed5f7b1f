#include "server/operations/integrity.h"

#include "storage/sqlite/database.h"

#include "core/plaintext.h"
#include "core/records/record.h"
#include "server/accounts/retentionclock.h"
#include "server/db/postgresschema.h"
#include "server/db/rowreader.h"
#include "server/db/schema.h"
#include "server/db/sqltext.h"
#include "server/sync/commitclock.h"
#include "server/sync/fieldstamps.h"
#include "storage/sqlite/schemacheck.h"

#include <algorithm>

namespace mimir::server {
namespace {

struct Rule {
    const char *broken;   ///< what a returned row means
    std::string_view sql; ///< the columns say where
};

constexpr Rule kRules[] = {
    {"rows have a revision above their team's",
        "SELECT t.id, t.rev, max(e.rev) FROM teams t JOIN entities e ON e.team=t.pk GROUP BY t.id, t.rev"
        " HAVING max(e.rev)>t.rev"},
    {"conflict records have a revision above their team's",
        "SELECT t.id, t.rev, max(c.rev) FROM teams t JOIN conflicts c ON c.team=t.pk GROUP BY t.id, t.rev"
        " HAVING max(c.rev)>t.rev"},
    {"a revision was given twice in a team",
        "SELECT t.id, x.rev, count(*) FROM (SELECT team, rev FROM entities UNION ALL SELECT team, rev FROM "
        "conflicts) x"
        " JOIN teams t ON t.pk=x.team GROUP BY t.id, x.rev HAVING count(*)>1"},
    {"rows of a team that does not exist",
        "SELECT team, count(*) FROM entities WHERE team NOT IN (SELECT pk FROM teams) GROUP BY team"},
    {"rows of an account that does not exist",
        "SELECT team, owner, count(*) FROM entities WHERE owner NOT IN (SELECT pk FROM users) GROUP BY team, "
        "owner"},
    {"rows of a device that does not exist",
        "SELECT e.team, e.device, count(*) FROM entities e WHERE e.device<>0 AND NOT EXISTS"
        " (SELECT 1 FROM devices d WHERE d.team=e.team AND d.pk=e.device) GROUP BY e.team, e.device"},
    {"a live row without content", "SELECT team, type, id FROM entities WHERE deleted=0 AND payload IS NULL"},
    {"a row with an impossible scope",
        sqlText<"SELECT team, type, id FROM entities WHERE scope NOT IN ({Scope::Own}, {Scope::Team}, "
                "{Scope::Withdrawn})">},
    {"an audit entry that is shared",
        sqlText<"SELECT team, id FROM entities WHERE type={Type::AuditLog} AND scope<>{Scope::Own}">},
    {"a row that is not shared as its conversation is",
        sqlText<"SELECT e.team, e.type, e.id FROM entities e JOIN entities c ON c.team=e.team AND "
                "c.owner=e.owner "
                "AND c.type={Type::Conversation} AND c.id=e.conversation_id WHERE e.type IN "
                "({Type::Message}, {Type::ToolCall}) AND e.deleted=0 AND c.deleted=0"
                " AND (e.scope={Scope::Team})<>(c.scope={Scope::Team})">},
    {"a device has confirmed more than it has sent",
        "SELECT team, id, acked_through, last_op_seq FROM devices WHERE acked_through>last_op_seq"},
    {"an answer is stored for a device that does not exist",
        "SELECT a.team, a.device, count(*) FROM applied_ops a WHERE NOT EXISTS"
        " (SELECT 1 FROM devices d WHERE d.team=a.team AND d.pk=a.device) GROUP BY a.team, a.device"},
    {"a member of a team is not a member of its organisation",
        "SELECT t.id, u.email FROM team_members m JOIN teams t ON t.pk=m.team JOIN users u ON "
        "u.pk=m.\"user\" WHERE"
        " NOT EXISTS (SELECT 1 FROM org_members o WHERE o.org=t.org AND o.\"user\"=m.\"user\")"},
    {"a personal team without exactly one member",
        "SELECT t.id, count(m.\"user\") FROM teams t LEFT JOIN team_members m ON m.team=t.pk WHERE "
        "t.personal=1"
        " GROUP BY t.id HAVING count(m.\"user\")<>1"},
    {"an account without a personal team",
        "SELECT u.email FROM users u WHERE NOT EXISTS (SELECT 1 FROM team_members m JOIN teams t ON "
        "t.pk=m.team"
        " WHERE m.\"user\"=u.pk AND t.personal=1)"},
    {"a team without an epoch", "SELECT id FROM teams WHERE epoch=''"},
    {"a team without a key that signs its proofs", "SELECT id FROM teams WHERE proof_key=''"},
    {"a tag above its team's revision",
        "SELECT t.id, t.rev, max(h.rev) FROM teams t JOIN history_tags h ON h.team=t.pk GROUP BY t.id, t.rev"
        " HAVING max(h.rev)>t.rev"},
    {"a team whose newest tag is not the one that it names",
        "SELECT t.id, t.tag_rev FROM teams t LEFT JOIN history_tags h ON h.team=t.pk AND h.rev=t.tag_rev "
        "WHERE"
        " (t.tag_rev<>0 AND (h.tag IS NULL OR h.tag<>t.tag)) OR t.tag_rev<>"
        "(SELECT coalesce(max(n.rev), 0) FROM history_tags n WHERE n.team=t.pk)"},
};

/// What is wrong with a row, looking at the row alone; empty = nothing.
std::string faultOf(const EntityRow &row)
{
    if (std::ranges::none_of(kEntityTypes, [&](EntityType type) { return std::int64_t(type) == row.type; }))
        return "a row of an unknown kind";
    if (row.madeRev > row.rev)
        return "a row that is older than its fields";
    if (row.forgotten && (row.payload || !row.deleted))
        return "a row that its owner wanted forgotten, but that is still here";
    if (row.payload) {
        if (std::string fault = contentFault(row.type, row.id, row.redacted, *row.payload); !fault.empty())
            return fault;
        const bool isShared
            = json::parseObject(*row.payload, json::Author::Store)->text("visibility") == "team";
        const bool isConversation = row.type == static_cast<std::int64_t>(EntityType::Conversation);
        if (isConversation && !row.deleted
            && isShared != (row.scope == static_cast<std::int64_t>(Scope::Team)))
            return "a conversation whose visibility is not what it says";
    }
    if (!row.stamps)
        return {};
    const auto stamps = json::parseObject(*row.stamps, json::Author::Store);
    if (!stamps)
        return "stamps that cannot be read";
    for (const json::Member &member : stamps->members()) {
        const auto stamp = StoredStamp::fromJson(member.json);
        if (!stamp)
            return "a stamp that cannot be read";
        if (stamp->rev > row.rev)
            return "a field that is newer than its row";
    }
    return {};
}

} // namespace

IntegrityCheck::IntegrityCheck(Storage &storage, std::function<void(std::size_t)> progress)
    : m_storage(storage), m_sql(storage.sql()), m_progress(std::move(progress))
{
}

Result<std::vector<std::string>> IntegrityCheck::run()
{
    MIMIR_TRY(askEngine());
    SqlTransaction snapshot(m_sql, SqlConnection::Mode::Snapshot);
    MIMIR_TRY(snapshot.begun());
    const auto complete = askSchema();
    MIMIR_TRY(complete);
    if (!*complete)
        return m_faults;
    MIMIR_TRY(askRules());
    const auto teams = m_sql.query("SELECT pk, id FROM teams ORDER BY pk");
    MIMIR_TRY(teams);
    for (std::size_t row = 0; row < teams->size(); ++row)
        MIMIR_TRY(readTeam(teams->integer(row, 0), teams->text(row, 1)));
    for (const auto &[kind, count] : m_counts)
        if (count > kListed)
            m_faults.push_back(kind + ": " + std::to_string(count - kListed) + " more");
    return m_faults;
}

void IntegrityCheck::fault(const std::string &kind, const std::string &where)
{
    auto at = std::ranges::find(m_counts, kind, &std::pair<std::string, std::size_t>::first);
    if (at == m_counts.end())
        at = m_counts.insert(at, {kind, 0});
    if (++at->second <= kListed)
        m_faults.push_back(kind + ": " + singleLine(where));
}

Result<void> IntegrityCheck::askEngine()
{
    if (!m_storage.sqlite())
        return {};
    const auto rows = m_sql.query("PRAGMA integrity_check");
    MIMIR_TRY(rows);
    for (std::size_t row = 0; row < rows->size(); ++row)
        if (rows->text(row, 0) != "ok")
            fault("the file is damaged", rows->text(row, 0));
    return {};
}

Result<bool> IntegrityCheck::askSchema()
{
    const auto faults
        = m_storage.sqlite() ? schemaFaults(*m_storage.sqlite(), schemaSteps()) : postgresSchemaFaults(m_sql);
    MIMIR_TRY(faults);
    bool complete = true;
    for (const SchemaFault &one : *faults) {
        const std::string object = std::string(kindName(one.kind)) + ' ' + one.name;
        switch (one.what) {
        case SchemaFault::What::Missing:
            fault("the schema lacks", object);
            break;
        case SchemaFault::What::Different:
            fault("the schema is not as this version creates it", object);
            break;
        case SchemaFault::What::Foreign:
            fault("the schema contains something from another program, which may change rows", object);
            break;
        }
        complete = complete && one.kind != SchemaFault::Kind::Table && one.kind != SchemaFault::Kind::Column;
    }
    return complete;
}

Result<void> IntegrityCheck::askClock()
{
    const auto teams = m_sql.query(
        "SELECT id FROM teams WHERE commit_ms>?1 ORDER BY id", SystemClock().now() + kOutsideCommits);
    MIMIR_TRY(teams);
    for (std::size_t row = 0; row < teams->size(); ++row)
        fault("the clock is more than an hour behind the last change of a team: one of them is wrong, and "
              "nothing is deleted until this is resolved",
            teams->text(row, 0));
    return {};
}

Result<void> IntegrityCheck::askRules()
{
    MIMIR_TRY(askClock());
    for (const Rule &rule : kRules) {
        const auto rows = m_sql.query(rule.sql);
        MIMIR_TRY(rows);
        for (std::size_t row = 0; row < rows->size(); ++row) {
            std::string where;
            for (std::size_t column = 0; column < rows->columns(); ++column)
                where += (column > 0 ? " " : "") + rows->text(row, column);
            fault(rule.broken, where);
        }
    }
    return {};
}

Result<void> IntegrityCheck::readTeam(std::int64_t team, const std::string &id)
{
    RowReader reader(m_sql, team);
    while (true) {
        const auto row = reader.next();
        MIMIR_TRY(row);
        if (!*row)
            return {};
        if (const std::string kind = faultOf(**row); !kind.empty())
            fault(kind, "team " + id + ", revision " + std::to_string((*row)->rev) + ", id " + (*row)->id);
        if (++m_rows % 1000 == 0)
            m_progress(m_rows);
    }
}

Result<std::string> clockRemark(SqlConnection &sql, const Clock &clock)
{
    const auto retention = RetentionClock(sql, clock).now();
    MIMIR_TRY(retention);
    const Millis ahead = clock.now() - *retention;
    if (ahead <= kOutsideCommits)
        return std::string();
    return "the clock is " + std::to_string(ahead / kOutsideCommits)
        + " hours ahead of the time used for deletion: the server was off, or its clock has jumped. Nothing "
          "is "
          "deleted too early: that time gains at most an hour more per hour";
}

} // namespace mimir::server
