// The routes that the server answers, declared once. A request that fits no route reaches no handler; a route
// that does not declare who may use it keeps the server from starting (deny by default).
#pragma once

#include "core/result.h"
#include "server/http/http.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

struct Call;

/// The lane a request waits for, so that slow kinds do not hold up others.
enum class LaneKind : std::uint8_t {
    Write,    ///< pushes, refreshes, revocations: the one writer
    Read,     ///< pulls, lists, health; its connection may be read-only
    Password, ///< sign-ins: 40 ms of argon2id each
};

enum class Policy : std::uint8_t {
    Undeclared, ///< rejected at start-up
    Public,     ///< the request proves itself: a password, a refresh token, a device code
    SignedIn,   ///< a valid access token of a member of the token's organisation
    TeamMember, ///< and `X-Team-ID` names a team of that member, and the device is not revoked
};
std::string_view policyName(Policy policy);

struct Route {
    std::string_view method;
    std::string_view pattern; ///< below /api/v1; "{name}" stands for one segment, Call::parameter(name)
    Policy policy = Policy::Undeclared;
    LaneKind lane = LaneKind::Read;
    Response (*handler)(Call &) = nullptr;
    /// Its intended statuses, without those of the policy; docs/openapi.yaml lists the same.
    std::vector<int> statuses = {};

    /// `statuses` and the policy's, in ascending order.
    std::vector<int> allStatuses() const;
};

/// Every route of the server.
std::span<const Route> declaredRoutes();

class RouteTable {
public:
    struct Match {
        const Route *route = nullptr; ///< nullptr: no such resource, or not with this method
        std::vector<std::pair<std::string, std::string>> parameters; ///< percent-decoded
        std::string allow; ///< the resource's methods, "GET, POST"; empty: no such resource

        /// Where the request is answered, also if the answer is that there is no such resource.
        LaneKind lane() const { return route ? route->lane : LaneKind::Read; }
    };

    /// `routes` must outlive the table. Errors: Validation, naming the route and what it lacks.
    static Result<RouteTable> make(std::span<const Route> routes);

    Match match(const Request &request) const;
    std::span<const Route> routes() const { return m_routes; }

private:
    explicit RouteTable(std::span<const Route> routes) : m_routes(routes) { }

    std::span<const Route> m_routes;
};

} // namespace mimir::server
