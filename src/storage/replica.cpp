#include "storage/replica.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "storage/accountregistry.h"
#include "storage/beliefs.h"
#include "storage/entitytable.h"
#include "storage/fieldinstants.h"
#include "storage/massdeletion.h"
#include "storage/rowremoval.h"
#include "storage/servertime.h"
#include "storage/teamsuccession.h"
#include "storage/trash.h"
#include "storage/withheldforms.h"

namespace mimir {
namespace {

/// Reason of a deletion: the row still exists, but is no longer shared with us.
constexpr std::string_view kScope = "scope";
/// The "device" on which Conflict::kRewritten lost.
constexpr std::string_view kServer = "server";

int number(EntityType type)
{
    return static_cast<int>(type);
}

Error movedError()
{
    return {ErrorCode::Cancelled, "the team has a different address by now"};
}

Result<void> raiseBaseRev(Database &database, EntityType type, std::int64_t pk, std::int64_t rev)
{
    return database.run(
        "UPDATE " + std::string(tableName(type)) + " SET base_rev = max(base_rev, ?) WHERE pk = ?", rev, pk);
}

bool isOf(Database &database, const Team &team, std::int64_t other)
{
    return other == 0 || other == team.pk || AccountRegistry(database).areOneTeam(other, team.pk)
        || mutated("anygrave");
}

std::string titleAround(Database &database, const Record &record)
{
    const std::string &id = record.type == EntityType::Conversation ? record.id : record.conversationId();
    return database.text("SELECT title FROM conversations WHERE id = ?", id).value_or("");
}

// Only someone who runs the server can have changed it there: the user is told once for each field.
Result<void> setAside(Database &database, const Clock &clock, const Team &team, const Record &here,
    const std::vector<Contradiction> &contradictions)
{
    ConflictLog log(database);
    for (const Contradiction &one : contradictions) {
        Conflict conflict;
        conflict.id = EntityTable::digest(
            std::string(typeName(here.type)) + '|' + here.id + '|' + one.field + '|' + team.server);
        conflict.type = here.type;
        conflict.entityId = here.id;
        conflict.conversationId = here.conversationId();
        conflict.field = one.field;
        conflict.losing = one.said;
        conflict.winning = one.kept;
        conflict.losingDevice = kServer;
        conflict.losingDeviceName = team.server;
        conflict.reason = Conflict::kRewritten;
        conflict.at = clock.now();
        conflict.title = titleAround(database, here);
        conflict.localRow = here.toJson();
        MIMIR_TRY(log.add(conflict));
    }
    return {};
}

// A write-once field that was written again here: the server decides, as if nothing of the row were
// confirmed.
Result<void> doubtWhatWasWrittenAgain(
    Database &database, const SyncQueue &queue, EntityType type, std::int64_t pk)
{
    const auto change = queue.change(type, pk);
    MIMIR_TRY(change);
    if (!*change || (*change)->action != wire::Action::Update || type == EntityType::AuditLog)
        return {};
    for (const auto &[field, at] : (*change)->changed)
        if (mergeRule(type, field) == MergeRule::Once)
            return database.run(
                "UPDATE " + std::string(tableName(type)) + " SET base_rev = 0 WHERE pk = ?", pk);
    return {};
}

} // namespace

Result<wire::PulledRow> Replica::parsedRow(EntityType type, std::string_view json, std::int64_t rev)
{
    auto row = wire::decodeRow(type, json);
    MIMIR_TRY(row);
    if (row->rev == 0)
        row->rev = rev;
    return row;
}

bool Replica::isAtAddress(const Team &team) const
{
    return m_database.integer("SELECT 1 FROM teams WHERE pk = ? AND server = ?", team.pk, team.server)
        .has_value();
}

Result<Replica::BatchOutcome> Replica::applyResults(
    const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer)
{
    BatchOutcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (!isAtAddress(team))
        return movedError();
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        const bool isTime = ServerTime(m_database, m_clock).isBelievable(answer.serverTimestamp);
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
                MIMIR_TRY(applyResult(Answered {team, item, std::move(**queued), *found->second,
                                          isTime ? answer.serverTimestamp : 0},
                    outcome));
        }
        if (outcome.deviceRollback)
            return outcome;
        if (answer.serverTimestamp > 0)
            MIMIR_TRY(ServerTime(m_database, m_clock).observe(answer.serverTimestamp));
        TeamRegistry registry(m_database);
        MIMIR_TRY(registry.notePush(team.pk, m_clock.now()));
        if (answer.position)
            MIMIR_TRY(registry.noteProof(team.pk, answer.proof, *answer.position));
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
        return applyRetry(a, outcome);
    case Status::Rejected:
        ++outcome.refused;
        return applyRejected(a);
    case Status::Conflict:
        if (a.sent.type == EntityType::AuditLog) { // its rule has no conflicts: the entry stays
            ++outcome.refused;
            return applyRejected(a);
        }
        ++outcome.done;
        ++outcome.conflicts;
        return applyConflict(a);
    case Status::Applied:
    case Status::Merged:
    case Status::Duplicate:
        ++outcome.done;
        return applyResult(a);
    }
    return {};
}

