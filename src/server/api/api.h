// The HTTP API without sockets: a request in, an answer out (routes.h lists the routes, handlers.h their
// handlers).
//
// Thread: the database's. `serve` has one Api per lane thread, each with its own connection.
#pragma once

#include "server/api/call.h"
#include "server/api/routes.h"
#include "server/db/storage.h"

#include <memory>

namespace mimir::server {

class Api {
public:
    /// Storage and context outlive the Api. Errors: Validation (a route that does not declare who may use
    /// it).
    static Result<std::unique_ptr<Api>> make(
        Storage &storage, ApiContext &context, std::span<const Route> routes = declaredRoutes());

    static LaneKind laneOf(const Request &request);
    Response handle(const Request &request);
    /// Hourly, on the Write lane: deletes expired tokens and grants.
    Result<void> forgetExpired(Millis now);

private:
    Api(Storage &storage, ApiContext &context, const RouteTable &routes);

    Response dispatch(Call &call, const RouteTable::Match &match);
    Response authorized(Call &call, const Route &route);
    std::optional<Response> identify(Call &call);
    std::optional<Response> admitToTeam(Call &call);

    RouteTable m_routes;
    ApiServices m_services;
};

} // namespace mimir::server
