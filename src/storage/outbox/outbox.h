// The outbox: at most one row per entity, written by the store's triggers (schema.h), numbered just before it is
// sent (BatchBuilder), removed when the server has answered for exactly the number it has now (docs/protocol.md,
// "POST /sync/batch"). Here: the change of one entity, and what becomes of it.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/outbox/queueditem.h"
#include "storage/schema/storedenums.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string_view>
#include <utility>

namespace mimir {

/// Type and pk of an entity, in the order in which changes are sent.
using OutboxKey = std::pair<EntityType, std::int64_t>;

class Outbox {
public:
    using State = OutboxState;

    /// After this many refusals by the server itself, it waits for the user.
    static constexpr int kMaxTries = 10;
    /// error_code of an item that caused a whole batch to be refused.
    static constexpr std::string_view kBatchRefused = "batch_refused";
    /// The answer about the item makes no sense; nothing of it was used.
    static constexpr std::string_view kServerWrong = "server_wrong";
    /// The server says that it has the change already, which is hard to believe: it is asked once more.
    static constexpr std::string_view kAskedAgain = "asked_again";
    /// error_code of an item that the server found too large: a limit in front of it may be there for a moment only.
    static constexpr std::string_view kRefusedBySize = "item_too_large";
    static constexpr Millis kAfterSize = Millis(24) * 3600 * 1000;
    /// error_codes of what this device does not send, without asking a server.
    static constexpr std::string_view kTooLarge = "too_large", kOddTime = "odd_time", kBadId = "bad_id";
    static bool isUnsendable(std::string_view code)
    {
        return code == kTooLarge || code == kOddTime || code == kBadId;
    }

    explicit Outbox(Database &database) : m_database(database) { }

    struct Row {
        QueuedItem item;
        State state = State::Ready;
        std::int64_t baseRev = 0;
    };
    /// nullopt: nothing of this entity waits.
    Result<std::optional<Row>> row(EntityType type, std::int64_t pk) const;
    bool hasOpenChange(EntityType type, std::int64_t pk) const;
    /// The change as it would be sent now; nullopt = nothing waits, or the entity is gone.
    Result<std::optional<wire::Item>> change(EntityType type, std::int64_t pk) const;
    /// When the waiting change of this field was written; of the whole row for "". 0 = nothing waits.
    Millis editedAt(EntityType type, std::int64_t pk, std::string_view field) const;

    /// It was acknowledged, or is given up.
    Result<void> remove(EntityType type, std::int64_t pk);
    Result<void> raiseBase(EntityType type, std::int64_t pk, std::int64_t rev);
    /// The server said "later": counts a try, gives the number back, marks as failed after the tenth.
    Result<void> countTry(const QueuedItem &item, std::string_view code, std::string_view message, Millis now,
        RandomSource *jitter = nullptr);
    /// Marks as failed at once: trying again automatically cannot help.
    Result<void> markFailed(const QueuedItem &item, std::string_view code, std::string_view message);
    /// The same, but it is tried again after kAfterSize (OutboxDecisions::retryRefusedBySize).
    Result<void> markTooLarge(const QueuedItem &item, std::string_view message, Millis now);
    /// Not before `until`, unless the user asks for it.
    Result<void> postpone(EntityType type, std::int64_t pk, Millis until);
    /// Keeps a row on this device without sending it; for a new conversation, also everything that waits in
    /// it.
    Result<void> keepHere(EntityType type, std::int64_t pk);

    /// The clock was set: no row waits longer than its delay counted from now.
    Result<void> clampTries(Millis now);

private:
    Database &m_database;
};

} // namespace mimir
