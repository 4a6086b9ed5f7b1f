#include "server/db/sqlitesyncstore.h"

#include "server/db/sqltext.h"
#include "server/db/storedvalues.h"

namespace mimir::server {
namespace {

#define MIMIR_ROW_COLUMNS                                                                                    \
    "type, id, owner, rev, commit_ms, deleted, scope, conversation_id, edited_at, device, made_rev, "        \
    "stamps, redacted, payload"

// Without statistics the planner may use any index that begins with the team: where a partial index is
// wanted, it is named.
constexpr std::string_view kOwnRow
    = "SELECT " MIMIR_ROW_COLUMNS " FROM entities WHERE team=?1 AND owner=?2 AND type=?3 AND id=?4";
constexpr std::string_view kSharedRow = sqlText<
    "SELECT " MIMIR_ROW_COLUMNS " FROM entities INDEXED BY entities_shared_by_id"
    " WHERE team=?1 AND type=?3 AND id=?4 AND scope={Scope::Team} AND deleted=0 AND owner<>?2 LIMIT 1">;
constexpr std::string_view kUnseenChildren
    = sqlText<"SELECT " MIMIR_ROW_COLUMNS " FROM entities INDEXED BY entities_by_conversation"
              " WHERE team=?1 AND owner=?2 AND conversation_id=?3 AND deleted=0 AND type IN "
              "({Type::Message}, {Type::ToolCall}) AND rev>?4"
              " AND (device<>?5 OR stamps IS NOT NULL) ORDER BY rev">;
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
constexpr std::string_view kDeleteChildren = sqlText<
    "UPDATE entities SET deleted=1, rev=?4+n.k, made_rev=?4+n.k, commit_ms=?5+n.k/?6, edited_at=?7, "
    "device=?8"
    " FROM (SELECT c.pk AS p, row_number() OVER (ORDER BY c.rev)-1 AS k FROM entities c INDEXED BY "
    "entities_by_conversation WHERE c.team=?1"
    " AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 AND c.type IN ({Type::Message}, "
    "{Type::ToolCall})) AS n WHERE "
    "entities.pk=n.p">;
// Rows that were deleted earlier are found by the content they still have: the index by conversation does not
// contain them.
constexpr std::string_view kForgetChildren = sqlText<
    "UPDATE entities SET deleted=1, redacted={Redaction::Forgotten}, payload=NULL, stamps=NULL, rev=?4+n.k, "
    "made_rev=?4+n.k, "
    "commit_ms=?5+n.k/?6, edited_at=?7, device=?8"
    " FROM (SELECT p, row_number() OVER (ORDER BY rev)-1 AS k FROM (SELECT c.pk AS p, c.rev FROM entities "
    "c INDEXED "
    "BY entities_by_conversation WHERE c.team=?1 AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 "
    "AND c.type IN ({Type::Message}, {Type::ToolCall}) UNION ALL SELECT c.pk, c.rev FROM entities c INDEXED "
    "BY entities_in_trash WHERE c.team=?1 "
    "AND "
    "c.owner=?2 AND c.conversation_id=?3 AND c.deleted=1 AND c.payload IS NOT NULL AND c.type "
    "IN ({Type::Message}, {Type::ToolCall}))) "
    "AS n WHERE "
    "entities.pk=n.p">;
// A message that came too late is only in a conflict record, which names its conversation.
constexpr std::string_view kForgetConflicts
    = sqlText<"DELETE FROM conflicts WHERE team=?1 AND user=?2 AND ((type={Type::Conversation} AND "
              "entity_id=?3) OR (type IN ({Type::Message}, {Type::ToolCall}) AND"
              " (instr(losing, ?4)>0 OR EXISTS(SELECT 1 FROM entities e WHERE e.team=?1 AND e.owner=?2 AND "
              "e.type=conflicts.type"
              " AND e.id=conflicts.entity_id AND e.conversation_id=?3))))">;
constexpr std::string_view kRescopeChildren = sqlText<
    "UPDATE entities SET scope=?7, writer=NULL, rev=?4+n.k, commit_ms=?5+n.k/?6"
    " FROM (SELECT c.pk AS p, row_number() OVER (ORDER BY c.rev)-1 AS k FROM entities c INDEXED BY "
    "entities_by_conversation WHERE c.team=?1"
    " AND c.owner=?2 AND c.conversation_id=?3 AND c.deleted=0 AND c.type IN ({Type::Message}, "
    "{Type::ToolCall}) AND ((?7={Scope::Withdrawn} AND "
    "c.scope={Scope::Team}) OR (?7={Scope::Team} AND c.scope<>{Scope::Team} AND NOT EXISTS(SELECT 1 FROM "
    "entities o INDEXED BY "
    "entities_shared_by_id WHERE o.team=?1 AND "
    "o.type=c.type AND o.id=c.id AND o.scope={Scope::Team} AND o.deleted=0)))) AS n WHERE entities.pk=n.p">;
constexpr std::string_view kInsertConflict
    = "INSERT INTO conflicts(team, user, rev, id, type, entity_id, field, losing, winning, losing_device,"
      " winning_device, reason, edited_at, at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)";
constexpr std::string_view kConflictLike
    = "SELECT id FROM conflicts WHERE team=?1 AND type=?2 AND entity_id=?3 AND user=?4 AND field=?5 AND "
      "losing=?6 AND reason=?7 AND (?8=0 OR edited_at=?8) LIMIT 1";

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

} // namespace

Result<std::vector<StoredRow>> SqliteSyncStore::rows(
    std::int64_t team, std::int64_t user, std::span<const RowKey> keys)
{
    std::vector<StoredRow> found;
    std::int64_t bytes = 0;
    const auto take = [&](const Query &query) {
        found.push_back(readRow(query));
        bytes += std::int64_t(found.back().payload.size());
    };
    const auto isShared
        = number(m_database.query(sqlText<"SELECT 1 FROM entities INDEXED BY entities_shared_by_id WHERE "
                                          "team=?1 AND scope={Scope::Team} LIMIT 1">,
            team));
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
        issue.given(m_database.changes());
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
        issue.given(m_database.changes());
    }
    return {};
}

Result<void> SqliteSyncStore::rescopeChildren(
    std::int64_t team, std::span<const Rescope> changes, Issue &issue)
{
    for (const Rescope &change : changes) {
        MIMIR_TRY(m_database.run(kRescopeChildren, team, change.owner, change.conversationId, issue.nextRev,
            issue.commitMs, kRowsPerInstant, numberOf(change.scope)));
        issue.given(m_database.changes());
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

Result<void> SqliteSyncStore::reduceConflicts(std::int64_t team, std::span<const ReducedValue> values)
{
    for (const ReducedValue &one : values)
        MIMIR_TRY(m_database.run(
            "UPDATE conflicts SET losing=CASE WHEN ?6='' OR losing=?6 THEN ?7 ELSE losing END,"
            " winning=CASE WHEN ?6='' OR winning=?6 THEN ?7 ELSE winning END"
            " WHERE team=?1 AND type=?2 AND entity_id=?3 AND user=?4 AND field=?5",
            team, numberOf(one.row.key.type), one.row.key.id, one.row.owner, one.field, one.from, one.to));
    return {};
}

} // namespace mimir::server
