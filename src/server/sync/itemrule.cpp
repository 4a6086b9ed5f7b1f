#include "server/sync/itemrule.h"

#include <algorithm>

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

OwnedKey keyOf(const StoredRow &row)
{
    return {row.owner, {row.type, row.id}};
}

} // namespace

Result<ItemResult> ItemRule::process(const Item &item)
{
    const EntityType type = item.record.type;
    if (m_batch.team.role == TeamRole::Viewer)
        return refusedResult(item, "forbidden", "a viewer may not write");
    StoredRow *row = m_batch.rows->own(type, item.record.id);
    StoredRow *foreign = row ? nullptr : m_batch.rows->shared(type, item.record.id);
    if (!foreign)
        return processOwn(item, row);
    if (m_batch.team.role == TeamRole::Admin && isWithdrawal(item))
        return withdraw(item, *foreign);
    return refusedResult(item, "forbidden", "it belongs to someone else");
}

Result<ItemResult> ItemRule::processOwn(const Item &item, StoredRow *row)
{
    const EntityType type = item.record.type;
    if (item.action == Action::Delete)
        return remove(item, row);
    if (item.action == Action::Redact && type != EntityType::Message && type != EntityType::AuditLog)
        return refusedResult(item, "validation", "only messages and audit entries can be redacted");
    if (isChild(type) && (!row || !row->deleted))
        if (auto early = checkParent(item, row ? row->conversationId : item.record.conversationId()))
            return *early;
    if (!row)
        return item.baseRev > 0 && type != EntityType::AuditLog ? refuseGone(item, "gone", "") : insert(item);
    return row->deleted ? onDeleted(item, *row) : merge(item, *row);
}

std::optional<ItemResult> ItemRule::checkParent(const Item &item, const std::string &conversationId)
{
    switch (parentState(conversationId)) {
    case Parent::Live:
        return std::nullopt;
    case Parent::Foreign:
        return refusedResult(item, "forbidden", "its conversation belongs to someone else");
    case Parent::Deleted: {
        const StoredRow *parent = m_batch.rows->own(EntityType::Conversation, conversationId);
        if (isNoLoss(item, *parent))
            return resultOf(item, Status::Duplicate, parent->rev);
        return refuseGone(item, "parent_deleted", m_batch.rows->deviceId(parent->device),
            parent->forgotten ? Keep::Nothing : Keep::Words);
    }
    case Parent::Absent:
        break;
    }
    ItemResult later = refusedResult(item, "missing_parent", "its conversation has not arrived");
    later.status = Status::Retry;
    return later;
}

ItemRule::Parent ItemRule::parentState(const std::string &conversationId)
{
    if (const StoredRow *row = m_batch.rows->own(EntityType::Conversation, conversationId))
        return row->deleted ? Parent::Deleted : Parent::Live;
    return m_batch.rows->shared(EntityType::Conversation, conversationId) ? Parent::Foreign : Parent::Absent;
}

ItemResult ItemRule::insert(const Item &item)
{
    const RowState state = newRow(item, m_batch.writer());
    if (!fits(state))
        return refusedResult(item, "validation", kTooManyFields);
    StoredRow row;
    row.type = item.record.type;
    row.id = item.record.id;
    row.owner = m_batch.caller.user;
    row.conversationId = item.record.conversationId();
    m_batch.rows->takeState(row, state);
    if (row.type == EntityType::Conversation && isForTeam(state.fields))
        row.scope = Scope::Team;
    if (isChild(row.type))
        if (const StoredRow *parent = m_batch.rows->own(EntityType::Conversation, row.conversationId))
            row.scope = parent->scope == Scope::Team ? Scope::Team : Scope::Own;
    StoredRow &inserted = m_batch.rows->insert(std::move(row));
    m_batch.touch(inserted);
    ItemResult done = resultOf(item, Status::Applied, inserted.rev);
    if (state.redacted && !holdsAll(state, item))
        done.status = Status::Merged; // something was blanked on arrival
    return done;
}

