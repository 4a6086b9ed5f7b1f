// One request on its way through its handler, with what its route's policy has found out.
#pragma once

#include "server/accounts/accounts.h"
#include "server/accounts/devicegrants.h"
#include "server/accounts/devicelist.h"
#include "server/accounts/orgsettings.h"
#include "server/accounts/personkeys.h"
#include "server/accounts/sessions.h"
#include "server/api/apicontext.h"
#include "server/http/http.h"
#include "server/sync/syncservice.h"

namespace mimir::server {

/// What handlers work with; one set per lane thread, on that thread's connection.
struct ApiServices {
    ApiContext &context;
    SqlConnection &sql;
    Accounts accounts;
    Sessions sessions;
    DeviceGrants grants;
    DeviceList devices;
    PersonKeys keys;
    OrgSettings orgSettings;
    SyncService sync;
};

struct Call {
    const Request &request;
    ApiServices &services;
    std::string_view body = {}; ///< decoded
    std::vector<std::pair<std::string, std::string>> parameters = {};
    TokenHolder identity = {}; ///< for policies SignedIn and TeamMember
    Caller caller = {};        ///< for policy TeamMember

    /// A parameter of the path; "" if the pattern has none of that name.
    std::string_view parameter(std::string_view name) const;
};

} // namespace mimir::server
