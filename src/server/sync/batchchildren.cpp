#include "server/sync/batchchildren.h"

#include <algorithm>

namespace mimir::server {

void BatchChildren::follow(StoredRow &conversation, const RowState &state)
{
    if (conversation.type != EntityType::Conversation)
        return;
    const bool isShared = conversation.scope == Scope::Team;
    if (isForTeam(state.fields) == isShared)
        return;
    conversation.scope = isShared ? Scope::Withdrawn : Scope::Team;
    m_rescopes[std::to_string(conversation.owner) + ':' + conversation.id]
        = {conversation.owner, conversation.id, conversation.scope};
}

Result<void> BatchChildren::rescope()
{
    if (m_rescopes.empty())
        return {};
    std::vector<Rescope> changes;
    for (auto &[name, change] : std::exchange(m_rescopes, {}))
        changes.push_back(std::move(change));
    std::ranges::sort(changes, {}, &Rescope::conversationId);
    Issue issued = m_batch.issue();
    MIMIR_TRY(m_batch.store.rescopeChildren(m_batch.team.pk, changes, issued));
    m_batch.take(issued);
    for (const Rescope &change : changes)
        rescopeLoaded(change);
    return {};
}

// The store has changed rows that are loaded here.
void BatchChildren::rescopeLoaded(const Rescope &change)
{
    for (StoredRow *child : m_batch.rows->childrenOf(change.owner, change.conversationId)) {
        const bool takes = change.scope == Scope::Team
            ? child->scope != Scope::Team && !m_batch.rows->shared(child->type, child->id)
            : child->scope == Scope::Team;
        if (!takes)
            continue;
        child->scope = change.scope;
        m_batch.touch(*child);
        child->writer = 0; // its device has the content, but not the revision
    }
}

Result<void> BatchChildren::remove()
{
    if (m_deletes.empty())
        return {};
    MIMIR_TRY(m_batch.rows->write());
    const auto forgotten = std::stable_partition(m_deletes.begin(), m_deletes.end(),
        [](const ConversationDelete &deletion) { return !deletion.forgets; });
    MIMIR_TRY(leaveTombstones({m_deletes.begin(), forgotten}));
    MIMIR_TRY(leaveEmptyTombstones({forgotten, m_deletes.end()}));
    for (const ConversationDelete &deletion : m_deletes)
        for (StoredRow *child : m_batch.rows->childrenOf(m_batch.caller.user, deletion.conversationId))
            child->deleted = true; // for the answers; the store has it already
    return {};
}

Result<void> BatchChildren::leaveTombstones(std::span<const ConversationDelete> deletions)
{
    if (deletions.empty())
        return {};
    MIMIR_TRY(m_batch.store.unseenChildren(m_batch.team.pk, m_batch.caller.user, deletions, m_batch.device.pk,
        [this](const std::vector<StoredRow> &children) { return keepUnseen(children); }));
    Issue issued = m_batch.issue();
    MIMIR_TRY(m_batch.store.deleteChildren(
        m_batch.team.pk, m_batch.caller.user, deletions, m_batch.device.pk, issued));
    m_batch.take(issued);
    return {};
}

// Conflict records of this batch are written first, so that they are deleted too.
Result<void> BatchChildren::leaveEmptyTombstones(std::span<const ConversationDelete> deletions)
{
    if (deletions.empty())
        return {};
    MIMIR_TRY(m_lost.store());
    Issue issued = m_batch.issue();
    MIMIR_TRY(m_batch.store.forgetChildren(
        m_batch.team.pk, m_batch.caller.user, deletions, m_batch.device.pk, issued));
    m_batch.take(issued);
    return {};
}

// A conversation may have any number of children: write these before reading the next.
Result<void> BatchChildren::keepUnseen(const std::vector<StoredRow> &children)
{
    MIMIR_TRY(m_batch.rows->learnDevices(children));
    for (const StoredRow &child : children) {
        const auto state = m_batch.rows->stateOf(child);
        MIMIR_TRY(state);
        // The user has seen what this device wrote. What got a new revision by being shared may never have
        // been seen under its old one, so stamps do not help there.
        if (state->isAllBy(m_batch.caller.deviceId))
            continue;
        m_lost.keep({child.owner, {child.type, child.id}},
            {"", child.payload, "null", state->newest().device, m_batch.caller.deviceId, "deleted_unseen",
                false},
            PushLosers::InAnswer::No);
    }
    return m_lost.store();
}

} // namespace mimir::server
