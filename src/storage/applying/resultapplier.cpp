#include "storage/applying/resultapplier.h"

#include "core/ids.h"
#include "storage/applying/reconciliation.h"
#include "storage/applying/tombstones.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/servertime.h"
#include "storage/tables/shadows.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/tables/withheldforms.h"
#include "storage/trash/rowremoval.h"

#include <algorithm>
#include <unordered_map>

namespace mimir {
namespace {

std::optional<wire::PulledRow> rowIn(const QueuedItem &sent, const wire::ItemResult &result)
{
    if (!result.item || result.item->empty())
        return std::nullopt;
    auto row = RowAdoption::parsed(sent.type, *result.item, result.rev);
    return row && row->record.id == sent.id ? std::optional(std::move(*row)) : std::nullopt;
}

// What the server has since the very instant of an edit is that edit, also where the instant is later than the answer:
// it took an earlier send of it while its clock was ahead.
void keepSentInstants(
    FieldInstants &instants, const wire::Item &change, const std::optional<wire::PulledRow> &there)
{
    for (const auto &[field, at] : change.changed)
        if (there && there->at.named(field) == at)
            instants.set(field, {at, instants.of(field).own});
}

// What was taken has a later revision than what it was made on; servers of the original contract give none.
bool isTaken(const Outbox::Row &queued, const wire::ItemResult &result, std::int64_t position)
{
    using wire::Status;
    const bool isSaid = result.status == Status::Applied || result.status == Status::Merged;
    return !isSaid || position == INT64_MAX || result.rev > queued.baseRev;
}

// The change without the values of its fields: a new row that was not edited since it waits was written at one instant,
// and is not read again.
Result<std::optional<wire::Item>> datedChange(
    Database &database, const Outbox &outbox, const QueuedItem &sent)
{
    Query row
        = database.query(sqlText<"SELECT edited_at FROM sync_queue WHERE entity_type = ? AND entity_pk = ? "
                                 "AND action = {Action::Create} AND offer = 0 AND changed IS NULL">,
            sent.type, sent.pk);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return outbox.change(sent.type, sent.pk);
    }
    wire::Item item;
    item.record.type = sent.type;
    item.record.id = sent.id;
    item.action = wire::Action::Create;
    item.editedAt = std::clamp<Millis>(row.integer(0), 0, kEndOfTime - 1);
    return std::optional(std::move(item));
}

// Every answer but these says what the server has now. Where it does not, or nothing that can be read, the row here
// would be taken for gone, or for the same as there; a conflict that names no field would lose what is here.
bool saysWhatIsThere(const Outbox::Row &queued, const wire::ItemResult &result, std::int64_t position)
{
    using wire::Status;
    const QueuedItem &sent = queued.item;
    const bool hasRow = result.status == Status::Merged || result.status == Status::Duplicate
        || result.status == Status::Conflict;
    if (!hasRow || sent.type == EntityType::AuditLog)
        return true;
    if (!result.item)
        return false;
    // A row that the server never had cannot be gone.
    if (result.code == "gone" && result.item->empty() && queued.baseRev == 0)
        return false;
    const bool namesFields
        = result.status == Status::Conflict && (result.code == "lww" || result.code == "immutable");
    const auto row = rowIn(sent, result);
    return result.item->empty() || (row && row->rev <= position && !(namesFields && result.lost.empty()));
}

} // namespace

Result<ResultApplier::Outcome> ResultApplier::apply(
    const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer)
{
    Outcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(TeamRegistry(m_database).checkAddress(team));
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        MIMIR_TRY(applyAll(team, sent, answer, outcome));
        if (outcome.deviceRollback)
            return outcome;
        MIMIR_TRY(noteAnswer(team, answer));
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

Result<void> ResultApplier::applyAll(
    const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer, Outcome &outcome)
{
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
        auto queued = m_outbox.row(item.type, item.pk);
        MIMIR_TRY(queued);
        if (*queued)
            MIMIR_TRY(applyOne(Answered {team, item, std::move(**queued), *found->second,
                                   isTime ? answer.serverTimestamp : 0, answer.position.value_or(INT64_MAX)},
                outcome));
    }
    return {};
}

