// What becomes of one item of a batch (docs/protocol.md, "The server's rule"): who may write what, parents,
// deletions; the fields of a live row are mergerule.h.
#pragma once

#include "server/sync/batchchildren.h"

namespace mimir::server {

/// Lives for one push, inside its transaction.
class ItemRule {
public:
    ItemRule(BatchContext &context, PushLosers &lost, BatchChildren &children)
        : m_batch(context), m_lost(lost), m_children(children)
    {
    }

    /// Changes the loaded rows. Precondition: BatchContext::at is the item's.
    Result<wire::ItemResult> process(const wire::Item &item);
    /// Blanks the conflict records of what was redacted or deleted for privacy, and takes out of them what was sent
    /// again for privacy.
    Result<void> blankConflicts();

private:
    enum class Parent : std::uint8_t { Absent, Live, Deleted, Foreign };
    enum class Keep : std::uint8_t {
        Words,
        Nothing, ///< its owner wanted it forgotten: only the device keeps its version
    };

    Result<wire::ItemResult> processOwn(const wire::Item &item, StoredRow *row);
    std::optional<wire::ItemResult> checkParent(const wire::Item &item, const std::string &conversationId);
    Parent parentState(const std::string &conversationId);
    wire::ItemResult insert(const wire::Item &item);
    Result<wire::ItemResult> merge(const wire::Item &item, StoredRow &row);
    void keepLosers(Outcome &outcome, const StoredRow &row, wire::ItemResult &result);
    Result<wire::ItemResult> withdraw(const wire::Item &item, StoredRow &row);

    bool isNoLoss(const wire::Item &item, const StoredRow &deleted) const;
    Result<wire::ItemResult> onDeleted(const wire::Item &item, StoredRow &row);
    wire::ItemResult refuseGone(const wire::Item &item, std::string_view reason,
        std::string_view winningDevice, Keep kept = Keep::Words);
    Result<wire::ItemResult> remove(const wire::Item &item, StoredRow *row);
    Result<void> keepUnseen(const wire::Item &item, const StoredRow &row);
    wire::ItemResult removeAbsent(const wire::Item &item);
    wire::ItemResult emptyEarlierTombstone(const wire::Item &item, StoredRow &row);
    /// Removes all of its content (_sync.reason).
    void emptyTombstone(StoredRow &row);
    void redact(const StoredRow &row);
    void reduce(Outcome &outcome, const StoredRow &row);

    BatchContext &m_batch;
    PushLosers &m_lost;
    BatchChildren &m_children;
    std::vector<OwnedKey> m_blanked;
    std::vector<ReducedValue> m_reduced;
};

} // namespace mimir::server
