#include "server/db/sqlitesyncstore.h"

#include "server/db/sqltext.h"
#include "server/sync/fieldstamps.h"

namespace mimir::server {
namespace {

// Deleted rows come without their content, and with a Gone.
constexpr std::string_view kOwnRows = sqlText<
    "SELECT rev, commit_ms, type, id, CASE WHEN redacted={Redaction::Forgotten} THEN {Gone::Forgotten} ELSE "
    "deleted END, CASE WHEN deleted=0 THEN payload END, edited_at, stamps "
    "FROM "
    "entities WHERE team=?1 AND owner=?2 AND rev>?3 AND rev<=?4"
    " AND (?5=0 OR deleted<>0 OR writer IS NOT ?5) ORDER BY rev">;
constexpr std::string_view kSharedRows = sqlText<
    "SELECT e.rev, e.commit_ms, e.type, e.id, CASE WHEN e.scope={Scope::Withdrawn} THEN {Gone::Withdrawn} "
    "ELSE e.deleted END,"
    " CASE WHEN e.scope={Scope::Team} AND e.deleted=0 THEN e.payload END,"
    " CASE WHEN e.type={Type::Conversation} AND e.scope={Scope::Team} AND e.deleted=0 THEN"
    " (SELECT CASE WHEN EXISTS(SELECT 1 FROM team_members m JOIN users v ON v.pk=m.user WHERE m.team=?1"
    " AND v.pk<>u.pk AND lower(v.name)=lower(u.name)) THEN u.name||' ('||u.email||')' ELSE u.name END"
    " FROM users u WHERE u.pk=e.owner) END"
    " FROM entities e INDEXED BY entities_shared_by_rev"
    " WHERE e.team=?1 AND e.scope<>{Scope::Own} AND e.rev>?3 AND e.rev<=?4 AND e.owner<>?2"
    " AND NOT EXISTS(SELECT 1 FROM entities o WHERE o.team=?1 AND o.owner=?2 AND o.type=e.type AND "
    "o.id=e.id) AND ((e.scope={Scope::Team} AND e.deleted=0) OR NOT EXISTS(SELECT 1 FROM entities o INDEXED "
    "BY "
    "entities_shared_by_id WHERE o.team=?1 "
    "AND o.type=e.type AND o.id=e.id AND o.scope={Scope::Team} AND o.deleted=0)) ORDER BY e.rev">;
constexpr std::string_view kConflicts
    = "SELECT c.rev, c.at, c.type, c.id, c.entity_id, c.field, c.losing, c.winning, c.reason, l.id, l.name, "
      "w.id, w.name, c.edited_at FROM conflicts c LEFT JOIN devices l ON l.team=c.team AND "
      "l.pk=c.losing_device"
      " LEFT JOIN devices w ON w.team=c.team AND w.pk=c.winning_device"
      " WHERE c.team=?1 AND c.user=?2 AND c.rev>?3 AND c.rev<=?4 ORDER BY c.rev";
constexpr std::string_view kCommitAfter = sqlText<
    "SELECT commit_ms FROM (SELECT * FROM (SELECT rev, commit_ms FROM entities INDEXED BY entities_by_rev"
    " WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT 1) UNION ALL SELECT * FROM (SELECT rev, "
    "commit_ms FROM entities INDEXED BY entities_shared_by_rev WHERE team=?1 AND scope<>{Scope::Own} AND "
    "rev>?3"
    " ORDER BY rev LIMIT 1)) ORDER BY rev LIMIT 1">;

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
                notesOf(m_query.integer(6), m_query.text(7)));
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

} // namespace

std::unique_ptr<PullStream> SqliteSyncStore::ownRows(
    std::int64_t team, std::int64_t user, const PullRange &range)
{
    return std::make_unique<RowStream>(
        m_database.query(kOwnRows, team, user, range.after, range.through, range.notBy),
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

Result<std::vector<wire::DigestPart>> SqliteSyncStore::digest(
    std::int64_t team, std::int64_t user, std::int64_t fromPart)
{
    wire::DigestSums sums;
    Query revs
        = m_database.query("SELECT rev FROM entities INDEXED BY entities_live WHERE team=?1 AND owner=?2 "
                           "AND deleted=0 AND rev>=?3 ORDER BY rev",
            team, user, fromPart * wire::kDigestRevs);
    while (sums.parts().size() <= wire::kMaxDigestParts && revs.next())
        sums.add(revs.integer(0));
    MIMIR_TRY(revs.status());
    return sums.parts();
}

Result<std::vector<wire::DigestRow>> SqliteSyncStore::digestRows(
    std::int64_t team, std::int64_t user, std::int64_t part)
{
    std::vector<wire::DigestRow> found;
    Query rows
        = m_database.query("SELECT type, id, rev FROM entities INDEXED BY entities_live WHERE team=?1 AND "
                           "owner=?2 AND deleted=0 AND rev>=?3 AND rev<?4 ORDER BY rev",
            team, user, part * wire::kDigestRevs, (part + 1) * wire::kDigestRevs);
    while (rows.next())
        found.push_back({static_cast<EntityType>(rows.integer(0)), rows.string(1), rows.integer(2)});
    MIMIR_TRY(rows.status());
    return found;
}

} // namespace mimir::server
