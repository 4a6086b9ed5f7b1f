// Writes that the outbox must not notice: what came from a server, and the store's own bookkeeping.
#pragma once

#include "storage/sqlite/database.h"

namespace mimir {

/// Silences the triggers while it lives. Only inside a transaction: a rollback clears it too.
class TriggerSuppressor {
public:
    explicit TriggerSuppressor(Database &database);
    ~TriggerSuppressor();
    TriggerSuppressor(const TriggerSuppressor &) = delete;
    TriggerSuppressor &operator=(const TriggerSuppressor &) = delete;

    /// Must be checked before anything is written. If ending it fails, the transaction notices.
    const Result<void> &begun() const { return m_begun; }

private:
    Database &m_database;
    Result<void> m_begun;
};

} // namespace mimir
