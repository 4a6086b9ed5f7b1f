// What happens to the messages and tool calls of a conversation when it is shared, withdrawn or deleted.
#pragma once

#include "server/sync/pushlosers.h"

#include <unordered_map>

namespace mimir::server {

/// Lives for one push, inside its transaction.
class BatchChildren {
public:
    BatchChildren(BatchContext &context, PushLosers &lost) : m_batch(context), m_lost(lost) { }

    /// A conversation's scope follows its visibility; the scope of its messages and tool calls follows with
    /// rescope().
    void follow(StoredRow &conversation, const RowState &state);
    /// Before anything that depends on the scope of children.
    Result<void> rescope();

    /// A conversation was deleted; its messages and tool calls follow with remove().
    void deleted(ConversationDelete deletion) { m_deletes.push_back(std::move(deletion)); }
    /// Once all items are processed.
    Result<void> remove();

private:
    Result<void> leaveTombstones(std::span<const ConversationDelete> deletions);
    Result<void> leaveEmptyTombstones(std::span<const ConversationDelete> deletions);
    Result<void> keepUnseen(const std::vector<StoredRow> &children);
    void rescopeLoaded(const Rescope &change);

    BatchContext &m_batch;
    PushLosers &m_lost;
    std::vector<ConversationDelete> m_deletes;
    std::unordered_map<std::string, Rescope> m_rescopes; ///< by owner and conversation: the last one counts
};

} // namespace mimir::server