Result<ItemResult> ItemRule::merge(const Item &item, StoredRow &row)
{
    auto state = m_batch.rows->stateOf(row);
    MIMIR_TRY(state);
    Outcome outcome = mergeItem(*state, item, m_batch.writer());
    const bool shares = row.type == EntityType::Conversation && isForTeam(state->fields);
    if (shares && row.scope != Scope::Team && m_batch.rows->shared(row.type, row.id))
        return refusedResult(item, "forbidden", "someone else shares a conversation of this id");
    if (!fits(*state))
        return refusedResult(item, "validation", kTooManyFields);
    if (outcome.losers.size() > kMostLosers)
        return refusedResult(item, "validation", "more than 64 of its fields differ from other edits");
    if (outcome.changed) {
        m_batch.rows->takeState(row, *state);
        m_children.follow(row, *state);
        m_batch.touch(row);
    } else if (outcome.said) {
        m_batch.rows->takeState(row, *state);
        m_batch.rows->changed(row);
    }
    if (item.action == Action::Redact)
        redact(row);
    reduce(outcome, row);
    ItemResult done = resultOf(item, outcome.status, outcome.status == Status::Rejected ? 0 : row.rev);
    done.code = outcome.code;
    done.lost = std::move(outcome.lost);
    keepLosers(outcome, row, done);
    return done;
}

void ItemRule::keepLosers(Outcome &outcome, const StoredRow &row, ItemResult &result)
{
    for (Loser &loser : outcome.losers) {
        const bool incoming = loser.incoming;
        if (incoming)
            result.otherDevice = m_batch.rows->deviceName(loser.winningDevice);
        m_lost.keep({incoming ? m_batch.caller.user : row.owner, {row.type, row.id}}, std::move(loser),
            incoming ? PushLosers::InAnswer::Yes : PushLosers::InAnswer::No);
    }
}

// An admin withdraws another member's conversation from the team. It is then gone for the admin.
Result<ItemResult> ItemRule::withdraw(const Item &item, StoredRow &row)
{
    Item only = item;
    only.record.fields = {};
    only.withheld.clear();
    only.forPrivacy = false;
    only.record.fields.setText(kVisibility, "personal");
    auto done = merge(only, row);
    if (done && row.scope != Scope::Team && done->status == Status::Applied)
        done->status = Status::Merged; // so that the answer says what became of the row
    return done;
}

// ---- deletions

// An offered row that was deleted in the lost history, or that contains nothing this device wrote itself, is
// dropped silently.
bool ItemRule::isNoLoss(const Item &item, const StoredRow &deleted) const
{
    return item.offer && item.offer->edited.empty()
        && (deleted.rev <= m_batch.offersRev || item.offer->written.empty());
}

// Delete wins. A child that arrives again unchanged is not a loss.
Result<ItemResult> ItemRule::onDeleted(const Item &item, StoredRow &row)
{
    if (isNoLoss(item, row))
        return resultOf(item, Status::Duplicate, row.rev);
    bool known = row.type != EntityType::Conversation;
    if (known) {
        const auto state = m_batch.rows->stateOf(row);
        MIMIR_TRY(state);
        known = holdsAll(*state, item);
    }
    if (item.action == Action::Redact || item.forPrivacy) {
        row.payload.clear();
        m_batch.rows->changed(row);
        redact(row);
    } else if (!known) {
        ItemResult gone = refuseGone(
            item, "deleted", m_batch.rows->deviceId(row.device), row.forgotten ? Keep::Nothing : Keep::Words);
        gone.rev = row.rev;
        return gone;
    }
    ItemResult gone = resultOf(item, Status::Conflict, row.rev);
    gone.code = "deleted";
    gone.otherDevice = m_batch.rows->deviceName(m_batch.rows->deviceId(row.device));
    return gone;
}

ItemResult ItemRule::refuseGone(
    const Item &item, std::string_view reason, std::string_view winningDevice, Keep kept)
{
    if (kept == Keep::Words)
        m_lost.keep({m_batch.caller.user, {item.record.type, item.record.id}},
            {"", item.record.toJson(), "null", m_batch.caller.deviceId, std::string(winningDevice), reason,
                true},
            PushLosers::InAnswer::Yes);
    ItemResult gone = resultOf(item, Status::Conflict, m_batch.team.rev);
    gone.code = reason;
    gone.otherDevice = m_batch.rows->deviceName(winningDevice);
    return gone;
}

