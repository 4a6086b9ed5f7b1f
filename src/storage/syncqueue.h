// The outbox: at most one row per entity, written by the store's triggers (schema.h), numbered here just
// before it is sent, removed when the server has answered for exactly the number it has now
// (docs/protocol.md, "POST /sync/batch").
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/privacyrules.h"
#include "storage/storagebackend.h"
#include "storage/touched.h"
#include "storage/withheldforms.h"

#include <set>
#include <span>

namespace mimir {

struct LocalRow;

class SyncQueue {
public:
    enum class State : std::uint8_t { Ready = 0, Failed = 1, Held = 2, Kept = 3 };

    struct Counts {
        std::int64_t ready = 0, failed = 0, held = 0, kept = 0;
        /// Work left: what is not held, kept here or failed.
        std::int64_t pending() const { return ready; }
    };

    /// After this many refusals by the server itself, it waits for the user.
    static constexpr int kMaxTries = 10;
    /// error_code of an item that caused a whole batch to be refused.
    static constexpr std::string_view kBatchRefused = "batch_refused";
    /// error_codes of what this device does not send, without asking a server.
    static constexpr std::string_view kTooLarge = "too_large", kOddTime = "odd_time", kBadId = "bad_id";
    static bool isUnsendable(std::string_view code)
    {
        return code == kTooLarge || code == kOddTime || code == kBadId;
    }

