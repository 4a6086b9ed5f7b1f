#include "server/sync/batchrun.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "core/plaintext.h"
#include "server/sync/commitclock.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/historycheck.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace mimir::server {
namespace {

using wire::Action;
using wire::Item;
using wire::ItemResult;
using wire::Status;

constexpr std::string_view kVisibility = "visibility";
constexpr auto kTooManyFields = "the row would have more than 4,080 fields";
/// Each becomes a record of its own; rows of real histories have fewer fields.
constexpr std::size_t kMostLosers = 64;

bool isRemembered(const Item &item)
{
    return item.hasSync && item.opSeq > 0 && !item.error;
}
bool isChild(EntityType type)
{
    return type == EntityType::Message || type == EntityType::ToolCall;
}
bool isConversationWrite(const Item &item)
{
    return item.record.type == EntityType::Conversation && item.action != Action::Delete;
}

// Parents before children; for deletes, which come last, children before parents.
auto rankOf(const Item &item)
{
    const bool deletes = item.action == Action::Delete;
    const int type = static_cast<int>(item.record.type);
    return std::tuple(deletes, deletes ? -type : type, item.opSeq);
}

bool isForTeam(const json::Object &conversation)
{
    return conversation.text(kVisibility) == "team";
}

// The only change that anyone but the owner may make to a conversation.
bool isWithdrawal(const Item &item)
{
    return item.record.type == EntityType::Conversation && item.action == Action::Update && item.hasSync
        && item.changed.size() == 1 && item.changed[0].first == kVisibility
        && item.record.fields.text(kVisibility) == "personal";
}

// The result of several edits must still be a row that fits into a page.
bool fits(const RowState &state)
{
    return state.fields.members().size() <= kMaxFields && state.separately.size() <= kMaxFields;
}

bool saysTheSame(const ConflictRow &a, const ConflictRow &b)
{
    return a.losing == b.losing && a.reason == b.reason
        && (a.anyInstant || a.editedAt == 0 || a.editedAt == b.editedAt);
}

} // namespace

BatchRun::BatchRun(
    SyncStore &store, RandomSource &random, const Caller &caller, const wire::Batch &batch, Millis now)
    : m_store(store), m_random(random), m_caller(caller), m_batch(batch), m_now(now), m_commit(now)
{
}

Result<PushAnswer> BatchRun::run()
{
    MIMIR_TRY(checkEnvelope());
    MIMIR_TRY(enter());
    MIMIR_TRY(openDevice());
    MIMIR_TRY(compareWithMemory());
    MIMIR_TRY(m_rows->load(m_batch, {m_device.pk, m_caller.deviceId, m_device.name}));
    const std::int64_t revBefore = m_team.rev;
    MIMIR_TRY(processAll());
    MIMIR_TRY(deleteChildren());
    MIMIR_TRY(storeConflicts());
    const bool changed = m_team.rev != revBefore;
    if (changed)
        m_team.commitMs = m_commit;
    MIMIR_TRY(write());
    if (changed) {
        MIMIR_TRY(keepTag(revBefore + 1));
        MIMIR_TRY(m_store.saveTeam(m_team));
    }
    for (ItemResult &one : m_results)
        attachRow(one);
    auto proof = proofAt(m_store, m_team, m_caller.teamId, m_team.rev);
    MIMIR_TRY(proof);
    return PushAnswer {{m_now, m_team.epoch, std::move(m_results), {}, true, m_team.rev, std::move(*proof)},
        changed, m_sharedChanged};
}

Result<void> BatchRun::keepTag(std::int64_t firstRev)
{
    if (m_store.hasTagSinceOpening(m_team.pk) && firstRev - m_team.newestTag.rev < kRevisionsPerTag)
        return {};
    m_team.newestTag = {firstRev, makeTag(m_random)};
    return m_store.keepTag(m_team.pk, m_team.newestTag);
}

Result<void> BatchRun::checkEnvelope() const
{
    if (m_batch.items.size() > wire::kMaxBatchItems)
        return Error {ErrorCode::TooLarge, "a batch contains at most 100 items"};
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
        return Error {ErrorCode::Validation, "an opSeq occurs twice in the batch"};
    return {};
}