Result<ItemResult> ItemRule::remove(const Item &item, StoredRow *row)
{
    if (item.record.type == EntityType::AuditLog)
        return refusedResult(item, "immutable", "audit entries are never deleted");
    if (!row)
        return removeAbsent(item);
    if (row->deleted)
        return item.forPrivacy && !row->forgotten ? emptyEarlierTombstone(item, *row)
                                                  : resultOf(item, Status::Duplicate, row->rev);
    MIMIR_TRY(keepUnseen(item, *row));
    row->deleted = true;
    row->editedAt = std::min(item.editedAt, m_batch.commit);
    row->device = m_batch.device.pk;
    m_batch.touch(*row);
    row->madeRev = row->rev;
    if (item.forPrivacy)
        emptyTombstone(*row);
    if (row->type == EntityType::Conversation)
        m_children.deleted({row->id, row->editedAt, item.knownRev, item.forPrivacy});
    return resultOf(item, Status::Applied, row->rev);
}

// What the deletion destroys although its author had not seen it.
Result<void> ItemRule::keepUnseen(const Item &item, const StoredRow &row)
{
    const auto state = m_batch.rows->stateOf(row);
    MIMIR_TRY(state);
    std::vector<Loser> unseen
        = item.forPrivacy ? std::vector<Loser>() : unseenByDelete(*state, item, m_batch.writer());
    if (unseen.size() > kMostLosers)
        unseen = {{"", row.payload, "null", state->newest().device, m_batch.caller.deviceId, "deleted_unseen",
            false, unseen.front().editedAt}};
    for (Loser &one : unseen)
        m_lost.keep(keyOf(row), std::move(one), PushLosers::InAnswer::No);
    return {};
}

// Deleted earlier, but with its content retained: the other devices are told again, and why.
ItemResult ItemRule::emptyEarlierTombstone(const Item &item, StoredRow &row)
{
    m_batch.touch(row);
    emptyTombstone(row);
    if (row.type == EntityType::Conversation)
        m_children.deleted({row.id, row.editedAt, item.knownRev, true});
    return resultOf(item, Status::Applied, row.rev);
}

// The tombstone keeps an older version of the row, which may still be on its way, from coming back.
ItemResult ItemRule::removeAbsent(const Item &item)
{
    StoredRow tombstone;
    tombstone.type = item.record.type;
    tombstone.id = item.record.id;
    tombstone.owner = m_batch.caller.user;
    tombstone.deleted = true;
    tombstone.conversationId = item.record.conversationId();
    tombstone.editedAt = std::min(item.editedAt, m_batch.commit);
    tombstone.device = m_batch.device.pk;
    tombstone.forgotten = item.forPrivacy;
    StoredRow &row = m_batch.rows->insert(std::move(tombstone));
    m_batch.touch(row);
    row.madeRev = row.rev;
    return resultOf(item, Status::Applied, row.rev);
}

void ItemRule::emptyTombstone(StoredRow &row)
{
    row.payload.clear();
    row.stamps.clear();
    row.forgotten = true;
    redact(row);
}

void ItemRule::redact(const StoredRow &row)
{
    m_blanked.push_back(keyOf(row));
}

// What lost of a field that is written once is on the device that wrote it. What may be edited may be nowhere else: it
// goes only where it is the value that was replaced.
void ItemRule::reduce(Outcome &outcome, const StoredRow &row)
{
    for (Reformed &one : outcome.reformed) {
        const bool isOnce = mergeRule(row.type, one.field) == MergeRule::Once;
        m_reduced.push_back({keyOf(row), std::move(one.field), isOnce ? std::string() : std::move(one.from),
            isOnce ? std::string("null") : std::move(one.to)});
    }
}

Result<void> ItemRule::blankConflicts()
{
    if (!m_blanked.empty())
        MIMIR_TRY(m_batch.store.blankConflicts(m_batch.team.pk, m_blanked));
    return m_reduced.empty() ? Result<void>() : m_batch.store.reduceConflicts(m_batch.team.pk, m_reduced);
}

} // namespace mimir::server
