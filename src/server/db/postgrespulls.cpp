#include "server/db/postgressyncstore.h"

#include "server/db/sqltext.h"
#include "server/sync/fieldstamps.h"

namespace mimir::server {
namespace {

// A piece of a stream: at most ?5 rows, and no row that begins after ?6 bytes. Deleted rows come without
// their content. octet_length() does not read the bodies, and bodies that are left out are never read.
#define MIMIR_PIECE(inner)                                                                                   \
    "SELECT * FROM (SELECT p.*, sum(p.size) OVER (ORDER BY p.rev ROWS UNBOUNDED PRECEDING)-p.size AS before" \
    " FROM (" inner " LIMIT ?5) AS p) AS p WHERE p.before<?6 ORDER BY p.rev"
#define MIMIR_LIVE_BYTES(condition)                                                                          \
    "CASE WHEN " condition " THEN coalesce(octet_length(e.payload), 0) ELSE 0 END"

constexpr std::string_view kOwnRows = sqlText<MIMIR_PIECE(R"sql(
    SELECT e.rev, e.commit_ms, )sql" MIMIR_LIVE_BYTES("e.deleted=0") R"sql( AS size, e.type, e.id,
        CASE WHEN e.redacted={Redaction::Forgotten} THEN {Gone::Forgotten} ELSE e.deleted END AS gone,
        CASE WHEN e.deleted=0 THEN e.payload END AS payload, e.edited_at, e.stamps
    FROM entities e
    WHERE e.team=?1 AND e.owner=?2 AND e.rev>?3 AND e.rev<=?4
        AND (?7=0 OR e.deleted<>0 OR e.writer IS DISTINCT FROM ?7)
    ORDER BY e.rev)sql")>;
constexpr std::string_view kSharedRows = sqlText<MIMIR_PIECE(R"sql(
    SELECT e.rev, e.commit_ms, )sql" MIMIR_LIVE_BYTES("e.deleted=0 AND e.scope={Scope::Team}") R"sql( AS size,
        e.type, e.id, CASE WHEN e.scope={Scope::Withdrawn} THEN {Gone::Withdrawn} ELSE e.deleted END AS gone,
        CASE WHEN e.scope={Scope::Team} AND e.deleted=0 THEN e.payload END AS payload,
        CASE WHEN e.type={Type::Conversation} AND e.scope={Scope::Team} AND e.deleted=0 THEN (
            SELECT CASE WHEN EXISTS(SELECT 1 FROM team_members m JOIN users v ON v.pk=m."user"
                    WHERE m.team=?1 AND v.pk<>u.pk AND lower(v.name)=lower(u.name))
                THEN u.name||' ('||u.email||')' ELSE u.name END
            FROM users u WHERE u.pk=e.owner) END AS sharer
    FROM entities e
    WHERE e.team=?1 AND e.scope<>{Scope::Own} AND e.rev>?3 AND e.rev<=?4 AND e.owner<>?2
        AND NOT EXISTS(SELECT 1 FROM entities o
            WHERE o.team=?1 AND o.owner=?2 AND o.type=e.type AND o.id=e.id)
        AND ((e.scope={Scope::Team} AND e.deleted=0) OR NOT EXISTS(SELECT 1 FROM entities o
            WHERE o.team=?1 AND o.type=e.type AND o.id=e.id AND o.scope={Scope::Team} AND o.deleted=0))
    ORDER BY e.rev)sql")>;
constexpr std::string_view kConflicts = MIMIR_PIECE(
    "SELECT c.rev, c.at, octet_length(c.losing)+octet_length(c.winning) AS size, c.type, c.id, c.entity_id,"
    " c.field, c.losing, c.winning, c.reason, l.id AS l, l.name AS ln, w.id AS w, w.name AS wn,"
    " c.edited_at"
    " FROM conflicts c LEFT JOIN devices l ON l.team=c.team AND l.pk=c.losing_device"
    " LEFT JOIN devices w ON w.team=c.team AND w.pk=c.winning_device"
    " WHERE c.team=?1 AND c.\"user\"=?2 AND c.rev>?3 AND c.rev<=?4 ORDER BY c.rev");
constexpr std::string_view kCommitAfter = sqlText<
    "SELECT commit_ms FROM ((SELECT rev, commit_ms FROM entities WHERE team=?1 AND owner=?2 AND rev>?3"
    " ORDER BY rev LIMIT 1) UNION ALL (SELECT rev, commit_ms FROM entities WHERE team=?1 AND "
    "scope<>{Scope::Own} AND"
    " rev>?3 ORDER BY rev LIMIT 1)) AS next ORDER BY rev LIMIT 1">;

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
            page.addRow(type(), text(6), rev(), wire::Owner::caller(), notesOf(integer(7), text(8)));
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

} // namespace

std::unique_ptr<PullStream> PostgresSyncStore::ownRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(m_connection, kOwnRows, team, user, range, RowStream::Rows::Own);
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

Result<std::vector<wire::DigestPart>> PostgresSyncStore::digest(
    std::int64_t team, std::int64_t user, std::int64_t fromPart)
{
    const auto rows
        = m_connection.ask("SELECT rev/?4, count(*), sum(rev%?4)::bigint, sum((rev%?4)*(rev%?4))::bigint "
                           "FROM entities WHERE team=?1 "
                           "AND owner=?2 AND deleted=0 AND rev>=?3 GROUP BY rev/?4 ORDER BY 1 LIMIT ?5",
            team, user, fromPart * wire::kDigestRevs, wire::kDigestRevs, wire::kMaxDigestParts + 1);
    MIMIR_TRY(rows);
    std::vector<wire::DigestPart> parts;
    for (std::size_t row = 0; row < rows->size(); ++row)
        parts.push_back(
            {rows->integer(row, 0), rows->integer(row, 1), rows->integer(row, 2), rows->integer(row, 3)});
    return parts;
}

Result<std::vector<wire::DigestRow>> PostgresSyncStore::digestRows(
    std::int64_t team, std::int64_t user, std::int64_t part)
{
    const auto rows = m_connection.ask("SELECT type, id, rev FROM entities WHERE team=?1 AND owner=?2 AND "
                                       "deleted=0 AND rev>=?3 AND rev<?4 ORDER BY "
                                       "rev",
        team, user, part * wire::kDigestRevs, (part + 1) * wire::kDigestRevs);
    MIMIR_TRY(rows);
    std::vector<wire::DigestRow> found;
    for (std::size_t row = 0; row < rows->size(); ++row)
        found.push_back({static_cast<EntityType>(rows->integer(row, 0)), std::string(rows->text(row, 1)),
            rows->integer(row, 2)});
    return found;
}

} // namespace mimir::server