// A conversation whose deletion is known here, but not to a server that was restored to before it: no one
// will offer it, so what belongs to it ends as if the server knew.
Result<void> Replica::applyRetry(const Answered &a, BatchOutcome &outcome)
{
    const auto parent = a.result.code == "missing_parent"
        ? m_database.text("SELECT r.conversation_id FROM " + std::string(tableName(a.sent.type))
                + " r WHERE r.pk = ? AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = "
                  "r.conversation_id)",
            a.sent.pk)
        : std::nullopt;
    if (!parent || !tombstoneOf(EntityType::Conversation, *parent)) {
        ++outcome.later;
        return m_queue.countTry(a.queued.item, a.result.code, a.result.message, m_clock.now(), &m_random);
    }
    wire::ItemResult gone = a.result;
    gone.status = wire::Status::Conflict;
    gone.code = "parent_deleted";
    ++outcome.done;
    ++outcome.conflicts;
    return applyConflict({a.team, a.sent, a.queued, gone});
}

// The change is at the server: its row here takes whichever version is newer, the answer's or the one a pull
// left.
Result<void> Replica::applyResult(const Answered &a)
{
    MIMIR_TRY(noteInstants(a));
    MIMIR_TRY(doubtWhatWasWrittenAgain(m_database, m_queue, a.sent.type, a.sent.pk));
    MIMIR_TRY(m_queue.removeAcknowledged(a.sent.type, a.sent.pk));
    const auto shadow = takeShadow(a.sent.type, a.sent.pk);
    MIMIR_TRY(shadow);
    if (a.queued.item.action == wire::Action::Delete)
        return drop(a.team, a.sent.type, a.sent.id, a.result.rev);
    const bool gone = a.result.item && a.result.item->empty();
    if (gone)
        return drop(a.team, a.sent.type, a.sent.id, a.result.rev);
    std::optional<wire::PulledRow> best;
    if (a.result.item && a.result.status != wire::Status::Applied)
        if (auto row = parsedRow(a.sent.type, *a.result.item, a.result.rev))
            best = std::move(*row);
    if (*shadow && (*shadow)->rev > std::max(best ? best->rev : 0, a.result.rev)) {
        if (!(*shadow)->payload)
            return drop(a.team, a.sent.type, a.sent.id, (*shadow)->rev);
        if (auto row = parsedRow(a.sent.type, *(*shadow)->payload, (*shadow)->rev))
            best = std::move(*row);
    }
    if (best)
        return adopt(a.team, *best);
    return raiseBaseRev(m_database, a.sent.type, a.sent.pk, a.result.rev);
}

Result<void> Replica::noteInstants(const Answered &a)
{
    const wire::Action action = a.queued.item.action;
    const bool mayBeEdited = a.sent.type == EntityType::Conversation || a.sent.type == EntityType::ToolCall;
    if (a.sent.type == EntityType::AuditLog || action == wire::Action::Delete || mutated("rowtime")
        || (action == wire::Action::Create && !mayBeEdited))
        return {}; // none of its fields can be newer than the row
    const auto change = m_queue.change(a.sent.type, a.sent.pk);
    MIMIR_TRY(change);
    if (!*change)
        return {};
    auto instants = FieldInstants::read(m_database, a.sent.type, a.sent.pk);
    MIMIR_TRY(instants);
    instants->noteTaken(**change, a.serverTime);
    return instants->write(m_database, a.sent.type, a.sent.pk);
}

Result<void> Replica::applyConflict(const Answered &a)
{
    const auto local = EntityTable::of(a.sent.type).byPk(m_database, a.sent.pk);
    MIMIR_TRY(local);
    std::optional<wire::PulledRow> winner;
    if (a.result.item && !a.result.item->empty())
        if (auto row = parsedRow(a.sent.type, *a.result.item, a.result.rev))
            winner = std::move(*row);
    MIMIR_TRY(keepLosers(a, *local, winner ? &*winner : nullptr));
    if (winner)
        return applyResult(a);
    MIMIR_TRY(m_queue.removeAcknowledged(a.sent.type, a.sent.pk));
    MIMIR_TRY(takeShadow(a.sent.type, a.sent.pk));
    return drop(a.team, a.sent.type, a.sent.id, a.result.rev);
}

