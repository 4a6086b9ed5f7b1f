// The SQL of syncing: rows, conflict records, devices, remembered answers. No rules are decided here.
//
// One interface with an implementation for each engine. The calls take whole sets, so that the number of
// statements over a network does not depend on the number of items; SQLite runs a prepared statement for each
// item. Every statement begins with the team, so that all of a team can live on one shard.
//
// A transaction that enters a team with Lock::Held is the only writer there until the commit, and reads what
// was committed last; so revisions become visible in the order they are given, and a cursor never skips one.
//
// Thread: the connection's.
#pragma once

#include "server/sync/historyproof.h"
#include "server/sync/pullstream.h"
#include "server/sync/rememberedop.h"
#include "server/sync/storedrow.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

enum class TeamRole : std::uint8_t { Viewer, Developer, Admin };
/// An unknown name gets the fewest rights.
TeamRole teamRoleFromName(std::string_view name);

struct TeamState {
    std::int64_t pk = 0;
    std::string epoch;
    std::int64_t rev = 0;      ///< the last one given
    Millis commitMs = 0;       ///< of the last change
    std::int64_t epochRev = 0; ///< the last one before this epoch
    Millis clockDoubt = 0;     ///< since when the clock is behind commitMs (commitclock.h); 0 = it is not
    TeamRole role = TeamRole::Viewer;
    std::string proofKey; ///< signs its proofs; never sent
    HistoryTag newestTag; ///< the last one retained
};

struct DeviceState {
    std::int64_t pk = 0;
    std::int64_t lastOpSeq = 0;
    std::int64_t ackedThrough = 0;
    std::string name;
};

struct DeviceName {
    std::int64_t pk = 0;
    std::string id;
    std::string name;
};

/// Text that the JSON of every message and tool call of this conversation contains, and no other JSON.
std::string conversationMark(std::string_view conversationId);

/// A deleted conversation, and with it its live messages and tool calls.
struct ConversationDelete {
    std::string conversationId;
    Millis editedAt = 0;
    std::int64_t knownRev = 0; ///< the deleting device has seen everything up to here
    bool forgets = false;      ///< for privacy: forgetChildren()
};

/// The change for the messages and tool calls of a conversation that was shared or withdrawn.
struct Rescope {
    std::int64_t owner = 0;
    std::string conversationId;
    Scope scope = Scope::Team;
};

inline constexpr std::int64_t kRowsPerInstant = 32;
/// The first free revision, and the instant of the commit. Statements that write any number of rows give each
/// a revision of its own and advance the instant by 1 ms every kRowsPerInstant rows, so that clients that go
/// on by time find small commits; afterwards both are past the last row.
struct Issue {
    std::int64_t nextRev = 0;
    Millis commitMs = 0;

    /// A statement gave so many rows their revisions.
    void given(std::int64_t rows)
    {
        nextRev += rows;
        if (rows > 0)
            commitMs += (rows - 1) / kRowsPerInstant;
    }
};

/// The most bytes of stored bodies that one batch may load into memory. A client that hits the limit halves
/// its batch; one item and its conversation always fit, even the largest.
inline constexpr std::int64_t kMaxLoadedBytes = 48 << 20;

/// Size of a piece of a statement's answer when its rows are processed one after the other and their number
/// is unknown.
inline constexpr std::size_t kPieceBytes = 4u << 20;

/// How much trash is emptied at a time: no one waits longer than that.
inline constexpr std::size_t kTrashRows = 2000;

class SyncStore {
public:
    enum class Lock : std::uint8_t {
        None, ///< a snapshot: all statements see one moment; nothing is written
        Held, ///< SQLite: the one writer of the file. PostgreSQL: the team's row, locked by enter()
    };

    virtual ~SyncStore() = default;

    virtual Result<void> begin(Lock lock) = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;

    /// nullopt if there is no such team or the user is not a member, without distinction.
    virtual Result<std::optional<TeamState>> enter(std::int64_t user, std::string_view teamId, Lock lock) = 0;
    /// Saves revision and instant.
    virtual Result<void> saveTeam(const TeamState &team) = 0;