    SyncQueue(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    /// Of all teams, including unbound rows; costs the same at 10 rows and at 10 million.
    Result<Counts> counts() const;
    Result<Counts> counts(std::int64_t team) const;
    /// Those failed rows that this device does not send.
    Result<std::int64_t> unsendable() const;
    /// Those ready rows that cannot be sent because their conversation is missing. None before the first
    /// sign-in, when nothing is sent anyway.
    struct Parentless {
        std::int64_t waiting = 0;  ///< it may still arrive
        std::int64_t orphaned = 0; ///< it was deleted
    };
    Result<Parentless> parentless() const;

    struct Limits {
        std::size_t items = wire::kMaxBatchItems;
        std::size_t bytes = wire::kTargetBatchBytes; ///< target size; one larger item is still sent alone
        std::size_t itemBytes = kMaxItemBytes;
    };
    /// A batch being sent: what was numbered, and the keys to find it again.
    struct PendingBatch {
        wire::Batch batch;
        std::vector<QueuedItem> items;          ///< same order and length as batch.items
        std::vector<PrivacyLevel> levels;       ///< what may be sent of each; never Nothing
        std::size_t bytes = 0;                  ///< of the encoded batch, for the ledger
        std::string withheld;                   ///< of the batch, for the ledger (SyncLogEntry)
        Touched touched;                        ///< the same
        std::vector<WithheldForms::Form> forms; ///< of what was withheld, set by noteForms()
        bool suspect = false; ///< a single item that caused a batch to be refused before: it is sent alone
        bool empty() const { return items.empty(); }
        /// Records how the withheld fields of an item read on the wire. `whole`: its fields as they are here.
        void noteForms(std::size_t at, const json::Object &whole);
    };
    /// Selects up to a batch of due rows of a team, parents first, and gives each its opSeq in one durable
    /// transaction. `only` restricts it to these keys (type, pk): halves of a batch that was refused as a
    /// whole. Empty while privacy mode is on; what may not be sent by the rules is kept here (State::Kept).
    /// What is too large for the server, or has an invalid time or id, is marked as failed (unsendable). The
    /// rows are as they are here: PrivacyPolicy derives from them what is sent, and noteWithheld() records it
    /// before sending.
    Result<PendingBatch> buildBatch(std::int64_t team, const Limits &limits,
        const std::set<std::pair<EntityType, std::int64_t>> *only = nullptr, bool withDeletes = true);

    /// Stores the forms of a batch: when they come back, they do not replace their original values (Replica).
    Result<void> noteWithheld(const PendingBatch &pending);

    /// The present row of a sent item, or nullopt when it has left the outbox meanwhile.
    struct Row {
        QueuedItem item;
        State state = State::Ready;
        std::int64_t baseRev = 0;
    };
    Result<std::optional<Row>> row(EntityType type, std::int64_t pk) const;
    bool hasOpenChange(EntityType type, std::int64_t pk) const;
    /// The waiting change of an entity, as it would be sent now; nullopt = none, or the entity is gone.
    Result<std::optional<wire::Item>> change(EntityType type, std::int64_t pk) const;

    /// The trigger can only say that unknown fields changed ("*"); a writer that knows which ones says so
    /// here.
    Result<void> nameUnknownFields(
        EntityType type, std::int64_t pk, const std::vector<std::string> &fields, Millis instant);

    /// When the waiting change of this field was written; of the whole row for "". 0 = nothing waits.
    Millis editedAt(EntityType type, std::int64_t pk, std::string_view field) const;

    Result<void> removeAcknowledged(EntityType type, std::int64_t pk);
    Result<void> raiseBase(EntityType type, std::int64_t pk, std::int64_t rev);
    /// The server said "later": counts a try, gives the number back, marks as failed after the tenth.
    Result<void> countTry(const QueuedItem &item, std::string_view code, std::string_view message, Millis now,
        RandomSource *jitter = nullptr);
    /// Marks as failed at once: trying again automatically cannot help.
    Result<void> markFailed(const QueuedItem &item, std::string_view code, std::string_view message);

    /// Earliest future next_attempt_at of a ready row; nullopt = none.
    std::optional<Millis> nextDue(Millis now) const;
    /// Whether a row of this team could be sent now.
    bool hasDue(std::int64_t team, Millis now) const;

    /// The clock was set: no row waits longer than its delay counted from now.
    Result<void> clampTries(Millis now);
    /// Failed rows become ready with a clean slate, and rows waiting for their next try no longer wait. No
    /// ids = all. Returns how many.
    Result<int> retry(std::span<const std::string> ids = {});
    using Key = std::pair<EntityType, std::int64_t>;
    /// Refused items for which it is unknown what the server has: an earlier send may have arrived without
    /// its answer getting here. At most `limit`, after `after` in the order of (type, pk).
    Result<std::vector<QueuedItem>> unsettled(std::int64_t team, Key after, std::size_t limit) const;
    /// What the server refused of the entities with this id.
    Result<std::vector<Row>> failed(std::string_view id) const;
    /// Keeps a row on this device without sending it; for a new conversation, also everything that waits in
    /// it.
    Result<void> keepHere(EntityType type, std::int64_t pk);
    enum class HeldChoice { Send, KeepHere };
    /// What was recorded in privacy mode: nothing of it is sent without this explicit choice. Returns how
    /// many.
    Result<int> decideHeld(HeldChoice choice);
    /// Keeps everything that waits on this device forever: a choice offered at the first sign-in. Returns how
    /// many.
    Result<int> keepReady();

    Result<std::vector<QueuedItem>> list(State state, std::size_t limit) const;
    /// Ready, and not waiting for a next try; of all teams, the unbound included.
    Result<std::vector<QueuedItem>> due(std::size_t limit) const;
    /// What PrivacyPolicy would be given for this entity: its row of the outbox as buildBatch() would build it
    /// now, or the whole row when nothing of it waits. opSeq 0 where no number was given yet. Errors:
    /// NotFound.
    struct Preview {
        wire::Item item; ///< as it is here
        PrivacyLevel level = PrivacyLevel::Nothing;
        std::int64_t team = 0; ///< 0 = none yet
    };
    Result<Preview> preview(EntityType type, std::string_view id);
    Result<void> requeue(EntityType type, std::string_view id, wire::Action action);
    /// Those that still hold their number and were not edited since.
    Result<void> forget(const std::vector<QueuedItem> &items);
    /// Is this still what waits of its entity?
    Result<bool> isPresent(const QueuedItem &item) const;

private:
    Result<std::vector<QueuedItem>> list(State state, std::size_t limit, Millis attemptBefore) const;
    /// Its row of the outbox as buildBatch() would build it now, or the whole row, which is taken out of
    /// `stored`.
    Result<wire::Item> outgoing(EntityType type, LocalRow &stored) const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
