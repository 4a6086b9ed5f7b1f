#include "server/db/sqlitesyncstore.h"

#include "server/db/epochs.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/orgconfig.h"

#include "core/mutation.h"

#include <algorithm>

namespace mimir::server {
namespace {

#define MIMIR_ROW_COLUMNS                                                                                    \
    "type, id, owner, rev, commit_ms, deleted, scope, conversation_id, edited_at, device, made_rev, "        \
    "stamps, redacted, payload"

// Without statistics the planner may use any index that begins with the team: where a partial index is
// wanted, it is named.
constexpr std::string_view kOwnRow
    = "SELECT " MIMIR_ROW_COLUMNS " FROM entities WHERE team=?1 AND owner=?2 AND type=?3 AND id=?4";
constexpr std::string_view kSharedRow
    = "SELECT " MIMIR_ROW_COLUMNS " FROM entities INDEXED BY entities_shared_by_id"
      " WHERE team=?1 AND type=?3 AND id=?4 AND scope=1 AND deleted=0 AND owner<>?2 LIMIT 1";
constexpr std::string_view kUnseenChildren
    = "SELECT " MIMIR_ROW_COLUMNS " FROM entities INDEXED BY entities_by_conversation"
      " WHERE team=?1 AND owner=?2 AND conversation_id=?3 AND deleted=0 AND type IN (2, 3) AND rev>?4"
      " AND (device<>?5 OR stamps IS NOT NULL) ORDER BY rev";
constexpr std::string_view kInsertRow
    = "INSERT INTO entities(team, type, id, owner, rev, commit_ms, deleted, scope, conversation_id, "
      "edited_at, device, made_rev, stamps, redacted, payload, writer)"
      " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)";
// SQLite writes every index that contains a column of SET, changed or not: an edit leaves out the columns
// that it cannot change, so that it costs the same few pages however long the history is.
constexpr std::string_view kEditRow
    = "UPDATE entities SET rev=?5, commit_ms=?6, edited_at=?9, device=?10, made_rev=?11, stamps=?12,"
      " redacted=?13, payload=?14, writer=?15 WHERE team=?1 AND owner=?2 AND type=?3 AND id=?4 AND "
      "deleted=?7 AND "
      "scope=?8";
constexpr std::string_view kUpdateRow
    = "UPDATE entities SET rev=?5, commit_ms=?6, deleted=?7, scope=?8, edited_at=?9, device=?10, "
      "made_rev=?11, stamps=?12, redacted=?13, payload=?14, writer=?15"
      " WHERE team=?1 AND owner=?2 AND type=?3 AND id=?4";
constexpr std::string_view kDeleteChildren
    = "UPDATE entities SET deleted=1, rev=?4+n.k, made_rev=?4+n.k, commit_ms=?5+n.k/?6, edited_at=?7, "
      "device=?8"
      " FROM (SELECT c.pk AS p, row_number() OVER (ORDER BY c.rev)-1 AS k FROM entities c INDEXED BY "
      "entities_by_conversation WHERE c.team=?1"
      " AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 AND c.type IN (2, 3)) AS n WHERE "
      "entities.pk=n.p";
// Rows that were deleted earlier are found by the content they still have: the index by conversation does not
// contain them.
constexpr std::string_view kForgetChildren
    = "UPDATE entities SET deleted=1, redacted=2, payload=NULL, stamps=NULL, rev=?4+n.k, made_rev=?4+n.k, "
      "commit_ms=?5+n.k/?6, edited_at=?7, device=?8"
      " FROM (SELECT p, row_number() OVER (ORDER BY rev)-1 AS k FROM (SELECT c.pk AS p, c.rev FROM entities "
      "c INDEXED "
      "BY entities_by_conversation WHERE c.team=?1 AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 "
      "AND c.type "
      "IN (2, 3) UNION ALL SELECT c.pk, c.rev FROM entities c INDEXED BY entities_in_trash WHERE c.team=?1 "
      "AND "
      "c.owner=?2 AND c.conversation_id=?3 AND c.deleted=1 AND c.payload IS NOT NULL AND c.type IN (2, 3))) "
      "AS n WHERE "
      "entities.pk=n.p";
// A message that came too late is only in a conflict record, which names its conversation.
constexpr std::string_view kForgetConflicts
    = "DELETE FROM conflicts WHERE team=?1 AND user=?2 AND ((type=1 AND entity_id=?3) OR (type IN (2, 3) AND"
      " (instr(losing, ?4)>0 OR EXISTS(SELECT 1 FROM entities e WHERE e.team=?1 AND e.owner=?2 AND "
      "e.type=conflicts.type"
      " AND e.id=conflicts.entity_id AND e.conversation_id=?3))))";
constexpr std::string_view kRescopeChildren
    = "UPDATE entities SET scope=?7, writer=NULL, rev=?4+n.k, commit_ms=?5+n.k/?6"
      " FROM (SELECT c.pk AS p, row_number() OVER (ORDER BY c.rev)-1 AS k FROM entities c INDEXED BY "
      "entities_by_conversation WHERE c.team=?1"
      " AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 AND c.type IN (2, 3) AND ((?7=2 AND "
      "c.scope=1) OR (?7=1 AND c.scope<>1 AND NOT EXISTS(SELECT 1 FROM entities o INDEXED BY "
      "entities_shared_by_id WHERE o.team=?1 AND "
      "o.type=c.type AND o.id=c.id AND o.scope=1 AND o.deleted=0)))) AS n WHERE entities.pk=n.p";
constexpr std::string_view kInsertConflict
    = "INSERT INTO conflicts(team, user, rev, id, type, entity_id, field, losing, winning, losing_device,"
      " winning_device, reason, edited_at, at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)";
constexpr std::string_view kConflictLike
    = "SELECT id FROM conflicts WHERE team=?1 AND type=?2 AND entity_id=?3 AND user=?4 AND field=?5 AND "
      "losing=?6 AND reason=?7 AND (?8=0 OR edited_at=?8) LIMIT 1";

// Deleted rows come without their content, and with a Gone.
constexpr std::string_view kOwnRows = "SELECT rev, commit_ms, type, id, CASE WHEN redacted=2 THEN 3 ELSE "
                                      "deleted END, CASE WHEN deleted=0 THEN payload END, edited_at, stamps "
                                      "FROM "
                                      "entities WHERE team=?1 AND owner=?2 AND rev>?3 AND rev<=?4"
                                      " AND (?5=0 OR deleted<>0 OR writer IS NOT ?5) ORDER BY rev";
// A defect for the test suite: everyone's rows.
constexpr std::string_view kRowsOfAll
    = "SELECT rev, commit_ms, type, id, deleted, CASE WHEN deleted=0 THEN "
      "payload END, edited_at, stamps FROM "
      "entities WHERE rev>?3 AND rev<=?4 AND ?1<>0 AND ?2<>0 AND ?5>=0 ORDER BY rev";
constexpr std::string_view kSharedRows
    = "SELECT e.rev, e.commit_ms, e.type, e.id, CASE WHEN e.scope=2 THEN 2 ELSE e.deleted END,"
      " CASE WHEN e.scope=1 AND e.deleted=0 THEN e.payload END,"
      " CASE WHEN e.type=1 AND e.scope=1 AND e.deleted=0 THEN"
      " (SELECT CASE WHEN EXISTS(SELECT 1 FROM team_members m JOIN users v ON v.pk=m.user WHERE m.team=?1"
      " AND v.pk<>u.pk AND lower(v.name)=lower(u.name)) THEN u.name||' ('||u.email||')' ELSE u.name END"
      " FROM users u WHERE u.pk=e.owner) END"
      " FROM entities e INDEXED BY entities_shared_by_rev"
      " WHERE e.team=?1 AND e.scope<>0 AND e.rev>?3 AND e.rev<=?4 AND e.owner<>?2"
      " AND NOT EXISTS(SELECT 1 FROM entities o WHERE o.team=?1 AND o.owner=?2 AND o.type=e.type AND "
      "o.id=e.id) AND ((e.scope=1 AND e.deleted=0) OR NOT EXISTS(SELECT 1 FROM entities o INDEXED BY "
      "entities_shared_by_id WHERE o.team=?1 "
      "AND o.type=e.type AND o.id=e.id AND o.scope=1 AND o.deleted=0)) ORDER BY e.rev";
constexpr std::string_view kConflicts
    = "SELECT c.rev, c.at, c.type, c.id, c.entity_id, c.field, c.losing, c.winning, c.reason, l.id, l.name, "
      "w.id, w.name, c.edited_at FROM conflicts c LEFT JOIN devices l ON l.team=c.team AND "
      "l.pk=c.losing_device"
      " LEFT JOIN devices w ON w.team=c.team AND w.pk=c.winning_device"
      " WHERE c.team=?1 AND c.user=?2 AND c.rev>?3 AND c.rev<=?4 ORDER BY c.rev";
constexpr std::string_view kEmptyTombstones
    = "UPDATE entities SET payload=NULL, stamps=NULL WHERE pk IN (SELECT pk FROM entities"
      " WHERE team=?1 AND commit_ms<?2 AND deleted=1 AND payload IS NOT NULL LIMIT ?3)";
constexpr std::string_view kDropConflicts
    = "DELETE FROM conflicts WHERE pk IN (SELECT c.pk FROM conflicts c WHERE c.team=?1 AND c.at<?2 AND"
      " (c.reason IN ('deleted', 'gone', 'parent_deleted', 'deleted_unseen') OR EXISTS(SELECT 1 FROM"
      " entities e WHERE e.team=?1 AND e.owner=c.user AND e.type=c.type AND e.id=c.entity_id"
      " AND e.deleted=1 AND e.commit_ms<?2)) LIMIT ?3)";
constexpr std::string_view kCommitAfter
    = "SELECT commit_ms FROM (SELECT * FROM (SELECT rev, commit_ms FROM entities INDEXED BY entities_by_rev"
      " WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT 1) UNION ALL SELECT * FROM (SELECT rev, "
      "commit_ms FROM entities INDEXED BY entities_shared_by_rev WHERE team=?1 AND scope<>0 AND rev>?3"
      " ORDER BY rev LIMIT 1)) ORDER BY rev LIMIT 1";

int numberOf(EntityType type)
{
    return static_cast<int>(type);
}

int numberOf(Redaction redaction)
{
    return static_cast<int>(redaction);
}

int numberOf(Scope scope)
{
    return static_cast<int>(scope);
}

// NULL for nothing, so that the partial indexes and the file stay small.
std::optional<std::string_view> orNull(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

std::optional<std::int64_t> orNull(std::int64_t device)
{
    return device == 0 ? std::nullopt : std::optional(device);
}

StoredRow readRow(const Query &query)
{
    StoredRow row;
    row.type = static_cast<EntityType>(query.integer(0));
    row.id = query.string(1);
    row.owner = query.integer(2);
    row.rev = query.integer(3);
    row.commitMs = query.integer(4);
    row.deleted = query.integer(5) != 0;
    row.scope = static_cast<Scope>(query.integer(6));
    row.conversationId = query.string(7);
    row.editedAt = query.integer(8);
    row.device = query.integer(9);
    row.madeRev = query.integer(10);
    row.stamps = query.string(11);
    setRedaction(row, query.integer(12));
    row.payload = query.string(13);
    return row;
}

class QueryStream : public PullStream {
public:
    explicit QueryStream(Query query) : m_query(std::move(query)) { }
    bool next() override { return m_query.next(); }
    Result<void> status() const override { return m_query.status(); }
    std::int64_t rev() const override { return m_query.integer(0); }
    Millis commitMs() const override { return m_query.integer(1); }

protected:
    EntityType type() const { return static_cast<EntityType>(m_query.integer(2)); }
    Query m_query;
};

class RowStream final : public QueryStream {
public:
    enum class Rows : std::uint8_t { Own, Shared };
    RowStream(Query query, Rows rows) : QueryStream(std::move(query)), m_rows(rows) { }
    std::size_t bytes() const override { return m_query.text(5).size(); }
    void addTo(wire::PageWriter &page) const override
    {
        if (const auto gone = static_cast<Gone>(m_query.integer(4)); gone != Gone::No)
            page.addDeletion({type(), m_query.string(3), rev(), std::string(deletionReason(gone))});
        else if (m_rows == Rows::Own)
            page.addRow(type(), m_query.text(5), rev(), wire::Owner::caller(),
                instantsOf(m_query.integer(6), m_query.text(7)));
        else
            page.addRow(type(), m_query.text(5), rev(), wire::Owner::teammate(m_query.text(6)));
    }

private:
    Rows m_rows;
};

class ConflictStream final : public QueryStream {
public:
    using QueryStream::QueryStream;
    std::size_t bytes() const override { return m_query.text(6).size() + m_query.text(7).size(); }
    void addTo(wire::PageWriter &page) const override
    {
        wire::ConflictNote note;
        note.type = type();
        note.id = m_query.string(3);
        note.entityId = m_query.string(4);
        note.field = m_query.string(5);
        note.losing = m_query.string(6);
        note.winning = m_query.string(7);
        note.reason = m_query.string(8);
        note.at = commitMs();
        note.losingDevice = m_query.string(9);
        note.losingDeviceName = m_query.string(10);
        note.winningDevice = m_query.string(11);
        note.winningDeviceName = m_query.string(12);
        note.editedAt = m_query.integer(13);
        page.addConflict(note);
    }
};

void takeNumbers(Issue &issue, std::int64_t rows)
{
    issue.nextRev += rows;
    if (rows > 0)
        issue.commitMs += (rows - 1) / kRowsPerInstant;
}

} // namespace

Result<void> SqliteSyncStore::begin(Lock lock)
{
    return m_database.run(lock == Lock::Held ? "BEGIN IMMEDIATE" : "BEGIN");
}

Result<void> SqliteSyncStore::commit()
{
    auto done = m_database.run("COMMIT");
    if (done)
        m_tagged.committed();
    return done;
}

void SqliteSyncStore::rollback()
{
    m_tagged.rolledBack();
    if (m_database.inTransaction())
        (void)m_database.run("ROLLBACK");
}

Result<std::optional<std::int64_t>> SqliteSyncStore::number(Query query)
{
    if (query.next())
        return query.optionalInteger(0);
    MIMIR_TRY(query.status());
    return std::optional<std::int64_t>();
}

Result<std::optional<TeamState>> SqliteSyncStore::enter(std::int64_t user, std::string_view teamId, Lock)
{
    Query query = m_database.query(
        "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, t.clock_doubt, m.role, t.proof_key, "
        "t.tag_rev, "
        "t.tag FROM teams t JOIN team_members m ON m.team = t.pk AND m.user = ?2 WHERE t.id = ?1",
        teamId, user);
    if (query.next())
        return std::optional(TeamState {query.integer(0), query.string(1), query.integer(2), query.integer(3),
            query.integer(4), query.integer(5), teamRoleFromName(query.text(6)), query.string(7),
            {query.integer(8), query.string(9)}});
    MIMIR_TRY(query.status());
    return std::optional<TeamState>();
}

Result<void> SqliteSyncStore::saveTeam(const TeamState &team)
{
    return m_database.run("UPDATE teams SET rev=?2, commit_ms=?3, clock_doubt=?4 WHERE pk=?1", team.pk,
        team.rev, team.commitMs, team.clockDoubt);
}

Result<void> SqliteSyncStore::keepTag(std::int64_t team, const HistoryTag &tag)
{
    MIMIR_TRY(
        m_database.run("INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3)", team, tag.rev, tag.tag));
    MIMIR_TRY(m_database.run("UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1", team, tag.rev, tag.tag));
    m_tagged.add(team);
    return {};
}

Result<HistoryTag> SqliteSyncStore::tagAt(std::int64_t team, std::int64_t position)
{
    Query query = m_database.query(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev<=?2 ORDER BY rev DESC LIMIT 1", team,
        position);
    if (query.next())
        return HistoryTag {query.integer(0), query.string(1)};
    MIMIR_TRY(query.status());
    return HistoryTag {};
}

Result<HistoryTag> SqliteSyncStore::tagAfter(std::int64_t team, std::int64_t rev)
{
    Query query = m_database.query(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev>?2 ORDER BY rev LIMIT 1", team, rev);
    if (query.next())
        return HistoryTag {query.integer(0), query.string(1)};
    MIMIR_TRY(query.status());
    return HistoryTag {};
}

Result<std::optional<std::int64_t>> SqliteSyncStore::commonSince(std::int64_t team, std::string_view epoch)
{
    return number(m_database.query(kCommonSince, team, epoch));
}

Result<void> SqliteSyncStore::beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev)
{
    return server::beginEpoch(m_sql, team, epoch, epochRev);
}

// ---- devices and their answers

Result<std::optional<DeviceState>> SqliteSyncStore::device(
    std::int64_t team, std::int64_t user, std::string_view id)
{
    Query query = m_database.query(
        "SELECT pk, last_op_seq, acked_through, name FROM devices WHERE team=?1 AND user=?2 AND id=?3", team,
        user, id);
    if (query.next())
        return std::optional(
            DeviceState {query.integer(0), query.integer(1), query.integer(2), query.string(3)});
    MIMIR_TRY(query.status());
    return std::optional<DeviceState>();
}

Result<DeviceState> SqliteSyncStore::makeDevice(
    std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
{
    MIMIR_TRY(m_database.run("INSERT INTO devices(team, user, id, name, seen_at) VALUES(?1,?2,?3,?4,?5)",
        team, user, id, name, now));
    return DeviceState {m_database.lastInsertId(), 0, 0, std::string(name)};
}

Result<void> SqliteSyncStore::saveDevice(
    std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
{
    MIMIR_TRY(m_database.run("UPDATE devices SET last_op_seq=?3, acked_through=?4, seen_at=?5,"
                             " name=CASE ?6 WHEN '' THEN name ELSE ?6 END WHERE team=?1 AND pk=?2",
        team, device.pk, device.lastOpSeq, device.ackedThrough, now, name));
    return m_database.run("DELETE FROM applied_ops WHERE team=?1 AND device=?2 AND op_seq<=?3", team,
        device.pk, device.ackedThrough);
}

Result<std::vector<DeviceName>> SqliteSyncStore::devices(std::int64_t team, std::span<const std::int64_t> pks)
{
    std::vector<DeviceName> names;
    for (const std::int64_t pk : pks) {
        Query query = m_database.query("SELECT id, name FROM devices WHERE team=?1 AND pk=?2", team, pk);
        if (query.next())
            names.push_back({pk, query.string(0), query.string(1)});
        MIMIR_TRY(query.status());
    }
    return names;
}

Result<std::vector<RememberedOp>> SqliteSyncStore::rememberedOps(
    std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
{
    std::vector<RememberedOp> ops;
    Query query = m_database.query("SELECT op_seq, fingerprint, status, rev, detail FROM applied_ops"
                                   " WHERE team=?1 AND device=?2 AND op_seq BETWEEN ?3 AND ?4",
        team, device, from, to);
    while (query.next()) {
        RememberedOp &op = ops.emplace_back();
        op.fingerprint = query.string(1);
        op.result.opSeq = query.integer(0);
        op.result.status = static_cast<wire::Status>(query.integer(2));
        op.result.rev = query.integer(3);
        readDetail(op.result, query.text(4));
    }
    MIMIR_TRY(query.status());
    return ops;
}

Result<void> SqliteSyncStore::remember(
    std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
{
    for (const RememberedOp &op : ops) {
        const std::string detail = detailOf(op.result);
        Query query = m_database.query(
            "INSERT OR REPLACE INTO applied_ops(team, device, op_seq, fingerprint, status, rev, detail)"
            " VALUES(?1,?2,?3,?4,?5,?6,?7)",
            team, device, op.result.opSeq, nullptr, static_cast<int>(op.result.status), op.result.rev,
            orNull(detail));
        query.bindBlob(4, op.fingerprint);
        query.next();
        MIMIR_TRY(query.status());
    }
    return {};
}

// ---- rows

Result<std::vector<StoredRow>> SqliteSyncStore::rows(
    std::int64_t team, std::int64_t user, std::span<const RowKey> keys)
{
    std::vector<StoredRow> found;
    std::int64_t bytes = 0;
    const auto take = [&](const Query &query) {
        found.push_back(readRow(query));
        bytes += std::int64_t(found.back().payload.size());
    };
    const auto isShared = number(m_database.query(
        "SELECT 1 FROM entities INDEXED BY entities_shared_by_id WHERE team=?1 AND scope=1 LIMIT 1", team));
    MIMIR_TRY(isShared);
    for (const RowKey &key : keys) {
        Query own = m_database.query(kOwnRow, team, user, numberOf(key.type), key.id);
        if (own.next())
            take(own);
        MIMIR_TRY(own.status());
        if (bytes > kMaxLoadedBytes)
            return tooMuchToLoad();
        if (!*isShared || key.type == EntityType::AuditLog)
            continue;
        Query shared = m_database.query(kSharedRow, team, user, numberOf(key.type), key.id);
        if (shared.next())
            take(shared);
        MIMIR_TRY(shared.status());
    }
    return bytes > kMaxLoadedBytes ? Result<std::vector<StoredRow>>(tooMuchToLoad()) : found;
}

Result<void> SqliteSyncStore::insertRows(std::int64_t team, std::span<const StoredRow *const> rows)
{
    for (const StoredRow *row : rows)
        MIMIR_TRY(m_database.run(kInsertRow, team, numberOf(row->type), row->id, row->owner, row->rev,
            row->commitMs, row->deleted, numberOf(row->scope), orNull(row->conversationId), row->editedAt,
            row->device, row->madeRev, orNull(row->stamps), numberOf(redactionOf(*row)), orNull(row->payload),
            orNull(row->writer)));
    return {};
}

Result<void> SqliteSyncStore::updateRows(std::int64_t team, std::span<const StoredRow *const> rows)
{
    for (const StoredRow *row : rows) {
        const auto update = [&](std::string_view statement) {
            return m_database.run(statement, team, row->owner, numberOf(row->type), row->id, row->rev,
                row->commitMs, row->deleted, numberOf(row->scope), row->editedAt, row->device, row->madeRev,
                orNull(row->stamps), numberOf(redactionOf(*row)), orNull(row->payload), orNull(row->writer));
        };
        MIMIR_TRY(update(kEditRow));
        if (m_database.changes() == 0)
            MIMIR_TRY(update(kUpdateRow));
    }
    return {};
}

Result<void> SqliteSyncStore::unseenChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, const TakePiece &take)
{
    std::vector<StoredRow> found;
    std::size_t bytes = 0;
    for (const ConversationDelete &deletion : deletions) {
        Query query = m_database.query(
            kUnseenChildren, team, owner, deletion.conversationId, deletion.knownRev, device);
        while (query.next()) {
            found.push_back(readRow(query));
            bytes += found.back().payload.size();
            if (bytes < kPieceBytes)
                continue;
            MIMIR_TRY(take(found));
            found.clear();
            bytes = 0;
        }
        MIMIR_TRY(query.status());
    }
    return found.empty() ? Result<void>() : take(found);
}

Result<void> SqliteSyncStore::deleteChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
{
    for (const ConversationDelete &deletion : deletions) {
        MIMIR_TRY(m_database.run(kDeleteChildren, team, owner, deletion.conversationId, issue.nextRev,
            issue.commitMs, kRowsPerInstant, deletion.editedAt, device));
        takeNumbers(issue, m_database.changes());
    }
    return {};
}

Result<void> SqliteSyncStore::forgetChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
{
    for (const ConversationDelete &deletion : deletions) {
        MIMIR_TRY(m_database.run(kForgetConflicts, team, owner, deletion.conversationId,
            conversationMark(deletion.conversationId)));
        MIMIR_TRY(m_database.run(kForgetChildren, team, owner, deletion.conversationId, issue.nextRev,
            issue.commitMs, kRowsPerInstant, deletion.editedAt, device));
        takeNumbers(issue, m_database.changes());
    }
    return {};
}

Result<void> SqliteSyncStore::rescopeChildren(
    std::int64_t team, std::span<const Rescope> changes, Issue &issue)
{
    for (const Rescope &change : changes) {
        MIMIR_TRY(m_database.run(kRescopeChildren, team, change.owner, change.conversationId, issue.nextRev,
            issue.commitMs, kRowsPerInstant, numberOf(change.scope)));
        takeNumbers(issue, m_database.changes());
    }
    return {};
}

// ---- conflict records

Result<std::vector<std::optional<std::string>>> SqliteSyncStore::conflictsLike(
    std::int64_t team, std::span<const ConflictRow> conflicts)
{
    std::vector<std::optional<std::string>> ids;
    for (const ConflictRow &conflict : conflicts) {
        Query query = m_database.query(kConflictLike, team, numberOf(conflict.type), conflict.entityId,
            conflict.user, conflict.field, conflict.losing, conflict.reason,
            conflict.anyInstant ? 0 : conflict.editedAt);
        ids.push_back(query.next() ? std::optional(query.string(0)) : std::nullopt);
        MIMIR_TRY(query.status());
    }
    return ids;
}

Result<void> SqliteSyncStore::insertConflicts(std::int64_t team, std::span<const ConflictRow> conflicts)
{
    for (const ConflictRow &one : conflicts)
        MIMIR_TRY(m_database.run(kInsertConflict, team, one.user, one.rev, one.id, numberOf(one.type),
            one.entityId, one.field, one.losing, one.winning, one.losingDevice, one.winningDevice, one.reason,
            one.editedAt, one.at));
    return {};
}

Result<void> SqliteSyncStore::blankConflicts(std::int64_t team, std::span<const OwnedKey> rows)
{
    for (const OwnedKey &row : rows)
        MIMIR_TRY(m_database.run("UPDATE conflicts SET losing='null', winning='null'"
                                 " WHERE team=?1 AND type=?2 AND entity_id=?3 AND user=?4",
            team, numberOf(row.key.type), row.key.id, row.owner));
    return {};
}

// ---- pulls

std::unique_ptr<PullStream> SqliteSyncStore::ownRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(m_database.query(mutated("noscope") ? kRowsOfAll : kOwnRows, team,
                                           user, range.after, range.through, range.notBy),
        RowStream::Rows::Own);
}

std::unique_ptr<PullStream> SqliteSyncStore::sharedRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(
        m_database.query(kSharedRows, team, user, range.after, range.through), RowStream::Rows::Shared);
}

std::unique_ptr<PullStream> SqliteSyncStore::conflicts(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<ConflictStream>(
        m_database.query(kConflicts, team, user, range.after, range.through));
}

Result<std::optional<std::int64_t>> SqliteSyncStore::ownRevAfter(
    std::int64_t team, std::int64_t user, std::int64_t rev, std::size_t count)
{
    return number(m_database.query(
        "SELECT rev FROM entities INDEXED BY entities_by_rev WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY "
        "rev LIMIT 1 OFFSET ?4",
        team, user, rev, count));
}

Result<std::optional<Millis>> SqliteSyncStore::commitAfter(
    std::int64_t team, std::int64_t user, std::int64_t rev)
{
    return number(m_database.query(kCommitAfter, team, user, rev));
}

// ---- trash

Result<std::vector<SyncStore::Trash>> SqliteSyncStore::trash(Millis now)
{
    std::vector<Trash> teams;
    Query query = m_database.query("SELECT t.pk, o.config FROM teams t JOIN orgs o ON o.pk=t.org");
    while (query.next())
        teams.push_back({query.integer(0), trashLimit(query.text(1), now)});
    MIMIR_TRY(query.status());
    return teams;
}

Result<bool> SqliteSyncStore::emptyTrash(const Trash &trash)
{
    SyncTransaction transaction(*this, Lock::Held);
    MIMIR_TRY(transaction.begun());
    const std::int64_t before = m_database.totalChanges();
    MIMIR_TRY(m_database.run(kEmptyTombstones, trash.team, trash.before, std::int64_t(kTrashRows)));
    MIMIR_TRY(m_database.run(kDropConflicts, trash.team, trash.before, std::int64_t(kTrashRows)));
    const bool found = m_database.totalChanges() > before;
    MIMIR_TRY(transaction.commit());
    return found;
}

} // namespace mimir::server
