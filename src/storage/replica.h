// Applies what comes from the server: pages of a pull and the answers to a batch, each in one transaction
// with the triggers silent (docs/protocol.md, "GET /sync/pull" and "POST /sync/batch").
//
// A row with an open local change is never overwritten: the server's version waits next to it (sync_shadow)
// until the change has its own answer. A row that was just deleted stays deleted. A row that cannot be
// applied is quarantined, and the rest of the page is applied.
//
// Rows that teammates share are copies for reading: they are never offered to a server again, they are
// removed without a tombstone when they are no longer shared, and local edits in them are then stored as
// conflicts.
//
// After a restore of the server (another epoch), all of our own rows are offered again, and every tombstone
// is in doubt: it does not hide a row that the new history still has, but deletes that row there again.
#pragma once

#include "storage/conflictlog.h"
#include "storage/entitytable.h"
#include "storage/fieldinstants.h"
#include "storage/hybridstoragebackend.h"
#include "storage/storesettings.h"
#include "storage/teamregistry.h"

namespace mimir {

class Replica {
public:
    Replica(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_random(random), m_queue(database, clock),
          m_conflicts(database), m_settings(database)
    {
    }

    enum class Source {
        Revisions,  ///< a server of protocol 2
        Timestamps, ///< a server of the original contract: rows without revisions, conflicts decided here by
                    ///< updated_at
    };
    struct PageOutcome {
        int applied = 0;
        int newConflicts = 0;
        int queued = 0; ///< what can be sent now: deletes that are sent again, what was waiting for another
                        ///< item
    };
    /// Applies a page and its cursor in one transaction. Error: Cancelled (it comes from an address that the
    /// team has left).
    Result<PageOutcome> applyPage(const Team &team, const wire::Page &page, Source source);

    struct BatchOutcome {
        int done = 0;    ///< left the outbox
        int refused = 0; ///< marked as failed now
        int later = 0;   ///< counted a try
        int conflicts = 0;
        int unanswered = 0;          ///< sent, but no result: they are sent again
        bool deviceRollback = false; ///< `stale` for an op that is present
    };
    /// Applies the results of a batch to what was sent. Error: Cancelled, as applyPage().
    Result<BatchOutcome> applyResults(
        const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer);

    /// The server lost its history (another epoch): pulls from the start and offers every own row of the team
    /// again. What was deleted before is deleted again if the new history turns out to have it.
    Result<void> resetEpoch(const Team &team);

    struct DiscardOutcome {
        int reverted = 0; ///< the row is, or will be after the next pull, as the server has it
        int keptHere = 0; ///< the server never had the row: it stays on this device and is not sent
    };
    /// The user gives up changes that the server refused (state Failed; others are not touched). What was
    /// written is stored as a dismissed conflict and can be restored from there. Where the server's version
    /// is not here, its team is pulled from the start once.
    Result<DiscardOutcome> discard(std::span<const std::string> ids);

    Result<std::int64_t> quarantined() const;

private:
    /// False once the team's address has changed since the request: the answer is from another history.
    bool isAtAddress(const Team &team) const;
    /// A row as the server sends it; `rev` is that of its envelope, in case it has none itself.
    static Result<wire::PulledRow> parsedRow(EntityType type, std::string_view json, std::int64_t rev);
    struct Answered {
        const Team &team;
        const QueuedItem &sent;
        SyncQueue::Row queued;
        const wire::ItemResult &result;
        Millis serverTime = 0; ///< of the answer; 0 = not trusted
    };
    Result<void> applyResult(const Answered &answered, BatchOutcome &outcome);
    Result<void> applyRetry(const Answered &answered, BatchOutcome &outcome);
    Result<void> applyResult(const Answered &answered);
    /// The server has accepted the change: records since when its fields have their values.
    Result<void> noteInstants(const Answered &answered);
    Result<void> applyConflict(const Answered &answered);
    Result<void> applyRejected(const Answered &answered);
    std::string refusalCode(const Answered &answered) const;
    Result<void> keepLosers(
        const Answered &answered, const std::optional<LocalRow> &local, const wire::PulledRow *winner);
    Result<bool> applyRow(const Team &team, const wire::PulledRow &row, Source source, PageOutcome &outcome);
    Result<bool> refusedHasArrived(const wire::PulledRow &row, std::int64_t pk);
    Result<bool> applyOlderContract(
        const Team &team, const LocalRow &local, Record incoming, PageOutcome &outcome);
    Result<bool> applyDeletion(const Team &team, const wire::Deletion &deletion, PageOutcome &outcome);
    /// Removes a teammate's row; local edits in it are stored as conflicts.
    Result<void> withdraw(
        const Team &team, const wire::Deletion &deletion, std::int64_t pk, PageOutcome &outcome);
    /// Stores the edits of an open change as conflicts, one per field; returns how many. Precondition of
    /// `winner`: it is the server's version, nullptr when that is gone or unknown.
    struct LostEdit {
        EntityType type;
        std::string_view id;
        std::int64_t pk;
        std::string_view reason;
        const wire::PulledRow *winner;
        Conflict::State state;
    };
    Result<int> keepEdits(const LostEdit &edit);
    Result<void> insertPulled(const Team &team, const wire::PulledRow &row);
    /// A row that was deleted here before the server lost its history: it is stored again, hidden, until the
    /// pull has caught up and it is known what else has arrived.
    Result<void> hide(const Team &team, const wire::PulledRow &row);
    /// The pull after a change of epoch has caught up: teammates' rows that were not sent again are removed,
    /// what was deleted before is deleted again.
    Result<void> endRebuilding(const Team &team, std::int64_t position, PageOutcome &outcome);
    Result<void> forgetUnshared(const Team &team, PageOutcome &outcome);
    Result<void> queueDeletesAgain(
        const Team &team, EntityType type, std::int64_t position, PageOutcome &outcome);
    /// The reverse: the server refused the delete.
    Result<void> restoreAfterRefusedDelete(EntityType type, std::int64_t pk, std::string_view id);
    Result<void> discardOne(const SyncQueue::Row &row, DiscardOutcome &outcome);
    Result<void> revertEdit(const Team &team, const QueuedItem &item);
    Result<void> noteConflict(const wire::ConflictNote &note, PageOutcome &outcome);
    /// For a conversation that a teammate shares: stores that teammate's name, if the server gives it.
    Result<void> keepSharer(const wire::PulledRow &row, std::int64_t pk);
    /// Stores the server's instants of a row that is here now; `ours` and `before`: as it was.
    Result<void> keepInstants(
        const wire::PulledRow &row, std::int64_t pk, const FieldInstants &before, const json::Object &ours);
    /// Makes the local row equal to the server's.
    Result<void> adopt(const Team &team, const wire::PulledRow &row);
    /// Removes a row, and with a conversation its children, except those with an open change.
    Result<void> drop(const Team &team, EntityType type, std::string_view id, std::int64_t rev);
    Result<void> removeRow(EntityType type, std::int64_t pk);
    Result<void> setShadow(
        EntityType type, std::int64_t pk, std::int64_t rev, const std::optional<std::string> &payload);
    struct Shadow {
        std::int64_t rev;
        std::optional<std::string> payload; ///< wire::appendRow(); nullopt = deleted
    };
    Result<std::optional<Shadow>> takeShadow(EntityType type, std::int64_t pk);
    Result<void> quarantine(const Team &team, const wire::PulledRow &row, std::string_view reason);
    /// A later version of what was quarantined has been applied.
    Result<void> release(const Team &team, EntityType type, std::string_view id);
    struct Tombstone {
        std::int64_t rev;
        bool doubted;
        std::int64_t team; ///< 0 = not known
    };
    /// It, or its conversation, was deleted in a history that this team continues only if the user says so.
    bool waitsBehindTombstone(const Team &team, const Record &record) const;
    std::optional<Tombstone> tombstoneOf(EntityType type, std::string_view id) const;
    bool parentHasTombstone(const Record &record, std::int64_t rev) const;
    bool belongsToOwnConversation(const Record &record) const;
    Result<void> adoptAsOwn(const Team &team, EntityType type, std::int64_t pk);
    bool isSharedWithBoth(const EntityTable::Head &local, const Team &team) const;
    std::string titleOf(EntityType type, std::string_view id, std::string_view conversationId) const;

    Database &m_database;
    const Clock &m_clock;
    RandomSource &m_random;
    SyncQueue m_queue;
    ConflictLog m_conflicts;
    StoreSettings m_settings;
};

} // namespace mimir
