// How sign-ins end: shared by sessions, the device list and the operator's commands.
//
// The user's row is the lock: beginning, replacing or ending a sign-in holds it until the commit. So a
// sign-in that is just beginning elsewhere cannot slip through, and there are no deadlocks.
//
// Thread: the connection's.
#pragma once

#include "server/db/sqlconnection.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

/// SQL over `token_families f`: the sign-in's device. A sign-in without a device id is identified by its own
/// number.
inline constexpr std::string_view kDeviceOfFamily
    = "CASE WHEN f.device_id='' THEN 'session-' || f.pk ELSE f.device_id END";

/// Precondition of both: an open write transaction.
Result<void> lockSignIns(SqlConnection &sql, std::int64_t user);
/// Ends the user's sign-ins and withdraws grants that were approved but not yet fetched: of one organisation
/// (0 = all), on one device named as in kDeviceOfFamily ("" = all).
Result<void> endSignIns(
    SqlConnection &sql, std::int64_t user, std::int64_t org = 0, std::string_view device = {});
/// The same for all devices except `kept`, named as in kDeviceOfFamily.
Result<void> endOtherSignIns(SqlConnection &sql, std::int64_t user, std::string_view kept);

} // namespace mimir::server
