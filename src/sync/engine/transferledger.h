// Enters each transfer in the store's log (storage/tables/synclog.h): what was sent, whatever happened to it
// afterwards.
#pragma once

#include "storage/store.h"
#include "sync/transport.h"

namespace mimir {

/// Which conversations a batch has items of, before it is sent.
Touched touchedBy(const wire::Batch &batch);

class TransferLedger {
public:
    /// References must outlive the object.
    TransferLedger(Store &store, const Clock &clock) : m_store(store), m_clock(clock) { }

    void pushed(const Team &team, const PendingBatch &sent, const SyncReply &reply);
    /// The run was cancelled before the answer came. Nothing is entered if nothing was sent.
    void cutOff(const Team &team, const PendingBatch &sent, const SyncReply &reply);
    /// Nothing is entered for a page without rows. `bytes`: of the answer.
    void pulled(const Team &team, const wire::Page &page, std::size_t bytes);
    void pullFailed(const Team &team, const SyncReply &reply);

private:
    void addBatch(const Team &team, const PendingBatch &sent, std::size_t bytes, std::string_view outcome);
    void add(SyncLogEntry entry);

    Store &m_store;
    const Clock &m_clock;
};

} // namespace mimir
