// SyncStore on PostgreSQL: sets are sent as arrays with one statement each; the lock is the team's row,
// locked by the first statement and held until the commit. Pages are fetched in pieces limited by rows and
// bytes. Rows and conflict records are in postgresrows.cpp, what a pull reads in postgrespulls.cpp.
#pragma once

#include "server/db/postgresconnection.h"
#include "server/db/taggedteams.h"
#include "server/sync/syncstore.h"

namespace mimir::server {

class PostgresSyncStore final : public SyncStore {
public:
    /// The database must have the schema of postgresschema.h; the connection outlives the store.
    explicit PostgresSyncStore(PostgresConnection &connection) : m_connection(connection) { }

    Result<void> begin(Lock lock) override;
    Result<void> commit() override;
    void rollback() override;

    Result<std::optional<TeamState>> enter(std::int64_t user, std::string_view teamId, Lock lock) override;
    Result<void> saveTeam(const TeamState &team) override;
    bool hasTagSinceOpening(std::int64_t team) const override { return m_tagged.has(team); }
    Result<void> keepTag(std::int64_t team, const HistoryTag &tag) override;
    Result<HistoryTag> tagAt(std::int64_t team, std::int64_t position) override;
    Result<std::vector<HistoryTag>> earlierTags(std::int64_t team, std::int64_t rev) override;
    Result<HistoryTag> tagAfter(std::int64_t team, std::int64_t rev) override;
    Result<std::optional<std::int64_t>> commonSince(std::int64_t team, std::string_view epoch) override;
    Result<void> beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev) override;

    Result<std::optional<DeviceState>> device(
        std::int64_t team, std::int64_t user, std::string_view id) override;
    Result<DeviceState> makeDevice(std::int64_t team, std::int64_t user, std::string_view id,
        std::string_view name, Millis now) override;
    Result<void> saveDevice(
        std::int64_t team, const DeviceState &device, std::string_view name, Millis now) override;
    Result<std::vector<DeviceName>> devices(std::int64_t team, std::span<const std::int64_t> pks) override;

    Result<std::vector<RememberedOp>> rememberedOps(
        std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to) override;
    Result<void> remember(std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops) override;

    Result<std::vector<StoredRow>> rows(
        std::int64_t team, std::int64_t user, std::span<const RowKey> keys) override;
    Result<void> insertRows(std::int64_t team, std::span<const StoredRow *const> rows) override;
    Result<void> updateRows(std::int64_t team, std::span<const StoredRow *const> rows) override;

    Result<void> unseenChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, const TakePiece &take) override;
    Result<void> deleteChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue) override;
    Result<void> forgetChildren(std::int64_t team, std::int64_t owner,
        std::span<const ConversationDelete> deletions, std::int64_t device, Issue &issue) override;
    Result<void> rescopeChildren(std::int64_t team, std::span<const Rescope> changes, Issue &issue) override;

    Result<std::vector<std::optional<std::string>>> conflictsLike(
        std::int64_t team, std::span<const ConflictRow> conflicts) override;
    Result<void> insertConflicts(std::int64_t team, std::span<const ConflictRow> conflicts) override;
    Result<void> blankConflicts(std::int64_t team, std::span<const OwnedKey> rows) override;
    Result<void> reduceConflicts(std::int64_t team, std::span<const ReducedValue> values) override;

    std::unique_ptr<PullStream> ownRows(
        std::int64_t team, std::int64_t user, const PullRange &range) override;
    std::unique_ptr<PullStream> sharedRows(
        std::int64_t team, std::int64_t user, const PullRange &range) override;
    std::unique_ptr<PullStream> conflicts(
        std::int64_t team, std::int64_t user, const PullRange &range) override;
    Result<std::optional<std::int64_t>> ownRevAfter(
        std::int64_t team, std::int64_t user, std::int64_t rev, std::size_t count) override;
    Result<std::optional<Millis>> commitAfter(
        std::int64_t team, std::int64_t user, std::int64_t rev) override;
    Result<std::vector<wire::DigestPart>> digest(
        std::int64_t team, std::int64_t user, std::int64_t fromPart) override;
    Result<std::vector<wire::DigestRow>> digestRows(
        std::int64_t team, std::int64_t user, std::int64_t part) override;

    Result<std::vector<Trash>> trash(Millis now) override;
    Result<bool> emptyTrash(const Trash &trash) override;

private:
    PostgresConnection &m_connection;
    TaggedTeams m_tagged;
};

} // namespace mimir::server