Result<void> Replica::keepLosers(
    const Answered &a, const std::optional<LocalRow> &local, const wire::PulledRow *winner)
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
        const std::string *winning = winner ? winner->record.fields.find(fields[i]) : nullptr;
        conflict.id
            = i < a.result.conflictIds.size() ? a.result.conflictIds[i] : newId(m_clock.now(), m_random);
        conflict.field = fields[i];
        conflict.losing = fields[i].empty() ? conflict.localRow : losing ? *losing : "null";
        conflict.winning = winning ? *winning : "null";
        conflict.editedAt = m_queue.editedAt(a.sent.type, a.sent.pk, fields[i]);
        conflict.winningEditedAt = winner ? winner->at.of(fields[i]) : 0;
        MIMIR_TRY(m_conflicts.add(conflict));
    }
    return {};
}

// Permanent: marked as failed and shown.
Result<void> Replica::applyRejected(const Answered &a)
{
    MIMIR_TRY(m_queue.markFailed(a.queued.item, refusalCode(a), a.result.message));
    return a.queued.item.action == wire::Action::Delete
        ? restoreAfterRefusedDelete(a.sent.type, a.sent.pk, a.sent.id)
        : Result<void>();
}

// "forbidden" alone would not tell the user what to do.
std::string Replica::refusalCode(const Answered &a) const
{
    if (a.result.code.empty())
        return "rejected";
    if (a.result.code != "forbidden")
        return a.result.code;
    const std::string table(tableName(a.sent.type));
    const std::string others = a.sent.type == EntityType::Conversation
        ? "SELECT 1 FROM conversations WHERE pk = ? AND own = 0"
        : "SELECT 1 FROM " + table
            + " r WHERE r.pk = ? AND (r.own = 0 OR EXISTS (SELECT 1 FROM conversations c "
            + "WHERE c.id = r.conversation_id AND c.own = 0))";
    if (m_database.integer(others, a.sent.pk))
        return "not_own";
    return a.team.role == "viewer" ? "read_only" : a.result.code;
}

// Restores the row and its children. The delete has erased which of them had been held, so in a store that
// was ever in privacy mode everything not yet sent is held.
Result<void> Replica::restoreAfterRefusedDelete(EntityType type, std::int64_t pk, std::string_view id)
{
    MIMIR_TRY(m_database.run("DELETE FROM tombstones WHERE id = ? AND entity_type = ?", id, number(type)));
    MIMIR_TRY(m_database.run("UPDATE " + std::string(tableName(type)) + " SET deleted = 0 WHERE pk = ?", pk));
    if (type != EntityType::Conversation)
        return {};
    for (EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        const std::string table(tableName(child));
        MIMIR_TRY(m_database.run("UPDATE " + table
                + " SET deleted = 0 WHERE conversation_id = ? AND deleted = 1 AND NOT EXISTS (SELECT 1 FROM "
                  "sync_queue q WHERE q.entity_type = "
                + std::to_string(number(child)) + " AND q.entity_pk = " + table + ".pk)",
            id));
        MIMIR_TRY(m_database.run(
            "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state) "
            "SELECT "
                + std::to_string(number(child))
                + ", pk, id, team, 0, 0, COALESCE(edited_at, 0), CASE WHEN EXISTS (SELECT 1 FROM settings "
                  "WHERE key = 'privacy_since') THEN 2 ELSE 0 END FROM "
                + table + " WHERE conversation_id = ? AND base_rev = 0 ON CONFLICT DO NOTHING",
            id));
    }
    return {};
}

