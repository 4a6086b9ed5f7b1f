#include "server/db/postgresarrays.h"
#include "server/db/postgressyncstore.h"
#include "server/db/sqltext.h"
#include "server/db/storedvalues.h"

namespace mimir::server {
namespace {

#define MIMIR_ROW_COLUMNS                                                                                    \
    "e.type, e.id, e.owner, e.rev, e.commit_ms, e.deleted, e.scope, e.conversation_id, e.edited_at, "        \
    "e.device, e.made_rev, e.stamps, e.redacted, e.payload"

// LATERAL … LIMIT, or OFFSET 0: one index descent for each id, whatever the planner thinks of the table.
// Without statistics it would rather read all of the owner's rows. Bodies are read only if all of them may
// be.
constexpr std::string_view kRows = sqlText<
    "SELECT e.type, e.id, e.owner, e.rev, e.commit_ms, e.deleted, e.scope, e.conversation_id, e.edited_at, "
    "e.device, e.made_rev, e.stamps, e.redacted, CASE WHEN e.total<=?5 THEN e.payload END, e.total FROM ("
    "SELECT e.*, sum(coalesce(octet_length(e.payload), 0)) OVER () AS total FROM ("
    "SELECT e.* FROM unnest(?3::bigint[], ?4::text[]) AS k(type, id), LATERAL (SELECT " MIMIR_ROW_COLUMNS
    " FROM entities e WHERE e.team=?1 AND e.owner=?2 AND e.type=k.type AND e.id=k.id LIMIT 1) AS e"
    " UNION ALL "
    "SELECT e.* FROM unnest(?3::bigint[], ?4::text[]) AS k(type, id), LATERAL (SELECT " MIMIR_ROW_COLUMNS
    " FROM entities e WHERE e.team=?1 AND e.type=k.type AND e.id=k.id AND e.scope={Scope::Team} AND "
    "e.deleted=0"
    " AND e.owner<>?2 LIMIT 1) AS e) AS e) AS e">;
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
constexpr std::string_view kUnseenChildren = sqlText<
    "SELECT * FROM (SELECT e.*, sum(coalesce(octet_length(e.payload), 0)) OVER (ORDER BY e.rev ROWS "
    "UNBOUNDED "
    "PRECEDING)-coalesce(octet_length(e.payload), 0) AS before FROM unnest(?3::text[], ?4::bigint[]) AS "
    "k(conversation, known), LATERAL "
    "(SELECT " MIMIR_ROW_COLUMNS
    " FROM entities e WHERE e.team=?1 AND e.owner=?2 AND e.conversation_id=k.conversation"
    " AND e.deleted=0 AND e.type IN ({Type::Message}, {Type::ToolCall}) AND e.rev>k.known AND e.rev>?6"
    " AND (e.device<>?5 OR e.stamps IS NOT NULL) OFFSET 0) AS e) AS e WHERE "
    "e.before<?7 ORDER BY e.rev">;
// By physical place, which does not change while the team is locked: joined by key, the planner without
// statistics compared every row with every other.
constexpr std::string_view kDeleteChildren = sqlText<
    "WITH n AS (SELECT c.place, k.at, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
    " FROM unnest(?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(conversation, at, n), LATERAL (SELECT"
    " c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=?2 AND"
    " c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN ({Type::Message}, {Type::ToolCall}) "
    "OFFSET 0) AS c)"
    " UPDATE entities AS e SET deleted=1, rev=?5+n.k, made_rev=?5+n.k, commit_ms=?6+n.k/?7, "
    "edited_at=n.at, device=?8 FROM n WHERE e.team=?1 AND e.ctid=n.place">;
// Rows that were deleted earlier are found by the content they still have: the index by conversation does not
// contain them.
constexpr std::string_view kForgetChildren = sqlText<
    "WITH n AS (SELECT c.place, k.at, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
    " FROM unnest(?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(conversation, at, n), LATERAL ((SELECT"
    " c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=?2 AND"
    " c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN ({Type::Message}, {Type::ToolCall}) "
    "OFFSET 0) UNION ALL (SELECT "
    "c.ctid, c.rev"
    " FROM entities c WHERE c.team=?1 AND c.owner=?2 AND c.conversation_id=k.conversation AND c.deleted=1 "
    "AND"
    " c.payload IS NOT NULL AND c.type IN ({Type::Message}, {Type::ToolCall}) OFFSET 0)) AS c)"
    " UPDATE entities AS e SET deleted=1, redacted={Redaction::Forgotten}, payload=NULL, stamps=NULL, "
    "rev=?5+n.k, "
    "made_rev=?5+n.k, "
    "commit_ms=?6+n.k/?7, edited_at=n.at, device=?8 FROM n WHERE e.team=?1 AND e.ctid=n.place">;
// A message that came too late is only in a conflict record, which names its conversation.
constexpr std::string_view kForgetConflicts = sqlText<
    "DELETE FROM conflicts AS c USING unnest(?3::text[], ?4::text[]) AS k(conversation, mark)"
    " WHERE c.team=?1 AND c.\"user\"=?2 AND ((c.type={Type::Conversation} AND c.entity_id=k.conversation) OR "
    "(c.type IN ({Type::Message}, {Type::ToolCall}) AND"
    " (strpos(c.losing, k.mark)>0 OR EXISTS(SELECT 1 FROM entities e WHERE e.team=?1 AND e.owner=?2 AND "
    "e.type=c.type"
    " AND e.id=c.entity_id AND e.conversation_id=k.conversation))))">;
constexpr std::string_view kRescopeChildren = sqlText<
    "WITH n AS (SELECT c.place, k.scope, row_number() OVER (ORDER BY k.n, c.rev)-1 AS k"
    " FROM unnest(?2::bigint[], ?3::text[], ?4::bigint[]) WITH ORDINALITY AS k(owner, conversation, scope, "
    "n), LATERAL (SELECT c.ctid AS place, c.rev FROM entities c WHERE c.team=?1 AND c.owner=k.owner"
    " AND c.conversation_id=k.conversation AND c.deleted=0 AND c.type IN ({Type::Message}, {Type::ToolCall}) "
    "AND ((k.scope={Scope::Withdrawn} AND "
    "c.scope={Scope::Team}) OR (k.scope={Scope::Team} AND c.scope<>{Scope::Team} AND NOT EXISTS(SELECT 1 "
    "FROM entities o WHERE o.team=?1 AND "
    "o.type=c.type AND o.id=c.id AND o.scope={Scope::Team} AND o.deleted=0))) OFFSET 0) AS c)"
    " UPDATE entities AS e SET scope=n.scope, writer=NULL, rev=?5+n.k, commit_ms=?6+n.k/?7 FROM n"
    " WHERE e.team=?1 AND e.ctid=n.place">;
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
            scope.append(numberOf(row->scope));
            editedAt.append(row->editedAt);
            device.append(row->device);
            madeRev.append(row->madeRev);
            redacted.append(numberOf(redactionOf(*row)));
            conversation.append(orNull(row->conversationId));
            stamps.append(orNull(row->stamps));
            payload.append(orNull(row->payload));
            writer.append(orNull(row->writer));
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

} // namespace

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
    issue.given(rows->changed());
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
    issue.given(rows->changed());
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
        scopes.append(numberOf(change.scope));
    }
    const auto rows = m_connection.ask(kRescopeChildren, team, owners, conversations, scopes, issue.nextRev,
        issue.commitMs, kRowsPerInstant);
    MIMIR_TRY(rows);
    issue.given(rows->changed());
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

