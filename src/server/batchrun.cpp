#include "server/batchrun.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "core/plaintext.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace mimir::server {
namespace {

using wire::Action;
using wire::Item;
using wire::ItemResult;
using wire::Status;

bool isRemembered(const Item &item)
{
    return item.hasSync && item.opSeq > 0 && !item.error;
}
bool isChild(EntityType type)
{
    return type == EntityType::Message || type == EntityType::ToolCall;
}

// Parents before children, and the other way round for deletes, which come last.
auto rankOf(const Item &item)
{
    const bool deletes = item.action == Action::Delete;
    const int type = static_cast<int>(item.record.type);
    return std::tuple(deletes, deletes ? -type : type, item.opSeq);
}

} // namespace

BatchRun::BatchRun(
    SyncStore &store, RandomSource &random, const Caller &caller, const wire::Batch &batch, Millis now)
    : m_store(store), m_random(random), m_caller(caller), m_batch(batch), m_now(now)
{
}

Result<wire::BatchAnswer> BatchRun::run()
{
    MIMIR_TRY(checkEnvelope());
    MIMIR_TRY(enter());
    MIMIR_TRY(openDevice());
    MIMIR_TRY(compareWithMemory());
    const std::int64_t revBefore = m_team.rev;
    wire::BatchAnswer answered {m_now, m_team.epoch, {}, {}, true};
    answered.results.resize(m_batch.items.size());
    for (std::size_t at : order())
        answered.results[at] = answer(m_batch.items[at], m_fingerprints[at]);
    for (ItemResult &one : answered.results)
        attachRow(one);
    if (m_team.rev != revBefore) {
        m_team.commitMs = m_now;
        m_store.saveTeam(m_team);
    }
    m_store.saveDevice(m_team.pk, m_device, singleLine(m_caller.deviceName, 80), m_now);
    MIMIR_TRY(m_store.status());
    return answered;
}

Result<void> BatchRun::checkEnvelope() const
{
    if (m_batch.items.size() > wire::kMaxBatchItems)
        return Error {ErrorCode::TooLarge, "a batch holds at most 100 items"};
    if (!m_caller.deviceId.empty() && !isValidId(m_caller.deviceId))
        return Error {ErrorCode::Validation, "X-Device-ID is not an id"};
    std::vector<std::int64_t> seqs;
    for (const Item &item : m_batch.items) {
        if (!isRemembered(item))
            continue;
        if (m_caller.deviceId.empty())
            return Error {ErrorCode::Validation, "X-Device-ID is missing"};
        if (item.opSeq > m_batch.lastOpSeq)
            return Error {ErrorCode::Validation, "an opSeq is greater than lastOpSeq"};
        seqs.push_back(item.opSeq);
    }
    std::ranges::sort(seqs);
    if (std::ranges::adjacent_find(seqs) != seqs.end())
        return Error {ErrorCode::Validation, "an opSeq stands twice in the batch"};
    return {};
}

Result<void> BatchRun::enter()
{
    const auto team = m_store.teamOf(m_caller.user, m_caller.teamId);
    MIMIR_TRY(m_store.status());
    if (!team)
        return Error {ErrorCode::Forbidden, "not a member of this team"};
    m_team = *team;
    m_now = std::max(m_now, m_team.commitMs);
    if (!m_batch.epoch.empty() && m_batch.epoch != m_team.epoch && !mutated("noepoch"))
        return Error {ErrorCode::EpochChanged, "the server's history of this team began anew"};
    return {};
}

Result<void> BatchRun::openDevice()
{
    const auto known = m_store.device(m_team.pk, m_caller.user, m_caller.deviceId);
    m_device = known ? *known
                     : m_store.makeDevice(m_team.pk, m_caller.user, m_caller.deviceId,
                         singleLine(m_caller.deviceName, 80), m_now);
    const bool isOriginal = m_batch.lastOpSeq == 0 && std::ranges::none_of(m_batch.items, &Item::hasSync);
    if (!isOriginal && m_batch.lastOpSeq < m_device.lastOpSeq && !mutated("nofence"))
        return Error {ErrorCode::DeviceRollback, "this device has sent a higher opSeq before"};
    m_device.lastOpSeq = std::max(m_device.lastOpSeq, m_batch.lastOpSeq);
    m_device.ackedThrough = std::max(m_device.ackedThrough, m_batch.ackedThrough);
    return m_store.status();
}

