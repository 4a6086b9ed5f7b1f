#include "storage/replica.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "storage/entitytable.h"

namespace mimir {
namespace {

int number(EntityType type)
{
    return static_cast<int>(type);
}

Result<void> raiseBaseRev(Database &database, EntityType type, std::int64_t pk, std::int64_t rev)
{
    return database.run(
        "UPDATE " + std::string(tableName(type)) + " SET base_rev = max(base_rev, ?) WHERE pk = ?", rev, pk);
}

Result<Record> parsedRow(EntityType type, std::string_view json, std::int64_t &rev)
{
    const auto object = json::parseObject(json);
    MIMIR_TRY(object);
    if (const std::string *sync = object->find("_sync"))
        if (const auto block = json::parseObject(*sync))
            rev = block->integer("rev").value_or(rev);
    auto record = recordFromObject(type, *object);
    MIMIR_TRY(record);
    MIMIR_TRY(normalize(*record, Completeness::Full));
    return record;
}

} // namespace

Result<Replica::BatchOutcome> Replica::applyResults(
    const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer)
{
    BatchOutcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const Applying applying(m_database);
        std::unordered_map<std::int64_t, const wire::ItemResult *> byOpSeq;
        for (const wire::ItemResult &result : answer.results)
            byOpSeq[result.opSeq] = &result;
        for (const QueuedItem &item : sent) {
            const auto found = byOpSeq.find(item.opSeq);
            if (found == byOpSeq.end() || found->second->type != item.type || found->second->id != item.id) {
                ++outcome.unanswered;
                continue;
            }
            auto queued = m_queue.row(item.type, item.pk);
            MIMIR_TRY(queued);
            if (*queued)
                MIMIR_TRY(applyResult(Answered {team, item, std::move(**queued), *found->second}, outcome));
        }
        if (outcome.deviceRollback)
            return outcome;
        if (answer.serverTimestamp > 0)
            MIMIR_TRY(m_settings.observeServerTime(answer.serverTimestamp, m_clock.now()));
        MIMIR_TRY(TeamRegistry(m_database).notePush(team.pk, m_clock.now()));
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

Result<void> Replica::applyResult(const Answered &a, BatchOutcome &outcome)
{
    using wire::Status;
    const bool present = a.queued.item.opSeq == a.sent.opSeq || mutated("noack");
    if (!present) {
        // Abandoned by a later change: only a pure fast-forward may move the base [2 % lost otherwise].
        const bool forward = a.result.status == Status::Applied || (mutated("latebase") && a.result.rev > 0);
        if (forward && a.queued.item.action != wire::Action::Delete) {
            MIMIR_TRY(m_queue.raiseBase(a.sent.type, a.sent.pk, a.result.rev));
            return raiseBaseRev(m_database, a.sent.type, a.sent.pk, a.result.rev);
        }
        return {};
    }
    switch (a.result.status) {
    case Status::Stale:
        outcome.deviceRollback = true;
        return {};
    case Status::Retry:
        ++outcome.later;
        return m_queue.countTry(a.queued.item, a.result.code, a.result.message, m_clock.now(), &m_random);
    case Status::Rejected:
        ++outcome.refused;
        return settleRejected(a);
    case Status::Conflict:
        ++outcome.done;
        ++outcome.conflicts;
        return settleConflict(a);
    case Status::Applied:
    case Status::Merged:
    case Status::Duplicate:
        ++outcome.done;
        return settle(a);
    }
    return {};
}

// The change is at the server: its row here follows whichever version is newer, the answer's or the one a
// pull left.
Result<void> Replica::settle(const Answered &a)
{
    MIMIR_TRY(m_queue.take(a.sent.type, a.sent.pk));
    const auto shadow = takeShadow(a.sent.type, a.sent.pk);
    MIMIR_TRY(shadow);
    if (a.queued.item.action == wire::Action::Delete)
        return drop(a.sent.type, a.sent.id, a.result.rev);
    const bool gone = a.result.item && a.result.item->empty();
    if (gone)
        return drop(a.sent.type, a.sent.id, a.result.rev);
    std::int64_t bestRev = 0;
    std::optional<Record> best;
    if (a.result.item && a.result.status != wire::Status::Applied) {
        bestRev = a.result.rev;
        if (auto row = parsedRow(a.sent.type, *a.result.item, bestRev))
            best = std::move(*row);
    }
    if (*shadow && (*shadow)->rev > std::max(bestRev, a.result.rev)) {
        if (!(*shadow)->payload)
            return drop(a.sent.type, a.sent.id, (*shadow)->rev);
        bestRev = (*shadow)->rev;
        if (auto row = parsedRow(a.sent.type, *(*shadow)->payload, bestRev))
            best = std::move(*row);
    }
    if (best)
        return adopt(a.team, *best, bestRev);
    return raiseBaseRev(m_database, a.sent.type, a.sent.pk, a.result.rev);
}

Result<void> Replica::settleConflict(const Answered &a)
{
    const auto local = EntityTable::of(a.sent.type).byPk(m_database, a.sent.pk);
    MIMIR_TRY(local);
    std::optional<Record> winner;
    std::int64_t rev = a.result.rev;
    if (a.result.item && !a.result.item->empty())
        if (auto row = parsedRow(a.sent.type, *a.result.item, rev))
            winner = std::move(*row);
    MIMIR_TRY(keepLosers(a, *local, winner ? &*winner : nullptr));
    if (winner)
        return settle(a);
    MIMIR_TRY(m_queue.take(a.sent.type, a.sent.pk));
    MIMIR_TRY(takeShadow(a.sent.type, a.sent.pk));
    return drop(a.sent.type, a.sent.id, a.result.rev);
}

Result<void> Replica::keepLosers(
    const Answered &a, const std::optional<StoredRow> &local, const Record *winner)
{
    if (!local || a.queued.item.action == wire::Action::Delete)
        return {};
    Conflict conflict;
    conflict.type = a.sent.type;
    conflict.entityId = a.sent.id;
    conflict.conversationId = local->record.conversationId();
    conflict.losingDevice = m_settings.text("device_id");
    conflict.winningDeviceName = a.result.otherDevice;
    conflict.reason = winner ? "lww" : (a.result.code.empty() ? "deleted" : a.result.code);
    conflict.at = m_clock.now();
    conflict.title = titleOf(a.sent.type, a.sent.id, conflict.conversationId);
    conflict.localRow = local->record.toJson();
    std::vector<std::string> fields = a.result.lost;
    if (!winner)
        fields = {std::string()}; // the whole row
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string *losing = local->record.fields.find(fields[i]);
        const std::string *winning = winner ? winner->fields.find(fields[i]) : nullptr;
        conflict.id
            = i < a.result.conflictIds.size() ? a.result.conflictIds[i] : newId(m_clock.now(), m_random);
        conflict.field = fields[i];
        conflict.losing = fields[i].empty() ? conflict.localRow : losing ? *losing : "null";
        conflict.winning = winning ? *winning : "null";
        MIMIR_TRY(m_conflicts.add(conflict));
    }
    return {};
}

// Permanent: parked and visible. A delete that is refused gives the row and its children back.
Result<void> Replica::settleRejected(const Answered &a)
{
    MIMIR_TRY(
        m_queue.park(a.queued.item, a.result.code.empty() ? "rejected" : a.result.code, a.result.message));
    if (a.queued.item.action != wire::Action::Delete)
        return {};
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(a.sent.type)) + " SET deleted = 0 WHERE pk = ?", a.sent.pk));
    if (a.sent.type != EntityType::Conversation)
        return {};
    for (EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        const std::string table(tableName(child));
        MIMIR_TRY(m_database.run(
            "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at) SELECT "
                + std::to_string(number(child)) + ", pk, id, team, 0, 0, COALESCE(edited_at, 0) FROM " + table
                + " WHERE conversation_id = ? AND base_rev = 0 ON CONFLICT DO NOTHING",
            a.sent.id));
    }
    return {};
}

