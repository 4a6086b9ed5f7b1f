// One batch on its way through the server's rule: fence, memory, order, then item by item (protocol.md).
#pragma once

#include "server/syncservice.h"

#include <unordered_map>

namespace mimir::server {

/// Lives for one push, inside its transaction.
class BatchRun {
public:
    BatchRun(
        SyncStore &store, RandomSource &random, const Caller &caller, const wire::Batch &batch, Millis now);

    /// Everything but the commit. On an error the transaction must be rolled back.
    Result<wire::BatchAnswer> run();

private:
    enum class Parent : std::uint8_t { Absent, Live, Deleted, Foreign };

    Result<void> checkEnvelope() const;
    Result<void> enter();
    Result<void> openDevice();
    Result<void> compareWithMemory();
    std::vector<std::size_t> order() const;
    wire::ItemResult answer(const wire::Item &item, const std::string &fingerprint);
    wire::ItemResult process(const wire::Item &item);
    std::optional<wire::ItemResult> checkParent(const wire::Item &item, const std::string &conversationId);
    Parent parentState(const std::string &conversationId);
    wire::ItemResult insert(const wire::Item &item);
    wire::ItemResult merge(const wire::Item &item, StoredRow &row);
    wire::ItemResult onDeleted(const wire::Item &item, StoredRow &row);
    wire::ItemResult refuseGone(
        const wire::Item &item, std::string_view reason, std::string_view winningDevice);
    wire::ItemResult removeAbsent(const wire::Item &item);
    wire::ItemResult remove(const wire::Item &item, std::optional<StoredRow> &row);
    void removeChildren(const wire::Item &item);
    void bury(StoredRow &row, const wire::Item &item);
    std::string keep(const wire::Item &item, EntityType type, const std::string &id, Loser loser);
    wire::ItemResult result(const wire::Item &item, wire::Status status, std::int64_t rev) const;
    wire::ItemResult refused(const wire::Item &item, std::string_view code, std::string message) const;
    void attachRow(wire::ItemResult &result);
    Writer writer() const { return {m_caller.deviceId, m_now, m_team.rev + 1}; }

    SyncStore &m_store;
    RandomSource &m_random;
    const Caller &m_caller;
    const wire::Batch &m_batch;
    Millis m_now;
    TeamState m_team;
    DeviceState m_device;
    bool m_changed = false;
    std::vector<std::string> m_fingerprints; ///< by item; empty for bare rows
    std::unordered_map<std::int64_t, RememberedOp> m_memory;
    std::unordered_map<std::string, Parent> m_parents;
};

} // namespace mimir::server
