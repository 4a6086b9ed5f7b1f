// The SQL of syncing: rows, conflict records, devices, remembered answers. No rule is decided here.
//
// Every function begins with the team. A failing statement is remembered in status() instead of being
// returned each time: the transaction around must ask it before it commits, and roll back when it is no
// success.
#pragma once

#include "server/mergerule.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mimir::server {

struct TeamState {
    std::int64_t pk = 0;
    std::string epoch;
    std::int64_t rev = 0; ///< the last one given
    Millis commitMs = 0;  ///< of the last change; never falls
};

struct DeviceState {
    std::int64_t pk = 0;
    std::int64_t lastOpSeq = 0;
    std::int64_t ackedThrough = 0;
};

/// A row as it is stored: RowState without its fields parsed.
struct StoredRow {
    std::int64_t pk = 0;
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t owner = 0;
    std::int64_t rev = 0;
    Millis commitMs = 0;
    bool deleted = false;
    std::string conversationId;
    Stamp whole;
    std::string stamps; ///< JSON, empty when no field has one of its own
    bool redacted = false;
    std::string payload; ///< canonical JSON; empty in a tombstone without content
};

/// An answer kept until the device confirms it.
struct RememberedOp {
    std::string fingerprint;
    wire::ItemResult result;
};

struct ConflictRow {
    std::string id;
    std::int64_t rev = 0;
    EntityType type = EntityType::Conversation;
    std::string entityId;
    Loser loser;
    Millis at = 0;
};

class SyncStore {
public:
    explicit SyncStore(Database &database);

    Database &database() { return m_database; }
    /// The first failure since the last call of reset().
    const Result<void> &status() const { return m_status; }
    /// Forgets the failure and what was cached: after a rollback, and before each transaction.
    void reset();

    /// nullopt when there is no such team or the user is no member: both alike.
    std::optional<TeamState> teamOf(std::int64_t user, std::string_view teamId);
    void saveTeam(const TeamState &team);

    /// nullopt when the server never saw the device.
    std::optional<DeviceState> device(std::int64_t team, std::int64_t user, std::string_view id);
    DeviceState makeDevice(
        std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now);
    /// Also drops the answers that `ackedThrough` confirms.
    void saveDevice(std::int64_t team, const DeviceState &device, std::string_view name, Millis now);
    std::string deviceName(std::int64_t team, std::int64_t user, std::string_view id);

    std::unordered_map<std::int64_t, RememberedOp> rememberedOps(
        std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to);
    void remember(std::int64_t team, std::int64_t device, const RememberedOp &op);

    std::optional<StoredRow> row(std::int64_t team, EntityType type, std::string_view id);
    /// The live messages and tool calls of a conversation.
    std::vector<StoredRow> children(std::int64_t team, std::string_view conversationId);
    void insert(std::int64_t team, const StoredRow &row);
    void update(std::int64_t team, const StoredRow &row);

    void keepConflict(std::int64_t team, std::int64_t user, const ConflictRow &conflict);

    /// The id of a record that says the same already; `sameEdit`: of the same edit, as far as its instant is
    /// known.
    std::optional<std::string> conflictLike(std::int64_t team, std::int64_t user, EntityType type,
        const std::string &entityId, const Loser &loser, bool sameEdit);
    /// Blanks what conflict records hold of a redacted row.
    void blankConflicts(std::int64_t team, EntityType type, std::string_view id);

    /// Reads the fields of a row; RowState::type and rev are set too.
    RowState stateOf(std::int64_t team, const StoredRow &row);
    /// Writes fields and stamps back into the form that is stored.
    void takeState(StoredRow &row, const RowState &state);

    /// Drops the content of tombstones older than `before`, of all teams; ids and revisions stay for ever.
    Result<void> emptyTrash(Millis before);

private:
    template <typename... Args>
    void run(std::string_view sql, const Args &...args);
    void note(const Query &query);
    std::int64_t devicePk(std::string_view id) const;
    const std::string &deviceId(std::int64_t team, std::int64_t pk);
    StoredRow readRow(const Query &query, std::int64_t team);

    Database &m_database;
    Result<void> m_status;
    std::unordered_map<std::int64_t, std::string> m_deviceIds;
    std::unordered_map<std::string, std::int64_t> m_devicePks;
};

} // namespace mimir::server