Result<Replica::PageOutcome> Replica::applyPage(const Team &team, const wire::Page &page, Source source)
{
    PageOutcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const Applying applying(m_database);
        std::int64_t position = team.position;
        for (const wire::PulledRow &row : page.rows) {
            position = std::max(position, row.rev);
            Transaction one(m_database);
            MIMIR_TRY(one.begun());
            const auto applied = applyRow(team, row, source, outcome);
            if (applied) {
                outcome.applied += *applied ? 1 : 0;
                MIMIR_TRY(one.commit());
                continue;
            }
            if (applied.error().code != ErrorCode::Immutable && applied.error().code != ErrorCode::Validation)
                return applied.error(); // the disk, not the row
            one.rollback();
            MIMIR_TRY(quarantine(team, row, "not_applicable"));
        }
        for (const wire::Deletion &deletion : page.deleted) {
            position = std::max(position, deletion.rev);
            const auto applied = applyDeletion(team, deletion);
            MIMIR_TRY(applied);
            outcome.applied += *applied ? 1 : 0;
        }
        for (const wire::ConflictNote &note : page.conflicts)
            MIMIR_TRY(noteConflict(note, outcome));
        MIMIR_TRY(m_settings.observeServerTime(page.serverTimestamp, m_clock.now()));
        TeamRegistry registry(m_database);
        MIMIR_TRY(registry.advance(team.pk, page.cursor, position, page.epoch));
        MIMIR_TRY(registry.notePull(team.pk, m_clock.now(), true));
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

bool Replica::isBuried(const Record &record, std::int64_t rev) const
{
    const auto grave = [this](std::string_view id, EntityType type) {
        return m_database.integer(
            "SELECT rev FROM tombstones WHERE id = ? AND entity_type = ?", id, number(type));
    };
    const auto own = grave(record.id, record.type);
    if (own && rev <= *own)
        return true;
    if (record.type != EntityType::Message && record.type != EntityType::ToolCall)
        return false;
    const auto parents = grave(record.conversationId(), EntityType::Conversation);
    return parents && rev <= *parents;
}

Result<bool> Replica::applyRow(
    const Team &team, const wire::PulledRow &row, Source source, PageOutcome &outcome)
{
    if (isBuried(row.record, row.rev))
        return false;
    const EntityTable &table = EntityTable::of(row.record.type);
    const auto head = table.head(m_database, row.record.id);
    MIMIR_TRY(head);
    if (!*head) {
        MIMIR_TRY(table.insert(m_database, row.record, team.pk, row.rev, 0));
        return true;
    }
    const auto &local = **head;
    if (local.team && *local.team != team.pk) {
        MIMIR_TRY(quarantine(team, row, "other_team"));
        return false;
    }
    if (source == Source::Timestamps) {
        const auto stored = table.byPk(m_database, local.pk);
        MIMIR_TRY(stored);
        return applyOlderContract(team, **stored, row.record, outcome);
    }
    if (row.rev <= local.baseRev)
        return false;
    if (m_queue.hasOpenChange(row.record.type, local.pk) && !mutated("noshadow")) {
        MIMIR_TRY(setShadow(row.record.type, local.pk, row.rev, row.record.toJson()));
        return false;
    }
    MIMIR_TRY(adopt(team, row.record, row.rev));
    return true;
}

// No revisions to compare: equal rows are skipped, a newer `updated_at` wins, the loser is kept.
Result<bool> Replica::applyOlderContract(
    const Team &team, const StoredRow &local, const Record &incoming, PageOutcome &outcome)
{
    if (local.deleted || local.record == incoming || local.record.type == EntityType::AuditLog)
        return false;
    if (m_queue.hasOpenChange(incoming.type, local.pk)) {
        const auto mine = local.record.fields.integer("updated_at").value_or(0);
        const auto theirs = incoming.fields.integer("updated_at").value_or(0);
        if (theirs <= mine)
            return false;
        Conflict conflict;
        conflict.type = incoming.type;
        conflict.entityId = incoming.id;
        conflict.conversationId = incoming.conversationId();
        conflict.losingDevice = m_settings.text("device_id");
        conflict.reason = "lww";
        conflict.at = m_clock.now();
        conflict.title = titleOf(incoming.type, incoming.id, conflict.conversationId);
        conflict.localRow = local.record.toJson();
        for (const json::Member &member : local.record.fields.members()) {
            const std::string *theirValue = incoming.fields.find(member.key);
            if ((theirValue && *theirValue == member.json)
                || mergeRule(incoming.type, member.key) == MergeRule::Newest)
                continue;
            conflict.id = newId(m_clock.now(), m_random);
            conflict.field = member.key;
            conflict.losing = member.json;
            conflict.winning = theirValue ? *theirValue : "null";
            MIMIR_TRY(m_conflicts.add(conflict));
            ++outcome.newConflicts;
        }
        MIMIR_TRY(m_queue.take(incoming.type, local.pk));
    }
    MIMIR_TRY(adopt(team, incoming, 0));
    return true;
}

Result<bool> Replica::applyDeletion(const Team &team, const wire::Deletion &deletion)
{
    const auto head = EntityTable::of(deletion.type).head(m_database, deletion.id);
    MIMIR_TRY(head);
    if (*head && (*head)->team && *(*head)->team != team.pk)
        return false;
    if (*head && m_queue.hasOpenChange(deletion.type, (*head)->pk) && !mutated("noshadow")) {
        MIMIR_TRY(setShadow(deletion.type, (*head)->pk, deletion.rev, std::nullopt));
        return false;
    }
    MIMIR_TRY(drop(deletion.type, deletion.id, deletion.rev));
    return head->has_value();
}

Result<void> Replica::noteConflict(const wire::ConflictNote &note, PageOutcome &outcome)
{
    if (!m_settings.wasDevice(note.losingDevice))
        return {};
    const auto known = m_conflicts.find(note.id);
    MIMIR_TRY(known);
    if (*known)
        return {};
    Conflict conflict;
    conflict.id = note.id;
    conflict.type = note.type;
    conflict.entityId = note.entityId;
    conflict.field = note.field;
    conflict.losing = note.losing;
    conflict.winning = note.winning;
    conflict.losingDevice = note.losingDevice;
    conflict.losingDeviceName = note.losingDeviceName;
    conflict.winningDeviceName = note.winningDeviceName;
    conflict.reason = note.reason;
    conflict.at = note.at;
    if (const auto row = EntityTable::of(note.type).byId(m_database, note.entityId); row && *row)
        conflict.conversationId = (*row)->record.conversationId();
    conflict.title = titleOf(note.type, note.entityId, conflict.conversationId);
    ++outcome.newConflicts;
    return m_conflicts.add(conflict);
}

Result<void> Replica::adopt(const Team &team, const Record &record, std::int64_t rev)
{
    const EntityTable &table = EntityTable::of(record.type);
    const auto head = table.head(m_database, record.id);
    MIMIR_TRY(head);
    if (!*head) {
        MIMIR_TRY(table.insert(m_database, record, team.pk, rev, 0));
        return {};
    }
    MIMIR_TRY(table.update(m_database, (*head)->pk, record, std::max(rev, (*head)->baseRev), std::nullopt));
    if ((*head)->deleted)
        MIMIR_TRY(m_database.run(
            "UPDATE " + std::string(tableName(record.type)) + " SET deleted = 0 WHERE pk = ?", (*head)->pk));
    if (!(*head)->team)
        MIMIR_TRY(
            m_database.run("UPDATE " + std::string(tableName(record.type)) + " SET team = ? WHERE pk = ?",
                team.pk, (*head)->pk));
    return m_database.run(
        "DELETE FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", number(record.type), (*head)->pk);
}

Result<void> Replica::drop(EntityType type, std::string_view id, std::int64_t rev)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO tombstones VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET rev = max(rev, ?3)", id,
        number(type), rev));
    if (type == EntityType::Conversation) {
        for (EntityType child : {EntityType::Message, EntityType::ToolCall}) {
            const std::string table(tableName(child));
            MIMIR_TRY(m_database.run("DELETE FROM " + table
                    + " WHERE conversation_id = ? AND pk NOT IN "
                      "(SELECT entity_pk FROM sync_queue q WHERE q.entity_type = "
                    + std::to_string(number(child)) + " AND q.entity_pk = " + table + ".pk)",
                id));
        }
    }
    const auto head = EntityTable::of(type).head(m_database, id);
    MIMIR_TRY(head);
    if (!*head)
        return {};
    MIMIR_TRY(m_database.run(
        "DELETE FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", number(type), (*head)->pk));
    return m_database.run("DELETE FROM " + std::string(tableName(type)) + " WHERE pk = ?", (*head)->pk);
}

