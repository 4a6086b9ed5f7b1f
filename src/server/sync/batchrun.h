// One batch on its way through the server's rule: fence, remembered answers, order, then each item on the
// rows that were loaded; at the end everything that changed is written (docs/protocol.md, "The server's
// rule").
#pragma once

#include "server/sync/syncservice.h"
#include "server/sync/workingset.h"

#include <unordered_map>

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
    enum class Parent : std::uint8_t { Absent, Live, Deleted, Foreign };
    /// A value that lost; it gets its own id, or that of an equal record, at the end of the batch.
    struct Kept {
        ConflictRow row;
        std::size_t item;
        bool reported; ///< in the answer to that item
    };

    Result<void> checkEnvelope() const;
    Result<void> enter();
    Result<void> checkHistory();
    Result<void> placeOffers();
    Result<void> keepTag(std::int64_t firstRev);
    Result<void> openDevice();
    Result<void> compareWithMemory();
    std::vector<std::size_t> order() const;
    Result<void> processAll();
    Result<wire::ItemResult> answer(std::size_t at);
    Result<wire::ItemResult> process(const wire::Item &item);
    std::optional<wire::ItemResult> checkParent(const wire::Item &item, const std::string &conversationId);
    Parent parentState(const std::string &conversationId);
    wire::ItemResult insert(const wire::Item &item);
    Result<wire::ItemResult> merge(const wire::Item &item, StoredRow &row);
    Result<wire::ItemResult> withdraw(const wire::Item &item, StoredRow &row);
    bool isNoLoss(const wire::Item &item, const StoredRow &deleted) const;
    Result<wire::ItemResult> onDeleted(const wire::Item &item, StoredRow &row);
    enum class Keep : std::uint8_t {
        Words,
        Nothing, ///< its owner wanted it forgotten: only the device keeps its version
    };
    wire::ItemResult refuseGone(const wire::Item &item, std::string_view reason,
        std::string_view winningDevice, Keep kept = Keep::Words);
    Result<wire::ItemResult> remove(const wire::Item &item, StoredRow *row);
    wire::ItemResult removeAbsent(const wire::Item &item);
    wire::ItemResult emptyEarlierTombstone(const wire::Item &item, StoredRow &row);
    /// Removes all of its content (_sync.reason).
    void emptyTombstone(StoredRow &row);
    void redact(const StoredRow &row);

    void touch(StoredRow &row);
    void follow(StoredRow &conversation, const RowState &state);
    Result<void> rescopeChildren();
    Result<void> deleteChildren();
    Result<void> leaveTombstones(std::span<const ConversationDelete> deletions);
    Result<void> leaveEmptyTombstones(std::span<const ConversationDelete> deletions);
    Result<void> keepUnseen(const std::vector<StoredRow> &children);
    void keep(std::int64_t user, EntityType type, const std::string &id, Loser loser, bool reported);
    Result<void> storeConflicts();
    Result<void> write();
    void attachRow(wire::ItemResult &result);

    wire::ItemResult result(const wire::Item &item, wire::Status status, std::int64_t rev) const;
    wire::ItemResult refused(const wire::Item &item, std::string_view code, std::string message) const;
    Writer writer() const { return {m_caller.deviceId, m_commit, m_team.rev + 1, m_offersRev}; }
    Issue issue() const { return {m_team.rev + 1, m_commit}; }
    void take(const Issue &issued);

    SyncStore &m_store;
    RandomSource &m_random;
    const Caller &m_caller;
    const wire::Batch &m_batch;
    Millis m_now;    ///< the server's clock
    Millis m_commit; ///< never behind the team's last commit, unless that one was wrong
    TeamState m_team;
    std::int64_t m_offersRev = 0; ///< the last revision shared with the history that offers come from
    DeviceState m_device;
    std::optional<WorkingSet> m_rows;
    bool m_sharedChanged = false;
    bool m_historyDiffers = false;
    std::size_t m_at = 0;                    ///< the present item
    std::vector<std::string> m_fingerprints; ///< by item; empty for bare rows
    std::unordered_map<std::int64_t, RememberedOp> m_memory;
    std::vector<wire::ItemResult> m_results; ///< by item
    std::vector<std::size_t> m_toRemember;
    std::vector<Kept> m_kept;
    std::vector<OwnedKey> m_blanked;
    std::vector<ConversationDelete> m_deletes;
    std::unordered_map<std::string, Rescope> m_rescopes; ///< by owner and conversation: the last one counts
};

} // namespace mimir::server
