// A user's devices: those with a sign-in, and those that have synced. A revoked device is signed out
// everywhere and may not sync until its owner signs in on it again. A sign-in that named no device counts as
// a device of its own and ends when it is revoked.
//
// Thread: the database's.
#pragma once

#include "core/clock.h"
#include "server/accounts/devicelabel.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir::server {

struct DeviceInfo {
    DeviceLabel label;               ///< without an id of its own: what kDeviceOfFamily calls the sign-in
    std::optional<Millis> firstSeen; ///< unknown for devices from before the server stored it
    Millis lastSeen = 0;
    std::vector<std::string> teamIds; ///< teams it has synced and the user is a member of now
    bool signedIn = false;
    bool isNamed = false; ///< the id is the device's own
};

class DeviceList {
public:
    DeviceList(SqlConnection &sql, const Clock &clock);

    /// Most recently seen first, without revoked ones.
    Result<std::vector<DeviceInfo>> of(std::int64_t user);
    /// False: the user has no such device, or it is already revoked.
    Result<bool> revoke(std::int64_t user, std::string_view deviceId);
    Result<bool> isRevoked(std::int64_t user, std::string_view deviceId);
    /// Lifts a revocation: its owner is signing in on it.
    Result<void> welcome(std::int64_t user, std::string_view deviceId);

private:
    SqlConnection &m_sql;
    const Clock &m_clock;
};

} // namespace mimir::server