Result<void> ResultApplier::noteAnswer(const Team &team, const wire::BatchAnswer &answer)
{
    if (answer.serverTimestamp > 0)
        MIMIR_TRY(ServerTime(m_database, m_clock).observe(answer.serverTimestamp));
    std::int64_t newest = 0;
    for (const wire::ItemResult &result : answer.results)
        newest = std::max(newest, result.rev);
    MIMIR_TRY(Reconciliation(m_database, m_clock).noteAcknowledged(team, newest));
    TeamRegistry registry(m_database);
    MIMIR_TRY(registry.notePush(team.pk, m_clock.now()));
    return answer.position ? registry.noteProof(team.pk, answer.proof, *answer.position) : Result<void>();
}

Result<void> ResultApplier::applyOne(const Answered &a, Outcome &outcome)
{
    using wire::Status;
    const bool present = a.queued.item.opSeq == a.sent.opSeq;
    if (!present)
        return applyToLaterChange(a);
    if (a.queued.item.action != wire::Action::Delete
        && (!saysWhatIsThere(a.queued, a.result, a.position) || !isTaken(a.queued, a.result, a.position))) {
        ++outcome.later;
        return m_outbox.countTry(a.queued.item, Outbox::kServerWrong, "no row", m_clock.now(), &m_random);
    }
    const auto isDoubtful = isAskedAgain(a);
    MIMIR_TRY(isDoubtful);
    if (*isDoubtful) {
        ++outcome.later;
        return m_outbox.countTry(a.queued.item, Outbox::kAskedAgain, "", m_clock.now(), &m_random);
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
        return applyAccepted(a);
    }
    return {};
}

// "There already", at the revision that the edit was made on: so it is where a value was changed and changed back. As
// nothing else shows it, it is believed when it is said twice.
Result<bool> ResultApplier::isAskedAgain(const Answered &a) const
{
    const bool isOld = a.result.status == wire::Status::Duplicate
        && a.queued.item.action == wire::Action::Update && a.position != INT64_MAX && a.queued.baseRev > 0
        && a.result.rev <= a.queued.baseRev;
    if (!isOld)
        return false;
    const auto wasAsked = m_database.has(
        "SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND (error_code = ? OR offer = 1 OR"
        " reform = 1)",
        a.sent.type, a.sent.pk, Outbox::kAskedAgain);
    MIMIR_TRY(wasAsked);
    return !*wasAsked;
}

// Only a pure fast-forward may move the base [2 % lost otherwise].
Result<void> ResultApplier::applyToLaterChange(const Answered &a)
{
    const bool forward = a.result.status == wire::Status::Applied;
    if (!forward || a.queued.item.action == wire::Action::Delete)
        return {};
    MIMIR_TRY(m_outbox.raiseBase(a.sent.type, a.sent.pk, a.result.rev));
    return raiseBaseRev(a);
}

std::optional<std::string> ResultApplier::deletedParent(const QueuedItem &sent) const
{
    auto parent = m_database.text("SELECT r.conversation_id FROM " + std::string(tableName(sent.type))
            + " r WHERE r.pk = ? AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = "
              "r.conversation_id)",
        sent.pk);
    return parent && Tombstones(m_database).has(EntityType::Conversation, *parent) ? parent : std::nullopt;
}

// A conversation whose deletion is known here, but not to a server that was restored to before it: no one will
// offer it, so what belongs to it ends as if the server knew.
Result<void> ResultApplier::applyRetry(const Answered &a, Outcome &outcome)
{
    if (a.result.code == "missing_parent") // which counts as acknowledged here
        MIMIR_TRY(Reconciliation(m_database, m_clock).suspect(a.team));
    if (a.result.code != "missing_parent" || !deletedParent(a.sent)) {
        ++outcome.later;
        return m_outbox.countTry(a.queued.item, a.result.code, a.result.message, m_clock.now(), &m_random);
    }
    wire::ItemResult gone = a.result;
    gone.status = wire::Status::Conflict;
    gone.code = "parent_deleted";
    ++outcome.done;
    ++outcome.conflicts;
    return applyConflict({a.team, a.sent, a.queued, gone});
}

