// The devices of a person: where there is a sign-in, and what has synced. A revoked one is signed out
// everywhere and may not sync, until its owner signs in on it again. A sign-in that named no device counts as
// one, and is over when that is revoked.
//
// Thread: that of the database.
#pragma once

#include "core/clock.h"
#include "server/accounts/devicelabel.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir::server {

struct DeviceInfo {
    DeviceLabel label;               ///< without an id of its own: as kDeviceOfFamily names the sign-in
    std::optional<Millis> firstSeen; ///< unknown for devices of before the server kept it
    Millis lastSeen = 0;
    std::vector<std::string> teamIds; ///< those it has synced, of which the person is a member now
    bool signedIn = false;
    bool isNamed = false; ///< the id is the device's own
};

class DeviceList {
public:
    DeviceList(SqlConnection &sql, const Clock &clock);

    /// Last seen first; revoked ones left out.
    Result<std::vector<DeviceInfo>> of(std::int64_t user);
    /// False: the person has no such device, or it is revoked already.
    Result<bool> revoke(std::int64_t user, std::string_view deviceId);
    Result<bool> isRevoked(std::int64_t user, std::string_view deviceId);
    /// Its owner signs in on it.
    Result<void> welcome(std::int64_t user, std::string_view deviceId);

private:
    SqlConnection &m_sql;
    const Clock &m_clock;
};

} // namespace mimir::server