Result<void> PostgresSyncStore::reduceConflicts(std::int64_t team, std::span<const ReducedValue> values)
{
    SqlArray owners = integers(values.size()), types = integers(values.size());
    SqlArray ids = texts(values.size()), fields = texts(values.size()), from = texts(values.size()),
             to = texts(values.size());
    for (const ReducedValue &one : values) {
        owners.append(one.row.owner);
        types.append(numberOf(one.row.key.type));
        ids.append(std::string_view(one.row.key.id));
        fields.append(std::string_view(one.field));
        from.append(std::string_view(one.from));
        to.append(std::string_view(one.to));
    }
    return done(m_connection.ask(
        "UPDATE conflicts AS c SET losing=CASE WHEN k.was='' OR c.losing=k.was THEN k.form ELSE c.losing END,"
        " winning=CASE WHEN k.was='' OR c.winning=k.was THEN k.form ELSE c.winning END"
        " FROM unnest(?2::bigint[], ?3::bigint[], ?4::text[], ?5::text[], ?6::text[], ?7::text[])"
        " AS k(owner, type, id, field, was, form)"
        " WHERE c.team=?1 AND c.\"user\"=k.owner AND c.type=k.type AND c.entity_id=k.id AND c.field=k.field",
        team, owners, types, ids, fields, from, to));
}

} // namespace mimir::server