// Permanent: marked as failed and shown.
Result<void> ResultApplier::applyRejected(const Answered &a)
{
    const std::string code = refusalCode(a);
    MIMIR_TRY(code == Outbox::kRefusedBySize
            ? m_outbox.markTooLarge(a.queued.item, a.result.message, m_clock.now())
            : m_outbox.markFailed(a.queued.item, code, a.result.message));
    return a.queued.item.action == wire::Action::Delete
        ? RowRemoval(m_database, m_clock).undoDelete(a.sent.type, a.sent.pk, a.sent.id)
        : Result<void>();
}

// "forbidden" alone would not tell the user what to do.
std::string ResultApplier::refusalCode(const Answered &a) const
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
              "WHERE c.id = r.conversation_id AND c.own = 0))";
    if (m_database.integer(others, a.sent.pk))
        return "not_own";
    return a.team.role == "viewer" ? "read_only" : a.result.code;
}

// Only what was sent can have lost. What privacy rules judge a new row by stays also then: otherwise one answer would send
// in full what is recorded next.
Result<wire::ItemResult> ResultApplier::withWhatCanHaveLost(const Answered &a) const
{
    wire::ItemResult result = a.result;
    const auto change = m_outbox.change(a.sent.type, a.sent.pk);
    MIMIR_TRY(change);
    if (!*change)
        return result;
    const bool isNew = (*change)->action == wire::Action::Create;
    const auto canHaveLost = [&](const std::string &field) {
        const bool isOnce = mergeRule(a.sent.type, field) == MergeRule::Once;
        const bool wasSent
            = std::ranges::any_of((*change)->changed, [&](const auto &edit) { return edit.first == field; });
        return !isOnce || (isNew ? !isJudgedByRules(a.sent.type, field) : wasSent);
    };
    result.lost.clear();
    result.conflictIds.clear();
    for (std::size_t i = 0; i < a.result.lost.size(); ++i) {
        if (!canHaveLost(a.result.lost[i]))
            continue;
        result.lost.push_back(a.result.lost[i]);
        result.conflictIds.push_back(
            i < a.result.conflictIds.size() ? a.result.conflictIds[i] : newId(m_clock.now(), m_random));
    }
    return result;
}

Result<void> ResultApplier::applyConflict(const Answered &a)
{
    if (const auto winner = rowIn(a.sent, a.result)) {
        const auto believed = withWhatCanHaveLost(a);
        MIMIR_TRY(believed);
        const Answered judged {a.team, a.sent, a.queued, *believed, a.serverTime, a.position};
        MIMIR_TRY(storeLosers(judged, &*winner));
        return applyAccepted(judged);
    }
    MIMIR_TRY(storeLosers(a, nullptr));
    MIMIR_TRY(m_outbox.remove(a.sent.type, a.sent.pk));
    MIMIR_TRY(Shadows(m_database).remove(a.sent.type, a.sent.pk));
    MIMIR_TRY(Reconciliation(m_database, m_clock).suspect(a.team));
    return drop(a, a.result.rev);
}

Result<void> ResultApplier::storeLosers(const Answered &a, const wire::PulledRow *winner)
{
    const auto here = OthersEdits(m_database).ownRow(a.sent.type, a.sent.pk);
    MIMIR_TRY(here);
    return *here && a.queued.item.action != wire::Action::Delete
        ? m_lost.storeLosers(a.sent, a.result, **here, winner)
        : Result<void>();
}

// The change is at the server: its row here gets the newer of two versions, the answer's or the one a pull
// left.
Result<void> ResultApplier::applyAccepted(const Answered &a)
{
    MIMIR_TRY(noteInstants(a));
    if (a.result.status == wire::Status::Conflict)
        MIMIR_TRY(giveUpWhatLost(a));
    MIMIR_TRY(endSharingThatWasNotOffered(a.sent));
    const auto reformed = wasReformed(a);
    MIMIR_TRY(reformed);
    MIMIR_TRY(m_outbox.remove(a.sent.type, a.sent.pk));
    const auto shadow = takeShadow(a);
    MIMIR_TRY(shadow);
    const bool gone = a.result.item && a.result.item->empty();
    if (gone && a.queued.item.action != wire::Action::Delete)
        MIMIR_TRY(Reconciliation(m_database, m_clock).suspect(a.team));
    if (gone || a.queued.item.action == wire::Action::Delete)
        return drop(a, a.result.rev);
    auto newest = a.result.status == wire::Status::Applied ? std::nullopt : rowIn(a.sent, a.result);
    if (*shadow && (*shadow)->rev > std::max(newest ? newest->rev : 0, a.result.rev)) {
        if (!(*shadow)->payload)
            return drop(a, (*shadow)->rev);
        if (auto row = RowAdoption::parsed(a.sent.type, *(*shadow)->payload, (*shadow)->rev))
            newest = std::move(*row);
    }
    if (!newest)
        return raiseBaseRev(a);
    MIMIR_TRY(m_adoption.adopt(a.team, *newest));
    return *reformed ? WithheldForms(m_database).forgetOtherForms(newest->record, a.sent.pk) : Result<void>();
}