    /// Whether a commit of this team has retained a tag since the database was opened. Precondition: the team
    /// is entered with Lock::Held.
    virtual bool hasTagSinceOpening(std::int64_t team) const = 0;
    virtual Result<void> keepTag(std::int64_t team, const HistoryTag &tag) = 0;
    /// The last retained tag at or before `position`.
    virtual Result<HistoryTag> tagAt(std::int64_t team, std::int64_t position) = 0;
    /// Those before `rev` for a proof: the 1st, 2nd, 4th, … 128th, newest first.
    virtual Result<std::vector<HistoryTag>> earlierTags(std::int64_t team, std::int64_t rev) = 0;
    /// The first retained tag after `rev`; its rev is 0 if there is none.
    virtual Result<HistoryTag> tagAfter(std::int64_t team, std::int64_t rev) = 0;
    /// The last revision that the history named `epoch` has in common with the present one: the earliest of
    /// the places where a history has been left since. For an unknown epoch, the earliest of all; nullopt:
    /// none are stored.
    virtual Result<std::optional<std::int64_t>> commonSince(std::int64_t team, std::string_view epoch) = 0;
    /// `epochRev`: the team's new TeamState::epochRev.
    virtual Result<void> beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev) = 0;

    /// nullopt if the server has never seen the device.
    virtual Result<std::optional<DeviceState>> device(
        std::int64_t team, std::int64_t user, std::string_view id)
        = 0;
    virtual Result<DeviceState> makeDevice(
        std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
        = 0;
    /// Also drops the answers that `ackedThrough` confirms. An empty name leaves the known one.
    virtual Result<void> saveDevice(
        std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
        = 0;
    virtual Result<std::vector<DeviceName>> devices(std::int64_t team, std::span<const std::int64_t> pks) = 0;

    virtual Result<std::vector<RememberedOp>> rememberedOps(
        std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
        = 0;
    virtual Result<void> remember(std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
        = 0;

    /// For these ids, the user's own rows, including deleted ones, and the live rows of others that the team
    /// sees. Errors: TooLarge if together they exceed kMaxLoadedBytes.
    virtual Result<std::vector<StoredRow>> rows(
        std::int64_t team, std::int64_t user, std::span<const RowKey> keys)
        = 0;
    virtual Result<void> insertRows(std::int64_t team, std::span<const StoredRow *const> rows) = 0;
    /// Finds rows by owner, type and id; the conversation does not change.
    virtual Result<void> updateRows(std::int64_t team, std::span<const StoredRow *const> rows) = 0;

    /// The live messages and tool calls that another device has written in after `knownRev`, as far as can be
    /// told without reading the row's body; by revision, in pieces of about kPieceBytes. `take` may use the
    /// store.
    using TakePiece = std::function<Result<void>(const std::vector<StoredRow> &)>;
    virtual Result<void> unseenChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, const TakePiece &take)
        = 0;
    /// One tombstone with its own revision for each live message and tool call.
    virtual Result<void> deleteChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
        = 0;
    /// The same, and removes all content: also from rows that were deleted earlier, and from all conflict
    /// records of the conversation, its messages and tool calls.
    virtual Result<void> forgetChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue)
        = 0;
    /// One revision for each live message and tool call whose scope changes. A row whose id another user
    /// already shares does not change.
    virtual Result<void> rescopeChildren(std::int64_t team, std::span<const Rescope> changes, Issue &issue)
        = 0;

    /// For each, the id of a record that already says the same: about the same edit, as far as its instant is
    /// known.
    virtual Result<std::vector<std::optional<std::string>>> conflictsLike(
        std::int64_t team, std::span<const ConflictRow> conflicts)
        = 0;
    virtual Result<void> insertConflicts(std::int64_t team, std::span<const ConflictRow> conflicts) = 0;
    /// Blanks the content of redacted rows in conflict records.
    virtual Result<void> blankConflicts(std::int64_t team, std::span<const OwnedKey> rows) = 0;
    /// Replaces single values in them.
    virtual Result<void> reduceConflicts(std::int64_t team, std::span<const ReducedValue> values) = 0;

    /// The user's rows.
    virtual std::unique_ptr<PullStream> ownRows(std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    /// Rows of others that are or were shared, except those whose id the user has a row of, and traces of ids
    /// that someone else shares now. Also scans what the user shares in the range.
    virtual std::unique_ptr<PullStream> sharedRows(
        std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    virtual std::unique_ptr<PullStream> conflicts(
        std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    /// Revision of the user's own row `count` rows after the next one; nullopt: there are not that many.
    virtual Result<std::optional<std::int64_t>> ownRevAfter(
        std::int64_t team, std::int64_t user, std::int64_t rev, std::size_t count)
        = 0;
    /// Instant of the first row after `rev` that is the user's own or shared by anyone.
    virtual Result<std::optional<Millis>> commitAfter(std::int64_t team, std::int64_t user, std::int64_t rev)
        = 0;

    /// The sums of the user's live rows, from this part on; at most one part more than kMaxDigestParts.
    virtual Result<std::vector<wire::DigestPart>> digest(
        std::int64_t team, std::int64_t user, std::int64_t fromPart)
        = 0;
    /// The user's live rows of one part, by revision.
    virtual Result<std::vector<wire::DigestRow>> digestRows(
        std::int64_t team, std::int64_t user, std::int64_t part)
        = 0;

    /// Rows of a team that were deleted longer ago than its organisation's limit.
    struct Trash {
        std::int64_t team = 0;
        Millis before = 0;
    };
    /// The trash of all teams.
    virtual Result<std::vector<Trash>> trash(Millis now) = 0;
    /// Drops kTrashRows of it: the content of tombstones (ids and revisions stay forever), and conflict
    /// records whose loser was a deleted row or a value of one. Runs in its own transaction. False: there was
    /// nothing left.
    virtual Result<bool> emptyTrash(const Trash &trash) = 0;
};

/// Rolled back unless commit() succeeded.
class SyncTransaction {
public:
    SyncTransaction(SyncStore &store, SyncStore::Lock lock) : m_store(store), m_begun(store.begin(lock)) { }
    ~SyncTransaction()
    {
        if (m_begun && !m_committed)
            m_store.rollback();
    }
    SyncTransaction(const SyncTransaction &) = delete;
    SyncTransaction &operator=(const SyncTransaction &) = delete;

    /// Must be checked before anything is done in the transaction.
    const Result<void> &begun() const { return m_begun; }
    Result<void> commit()
    {
        auto done = m_store.commit();
        m_committed = done.ok();
        return done;
    }

private:
    SyncStore &m_store;
    Result<void> m_begun;
    bool m_committed = false;
};

/// The error of rows() above kMaxLoadedBytes.
Error tooMuchToLoad();
} // namespace mimir::server