Result<Replica::PageOutcome> Replica::applyPage(const Team &team, const wire::Page &page, Source source)
{
    PageOutcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (!isAtAddress(team))
        return movedError();
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        const auto aside = quarantined();
        MIMIR_TRY(aside);
        // Items requested by name may be newer than the page.
        const auto passed = [&page](std::int64_t rev) { return page.position.value_or(rev); };
        std::int64_t position = std::max(team.position, passed(0));
        for (const wire::PulledRow &row : page.rows) {
            position = std::max(position, passed(row.rev));
            if (!row.fault.empty()) {
                MIMIR_TRY(quarantine(team, row, row.fault));
                continue;
            }
            Transaction one(m_database);
            MIMIR_TRY(one.begun());
            const auto applied = applyRow(team, row, source, outcome);
            if (applied) {
                outcome.applied += *applied ? 1 : 0;
                if (*aside > 0)
                    MIMIR_TRY(release(team, row.record.type, row.record.id));
                MIMIR_TRY(one.commit());
                continue;
            }
            if (applied.error().code != ErrorCode::Immutable && applied.error().code != ErrorCode::Validation)
                return applied.error(); // the store failed; the row is not to blame
            one.rollback();
            MIMIR_TRY(quarantine(team, row, "not_applicable"));
        }
        MassDeletion mass(m_database, m_clock);
        const auto tooMany = mass.tooMany(team, page.deleted);
        MIMIR_TRY(tooMany);
        for (const wire::Deletion &deletion : page.deleted) {
            position = std::max(position, passed(deletion.rev));
            if (tooMany->contains({deletion.type, deletion.id})) {
                MIMIR_TRY(mass.hold(
                    {deletion.type, deletion.id, team.pk, deletion.rev, deletion.reason == wire::kPrivacy}));
                continue;
            }
            const auto applied = applyDeletion(team, deletion, outcome);
            MIMIR_TRY(applied);
            outcome.applied += *applied ? 1 : 0;
            if (*aside > 0)
                MIMIR_TRY(release(team, deletion.type, deletion.id));
        }
        for (const wire::ConflictNote &note : page.conflicts)
            MIMIR_TRY(noteConflict(note, outcome));
        MIMIR_TRY(Trash(m_database, m_clock).advanceClock());
        MIMIR_TRY(ServerTime(m_database, m_clock).observe(page.serverTimestamp));
        if (!page.hasMore && source == Source::Revisions)
            MIMIR_TRY(endRebuilding(team, position, outcome));
        TeamRegistry registry(m_database);
        // The full history has been requested again since this page was requested (discard()).
        const bool restarted
            = (!team.cursor.empty()
                  && m_database.text("SELECT cursor FROM teams WHERE pk = ?", team.pk).value_or("").empty())
            || (!team.fullPull
                && m_database.integer("SELECT full_pull FROM teams WHERE pk = ?", team.pk) == 1);
        if (!page.hasMore && team.fullPull && !restarted)
            MIMIR_TRY(registry.endFullPull(team.pk));
        MIMIR_TRY(registry.advance(team.pk, restarted ? "" : page.cursor, position, page.epoch));
        if (page.position)
            MIMIR_TRY(registry.noteProof(team.pk, page.cursor, *page.position));
        MIMIR_TRY(registry.notePull(team.pk, m_clock.now(), !page.hasMore)); // only a partial pull
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

std::optional<Replica::Tombstone> Replica::tombstoneOf(EntityType type, std::string_view id) const
{
    Query row = m_database.query(
        "SELECT rev, doubted, team FROM tombstones WHERE id = ? AND entity_type = ?", id, number(type));
    return row.next() ? std::optional(Tombstone {row.integer(0), row.integer(1) != 0, row.integer(2)})
                      : std::nullopt;
}

// A parent in doubt hides nothing: if the server has it, it is also sent, with its children.
bool Replica::parentHasTombstone(const Record &record, std::int64_t rev) const
{
    if (record.type != EntityType::Message && record.type != EntityType::ToolCall)
        return false;
    const auto parents = tombstoneOf(EntityType::Conversation, record.conversationId());
    return parents && !parents->doubted && rev <= parents->rev;
}

bool Replica::belongsToOwnConversation(const Record &record) const
{
    return record.type != EntityType::Conversation
        && m_database.integer(
            "SELECT 1 FROM conversations WHERE id = ? AND own = 1", record.conversationId());
}

// The user's own row first arrived while another account was signed in, for which it is a colleague's.
Result<void> Replica::adoptAsOwn(const Team &team, EntityType type, std::int64_t pk)
{
    return m_database.run(
        "UPDATE " + std::string(tableName(type)) + " SET own = 1, team = ?2 WHERE pk = ?1", pk, team.pk);
}

// A colleague's row arrived while another account was signed in, whose team the present one is in, too.
bool Replica::isSharedWithBoth(const EntityTable::Head &local, const Team &team) const
{
    return !local.own && local.team && AccountRegistry(m_database).areOneTeam(*local.team, team.pk);
}

bool Replica::waitsBehindTombstone(const Team &team, const Record &record) const
{
    if (!team.predecessor)
        return false;
    const TeamSuccession succession(m_database);
    const auto own = tombstoneOf(record.type, record.id);
    const auto parents = tombstoneOf(EntityType::Conversation, record.conversationId());
    return (own && succession.waitsFor(team, own->team))
        || (parents && succession.waitsFor(team, parents->team));
}

Result<bool> Replica::applyRow(
    const Team &team, const wire::PulledRow &row, Source source, PageOutcome &outcome)
{
    if (waitsBehindTombstone(team, row.record))
        return false;
    auto tombstone = tombstoneOf(row.record.type, row.record.id);
    // What another team's server says about an id does not apply to this team's row.
    if (tombstone && !isOf(m_database, team, tombstone->team))
        tombstone.reset();
    const bool doubted = tombstone && tombstone->doubted && row.own;
    if ((tombstone && !tombstone->doubted && row.rev <= tombstone->rev)
        || (parentHasTombstone(row.record, row.rev)
            && isOf(
                m_database, team, tombstoneOf(EntityType::Conversation, row.record.conversationId())->team)))
        return false;
    const EntityTable &table = EntityTable::of(row.record.type);
    const auto head = table.head(m_database, row.record.id);
    MIMIR_TRY(head);
    if (!*head) {
        if (doubted && !mutated("noredelete"))
            MIMIR_TRY(hide(team, row));
        else if (row.own || !belongsToOwnConversation(row.record))
            MIMIR_TRY(insertPulled(team, row));
        return true;
    }
    const auto &local = **head;
    // Two people have the same id: here it is ours, and the server keeps the two apart.
    if (local.own && !row.own)
        return false;
    const bool openChange = m_queue.hasOpenChange(row.record.type, local.pk);
    if (local.deleted && !openChange && source == Source::Revisions)
        return false; // hidden
    if (local.team && *local.team != team.pk && !isSharedWithBoth(local, team)) {
        if (TeamSuccession(m_database).waitsFor(team, *local.team))
            return false;
        MIMIR_TRY(quarantine(team, row, "other_team"));
        return false;
    }
    if (row.own && !local.own)
        MIMIR_TRY(adoptAsOwn(team, row.record.type, local.pk));
    if (source == Source::Timestamps) {
        const auto stored = table.byPk(m_database, local.pk);
        MIMIR_TRY(stored);
        return applyOlderContract(team, **stored, row.record, outcome);
    }
    if (row.rev <= local.baseRev)
        return false;
    MIMIR_TRY(
        MassDeletion(m_database, m_clock).release(row.record.type, row.record.id)); // the server has it again
    if (openChange) {
        const auto arrived = refusedHasArrived(row, local.pk);
        MIMIR_TRY(arrived);
        if (*arrived) {
            MIMIR_TRY(m_queue.removeAcknowledged(row.record.type, local.pk));
            ++outcome.queued; // what was waiting for it can be sent
            MIMIR_TRY(adopt(team, row));
            return true;
        }
    }
    if (openChange && !mutated("noshadow")) {
        std::string payload;
        wire::appendRow(payload, row.record.toJson(), row.rev, wire::Owner::caller(),
            row.at.whole > 0 ? row.at.toJson() : std::string());
        MIMIR_TRY(setShadow(row.record.type, local.pk, row.rev, payload));
        return false;
    }
    MIMIR_TRY(adopt(team, row));
    return true;
}

// What was marked as failed is at the server, unchanged: an earlier send of it had arrived.
Result<bool> Replica::refusedHasArrived(const wire::PulledRow &row, std::int64_t pk)
{
    const auto queued = m_queue.row(row.record.type, pk);
    MIMIR_TRY(queued);
    if (!*queued || (*queued)->state != SyncQueue::State::Failed
        || (*queued)->item.action == wire::Action::Delete)
        return false;
    const auto local = EntityTable::of(row.record.type).byPk(m_database, pk);
    MIMIR_TRY(local);
    Record theirs = row.record;
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(theirs, pk));
    return *local && (*local)->record == theirs;
}

