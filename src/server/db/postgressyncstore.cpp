#include "server/db/postgressyncstore.h"

#include "server/db/epochs.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/orgconfig.h"

#include "core/mutation.h"

#include <algorithm>
#include <sodium.h>

namespace mimir::server {
namespace {

#define MIMIR_ROW_COLUMNS                                                                                    \
    "e.type, e.id, e.owner, e.rev, e.commit_ms, e.deleted, e.scope, e.conversation_id, e.edited_at, "        \
    "e.device, e.made_rev, e.stamps, e.redacted, e.payload"

// LATERAL … LIMIT, or OFFSET 0: one index descent for each id, whatever the planner thinks of the table.
// Without statistics it would rather read all of the owner's rows. Bodies are read only if all of them may
// be.
constexpr std::string_view kRows
    = "SELECT e.type, e.id, e.owner, e.rev, e.commit_ms, e.deleted, e.scope, e.conversation_id, e.edited_at, "
      "e.device, e.made_rev, e.stamps, e.redacted, CASE WHEN e.total<=?5 THEN e.payload END, e.total FROM ("
      "SELECT e.*, sum(coalesce(octet_length(e.payload), 0)) OVER () AS total FROM ("
      "SELECT e.* FROM unnest(?3::bigint[], ?4::text[]) AS k(type, id), LATERAL (SELECT " MIMIR_ROW_COLUMNS
      " FROM entities e WHERE e.team=?1 AND e.owner=?2 AND e.type=k.type AND e.id=k.id LIMIT 1) AS e"
      " UNION ALL "
      "SELECT e.* FROM unnest(?3::bigint[], ?4::text[]) AS k(type, id), LATERAL (SELECT " MIMIR_ROW_COLUMNS
      " FROM entities e WHERE e.team=?1 AND e.type=k.type AND e.id=k.id AND e.scope=1 AND e.deleted=0"
      " AND e.owner<>?2 LIMIT 1) AS e) AS e) AS e";
constexpr std::string_view kInsertRows
    = "INSERT INTO entities(team, owner, type, id, rev, commit_ms, deleted, scope, edited_at, device, "
      "made_rev, redacted, conversation_id, stamps, payload, writer) SELECT ?1, * FROM unnest(?2::bigint[], "
      "?3::bigint[], ?4::text[], ?5::bigint[], ?6::bigint[], ?7::bigint[], ?8::bigint[], ?9::bigint[], "
      "?10::bigint[], ?11::bigint[], ?12::bigint[], ?13::text[], ?14::text[], ?15::text[], ?16::bigint[])";
constexpr std::string_view kUpdateRows
    = "UPDATE entities AS e SET rev=v.rev, commit_ms=v.commit_ms, deleted=v.deleted, scope=v.scope, "
      "edited_at=v.edited_at, device=v.device, made_rev=v.made_rev, redacted=v.redacted, stamps=v.stamps, "
      "payload=v.payload, writer=v.writer FROM unnest(?2::bigint[], ?3::bigint[], ?4::text[], ?5::bigint[], "
      "?6::bigint[], "
      "?7::bigint[], ?8::bigint[], ?9::bigint[], ?10::bigint[], ?11::bigint[], ?12::bigint[], ?13::text[], "
      "?14::text[], ?15::text[], ?16::bigint[]) AS v(owner, type, id, rev, commit_ms, deleted, scope, "
      "edited_at, device, "
      "made_rev, redacted, conversation_id, stamps, payload, writer)"
      " WHERE e.team=?1 AND e.owner=v.owner AND e.type=v.type AND e.id=v.id";
constexpr std::string_view kUnseenChildren
    = "SELECT * FROM (SELECT e.*, sum(coalesce(octet_length(e.payload), 0)) OVER (ORDER BY e.rev ROWS "
      "UNBOUNDED "
      "PRECEDING)-coalesce(octet_length(e.payload), 0) AS before FROM unnest(?3::text[], ?4::bigint[]) AS "
      "k(conversation, known), LATERAL "
      "(SELECT " MIMIR_ROW_COLUMNS
      " FROM entities e WHERE e.team=?1 AND e.owner=?2 AND e.conversation_id=k.conversation"
      " AND e.deleted=0 AND e.type IN (2, 3) AND e.rev>k.known AND e.rev>?6"
      " AND (e.device<>?5 OR e.stamps IS NOT NULL) OFFSET 0) AS e) AS e WHERE "
      "e.before<?7 ORDER BY e.rev";
// By physical place, which does not change while the team is locked: joined by key, the planner without
// statistics compared every row with every other.
constexpr std::string_view kDeleteChildren
    = "WITH n AS (SELECT c.place, k.at, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
      " FROM unnest(?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(conversation, at, n), LATERAL (SELECT"
      " c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=?2 AND"
      " c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN (2, 3) OFFSET 0) AS c)"
      " UPDATE entities AS e SET deleted=1, rev=?5+n.k, made_rev=?5+n.k, commit_ms=?6+n.k/?7, "
      "edited_at=n.at, device=?8 FROM n WHERE e.team=?1 AND e.ctid=n.place";
// Rows that were deleted earlier are found by the content they still have: the index by conversation does not
// contain them.
constexpr std::string_view kForgetChildren
    = "WITH n AS (SELECT c.place, k.at, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
      " FROM unnest(?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(conversation, at, n), LATERAL ((SELECT"
      " c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=?2 AND"
      " c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN (2, 3) OFFSET 0) UNION ALL (SELECT "
      "c.ctid, c.rev"
      " FROM entities c WHERE c.team=?1 AND c.owner=?2 AND c.conversation_id=k.conversation AND c.deleted=1 "
      "AND"
      " c.payload IS NOT NULL AND c.type IN (2, 3) OFFSET 0)) AS c)"
      " UPDATE entities AS e SET deleted=1, redacted=2, payload=NULL, stamps=NULL, rev=?5+n.k, "
      "made_rev=?5+n.k, "
      "commit_ms=?6+n.k/?7, edited_at=n.at, device=?8 FROM n WHERE e.team=?1 AND e.ctid=n.place";
// A message that came too late is only in a conflict record, which names its conversation.
constexpr std::string_view kForgetConflicts
    = "DELETE FROM conflicts AS c USING unnest(?3::text[], ?4::text[]) AS k(conversation, mark)"
      " WHERE c.team=?1 AND c.\"user\"=?2 AND ((c.type=1 AND c.entity_id=k.conversation) OR (c.type IN (2, "
      "3) AND"
      " (strpos(c.losing, k.mark)>0 OR EXISTS(SELECT 1 FROM entities e WHERE e.team=?1 AND e.owner=?2 AND "
      "e.type=c.type"
      " AND e.id=c.entity_id AND e.conversation_id=k.conversation))))";
constexpr std::string_view kRescopeChildren
    = "WITH n AS (SELECT c.place, k.scope, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
      " FROM unnest(?2::bigint[], ?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(owner, conversation, scope, "
      "n), LATERAL (SELECT c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=k.owner"
      " AND c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN (2, 3) AND ((k.scope=2 AND "
      "c.scope=1) OR (k.scope=1 AND c.scope<>1 AND NOT EXISTS(SELECT 1 FROM entities o WHERE o.team=?1 AND "
      "o.type=c.type AND o.id=c.id AND o.scope=1 AND o.deleted=0))) OFFSET 0) AS c)"
      " UPDATE entities AS e SET scope=n.scope, writer=NULL, rev=?5+n.k, commit_ms=?6+n.k/?7 FROM n"
      " WHERE e.team=?1 AND e.ctid=n.place";
constexpr std::string_view kConflictsLike
    = "SELECT k.n, c.id FROM unnest(?2::bigint[], ?3::bigint[], ?4::text[], ?5::text[], ?6::text[], "
      "?7::text[], ?8::bigint[]) WITH ORDINALITY AS k(owner, type, entity, field, losing, reason, at, n), "
      "LATERAL (SELECT c.id FROM conflicts c WHERE c.team=?1 AND c.\"user\"=k.owner AND c.type=k.type AND "
      "c.entity_id=k.entity AND c.field=k.field AND c.reason=k.reason AND c.losing=k.losing"
      " AND (k.at=0 OR c.edited_at=k.at) LIMIT 1) AS c";
constexpr std::string_view kInsertConflicts
    = "INSERT INTO conflicts(team, \"user\", rev, type, losing_device, winning_device, edited_at, at, id, "
      "entity_id, field, losing, winning, reason) SELECT ?1, * FROM unnest(?2::bigint[], ?3::bigint[], "
      "?4::bigint[], ?5::bigint[], ?6::bigint[], ?7::bigint[], ?8::bigint[], ?9::text[], ?10::text[], "
      "?11::text[], ?12::text[], ?13::text[], ?14::text[])";
constexpr std::string_view kRemember
    = "INSERT INTO applied_ops(team, device, op_seq, rev, status, fingerprint, detail)"
      " SELECT ?1, ?2, * FROM unnest(?3::bigint[], ?4::bigint[], ?5::bigint[], ?6::text[], ?7::text[])"
      " ON CONFLICT (team, device, op_seq) DO UPDATE SET rev=excluded.rev, status=excluded.status,"
      " fingerprint=excluded.fingerprint, detail=excluded.detail";
constexpr std::string_view kSaveDevice
    = "WITH confirmed AS (DELETE FROM applied_ops WHERE team=?1 AND device=?2 AND op_seq<=?4)"
      " UPDATE devices SET last_op_seq=?3, acked_through=?4, seen_at=?5,"
      " name=CASE ?6::text WHEN '' THEN name ELSE ?6 END WHERE team=?1 AND pk=?2";
constexpr std::string_view kMakeDevice
    = "INSERT INTO devices(team, pk, \"user\", id, name, seen_at) VALUES(?1, (SELECT coalesce(max(pk), 0)+1"
      " FROM devices WHERE team=?1), ?2, ?3, ?4, ?5) RETURNING pk";

// A piece of a stream: at most ?5 rows, and no row that begins after ?6 bytes. Deleted rows come without
// their content. octet_length() does not read the bodies, and bodies that are left out are never read.
#define MIMIR_PIECE(inner)                                                                                   \
    "SELECT * FROM (SELECT p.*, sum(p.size) OVER (ORDER BY p.rev ROWS UNBOUNDED PRECEDING)-p.size AS before" \
    " FROM (" inner " LIMIT ?5) AS p) AS p WHERE p.before<?6 ORDER BY p.rev"
#define MIMIR_LIVE_BYTES(condition)                                                                          \
    "CASE WHEN " condition " THEN coalesce(octet_length(e.payload), 0) ELSE 0 END"

constexpr std::string_view kOwnRows = MIMIR_PIECE("SELECT e.rev, e.commit_ms, " MIMIR_LIVE_BYTES(
    "e.deleted=0") " AS size, e.type, e.id, CASE WHEN e.redacted=2 THEN 3 ELSE e.deleted END AS gone,"
                   " CASE WHEN e.deleted=0 THEN e.payload END AS payload, e.edited_at, e.stamps FROM "
                   "entities e"
                   " WHERE e.team=?1 AND e.owner=?2 AND e.rev>?3 AND e.rev<=?4"
                   " AND (?7=0 OR e.deleted<>0 OR e.writer IS DISTINCT FROM ?7) ORDER BY e.rev");
// A defect for the test suite: everyone's rows.
constexpr std::string_view kRowsOfAll = MIMIR_PIECE("SELECT e.rev, e.commit_ms, " MIMIR_LIVE_BYTES(
    "e.deleted=0") " AS size, e.type, e.id, e.deleted AS gone,"
                   " CASE WHEN e.deleted=0 THEN e.payload END AS payload, e.edited_at, e.stamps FROM "
                   "entities e"
                   " WHERE e.rev>?3 AND e.rev<=?4 AND ?7>=0 AND ?1<>0 AND ?2<>0 ORDER BY e.rev");
constexpr std::string_view kSharedRows = MIMIR_PIECE("SELECT e.rev, e.commit_ms, " MIMIR_LIVE_BYTES(
    "e.deleted=0 AND e.scope=1") " AS size, e.type, e.id,"
                                 " CASE WHEN e.scope=2 THEN 2 ELSE e.deleted END AS gone,"
                                 " CASE WHEN e.scope=1 AND e.deleted=0 THEN e.payload END AS payload,"
                                 " CASE WHEN e.type=1 AND e.scope=1 AND e.deleted=0 THEN (SELECT "
                                 "CASE WHEN EXISTS(SELECT 1 FROM team_members m JOIN users v ON "
                                 "v.pk=m.\"user\" WHERE m.team=?1 AND v.pk<>u.pk AND "
                                 "lower(v.name)=lower(u.name))"
                                 " THEN u.name||' ('||u.email||')' ELSE u.name END"
                                 " FROM users u WHERE u.pk=e.owner) END AS sharer FROM entities e"
                                 " WHERE e.team=?1 AND e.scope<>0 AND e.rev>?3 AND e.rev<=?4 AND e.owner<>?2"
                                 " AND NOT EXISTS(SELECT 1 FROM entities o WHERE o.team=?1 AND o.owner=?2 "
                                 "AND o.type=e.type AND o.id=e.id)"
                                 " AND ((e.scope=1 AND e.deleted=0) OR NOT EXISTS(SELECT 1 FROM entities o "
                                 "WHERE o.team=?1 AND "
                                 "o.type=e.type AND o.id=e.id AND o.scope=1 AND o.deleted=0)) ORDER BY "
                                 "e.rev");
constexpr std::string_view kConflicts = MIMIR_PIECE(
    "SELECT c.rev, c.at, octet_length(c.losing)+octet_length(c.winning) AS size, c.type, c.id, c.entity_id,"
    " c.field, c.losing, c.winning, c.reason, l.id AS l, l.name AS ln, w.id AS w, w.name AS wn,"
    " c.edited_at"
    " FROM conflicts c LEFT JOIN devices l ON l.team=c.team AND l.pk=c.losing_device"
    " LEFT JOIN devices w ON w.team=c.team AND w.pk=c.winning_device"
    " WHERE c.team=?1 AND c.\"user\"=?2 AND c.rev>?3 AND c.rev<=?4 ORDER BY c.rev");
constexpr std::string_view kCommitAfter
    = "SELECT commit_ms FROM ((SELECT rev, commit_ms FROM entities WHERE team=?1 AND owner=?2 AND rev>?3"
      " ORDER BY rev LIMIT 1) UNION ALL (SELECT rev, commit_ms FROM entities WHERE team=?1 AND scope<>0 AND"
      " rev>?3 ORDER BY rev LIMIT 1)) AS next ORDER BY rev LIMIT 1";

// Retention works in pieces, so that no push has to wait long.
constexpr std::string_view kEmptyTombstones
    = "WITH old AS (SELECT owner, type, id FROM entities WHERE team=?1 AND commit_ms<?2 AND deleted=1 AND "
      "payload IS NOT NULL LIMIT ?3) UPDATE entities AS e SET payload=NULL, stamps=NULL FROM old"
      " WHERE e.team=?1 AND e.owner=old.owner AND e.type=old.type AND e.id=old.id";
constexpr std::string_view kDropConflicts
    = "WITH old AS (SELECT \"user\", rev FROM conflicts c WHERE c.team=?1 AND c.at<?2 AND (c.reason IN "
      "('deleted', 'gone', 'parent_deleted', 'deleted_unseen') OR EXISTS(SELECT 1 FROM entities e WHERE "
      "e.team=?1 AND e.owner=c.\"user\" AND e.type=c.type AND e.id=c.entity_id AND e.deleted=1 AND "
      "e.commit_ms<?2)) LIMIT ?3) DELETE FROM conflicts AS c USING old"
      " WHERE c.team=?1 AND c.\"user\"=old.\"user\" AND c.rev=old.rev";

SqlArray integers(std::size_t size)
{
    SqlArray array(SqlArray::Of::Integers);
    array.reserve(size);
    return array;
}

SqlArray texts(std::size_t size)
{
    SqlArray array(SqlArray::Of::Texts);
    array.reserve(size);
    return array;
}

int numberOf(EntityType type)
{
    return static_cast<int>(type);
}

std::optional<std::string_view> orNull(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string hexOf(std::string_view bytes)
{
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(
        hex.data(), hex.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    hex.pop_back(); // the terminating NUL
    return hex;
}

std::string fromHex(std::string_view hex)
{
    std::string bytes(hex.size() / 2, '\0');
    std::size_t size = 0;
    sodium_hex2bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), hex.data(), hex.size(),
        nullptr, &size, nullptr);
    bytes.resize(size);
    return bytes;
}

StoredRow readRow(const PostgresRows &rows, std::size_t at)
{
    StoredRow row;
    row.type = static_cast<EntityType>(rows.integer(at, 0));
    row.id = rows.string(at, 1);
    row.owner = rows.integer(at, 2);
    row.rev = rows.integer(at, 3);
    row.commitMs = rows.integer(at, 4);
    row.deleted = rows.integer(at, 5) != 0;
    row.scope = static_cast<Scope>(rows.integer(at, 6));
    row.conversationId = rows.string(at, 7);
    row.editedAt = rows.integer(at, 8);
    row.device = rows.integer(at, 9);
    row.madeRev = rows.integer(at, 10);
    row.stamps = rows.string(at, 11);
    setRedaction(row, rows.integer(at, 12));
    row.payload = rows.string(at, 13);
    return row;
}

std::vector<StoredRow> readRows(const PostgresRows &rows)
{
    std::vector<StoredRow> found;
    found.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        found.push_back(readRow(rows, i));
    return found;
}

/// Rows as columns, in the order of kInsertRows.
struct RowColumns {
    explicit RowColumns(std::span<const StoredRow *const> rows)
    {
        for (const StoredRow *row : rows) {
            owner.append(row->owner);
            type.append(numberOf(row->type));
            id.append(std::string_view(row->id));
            rev.append(row->rev);
            commitMs.append(row->commitMs);
            deleted.append(std::int64_t(row->deleted));
            scope.append(static_cast<std::int64_t>(row->scope));
            editedAt.append(row->editedAt);
            device.append(row->device);
            madeRev.append(row->madeRev);
            redacted.append(static_cast<std::int64_t>(redactionOf(*row)));
            conversation.append(orNull(row->conversationId));
            stamps.append(orNull(row->stamps));
            payload.append(orNull(row->payload));
            row->writer == 0 ? writer.appendNull() : writer.append(row->writer);
        }
    }
    Result<void> run(PostgresConnection &connection, std::string_view sql, std::int64_t team) const
    {
        const auto done = connection.ask(sql, team, owner, type, id, rev, commitMs, deleted, scope, editedAt,
            device, madeRev, redacted, conversation, stamps, payload, writer);
        MIMIR_TRY(done);
        return {};
    }