Result<void> BatchRun::compareWithMemory()
{
    std::int64_t first = INT64_MAX;
    std::int64_t last = 0;
    for (const Item &item : m_batch.items) {
        m_fingerprints.push_back(isRemembered(item) ? fingerprint(item) : std::string());
        if (isRemembered(item)) {
            first = std::min(first, item.opSeq);
            last = std::max(last, item.opSeq);
        }
    }
    if (last > 0)
        m_memory = m_store.rememberedOps(m_team.pk, m_device.pk, first, last);
    for (std::size_t i = 0; i < m_batch.items.size() && !mutated("nofp"); ++i) {
        const auto known = m_memory.find(m_batch.items[i].opSeq);
        if (isRemembered(m_batch.items[i]) && known != m_memory.end()
            && known->second.fingerprint != m_fingerprints[i])
            return Error {ErrorCode::DeviceRollback, "this opSeq was another change before"};
    }
    return {};
}

std::vector<std::size_t> BatchRun::order() const
{
    std::vector<std::size_t> indexes(m_batch.items.size());
    std::iota(indexes.begin(), indexes.end(), 0);
    std::ranges::stable_sort(indexes, {}, [this](std::size_t i) { return rankOf(m_batch.items[i]); });
    return indexes;
}

ItemResult BatchRun::answer(const Item &item, const std::string &print)
{
    if (item.error) {
        const bool large = item.error->code == ErrorCode::TooLarge;
        return refused(item, large ? "item_too_large" : "validation", item.error->message);
    }
    if (!isRemembered(item)) {
        ItemResult bare = process(item);
        if (bare.status == Status::Conflict)
            bare.status = Status::Merged; // the original contract knows only done and try again
        return bare;
    }
    if (item.opSeq <= m_device.ackedThrough && !mutated("nofloor"))
        return result(item, Status::Stale, 0);
    if (const auto known = m_memory.find(item.opSeq); known != m_memory.end() && !mutated("nodedupe")) {
        ItemResult again = known->second.result;
        again.type = item.record.type;
        again.id = item.record.id;
        return again;
    }
    ItemResult fresh = process(item);
    if (fresh.status != Status::Retry)
        m_store.remember(m_team.pk, m_device.pk, {print, fresh});
    return fresh;
}

ItemResult BatchRun::process(const Item &item)
{
    const EntityType type = item.record.type;
    std::optional<StoredRow> row = m_store.row(m_team.pk, type, item.record.id);
    if (row && row->owner != m_caller.user)
        return refused(item, "forbidden", "");
    if (item.action == Action::Delete)
        return remove(item, row);
    if (item.action == Action::Redact && type != EntityType::Message && type != EntityType::AuditLog)
        return refused(item, "validation", "only messages and audit entries are redacted");
    if (isChild(type) && (!row || !row->deleted))
        if (auto early = checkParent(item, row ? row->conversationId : item.record.conversationId()))
            return *early;
    if (!row)
        return item.baseRev > 0 && type != EntityType::AuditLog ? refuseGone(item, "gone", "") : insert(item);
    return row->deleted ? onDeleted(item, *row) : merge(item, *row);
}

std::optional<ItemResult> BatchRun::checkParent(const Item &item, const std::string &conversationId)
{
    switch (parentState(conversationId)) {
    case Parent::Live:
        return std::nullopt;
    case Parent::Foreign:
        return refused(item, "forbidden", "");
    case Parent::Deleted: {
        const auto parent = m_store.row(m_team.pk, EntityType::Conversation, conversationId);
        return refuseGone(item, "parent_deleted", parent ? parent->whole.device : std::string());
    }
    case Parent::Absent:
        break;
    }
    ItemResult later = refused(item, "missing_parent", "its conversation has not arrived");
    later.status = Status::Retry;
    return later;
}

