// The SQL of syncing: rows, conflict records, devices, remembered answers. No rule is decided here.
//
// One interface, an implementation for each engine. The calls take whole sets, so that over a network the
// number of statements does not depend on the number of items; SQLite runs a prepared statement for each.
// Every statement begins with the team: all of a team can live on one shard.
//
// Whoever enters a team with Lock::Held is alone in writing there until the commit, and reads what was
// committed last; so revisions become visible in the order they are given, and a cursor never steps over one.
//
// Thread: that of the connection.
#pragma once

#include "server/sync/historyproof.h"
#include "server/sync/mergerule.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace mimir::server {

/// Who else than its owner may read a row. The numbers are stored.
enum class Scope : std::uint8_t {
    Own = 0,
    Team = 1,      ///< a conversation with `visibility: team`, its messages and tool calls
    Withdrawn = 2, ///< was shared: the others are told that it is gone
};

enum class TeamRole : std::uint8_t { Viewer, Developer, Admin };
/// What is not known may as little as possible.
TeamRole teamRoleFromName(std::string_view name);

struct TeamState {
    std::int64_t pk = 0;
    std::string epoch;
    std::int64_t rev = 0;      ///< the last one given
    Millis commitMs = 0;       ///< of the last change
    std::int64_t epochRev = 0; ///< the last one from before this epoch
    Millis clockDoubt = 0;     ///< since when the clock is behind commitMs (commitclock.h); 0 = it is not
    TeamRole role = TeamRole::Viewer;
    std::string proofKey; ///< signs its proofs; never sent
    HistoryTag newestTag; ///< the last one kept
};

/// The teams that have kept a tag since the database was opened.
class TaggedTeams {
public:
    bool has(std::int64_t team) const { return m_teams.contains(team); }
    /// Counts once the present transaction is committed.
    void add(std::int64_t team) { m_pending.insert(team); }
    void committed() { m_teams.merge(m_pending); }
    void rolledBack() { m_pending.clear(); }
    /// Where the database is another opening than before, nothing counts any more.
    void opened(std::string_view opening)
    {
        if (m_opening == opening)
            return;
        m_opening = opening;
        m_teams.clear();
    }

private:
    std::string m_opening;
    std::unordered_set<std::int64_t> m_teams;
    std::unordered_set<std::int64_t> m_pending;
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

struct RowKey {
    EntityType type = EntityType::Conversation;
    std::string id;

    bool operator==(const RowKey &) const = default;
};

/// A row as it is stored: RowState without its fields parsed, devices by number.
struct StoredRow {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t owner = 0;
    std::int64_t rev = 0;
    Millis commitMs = 0;
    bool deleted = false;
    Scope scope = Scope::Own;
    std::string conversationId;
    Millis editedAt = 0; ///< with device and madeRev: the stamp of all fields without one of their own
    std::int64_t device = 0;
    std::int64_t madeRev = 0;
    std::int64_t writer = 0; ///< number of the device whose push gave the row `rev`; 0: none did
    std::string stamps; ///< fieldstamps.h; empty when no field has one of its own
    bool redacted = false;
    bool forgotten = false; ///< deleted for privacy's sake: without content, and its owner's devices hear why
    std::string payload; ///< canonical JSON; empty in a tombstone without content
};

/// An answer kept until the device confirms it.
struct RememberedOp {
    std::string fingerprint;
    wire::ItemResult result; ///< without type, id and row
};

struct ConflictRow {
    std::int64_t user = 0; ///< whose devices are told
    std::string id;
    std::int64_t rev = 0;
    EntityType type = EntityType::Conversation;
    std::string entityId;
    std::string field;
    std::string losing;
    std::string winning;
    std::int64_t losingDevice = 0;
    std::int64_t winningDevice = 0;
    std::string_view reason;
    Millis editedAt = 0;
    Millis at = 0;
    bool anyInstant = false; ///< in conflictsLike(): whenever it was edited
};

struct OwnedKey {
    std::int64_t owner = 0;
    RowKey key;
};

/// What column `redacted` says.
enum class Redaction : std::uint8_t { None = 0, Blanked = 1, Forgotten = 2 };
Redaction redactionOf(const StoredRow &row);
void setRedaction(StoredRow &row, std::int64_t stored);
/// Reason of the deletion that a stream has in its column for it: 1 deleted, 2 withdrawn, 3 forgotten.
std::string_view deletionReason(std::int64_t gone);

/// What the JSON of each message and tool call of this conversation holds, and no other text.
std::string conversationMark(std::string_view conversationId);

/// A conversation that is deleted, and with it the live messages and tool calls it has.
struct ConversationDelete {
    std::string conversationId;
    Millis editedAt = 0;
    std::int64_t knownRev = 0; ///< up to here whoever deletes has seen them
    bool forgets = false;      ///< for privacy's sake: forgetChildren()
};

/// What becomes of the messages and tool calls of a conversation that was shared or withdrawn.
struct Rescope {
    std::int64_t owner = 0;
    std::string conversationId;
    Scope scope = Scope::Team;
};

/// The first free revision, and the instant of the commit. Statements that write any number of rows give
/// each a revision of its own and let the instant rise by 1 ms every kRowsPerInstant rows, so that whoever
/// goes on by time finds small commits; both stand behind the last row afterwards.
struct Issue {
    std::int64_t nextRev = 0;
    Millis commitMs = 0;
};
inline constexpr std::int64_t kRowsPerInstant = 32;

/// Stored bodies that one batch may bring into memory. A client that meets the limit halves its batch; one
/// item and its conversation, be they the largest, always fit.
inline constexpr std::int64_t kMaxLoadedBytes = 48 << 20;

/// Bodies of a statement's answer whose rows are worked off one after the other, where nothing says how many
/// there are.
inline constexpr std::size_t kPieceBytes = 4u << 20;

/// Entries of a pull, by revision.
class PullStream {
public:
    virtual ~PullStream() = default;
    /// True while there is an entry. False at the end and on error; status() tells which.
    virtual bool next() = 0;
    virtual Result<void> status() const = 0;