    SqlArray owner = integers(0), type = integers(0), id = texts(0), rev = integers(0),
             commitMs = integers(0), deleted = integers(0), scope = integers(0), editedAt = integers(0),
             device = integers(0), madeRev = integers(0), redacted = integers(0), conversation = texts(0),
             stamps = texts(0), payload = texts(0), writer = integers(0);
};

/// A stream that is fetched in pieces.
class PieceStream : public PullStream {
public:
    PieceStream(PostgresConnection &connection, std::string_view sql, std::int64_t team, std::int64_t user,
        const PullRange &range, bool ofOwner = false)
        : m_connection(connection), m_sql(sql), m_team(team), m_user(user), m_range(range), m_ofOwner(ofOwner)
    {
    }

    bool next() override
    {
        if (m_rows && ++m_at < m_rows->size())
            return true;
        if (m_isLast || !m_status)
            return false;
        std::vector<PostgresParameter> values {
            m_team, m_user, m_range.after, m_range.through, m_range.chunkRows, m_range.chunkBytes};
        if (m_ofOwner)
            values.emplace_back(m_range.notBy);
        auto rows = m_connection.askWith(m_sql, values);
        if (!rows) {
            m_status = rows.error();
            return false;
        }
        m_rows.emplace(std::move(*rows));
        m_at = 0;
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < m_rows->size(); ++i)
            bytes += std::size_t(m_rows->integer(i, 2));
        m_isLast = m_rows->size() < m_range.chunkRows && bytes < m_range.chunkBytes;
        if (!m_rows->empty())
            m_range.after = m_rows->integer(m_rows->size() - 1, 0);
        return !m_rows->empty();
    }
    Result<void> status() const override { return m_status; }
    std::int64_t rev() const override { return m_rows->integer(m_at, 0); }
    Millis commitMs() const override { return m_rows->integer(m_at, 1); }
    std::size_t bytes() const override { return std::size_t(m_rows->integer(m_at, 2)); }

protected:
    EntityType type() const { return static_cast<EntityType>(m_rows->integer(m_at, 3)); }
    std::int64_t integer(std::size_t column) const { return m_rows->integer(m_at, column); }
    std::string_view text(std::size_t column) const { return m_rows->text(m_at, column); }

private:
    PostgresConnection &m_connection;
    std::string_view m_sql;
    std::int64_t m_team;
    std::int64_t m_user;
    PullRange m_range;
    bool m_ofOwner; ///< the statement also uses PullRange::notBy
    std::optional<PostgresRows> m_rows;
    std::size_t m_at = 0;
    bool m_isLast = false;
    Result<void> m_status;
};

class RowStream final : public PieceStream {
public:
    enum class Rows : std::uint8_t { Own, Shared };
    RowStream(PostgresConnection &connection, std::string_view sql, std::int64_t team, std::int64_t user,
        const PullRange &range, Rows rows)
        : PieceStream(connection, sql, team, user, range, rows == Rows::Own), m_rows(rows)
    {
    }
    void addTo(wire::PageWriter &page) const override
    {
        if (const auto gone = static_cast<Gone>(integer(5)); gone != Gone::No)
            page.addDeletion({type(), std::string(text(4)), rev(), std::string(deletionReason(gone))});
        else if (m_rows == Rows::Own)
            page.addRow(type(), text(6), rev(), wire::Owner::caller(), instantsOf(integer(7), text(8)));
        else
            page.addRow(type(), text(6), rev(), wire::Owner::teammate(text(7)));
    }

private:
    Rows m_rows;
};

class ConflictStream final : public PieceStream {
public:
    using PieceStream::PieceStream;
    void addTo(wire::PageWriter &page) const override
    {
        wire::ConflictNote note;
        note.type = type();
        note.id = text(4);
        note.entityId = text(5);
        note.field = text(6);
        note.losing = text(7);
        note.winning = text(8);
        note.reason = text(9);
        note.at = commitMs();
        note.losingDevice = text(10);
        note.losingDeviceName = text(11);
        note.winningDevice = text(12);
        note.winningDeviceName = text(13);
        note.editedAt = integer(14);
        page.addConflict(note);
    }
};

void takeNumbers(Issue &issue, std::int64_t rows)
{
    issue.nextRev += rows;
    if (rows > 0)
        issue.commitMs += (rows - 1) / kRowsPerInstant;
}

Result<void> done(const Result<PostgresRows> &rows)
{
    MIMIR_TRY(rows);
    return {};
}

} // namespace