Result<void> Replica::setShadow(
    EntityType type, std::int64_t pk, std::int64_t rev, const std::optional<std::string> &payload)
{
    return m_database.run(
        "INSERT INTO sync_shadow VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET rev = ?3, payload = ?4 "
        "WHERE excluded.rev > rev",
        number(type), pk, rev, payload);
}

Result<std::optional<Replica::Shadow>> Replica::takeShadow(EntityType type, std::int64_t pk)
{
    std::optional<Shadow> shadow;
    {
        Query row = m_database.query(
            "SELECT rev, payload FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", number(type), pk);
        if (row.next())
            shadow = Shadow {row.integer(0), row.isNull(1) ? std::nullopt : std::optional(row.string(1))};
        MIMIR_TRY(row.status());
    }
    if (shadow)
        MIMIR_TRY(m_database.run(
            "DELETE FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", number(type), pk));
    return shadow;
}

Result<void> Replica::quarantine(const Team &team, const wire::PulledRow &row, std::string_view reason)
{
    return m_database.run(
        "INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET rev = ?4, "
        "payload = ?5, reason = ?6, at = ?7",
        team.pk, number(row.record.type), row.record.id, row.rev, row.record.toJson(), reason, m_clock.now());
}

std::string Replica::titleOf(EntityType type, std::string_view id, std::string_view conversationId) const
{
    const std::string_view conversation = type == EntityType::Conversation ? id : conversationId;
    return m_database.text("SELECT title FROM conversations WHERE id = ?", conversation).value_or("");
}

