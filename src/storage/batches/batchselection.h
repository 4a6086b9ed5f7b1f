// Which of the rows that are due go into a batch, and what becomes of those that do not.
#pragma once

#include "storage/batches/outgoinglevels.h"
#include "storage/batches/pendingbatch.h"
#include "storage/outbox/outboxrows.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct BatchLimits {
    std::size_t items = wire::kMaxBatchItems;
    std::size_t bytes = wire::kTargetBatchBytes; ///< target size; one larger item is still sent alone
    std::size_t itemBytes = kMaxItemBytes;
};

class BatchSelection {
public:
    /// `lastOpSeq`: the number given last in the team.
    BatchSelection(Database &database, const BatchLimits &limits, std::int64_t lastOpSeq)
        : m_database(database), m_limits(limits), m_lastOpSeq(lastOpSeq), m_levels(database)
    {
    }

    bool isFull() const { return m_isFull || m_pending.items.size() >= m_limits.items; }
    /// Considers the next due row, in sending order. Precondition: the batch is not full.
    Result<void> consider(QueuedItem item, const Query &row);
    /// Writes the numbers that were given. What may not be sent by the rules is kept here; what no server can
    /// take is marked as failed, or removed if it is a delete.
    Result<void> store();

    std::int64_t lastOpSeq() const { return m_lastOpSeq; }
    /// The selected rows, in sending order.
    PendingBatch &pending() { return m_pending; }

private:
    /// Why an item is not sent to any server; the code is empty when nothing is wrong.
    struct Fault {
        std::string_view code;
        std::string message;
    };
    struct Unfit {
        QueuedItem item;
        Fault fault;
    };
    Fault faultOf(const OutboxItem &item) const;
    /// What is sent again for privacy goes at the level at which it was found (SentRow).
    Result<void> addAtLevel(QueuedItem item, OutboxItem out, PrivacyLevel level);
    void follow(QueuedItem &item, const wire::Item &row);
    void add(QueuedItem item, OutboxItem out, PrivacyLevel level);

    Database &m_database;
    const BatchLimits &m_limits;
    std::int64_t m_lastOpSeq;
    OutgoingLevels m_levels;
    PendingBatch m_pending;
    std::size_t m_bytes = 0;
    bool m_isFull = false;
    std::vector<Unfit> m_unfit;
    std::vector<QueuedItem> m_renamed;
    std::vector<QueuedItem> m_private; ///< may not be sent
    std::vector<QueuedItem> m_nowhere; ///< deletions of what cannot be on any server
};

} // namespace mimir