// No revisions to compare: equal rows are skipped, a newer `updated_at` wins, the loser is stored as a
// conflict.
Result<bool> Replica::applyOlderContract(
    const Team &team, const LocalRow &local, Record incoming, PageOutcome &outcome)
{
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(incoming, local.pk));
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
            conflict.editedAt = m_queue.editedAt(incoming.type, local.pk, member.key);
            conflict.winningEditedAt = theirs;
            MIMIR_TRY(m_conflicts.add(conflict));
            ++outcome.newConflicts;
        }
        MIMIR_TRY(m_queue.removeAcknowledged(incoming.type, local.pk));
    }
    MIMIR_TRY(adopt(team, {incoming, 0, true, {}}));
    return true;
}

Result<void> Replica::insertPulled(const Team &team, const wire::PulledRow &row)
{
    const auto pk = EntityTable::of(row.record.type).insert(m_database, row.record, team.pk, row.rev, 0);
    MIMIR_TRY(pk);
    if (row.own)
        return keepInstants(row, *pk, FieldInstants(), {});
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(row.record.type)) + " SET own = 0 WHERE pk = ?", *pk));
    MIMIR_TRY(keepSharer(row, *pk));
    return m_database.run(
        "DELETE FROM tombstones WHERE id = ? AND entity_type = ?", row.record.id, number(row.record.type));
}