Result<void> PostgresSyncStore::begin(Lock lock)
{
    return m_connection.begin(
        lock == Lock::Held ? SqlConnection::Mode::Write : SqlConnection::Mode::Snapshot);
}

Result<void> PostgresSyncStore::commit()
{
    auto done = m_connection.commit();
    if (done)
        m_tagged.committed();
    return done;
}

void PostgresSyncStore::rollback()
{
    m_tagged.rolledBack();
    m_connection.rollback();
}

Result<std::optional<TeamState>> PostgresSyncStore::enter(
    std::int64_t user, std::string_view teamId, Lock lock)
{
    if (!json::isStorable(teamId))
        return std::optional<TeamState>();
    static constexpr std::string_view plain = "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, "
                                              "t.clock_doubt, m.role, t.proof_key, t.tag_rev, "
                                              "t.tag FROM teams t JOIN "
                                              "team_members m ON m.team=t.pk AND m.\"user\"=?2 WHERE t.id=?1";
    // A pooler keeps our connection even if the server behind it is replaced: start time and timeline show
    // that.
    static constexpr std::string_view locked
        = "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, t.clock_doubt, m.role, t.proof_key, "
          "t.tag_rev, "
          "t.tag, extract(epoch FROM pg_postmaster_start_time())::text || '/'"
          " || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) FROM teams t JOIN "
          "team_members m ON m.team=t.pk AND m.\"user\"=?2 WHERE t.id=?1 FOR UPDATE OF t";
    const bool holds = lock == Lock::Held && !mutated("nolock");
    const auto rows = m_connection.ask(holds ? locked : plain, teamId, user);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<TeamState>();
    if (holds)
        m_tagged.opened(rows->string(0, 10) + '/' + std::to_string(m_connection.generation()));
    return std::optional(TeamState {rows->integer(0, 0), rows->string(0, 1), rows->integer(0, 2),
        rows->integer(0, 3), rows->integer(0, 4), rows->integer(0, 5), teamRoleFromName(rows->text(0, 6)),
        rows->string(0, 7), {rows->integer(0, 8), rows->string(0, 9)}});
}