Result<void> BatchRun::enter()
{
    const auto team = m_store.enter(m_caller.user, m_caller.teamId, SyncStore::Lock::Held);
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::Forbidden, "not a member of this team"};
    m_team = **team;
    m_commit = commitTime(m_team, m_now);
    m_rows.emplace(m_store, m_team.pk, m_caller.user);
    if (!m_batch.epoch.empty() && m_batch.epoch != m_team.epoch && !mutated("noepoch"))
        return Error {ErrorCode::EpochChanged, "the server's history of this team has begun again"};
    MIMIR_TRY(placeOffers());
    return checkHistory();
}

// A device that was away while the history began again more than once knows nothing after the first place
// where it did.
Result<void> BatchRun::placeOffers()
{
    m_offersRev = m_team.epochRev;
    if (m_batch.offersFrom.empty() || mutated("lastboundary"))
        return {};
    const auto common = m_store.commonSince(m_team.pk, m_batch.offersFrom);
    MIMIR_TRY(common);
    m_offersRev = std::min(m_offersRev, common->value_or(m_offersRev));
    return {};
}

Result<void> BatchRun::checkHistory()
{
    if (m_caller.proof.empty() || mutated("nopushproof"))
        return {};
    const auto proof = decodeProof(m_caller.proof, {m_caller.teamId, m_team.proofKey});
    MIMIR_TRY(proof);
    const auto verdict = verdictOn(m_store, m_team, *proof);
    MIMIR_TRY(verdict);
    m_historyDiffers = *verdict == HistoryVerdict::Differs;
    return refuseUnless(*verdict);
}

