// The HTTP API without sockets: a request and its route in, an answer out (routes.h lists the routes,
// handlers.h their handlers).
//
// Thread: the database's. `serve` has one Api per lane thread, each with its own connection.
#pragma once

#include "server/api/call.h"
#include "server/api/routes.h"
#include "server/db/storage.h"

#include <optional>

namespace mimir::server {

class Api {
public:
    /// Storage and context outlive the Api.
    Api(Storage &storage, ApiContext &context);

    /// `match`: the request's, from the table of routes.
    Response handle(const Request &request, const RouteTable::Match &match);
    /// Hourly, on the Write lane: deletes expired tokens and grants.
    Result<void> forgetExpired(Millis now);

private:
    Response dispatch(Call &call, const RouteTable::Match &match);
    Response authorized(Call &call, const Route &route);
    std::optional<Response> identify(Call &call);
    Result<bool> isRevoked(const TokenHolder &holder, std::string_view deviceId);
    std::optional<Response> admitToTeam(Call &call);

    ApiServices m_services;
};

} // namespace mimir::server