Result<void> Replica::keepSharer(const wire::PulledRow &row, std::int64_t pk)
{
    if (row.own || row.by.empty() || row.record.type != EntityType::Conversation)
        return {};
    return m_database.run("UPDATE conversations SET shared_by = ? WHERE pk = ?", row.by, pk);
}

Result<void> Replica::hide(const Team &team, const wire::PulledRow &row)
{
    const EntityType type = row.record.type;
    const auto pk = EntityTable::of(type).insert(m_database, row.record, team.pk, row.rev, 0);
    MIMIR_TRY(pk);
    MIMIR_TRY(keepInstants(row, *pk, FieldInstants(), {}));
    MIMIR_TRY(
        m_database.run("UPDATE " + std::string(tableName(type)) + " SET deleted = 1 WHERE pk = ?", *pk));
    return m_database.run("UPDATE teams SET rebuilding = 1 WHERE pk = ?", team.pk);
}

Result<bool> Replica::applyDeletion(const Team &team, const wire::Deletion &deletion, PageOutcome &outcome)
{
    const auto head = EntityTable::of(deletion.type).head(m_database, deletion.id);
    MIMIR_TRY(head);
    if (*head && (*head)->team && *(*head)->team != team.pk && !isSharedWithBoth(**head, team))
        return false;
    if (*head && !(*head)->own) {
        MIMIR_TRY(withdraw(team, deletion, (*head)->pk, outcome));
        return true;
    }
    if (deletion.reason == kScope)
        return false; // not ours, or not here
    if (deletion.type == EntityType::AuditLog && !mutated("believing"))
        return false; // audit entries are never deleted, no matter who says so
    if (*head && m_queue.hasOpenChange(deletion.type, (*head)->pk) && !mutated("noshadow")) {
        MIMIR_TRY(setShadow(deletion.type, (*head)->pk, deletion.rev, std::nullopt));
        return false;
    }
    MIMIR_TRY(RowRemoval(m_database, m_clock)
                  .drop(team,
                      {deletion.type, deletion.id, team.pk, deletion.rev, deletion.reason == wire::kPrivacy},
                      RowRemoval::Fate::Usual));
    return head->has_value();
}

Result<void> Replica::withdraw(
    const Team &team, const wire::Deletion &deletion, std::int64_t pk, PageOutcome &outcome)
{
    const auto kept
        = keepEdits({deletion.type, deletion.id, pk, deletion.reason, nullptr, Conflict::State::Unseen});
    MIMIR_TRY(kept);
    outcome.newConflicts += *kept;
    MIMIR_TRY(m_queue.removeAcknowledged(deletion.type, pk));
    if (deletion.reason == kScope && !mutated("scopegrave"))
        return removeRow(deletion.type, pk); // it may be shared again
    return drop(team, deletion.type, deletion.id, deletion.rev);
}

// The server never accepted these edits, and there is nothing left to edit: they are stored for the user.
Result<int> Replica::keepEdits(const LostEdit &edit)
{
    const auto changed = m_database.text(
        "SELECT changed FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND action = 1",
        number(edit.type), edit.pk);
    const auto fields
        = changed ? json::parseObject(*changed, json::Origin::Store) : Result<json::Object>(json::Object());
    const auto local = EntityTable::of(edit.type).byPk(m_database, edit.pk);
    MIMIR_TRY(local);
    if (!fields || !*local)
        return 0;
    Conflict conflict;
    conflict.type = edit.type;
    conflict.entityId = edit.id;
    conflict.conversationId = (*local)->record.conversationId();
    conflict.losingDevice = m_settings.text("device_id");
    conflict.reason = edit.reason;
    conflict.at = m_clock.now();
    conflict.state = edit.state;
    int kept = 0;
    for (const json::Member &value : (*local)->record.fields.members()) {
        // "*" stands for everything unknown to this version.
        if (!fields->find(findField(edit.type, value.key) ? value.key
                    : fields->find(value.key)             ? value.key
                                                          : "*"))
            continue;
        const std::string *winning = edit.winner ? edit.winner->record.fields.find(value.key) : nullptr;
        conflict.id = newId(m_clock.now(), m_random);
        conflict.field = value.key;
        conflict.losing = value.json;
        conflict.winning = winning ? *winning : "null";
        conflict.editedAt = m_queue.editedAt(edit.type, edit.pk, value.key);
        conflict.winningEditedAt = edit.winner ? edit.winner->at.of(value.key) : 0;
        MIMIR_TRY(m_conflicts.add(conflict));
        ++kept;
    }
    return kept;
}