Result<void> ResultApplier::endSharingThatWasNotOffered(const QueuedItem &sent)
{
    if (sent.type != EntityType::Conversation)
        return {};
    const auto isOffer = m_database.has(
        "SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND offer = 1", sent.type, sent.pk);
    MIMIR_TRY(isOffer);
    if (!*isOffer)
        return {};
    const auto change = m_outbox.change(sent.type, sent.pk);
    MIMIR_TRY(change);
    const bool isLeftOut = *change && (*change)->offer && !(*change)->record.fields.find("visibility");
    return isLeftOut ? m_database.run("UPDATE conversations SET visibility = NULL WHERE pk = ?", sent.pk)
                     : Result<void>();
}

Result<bool> ResultApplier::wasReformed(const Answered &a) const
{
    return a.queued.item.action == wire::Action::Update
        ? m_database.has("SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND reform = 1",
            a.sent.type, a.sent.pk)
        : Result(false);
}

// It would replace what was just acknowledged, here alone.
Result<std::optional<Shadow>> ResultApplier::takeShadow(const Answered &a)
{
    auto shadow = Shadows(m_database).extract(a.sent.type, a.sent.pk);
    MIMIR_TRY(shadow);
    if (!*shadow)
        return shadow;
    const auto impossible = TeamRegistry(m_database).isImpossible(a.team.pk, (*shadow)->rev, a.position);
    MIMIR_TRY(impossible);
    return *impossible ? Result<std::optional<Shadow>>(std::nullopt) : shadow;
}

Result<void> ResultApplier::noteInstants(const Answered &a)
{
    const wire::Action action = a.queued.item.action;
    const bool mayBeEdited = a.sent.type == EntityType::Conversation || a.sent.type == EntityType::ToolCall;
    if (a.sent.type == EntityType::AuditLog || action == wire::Action::Delete
        || (action == wire::Action::Create && !mayBeEdited))
        return {}; // none of its fields can be newer than the row
    const auto change = datedChange(m_database, m_outbox, a.sent);
    MIMIR_TRY(change);
    if (!*change)
        return {};
    auto instants = FieldInstants::read(m_database, a.sent.type, a.sent.pk);
    MIMIR_TRY(instants);
    instants->noteTaken(**change, a.serverTime);
    keepSentInstants(*instants, **change, rowIn(a.sent, a.result));
    return instants->write(m_database, a.sent.type, a.sent.pk);
}

// What lost is among the conflicts.
Result<void> ResultApplier::giveUpWhatLost(const Answered &a)
{
    if (a.sent.type == EntityType::AuditLog)
        return {};
    auto instants = FieldInstants::read(m_database, a.sent.type, a.sent.pk);
    MIMIR_TRY(instants);
    for (const std::string &field : a.result.lost)
        instants->giveUp(field);
    return instants->write(m_database, a.sent.type, a.sent.pk);
}

Result<void> ResultApplier::raiseBaseRev(const Answered &a)
{
    if (a.result.status == wire::Status::Applied)
        MIMIR_TRY(OthersEdits(m_database).raiseBase(a.sent.type, a.sent.pk, a.queued.baseRev, a.result.rev));
    return m_database.run(
        "UPDATE " + std::string(tableName(a.sent.type)) + " SET base_rev = max(base_rev, ?) WHERE pk = ?",
        a.result.rev, a.sent.pk);
}

Result<void> ResultApplier::drop(const Answered &a, std::int64_t rev)
{
    return RowRemoval(m_database, m_clock).drop(a.team, a.sent.type, a.sent.id, rev);
}

} // namespace mimir
