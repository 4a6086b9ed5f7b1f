// What this device knows to be secret, for the code that masks items with it: its files and variables, and what the environments
// held in which something was recorded by another process.
#pragma once

#include "privacy/devicesecrets.h"
#include "storage/store.h"

#include <set>
#include <string>
#include <vector>

namespace mimir {

class KnownHere {
public:
    /// `database` must outlive the object.
    KnownHere(Database &database, const Clock &clock) : m_database(database), m_device(clock) { }

    /// To be called before something is masked that comes from conversations in these folders. Where it fails, nothing
    /// of them may be sent.
    Result<void> lookAt(const std::set<std::string> &workspaces);
    const DeviceValues &values() const { return m_device.values(); }

private:
    Database &m_database;
    DeviceSecrets m_device;
    std::int64_t m_revision = 0; ///< of what other processes knew
};

/// Stores what in this environment (NAME=value) looks like a secret, as keyed hashes, for the process that sends. To be
/// called before something is recorded in it.
Result<void> noteEnvironment(
    Database &database, const Clock &clock, const std::vector<std::string> &environment);

} // namespace mimir
