// SyncStore on SQLite: prepared statements, run once for each item; BEGIN IMMEDIATE is the lock. Rows and
// conflict records are in sqliterows.cpp, what a pull reads in sqlitepulls.cpp.
#pragma once

#include "server/db/sqliteconnection.h"
#include "server/db/taggedteams.h"
#include "server/sync/syncstore.h"
#include "storage/sqlite/database.h"

namespace mimir::server {

class SqliteSyncStore : public SyncStore {
public:
    /// The database must have the schema of schema.h and outlive the store. A read-only one can only pull.
    explicit SqliteSyncStore(Database &database) : m_database(database), m_sql(database) { }

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
    Result<std::optional<std::int64_t>> number(Query query);

    Database &m_database;
    SqliteConnection m_sql; ///< the same database, for what both engines have in common
    TaggedTeams m_tagged;
};

} // namespace mimir::server
