#include "storage/batches/batchbuilder.h"

#include "storage/schema/sqltext.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/storesettings.h"

#include <algorithm>

namespace mimir {
namespace {

// What is due of a team ?1 at ?2; ?3: with deletes. ?4: a child whose conversation is not at the server, and
// cannot be sent now (refused, waiting for its next try, held), could only get `missing_parent`: it waits and
// does not use up its tries. Of an organisation that allows nothing to be sent, only deletes, which reveal nothing.
const std::string &dueRows()
{
    static const std::string sql = "SELECT " + std::string(kOutboxItemColumns) + std::string(sqlText<R"sql(
    FROM sync_queue q INDEXED BY sync_queue_ready
    WHERE q.team = ?1 AND q.state = {State::Ready} AND q.next_attempt_at <= ?2
        AND (?3 OR q.action <> {Action::Delete})
        AND (q.action = {Action::Delete} OR NOT EXISTS (
            SELECT 1 FROM team_ceilings WHERE team = ?1 AND level = {Level::Nothing}))
        AND (NOT ?4 OR q.entity_type = {Type::Conversation} OR q.entity_type = {Type::AuditLog} OR NOT EXISTS (
            SELECT 1 FROM conversations c
                JOIN sync_queue p ON p.entity_type = {Type::Conversation} AND p.entity_pk = c.pk
            WHERE (p.action = {Action::Create} OR (c.base_rev = 0 AND NOT EXISTS (SELECT 1 FROM sync_shadow s
                    WHERE s.entity_type = {Type::Conversation} AND s.entity_pk = c.pk AND s.payload IS NOT NULL)))
                AND (p.state <> {State::Ready} OR p.next_attempt_at > ?2) AND c.id = CASE q.entity_type
                WHEN {Type::Message} THEN (SELECT conversation_id FROM messages WHERE pk = q.entity_pk)
                WHEN {Type::ToolCall} THEN (SELECT conversation_id FROM tool_calls WHERE pk = q.entity_pk) END))
    ORDER BY q.entity_type, q.entity_pk)sql">);
    return sql;
}

} // namespace

Result<PendingBatch> BatchBuilder::build(
    std::int64_t team, const BatchLimits &limits, const std::set<OutboxKey> *only, Deletes deletes)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto allowed = StoreSettings(m_database).maySend();
    MIMIR_TRY(allowed);
    if (!*allowed)
        return PendingBatch();
    BatchSelection selection(m_database, limits,
        m_database.integer("SELECT last_op_seq FROM teams WHERE pk = ?", team).value_or(0));
    MIMIR_TRY(select(selection, team, only, deletes));
    MIMIR_TRY(selection.store());
    MIMIR_TRY(addHeading(selection.pending(), team, selection.lastOpSeq()));
    MIMIR_TRY(transaction.commit());
    return std::move(selection.pending());
}

bool BatchBuilder::mayAnyWait(std::int64_t team) const
{
    return m_database.integer(
               sqlText<"SELECT 1 FROM sync_counts WHERE team = ? AND state <> {State::Ready} AND n > 0">,
               team)
        || m_database.integer("SELECT 1 FROM sync_queue INDEXED BY sync_queue_due WHERE next_attempt_at > 0");
}

Result<void> BatchBuilder::select(
    BatchSelection &selection, std::int64_t team, const std::set<OutboxKey> *only, Deletes deletes)
{
    Query due
        = m_database.query(dueRows(), team, m_clock.now(), deletes == Deletes::Included, mayAnyWait(team));
    while (!selection.isFull() && due.next()) {
        QueuedItem item = readOutboxRow(due).item;
        if (!only || only->contains({item.type, item.pk}))
            MIMIR_TRY(selection.consider(std::move(item), due));
    }
    return due.status();
}

Result<void> BatchBuilder::addHeading(PendingBatch &pending, std::int64_t team, std::int64_t lastOpSeq)
{
    MIMIR_TRY(m_database.run(
        "UPDATE teams SET last_op_seq = ? WHERE pk = ? AND last_op_seq < ?1", lastOpSeq, team));
    pending.batch.lastOpSeq = lastOpSeq;
    const auto lowest = m_database.integer(
        "SELECT MIN(op_seq) FROM sync_queue WHERE team = ? AND op_seq IS NOT NULL", team);
    pending.batch.ackedThrough = lowest ? *lowest - 1 : lastOpSeq;
    pending.batch.epoch = m_database.text("SELECT epoch FROM teams WHERE pk = ?", team).value_or("");
    const auto isOffer = [](const wire::Item &item) { return item.offer.has_value(); };
    if (std::ranges::any_of(pending.batch.items, isOffer))
        pending.batch.offersFrom
            = m_database.text("SELECT former_epoch FROM teams WHERE pk = ?", team).value_or("");
    return {};
}

Result<void> BatchBuilder::noteWithheld(const PendingBatch &pending)
{
    if (pending.forms.empty())
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(WithheldForms(m_database).note(pending.forms));
    return transaction.commit();
}

bool BatchBuilder::hasDue(std::int64_t team, Millis now) const
{
    static const std::string sql = dueRows() + " LIMIT 1";
    return m_database.integer(sql, team, now, true, true).has_value();
}

Result<BatchBuilder::Preview> BatchBuilder::preview(EntityType type, std::string_view id)
{
    auto stored = EntityTable::of(type).byId(m_database, id);
    MIMIR_TRY(stored);
    if (!*stored)
        return Error {ErrorCode::NotFound, "no such item"};
    MIMIR_TRY(OthersEdits(m_database).takeOut(**stored));
    Preview preview;
    preview.team = (*stored)->team.value_or(0);
    const auto waiting = Outbox(m_database).row(type, (*stored)->pk);
    MIMIR_TRY(waiting);
    preview.isKept = *waiting && (*waiting)->state == Outbox::State::Kept;
    auto item = outgoing(**stored);
    MIMIR_TRY(item);
    preview.item = std::move(*item);
    const auto level = OutgoingLevels(m_database).of(preview.item, (*stored)->team);
    MIMIR_TRY(level);
    preview.level = level->level();
    return preview;
}

Result<std::set<std::string>> BatchBuilder::workspacesOf(const wire::Batch &batch) const
{
    std::set<std::string> conversations, workspaces {std::string()};
    for (const wire::Item &item : batch.items)
        conversations.insert(conversationOf(item.record));
    for (const std::string &id : conversations) {
        auto workspace = m_database.readText("SELECT workspace FROM conversations WHERE id = ?", id);
        MIMIR_TRY(workspace);
        workspaces.insert(std::move(*workspace).value_or(std::string()));
    }
    return workspaces;
}

Result<wire::Item> BatchBuilder::outgoing(LocalRow &stored) const
{
    auto waiting = Outbox(m_database).change(stored.record.type, stored.pk);
    MIMIR_TRY(waiting);
    if (*waiting)
        return std::move(**waiting);
    if (stored.deleted)
        return Error {ErrorCode::NotFound, "no such item"};
    wire::Item item;
    item.record = std::move(stored.record);
    item.baseRev = stored.baseRev;
    return item;
}

} // namespace mimir
