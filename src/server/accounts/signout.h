// How sign-ins end: what sessions, the device list and the operator's commands have in common.
//
// The row of the user is the lock: whoever begins, replaces or ends a sign-in of somebody holds it until the
// commit. So none that is being begun elsewhere slips through, and nobody waits for each other in a circle.
//
// Thread: that of the connection.
#pragma once

#include "server/db/sqlconnection.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

/// SQL over `token_families f`: the device of a sign-in. One without a device id is known by its own number.
inline constexpr std::string_view kDeviceOfFamily
    = "CASE WHEN f.device_id='' THEN 'session-' || f.pk ELSE f.device_id END";

/// Precondition of both: a write transaction is open.
Result<void> lockSignIns(SqlConnection &sql, std::int64_t user);
/// Ends the user's sign-ins and takes back grants that were approved but not fetched: of one organisation
/// (0 = all), on one device as kDeviceOfFamily names it ("" = all).
Result<void> endSignIns(
    SqlConnection &sql, std::int64_t user, std::int64_t org = 0, std::string_view device = {});
/// Those of all other devices than `kept`, as kDeviceOfFamily names it.
Result<void> endOtherSignIns(SqlConnection &sql, std::int64_t user, std::string_view kept);

} // namespace mimir::server