Result<void> BatchRun::openDevice()
{
    const auto known = m_store.device(m_team.pk, m_caller.user, m_caller.deviceId);
    MIMIR_TRY(known);
    if (*known) {
        m_device = **known;
    } else {
        const auto made = m_store.makeDevice(
            m_team.pk, m_caller.user, m_caller.deviceId, singleLine(m_caller.deviceName, 80), m_now);
        MIMIR_TRY(made);
        m_device = *made;
    }
    const bool isOriginal = m_batch.lastOpSeq == 0 && std::ranges::none_of(m_batch.items, &Item::hasSync);
    if (!isOriginal && m_batch.lastOpSeq < m_device.lastOpSeq && !mutated("nofence"))
        return Error {ErrorCode::DeviceRollback, "this device has sent a higher opSeq before"};
    m_device.lastOpSeq = std::max(m_device.lastOpSeq, m_batch.lastOpSeq);
    m_device.ackedThrough = std::max(m_device.ackedThrough, m_batch.ackedThrough);
    return {};
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
    if (last == 0)
        return {};
    auto ops = m_store.rememberedOps(m_team.pk, m_device.pk, first, last);
    MIMIR_TRY(ops);
    for (RememberedOp &op : *ops)
        m_memory.emplace(op.result.opSeq, std::move(op));
    for (std::size_t i = 0; i < m_batch.items.size() && !mutated("nofp"); ++i) {
        const auto known = m_memory.find(m_batch.items[i].opSeq);
        if (isRemembered(m_batch.items[i]) && known != m_memory.end()
            && known->second.fingerprint != m_fingerprints[i])
            return Error {ErrorCode::DeviceRollback, "this opSeq was used for another change before"};
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

Result<void> BatchRun::processAll()
{
    m_results.resize(m_batch.items.size());
    for (const std::size_t at : order()) {
        // Later messages find the conversation in its present state.
        if (!isConversationWrite(m_batch.items[at]))
            MIMIR_TRY(rescopeChildren());
        m_at = at;
        auto answered = answer(at);
        MIMIR_TRY(answered);
        m_results[at] = std::move(*answered);
    }
    return rescopeChildren();
}

Result<ItemResult> BatchRun::answer(std::size_t at)
{
    const Item &item = m_batch.items[at];
    if (item.error) {
        const bool large = item.error->code == ErrorCode::TooLarge;
        return refused(item, large ? "item_too_large" : "validation", item.error->message);
    }
    if (!isRemembered(item)) {
        auto bare = process(item);
        if (bare && bare->status == Status::Conflict)
            bare->status = Status::Merged; // the original contract knows only "done" and "try again"
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
    auto fresh = process(item);
    if (fresh && fresh->status != Status::Retry)
        m_toRemember.push_back(at);
    return fresh;
}

Result<ItemResult> BatchRun::process(const Item &item)
{
    const EntityType type = item.record.type;
    if (m_team.role == TeamRole::Viewer && !mutated("noviewer"))
        return refused(item, "forbidden", "a viewer may not write");
    StoredRow *row = m_rows->own(type, item.record.id);
    StoredRow *foreign = row || mutated("nocourtesy") ? nullptr : m_rows->shared(type, item.record.id);
    if (foreign) {
        if (m_team.role == TeamRole::Admin && isWithdrawal(item))
            return withdraw(item, *foreign);
        return refused(item, "forbidden", "it belongs to someone else");
    }
    if (item.action == Action::Delete)
        return remove(item, row);
    if (item.action == Action::Redact && type != EntityType::Message && type != EntityType::AuditLog)
        return refused(item, "validation", "only messages and audit entries can be redacted");
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
        return refused(item, "forbidden", "its conversation belongs to someone else");
    case Parent::Deleted: {
        const StoredRow *parent = m_rows->own(EntityType::Conversation, conversationId);
        if (isNoLoss(item, *parent))
            return result(item, Status::Duplicate, parent->rev);
        return refuseGone(item, "parent_deleted", m_rows->deviceId(parent->device),
            parent->forgotten ? Keep::Nothing : Keep::Words);
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
    if (const StoredRow *row = m_rows->own(EntityType::Conversation, conversationId))
        return row->deleted ? Parent::Deleted : Parent::Live;
    return m_rows->shared(EntityType::Conversation, conversationId) ? Parent::Foreign : Parent::Absent;
}

ItemResult BatchRun::insert(const Item &item)
{
    const RowState state = newRow(item, writer());
    if (!fits(state))
        return refused(item, "validation", kTooManyFields);
    StoredRow row;
    row.type = item.record.type;
    row.id = item.record.id;
    row.owner = m_caller.user;
    row.conversationId = item.record.conversationId();
    m_rows->takeState(row, state);
    if (row.type == EntityType::Conversation && isForTeam(state.fields))
        row.scope = Scope::Team;
    if (isChild(row.type))
        if (const StoredRow *parent = m_rows->own(EntityType::Conversation, row.conversationId))
            row.scope = parent->scope == Scope::Team ? Scope::Team : Scope::Own;
    StoredRow &inserted = m_rows->insert(std::move(row));
    touch(inserted);
    ItemResult done = result(item, Status::Applied, inserted.rev);
    if (state.redacted && !holdsAll(state, item))
        done.status = Status::Merged; // something was blanked on arrival
    return done;
}

Result<ItemResult> BatchRun::merge(const Item &item, StoredRow &row)
{
    auto state = m_rows->stateOf(row);
    MIMIR_TRY(state);
    Outcome outcome = mergeItem(*state, item, writer());
    const bool shares = row.type == EntityType::Conversation && isForTeam(state->fields);
    if (shares && row.scope != Scope::Team && m_rows->shared(row.type, row.id))
        return refused(item, "forbidden", "someone else shares a conversation with this id");
    if (!fits(*state))
        return refused(item, "validation", kTooManyFields);
    if (outcome.losers.size() > kMostLosers)
        return refused(item, "validation", "more than 64 of its fields differ from other edits");
    if (outcome.changed) {
        m_rows->takeState(row, *state);
        follow(row, *state);
        touch(row);
    } else if (outcome.said) {
        m_rows->takeState(row, *state);
        m_rows->changed(row);
    }
    if (item.action == Action::Redact)
        redact(row);
    ItemResult done = result(item, outcome.status, outcome.status == Status::Rejected ? 0 : row.rev);
    done.code = outcome.code;
    done.lost = std::move(outcome.lost);
    for (Loser &loser : outcome.losers) {
        const bool incoming = loser.incoming;
        if (incoming)
            done.otherDevice = m_rows->deviceName(loser.winningDevice);
        keep(incoming ? m_caller.user : row.owner, row.type, row.id, std::move(loser), incoming);
    }
    return done;
}

// An admin withdraws another member's conversation from the team. It is then gone for the admin.
Result<ItemResult> BatchRun::withdraw(const Item &item, StoredRow &row)
{
    Item only = item;
    only.record.fields = {};
    only.record.fields.setText(kVisibility, "personal");
    auto done = merge(only, row);
    if (done && row.scope != Scope::Team && done->status == Status::Applied)
        done->status = Status::Merged; // so that the answer says what became of the row
    return done;
}

// An offered row that was deleted in the lost history, or that contains nothing this device wrote itself, is
// dropped silently.
bool BatchRun::isNoLoss(const Item &item, const StoredRow &deleted) const
{
    return item.offer && item.offer->edited.empty() && !mutated("loudoffers")
        && (deleted.rev <= m_offersRev || item.offer->written.empty());
}

// Delete wins. A child that arrives again unchanged is not a loss.
Result<ItemResult> BatchRun::onDeleted(const Item &item, StoredRow &row)
{
    if (isNoLoss(item, row))
        return result(item, Status::Duplicate, row.rev);
    bool known = row.type != EntityType::Conversation;
    if (known) {
        const auto state = m_rows->stateOf(row);
        MIMIR_TRY(state);
        known = holdsAll(*state, item);
    }
    if (item.action == Action::Redact) {
        row.payload.clear();
        m_rows->changed(row);
        redact(row);
    } else if (!known) {
        ItemResult gone = refuseGone(
            item, "deleted", m_rows->deviceId(row.device), row.forgotten ? Keep::Nothing : Keep::Words);
        gone.rev = row.rev;
        return gone;
    }
    ItemResult gone = result(item, Status::Conflict, row.rev);
    gone.code = "deleted";
    gone.otherDevice = m_rows->deviceName(m_rows->deviceId(row.device));
    return gone;
}

ItemResult BatchRun::refuseGone(
    const Item &item, std::string_view reason, std::string_view winningDevice, Keep kept)
{
    if (kept == Keep::Words)
        keep(m_caller.user, item.record.type, item.record.id,
            {"", item.record.toJson(), "null", m_caller.deviceId, std::string(winningDevice), reason, true},
            true);
    ItemResult gone = result(item, Status::Conflict, m_team.rev);
    gone.code = reason;
    gone.otherDevice = m_rows->deviceName(winningDevice);
    return gone;
}

Result<ItemResult> BatchRun::remove(const Item &item, StoredRow *row)
{
    if (item.record.type == EntityType::AuditLog)
        return refused(item, "immutable", "audit entries are never deleted");
    if (!row)
        return removeAbsent(item);
    if (row->deleted)
        return item.forPrivacy && !row->forgotten ? emptyEarlierTombstone(item, *row)
                                                  : result(item, Status::Duplicate, row->rev);
    const auto state = m_rows->stateOf(*row);
    MIMIR_TRY(state);
    std::vector<Loser> unseen
        = item.forPrivacy ? std::vector<Loser>() : unseenByDelete(*state, item, writer());
    if (unseen.size() > kMostLosers)
        unseen = {{"", row->payload, "null", state->newest().device, m_caller.deviceId, "deleted_unseen",
            false, unseen.front().editedAt}};
    for (Loser &one : unseen)
        keep(row->owner, row->type, row->id, std::move(one), false);
    row->deleted = true;
    row->editedAt = std::min(item.editedAt, m_commit);
    row->device = m_device.pk;
    touch(*row);
    row->madeRev = row->rev;
    if (item.forPrivacy)
        emptyTombstone(*row);
    if (row->type == EntityType::Conversation)
        m_deletes.push_back({row->id, row->editedAt, item.knownRev, item.forPrivacy});
    return result(item, Status::Applied, row->rev);
}

// Deleted earlier, but with its content retained: the other devices are told again, and why.
ItemResult BatchRun::emptyEarlierTombstone(const Item &item, StoredRow &row)
{
    touch(row);
    emptyTombstone(row);
    if (row.type == EntityType::Conversation)
        m_deletes.push_back({row.id, row.editedAt, item.knownRev, true});
    return result(item, Status::Applied, row.rev);
}

// The tombstone keeps an older version of the row, which may still be on its way, from coming back.
ItemResult BatchRun::removeAbsent(const Item &item)
{
    if (mutated("noabsent"))
        return result(item, Status::Applied, m_team.rev);
    StoredRow tombstone;
    tombstone.type = item.record.type;
    tombstone.id = item.record.id;
    tombstone.owner = m_caller.user;
    tombstone.deleted = true;
    tombstone.conversationId = item.record.conversationId();
    tombstone.editedAt = std::min(item.editedAt, m_commit);
    tombstone.device = m_device.pk;
    tombstone.forgotten = item.forPrivacy;
    StoredRow &row = m_rows->insert(std::move(tombstone));
    touch(row);
    row.madeRev = row.rev;
    return result(item, Status::Applied, row.rev);
}

void BatchRun::emptyTombstone(StoredRow &row)
{
    row.payload.clear();
    row.stamps.clear();
    row.forgotten = true;
    redact(row);
}

void BatchRun::redact(const StoredRow &row)
{
    m_blanked.push_back({row.owner, {row.type, row.id}});
}

// ---- what a change takes with it

void BatchRun::touch(StoredRow &row)
{
    row.rev = ++m_team.rev;
    row.commitMs = m_commit;
    row.writer = m_device.pk;
    m_sharedChanged = m_sharedChanged || row.scope != Scope::Own;
    m_rows->changed(row);
}

void BatchRun::take(const Issue &issued)
{
    m_team.rev = issued.nextRev - 1;
    m_commit = issued.commitMs;
}

// A conversation's scope follows its visibility; the scope of its messages and tool calls follows later.
void BatchRun::follow(StoredRow &conversation, const RowState &state)
{
    if (conversation.type != EntityType::Conversation)
        return;
    const bool isShared = conversation.scope == Scope::Team;
    if (isForTeam(state.fields) == isShared || mutated("norescope"))
        return;
    conversation.scope = isShared ? Scope::Withdrawn : Scope::Team;
    m_rescopes[std::to_string(conversation.owner) + ':' + conversation.id]
        = {conversation.owner, conversation.id, conversation.scope};
}

Result<void> BatchRun::rescopeChildren()
{
    if (m_rescopes.empty())
        return {};
    std::vector<Rescope> changes;
    for (auto &[name, change] : std::exchange(m_rescopes, {}))
        changes.push_back(std::move(change));
    std::ranges::sort(changes, {}, &Rescope::conversationId);
    if (mutated("nokidscope"))
        return {};
    Issue issued = issue();
    MIMIR_TRY(m_store.rescopeChildren(m_team.pk, changes, issued));
    take(issued);
    // The store has changed rows that are loaded here.
    for (const Rescope &change : changes)
        for (StoredRow *child : m_rows->childrenOf(change.owner, change.conversationId)) {
            const bool takes = change.scope == Scope::Team
                ? child->scope != Scope::Team && !m_rows->shared(child->type, child->id)
                : child->scope == Scope::Team;
            if (!takes)
                continue;
            child->scope = change.scope;
            touch(*child);
            child->writer = 0; // its device has the content, but not the revision
        }
    return {};
}

Result<void> BatchRun::deleteChildren()
{
    if (m_deletes.empty())
        return {};
    MIMIR_TRY(m_rows->write());
    const auto forgotten = std::ranges::stable_partition(
        m_deletes, [](const ConversationDelete &deletion) { return !deletion.forgets; });
    MIMIR_TRY(leaveTombstones({m_deletes.begin(), forgotten.begin()}));
    MIMIR_TRY(leaveEmptyTombstones({forgotten.begin(), forgotten.end()}));
    for (const ConversationDelete &deletion : m_deletes)
        for (StoredRow *child : m_rows->childrenOf(m_caller.user, deletion.conversationId))
            child->deleted = true; // for the answers; the store has it already
    return {};
}

Result<void> BatchRun::leaveTombstones(std::span<const ConversationDelete> deletions)
{
    if (deletions.empty())
        return {};
    MIMIR_TRY(m_store.unseenChildren(m_team.pk, m_caller.user, deletions, m_device.pk,
        [this](const std::vector<StoredRow> &children) { return keepUnseen(children); }));
    Issue issued = issue();
    MIMIR_TRY(m_store.deleteChildren(m_team.pk, m_caller.user, deletions, m_device.pk, issued));
    take(issued);
    return {};
}

// Conflict records of this batch are written first, so that they are deleted too.
Result<void> BatchRun::leaveEmptyTombstones(std::span<const ConversationDelete> deletions)
{
    if (deletions.empty())
        return {};
    MIMIR_TRY(storeConflicts());
    Issue issued = issue();
    MIMIR_TRY(m_store.forgetChildren(m_team.pk, m_caller.user, deletions, m_device.pk, issued));
    take(issued);
    return {};
}

// A conversation may have any number of children: write these before reading the next.
Result<void> BatchRun::keepUnseen(const std::vector<StoredRow> &children)
{
    MIMIR_TRY(m_rows->learnDevices(children));
    for (const StoredRow &child : children) {
        const auto state = m_rows->stateOf(child);
        MIMIR_TRY(state);
        // The user has seen what this device wrote. What got a new revision by being shared may never have
        // been seen under its old one, so stamps do not help there.
        if (state->isAllBy(m_caller.deviceId))
            continue;
        keep(child.owner, child.type, child.id,
            {"", child.payload, "null", state->newest().device, m_caller.deviceId, "deleted_unseen", false},
            false);
    }
    return storeConflicts();
}

// ---- conflict records

void BatchRun::keep(std::int64_t user, EntityType type, const std::string &id, Loser loser, bool reported)
{
    ConflictRow row;
    row.user = user;
    row.type = type;
    row.entityId = id;
    row.field = std::move(loser.field);
    row.losing = std::move(loser.losing);
    row.winning = std::move(loser.winning);
    row.losingDevice = m_rows->devicePk(loser.losingDevice);
    row.winningDevice = m_rows->devicePk(loser.winningDevice);
    row.reason = loser.reason;
    row.editedAt = loser.editedAt;
    row.anyInstant = !m_batch.items[m_at].hasSync;
    m_kept.push_back({std::move(row), m_at, reported});
}

// An edit that lost loses again if its op was abandoned and sent under a new number: that is one conflict. An
// original client knows no instants and sends its whole row again, whatever became of it before.
Result<void> BatchRun::storeConflicts()
{
    if (m_kept.empty())
        return {};
    std::vector<ConflictRow> asked;
    std::vector<ConflictRow> fresh;
    std::unordered_map<std::string, std::vector<std::size_t>>
        freshOf; ///< entity and field -> places in fresh
    std::vector<Kept> settled = std::exchange(m_kept, {});
    for (Kept &kept : settled)
        asked.push_back(std::move(kept.row));
    std::vector<std::optional<std::string>> ids(asked.size());
    if (!mutated("nodedupe")) {
        auto known = m_store.conflictsLike(m_team.pk, asked);
        MIMIR_TRY(known);
        ids = std::move(*known);
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        ConflictRow &row = asked[i];
        auto &places = freshOf[std::to_string(row.user) + char(row.type) + row.entityId + '/' + row.field];
        for (const std::size_t place : places)
            if (!ids[i] && saysTheSame(row, fresh[place]) && !mutated("nodedupe"))
                ids[i] = fresh[place].id;
        if (!ids[i]) {
            row.id = newId(m_commit, m_random);
            row.rev = ++m_team.rev;
            row.at = m_commit;
            ids[i] = row.id;
            places.push_back(fresh.size());
            fresh.push_back(std::move(row));
        }
        if (settled[i].reported)
            m_results[settled[i].item].conflictIds.push_back(*ids[i]);
    }
    return fresh.empty() ? Result<void>() : m_store.insertConflicts(m_team.pk, fresh);
}

// ---- the end

Result<void> BatchRun::write()
{
    MIMIR_TRY(m_rows->write());
    if (!m_blanked.empty())
        MIMIR_TRY(m_store.blankConflicts(m_team.pk, m_blanked));
    std::vector<RememberedOp> ops;
    for (const std::size_t at : m_toRemember)
        ops.push_back({m_fingerprints[at], m_results[at]});
    if (!ops.empty())
        MIMIR_TRY(m_store.remember(m_team.pk, m_device.pk, ops));
    return m_store.saveDevice(m_team.pk, m_device, singleLine(m_caller.deviceName, 80), m_now);
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
    const StoredRow *row = m_rows->own(result.type, result.id);
    const wire::Owner owner = row ? wire::Owner::caller() : wire::Owner::teammate();
    if (!row)
        row = m_rows->shared(result.type, result.id);
    if (row && !row->deleted)
        wire::appendRow(*result.item, row->payload, row->rev, owner,
            owner.isCaller ? instantsOf(row->editedAt, row->stamps) : std::string());
}

} // namespace mimir::server
