// The rows that one batch has loaded from a team and changed: everything is read before the rule begins and
// written when it is done, each with a fixed number of calls to the store.
#pragma once

#include "server/sync/mergerule.h"
#include "server/sync/syncstore.h"

#include <unordered_map>

namespace mimir::server {

/// Lives for one batch, inside its transaction.
class WorkingSet {
public:
    WorkingSet(SyncStore &store, std::int64_t team, std::int64_t user)
        : m_store(store), m_team(team), m_user(user)
    {
    }

    /// Loads the rows the items name, and their conversations. `device` is the batch's.
    Result<void> load(const wire::Batch &batch, const DeviceName &device);

    // nullptr: there is none. Pointers are valid as long as the set.
    /// The user's own row, deleted or not.
    StoredRow *own(EntityType type, std::string_view id);
    /// Another user's live row that the team sees.
    StoredRow *shared(EntityType type, std::string_view id);

    StoredRow &insert(StoredRow row);
    void changed(const StoredRow &row);
    /// The loaded live messages and tool calls of a conversation.
    std::vector<StoredRow *> childrenOf(std::int64_t owner, std::string_view conversationId);

    /// Parses the fields of a row. Errors: StoreCorrupt.
    Result<RowState> stateOf(const StoredRow &row) const;
    /// Writes fields and stamps back into the stored form.
    void takeState(StoredRow &row, const RowState &state) const;

    /// Loads the devices named in rows that were `loaded` elsewhere.
    Result<void> learnDevices(std::span<const StoredRow> loaded);
    /// Empty: never seen.
    const std::string &deviceId(std::int64_t pk) const;
    std::int64_t devicePk(std::string_view id) const;
    std::string deviceName(std::string_view id) const;

    /// Writes what was inserted or changed since the last call.
    Result<void> write();

private:
    enum class Change : std::uint8_t { None, Inserted, Updated };
    struct Entry {
        StoredRow row;
        Change change = Change::None;
    };
    using Entries = std::unordered_map<std::string, Entry>;

    Result<void> loadRows(const std::vector<RowKey> &keys);
    void takeDevice(DeviceName device);

    SyncStore &m_store;
    std::int64_t m_team;
    std::int64_t m_user;
    Entries m_own;
    Entries m_shared;
    std::unordered_map<std::int64_t, DeviceName> m_devices;
    std::unordered_map<std::string, std::int64_t> m_devicePks;
};

} // namespace mimir::server