BatchRun::Parent BatchRun::parentState(const std::string &conversationId)
{
    const auto [known, isNew] = m_parents.try_emplace(conversationId, Parent::Absent);
    if (isNew) {
        if (const auto row = m_store.row(m_team.pk, EntityType::Conversation, conversationId))
            known->second = row->owner != m_caller.user ? Parent::Foreign
                : row->deleted                          ? Parent::Deleted
                                                        : Parent::Live;
    }
    return known->second;
}

ItemResult BatchRun::insert(const Item &item)
{
    const RowState state = newRow(item, writer());
    StoredRow row;
    row.type = item.record.type;
    row.id = item.record.id;
    row.owner = m_caller.user;
    row.rev = ++m_team.rev;
    row.commitMs = m_now;
    row.conversationId = item.record.conversationId();
    m_store.takeState(row, state);
    m_store.insert(m_team.pk, row);
    if (row.type == EntityType::Conversation)
        m_parents[row.id] = Parent::Live;
    ItemResult done = result(item, Status::Applied, row.rev);
    if (state.redacted && !holdsAll(state, item))
        done.status = Status::Merged; // something was blanked on the way in
    return done;
}

ItemResult BatchRun::merge(const Item &item, StoredRow &row)
{
    RowState state = m_store.stateOf(m_team.pk, row);
    Outcome outcome = mergeItem(state, item, writer());
    if (outcome.changed) {
        row.rev = ++m_team.rev;
        row.commitMs = m_now;
        m_store.takeState(row, state);
        m_store.update(m_team.pk, row);
    }
    if (item.action == Action::Redact)
        m_store.blankConflicts(m_team.pk, row.type, row.id);
    ItemResult done = result(item, outcome.status, outcome.status == Status::Rejected ? 0 : row.rev);
    done.code = outcome.code;
    done.lost = std::move(outcome.lost);
    for (Loser &loser : outcome.losers) {
        const bool incoming = loser.incoming;
        const std::string other = loser.winningDevice;
        std::string id = keep(item, row.type, row.id, std::move(loser));
        if (!incoming)
            continue;
        done.conflictIds.push_back(std::move(id));
        done.otherDevice = m_store.deviceName(m_team.pk, m_caller.user, other);
    }
    return done;
}

// Delete wins. A child that arrives once more as it was is no loss.
ItemResult BatchRun::onDeleted(const Item &item, StoredRow &row)
{
    const bool known
        = row.type != EntityType::Conversation && holdsAll(m_store.stateOf(m_team.pk, row), item);
    if (item.action == Action::Redact) {
        row.payload.clear();
        m_store.update(m_team.pk, row);
        m_store.blankConflicts(m_team.pk, row.type, row.id);
    } else if (!known) {
        ItemResult gone = refuseGone(item, "deleted", row.whole.device);
        gone.rev = row.rev;
        return gone;
    }
    ItemResult gone = result(item, Status::Conflict, row.rev);
    gone.code = "deleted";
    gone.otherDevice = m_store.deviceName(m_team.pk, m_caller.user, row.whole.device);
    return gone;
}

ItemResult BatchRun::refuseGone(const Item &item, std::string_view reason, std::string_view winningDevice)
{
    Loser loser {
        "", item.record.toJson(), "null", m_caller.deviceId, std::string(winningDevice), reason, true};
    std::string id = keep(item, item.record.type, item.record.id, std::move(loser));
    ItemResult gone = result(item, Status::Conflict, m_team.rev);
    gone.code = reason;
    gone.conflictIds.push_back(std::move(id));
    gone.otherDevice = m_store.deviceName(m_team.pk, m_caller.user, winningDevice);
    return gone;
}