Result<std::int64_t> Replica::quarantined() const
{
    Query count = m_database.query("SELECT COUNT(*) FROM quarantine");
    if (count.next())
        return count.integer(0);
    MIMIR_TRY(count.status());
    return std::int64_t(0);
}

// Every row is offered as if it were new; the server's rule merges it field by field, and its own newer rows
// come down through the shadow, so neither side's edits are lost.
Result<void> Replica::resetEpoch(const Team &team)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const Applying applying(m_database);
        for (EntityType type : kEntityTypes) {
            const std::string table(tableName(type));
            MIMIR_TRY(m_database.run("UPDATE " + table + " SET base_rev = 0 WHERE team = ?", team.pk));
            // The best known instant of the row as it is: an older copy at the server must lose to it.
            const std::string instant
                = type == EntityType::Conversation ? "updated_at" : std::string(createdField(type));
            MIMIR_TRY(m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, "
                                     "base_rev, edited_at) SELECT "
                    + std::to_string(number(type))
                    + ", pk, id, team, 0, 0, max(COALESCE(edited_at, 0), COALESCE(" + instant + ", 0)) FROM "
                    + table + " WHERE team = ? AND deleted = 0 ON CONFLICT DO NOTHING",
                team.pk));
        }
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET op_seq = NULL, base_rev = 0, known_rev = 0 WHERE team = ?", team.pk));
        MIMIR_TRY(m_database.run(
            "DELETE FROM sync_shadow WHERE EXISTS (SELECT 1 FROM sync_queue q WHERE q.team = ? AND "
            "q.entity_type = sync_shadow.entity_type AND q.entity_pk = sync_shadow.entity_pk)",
            team.pk));
        // Revisions begin anew: what the restored server still has comes back here as on every other device.
        MIMIR_TRY(m_database.run("UPDATE tombstones SET rev = 0"));
        MIMIR_TRY(
            m_database.run("UPDATE teams SET cursor = '', position = 0, epoch = '' WHERE pk = ?", team.pk));
    }
    return transaction.commit();
}

} // namespace mimir