Result<void> PostgresSyncStore::saveTeam(const TeamState &team)
{
    return done(m_connection.ask("UPDATE teams SET rev=?2, commit_ms=?3, clock_doubt=?4 WHERE pk=?1", team.pk,
        team.rev, team.commitMs, team.clockDoubt));
}

Result<void> PostgresSyncStore::keepTag(std::int64_t team, const HistoryTag &tag)
{
    MIMIR_TRY(m_connection.ask("WITH kept AS (INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3))"
                               " UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1",
        team, tag.rev, tag.tag));
    m_tagged.add(team);
    return {};
}

Result<HistoryTag> PostgresSyncStore::tagAt(std::int64_t team, std::int64_t position)
{
    const auto rows = m_connection.ask(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev<=?2 ORDER BY rev DESC LIMIT 1", team,
        position);
    MIMIR_TRY(rows);
    return rows->empty() ? HistoryTag {} : HistoryTag {rows->integer(0, 0), rows->string(0, 1)};
}

Result<HistoryTag> PostgresSyncStore::tagAfter(std::int64_t team, std::int64_t rev)
{
    const auto rows = m_connection.ask(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev>?2 ORDER BY rev LIMIT 1", team, rev);
    MIMIR_TRY(rows);
    return rows->empty() ? HistoryTag {} : HistoryTag {rows->integer(0, 0), rows->string(0, 1)};
}

Result<std::optional<std::int64_t>> PostgresSyncStore::commonSince(std::int64_t team, std::string_view epoch)
{
    const auto rows = m_connection.ask(kCommonSince, team, epoch);
    MIMIR_TRY(rows);
    return rows->isNull(0, 0) ? std::optional<std::int64_t>() : std::optional(rows->integer(0, 0));
}

Result<void> PostgresSyncStore::beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev)
{
    return server::beginEpoch(m_connection, team, epoch, epochRev);
}

