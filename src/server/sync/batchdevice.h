// The device that sends a batch: its fence, and the answers that it was given before (docs/protocol.md, "The
// server's rule").
#pragma once

#include "server/sync/batchcontext.h"

#include <unordered_map>

namespace mimir::server {

/// Lives for one push, inside its transaction.
class BatchDevice {
public:
    explicit BatchDevice(BatchContext &context) : m_batch(context) { }

    /// Answers to such items are remembered until the device confirms them.
    static bool remembers(const wire::Item &item);

    /// Finds or makes the device, and compares the batch with what it sent before. Precondition: the team is
    /// entered. Errors: DeviceRollback.
    Result<void> open();
    /// The answer to an item that was answered or confirmed before; nullopt: it is new. Precondition:
    /// remembers().
    std::optional<wire::ItemResult> earlierAnswer(const wire::Item &item) const;
    /// The present item's answer is to be remembered.
    void remember() { m_toRemember.push_back(m_batch.at); }
    /// Saves the device, and the answers that are to be remembered.
    Result<void> save();

private:
    Result<void> openDevice();
    Result<void> compareWithMemory();

    BatchContext &m_batch;
    std::vector<std::string> m_fingerprints; ///< by item; empty for bare rows
    std::unordered_map<std::int64_t, RememberedOp> m_memory;
    std::vector<std::size_t> m_toRemember;
};

} // namespace mimir::server