Result<void> Replica::endRebuilding(const Team &team, std::int64_t position, PageOutcome &outcome)
{
    if (m_database.integer("SELECT rebuilding FROM teams WHERE pk = ?", team.pk).value_or(0) == 0)
        return {};
    MIMIR_TRY(forgetUnshared(team, outcome));
    for (EntityType type : {EntityType::Conversation, EntityType::Message, EntityType::ToolCall})
        MIMIR_TRY(queueDeletesAgain(team, type, position, outcome));
    return m_database.run("UPDATE teams SET rebuilding = 0 WHERE pk = ?", team.pk);
}

Result<void> Replica::forgetUnshared(const Team &team, PageOutcome &outcome)
{
    for (EntityType type : kEntityTypes) {
        std::vector<std::pair<std::int64_t, std::string>> gone;
        Query rows = m_database.query("SELECT pk, id FROM " + std::string(tableName(type))
                + " WHERE team = ? AND own = 0 AND base_rev = 0",
            team.pk);
        while (rows.next())
            gone.emplace_back(rows.integer(0), rows.string(1));
        MIMIR_TRY(rows.status());
        for (const auto &[pk, id] : gone)
            MIMIR_TRY(withdraw(team, {type, id, 0, std::string(kScope)}, pk, outcome));
    }
    return {};
}

// The delete that was acknowledged had seen the conversation as it was here, and the children that were
// deleted with it; what was edited or added since is reported to the user who did it.
Result<void> Replica::queueDeletesAgain(
    const Team &team, EntityType type, std::int64_t position, PageOutcome &outcome)
{
    constexpr std::string_view conversations = R"sql(
        SELECT 1, pk, id, team, 2, 0,
            min(COALESCE((SELECT MIN(base_rev) - 1 FROM messages WHERE conversation_id = conversations.id
                    AND deleted = 0 AND base_rev > 0), ?2),
                COALESCE((SELECT MIN(base_rev) - 1 FROM tool_calls WHERE conversation_id = conversations.id
                    AND deleted = 0 AND base_rev > 0), ?2)),
            (SELECT hlc FROM sync_clock), 1
        FROM conversations WHERE team = ?1 AND deleted = 1)sql";
    const std::string table(tableName(type));
    const std::string children = "SELECT " + std::to_string(number(type))
        + ", pk, id, team, 2, 0, ?2, (SELECT hlc FROM sync_clock), 1 FROM " + table
        + " WHERE team = ?1 AND deleted = 1 AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = "
        + table + ".conversation_id AND c.deleted = 1)";
    MIMIR_TRY(m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, "
                             "known_rev, edited_at, offer) "
            + (type == EntityType::Conversation ? std::string(conversations) : children)
            + " ON CONFLICT DO NOTHING",
        team.pk, position));
    outcome.queued += m_database.changes();
    return {};
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
    conflict.editedAt = note.editedAt;
    if (const auto row = EntityTable::of(note.type).byId(m_database, note.entityId); row && *row) {
        conflict.conversationId = (*row)->record.conversationId();
        const std::string *here = (*row)->record.fields.find(note.field);
        if (here && *here == note.winning)
            if (const auto instants = FieldInstants::read(m_database, note.type, (*row)->pk))
                conflict.winningEditedAt = instants->of(note.field).at;
    }
    conflict.title = titleOf(note.type, note.entityId, conflict.conversationId);
    ++outcome.newConflicts;
    return m_conflicts.add(conflict);
}

Result<void> Replica::keepInstants(
    const wire::PulledRow &row, std::int64_t pk, const FieldInstants &before, const json::Object &ours)
{
    if (row.at.whole == 0 || mutated("rowtime"))
        return {}; // a server that does not give them
    const FieldInstants next = before.adopting(row.at, ours, row.record.fields, row.record.type);
    if (row.record.type == EntityType::Message && next.separately().empty())
        return {}; // as old as the row, as if nothing were given
    return next.write(m_database, row.record.type, pk);
}

Result<void> Replica::adopt(const Team &team, const wire::PulledRow &row)
{
    const Record &record = row.record;
    const EntityTable &table = EntityTable::of(record.type);
    const auto head = table.head(m_database, record.id);
    MIMIR_TRY(head);
    if (!*head) {
        const auto pk = table.insert(m_database, record, team.pk, row.rev, 0);
        MIMIR_TRY(pk);
        return keepInstants(row, *pk, FieldInstants(), {});
    }
    wire::PulledRow whole = row;
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(whole.record, (*head)->pk));
    const auto before = table.byPk(m_database, (*head)->pk);
    MIMIR_TRY(before);
    const auto instants = FieldInstants::read(m_database, record.type, (*head)->pk);
    MIMIR_TRY(instants);
    // What no server has confirmed in this history is for the server to decide, except audit entries. (A
    // server of the original contract confirms nothing.)
    const bool isSettled = (*head)->baseRev > 0 || record.type == EntityType::AuditLog;
    if (*before && isSettled)
        MIMIR_TRY(setAside(m_database, m_clock, team, (*before)->record,
            retainWriteOnceFields((*before)->record, whole.record, (*head)->baseRev > 0)));
    MIMIR_TRY(table.update(
        m_database, (*head)->pk, whole.record, std::max(row.rev, (*head)->baseRev), std::nullopt));
    if (*before)
        MIMIR_TRY(keepInstants(whole, (*head)->pk, *instants, (*before)->record.fields));
    MIMIR_TRY(keepSharer(row, (*head)->pk));
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

