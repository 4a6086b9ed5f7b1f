// What the server answers to, declared once: a request that fits no route does not exist, and a route that
// does not say who may use it keeps the server from starting (deny by default).
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

/// Which queue a request waits in, so that no slow kind holds up another.
enum class LaneKind : std::uint8_t {
    Write,    ///< pushes, refreshes, revocations: the one writer
    Read,     ///< pulls, lists, health; its connection may be read-only
    Password, ///< sign-ins: 40 ms of argon2id each
};

enum class Policy : std::uint8_t {
    Undeclared, ///< refused at start-up
    Public,     ///< what it is given must speak for itself: a password, a refresh token, a device code
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
    /// What it answers on purpose, the policy's own not repeated; OpenAPI says the same.
    std::vector<int> statuses = {};

    /// `statuses` and those of the policy, rising.
    std::vector<int> allStatuses() const;
};

/// Every route of the server.
std::span<const Route> declaredRoutes();

class RouteTable {
public:
    struct Match {
        const Route *route = nullptr; ///< nullptr: no such resource, or not with this method
        std::vector<std::pair<std::string, std::string>> parameters; ///< percent-decoded
        std::string allow; ///< the methods of the resource, "GET, POST"; empty: there is none
    };

    /// `routes` outlive the table. Errors: Validation, saying which route lacks what.
    static Result<RouteTable> make(std::span<const Route> routes);

    Match match(const Request &request) const;
    std::span<const Route> routes() const { return m_routes; }

private:
    explicit RouteTable(std::span<const Route> routes) : m_routes(routes) { }

    std::span<const Route> m_routes;
};

} // namespace mimir::server
