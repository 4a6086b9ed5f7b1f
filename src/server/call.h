// One request on its way through its handler, with what the policy of its route has found out.
#pragma once

#include "server/accounts.h"
#include "server/apicontext.h"
#include "server/devicegrants.h"
#include "server/devicelist.h"
#include "server/http.h"
#include "server/orgsettings.h"
#include "server/sessions.h"
#include "server/syncservice.h"

namespace mimir::server {

/// What handlers work with; one set per lane, on the connection of the lane.
struct ApiServices {
    ApiContext &context;
    SqlConnection &sql;
    Accounts accounts;
    Sessions sessions;
    DeviceGrants grants;
    DeviceList devices;
    OrgSettings orgSettings;
    SyncService sync;
};

struct Call {
    const Request &request;
    ApiServices &services;
    std::string_view body = {}; ///< decoded
    std::vector<std::pair<std::string, std::string>> parameters = {};
    Identity identity = {};         ///< policies SignedIn and TeamMember
    std::string sessionDevice = {}; ///< the same: DeviceInfo::label of where the token came from
    Caller caller = {};             ///< policy TeamMember

    /// A piece of the path; "" when the pattern has none of that name.
    std::string_view parameter(std::string_view name) const;
};

} // namespace mimir::server