// ---- devices and their answers

Result<std::optional<DeviceState>> PostgresSyncStore::device(
    std::int64_t team, std::int64_t user, std::string_view id)
{
    if (!json::isStorable(id))
        return std::optional<DeviceState>();
    const auto rows = m_connection.ask("SELECT pk, last_op_seq, acked_through, name FROM devices"
                                       " WHERE team=?1 AND \"user\"=?2 AND id=?3",
        team, user, id);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<DeviceState>();
    return std::optional(
        DeviceState {rows->integer(0, 0), rows->integer(0, 1), rows->integer(0, 2), rows->string(0, 3)});
}

Result<DeviceState> PostgresSyncStore::makeDevice(
    std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
{
    const auto rows = m_connection.ask(kMakeDevice, team, user, id, name, now);
    MIMIR_TRY(rows);
    return DeviceState {rows->integer(0, 0), 0, 0, std::string(name)};
}

Result<void> PostgresSyncStore::saveDevice(
    std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
{
    return done(
        m_connection.ask(kSaveDevice, team, device.pk, device.lastOpSeq, device.ackedThrough, now, name));
}

Result<std::vector<DeviceName>> PostgresSyncStore::devices(
    std::int64_t team, std::span<const std::int64_t> pks)
{
    SqlArray numbers = integers(pks.size());
    for (const std::int64_t pk : pks)
        numbers.append(pk);
    const auto rows = m_connection.ask(
        "SELECT pk, id, name FROM devices WHERE team=?1 AND pk=ANY(?2::bigint[])", team, numbers);
    MIMIR_TRY(rows);
    std::vector<DeviceName> names;
    for (std::size_t i = 0; i < rows->size(); ++i)
        names.push_back({rows->integer(i, 0), rows->string(i, 1), rows->string(i, 2)});
    return names;
}

Result<std::vector<RememberedOp>> PostgresSyncStore::rememberedOps(
    std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
{
    const auto rows = m_connection.ask("SELECT op_seq, fingerprint, status, rev, detail FROM applied_ops"
                                       " WHERE team=?1 AND device=?2 AND op_seq BETWEEN ?3 AND ?4",
        team, device, from, to);
    MIMIR_TRY(rows);
    std::vector<RememberedOp> ops(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i) {
        ops[i].fingerprint = fromHex(rows->text(i, 1));
        ops[i].result.opSeq = rows->integer(i, 0);
        ops[i].result.status = static_cast<wire::Status>(rows->integer(i, 2));
        ops[i].result.rev = rows->integer(i, 3);
        readDetail(ops[i].result, rows->text(i, 4));
    }
    return ops;
}

Result<void> PostgresSyncStore::remember(
    std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
{
    SqlArray seqs = integers(ops.size()), revs = integers(ops.size()), statuses = integers(ops.size());
    SqlArray prints = texts(ops.size()), details = texts(ops.size());
    for (const RememberedOp &op : ops) {
        seqs.append(op.result.opSeq);
        revs.append(op.result.rev);
        statuses.append(static_cast<std::int64_t>(op.result.status));
        prints.append(std::string_view(hexOf(op.fingerprint)));
        details.append(orNull(detailOf(op.result)));
    }
    return done(m_connection.ask(kRemember, team, device, seqs, revs, statuses, prints, details));
}

// ---- rows

Result<std::vector<StoredRow>> PostgresSyncStore::rows(
    std::int64_t team, std::int64_t user, std::span<const RowKey> keys)
{
    SqlArray types = integers(keys.size());
    SqlArray ids = texts(keys.size());
    for (const RowKey &key : keys) {
        types.append(numberOf(key.type));
        ids.append(std::string_view(key.id));
    }
    const auto rows = m_connection.ask(kRows, team, user, types, ids, kMaxLoadedBytes);
    MIMIR_TRY(rows);
    if (!rows->empty() && rows->integer(0, 14) > kMaxLoadedBytes)
        return tooMuchToLoad();
    return readRows(*rows);
}

Result<void> PostgresSyncStore::insertRows(std::int64_t team, std::span<const StoredRow *const> rows)
{
    return RowColumns(rows).run(m_connection, kInsertRows, team);
}

Result<void> PostgresSyncStore::updateRows(std::int64_t team, std::span<const StoredRow *const> rows)
{
    return RowColumns(rows).run(m_connection, kUpdateRows, team);
}

Result<void> PostgresSyncStore::unseenChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, const TakePiece &take)
{
    SqlArray conversations = texts(deletions.size());
    SqlArray known = integers(deletions.size());
    for (const ConversationDelete &deletion : deletions) {
        conversations.append(std::string_view(deletion.conversationId));
        known.append(deletion.knownRev);
    }
    std::int64_t last = 0;
    for (std::size_t bytes = kPieceBytes; bytes >= kPieceBytes;) {
        std::vector<StoredRow> piece;
        {
            const auto rows = m_connection.ask(
                kUnseenChildren, team, owner, conversations, known, device, last, kPieceBytes);
            MIMIR_TRY(rows);
            piece = readRows(*rows);
        }
        bytes = 0;
        for (const StoredRow &row : piece)
            bytes += row.payload.size();
        if (piece.empty())
            break;
        last = piece.back().rev;
        MIMIR_TRY(take(piece));
    }
    return {};
}

Result<void> PostgresSyncStore::deleteChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
{
    SqlArray conversations = texts(deletions.size());
    SqlArray instants = integers(deletions.size());
    for (const ConversationDelete &deletion : deletions) {
        conversations.append(std::string_view(deletion.conversationId));
        instants.append(deletion.editedAt);
    }
    const auto rows = m_connection.ask(kDeleteChildren, team, owner, conversations, instants, issue.nextRev,
        issue.commitMs, kRowsPerInstant, device);
    MIMIR_TRY(rows);
    takeNumbers(issue, rows->changed());
    return {};
}

Result<void> PostgresSyncStore::forgetChildren(std::int64_t team, std::int64_t owner,
    std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
{
    SqlArray conversations = texts(deletions.size());
    SqlArray marks = texts(deletions.size());
    SqlArray instants = integers(deletions.size());
    for (const ConversationDelete &deletion : deletions) {
        conversations.append(std::string_view(deletion.conversationId));
        marks.append(std::string_view(conversationMark(deletion.conversationId)));
        instants.append(deletion.editedAt);
    }
    MIMIR_TRY(done(m_connection.ask(kForgetConflicts, team, owner, conversations, marks)));
    const auto rows = m_connection.ask(kForgetChildren, team, owner, conversations, instants, issue.nextRev,
        issue.commitMs, kRowsPerInstant, device);
    MIMIR_TRY(rows);
    takeNumbers(issue, rows->changed());
    return {};
}

Result<void> PostgresSyncStore::rescopeChildren(
    std::int64_t team, std::span<const Rescope> changes, Issue &issue)
{
    SqlArray owners = integers(changes.size());
    SqlArray conversations = texts(changes.size());
    SqlArray scopes = integers(changes.size());
    for (const Rescope &change : changes) {
        owners.append(change.owner);
        conversations.append(std::string_view(change.conversationId));
        scopes.append(static_cast<std::int64_t>(change.scope));
    }
    const auto rows = m_connection.ask(kRescopeChildren, team, owners, conversations, scopes, issue.nextRev,
        issue.commitMs, kRowsPerInstant);
    MIMIR_TRY(rows);
    takeNumbers(issue, rows->changed());
    return {};
}

// ---- conflict records

Result<std::vector<std::optional<std::string>>> PostgresSyncStore::conflictsLike(
    std::int64_t team, std::span<const ConflictRow> conflicts)
{
    SqlArray users = integers(0), types = integers(0), instants = integers(0);
    SqlArray entities = texts(0), fields = texts(0), losing = texts(0), reasons = texts(0);
    for (const ConflictRow &one : conflicts) {
        users.append(one.user);
        types.append(numberOf(one.type));
        entities.append(std::string_view(one.entityId));
        fields.append(std::string_view(one.field));
        losing.append(std::string_view(one.losing));
        reasons.append(one.reason);
        instants.append(one.anyInstant ? 0 : one.editedAt);
    }
    const auto rows
        = m_connection.ask(kConflictsLike, team, users, types, entities, fields, losing, reasons, instants);
    MIMIR_TRY(rows);
    std::vector<std::optional<std::string>> ids(conflicts.size());
    for (std::size_t i = 0; i < rows->size(); ++i)
        ids[std::size_t(rows->integer(i, 0) - 1)] = rows->string(i, 1);
    return ids;
}

Result<void> PostgresSyncStore::insertConflicts(std::int64_t team, std::span<const ConflictRow> conflicts)
{
    SqlArray users = integers(0), revs = integers(0), types = integers(0), losingDevices = integers(0),
             winningDevices = integers(0), instants = integers(0), ats = integers(0);
    SqlArray ids = texts(0), entities = texts(0), fields = texts(0), losing = texts(0), winning = texts(0),
             reasons = texts(0);
    for (const ConflictRow &one : conflicts) {
        users.append(one.user);
        revs.append(one.rev);
        types.append(numberOf(one.type));
        losingDevices.append(one.losingDevice);
        winningDevices.append(one.winningDevice);
        instants.append(one.editedAt);
        ats.append(one.at);
        ids.append(std::string_view(one.id));
        entities.append(std::string_view(one.entityId));
        fields.append(std::string_view(one.field));
        losing.append(std::string_view(one.losing));
        winning.append(std::string_view(one.winning));
        reasons.append(one.reason);
    }
    return done(m_connection.ask(kInsertConflicts, team, users, revs, types, losingDevices, winningDevices,
        instants, ats, ids, entities, fields, losing, winning, reasons));
}

Result<void> PostgresSyncStore::blankConflicts(std::int64_t team, std::span<const OwnedKey> rows)
{
    SqlArray owners = integers(rows.size());
    SqlArray types = integers(rows.size());
    SqlArray ids = texts(rows.size());
    for (const OwnedKey &row : rows) {
        owners.append(row.owner);
        types.append(numberOf(row.key.type));
        ids.append(std::string_view(row.key.id));
    }
    return done(
        m_connection.ask("UPDATE conflicts AS c SET losing='null', winning='null'"
                         " FROM unnest(?2::bigint[], ?3::bigint[], ?4::text[]) AS k(owner, type, id)"
                         " WHERE c.team=?1 AND c.\"user\"=k.owner AND c.type=k.type AND c.entity_id=k.id",
            team, owners, types, ids));
}

// ---- pulls

std::unique_ptr<PullStream> PostgresSyncStore::ownRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(
        m_connection, mutated("noscope") ? kRowsOfAll : kOwnRows, team, user, range, RowStream::Rows::Own);
}

std::unique_ptr<PullStream> PostgresSyncStore::sharedRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(m_connection, kSharedRows, team, user, range, RowStream::Rows::Shared);
}

std::unique_ptr<PullStream> PostgresSyncStore::conflicts(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<ConflictStream>(m_connection, kConflicts, team, user, range);
}

Result<std::optional<std::int64_t>> PostgresSyncStore::ownRevAfter(
    std::int64_t team, std::int64_t user, std::int64_t rev, std::size_t count)
{
    const auto rows = m_connection.ask(
        "SELECT rev FROM entities WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT 1 OFFSET ?4", team,
        user, rev, count);
    MIMIR_TRY(rows);
    return rows->empty() ? std::optional<std::int64_t>() : rows->optionalInteger(0, 0);
}

Result<std::optional<Millis>> PostgresSyncStore::commitAfter(
    std::int64_t team, std::int64_t user, std::int64_t rev)
{
    const auto rows = m_connection.ask(kCommitAfter, team, user, rev);
    MIMIR_TRY(rows);
    return rows->empty() ? std::optional<Millis>() : rows->optionalInteger(0, 0);
}

// ---- trash

Result<std::vector<SyncStore::Trash>> PostgresSyncStore::trash(Millis now)
{
    const auto rows
        = m_connection.ask("SELECT t.pk, o.config FROM teams t JOIN orgs o ON o.pk=t.org ORDER BY t.pk");
    MIMIR_TRY(rows);
    std::vector<Trash> teams;
    for (std::size_t row = 0; row < rows->size(); ++row)
        teams.push_back({rows->integer(row, 0), trashLimit(rows->text(row, 1), now)});
    return teams;
}

Result<bool> PostgresSyncStore::emptyTrash(const Trash &trash)
{
    SyncTransaction transaction(*this, Lock::Held);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_connection.ask("SELECT 1 FROM teams WHERE pk=?1 FOR UPDATE", trash.team));
    const auto rows = m_connection.ask(kEmptyTombstones, trash.team, trash.before, kTrashRows);
    MIMIR_TRY(rows);
    const auto records = m_connection.ask(kDropConflicts, trash.team, trash.before, kTrashRows);
    MIMIR_TRY(records);
    MIMIR_TRY(transaction.commit());
    return rows->changed() + records->changed() > 0;
}

} // namespace mimir::server