Result<void> Replica::drop(const Team &team, EntityType type, std::string_view id, std::int64_t rev)
{
    return RowRemoval(m_database, m_clock)
        .drop(team, {type, std::string(id), team.pk, rev}, RowRemoval::Fate::Usual);
}

Result<void> Replica::removeRow(EntityType type, std::int64_t pk)
{
    return RowRemoval(m_database, m_clock).remove(type, pk);
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

Result<void> Replica::release(const Team &team, EntityType type, std::string_view id)
{
    return m_database.run(
        "DELETE FROM quarantine WHERE team = ? AND entity_type = ? AND id = ?", team.pk, number(type), id);
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

// Every row of our own is offered as if it were new; the server's rule merges it field by field, and its own
// newer rows arrive through the shadow, so neither side's edits are lost.
Result<void> Replica::resetEpoch(const Team &team)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        // Waiting offers come from a history before that one: the earliest is recorded.
        MIMIR_TRY(m_database.run(
            "UPDATE teams SET former_epoch = epoch WHERE pk = ?1 AND epoch <> '' AND (former_epoch = "
            "'' OR NOT EXISTS (SELECT 1 FROM sync_queue WHERE team = ?1 AND offer = 1))",
            team.pk));
        // The row of a waiting edit may be lost entirely: the edit is sent with the row.
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET action = 0, offer = 1 WHERE team = ? AND action = 1 AND state < 2",
            team.pk));
        MIMIR_TRY(m_database.run("UPDATE sync_queue SET offer = 1 WHERE team = ? AND action = 2", team.pk));
        for (EntityType type : kEntityTypes) {
            const std::string table(tableName(type));
            const bool child = type == EntityType::Message || type == EntityType::ToolCall;
            // What was deleted with its conversation is removed when that deletion is confirmed.
            const std::string alive = child ? " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = "
                    + table + ".conversation_id AND c.deleted = 1)"
                                            : "";
            MIMIR_TRY(m_database.run("UPDATE " + table + " SET base_rev = 0 WHERE team = ?", team.pk));
            // For a server that does not know offers: an older copy there must lose to the row as it is.
            const std::string instant
                = type == EntityType::Conversation ? "updated_at" : std::string(createdField(type));
            MIMIR_TRY(m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, "
                                     "base_rev, edited_at, offer) SELECT "
                    + std::to_string(number(type))
                    + ", pk, id, team, 0, 0, max(COALESCE(edited_at, 0), CASE typeof(" + instant
                    + ") WHEN 'integer' THEN " + instant + " ELSE 0 END), 1 FROM " + table
                    + " WHERE team = ? AND own = 1 AND deleted = 0" + alive + " ON CONFLICT DO NOTHING",
                team.pk));
        }
        // What was removed from the server for privacy may be in the history that it continues from.
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET action = 2, changed = NULL, state = 0 WHERE team = ? AND "
            "entity_type = 1 AND entity_pk IN (SELECT c.pk FROM conversations c JOIN tombstones t "
            "ON t.id = c.id AND t.entity_type = 1 WHERE c.deleted = 0)",
            team.pk));
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET op_seq = NULL, base_rev = 0, known_rev = 0 WHERE team = ?", team.pk));
        MIMIR_TRY(m_database.run(
            "DELETE FROM sync_shadow WHERE EXISTS (SELECT 1 FROM sync_queue q WHERE q.team = ? AND "
            "q.entity_type = sync_shadow.entity_type AND q.entity_pk = sync_shadow.entity_pk)",
            team.pk));
        // The user has not agreed to them, and this history may have the rows.
        MIMIR_TRY(m_database.run("DELETE FROM held_deletions WHERE team = ?", team.pk));
        // The team of tombstones from before the second schema is unknown.
        MIMIR_TRY(m_database.run(
            "UPDATE tombstones SET rev = 0, doubted = 1 WHERE team = ? OR team IS NULL", team.pk));
        MIMIR_TRY(m_database.run(
            "UPDATE teams SET cursor = '', position = 0, epoch = '', proof = '', proof_position = 0, "
            "full_pull = 1, rebuilding = 1 WHERE pk = ?",
            team.pk));
    }
    return transaction.commit();
}

} // namespace mimir