    // Of the present entry.
    virtual std::int64_t rev() const = 0;
    virtual Millis commitMs() const = 0;
    virtual std::size_t bytes() const = 0; ///< of what it adds to a page, about
    virtual void addTo(wire::PageWriter &page) const = 0;
};

/// Which part of a stream, and how much of it is fetched at a time where all of that is in memory.
struct PullRange {
    std::int64_t after = 0;
    std::int64_t through = INT64_MAX;
    std::int64_t notBy = 0; ///< own rows: leaves out live ones that this device wrote last; 0 = none
    std::size_t chunkRows = 500;
    std::size_t chunkBytes = 4u << 20;
};

/// So much of the trash goes at a time: others wait no longer than for that.
inline constexpr std::size_t kTrashRows = 2000;

class SyncStore {
public:
    enum class Lock : std::uint8_t {
        None, ///< a snapshot: all statements see one moment; nothing is written
        Held, ///< SQLite: the one writer of the file. PostgreSQL: the row of the team, taken by enter()
    };

    virtual ~SyncStore() = default;

    virtual Result<void> begin(Lock lock) = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;

    /// nullopt when there is no such team or the user is no member: both alike.
    virtual Result<std::optional<TeamState>> enter(std::int64_t user, std::string_view teamId, Lock lock) = 0;
    /// Revision and instant.
    virtual Result<void> saveTeam(const TeamState &team) = 0;

    /// Has a commit of this team kept a tag since the database was opened? Precondition: the team is entered
    /// with Lock::Held.
    virtual bool hasTagSinceOpening(std::int64_t team) const = 0;
    virtual Result<void> keepTag(std::int64_t team, const HistoryTag &tag) = 0;
    /// The last kept one at or before `position`.
    virtual Result<HistoryTag> tagAt(std::int64_t team, std::int64_t position) = 0;
    /// The first kept one behind `rev`; its rev is 0 where there is none.
    virtual Result<HistoryTag> tagAfter(std::int64_t team, std::int64_t rev) = 0;
    /// The last revision that the history named `epoch` has in common with the present one: the earliest of the places
    /// where a history was left since. Of one that is not known, of all of them; nullopt: none is kept.
    virtual Result<std::optional<std::int64_t>> commonSince(std::int64_t team, std::string_view epoch) = 0;
    /// `epochRev`: TeamState::epochRev of it.
    virtual Result<void> beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev) = 0;