ItemResult BatchRun::remove(const Item &item, std::optional<StoredRow> &row)
{
    if (item.record.type == EntityType::AuditLog)
        return refused(item, "immutable", "audit entries are never deleted");
    if (!row)
        return removeAbsent(item);
    if (row->deleted)
        return result(item, Status::Duplicate, row->rev);
    const RowState state = m_store.stateOf(m_team.pk, *row);
    for (Loser &unseen : unseenByDelete(state, item.baseRev, m_caller.deviceId))
        keep(item, row->type, row->id, std::move(unseen));
    bury(*row, item);
    const ItemResult done = result(item, Status::Applied, row->rev);
    if (row->type == EntityType::Conversation)
        removeChildren(item);
    return done;
}

// The tombstone keeps an older life of the row, which may still be on its way, from coming back.
ItemResult BatchRun::removeAbsent(const Item &item)
{
    if (mutated("noabsent"))
        return result(item, Status::Applied, m_team.rev);
    StoredRow tombstone;
    tombstone.type = item.record.type;
    tombstone.id = item.record.id;
    tombstone.owner = m_caller.user;
    tombstone.rev = ++m_team.rev;
    tombstone.commitMs = m_now;
    tombstone.deleted = true;
    tombstone.conversationId = item.record.conversationId();
    tombstone.whole = {std::min(item.editedAt, m_now), m_caller.deviceId, tombstone.rev};
    m_store.insert(m_team.pk, tombstone);
    if (tombstone.type == EntityType::Conversation)
        m_parents[tombstone.id] = Parent::Deleted;
    return result(item, Status::Applied, tombstone.rev);
}

void BatchRun::removeChildren(const Item &item)
{
    m_parents[item.record.id] = Parent::Deleted;
    for (StoredRow &child : m_store.children(m_team.pk, item.record.id)) {
        if (child.rev > item.knownRev) {
            const RowState state = m_store.stateOf(m_team.pk, child);
            // What this device itself wrote, its user has seen.
            if (!state.isAllBy(m_caller.deviceId))
                keep(item, child.type, child.id,
                    {"", child.payload, "null", state.newest().device, m_caller.deviceId, "deleted_unseen",
                        false});
        }
        bury(child, item);
    }
}

void BatchRun::bury(StoredRow &row, const Item &item)
{
    row.deleted = true;
    row.rev = ++m_team.rev;
    row.commitMs = m_now;
    row.whole = {std::min(item.editedAt, m_now), m_caller.deviceId, row.rev};
    m_store.update(m_team.pk, row);
}

// An edit that lost once loses again when its op was abandoned after all and goes out under a new number:
// that is one conflict. An original client knows no instants and sends its whole row again, whatever became
// of it before.
std::string BatchRun::keep(const Item &item, EntityType type, const std::string &id, Loser loser)
{
    if (!mutated("nodedupe"))
        if (auto known = m_store.conflictLike(m_team.pk, m_caller.user, type, id, loser, item.hasSync))
            return *known;
    const ConflictRow conflict {newId(m_now, m_random), ++m_team.rev, type, id, std::move(loser), m_now};
    m_store.keepConflict(m_team.pk, m_caller.user, conflict);
    return conflict.id;
}

ItemResult BatchRun::result(const Item &item, Status status, std::int64_t rev) const
{
    ItemResult made;
    made.type = item.record.type;
    made.id = item.record.id;
    made.opSeq = item.opSeq;
    made.status = status;
    made.rev = rev;
    return made;
}

ItemResult BatchRun::refused(const Item &item, std::string_view code, std::string message) const
{
    ItemResult made = result(item, Status::Rejected, 0);
    made.code = code;
    made.message = std::move(message);
    return made;
}

void BatchRun::attachRow(ItemResult &result)
{
    if (result.status != Status::Merged && result.status != Status::Duplicate
        && result.status != Status::Conflict)
        return;
    result.item.emplace();
    const auto row = m_store.row(m_team.pk, result.type, result.id);
    if (row && !row->deleted && row->owner == m_caller.user)
        wire::appendRow(*result.item, row->payload, row->rev);
}

} // namespace mimir::server
