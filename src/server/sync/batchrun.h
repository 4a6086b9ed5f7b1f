// One batch on its way through the server's rule (docs/protocol.md, "The server's rule"): fence, remembered
// answers, order, then each item on the rows that were loaded; at the end everything that changed is written.
#pragma once

#include "server/sync/batchdevice.h"
#include "server/sync/itemrule.h"

namespace mimir::server {

/// Lives for one push, inside its transaction.
class BatchRun {
public:
    BatchRun(
        SyncStore &store, RandomSource &random, const Caller &caller, const wire::Batch &batch, Millis now);

    /// Everything except the commit. After an error the transaction must be rolled back.
    Result<PushAnswer> run();
    /// Why run() failed: the caller shows a proof of history that this database has lost.
    bool historyDiffers() const { return m_historyDiffers; }

private:
    Result<void> checkEnvelope() const;
    Result<void> enter();
    Result<void> placeOffers();
    Result<void> checkHistory();
    std::vector<std::size_t> order() const;
    Result<void> processAll();
    Result<wire::ItemResult> answer(const wire::Item &item);
    /// By the rule, except that no revision above the team's counts as known.
    Result<wire::ItemResult> process(const wire::Item &item);
    Result<void> write(std::int64_t revBefore);
    Result<void> keepTag(std::int64_t firstRev);
    void attachRow(wire::ItemResult &result);

    RandomSource &m_random;
    BatchContext m_batch;
    BatchDevice m_device;
    PushLosers m_lost;
    BatchChildren m_children;
    ItemRule m_rule;
    bool m_historyDiffers = false;
};

} // namespace mimir::server