    /// nullopt when the server never saw the device.
    virtual Result<std::optional<DeviceState>> device(
        std::int64_t team, std::int64_t user, std::string_view id)
        = 0;
    virtual Result<DeviceState> makeDevice(
        std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
        = 0;
    /// Also drops the answers that `ackedThrough` confirms. An empty name leaves the one known.
    virtual Result<void> saveDevice(
        std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
        = 0;
    virtual Result<std::vector<DeviceName>> devices(std::int64_t team, std::span<const std::int64_t> pks) = 0;

    virtual Result<std::vector<RememberedOp>> rememberedOps(
        std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
        = 0;
    virtual Result<void> remember(std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
        = 0;

    /// Of these ids the user's own rows, deleted ones too, and the live rows of others that the team sees.
    /// Errors: TooLarge, when together they are more than kMaxLoadedBytes.
    virtual Result<std::vector<StoredRow>> rows(
        std::int64_t team, std::int64_t user, std::span<const RowKey> keys)
        = 0;
    virtual Result<void> insertRows(std::int64_t team, std::span<const StoredRow *const> rows) = 0;
    /// By owner, type and id; the conversation stays.
    virtual Result<void> updateRows(std::int64_t team, std::span<const StoredRow *const> rows) = 0;

    /// The live messages and tool calls that another device has written in after `knownRev`, as far as a row
    /// tells without being read; by revision, in pieces of about kPieceBytes. `take` may use the store.
    using TakePiece = std::function<Result<void>(const std::vector<StoredRow> &)>;
    virtual Result<void> unseenChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, const TakePiece &take)
        = 0;
    /// One tombstone, one revision for each live message and tool call.
    virtual Result<void> deleteChildren(std::int64_t team, std::int64_t owner, std::span<const ConversationDelete> deletions,
        std::int64_t device, Issue &issue)
        = 0;
    /// The same, and nothing of their content stays: not in what was deleted before either, nor in any conflict record
    /// of the conversation, its messages and tool calls.
    virtual Result<void> forgetChildren(std::int64_t team, std::int64_t owner, std::span<const ConversationDelete> deletions,
        std::int64_t device, Issue &issue)
        = 0;
    /// One revision for each live message and tool call whose scope changes. One whose id somebody else has
    /// shared already stays what it was.
    virtual Result<void> rescopeChildren(std::int64_t team, std::span<const Rescope> changes, Issue &issue)
        = 0;

    /// For each the id of a record that says the same already: of the same edit, as far as its instant is
    /// known.
    virtual Result<std::vector<std::optional<std::string>>> conflictsLike(
        std::int64_t team, std::span<const ConflictRow> conflicts)
        = 0;
    virtual Result<void> insertConflicts(std::int64_t team, std::span<const ConflictRow> conflicts) = 0;
    /// Blanks what conflict records hold of redacted rows.
    virtual Result<void> blankConflicts(std::int64_t team, std::span<const OwnedKey> rows) = 0;

    /// Rows of the user.
    virtual std::unique_ptr<PullStream> ownRows(std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    /// Rows of others that are or were shared, but for ids that the user has a row of and for the traces of
    /// ids that somebody else shares now. Scans what the user himself shares in the range, too.
    virtual std::unique_ptr<PullStream> sharedRows(
        std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    virtual std::unique_ptr<PullStream> conflicts(
        std::int64_t team, std::int64_t user, const PullRange &range)
        = 0;
    /// Revision of the user's own row that comes `count` rows after the next one; nullopt: there are not as
    /// many.
    virtual Result<std::optional<std::int64_t>> ownRevAfter(
        std::int64_t team, std::int64_t user, std::int64_t rev, std::size_t count)
        = 0;
    /// Instant of the first row after `rev` that is the user's own or shared, whoever shares it.
    virtual Result<std::optional<Millis>> commitAfter(std::int64_t team, std::int64_t user, std::int64_t rev)
        = 0;

    /// What was deleted in a team longer ago than its organisation keeps it.
    struct Trash {
        std::int64_t team = 0;
        Millis before = 0;
    };
    /// That of all teams.
    virtual Result<std::vector<Trash>> trash(Millis now) = 0;
    /// Drops kTrashRows of it: the content of tombstones (ids and revisions stay for ever), and conflict
    /// records whose loser was a deleted row or a value of one. A transaction of its own. False: there was
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

    /// Must be asked before anything is done in it.
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

/// Which histories a team had, and where each was left (SQL of both engines).
inline constexpr std::string_view kCommonSince
    = "SELECT min(through) FROM epochs WHERE team=?1 AND number>=coalesce((SELECT max(number) FROM epochs WHERE "
      "team=?1 AND epoch=?2), 0)";
inline constexpr std::string_view kLeaveEpoch
    = "INSERT INTO epochs(team, number, epoch, through) SELECT pk, (SELECT coalesce(max(number), 0)+1 FROM epochs WHERE "
      "team=?1), epoch, ?2 FROM teams WHERE pk=?1";

/// What rows() says above kMaxLoadedBytes.
Error tooMuchToLoad();
/// What few answers have, as JSON; empty when there is nothing of it.
std::string detailOf(const wire::ItemResult &result);
void readDetail(wire::ItemResult &result, std::string_view detail);

} // namespace mimir::server
